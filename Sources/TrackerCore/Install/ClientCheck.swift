internal import JSON
internal import Platform

/// Why a client would not start this program.
public struct ClientFault: Equatable, Sendable {
  /// What is wrong, said of the entry.
  public var text: String
  /// What can be done about it.
  public var remedy: String
}

/// One file of a client, and what its entry comes to.
public struct ClientFinding: Sendable {
  public var client: Client
  public var scope: InstallScope
  /// Absolute, as the client names it.
  public var path: String
  /// What the entry names; nil when there is no entry or no command in it.
  public var command: String?
  /// nil when the client would start this program, or when there is no entry.
  public var fault: ClientFault?
  /// Whether there is an entry of our name.
  public var hasEntry = false
  /// How the rules for agents stand with the client; nil for one that reads none, or that has no entry.
  public var rules: RulesState?
}

/// Looks whether clients would start this very program: what their entries say, and where their commands lead. Changes
/// nothing.
public struct ClientCheck {
  private let files: InstallFiles
  private let installer: Installer
  private let directory: String
  let programs: ClientPrograms

  /// A check of the environment's current directory and of the user's files.
  public init(environment: Environment, programs: ClientPrograms) {
    files = InstallFiles(environment: environment)
    installer = Installer(environment: environment)
    directory = environment.currentDirectory
    self.programs = programs
  }

  /// Every known client's files of the project and of the user. A program that is this very one is started and asked
  /// `initialize`; no other is.
  public func findings(variables: (String) -> String?) -> [ClientFinding] {
    var findings: [ClientFinding] = []
    var answers: [String: String?] = [:]
    for (client, scope) in Client.all.flatMap({ [($0, InstallScope.project), ($0, .user)] }) {
      var finding = ClientFinding(client: client, scope: scope, path: "")
      do throws(InstallError) {
        guard let path = try path(of: client, scope, variables) else { continue }
        // Where the project is the home directory, its file may be the user's.
        if findings.contains(where: { $0.path == path && $0.client.name == client.name }) {
          continue
        }
        finding.path = path
        let verdict = try verdict(on: client, at: path, of: scope)
        finding.hasEntry = verdict != .noEntry
        if finding.hasEntry { finding.rules = installer.rulesState(of: client, variables) }
        finding.fault = verdict.fault
        finding.command = verdict.command
        if case .starts(_, let program) = verdict {
          let answer = answers[program] ?? programs.initialize(program)
          answers[program] = answer
          finding.fault = answer.map {
            ClientFault(
              text: "starts this program, but \($0)",
              remedy: "Run `ai-session-tracker server` in a terminal to see what it says.")
          }
        }
      } catch {
        finding.path = finding.path.isEmpty ? error.path : finding.path
        finding.fault = ClientFault(
          text: "cannot be told: \(error.reason)", remedy: "Mend that by hand.")
      }
      findings.append(finding)
    }
    return findings
  }

  /// What keeps the client from starting this program by the file at `path`; nil when it would. `launch` is what was
  /// written there: a bare name in it is not looked for, since others are to find the program by it.
  public func fault(
    of client: Client, at path: String, of scope: InstallScope, writtenAs launch: ServerLaunch
  ) throws(InstallError) -> ClientFault? {
    switch try verdict(on: client, at: path, of: scope, bareName: launch.command) {
    case .noEntry:
      return ClientFault(text: "is not there", remedy: "Put it in by hand.")
    case .fault(let fault, _): return fault
    case .starts(let command, _):
      guard command != launch.command else { return nil }
      return ClientFault(text: "names \(command)", remedy: "Put it in by hand.")
    }
  }

  /// Whether the file at `path` has an entry of our name.
  public func hasEntry(
    _ client: Client, at path: String, of scope: InstallScope
  ) throws(InstallError) -> Bool {
    try entry(of: client, at: path, of: scope) != nil
  }

  // MARK: One entry

  private enum Verdict: Equatable {
    case noEntry
    case fault(ClientFault, command: String?)
    /// The command as it is written, and where it leads.
    case starts(command: String, program: String)

    var fault: ClientFault? { if case .fault(let fault, _) = self { fault } else { nil } }
    var command: String? {
      switch self {
      case .noEntry: nil
      case .fault(_, let command): command
      case .starts(let command, _): command
      }
    }
  }

  private func path(
    of client: Client, _ scope: InstallScope, _ variables: (String) -> String?
  ) throws(InstallError) -> String? {
    scope == .project
      ? client.projectFile?.absolute(in: directory)
      : try client.userFile.path(currentDirectory: directory, variables: variables)
  }

  private func entry(
    of client: Client, at path: String, of scope: InstallScope
  ) throws(InstallError) -> JSONValue? {
    guard let text = try files.read(files.place(of: path, scope)) else { return nil }
    return try UneditableText.naming(path) { () throws(UneditableText) in try client.entry(in: text)
    }
  }

  private func verdict(
    on client: Client, at path: String, of scope: InstallScope, bareName: String? = nil
  ) throws(InstallError) -> Verdict {
    guard let entry = try entry(of: client, at: path, of: scope) else { return .noEntry }
    let reading = EntryReading(entry, of: client)
    let again =
      "Run `ai-session-tracker install --client \(client.name) --scope \(scope.rawValue)`."
    func fault(_ text: String, _ remedy: String? = nil) -> Verdict {
      .fault(ClientFault(text: text, remedy: remedy ?? again), command: reading.command)
    }
    if let member = reading.otherTransport {
      return fault("leads to another server (\(member)) instead of a program")
    }
    if let member = reading.offSwitch {
      return fault("is switched off (\(member))", "Take `\(member)` out of the entry.")
    }
    guard let command = reading.command, !command.isEmpty else { return fault("names no command") }
    guard let arguments = reading.arguments, programs.startsServer(arguments) else {
      return fault("does not start the server, by its arguments")
    }
    // What a variable loads runs inside whatever program is started.
    if let name = reading.variables.map(\.name).first(where: {
      $0.hasPrefix("LD_") || $0.hasPrefix("DYLD_")
    }) {
      return fault("sets \(name), by which other code runs", "Take \(name) out of the entry.")
    }
    if command == bareName, !command.contains("/") { return .starts(command: command, program: "") }
    let program: String
    switch place(of: command, reading, scope) {
    case .success(let path): program = path
    case .failure(let reason): return fault(reason.text)
    }
    guard programs.isOurs(program) else {
      return fault(
        files.isThere(program)
          ? "starts \(program), which is another program; it was not run"
          : "starts \(program), which is not there")
    }
    guard programs.isExecutable(program) else {
      return fault("starts \(program), which may not be executed", "Run chmod +x on it.")
    }
    return .starts(command: command, program: program)
  }

  private struct NoPlace: Error { var text: String }

  /// Where a client finds a command.
  private func place(
    of command: String, _ reading: EntryReading, _ scope: InstallScope
  ) -> Result<String, NoPlace> {
    if let part = placeholder(in: command) {
      return .failure(NoPlace(text: "starts \(command): only the client knows what \(part) is"))
    }
    if command.hasPrefix("/") { return .success(command) }
    if command.contains("/") {
      guard scope == .project, !reading.hasDirectory else {
        return .failure(NoPlace(text: "starts \(command), which is another file in every folder"))
      }
      return .success(command.absolute(in: directory))
    }
    let path = reading.variables.last { $0.name == "PATH" }?.value.text
    if let part = placeholder(in: path ?? "") {
      return .failure(NoPlace(text: "sets PATH: only the client knows what \(part) is in it"))
    }
    guard let place = programs.find(command, path, directory) else {
      return .failure(NoPlace(text: "starts \(command), which is not on PATH"))
    }
    return .success(place)
  }
}
