import JSON
import Platform
import TrackerCore

/// A step that was or would be done, and the client whose file it is about; nil for rules, which several may read.
struct InstallDone {
  var client: Client?
  var step: InstallStep
}

/// What could not be done; the client is nil for rules.
struct InstallProblem {
  var client: Client?
  var error: InstallError
  /// What a person can put in place by hand.
  var snippet: InstallSnippet?

  /// `Cursor, /home/anna/.cursor/mcp.json: line 1, column 2: expected a name in quotes`.
  var text: String {
    (client.map { $0.title + ", " } ?? "") + error.text
  }
}

/// What a person can put in place by hand.
struct InstallSnippet {
  var client: Client
  var path: String
  var text: String

  fileprivate var value: JSONValue {
    guard client.format == .json else { return .string(text) }
    do throws(JSONError) {
      return try JSONReader.read(Array(text.utf8))
    } catch {
      return .string(text)
    }
  }
}

extension Failure {
  /// Some of it failed; the rest was done.
  init(_ report: InstallReport) {
    let verb = report.isUninstall ? "uninstalled" : "installed"
    let snippets = report.failures.compactMap(\.snippet)
    let alternative = snippets.isEmpty ? "" : ", or add the configuration by hand"
    self.init(
      message: report.done.isEmpty ? "Not \(verb)" : "Not all of it \(verb)",
      error: report.failures.map(\.text).joined(separator: "; "),
      remedy: "Mend that and run this again\(alternative).")
    data = report.data
    if let first = snippets.first {
      let all = snippets.map { snippet -> JSONValue in
        [
          "client": .string(snippet.client.name), "path": .string(snippet.path),
          "text": .string(snippet.text),
        ]
      }
      data += [.init("configuration", first.value), .init("snippets", .array(all))]
    }
    texts = report.lines.map { $0 + "\n" } + snippets.map(\.text)
    advice = report.notices + report.advice
  }
}

/// What was done, as an answer.
struct InstallReport {
  var isUninstall: Bool
  var isDryRun: Bool
  var command: String
  /// Whether the command leads to this program on this machine.
  var isStartable: Bool
  var done: [InstallDone] = []
  var failures: [InstallProblem] = []
  /// Whether a client is told for all projects, but not where the data is.
  var leavesDirectoryOpen = false
  var notices: [String]
  var service: Answer?

  /// Adds what could not be done, once: several clients may read one file.
  mutating func add(_ problem: InstallProblem) {
    if !failures.contains(where: { $0.client == nil && $0.error == problem.error }) {
      failures.append(problem)
    }
  }

  private var changes: [InstallDone] { done.filter { $0.step.change != .nothing } }

  var answer: Answer {
    var answer = Answer(
      message: message, data: data, lines: lines, notices: notices, advice: advice)
    if let service { answer.notices += service.notices }
    return answer
  }

  private var message: String {
    if changes.isEmpty, service == nil {
      let isLeft = done.contains { $0.step.action == .kept }
      if isUninstall, isLeft { return "Nothing was changed" }
      return isUninstall
        ? "Nothing of ours is there; nothing was changed"
        : "Everything is in place already; nothing was changed"
    }
    if isDryRun { return "Nothing was written (dry run)" }
    if isUninstall { return "Uninstalled" }
    return isStartable ? "Installed" : "Written, for machines where \(command) is on PATH"
  }

  fileprivate var data: [JSONValue.Member] {
    var data: [JSONValue.Member] = [.init("dry_run", .bool(isDryRun))]
    if let first = done.first, first.client != nil {
      data += [.init("config_path", .string(first.step.path)), .init("command", .string(command))]
    }
    data.append(.init("files", .array(done.map(\.document))))
    if !failures.isEmpty { data.append(.init("failed", .array(failures.map(\.document)))) }
    if let service { data.append(.init("service", .object(service.data))) }
    return data
  }

  fileprivate var lines: [String] {
    done.map { done in
      let step = done.step
      let title = done.client.map { $0.title + ", " } ?? ""
      let verb = step.action.verb(
        isPlanned: isDryRun, isUninstall: isUninstall, of: done.client == nil ? "rules" : "entry")
      var line = "  \(verb): \(title)\(step.path.printable)"
      if case .run(let program, _) = step.change { line += " (through \(program.printable))" }
      if let copy = step.copy { line += " (what was there: \(copy.printable))" }
      if let note = step.note { line += " (\(note.printable))" }
      return line
    } + (service?.lines ?? [])
  }

  fileprivate var advice: [String] {
    (isDryRun || changes.isEmpty ? [] : adviceOfChanges) + (service?.advice ?? [])
  }

  private var adviceOfChanges: [String] {
    if isUninstall { return ["Clients that are running keep the server until they start again."] }
    let changed = changes.compactMap(\.client)
    var advice = changed.map(\.advice)
    if changes.contains(where: { $0.step.isNewAgent }) {
      advice.append("Then choose Session Tracked Agent in the chat's list of agents.")
    }
    if changes.contains(where: { $0.step.action == .offered }) {
      advice.append("Rules that you changed have a newer version: compare them with *.new.")
    }
    if !changed.isEmpty, leavesDirectoryOpen {
      advice.append(
        "The data goes to .ai_sessions wherever a client starts the server; "
          + "--output-dir names one folder for all projects.")
    }
    return advice
  }
}

extension InstallDone {
  fileprivate var document: JSONValue {
    [
      "path": .string(step.path), "action": .string(step.action.rawValue),
      "client": client?.name.json ?? .null,
      "copy": step.copy.json,
      "note": step.note.json,
    ]
  }
}

extension InstallProblem {
  fileprivate var document: JSONValue {
    [
      "client": client?.name.json ?? .null, "path": .string(error.path),
      "reason": .string(error.reason),
    ]
  }
}

extension InstallStep {
  /// Whether a person can choose a new agent now.
  fileprivate var isNewAgent: Bool { action == .created && path.hasSuffix(".agent.md") }
}

extension InstallStep.Action {
  fileprivate func verb(isPlanned: Bool, isUninstall: Bool, of what: String) -> String {
    switch self {
    case .created: isPlanned ? "to be created" : "created"
    case .updated: isPlanned ? "to be updated" : "updated"
    case .unchanged: "unchanged"
    case .kept: isUninstall ? "left" : "already there"
    case .offered: isPlanned ? "newer version to be put" : "newer version"
    case .cleared: isPlanned ? "\(what) to be taken out" : "\(what) taken out"
    case .restored: isPlanned ? "to be as before" : "as before"
    case .removed: isPlanned ? "to be removed" : "removed"
    case .absent: "nothing of ours"
    }
  }
}
