// THE LIST: the files that a data directory holds. What handles each of them goes through this list.

internal import JSON

/// A file of a data directory.
public enum DataFile: String, CaseIterable, Sendable {
  case sessions = "sessions.json"
  case interactions = "interactions.json"
  case issues = "issues.json"
  /// Made by the first request that is logged; absent where nobody logs any.
  case requests = "requests.json"

  /// Whether it belongs to the sessions' history: those files are made together, and viewers show them.
  var isHistory: Bool { self != .requests }

  /// What it is called in its directory.
  public var name: String { rawValue }

  /// Its name without the ending: what copies of it by other programs begin with.
  var stem: String { String(name.dropLast(".json".count)) }

  /// What its top level must be.
  var kind: JSONContainer.Kind { self == .sessions ? .object : .array }
}
