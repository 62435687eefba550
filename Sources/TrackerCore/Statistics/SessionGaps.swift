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
