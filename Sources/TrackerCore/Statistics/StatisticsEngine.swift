// The statistics: pure functions of what was read. Each stands beside its result; what several need stands here.

/// Computes what sessions brought. The formulas and their order of summation are the reference's, so that the numbers
/// agree to the last digit.
public struct StatisticsEngine: Sendable {
  /// Rates.
  public var config: Config

  /// An engine with these rates.
  public init(config: Config = Config()) { self.config = config }

  /// Minutes from start to end; 0 when either is missing or unreadable, or when only one of them names its offset.
  /// Negative when the end comes first.
  public func calculateSessionDurationMinutes(_ session: Session) -> Double {
    session.minutesToEnd ?? 0
  }
}

extension Session {
  /// Minutes from start to end; nil when either is missing or unreadable, 0 when only one of them names its offset.
  var minutesToEnd: Double? {
    guard let start, let end else { return nil }
    return end.minutes(since: start) ?? 0
  }
}
