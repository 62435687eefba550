// The issues seen from near: worst first, each with the name of its session.

/// An issue and its session's name.
public struct IssueRow: Sendable, Equatable {
  public var issue: Issue
  /// When it was flagged; nil when missing or unreadable.
  public var time: Timestamp?
  /// The session's id where it has no name or is not there.
  public var sessionName: String
}

/// In which order issues are listed.
public enum IssueOrder: Sendable, CaseIterable { case severity, newest }

/// The issues from all sides.
public struct IssueBreakdown: Sendable, Equatable {
  public var rows: [IssueRow] = []
  /// Every known severity, worst first, then other words in first-seen order.
  public var bySeverity: [IssueSummary.Count] = []
  /// The most frequent first; ties in first-seen order.
  public var byType: [IssueSummary.Count] = []
  public var total = 0
  public var unresolvedCount = 0

  public init() {}
}

extension StatisticsEngine {
  /// The issues, counted as the report counts them. `onlyUnresolved` leaves resolved ones out of the rows, not of the
  /// counts. Ties are listed newest first.
  public func issueBreakdown(
    _ history: History, order: IssueOrder, onlyUnresolved: Bool
  ) -> IssueBreakdown {
    let summary = calculateIssueSummary(history.issues)
    var breakdown = IssueBreakdown()
    breakdown.total = summary.total
    breakdown.unresolvedCount = history.issues.count { !$0.resolved }
    let known = Severity.known.reversed().map {
      IssueSummary.Count(word: $0.rawValue, count: summary.count(of: $0))
    }
    breakdown.bySeverity =
      known + summary.bySeverity.filter { !Severity(rawValue: $0.word).isKnown }
    breakdown.byType = summary.byType.sorted { $0.count > $1.count }
    let names = history.sessionNames
    let listed = history.issues.filter { !onlyUnresolved || !$0.resolved }
    let rows = listed.map { issue in
      (
        rank: order == .severity ? issue.severityRank : 0,
        row: IssueRow(
          issue: issue, time: issue.timestamp.flatMap(Timestamp.init),
          sessionName: names[issue.sessionID] ?? issue.sessionID.text)
      )
    }
    breakdown.rows = rows.sorted { a, b in
      if a.rank != b.rank { return a.rank > b.rank }
      return (a.row.time?.microseconds ?? .min) > (b.row.time?.microseconds ?? .min)
    }.map(\.row)
    return breakdown
  }
}

extension Issue {
  /// The place of its severity in the list of words, from 1; 0 for other words.
  fileprivate var severityRank: Int {
    severity.flatMap { word in Severity.known.firstIndex { $0.rawValue == word } }.map { $0 + 1 }
      ?? 0
  }
}
