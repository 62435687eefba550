// How many sessions began on each of some days, also on days before a range.

extension StatisticsEngine {
  /// Sessions by local start date for `dayCount` days that end with `lastDay`, earliest first. Days before the first
  /// session are left out; days between count 0.
  public func sessionsPerDay(
    _ history: History, lastDay: CivilDate, dayCount: Int, calendar: LocalCalendar
  ) -> [DayActivity] {
    var counts = [Int](repeating: 0, count: max(0, dayCount))
    let origin = lastDay.daysSince1970 - dayCount + 1
    var first = Int.max
    for session in history.sessions {
      guard let start = session.start else { continue }
      let day = calendar.day(of: start).daysSince1970
      first = min(first, day)
      if counts.indices.contains(day - origin) { counts[day - origin] += 1 }
    }
    let days = counts.enumerated().map { offset, count in
      DayActivity(day: CivilDate(daysSince1970: origin + offset), sessionCount: count)
    }
    return days.filter { $0.day.daysSince1970 >= first }
  }
}
