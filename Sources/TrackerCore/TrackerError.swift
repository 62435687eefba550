// All that a caller can be told. Each rim (MCP, REST, command line) maps these once, in one switch.

/// Why a call could not do what it was asked. `message` names what is wrong; `remedy` how to mend it.
public enum TrackerError: Error, Equatable, Sendable {
  /// A required argument is not there.
  case missingParameter(String)
  /// An argument has the wrong type or value. The text completes "{name} must be …".
  case invalidParameter(name: String, mustBe: String)
  /// No session has this id.
  case sessionNotFound(SessionID)
  /// The session was ended before, so and then, and something else was asked of it now. `at` is a local time; both are
  /// empty when not known.
  case alreadyEnded(SessionID, outcome: String, at: String)
  /// Code metrics were asked of something that is not a Python file.
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

  /// One sentence that names what is wrong, in the reference's words where it has some.
  public var message: String {
    switch self {
    case .missingParameter(let name): "Missing required parameter: '\(name)'"
    case .invalidParameter(let name, let mustBe): "\(name) must be \(mustBe)"
    case .sessionNotFound(let id): "No session with ID: \(id.text.clipped)"
    case .alreadyEnded(_, let outcome, let time):
      "Already ended" + (outcome.isEmpty ? "" : " as \(outcome.clipped)")
        + (time.isEmpty ? "" : " at \(time)") + "; nothing changed"
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
    }
  }

  /// What the caller can do about it, in one sentence.
  public var remedy: String {
    switch self {
    case .missingParameter(let name): "Call again with \(name)."
    case .invalidParameter(let name, let mustBe): "Call again with \(name) \(mustBe)."
    case .sessionNotFound:
      "Call get_active_sessions (or run `ai-session-tracker active`) to find the id."
    case .alreadyEnded(let id, _, _):
      "Start a new session for further work; to change what stands there run "
        + "`ai-session-tracker end --again --session-id \(id.text.clipped) …`."
    case .unsupportedFile: "Give the path of a .py file."
    case .fileNotFound:
      "Give an absolute path, or one relative to the directory the server runs in."
    case .unreadableFile: "Check that it is a readable UTF-8 file."
    case .syntaxError: "Mend the file, then measure again."
    case .storage:
      "Check the path (AI_OUTPUT_DIR), its permissions and the space on the disk, then call again."
    case .locked: "Wait until that program is done, or end it, then call again."
    case .changedMeanwhile: "Look at the record again, then decide anew."
    }
  }
}

extension String {
  /// At most 200 scalars of a text that a caller sent, so that no answer grows with it.
  var clipped: String {
    unicodeScalars.count <= 200
      ? self : String(String.UnicodeScalarView(unicodeScalars.prefix(200))) + "…"
  }
}
