// How many issues, of which kind and how bad.

/// Issues counted.
public struct IssueSummary: Sendable, Equatable {
  /// A word and how often it occurs.
  public struct Count: Sendable, Equatable {
    public var word: String
    public var count: Int
  }
  public var total = 0
  /// In first-seen order; a missing type is `unknown`.
  public var byType: [Count] = []
  /// In first-seen order; a missing severity is `unknown`.
  public var bySeverity: [Count] = []

  public init() {}

  /// How many have this severity.
  public func count(of severity: Severity) -> Int {
    bySeverity.first { $0.word == severity.rawValue }?.count ?? 0
  }
}
