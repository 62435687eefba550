// Which session a command is about: an id, the beginning of one, `last`, or none where only one runs.

import ArgumentParser
import JSON
import TrackerCore

/// The session that a command works on.
struct SessionOption: ParsableArguments {
  @Option(
    name: .customLong("session-id"),
    help: ArgumentHelp(
      "Session: its id, the beginning of it, or last. (default: the only one that runs)",
      valueName: "id"))
  private var text: String?

  func validate() throws { try check(textProblem(text, of: "--session-id")) }

  /// Runs `body` with the session that is meant. `chosen` is its id where nobody named it.
  func use<Result>(
    _ service: SessionService, _ body: (SessionID) throws -> Result
  ) throws -> (result: Result, chosen: SessionID?) {
    if let text { return (try service.withSession(text, body), nil) }
    let id = try service.onlyRunningSession()
    return (try body(id), id)
  }
}

extension IdentifyingCommand {
  /// Which session was taken where nobody named one; where only ids are printed, that says it.
  func notices(chosen: SessionID?) -> [String] {
    isQuiet ? [] : [chosen].compactMap { $0.map { "Session: \($0), the only one that runs." } }
  }

  /// The same for programs, where the answer has no id otherwise.
  func members(chosen: SessionID?) -> [JSONValue.Member] {
    [chosen].compactMap { $0.map { .init("session_id", $0.json) } }
  }
}

extension SessionMatch {
  /// The session that is meant, if it is one alone; the failure that is thrown else names those that may be meant, and
  /// with `all` how to see all.
  fileprivate func only(
    of text: String, orElse error: TrackerError, all: String
  ) throws -> SessionID {
    switch self {
    case .one(let id): return id
    case .several(let ids): throw Failure(ambiguous: text, ids.map(\.text))
    case .none(let nearest):
      var failure = Failure(error)
      if !nearest.isEmpty {
        let names = nearest.map(\.text).joined(separator: ", ")
        failure.remedy = "Nearest: \(names). \(all)"
      }
      throw failure
    }
  }
}

extension SessionService {
  /// Runs `body` with the session of an id, or where there is none with the one that the text means.
  func withSession<Result>(_ text: String, _ body: (SessionID) throws -> Result) throws -> Result {
    do {
      return try body(SessionID(text))
    } catch TrackerError.sessionNotFound(let id) {
      return try body(
        try match(text).only(
          of: text, orElse: .sessionNotFound(id), all: "`ai-session-tracker list` shows all."))
    }
  }

  /// The deleted session that a command line names.
  func deletedSession(named text: String) throws -> SessionID {
    let match = try matchDeleted(text)
    return try match.only(
      of: text, orElse: .notKept(match == .none(nearest: []) ? nil : SessionID(text)),
      all: "`ai-session-tracker doctor` names all.")
  }

  /// Whether a session runs.
  func isRunning(_ session: Session) throws -> Bool {
    guard session.state == .active else { return false }
    return try history().isRunning(session, at: environment.now(), config: config)
  }

  /// The session that a command line names.
  func session(named text: String) throws -> SessionID {
    try withSession(text) { id in
      guard try storedSession(id) != nil else { throw TrackerError.sessionNotFound(id) }
      return id
    }
  }

  /// The one session that runs; several or none are a failure that names them.
  fileprivate func onlyRunningSession() throws -> SessionID {
    let (running, unusable) = try activeSessionsAsFarAsKnown()
    if let unusable {
      throw Failure(unusableData: "\(unusable.path) is not usable: \(unusable.reason)")
    }
    guard running.count != 1 else { return running[0].id }
    var failure = Failure(
      message: running.isEmpty ? "No session runs" : "Several sessions run",
      error: (running.isEmpty ? "No session runs in " : "\(running.count) sessions run in ")
        + "\(directory); name one with --session-id")
    failure.status = Failure.usage
    failure.advice = running.map { "  \($0.id.text)  \($0.name.plainText)" }
    failure.data = [.init("active_sessions", running.map(\.id.text).json)]
    throw failure
  }
}

extension Failure {
  /// So many ids are named.
  private static let mostNamed = 10

  fileprivate init(ambiguous text: String, _ ids: [String]) {
    let hidden = ids.count - Failure.mostNamed
    self.init(
      message: "Several sessions", error: "\(ids.count) ids begin with '\(text)'",
      remedy: "Type more of the one that is meant.")
    advice =
      ids.prefix(Failure.mostNamed).map { "  " + $0 } + (hidden > 0 ? ["  and \(hidden) more"] : [])
    data = [.init("candidates", ids.json)]
  }
}
