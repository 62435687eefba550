// Who works, on what, and through which program: filled in where a start or a logged request does not say. No process is started, and nothing
// that is read or missing makes a start fail.

internal import Platform

/// What names who works and on what.
protocol Attributable {
  var developer: String? { get set }
  var project: String? { get set }
}

extension StartRequest: Attributable {}
extension AIRequest: Attributable {}

extension SessionService {
  /// A request with the developer and the project filled in that its caller left out or blank.
  func attributed<Request: Attributable>(_ request: Request) -> Request {
    var request = request
    let developer = request.developer.flatMap { $0.isBlank ? nil : $0 }
    let project = request.project.flatMap { $0.isBlank ? nil : $0 }
    let files = environment.files
    lazy var surroundings = Surroundings(of: environment.currentDirectory, files)
    request.project = project ?? surroundings.project
    if let developer {
      request.developer = developer
      return request
    }
    switch config.developer {
    case .nobody: request.developer = nil
    case .named(let person): request.developer = person
    case .git:
      // An empty name says that nobody works.
      let person = { GitConfig.value(of: "name", in: "user", of: $0) }
      let own = surroundings.repository.flatMap { files.ownText($0.configuration) }
      let name =
        own.flatMap(person)
        ?? config.gitConfigurations.lazy.compactMap { files.text($0, links: .follow) }
        .compactMap(person).first
      request.developer = name?.storedName
    }
    return request
  }
}

extension String {
  /// A name that a file or a program gave, as it is stored: one line without hidden characters, at most 200 scalars; nil
  /// when nothing is left.
  var storedName: String? {
    var name = UnicodeScalarView()
    for scalar in unicodeScalars {
      if scalar.properties.isWhitespace {
        name.append(" ")
      } else if !scalar.isHidden {
        name.append(scalar)
      }
    }
    let cut = String(UnicodeScalarView(String(name).trimmingBlanks.unicodeScalars.prefix(200)))
    let stored = cut.trimmingBlanks
    return stored.isEmpty ? nil : stored
  }
}
