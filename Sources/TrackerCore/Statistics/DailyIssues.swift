// How many issues were flagged on each day of a time axis, and how bad the worst of them was.

/// A day's issues.
public struct DayIssues: Sendable, Equatable {
  public var day: CivilDate
  /// How many were flagged.
  public var count = 0
  /// The worst known severity among them; nil where none has one.
  public var worst: Severity?

  init(day: CivilDate) { self.day = day }
}

extension StatisticsEngine {
  /// The issues by the local day on which they were flagged, each day of the axis, earliest first. What lies before or
  /// after it is counted at its ends, an issue without a readable time nowhere. Without a first day the axis begins with
  /// the first issue. Empty where no issue has a time.
  public func issuesPerDay(
    _ history: History, days: TrendDays, calendar: LocalCalendar
  ) -> [DayIssues] {
    let flagged = history.issues.compactMap { issue in
      issue.time.map {
        (
          day: calendar.day(of: $0).daysSince1970,
          severity: issue.severity.map(Severity.init(rawValue:))
        )
      }
    }
    guard let earliest = flagged.map(\.day).min() else { return [] }
    let last = days.last.daysSince1970
    let wanted = days.first?.daysSince1970 ?? min(earliest, last)
    let first = max(wanted, last - StatisticsEngine.maximumDays + 1)
    guard first <= last else { return [] }
    var result = (first...last).map { DayIssues(day: CivilDate(daysSince1970: $0)) }
    for issue in flagged {
      let index = min(max(issue.day, first), last) - first
      result[index].count += 1
      guard let severity = issue.severity, let rank = severity.rank else { continue }
      if rank > result[index].worst?.rank ?? -1 { result[index].worst = severity }
    }
    return result
  }
}
