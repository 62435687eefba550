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
      let own = surroundings.repository.flatMap { files.ownText($0.configuration) }
      request.developer =
        own.flatMap(Attribution.person)
        ?? config.gitConfigurations.lazy.compactMap { files.text($0, links: .follow) }
        .compactMap(Attribution.person).first
      request.developer = request.developer?.storedName
    }
    return request
  }
}

private enum Attribution {
  /// Who a configuration file of git's says works; empty when it says that nobody does.
  static func person(in bytes: [UInt8]) -> String? {
    GitConfig.value(of: "name", in: "user", of: bytes)
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
