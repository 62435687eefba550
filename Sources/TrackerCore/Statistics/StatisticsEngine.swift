// The statistics: pure functions of what was read. It refuses to read files, to ask the time, to draw.
// Durations and ROI stand here; each other statistic stands beside its result.

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

  /// Hours and money of the completed sessions without `human_review`; the gaps are those of all sessions, the
  /// interactions all that are handed in.
  public func calculateROIMetrics(
    sessions: [Session], interactions: InteractionTally, gaps: SessionGaps
  ) -> ROIMetrics {
    var roi = ROIMetrics()
    roi.totalSessions = sessions.count
    // By position: a copy of each session would cost more than the sums.
    for index in sessions.indices
    where sessions[index].isCompleted && config.isProductive(sessions[index]) {
      roi.completedSessions += 1
      roi.aiMinutes += calculateSessionDurationMinutes(sessions[index])
      roi.estimatedHumanMinutes += sessions[index].estimateMinutes ?? 0
    }
    roi.gapMinutes =
      gaps.gaps.lazy.filter { $0.classification == .quick || $0.classification == .normal }
      .map(\.durationMinutes).compensatedSum()
    roi.humanBaselineDollars = roi.estimatedHumanHours * config.humanHourlyRateDollars
    roi.subscriptionDollars = roi.aiHours * config.aiHourlyRate()
    roi.oversightDollars = (roi.aiHours * config.oversightRatio) * config.humanHourlyRateDollars
    roi.totalAIDollars = roi.subscriptionDollars + roi.oversightDollars
    roi.savedDollars = roi.humanBaselineDollars - roi.totalAIDollars
    if roi.humanBaselineDollars > 0 {
      roi.roiPercentage = roi.savedDollars / roi.humanBaselineDollars * 100
    } else if roi.humanBaselineDollars.isInfinite {
      roi.roiPercentage = .nan
    }
    roi.productivityMultiplier = config.roiMultiplier(
      humanHours: roi.estimatedHumanHours, spentHours: roi.oversightHours)
    roi.totalInteractions = interactions.count
    roi.averageEffectiveness = interactions.averageRating ?? 0
    if roi.completedSessions > 0 {
      roi.interactionsPerSession = Double(interactions.count) / Double(roi.completedSessions)
    }
    return roi
  }
}

extension Session {
  /// Minutes from start to end; nil when either is missing or unreadable, 0 when only one of them names its offset.
  var minutesToEnd: Double? {
    guard let start, let end else { return nil }
    return end.minutes(since: start) ?? 0
  }
}
