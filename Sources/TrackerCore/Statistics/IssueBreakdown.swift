// The issues seen from near: worst first, each with the name of its session.

/// An issue and its session's name.
public struct IssueRow: Sendable, Equatable {
  public var issue: Issue
  /// When it was flagged; nil when missing or unreadable.
  public var time: Timestamp? { issue.time }
  /// The session's id where it has no name or is not there.
  public var sessionName: String
  /// The session's kind of work and its project; nil without.
  public var taskType: String?
  public var project: String?
  /// Its words as they are counted.
  public var severity: String { issue.withoutBlankWords.severity ?? "unknown" }
  public var type: String { issue.withoutBlankWords.issueType ?? "unknown" }
  /// Which of the history's issues it is, from 0.
  public var number: Int

  /// Newest first, those without a time last; of the same time in file order.
  public static func isBefore(_ a: IssueRow, _ b: IssueRow) -> Bool {
    let (first, second) = (a.time?.microseconds ?? .min, b.time?.microseconds ?? .min)
    return first == second ? a.number < b.number : first > second
  }
}

/// The issues from all sides.
public struct IssueBreakdown: Sendable, Equatable {
  /// The worst first; of the same severity the newest.
  public var rows: [IssueRow] = []
  /// Every known severity, worst first, then other words in first-seen order.
  public var bySeverity: [WordCount] = []
  /// How many of `bySeverity` are unresolved, in its order.
  public var openBySeverity: [Int] = []
  /// How many were resolved.
  public var resolvedCount = 0
  /// The most frequent first; ties in first-seen order. Here and there blank words count as `Dimension.none`.
  public var byType: [WordCount] = []
}

extension History {
  /// When the last issue was flagged; nil where none has a time.
  public var lastIssueTime: Timestamp? {
    issues.lazy.compactMap(\.time).max { $0.microseconds < $1.microseconds }
  }
}

extension StatisticsEngine {
  /// The issues, counted as the report counts them. `onlyUnresolved` leaves resolved ones out of the rows, not of the
  /// counts.
  public func issueBreakdown(_ history: History, onlyUnresolved: Bool) -> IssueBreakdown {
    let summary = calculateIssueSummary(history.issues.map(\.withoutBlankWords))
    let open = calculateIssueSummary(
      history.issues.filter { !$0.resolved }.map(\.withoutBlankWords))
    var breakdown = IssueBreakdown()
    breakdown.resolvedCount = summary.total - summary.unresolvedCount
    let known = Severity.known.reversed().map {
      WordCount(word: $0.rawValue, count: summary.count(of: $0))
    }
    breakdown.bySeverity =
      known + summary.bySeverity.filter { !Severity(rawValue: $0.word).isKnown }
    let openCounts = Dictionary(
      uniqueKeysWithValues: open.bySeverity.map {
        (ExactText(text: $0.word), $0.count)
      })
    breakdown.openBySeverity = breakdown.bySeverity.map {
      openCounts[ExactText(text: $0.word)] ?? 0
    }
    breakdown.byType = summary.byType.sorted { $0.count > $1.count }
    let sessions = history.line ?? history.sessions
    let places = Dictionary(
      sessions.indices.map { (sessions[$0].id, $0) }, uniquingKeysWith: { $1 })
    let listed = history.issues.enumerated().filter { !onlyUnresolved || !$1.resolved }
    let rows = listed.map { number, issue in
      var row = IssueRow(issue: issue, sessionName: issue.sessionID.text, number: number)
      if let place = places[issue.sessionID] {
        if !sessions[place].name.isEmpty { row.sessionName = sessions[place].name }
        (row.taskType, row.project) = (sessions[place].taskType, sessions[place].project)
      }
      return (rank: issue.severityRank ?? -1, row: row)
    }
    breakdown.rows = rows.sorted { a, b in
      a.rank == b.rank ? IssueRow.isBefore(a.row, b.row) : a.rank > b.rank
    }.map(\.row)
    return breakdown
  }
}

extension Issue {
  /// The same with a word for a type or a severity that says nothing.
  fileprivate var withoutBlankWords: Issue {
    var issue = self
    if issue.issueType?.isBlank == true { issue.issueType = Dimension.none }
    if issue.severity?.isBlank == true { issue.severity = Dimension.none }
    return issue
  }

  /// How bad it is, as `Severity.rank` tells; nil for unknown words and without one.
  public var severityRank: Int? { severity.flatMap { Severity(rawValue: $0).rank } }
}
