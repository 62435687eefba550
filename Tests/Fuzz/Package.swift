// swift-tools-version: 6.2
// What reads bytes from outside, under made inputs: a package of its own, which the program's build and tests leave alone.
import PackageDescription

// What is `package` in the program's targets is seen under their package's name, which is that of its folder.
let folder = Context.packageDirectory.split(separator: "/").dropLast(2).last ?? ""
let packageName = String(
  folder.lowercased().enumerated().map { place, character in
    character.isLetter || character.isNumber && place > 0 ? character : "_"
  })

let package = Package(
  name: "fuzz",
  dependencies: [.package(name: "ai-session-tracker", path: "../..")],
  targets: [
    .executableTarget(
      name: "fuzz",
      dependencies: [.product(name: "TrackerParts", package: "ai-session-tracker")],
      path: "Sources", packageAccess: false,
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
        .unsafeFlags(["-package-name", packageName]),
      ])
  ],
  swiftLanguageModes: [.v6]
)
