// What `install` says it did, would do, or could not do.

import JSON
import Platform
import TrackerCore

/// A client and the file of it that is meant.
struct InstallTarget {
  var client: Client
  var scope: InstallScope
  var path: String
  /// The client's own command that writes the file; nil when we do.
  var program: String?
  /// Empty folders below it are not worth keeping; nil: the project.
  var root: String?

  /// Without a scope, the project's file of clients that have one.
  init(_ client: Client, _ wanted: InstallScope?) throws(InstallError) {
    self.client = client
    if let file = client.projectFile, wanted != .user {
      scope = .project
      path = file
    } else {
      scope = .user
      path = try client.userPath
      program = client.ownsUserFile ? client.program : nil
      root = ProcessEnvironment.variable("HOME")
    }
  }
}

extension Client {
  var userPath: String {
    get throws(InstallError) {
      try userFile.path(
        currentDirectory: ProcessEnvironment.currentDirectory,
        variables: ProcessEnvironment.variable)
    }
  }

  /// The first of its programs that is there.
  var program: String? { programs.lazy.compactMap(ProcessEnvironment.program(named:)).first }

  /// Whether one of its programs or its folder is there.
  var isDetected: Bool {
    if program != nil { return true }
    do throws(InstallError) {
      return Installer(environment: .process).hasTrace(of: self, at: try userPath)
    } catch {
      // Without a home directory there is no trace.
      return false
    }
  }
}

/// A step and the client whose file it is about; nil for agent files.
struct PlannedStep {
  var client: Client?
  var step: InstallStep
}

/// What a person can put in place by hand.
struct InstallSnippet {
  var client: Client
  var path: String
  var text: String
}

/// Something could not be written.
struct InstallFailure: Error {
  var error: String
  var remedy: String
  var snippets: [InstallSnippet] = []
}

extension InstallFailure {
  /// What kept it from being done, file by file.
  init(_ errors: [InstallError], snippets: [InstallSnippet]) {
    error = errors.map { "\($0.path): \($0.reason)" }.joined(separator: "; ")
    let alternative = snippets.isEmpty ? "" : ", or add the configuration by hand"
    remedy = "It was left as it is. Mend that and run this again\(alternative)."
    self.snippets = snippets
  }

  /// For programs: the one snippet as a value, and all as they are to be written.
  var data: [JSONValue.Member] {
    guard let first = snippets.first else { return [] }
    let all = snippets.map { snippet -> JSONValue in
      [
        "client": .string(snippet.client.name), "path": .string(snippet.path),
        "text": .string(snippet.text),
      ]
    }
    return [.init("configuration", first.value), .init("snippets", .array(all))]
  }
}

extension InstallSnippet {
  fileprivate var value: JSONValue {
    guard client.format == .json else { return .string(text) }
    do throws(JSONError) {
      return try JSONReader.read(Array(text.utf8))
    } catch {
      return .string(text)
    }
  }
}

/// What was done, as an answer.
struct InstallReport {
  var isUninstall: Bool
  var isDryRun: Bool
  var command: String
  var planned: [PlannedStep]
  var targets: [InstallTarget]
  var leavesDirectoryOpen: Bool
  var service: Answer?

  private var changes: [PlannedStep] { planned.filter { $0.step.change != .nothing } }

  var answer: Answer {
    var answer = Answer(message: message, data: data, lines: planned.map(line), advice: advice)
    if let service {
      answer.lines = (answer.lines ?? []) + (service.lines ?? [])
      answer.data += [.init("service", .object(service.data))]
      answer.advice += service.advice
      answer.notices += service.notices
    }
    return answer
  }

  private var message: String {
    if changes.isEmpty, service == nil {
      return isUninstall
        ? "Nothing of ours is there; nothing was changed"
        : "Everything is in place already; nothing was changed"
    }
    if isDryRun { return "Nothing was written (dry run)" }
    return isUninstall ? "Uninstalled" : "Installed"
  }

  private var data: [JSONValue.Member] {
    var data: [JSONValue.Member] = [.init("dry_run", .bool(isDryRun))]
    if let first = planned.first, first.client != nil {
      data += [.init("config_path", .string(first.step.path)), .init("command", .string(command))]
    }
    let files = planned.map { planned -> JSONValue in
      [
        "path": .string(planned.step.path), "action": .string(planned.step.action.rawValue),
        "client": planned.client.map { .string($0.name) } ?? .null,
      ]
    }
    return data + [.init("files", .array(files))]
  }

  private func line(_ planned: PlannedStep) -> String {
    let step = planned.step
    let title = planned.client.map { $0.title + ", " } ?? ""
    var line =
      "  \(step.action.verb(isPlanned: isDryRun)): \(title)\(step.path.printable)"
    if case .run(let program, _) = step.change { line += " (through \(program.printable))" }
    return line
  }

  private var advice: [String] {
    guard !isDryRun, !changes.isEmpty else { return [] }
    if isUninstall { return ["Clients that are running keep the server until they start again."] }
    let changed = changes.compactMap(\.client)
    var advice = changed.map(\.advice)
    if changes.contains(where: { $0.client == nil && $0.step.action == .created }) {
      advice.append("Then choose Session Tracked Agent in the chat's list of agents.")
    }
    if changes.contains(where: { $0.step.action == .offered }) {
      advice.append("An agent file that you changed has a newer version: compare it with *.new.")
    }
    if !changed.isEmpty, leavesDirectoryOpen {
      advice.append(
        "The data goes to .ai_sessions wherever a client starts the server; "
          + "--output-dir names one folder for all projects.")
    }
    return advice
  }
}

extension InstallStep.Action {
  fileprivate func verb(isPlanned: Bool) -> String {
    switch self {
    case .created: isPlanned ? "to be created" : "created"
    case .updated: isPlanned ? "to be updated" : "updated"
    case .unchanged: "unchanged"
    case .kept: "already there"
    case .offered: isPlanned ? "newer version to be put" : "newer version"
    case .cleared: isPlanned ? "entry to be taken out" : "entry taken out"
    case .restored: isPlanned ? "to be as before" : "as before"
    case .removed: isPlanned ? "to be removed" : "removed"
    case .absent: "nothing of ours"
    }
  }
}
