// swift-tools-version: 6.2
// Floors, bottom up: a target imports only what stands below it (docs/ARCHITECTURE.md, `.ci/run walls`).
import PackageDescription

let package = Package(
  name: "ai-session-tracker",
  products: [
    .executable(name: "ai-session-tracker", targets: ["ai-session-tracker"]),
    .library(name: "TrackerCore", targets: ["TrackerCore", "JSON"]),
    // What the packages Tests/Fuzz and Tests/Benchmarks try.
    .library(
      name: "TrackerParts",
      targets: ["TrackerMCP", "TrackerREST", "TrackerCore", "JSON", "Platform"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // Floor 0: what Swift's Glibc module hides.
    .target(name: "CPlatform"),

    // Floor 1: kernel, text, terminal.
    .target(name: "Platform", dependencies: ["CPlatform"]),
    .target(name: "JSON"),
    .target(name: "PythonMetrics"),
    .systemLibrary(name: "CNcurses"),

    // Floor 2: sessions, statistics, storage.
    .target(
      name: "TrackerCore", dependencies: ["Platform", "JSON", "PythonMetrics"],
      resources: [.embedInCode("../../agent_files/session_tracking.md")]),

    // Floor 3: the viewers; they never know one another.
    .target(name: "TrackerMCP", dependencies: ["TrackerCore", "JSON", "Platform"]),
    .target(name: "TrackerREST", dependencies: ["TrackerCore", "JSON", "Platform"]),
    .target(name: "TrackerTUI", dependencies: ["TrackerCore"]),
    // What `tui --demo` shows.
    .target(
      name: "TrackerDemo", dependencies: ["TrackerCore", "JSON"],
      resources: [.embedInCode("stories.json")]),

    // Floor 4: the program.
    .executableTarget(
      name: "ai-session-tracker",
      dependencies: [
        "TrackerCore", "TrackerMCP", "TrackerREST", "TrackerTUI", "TrackerDemo", "JSON", "Platform",
        "CPlatform", "CNcurses",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      // All addresses are found before the program runs, then made read-only; no run path (see the script).
      linkerSettings: [
        .unsafeFlags([
          "-Xlinker", "-z", "-Xlinker", "now", "-Xclang-linker",
          "--ld-path=\(Context.packageDirectory)/.ci/link",
        ])
      ]),

    // Tests: one folder a target.
    .target(
      name: "TestSupport", dependencies: ["Platform", "TrackerCore", "JSON"],
      path: "Tests/TestSupport"),
    .testTarget(name: "JSONTests", dependencies: ["JSON", "TestSupport"]),
    .testTarget(name: "PythonMetricsTests", dependencies: ["PythonMetrics", "TestSupport"]),
    .testTarget(name: "PlatformTests", dependencies: ["Platform", "CPlatform", "TestSupport"]),
    .testTarget(
      name: "TrackerCoreTests", dependencies: ["TrackerCore", "JSON", "Platform", "TestSupport"],
      exclude: ["Golden"]),
    .testTarget(
      name: "TrackerMCPTests",
      dependencies: ["TrackerMCP", "TrackerCore", "JSON", "Platform", "TestSupport"],
      exclude: ["Golden"]),
    .testTarget(
      name: "TrackerRESTTests",
      dependencies: ["TrackerREST", "TrackerCore", "JSON", "Platform", "TestSupport"],
      exclude: ["Golden"]),
    .testTarget(
      name: "TrackerTUITests",
      dependencies: ["TrackerTUI", "TrackerCore", "Platform", "TestSupport"],
      exclude: ["Golden"]),
    .testTarget(
      name: "TrackerDemoTests", dependencies: ["TrackerDemo", "TrackerCore", "JSON", "Platform"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
  ]
}
