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
  /// Whether a person is taken to read, test and think in it: quick and normal ones.
  public var isOversight: Bool { classification == .quick || classification == .normal }
}

/// All pauses, and what is told of them at every paint: counted once.
public struct SessionGaps: Sendable, Equatable {
  /// In order of their beginning.
  public var gaps: [SessionGap] = []
  /// Mean of the rounded durations, itself unrounded; 0 without gaps.
  public var averageMinutes = 0.0
  /// The middle length, the mean of the middle two; nil without gaps.
  public fileprivate(set) var medianMinutes: Double?
  /// Of the longest; nil without gaps.
  public fileprivate(set) var longestMinutes: Double?
  /// One count a class, in the order of `GapClass.allCases`.
  public fileprivate(set) var countsByClass = GapClass.allCases.map { _ in 0 }
  /// The signs of friction, in the reference's order and words.
  public fileprivate(set) var frictionMeasures: [FrictionMeasure] = []
  /// Sessions left out because their time has no offset while others' have one.
  public private(set) var incomparableSessions: [SessionID] = []

  /// `gaps` are in order of their beginning.
  public init(_ gaps: [SessionGap] = [], leavingOut incomparable: [SessionID] = []) {
    (self.gaps, incomparableSessions) = (gaps, incomparable)
    if !gaps.isEmpty {
      averageMinutes = gaps.map(\.durationMinutes).compensatedSum() / Double(gaps.count)
    }
    let lengths = gaps.map(\.durationMinutes).sorted()
    (medianMinutes, longestMinutes) = (lengths.median, lengths.last)
    countsByClass = GapClass.allCases.map { gapClass in
      gaps.count { $0.classification == gapClass }
    }
    frictionMeasures = measureFriction()
  }

  /// Those of some sessions: each pause belongs to the session that it leads to.
  func leading(to isWanted: (SessionID) -> Bool) -> SessionGaps {
    SessionGaps(
      gaps.filter { isWanted($0.toSession) }, leavingOut: incomparableSessions.filter(isWanted))
  }

  /// How many gaps are of a class.
  public func count(of gapClass: GapClass) -> Int {
    GapClass.allCases.firstIndex(of: gapClass).map { countsByClass[$0] } ?? 0
  }

  /// Sentences that name possible friction; empty when there is none.
  public var frictionIndicators: [String] { frictionMeasures.compactMap(\.indicator) }
}

extension StatisticsEngine {
  /// The pauses that lead to the sessions of a history: those between neighbours in all of its line, so that the parts of a
  /// filter and of its complement add up to the whole.
  public func calculateSessionGaps(_ history: History) -> SessionGaps {
    guard let line = history.line else { return calculateSessionGaps(history.sessions) }
    let kept = Set(history.sessions.lazy.map(\.id))
    return calculateSessionGaps(line).leading(to: kept.contains)
  }

  /// The pauses between neighbours in order of start, over all sessions. A session without a readable start, or with an
  /// unreadable end, is left out; so are those whose start names no offset while others' do, since they cannot be put in
  /// order. Overlaps are no gaps.
  public func calculateSessionGaps(_ sessions: [Session]) -> SessionGaps {
    var incomparable: [SessionID] = []
    let order = orderedByStart(sessions, leavingOut: &incomparable)
    let gaps = zip(order, order.dropFirst()).compactMap { first, next -> SessionGap? in
      guard let end = sessions[first].end, let start = sessions[next].start,
        let minutes = start.minutes(since: end), minutes >= 0
      else { return nil }
      return SessionGap(
        fromSession: sessions[first].id, toSession: sessions[next].id, fromEnd: end,
        toStart: start,
        durationMinutes: minutes.rounded(toDecimals: 1), classification: GapClass(minutes: minutes))
    }
    return SessionGaps(gaps, leavingOut: incomparable)
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
}

extension SessionGaps {
  fileprivate func measureFriction() -> [FrictionMeasure] {
    let means = halfMeans
    let growth = means.flatMap { $0.first > 0 ? $0.second / $0.first : nil }
    let growthLimit = 1.5
    let isGrowing = means.map { $0.second > growthLimit * $0.first } ?? false
    return [
      FrictionMeasure(.longBreakRatio, longBreakRatio, limit: 0.3) {
        "High long-break ratio (\(($0 * 100).fixed(decimals: 0))%) - potential tool friction"
      },
      FrictionMeasure(.averageMinutes, gaps.isEmpty ? nil : averageMinutes, limit: 60) {
        "High average gap (\($0.fixed(decimals: 0))min) - users may be avoiding tool"
      },
      FrictionMeasure(
        kind: .growth, value: growth, limit: growthLimit,
        indicator: isGrowing ? "Gaps increasing over time - possible adoption decline" : nil),
    ]
  }

  /// Share of long breaks, 0…1; nil without gaps.
  private var longBreakRatio: Double? {
    gaps.isEmpty ? nil : Double(count(of: .longBreak)) / Double(gaps.count)
  }

  /// Mean minutes of the gaps of the first and of the second half; nil with fewer than 3 gaps.
  private var halfMeans: (first: Double, second: Double)? {
    guard gaps.count >= 3 else { return nil }
    let durations = gaps.map(\.durationMinutes)
    let (first, second) = (durations[..<(gaps.count / 2)], durations[(gaps.count / 2)...])
    return (
      first.compensatedSum() / Double(first.count), second.compensatedSum() / Double(second.count)
    )
  }
}
