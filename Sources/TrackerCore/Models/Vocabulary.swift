// The word lists: closed at the door, open on disk. A tool accepts only known words; storage keeps whatever is there.
// Adding a word here changes schemas, checks, help and completions with it.

/// A word from a list that may grow.
public protocol Vocabulary: RawRepresentable, Hashable, Sendable where RawValue == String {
  /// The words that callers may use, in the order in which they are shown.
  static var known: [Self] { get }
  /// Those that the published schemas name and errors offer; others are taken, too.
  static var published: [Self] { get }
  /// Takes any word.
  init(rawValue: String)
}

extension Vocabulary {
  /// Whether callers may use this word.
  public var isKnown: Bool { Self.known.contains(self) }
  public static var published: [Self] { known }
  /// The published words as text, in alphabetical order, as error messages name them.
  public static var sortedWords: [String] { published.map(\.rawValue).sorted() }
}

/// The kind of work (specification, `Config.TASK_TYPES`).
public struct TaskType: Vocabulary {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  /// Work that a person did; left out of ROI.
  public static let humanReview = TaskType(rawValue: "human_review")
  public static let known = [
    "code_generation", "debugging", "refactoring", "testing", "documentation", "analysis",
    "architecture_planning", "human_review", "planning",
  ].map(TaskType.init)
  /// The schemas of the tools are frozen; `planning` came with a later version of the original.
  public static let published = known.filter { $0.rawValue != "planning" }
}

/// How a session ended.
public struct Outcome: Vocabulary {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public static let success = Outcome(rawValue: "success")
  /// What an automatic close says.
  public static let partial = Outcome(rawValue: "partial")
  public static let known = ["success", "partial", "failed"].map(Outcome.init)
}

/// How bad an issue is, mildest first.
public struct Severity: Vocabulary {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public static let low = Severity(rawValue: "low")
  public static let medium = Severity(rawValue: "medium")
  public static let high = Severity(rawValue: "high")
  public static let critical = Severity(rawValue: "critical")
  /// The mildest first.
  public static let known = [low, medium, high, critical]
  /// Its place among the known ones, from 0 for the mildest; nil for other words.
  public var rank: Int? { Severity.known.firstIndex(of: self) }
}

/// Where an estimate came from.
public struct EstimateSource: Vocabulary {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public static let known = ["manual", "issue_tracker", "historical"].map(EstimateSource.init)
}

/// What a request was for.
public struct RequestType: Vocabulary {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public static let known = ["coding", "planning", "review", "debug", "general"].map(
    RequestType.init)
}

/// What happened to a function.
public struct ModificationType: Vocabulary {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public static let added = ModificationType(rawValue: "added")
  public static let deleted = ModificationType(rawValue: "deleted")
  public static let known = ["added", "modified", "refactored", "deleted"].map(
    ModificationType.init)
}

/// Who drives a session: an editor over MCP (foreground) or the command line (background).
public struct ExecutionContext: Vocabulary {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public static let foreground = ExecutionContext(rawValue: "foreground")
  public static let background = ExecutionContext(rawValue: "background")
  public static let known = [foreground, background]
}
