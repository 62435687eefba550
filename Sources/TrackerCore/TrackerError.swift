// All that a caller can be told. Each rim (MCP, REST, command line) maps these once, in one switch.

/// Why a call could not do what it was asked. `message` names what is wrong; `remedy` how to mend it.
public enum TrackerError: Error, Equatable, Sendable {
  /// A required argument is not there.
  case missingParameter(String)
  /// An argument has the wrong type or value. The text completes "{name} must be …".
  case invalidParameter(name: String, mustBe: String)
  /// No argument has this name; the known one that is probably meant, if any.
  case unknownParameter(String, nearest: String?)
  /// Several arguments are missing, wrong or unknown, in the order in which they are told.
  case several([TrackerError])
  /// No session has this id.
  case sessionNotFound(SessionID)
  /// No figure has this id; those that are spelled alike.
  case unknownFigure(String, nearest: [String])
  /// Something that is done only where it is asked for in so many words; the text says how.
  case notAskedFor(String)
  /// The session was ended before, so and then, and something else was asked of it now. `at` is a local time; both are
  /// empty when not known.
  case alreadyEnded(SessionID, outcome: String, at: String)
  /// Something was asked of a running session that can be done only once it has ended.
  case running(SessionID)
  /// No deleted session with this id is kept; nil: none at all.
  case notKept(SessionID?)
  /// A deleted session cannot come back: another one has its id.
  case isThere(SessionID)
  /// Code metrics were asked of a file that is not there, and that nobody could measure if it were.
  case unsupportedFile(String)
  /// The file to measure is not there.
  case fileNotFound(String)
  /// The file to measure could not be read.
  case unreadableFile(path: String, reason: String)
  /// The file to measure is not valid Python.
  case syntaxError(message: String, line: Int)
  /// The data directory or a file in it cannot be read or written.
  case storage(path: String, reason: String)
  /// Another process holds the data directory's lock for longer than it was waited for. `holders` are programs, as
  /// `python3 (process 4711)`; empty when they cannot be told.
  case locked(path: String, holders: [String])
  /// What is stored is no longer what the caller was shown.
  case changedMeanwhile
  /// One of several records could not be changed, so none was. `record` is how people call it.
  indirect case noneOfSeveral(record: String, because: TrackerError)

  /// One sentence that names what is wrong, in the reference's words where it has some.
  public var message: String {
    switch self {
    case .missingParameter(let name): "Missing required parameter: '\(name)'"
    case .invalidParameter(let name, let mustBe): "\(name) must be \(mustBe)"
    case .unknownParameter(let name, let nearest):
      "there is no argument '\(name.clipped)'" + (nearest.map { " (nearest: \($0))" } ?? "")
    case .several(let errors): TrackerError.message(of: errors)
    case .sessionNotFound(let id): "No session with ID: \(id.text.clipped)"
    case .unknownFigure(let id, let nearest):
      "There is no figure '\(id.clipped)'"
        + (nearest.isEmpty ? "" : "; the nearest are \(nearest.joined(separator: ", "))")
    case .notAskedFor(let text): text
    case .alreadyEnded(_, let outcome, let time):
      "Already ended" + (outcome.isEmpty ? "" : " as \(outcome.clipped)")
        + (time.isEmpty ? "" : " at \(time)") + "; nothing changed"
    case .running(let id): "\(id.text.clipped) is still running; nothing changed"
    case .notKept(let id):
      id.map { "No deleted session with ID: \($0.text.clipped)" } ?? "No deleted session is kept"
    case .isThere(let id):
      "A session with ID \(id.text.clipped) is there; the deleted one stays deleted"
    case .unsupportedFile(let path):
      "Unsupported file type: \(path.clipped). Only Python (.py) files supported."
    case .fileNotFound(let path): "File not found: \(path.clipped)"
    case .unreadableFile(let path, let reason):
      "Failed to calculate metrics: \(path.clipped): \(reason)"
    case .syntaxError(let message, let line):
      "Syntax error in file: \(message) (<unknown>, line \(line))"
    case .storage(let path, let reason): "Cannot use the session data at \(path): \(reason)"
    case .locked(let path, let holders):
      "The session data at \(path) is locked"
        + (holders.isEmpty ? "" : " by " + holders.joined(separator: ", "))
    case .changedMeanwhile: "The record was changed meanwhile"
    case .noneOfSeveral(let record, let error):
      "nothing was changed, because of \(record.clipped): \(error.message)"
    }
  }

  /// What the caller can do about it, in one sentence.
  public var remedy: String {
    switch self {
    case .missingParameter, .invalidParameter, .unknownParameter, .several:
      "Call again with that put right."
    case .sessionNotFound:
      "Call get_active_sessions (or run `ai-session-tracker active`) to find the id."
    case .unknownFigure: "`ai-session-tracker explain` lists them all."
    case .notAskedFor: "Ask for it as the message says."
    case .alreadyEnded(let id, _, _):
      "Start a new session for further work; to change what stands there run "
        + "`ai-session-tracker end --again --session-id \(id.text.clipped) …`."
    case .running(let id):
      "End it first: `ai-session-tracker end --session-id \(id.text.clipped) --outcome …`."
    case .notKept: "`ai-session-tracker doctor` names what is kept: for 30 days, what was deleted."
    case .isThere(let id): "Delete that one first: `ai-session-tracker delete \(id.text.clipped)`."
    case .unsupportedFile:
      "There is no such file: give an absolute path, or one relative to the directory the server "
        + "runs in."
    case .fileNotFound:
      "Give an absolute path, or one relative to the directory the server runs in."
    case .unreadableFile: "Check that it is a readable UTF-8 file."
    case .syntaxError: "Mend the file, then measure again."
    case .storage:
      "Check the path (AI_OUTPUT_DIR), its permissions and the space on the disk, then call again."
    case .locked: "Wait until that program is done, or end it, then call again."
    case .changedMeanwhile: "Look at the record again, then decide anew."
    case .noneOfSeveral(_, let error): error.remedy
    }
  }
}

extension TrackerError {
  /// More is not told: no answer grows with what a caller sent.
  private static let mostTold = 20

  /// Several of them in one sentence: what is missing first.
  private static func message(of errors: [TrackerError]) -> String {
    var missing: [String] = []
    var others: [String] = []
    for error in errors.prefix(mostTold) {
      if case .missingParameter(let name) = error {
        missing.append("'\(name)'")
      } else {
        others.append(error.message)
      }
    }
    if !missing.isEmpty {
      others.insert("Missing required parameter: " + missing.joined(separator: ", "), at: 0)
    }
    if errors.count > mostTold { others.append("and more") }
    return others.joined(separator: "; ")
  }

  /// Throws what is wrong, all of it at once.
  public static func throwing(_ errors: [TrackerError]) throws(TrackerError) {
    guard let first = errors.first else { return }
    throw errors.count == 1 ? first : .several(errors)
  }

  /// The errors that this one tells at once.
  public var parts: [TrackerError] {
    if case .several(let errors) = self { errors } else { [self] }
  }
}

extension String {
  /// At most 200 scalars of a text that a caller sent, so that no answer grows with it.
  var clipped: String { clipped(to: 200) ?? self }

  /// The first `limit` scalars and an ellipsis; nil when the text is not longer.
  package func clipped(to limit: Int) -> String? {
    guard utf8.count > limit,
      let end = unicodeScalars.index(
        unicodeScalars.startIndex, offsetBy: limit, limitedBy: unicodeScalars.endIndex),
      end != unicodeScalars.endIndex
    else { return nil }
    return String(unicodeScalars[..<end]) + "…"
  }
}
