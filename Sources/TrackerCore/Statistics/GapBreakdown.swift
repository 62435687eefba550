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
  /// Mean minutes; 0 without any.
  public var averageMinutes = 0.0

  public init(hour: Int) { self.hour = hour }
}

/// The pauses from all sides.
public struct GapBreakdown: Sendable, Equatable {
  /// The longest first; ties in order of their beginning.
  public var rows: [GapRow] = []
  /// By hour of the local day in which they begin, 24 of them.
  public var byHour = (0..<24).map(GapHour.init(hour:))
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
      minutes[calendar.clock(of: gap.fromEnd).hour].append(gap.durationMinutes)
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
