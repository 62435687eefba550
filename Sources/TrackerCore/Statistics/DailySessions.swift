// How many sessions began on each of some days, also on days before a range.

extension StatisticsEngine {
  /// Sessions by local start date for `dayCount` days that end with `lastDay` (nil: that of the last session), earliest
  /// first. Days before the first session are left out; days between count 0.
  public func sessionsPerDay(
    _ history: History, lastDay: CivilDate? = nil, dayCount: Int = maximumDays,
    calendar: LocalCalendar
  ) -> [DayActivity] {
    let days = history.sessions.compactMap { $0.start.map(calendar.day(of:))?.daysSince1970 }
    guard let earliest = days.min(), let last = lastDay?.daysSince1970 ?? days.max() else {
      return []
    }
    let first = max(earliest, last - dayCount + 1)
    guard first <= last else { return [] }
    var counts = [Int](repeating: 0, count: last - first + 1)
    for day in days where (first...last).contains(day) { counts[day - first] += 1 }
    return counts.enumerated().map { offset, count in
      DayActivity(day: CivilDate(daysSince1970: first + offset), sessionCount: count)
    }
  }

  /// Days beyond this many before the last are left out, so that one mistyped year does not fill the memory.
  public static let maximumDays = 3660
}
