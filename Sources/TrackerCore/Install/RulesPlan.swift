internal import JSON
internal import Platform

/// A file and the clients for which rules are put into it or taken out of it.
public struct RulesTarget: Sendable {
  /// Absolute, links followed.
  public var path: String
  var form: RulesForm
  var scope: InstallScope
  var clients: [String]
  /// The path as the client names it.
  fileprivate var name: String
  fileprivate var number: FileNumber?
}

/// The files of one run, each once: several clients may read one file, by one name or by two.
public struct RulesPlan {
  /// In the order in which they came up.
  public private(set) var targets: [RulesTarget] = []
  private let installer: Installer
  private let isRemoval: Bool
  private let variables: (String) -> String?

  /// A plan to tell clients the rules, or to take them back.
  public init(
    _ installer: Installer, isRemoval: Bool, variables: @escaping (String) -> String?
  ) {
    (self.installer, self.isRemoval, self.variables) = (installer, isRemoval, variables)
  }

  /// Adds what a client reads. It reads the first of several names; what was once put under another one is taken out, too.
  public mutating func add(_ file: RulesFile, of client: Client) throws(InstallError) {
    let candidates = try installer.candidates(of: file, variables)
    // What this run makes is there by then.
    let read = candidates.first { candidate in
      installer.isRead(candidate, as: file) || targets.contains { $0.name == candidate }
    }
    let main = read ?? candidates[file.before.count]
    let others = candidates.filter {
      isRemoval && $0 != main && installer.holdsMark($0, file.scope)
    }
    for name in [main] + others {
      let path = try installer.files.place(of: name, file.scope)
      let number = installer.files.number(of: path)
      let index = targets.firstIndex {
        $0.path == path || number != nil && $0.number == number
      }
      guard let index else {
        targets.append(
          RulesTarget(
            path: path, form: file.form, scope: file.scope, clients: [client.name], name: name,
            number: number))
        continue
      }
      if !targets[index].clients.contains(client.name) {
        targets[index].clients.append(client.name)
      }
    }
  }

  /// What becomes of a file of the plan, and of the offer beside it.
  public func steps(for target: RulesTarget) throws(InstallError) -> [InstallStep] {
    isRemoval ? try installer.removal(of: target) : try installer.plan(target)
  }
}

extension Installer {
  /// The places of a file, absolute, in the order in which the client looks.
  func candidates(
    of file: RulesFile, _ variables: (String) -> String?
  ) throws(InstallError) -> [String] {
    let path: String
    switch file.place {
    case .project(let name): path = name.absolute(in: files.directory)
    case .user(let place):
      path = try place.path(currentDirectory: files.directory, variables: variables)
    }
    let folder = files.folder(of: path)
    return file.before.map { $0.absolute(in: folder) } + [path]
      + file.after.map { $0.absolute(in: folder) }
  }

  /// Whether a client takes what is there for its rules.
  func isRead(_ path: String, as file: RulesFile) -> Bool {
    guard files.number(of: path) != nil else { return false }
    guard file.passesOverBlank, let text = bytes(of: path, file.scope) else { return true }
    return !SplicedText(text).isBlank
  }

  fileprivate func holdsMark(_ path: String, _ scope: InstallScope) -> Bool {
    bytes(of: path, scope).map(RulesText.mentionsMark) ?? false
  }

  /// What can be read there; nil for anything else.
  private func bytes(of path: String, _ scope: InstallScope) -> [UInt8]? {
    do throws(InstallError) {
      return try files.read(files.place(of: path, scope))
    } catch {
      return nil
    }
  }

  func rulesText(at path: String, _ bytes: [UInt8]) throws(InstallError) -> RulesText {
    try UneditableText.naming(path) { () throws(UneditableText) in try RulesText(bytes) }
  }
}
