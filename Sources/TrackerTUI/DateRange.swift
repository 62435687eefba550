// The ranges that keys choose, and which of them is shorter or longer than another. What ranges are: `TrackerCore/DateRange`.

package import TrackerCore

extension DateRange {
  /// The keys that pick the usual ranges.
  package static let picked: [(key: Character, range: DateRange)] =
    Array(zip("dwmqy0", usual))

  /// Whether it is one that a key picks.
  var isUsual: Bool { DateRange.usual.contains(self) }
}

extension Dashboard {
  /// The starts that a range covers now; nil for all.
  func bounds(of range: DateRange) -> Range<Int64>? { range.bounds(now: now, calendar: calendar) }

  /// The first day of the range that is shown; nil without one.
  var firstDay: CivilDate? { chosen.range.firstDay(now: now, calendar: calendar) }

  /// The next shorter one for -1, the next longer one for 1: of the usual ones for one of them, which stays itself at the
  /// end; for others the one whose length comes next. Nil when none is shorter or longer than those.
  func range(_ range: DateRange, movedBy step: Int) -> DateRange? {
    let all = DateRange.usual
    if let index = all.firstIndex(of: range) {
      return all[min(max(0, index + step), all.count - 1)]
    }
    let length = days(of: range)
    let others = all.map { (range: $0, days: days(of: $0)) }
    return step < 0
      ? others.filter { $0.days < length }.max { $0.days < $1.days }?.range
      : others.filter { $0.days > length }.min { $0.days < $1.days }?.range
  }

  /// How long it is, today as a whole day; without a beginning infinite.
  private func days(of range: DateRange) -> Double {
    guard let bounds = bounds(of: range), bounds.lowerBound != .min else { return .infinity }
    let tomorrow = CivilDate(daysSince1970: today.daysSince1970 + 1)
    let endsNow = bounds.upperBound > now.microseconds
    let end =
      endsNow
      ? max(bounds.lowerBound, calendar.startMicroseconds(of: tomorrow)) : bounds.upperBound
    // Days begin an hour off when clocks are changed; dates say whole days.
    let length = (Double(end) - Double(bounds.lowerBound)) / Double(Timestamp.microsecondsPerDay)
    return abs(length - length.rounded()) < 0.1 ? length.rounded() : length
  }
}
