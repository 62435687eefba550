// What the sessions brought: hours and money against what a person alone would have needed.

/// Return on investment. Fields hold unrounded values; `rounded` gives those that documents show.
public struct ROIMetrics: Sendable, Equatable {
  /// Sessions handed in, of any kind.
  public var totalSessions = 0
  /// Completed sessions whose value is counted (without `human_review`).
  public var completedSessions = 0
  /// Minutes the assistant worked.
  public var aiMinutes = 0.0
  /// Minutes a person alone would have needed.
  public var estimatedHumanMinutes = 0.0
  /// Minutes of quick and normal gaps between sessions: a person reading, testing, thinking.
  public var gapMinutes = 0.0
  public var humanBaselineDollars = 0.0
  public var subscriptionDollars = 0.0
  public var oversightDollars = 0.0
  public var totalAIDollars = 0.0
  public var savedDollars = 0.0
  /// Saved dollars of each baseline dollar, in percent; 0 without a baseline.
  public var roiPercentage = 0.0
  /// Human hours per hour spent, gaps included; 0 when none was spent.
  public var productivityMultiplier = 0.0
  /// What the dollars are computed with; nil for the specification's rates.
  public var rates: String?
  /// 0 without completed sessions.
  public var interactionsPerSession = 0.0

  public init() {}

  public var aiHours: Double { aiMinutes / 60 }
  public var estimatedHumanHours: Double { estimatedHumanMinutes / 60 }
  public var savedHours: Double { estimatedHumanHours - aiHours }
  /// Hours a person was bound: AI time and quick and normal gaps.
  public var oversightHours: Double { aiHours + gapMinutes / 60 }
  /// Nil where no hour was spent, so that there is nothing to compare.
  public var shownMultiplier: Double? { oversightHours > 0 ? productivityMultiplier : nil }
  /// Hours saved once oversight is taken off.
  public var savedHoursAfterOversight: Double { estimatedHumanHours - oversightHours }
}

extension StatisticsEngine {
  /// Hours and money of the completed sessions without `human_review`; the gaps are those of all sessions, the
  /// interactions all that are handed in.
  public func calculateROIMetrics(
    sessions: [Session], interactions: InteractionTally, gaps: SessionGaps
  ) -> ROIMetrics {
    var roi = ROIMetrics()
    roi.rates = config.ratesText
    roi.totalSessions = sessions.count
    // By position: a copy of each session would cost more than the sums.
    for index in sessions.indices
    where sessions[index].isCompleted && config.isProductive(sessions[index]) {
      roi.completedSessions += 1
      roi.aiMinutes += calculateSessionDurationMinutes(sessions[index])
      roi.estimatedHumanMinutes += (sessions[index].estimateMinutes ?? 0) * config.estimateScale
    }
    roi.gapMinutes =
      gaps.gaps.lazy.filter(\.isOversight).map(\.durationMinutes).compensatedSum()
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
    if roi.completedSessions > 0 {
      roi.interactionsPerSession = Double(interactions.count) / Double(roi.completedSessions)
    }
    return roi
  }
}
