// `delete` and `undelete`: takes sessions out of the data, and brings them back.

import ArgumentParser
import JSON
import Platform
import TrackerCore

struct DeleteCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete sessions with their interactions and issues.",
    discussion: """
      Asks first; where nobody can be asked, --yes says yes. What is deleted is kept in .trash.jsonl in the data folder \
      for 30 days, and `undelete` brings it back. A running session is not deleted: end it first. \
      One without a sign of life for longer than AI_MAX_SESSION_DURATION_HOURS does not run.
      """)

  @Argument(help: ArgumentHelp("Sessions: ids, beginnings of them, or last.", valueName: "id"))
  var sessions: [String]
  @Flag(help: "Delete without asking.")
  var yes = false
  @Flag(help: "Keep nothing; of a session that was deleted before, what was kept goes.")
  var forever = false
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    for session in sessions { try check(textProblem(session, of: "id")) }
  }

  func answer() throws -> Answer {
    let service = data.service()
    var ids: [SessionID] = []
    for text in sessions {
      let id = try isOnlyKept(text, in: service) ? SessionID(text) : service.session(named: text)
      if !ids.contains(id) { ids.append(id) }
    }
    // What cannot be deleted is told before anybody is asked.
    let names = try ids.map { try name(of: $0, in: service) }
    if !yes, !(try isWanted(names)) {
      throw Failure(
        message: "Nothing deleted", error: "the answer was not yes",
        remedy: "Answer y, or give --yes.")
    }
    let deleted = try service.deleteSessions(ids, keepsNothing: forever)
    let days = "`ai-session-tracker undelete \(deleted.count == 1 ? "last" : "ID")` brings "
    return Answer(
      message: deleted.count == 1 ? "Session deleted: \(ids[0])" : "\(ids.count) sessions deleted",
      data: [.init("deleted", .array(deleted.map { $0.document(isKept: !forever) }))],
      lines: deleted.map { "  \($0.contents)".printable }, notices: service.takeNotices(),
      advice: forever ? [] : [days + "\(deleted.count == 1 ? "it" : "each") back for 30 days."])
  }

  /// Whether this is about a session that was deleted before, so that only what was kept of it can go.
  private func isOnlyKept(_ text: String, in service: SessionService) throws -> Bool {
    guard forever, try service.storedSession(SessionID(text)) == nil else { return false }
    return try service.deletedSessions().contains { $0.id == SessionID(text) }
  }

  /// What a session is called, if it can be deleted.
  private func name(of id: SessionID, in service: SessionService) throws -> String {
    guard let session = try service.storedSession(id) else {
      if forever, let kept = try service.deletedSessions().last(where: { $0.id == id }) {
        return kept.contents
      }
      throw TrackerError.sessionNotFound(id)
    }
    guard try !service.isRunning(session) else { throw TrackerError.running(id) }
    return session.name.isBlank ? id.text : "\(session.name) (\(id))"
  }

  private func isWanted(_ names: [String]) throws -> Bool {
    let what = names.count == 1 ? names[0] : "these \(names.count) sessions"
    let list = names.count == 1 ? [] : names.map { "  \($0)\n" }
    let question =
      list.joined() + "Delete \(what)\(forever ? " for ever" : "")? [y/N] "
    guard let answer = TerminalDevice.answer(to: question.printableLines) else {
      throw Failure(
        usage: "nobody can be asked here; give --yes to delete \(what.printable)")
    }
    return ["y", "yes"].contains(answer.lowercased())
  }
}

struct UndeleteCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "undelete", abstract: "Bring a deleted session back.",
    discussion: "`doctor` names what was deleted and is kept.")

  @Argument(
    help: ArgumentHelp(
      "Session to bring back: its id, the beginning of it, or last, the one deleted last.",
      valueName: "id"))
  var session: String
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws { try check(textProblem(session, of: "id")) }

  func answer() throws -> Answer {
    let service = data.service()
    let back = try service.undeleteSession(try service.deletedSession(named: session))
    return Answer(
      message: "Session brought back: \(back.id)",
      data: back.document(isKept: false).members ?? [], lines: ["  \(back.contents)".printable],
      notices: service.takeNotices())
  }
}

extension DeletedSession {
  /// `Fix login, with 3 interactions and 1 issue`.
  fileprivate var contents: String {
    let parts = [(interactionCount, "interaction"), (issueCount, "issue")].map { count, noun in
      "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
    return "\(name.isBlank ? id.text : name.oneLine), with \(parts.joined(separator: " and "))"
  }

  fileprivate func document(isKept: Bool) -> JSONValue {
    [
      "session_id": .string(id.text), "session_name": .string(name),
      "total_interactions": .number(interactionCount), "issues_count": .number(issueCount),
      "kept_until": isKept ? .string(expiry.description) : .null,
    ]
  }
}
