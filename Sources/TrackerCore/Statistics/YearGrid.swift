// A year of days, a week a column: how much was done on each, and what is told of all of them.

/// What a day of the grid is measured by.
public enum YearMeasure: String, Sendable, CaseIterable {
  case hours, sessions, rating
}

/// 53 weeks of days from a Monday on; the last week is this one.
public struct YearGrid: Sendable, Equatable {
  public static let weekCount = 53
  public static let daysPerWeek = 7

  /// Every day up to today, a step each; the first is a Monday.
  public private(set) var days: [TrendPoint] = []
  /// The sessions that have no place on any time axis.
  public private(set) var outside = OutsideSessions()

  fileprivate init(days: [TrendPoint], outside: OutsideSessions) {
    (self.days, self.outside) = (days, outside)
  }

  /// The day at a place: weeks from 0 for the earliest, weekdays from 0 for Monday; nil for days to come.
  public func day(week: Int, weekday: Int) -> TrendPoint? {
    let index = week * YearGrid.daysPerWeek + weekday
    let isInGrid =
      (0..<YearGrid.weekCount).contains(week) && (0..<YearGrid.daysPerWeek).contains(weekday)
    return isInGrid && days.indices.contains(index) ? days[index] : nil
  }

  /// What is told of all days by a measure.
  public func summary(by measure: YearMeasure) -> YearSummary {
    YearSummary(days: days, measure: measure)
  }

  /// The hours of each weekday, Monday first; 7 of them.
  public var hoursByWeekday: [Double] {
    (0..<YearGrid.daysPerWeek).map { weekday in
      stride(from: weekday, to: days.count, by: YearGrid.daysPerWeek).map { days[$0].aiHours }
        .compensatedSum()
    }
  }
}

extension TrendPoint {
  /// The value by a measure: hours, a count, or a mean rating; nil where there is none. Hours of 0 and less are none.
  public func value(by measure: YearMeasure) -> Double? {
    switch measure {
    case .hours: aiHours > 0 && aiHours.isFinite ? aiHours : nil
    case .sessions: sessionCount > 0 ? Double(sessionCount) : nil
    case .rating: tally.averageRating
    }
  }
}

/// What is told of the days of a grid by one measure. Days without a value are in nothing but the whole's mean.
public struct YearSummary: Sendable, Equatable {
  public var measure: YearMeasure
  /// How many days have a value.
  public var dayCount = 0
  /// The sum of the values; for ratings the mean of all of them, 0 without any.
  public var total = 0.0
  /// The day with the highest value, the latest of several; nil without any.
  public var most: (day: CivilDate, value: Double)?
  /// The middle value, the mean of the middle two; nil without any.
  public var median: Double?
  /// The 95th percentile of the values (nearest rank); nil without any.
  public var percentile95: Double?

  fileprivate init(days: [TrendPoint], measure: YearMeasure) {
    self.measure = measure
    let valued = days.compactMap { point in
      point.value(by: measure).map { (day: point.firstDay, value: $0) }
    }
    let values = valued.map(\.value).sorted()
    dayCount = values.count
    total = values.compensatedSum()
    if measure == .rating {
      total = days.reduce(into: InteractionTally()) { $0.add($1.tally) }.averageRating ?? 0
    }
    most = valued.max { ($0.value, $0.day) < ($1.value, $1.day) }
    median = values.median
    percentile95 = PlainMath.nearestRank(values, 0.95)
  }

  /// Where each of the four shades begins: 0 and the quarters of the 95th percentile; empty without values.
  public var shadeBegins: [Double] {
    percentile95.map { top in (0..<4).map { top * Double($0) / 4 } } ?? []
  }

  /// The shade of a value, from 1 to 4; 0 for none.
  public func shade(of value: Double?) -> Int {
    guard let value else { return 0 }
    return shadeBegins.dropFirst().count { value >= $0 } + (shadeBegins.isEmpty ? 0 : 1)
  }

  public static func == (a: YearSummary, b: YearSummary) -> Bool {
    a.measure == b.measure && a.dayCount == b.dayCount && a.total == b.total
      && a.most?.day == b.most?.day && a.most?.value == b.most?.value && a.median == b.median
      && a.percentile95 == b.percentile95
  }
}

extension [Double] {
  /// The middle one of sorted numbers, the mean of the middle two; nil without any.
  var median: Double? {
    isEmpty ? nil : (self[(count - 1) / 2] + self[count / 2]) / 2
  }
}

extension StatisticsEngine {
  /// The year up to today of all sessions handed in. Cost: a pass over the sessions.
  public func yearGrid(_ history: History, now: Timestamp, calendar: LocalCalendar) -> YearGrid {
    let today = calendar.day(of: now)
    let weeksBack = (YearGrid.weekCount - 1) * YearGrid.daysPerWeek
    let first = CivilDate(daysSince1970: today.firstOfWeek.daysSince1970 - weeksBack)
    let axis = TrendDays(first: first, last: today, present: now)
    return YearGrid(
      days: trends(history, by: .day, days: axis, calendar: calendar),
      outside: OutsideSessions(history.sessions, now: now))
  }
}

extension TrendBucket {
  /// The days that a chart of such steps covers when a range covers `days`: those days; 13 weeks, or more where the range has
  /// more; 12 months. Sessions before the range are in such steps, too.
  public func axis(of days: TrendDays) -> TrendDays {
    var axis = days
    switch self {
    case .day: break
    case .week:
      let usual = CivilDate(daysSince1970: days.last.firstOfWeek.daysSince1970 - 12 * 7)
      axis.first = days.first.map { min($0, usual) }
    case .month:
      let (year, month, _) = days.last.parts
      let (first, firstYear) = month == 12 ? (1, year) : (month + 1, year - 1)
      axis.first = CivilDate(year: firstYear, month: first, day: 1)
    }
    return axis
  }
}
