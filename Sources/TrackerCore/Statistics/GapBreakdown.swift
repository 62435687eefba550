// The pauses seen from near: when of the day they begin, each with the names around it, the longest first.

/// A pause and the names of the sessions around it.
public struct GapRow: Sendable, Equatable {
  public var gap: SessionGap
  /// The session before and after; their ids where they have no names.
  public var fromName: String
  public var toName: String

  /// In order of their beginning, then of their end and their sessions.
  public static func isBefore(_ a: GapRow, _ b: GapRow) -> Bool {
    let (first, second) = (a.gap, b.gap)
    let begin = (first.fromEnd.microseconds, first.toStart.microseconds)
    let other = (second.fromEnd.microseconds, second.toStart.microseconds)
    if begin != other { return begin < other }
    if first.fromSession != second.fromSession {
      return first.fromSession.text.utf8.lexicographicallyPrecedes(second.fromSession.text.utf8)
    }
    return first.toSession.text.utf8.lexicographicallyPrecedes(second.toSession.text.utf8)
  }
}

/// The pauses that begin within one hour of the local day.
public struct GapHour: Sendable, Equatable {
  /// From 0 to 23.
  public var hour: Int
  public var count = 0
  /// How many of them are shorter than 2 hours; the rest are long breaks.
  public var shortCount = 0
  public var longCount: Int { count - shortCount }
  /// Mean minutes; 0 without any.
  public var averageMinutes = 0.0

  public init(hour: Int) { self.hour = hour }
}

/// Long breaks told apart by what they probably are.
public struct LongBreaks: Sendable, Equatable {
  /// From one local day into the next, past 4 in the morning.
  public var nightCount = 0
  /// With a whole local Saturday or Sunday within.
  public var weekendCount = 0
  /// Holidays and the rest.
  public var restCount = 0

  /// Whether there are nights or weekends among them.
  public var areFree: Bool { nightCount + weekendCount > 0 }

  public init() {}

  fileprivate mutating func add(_ gap: SessionGap, _ calendar: LocalCalendar) {
    let (first, last) = (calendar.day(of: gap.fromEnd), calendar.day(of: gap.toStart))
    let within = first.daysSince1970 + 1..<max(first.daysSince1970 + 1, last.daysSince1970)
    let hasFreeDay = within.prefix(7).contains { CivilDate(daysSince1970: $0).weekday >= 5 }
    if hasFreeDay {
      weekendCount += 1
    } else if last.daysSince1970 == first.daysSince1970 + 1,
      calendar.clock(of: gap.toStart).hour >= 4
    {
      nightCount += 1
    } else {
      restCount += 1
    }
  }
}

/// The pauses from all sides.
public struct GapBreakdown: Sendable, Equatable {
  /// The longest first; ties in order of their beginning.
  public var rows: [GapRow] = []
  /// By hour of the local day in which they begin, 24 of them.
  public var byHour = (0..<24).map(GapHour.init(hour:))
  /// What the long breaks among them are.
  public var longBreaks = LongBreaks()
  /// In the order of the report's sentences.
  public var friction: [FrictionMeasure] = []
}

extension StatisticsEngine {
  /// The pauses that lead to these sessions, as `calculateSessionGaps` finds them.
  public func gapBreakdown(_ history: History, calendar: LocalCalendar) -> GapBreakdown {
    let gaps = calculateSessionGaps(history)
    var breakdown = GapBreakdown()
    let names = history.sessionNames
    breakdown.rows = gaps.gaps.map { gap in
      GapRow(
        gap: gap, fromName: names[gap.fromSession] ?? gap.fromSession.text,
        toName: names[gap.toSession] ?? gap.toSession.text)
    }.sorted { a, b in
      let (first, second) = (a.gap.durationMinutes, b.gap.durationMinutes)
      return first == second ? GapRow.isBefore(a, b) : first > second
    }
    var minutes = [[Double]](repeating: [], count: 24)
    for gap in gaps.gaps {
      let hour = calendar.clock(of: gap.fromEnd).hour
      minutes[hour].append(gap.durationMinutes)
      if gap.classification == .longBreak {
        breakdown.longBreaks.add(gap, calendar)
      } else {
        breakdown.byHour[hour].shortCount += 1
      }
    }
    for (hour, durations) in minutes.enumerated() where !durations.isEmpty {
      breakdown.byHour[hour].count = durations.count
      breakdown.byHour[hour].averageMinutes =
        durations.compensatedSum() / Double(durations.count)
    }
    breakdown.friction = gaps.frictionMeasures
    return breakdown
  }
}

extension History {
  /// The name of each session that has one, those that a filter left out included.
  var sessionNames: [SessionID: String] {
    let sessions = line ?? sessions
    var names: [SessionID: String] = [:]
    names.reserveCapacity(sessions.count)
    for session in sessions where !session.name.isEmpty { names[session.id] = session.name }
    return names
  }
}
