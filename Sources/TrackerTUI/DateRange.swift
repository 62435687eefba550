// The ranges of days that can be looked at. A session lies in a range by its start on the local calendar.
// Ranges are open towards the future, so that a clock that runs ahead hides no session.

package import TrackerCore

/// A choice of days up to now. Adding one here changes keys, popup and status with it.
package enum DateRange: Sendable, Hashable {
  case today, week, month, quarter, year, all
  /// Days of one's own.
  case custom(CustomRange)

  /// Those with a key of their own.
  package static let allCases: [DateRange] = [.today, .week, .month, .quarter, .year, .all]

  /// The key that picks it.
  package var key: Character { words.key }
  /// What it is, in the popup.
  package var title: String { words.title }
  /// The same, short.
  package var label: String { words.label }

  private var words: (key: Character, title: String, label: String) {
    switch self {
    case .today: ("d", "today", "today")
    case .week: ("w", "last 7 days", "7d")
    case .month: ("m", "last 30 days", "30d")
    case .quarter: ("q", "last 90 days", "90d")
    case .year: ("y", "this year", "year")
    case .all: ("0", "all", "all")
    case .custom(let range): ("c", range.label, range.label)
    }
  }

  /// Its first day; nil for all.
  package func firstDay(today: CivilDate) -> CivilDate? {
    func before(_ days: Int) -> CivilDate { CivilDate(daysSince1970: today.daysSince1970 - days) }
    switch self {
    case .today: return today
    case .week: return before(6)
    case .month: return before(29)
    case .quarter: return before(89)
    case .year: return CivilDate(year: today.parts.year, month: 1, day: 1)
    case .all: return nil
    case .custom(let range): return range.firstDay
    }
  }

  /// Microseconds since 1970 UTC; nil for all.
  package func bounds(today: CivilDate, calendar: LocalCalendar) -> Range<Int64>? {
    if case .custom(let range) = self { return range.bounds }
    return firstDay(today: today).map { calendar.startMicroseconds(of: $0)..<Int64.max }
  }

  /// The next shorter one for -1, the next longer one for 1: of the list for one of the list, which stays itself at the
  /// end; for days of one's own the one whose length comes next. Nil when none is shorter or longer than those.
  package func moved(by step: Int, today: CivilDate, calendar: LocalCalendar) -> DateRange? {
    let all = DateRange.allCases
    if let index = all.firstIndex(of: self) {
      return all[min(max(0, index + step), all.count - 1)]
    }
    let length = days(today: today, calendar: calendar)
    let others = all.map { (range: $0, days: $0.days(today: today, calendar: calendar)) }
    return step < 0
      ? others.filter { $0.days < length }.max { $0.days < $1.days }?.range
      : others.filter { $0.days > length }.min { $0.days < $1.days }?.range
  }

  /// How long it is up to the end of today, or to its own end; without a beginning infinite.
  private func days(today: CivilDate, calendar: LocalCalendar) -> Double {
    guard let bounds = bounds(today: today, calendar: calendar), bounds.lowerBound != .min else {
      return .infinity
    }
    let tomorrow = CivilDate(daysSince1970: today.daysSince1970 + 1)
    let end =
      bounds.upperBound == .max
      ? max(bounds.lowerBound, calendar.startMicroseconds(of: tomorrow)) : bounds.upperBound
    // Days begin an hour off when clocks are changed; dates say whole days.
    let length = (Double(end) - Double(bounds.lowerBound)) / Double(Timestamp.microsecondsPerDay)
    return abs(length - length.rounded()) < 0.1 ? length.rounded() : length
  }
}

/// A range that somebody typed.
package struct CustomRange: Sendable, Hashable {
  /// Microseconds since 1970 UTC.
  package var bounds: Range<Int64>
  /// Nil when it is open towards the past.
  package var firstDay: CivilDate?
  /// As it was typed: `2024-11-01…2024-11-22`.
  package var label: String

  /// Reads both ends as the report does; nil when both are empty. Throws what is wrong with them.
  init?(from: String, to: String, now: Timestamp, calendar: LocalCalendar) throws(TrackerError) {
    let range = try ReportRange(since: from, until: to, now: now, calendar: calendar)
    guard let bounds = range.bounds else { return nil }
    self.bounds = bounds
    firstDay =
      bounds.lowerBound == .min
      ? nil : calendar.day(of: Timestamp(microseconds: bounds.lowerBound))
    label = "\(from)…\(to)"
  }
}
