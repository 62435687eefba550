// How many issues, of which kind and how bad.

/// Issues counted.
public struct IssueSummary: Sendable, Equatable {
  public var total = 0
  public var unresolvedCount = 0
  /// In first-seen order; a missing type is `unknown`.
  public var byType: [WordCount] = []
  /// In first-seen order; a missing severity is `unknown`.
  public var bySeverity: [WordCount] = []

  public init() {}

  /// How many have this severity.
  public func count(of severity: Severity) -> Int {
    bySeverity.first { $0.word == severity.rawValue }?.count ?? 0
  }
}

extension StatisticsEngine {
  /// Issues by type and by severity.
  public func calculateIssueSummary(_ issues: [Issue]) -> IssueSummary {
    var summary = IssueSummary()
    summary.total = issues.count
    summary.unresolvedCount = issues.count { !$0.resolved }
    summary.byType = count(issues.map { $0.issueType ?? "unknown" })
    summary.bySeverity = count(issues.map { $0.severity ?? "unknown" })
    return summary
  }

  private func count(_ words: [String]) -> [WordCount] {
    var counts = WordCounts()
    for word in words { counts.add(word) }
    return counts.counts
  }
}

extension History {
  /// The types that issues have, the most frequent first; equal ones in the order in which they were first seen.
  public var issueTypes: [WordCount] {
    var counts = WordCounts()
    for issue in issues {
      if let type = issue.issueType, !type.isBlank { counts.add(type) }
    }
    return counts.byFrequency
  }
}
