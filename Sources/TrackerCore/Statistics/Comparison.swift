// The figures of a period beside those of the equal period before it, and of its parts: whether it goes better or worse.

/// What a period's figures are held against.
public struct Comparison: Sendable, Equatable {
  /// The starts that the period before covers, microseconds since 1970 UTC; nil without one.
  public var boundsBefore: Range<Int64>?
  /// The figures of the period before; nil without one, or when nothing started in it.
  public var before: Overview?
  /// How many local days the period before has; nil without one, or when it is no whole days.
  public var days: Int?
  /// The figures of eight parts, earliest first, the last one up to today; nil for one before the period began, and where
  /// parts were not asked for.
  public var parts = [Overview?](repeating: nil, count: partCount)
  /// How many local days a part has; 0 for three hours. The first part may have fewer.
  public var daysOfPart = 0

  public init() {}

  static let partCount = 8
}

/// How a figure differs from that of the period before.
public struct Change: Sendable, Equatable {
  /// In the figure's unit.
  public var difference: Double
  /// Whether it is hardly chance: always of what is counted; of a mean rating beyond twice its error; of a claim where the
  /// two intervals do not overlap; never of what has none.
  public var isClear: Bool
}

extension Column<Overview> {
  /// How the figure changed; nil where it is not known of both periods.
  public func change(to overview: Overview, from before: Overview?) -> Change? {
    guard let before, let now = knownNumber(overview), let former = knownNumber(before) else {
      return nil
    }
    let isClear =
      switch kind {
      case .count: true
      case .number(.rating, _): overview.effectiveness.differs(from: before.effectiveness)
      default: isApart(overview, before)
      }
    // Of two rounded numbers, which may differ by a hair more or less.
    let decimals = if case .number(_, let decimals?) = kind { decimals } else { 0 }
    return Change(
      difference: (now - former).rounded(toDecimals: decimals), isClear: isClear)
  }
}

extension Column<Overview> {
  /// Whether both have an interval and these do not overlap.
  private func isApart(_ overview: Overview, _ before: Overview) -> Bool {
    guard let interval = explanation?.interval, let now = interval(overview),
      let former = interval(before)
    else { return false }
    return now.low > former.high || now.high < former.low
  }

  /// The figure of each part; nil where it is not known.
  public func parts(of comparison: Comparison) -> [Double?] {
    comparison.parts.map { $0.flatMap(knownNumber) }
  }
}

extension InteractionTally {
  /// Whether the mean ratings are further apart than twice the error of their difference.
  fileprivate func differs(from other: InteractionTally) -> Bool {
    guard let mine = ratingError, let theirs = other.ratingError, let mean = averageRating,
      let otherMean = other.averageRating
    else { return false }
    return (mean - otherMean).magnitude > 2 * (mine + theirs).squareRoot()
  }

  /// The variance of the ratings from 1 to 5 for each of them; nil for fewer than two.
  private var ratingError: Double? {
    let number = Double(ratedCount)
    guard number >= 2 else { return nil }
    let counts = zip(Interaction.ratings, countsByRating).map { (Double($0), Double($1)) }
    let mean = counts.reduce(0) { $0 + $1.0 * $1.1 } / number
    let squares = counts.reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 }
    return squares / (number - 1) / number
  }
}

extension StatisticsEngine {
  /// What the figures of `covered` are held against: of `history` what started in the period before and is `meant`, and
  /// parts of what is covered. `bounds` are the starts covered, microseconds since 1970 UTC; nil for all. `previous` is the
  /// period before as the range names it; nil for what follows from the bounds. `figures` computes those of the period
  /// before and, where they are asked for, of parts. Cost: two passes over sessions and issues.
  public func comparison(
    of covered: History, in history: History, bounds: Range<Int64>?,
    previous: Range<Int64>? = nil, now: Timestamp, calendar: LocalCalendar,
    meant: (History) -> History = { $0 },
    figures wanted: ((History) -> Overview)? = nil, hasParts: Bool = false
  ) -> Comparison {
    let figures = wanted ?? self.figures
    var comparison = Comparison()
    if let former = calendar.boundsBefore(bounds, previous: previous, now: now) {
      (comparison.boundsBefore, comparison.days) = (former, calendar.wholeDays(in: former))
      let before = meant(history.restricted(to: former))
      if !before.sessions.isEmpty { comparison.before = figures(before) }
    }
    guard hasParts else { return comparison }
    let cut = PeriodParts(of: covered, bounds: bounds, now: now, calendar: calendar)
    comparison.daysOfPart = cut.days
    comparison.parts = covered.divided(into: Comparison.partCount, cut.part).enumerated().map {
      $0 < cut.firstPart ? nil : figures($1)
    }
    return comparison
  }
}

extension LocalCalendar {
  /// How many local days a period has; nil when it is no whole days.
  fileprivate func wholeDays(in bounds: Range<Int64>) -> Int? {
    let first = day(of: Timestamp(microseconds: bounds.lowerBound))
    let end = day(of: Timestamp(microseconds: bounds.upperBound))
    let isWhole =
      startMicroseconds(of: first) == bounds.lowerBound
      && startMicroseconds(of: end) == bounds.upperBound
    return isWhole ? end.daysSince1970 - first.daysSince1970 : nil
  }

  /// The starts of the period that those of `bounds` are held against; nil for all sessions, and where nothing comes before.
  /// `previous` is that period as the range names it; nil for what follows from the bounds.
  public func boundsBefore(
    _ bounds: Range<Int64>?, previous: Range<Int64>?, now: Timestamp
  ) -> Range<Int64>? {
    previous ?? bounds.flatMap { periodBefore($0, now: now)?.bounds }
  }

  /// The equally long period that ends where `bounds` begin, in whole local days where they are; days are nil where they are
  /// not. Nil for a period without a beginning, or one that has not begun.
  func periodBefore(_ bounds: Range<Int64>, now: Timestamp) -> (bounds: Range<Int64>, days: Int?)? {
    guard bounds.lowerBound != .min else { return nil }
    let isOpen = bounds.upperBound == .max
    let first = day(of: Timestamp(microseconds: bounds.lowerBound))
    let last = isOpen ? day(of: now) : day(of: Timestamp(microseconds: bounds.upperBound - 1))
    let next = CivilDate(daysSince1970: last.daysSince1970 + 1)
    if startMicroseconds(of: first) == bounds.lowerBound,
      isOpen || startMicroseconds(of: next) == bounds.upperBound
    {
      let days = next.daysSince1970 - first.daysSince1970
      guard days > 0 else { return nil }
      let start = startMicroseconds(of: CivilDate(daysSince1970: first.daysSince1970 - days))
      return (start..<bounds.lowerBound, days)
    }
    let end = isOpen ? now.microseconds : bounds.upperBound
    let (length, isTooLong) = end.subtractingReportingOverflow(bounds.lowerBound)
    let (start, isTooEarly) = bounds.lowerBound.subtractingReportingOverflow(length)
    guard length > 0, !isTooLong, !isTooEarly else { return nil }
    return (start..<bounds.lowerBound, nil)
  }
}

/// Eighths of a period in whole days, counted back from its last day, or of one day in three hours.
private struct PeriodParts {
  /// Days of a part; 0 for three hours.
  let days: Int
  /// The first part that is within the period.
  let firstPart: Int
  private let first: Int
  private let last: Int
  private let calendar: LocalCalendar

  init(of covered: History, bounds: Range<Int64>?, now: Timestamp, calendar: LocalCalendar) {
    self.calendar = calendar
    let day = { calendar.day(of: Timestamp(microseconds: $0)).daysSince1970 }
    let today = day(now.microseconds)
    let begin = bounds.flatMap { $0.lowerBound == .min ? nil : day($0.lowerBound) }
    last = min(
      today, bounds.map { $0.upperBound == .max ? today : day($0.upperBound - 1) } ?? today)
    let earliest = covered.sessions.lazy.compactMap { $0.start.map(calendar.day)?.daysSince1970 }
    first = begin ?? earliest.min() ?? last
    let count = last - first + 1
    days = count == 1 ? 0 : max(1, (count + Comparison.partCount - 1) / Comparison.partCount)
    firstPart =
      count < 1
      ? Comparison.partCount
      : days == 0 ? 0 : Comparison.partCount - (count + days - 1) / days
  }

  /// Which part a session began in; nil for one in none, as of a start to come.
  func part(of session: Session) -> Int? {
    guard let start = session.start else { return nil }
    let day = calendar.day(of: start).daysSince1970
    guard day <= last else { return nil }
    if days == 0 { return day == last ? calendar.clock(of: start).hour / 3 : nil }
    return max(firstPart, Comparison.partCount - 1 - (last - day) / days)
  }
}

extension History {
  /// Parts with their interactions and issues; facts of single interactions are in none.
  fileprivate func divided(into count: Int, _ part: (Session) -> Int?) -> [History] {
    var empty = History()
    empty.unusableFiles = unusableFiles
    var parts = [History](repeating: empty, count: count)
    var places: [SessionID: Int] = [:]
    for session in sessions {
      guard let place = part(session), parts.indices.contains(place) else { continue }
      parts[place].sessions.append(session)
      if !issues.isEmpty { places[session.id] = place }
    }
    if let line {
      for place in parts.indices { parts[place].line = [] }
      for session in line {
        if let place = part(session) { parts[place].line?.append(session) }
      }
    }
    for place in parts.indices {
      parts[place].interactions = interactions.restricted(
        to: Set(parts[place].sessions.lazy.map(\.id)))
    }
    for issue in issues {
      if let place = places[issue.sessionID] { parts[place].issues.append(issue) }
    }
    return parts
  }
}
