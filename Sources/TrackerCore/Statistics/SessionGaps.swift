// The pauses between one session's end and the next one's start, and what they hint at.

/// How long a pause is (reference behaviour, constants).
public enum GapClass: String, Sendable, CaseIterable {
  /// Under 5 minutes.
  case quick
  /// From 5 to under 30 minutes.
  case normal
  /// From 30 minutes to under 2 hours.
  case extended
  /// 2 hours and more.
  case longBreak = "long_break"

  /// The class of an unrounded number of minutes.
  public init(minutes: Double) {
    switch minutes {
    case ..<5: self = .quick
    case ..<30: self = .normal
    case ..<120: self = .extended
    default: self = .longBreak
    }
  }
}

/// One pause.
public struct SessionGap: Sendable, Equatable {
  public var fromSession: SessionID
  public var toSession: SessionID
  public var fromEnd: Timestamp
  public var toStart: Timestamp
  /// Rounded to 1 decimal.
  public var durationMinutes: Double
  public var classification: GapClass
}

/// All pauses.
public struct SessionGaps: Sendable, Equatable {
  /// In order of their beginning.
  public var gaps: [SessionGap] = []
  /// Mean of the rounded durations, itself unrounded; 0 without gaps.
  public var averageMinutes = 0.0
  /// One count a class, in the order of `GapClass.allCases`.
  public var countsByClass = [0, 0, 0, 0]
  /// Sentences that name possible friction; empty when there is none.
  public var frictionIndicators: [String] = []
  /// Sessions left out because their time has no offset while others' have one.
  public var incomparableSessions: [SessionID] = []

  public init() {}

  /// How many gaps are of a class.
  public func count(of gapClass: GapClass) -> Int {
    GapClass.allCases.firstIndex(of: gapClass).map { countsByClass[$0] } ?? 0
  }
}

extension StatisticsEngine {
  /// The pauses between neighbours in order of start, over all sessions. A session without a readable start, or with an
  /// unreadable end, is left out; so are those whose start names no offset while others' do, since they cannot be put in
  /// order. Overlaps are no gaps.
  public func calculateSessionGaps(_ sessions: [Session]) -> SessionGaps {
    var result = SessionGaps()
    let order = orderedByStart(sessions, leavingOut: &result.incomparableSessions)
    result.gaps.reserveCapacity(order.count)
    for (first, next) in zip(order, order.dropFirst()) {
      guard let end = sessions[first].end, let start = sessions[next].start,
        let minutes = start.minutes(since: end), minutes >= 0
      else { continue }
      let gap = SessionGap(
        fromSession: sessions[first].id, toSession: sessions[next].id, fromEnd: end,
        toStart: start,
        durationMinutes: minutes.rounded(toDecimals: 1), classification: GapClass(minutes: minutes))
      result.gaps.append(gap)
    }
    result.countsByClass = GapClass.allCases.map { gapClass in
      result.gaps.count { $0.classification == gapClass }
    }
    if !result.gaps.isEmpty {
      result.averageMinutes =
        result.gaps.map(\.durationMinutes).compensatedSum() / Double(result.gaps.count)
    }
    result.frictionIndicators = frictionIndicators(of: result)
    return result
  }

  /// The positions of the sessions that can be put in order.
  private func orderedByStart(
    _ sessions: [Session], leavingOut incomparable: inout [SessionID]
  ) -> [Int] {
    var order: [Int] = []
    order.reserveCapacity(sessions.count)
    var hasOffset = false
    for index in sessions.indices {
      guard let start = sessions[index].start else { continue }
      if sessions[index].end == nil, let end = sessions[index].endTime, !end.isEmpty { continue }
      if start.utcOffsetMicroseconds != nil { hasOffset = true }
      order.append(index)
    }
    if hasOffset {
      let lacksOffset = { sessions[$0].start?.utcOffsetMicroseconds == nil }
      incomparable = order.filter(lacksOffset).map { sessions[$0].id }
      order.removeAll(where: lacksOffset)
    }
    // Swift's sort is stable, so ties keep file order.
    return order.sorted {
      (sessions[$0].start?.microseconds ?? .min) < (sessions[$1].start?.microseconds ?? .min)
    }
  }

  /// The signs of friction, in the reference's order and words.
  private func frictionIndicators(of gaps: SessionGaps) -> [String] {
    var indicators: [String] = []
    if let longRatio = gaps.longBreakRatio, longRatio > SessionGaps.longBreakRatioLimit {
      let percent = (longRatio * 100).fixed(decimals: 0)
      indicators.append("High long-break ratio (\(percent)%) - potential tool friction")
    }
    if gaps.averageMinutes > SessionGaps.averageMinutesLimit {
      let minutes = gaps.averageMinutes.fixed(decimals: 0)
      indicators.append("High average gap (\(minutes)min) - users may be avoiding tool")
    }
    if let (first, second) = gaps.halfMeans, second > SessionGaps.growthLimit * first {
      indicators.append("Gaps increasing over time - possible adoption decline")
    }
    return indicators
  }
}

extension SessionGaps {
  /// A larger share of long breaks hints at friction.
  public static let longBreakRatioLimit = 0.3
  /// A larger average gap, in minutes, hints at friction.
  public static let averageMinutesLimit = 60.0
  /// A larger growth of the mean gap from the first half to the second hints at friction.
  public static let growthLimit = 1.5

  /// Share of long breaks, 0…1; nil without gaps.
  public var longBreakRatio: Double? {
    gaps.isEmpty ? nil : Double(count(of: .longBreak)) / Double(gaps.count)
  }

  /// Mean minutes of the gaps of the first and of the second half; nil with fewer than 3 gaps.
  public var halfMeans: (first: Double, second: Double)? {
    guard gaps.count >= 3 else { return nil }
    let durations = gaps.map(\.durationMinutes)
    let (first, second) = (durations[..<(gaps.count / 2)], durations[(gaps.count / 2)...])
    return (
      first.compensatedSum() / Double(first.count), second.compensatedSum() / Double(second.count)
    )
  }
}
