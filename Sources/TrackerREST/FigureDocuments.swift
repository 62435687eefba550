// THE LIST: the figures that answers tell. It refuses arithmetic: every number comes from a statistic.

internal import TrackerCore

/// The statistics of what was asked for, each computed once.
struct Figures {
  let history: History
  let statistics: StatisticsEngine
  let gaps: SessionGaps
  let roi: ROIMetrics
  let effectiveness: EffectivenessDistribution

  init(_ history: History, _ statistics: StatisticsEngine) {
    (self.history, self.statistics) = (history, statistics)
    gaps = statistics.calculateSessionGaps(history.sessions)
    roi = statistics.calculateROIMetrics(
      sessions: history.sessions, interactions: history.interactions.all, gaps: gaps)
    effectiveness = statistics.calculateEffectivenessDistribution(history.interactions.all)
  }
}

extension Figures {
  /// By start as it is written, latest first; ties in file order.
  fileprivate var newestFirst: [SessionRow] {
    history.sessionRows.map { ($0, $0.session.startTime ?? "") }
      .sorted { a, b in b.1.utf8.lexicographicallyPrecedes(a.1.utf8) }
      .map(\.0)
  }
}

extension Documents {
  /// The overview that scripts read (reference behaviour, HTTP).
  static let overview = Shape<Figures>(
    "Overview",
    [
      .list("sessions", "latest start first", Shape("OverviewSession", SessionRow.overviewColumns))
      {
        $0.newestFirst
      },
      .object("roi", "return on investment", overviewROI) { $0.roi },
      .object("effectiveness", "ratings", effectivenessShort) { $0.effectiveness },
      .object("session_gaps", "pauses between sessions", gapsShort) { $0.gaps },
    ])

  private static let overviewROI = Shape<ROIMetrics>(
    "OverviewROI",
    [
      .integer("total_sessions", "sessions of any kind") { $0.totalSessions },
      .number("cost_saved", "dollars, an estimate") { $0.savedDollars.rounded(toDecimals: 2) },
      .number("roi_percentage", "dollars saved of 100 a person would have cost") {
        $0.roiPercentage.rounded(toDecimals: 1)
      },
    ])

  private static let distribution = Shape<EffectivenessDistribution>(
    "Distribution",
    Interaction.ratings.map { rating in
      .integer("\(rating)", "interactions rated \(rating)") { $0.countsByRating[rating - 1] }
    })

  private static let effectivenessShort = Shape<EffectivenessDistribution>(
    "OverviewEffectiveness",
    [
      .object("distribution", "how often each rating was given", distribution) { $0 },
      .number("average", "mean over all interactions, unrounded") { $0.average },
    ])

  static let effectiveness = Shape<EffectivenessDistribution>(
    "Effectiveness",
    effectivenessShort.fields + [
      .integer("interaction_count", "interactions, rated or not") { $0.interactionCount },
      .integer("rated_count", "those rated from 1 to 5") { $0.ratedCount },
    ])

  private static let classification = Shape<SessionGaps>(
    "GapClasses",
    GapClass.allCases.map { gapClass in
      .integer(gapClass.rawValue, "gaps of this class") { $0.count(of: gapClass) }
    })

  private static let gapsShort = Shape<SessionGaps>(
    "OverviewGaps",
    [
      .integer("total_gaps", "how many") { $0.gaps.count },
      .number("average_gap_minutes", "mean length") { $0.averageMinutes.rounded(toDecimals: 1) },
      .object("by_classification", "how many of each length", classification) { $0 },
      .texts("friction_indicators", "sentences that name possible friction") {
        $0.frictionIndicators
      },
    ])

  static let gaps = Shape<GapPage>(
    "Gaps",
    [
      .object("summary", "of all pages", gapsShort) { $0.all },
      .list("gaps", "one page, in order of their beginning", Shape("Gap", SessionGap.columns)) {
        $0.gaps
      },
      .optionalText("next_cursor", "cursor of the next page; null on the last") { $0.nextCursor },
    ])

  static let roi = Shape<ROIMetrics>(
    "ROI",
    [
      .integer("total_sessions", "sessions of any kind") { $0.totalSessions },
      .integer("completed_sessions", "those whose value is counted") { $0.completedSessions },
      .number("ai_minutes", "minutes the assistant worked") { $0.aiMinutes.rounded(toDecimals: 1) },
      .number("estimated_human_hours", "what a person alone would have needed") {
        $0.estimatedHumanHours.rounded(toDecimals: 2)
      },
      .number("time_saved_hours", "the difference") { $0.savedHours.rounded(toDecimals: 2) },
      .number("human_baseline_cost", "dollars") { $0.humanBaselineDollars.rounded(toDecimals: 2) },
      .number("ai_subscription_cost", "dollars") { $0.subscriptionDollars.rounded(toDecimals: 2) },
      .number("oversight_cost", "dollars") { $0.oversightDollars.rounded(toDecimals: 2) },
      .number("total_ai_cost", "dollars") { $0.totalAIDollars.rounded(toDecimals: 2) },
      .number("cost_saved", "dollars, an estimate") { $0.savedDollars.rounded(toDecimals: 2) },
      .number("roi_percentage", "dollars saved of 100 a person would have cost") {
        $0.roiPercentage.rounded(toDecimals: 1)
      },
      .number("productivity_multiplier", "human hours per hour spent") {
        $0.productivityMultiplier.rounded(toDecimals: 2)
      },
      .integer("total_interactions", "interactions logged") { $0.totalInteractions },
      .number("effectiveness_avg", "mean rating; 0 without interactions") {
        $0.averageEffectiveness.rounded(toDecimals: 2)
      },
      .number("interactions_per_session", "per completed session") {
        $0.interactionsPerSession.rounded(toDecimals: 1)
      },
    ])

  static let report = Shape<String>(
    "Report", [.text("report", "the report as people read it") { $0 }])

  static let health = Shape<Health>(
    "Health",
    [
      .word("status", "degraded when a file cannot be used", of: ["ok", "degraded"]) {
        $0.history.unusableFiles.isEmpty ? "ok" : "degraded"
      },
      .text("version", "of this program") { $0.server.version },
      .texts("unusable_files", "with the reason; they are read as empty") {
        $0.history.unusableFiles.map { "\($0.path): \($0.reason)" }
      },
      .integer("skipped_records", "records that could not be used") { $0.history.skippedCount },
    ])
}

/// How the server and its data are.
struct Health {
  let server: ServerFacts
  let history: History
}

/// One page of pauses.
struct GapPage {
  let all: SessionGaps
  let gaps: ArraySlice<SessionGap>
  let nextCursor: String?

  init(_ question: Question) throws(TrackerError) {
    all = question.statistics.calculateSessionGaps(try question.covered().sessions)
    gaps = all.gaps[min(question.position, all.gaps.count)...].prefix(question.limit)
    nextCursor = gaps.endIndex < all.gaps.count ? "\(gaps.endIndex)" : nil
  }
}
