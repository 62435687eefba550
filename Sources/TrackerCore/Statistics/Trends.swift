// Sessions, hours and ratings over days, weeks and months, and when of the day the ratings were given.

/// How long a step on a time axis is.
public enum TrendBucket: String, Sendable, CaseIterable {
  case day, week, month

  /// The first day of the step that a day lies in; weeks begin on Monday.
  public func firstDay(of day: CivilDate) -> CivilDate {
    switch self {
    case .day: day
    case .week: day.firstOfWeek
    case .month: CivilDate(daysSince1970: day.daysSince1970 - day.parts.day + 1)
    }
  }

  /// The first day of the step after the one that begins on `day`.
  func next(after day: CivilDate) -> CivilDate {
    switch self {
    case .day: CivilDate(daysSince1970: day.daysSince1970 + 1)
    case .week: CivilDate(daysSince1970: day.daysSince1970 + 7)
    case .month: firstDay(of: CivilDate(daysSince1970: day.daysSince1970 + 31))
    }
  }
}

/// Which days a time axis shows.
public struct TrendDays: Sendable, Equatable {
  /// The first one; nil for the day of the first session.
  public var first: CivilDate?
  /// The last one: today. What lies later is in no step.
  public var last: CivilDate
  /// What begins later than now lies in no step; nil where that is not asked.
  public var present: Timestamp?

  public init(first: CivilDate?, last: CivilDate, present: Timestamp? = nil) {
    self.first = first
    self.last = last
    self.present = present
  }
}

/// One step on a time axis.
public struct TrendPoint: Sendable, Equatable, PartlyRead {
  /// Its first day.
  public var firstDay: CivilDate
  /// Sessions that began in it.
  public var sessionCount = 0
  /// Minutes of those of them whose value counts: completed, no `human_review`.
  public var aiMinutes = 0.0
  /// Minutes that a person alone would have needed for those.
  public var estimatedHumanMinutes = 0.0
  /// The ratings of all.
  public var tally = InteractionTally()
  /// The files that could not be read.
  public internal(set) var unreadable: Set<DataFile> = []

  /// Hours, as `aiMinutes`.
  public var aiHours: Double { aiMinutes / 60 }
  /// Hours saved, as `ROIMetrics.savedHours`.
  public var savedHours: Double { (estimatedHumanMinutes - aiMinutes) / 60 }
}

/// When of a day ratings were given.
public struct TimelineDay: Sendable, Equatable {
  public var day: CivilDate
  /// The ratings from 1 to 5 given in each half hour of the local clock, 48 of them.
  public var cells: [TimelineCell]

  /// The same in cells of so many half hours.
  public func cells(halfHours: Int) -> [TimelineCell] {
    guard halfHours > 1 else { return cells }
    return stride(from: 0, to: cells.count, by: halfHours).map { start in
      cells[start..<min(start + halfHours, cells.count)].reduce(into: TimelineCell()) {
        $0.add($1)
      }
    }
  }
}

/// Ratings from 1 to 5 within a part of a day.
public struct TimelineCell: Sendable, Equatable {
  public var count: Int32 = 0
  public var ratingSum: Int32 = 0

  /// Mean rating; nil without any.
  public var average: Double? { count == 0 ? nil : Double(ratingSum) / Double(count) }

  mutating func add(_ other: TimelineCell) {
    count += other.count
    ratingSum += other.ratingSum
  }
}

extension CivilDate {
  /// The Monday of its week.
  public var firstOfWeek: CivilDate { CivilDate(daysSince1970: daysSince1970 - weekday) }
}

extension StatisticsEngine {
  static let halfHoursPerDay = 48

  /// Every step of the axis, earliest first, `maximumDays` at most. Sessions without a readable start, or with a later one, are in none.
  public func trends(
    _ history: History, by bucket: TrendBucket, days: TrendDays, calendar: LocalCalendar
  ) -> [TrendPoint] {
    let end = days.present?.endOfPresent ?? .max
    let starts = history.sessions.map { session in
      session.start.flatMap { $0.microseconds < end ? calendar.day(of: $0) : nil }
    }
    guard let first = days.first ?? starts.lazy.compactMap({ $0 }).min() else { return [] }
    let last = bucket.firstDay(of: days.last)
    let stepDays = [TrendBucket.day: 1, .week: 7, .month: 30][bucket] ?? 1
    let earliest = CivilDate(
      daysSince1970: last.daysSince1970 - (StatisticsEngine.maximumDays - 1) * stepDays)
    var points: [TrendPoint] = []
    var day = bucket.firstDay(of: max(min(first, last), earliest))
    let unreadable = history.unreadable
    while day <= last {
      points.append(TrendPoint(firstDay: day, unreadable: unreadable))
      day = bucket.next(after: day)
    }
    let nextStep = bucket.next(after: last)
    for (session, start) in zip(history.sessions, starts) {
      guard let start, start < nextStep, let index = points.index(of: start) else { continue }
      points[index].sessionCount += 1
      if session.isCompleted && config.isProductive(session) {
        points[index].aiMinutes += calculateSessionDurationMinutes(session)
        points[index].estimatedHumanMinutes +=
          (session.estimateMinutes ?? 0) * config.estimateScale
      }
      if let tally = history.interactions.bySession[session.id] { points[index].tally.add(tally) }
    }
    return points
  }

  /// When ratings were given on the `dayCount` days that end with `lastDay`, newest first.
  public func timeline(
    _ history: History, lastDay: CivilDate, dayCount: Int, calendar: LocalCalendar
  ) -> [TimelineDay] {
    let clock = TimelineClock(lastDay: lastDay, dayCount: dayCount, calendar: calendar)
    var days = (0..<max(0, dayCount)).map { offset in
      TimelineDay(
        day: CivilDate(daysSince1970: lastDay.daysSince1970 - offset),
        cells: Array(repeating: TimelineCell(), count: StatisticsEngine.halfHoursPerDay))
    }
    history.facts.forEach { fact in
      guard (1...5).contains(fact.rating), let place = clock.place(of: fact) else { return }
      days[place.day].cells[place.cell].count += 1
      days[place.day].cells[place.cell].ratingSum += fact.rating
    }
    return days
  }
}

extension [TrendPoint] {
  /// The step that a day lies in; the last one for later days, nil for earlier ones.
  func index(of day: CivilDate) -> Int? {
    guard let first, day >= first.firstDay else { return nil }
    var (low, high) = (0, count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if self[middle].firstDay <= day { low = middle } else { high = middle }
    }
    return low
  }
}

/// Finds the day and half hour of an instant without asking for the local offset of each.
private struct TimelineClock {
  /// Local midnights as instants, earliest first, one more than there are days.
  private let starts: [Int64]
  /// Whether the clock changes on a day, so that its hours are not those since midnight.
  private let isUneven: [Bool]
  private let calendar: LocalCalendar

  init(lastDay: CivilDate, dayCount: Int, calendar: LocalCalendar) {
    self.calendar = calendar
    let firstDay = lastDay.daysSince1970 - dayCount + 1
    let starts = (0...max(0, dayCount)).map {
      calendar.startMicroseconds(of: CivilDate(daysSince1970: firstDay + $0))
    }
    self.starts = starts
    isUneven = zip(starts, starts.dropFirst()).map { $1 - $0 != Timestamp.microsecondsPerDay }
  }

  private static let microsecondsPerHalfHour: Int64 = 1_800_000_000

  /// The day, from 0 for the last one back, and the half hour; nil outside of the days.
  func place(of fact: InteractionFact) -> (day: Int, cell: Int)? {
    guard let first = starts.first, let end = starts.last, fact.microseconds >= first,
      fact.microseconds < end
    else { return nil }
    var day = min(
      isUneven.count - 1, Int((fact.microseconds - first) / Timestamp.microsecondsPerDay))
    while day > 0, fact.microseconds < starts[day] { day -= 1 }
    while day + 1 < isUneven.count, fact.microseconds >= starts[day + 1] { day += 1 }
    var cell = Int((fact.microseconds - starts[day]) / TimelineClock.microsecondsPerHalfHour)
    if isUneven[day], let time = fact.time {
      let clock = calendar.clock(of: time)
      cell = clock.hour * 2 + clock.minute / 30
    }
    return (isUneven.count - 1 - day, min(cell, StatisticsEngine.halfHoursPerDay - 1))
  }
}
