// Durations and money, with numbers that a reader can compute.

import Testing
import TrackerCore

@Suite struct DurationTests {
  private let engine = StatisticsEngine()

  static let cases: [(String?, String?, Double)] = [
    ("2026-01-05T10:00:00+00:00", "2026-01-05T10:30:00+00:00", 30),
    ("2026-01-05T10:00:00+02:00", "2026-01-05T08:45:00Z", 45),
    ("2026-01-05T23:50:00+00:00", "2026-01-06T00:05:00+00:00", 15),
    ("2026-01-05T10:00:00", "2026-01-05T10:15:00", 15),
    ("2026-01-05T10:30:00+00:00", "2026-01-05T10:00:00+00:00", -30),
    ("2026-01-05T10:00:00+00:00", "2026-01-05T10:00:00.600000+00:00", 0.01),
    // Exactly one of the two names no offset: they cannot be compared.
    ("2026-01-05T10:00:00", "2026-01-05T10:15:00+00:00", 0),
    ("2026-01-05T10:00:00Z", "2026-01-05T10:15:00", 0),
    (nil, "2026-01-05T10:15:00+00:00", 0),
    ("2026-01-05T10:00:00+00:00", nil, 0),
    ("", "", 0),
    ("this morning", "2026-01-05T10:15:00+00:00", 0),
    ("2026-01-05T10:00:00+00:00", "2026-01-05T24:00:00+00:00", 0),
  ]

  @Test(arguments: cases)
  func minutesGoFromStartToEnd(_ start: String?, _ end: String?, _ minutes: Double) {
    let session = Session.made("x", start, end)
    #expect(engine.calculateSessionDurationMinutes(session) == minutes)
  }
}

@Suite struct ROITests {
  private let engine = StatisticsEngine()

  private func roi(
    _ sessions: [Session], interactions: InteractionTally = InteractionTally()
  ) -> ROIMetrics {
    engine.calculateROIMetrics(
      sessions: sessions, interactions: interactions, gaps: engine.calculateSessionGaps(sessions))
  }

  /// Two hours of AI time stand for eight hours of a person's, with ten minutes between the two.
  @Test func hoursAndDollarsAreThoseOfTheMethod() {
    var interactions = InteractionTally()
    for rating in [5, 4, 3] { interactions.add(rating: rating) }
    let roi = roi(
      [
        .made("a", "10:00", "11:00", estimate: 240), .made("b", "11:10", "12:10", estimate: 240),
      ], interactions: interactions)
    #expect(roi.totalSessions == 2)
    #expect(roi.completedSessions == 2)
    #expect(roi.aiMinutes == 120)
    #expect(roi.aiHours == 2)
    #expect(roi.estimatedHumanMinutes == 480)
    #expect(roi.estimatedHumanHours == 8)
    #expect(roi.savedHours == 6)
    #expect(roi.gapMinutes == 10)
    let spentHours = 2 + 10.0 / 60
    #expect(roi.oversightHours == spentHours)
    #expect(roi.savedHoursAfterOversight == 8 - spentHours)
    // 8 h at 130 dollars; 2 h at 40 / 160 dollars; a fifth of 2 h at 130 dollars.
    #expect(roi.humanBaselineDollars == 1040)
    #expect(roi.subscriptionDollars == 0.5)
    #expect(roi.oversightDollars == 52)
    #expect(roi.totalAIDollars == 52.5)
    #expect(roi.savedDollars == 987.5)
    #expect(roi.roiPercentage.rounded(toDecimals: 4) == 94.9519)
    #expect(roi.productivityMultiplier.rounded(toDecimals: 4) == 3.6923)
    #expect(roi.interactionsPerSession == 1.5)
  }

  @Test func nothingComesToNothing() {
    #expect(roi([]) == ROIMetrics())
  }

  @Test func onlyCompletedSessionsThatAreNoHumanReviewHaveValue() {
    let roi = roi([
      .made("a", "10:00", "10:30", estimate: 60, type: nil),
      .made("b", "11:00", "11:30", estimate: 60, type: "human_review"),
      .made("c", "12:00", "12:30", estimate: 60, status: "active"),
      .made("d", "13:00", "13:30", estimate: 60, status: "abandoned"),
      .made("e", "14:00", "14:30", estimate: 60, status: nil),
    ])
    #expect(roi.totalSessions == 5)
    #expect(roi.completedSessions == 1)
    #expect(roi.aiMinutes == 30)
    #expect(roi.estimatedHumanMinutes == 60)
    // Gaps are those between all sessions; these four of 30 minutes are extended ones.
    #expect(roi.gapMinutes == 0)
  }

  @Test func quickAndNormalGapsOfAllSessionsCountAsOversight() {
    let roi = roi([
      .made("a", "10:00", "11:00", estimate: 120),
      .made("b", "11:04", "11:10", type: "human_review"),
      .made("c", "11:30", "11:40", status: "abandoned"),
      .made("d", "12:40", "12:50", status: "active"),
    ])
    #expect(roi.gapMinutes == 24)
    let spentHours = 1 + 24.0 / 60
    #expect(roi.productivityMultiplier == 2 / spentHours)
  }

  @Test func withoutAnEstimateThereIsNoPercentage() {
    let roi = roi([.made("a", "10:00", "11:00")])
    #expect(roi.estimatedHumanMinutes == 0)
    #expect(roi.savedDollars == -26.25)
    #expect(roi.roiPercentage == 0)
    #expect(roi.productivityMultiplier == 0)
  }

  @Test func negativeTimeGivesNoMultiplier() {
    let roi = roi([.made("a", "11:00", "10:00", estimate: 60)])
    #expect(roi.aiHours == -1)
    #expect(roi.productivityMultiplier == 0)
    #expect(roi.savedHours == 2)
  }

  @Test(
    arguments: [
      (nil, nil, nil, nil), (nil, nil, 60, 60), (nil, 30, 60, 30), (15, 30, 60, 15),
      (0, 30, 60, 30),
      (0, 0, 60, 60), (15, nil, nil, 15), (nil, 0, nil, nil),
    ] as [(Double?, Double?, Double?, Double?)])
  func theLatestEstimateThatIsNotZeroCounts(
    _ final: Double?, _ initial: Double?, _ specified: Double?, _ counted: Double?
  ) {
    var session = Session.made("a", "10:00", "11:00", estimate: specified)
    session.initialEstimateMinutes = initial
    session.finalEstimateMinutes = final
    #expect(session.estimateMinutes == counted)
    #expect(roi([session]).estimatedHumanMinutes == counted ?? 0)
  }

  @Test func otherRatesGiveOtherDollars() {
    var config = Config()
    config.humanHourlyRateDollars = 100
    config.aiMonthlyCostDollars = 320
    config.oversightRatio = 0.5
    let engine = StatisticsEngine(config: config)
    let roi = engine.calculateROIMetrics(
      sessions: [.made("a", "10:00", "11:00", estimate: 120)], interactions: InteractionTally(),
      gaps: SessionGaps())
    #expect(roi.humanBaselineDollars == 200)
    #expect(roi.totalAIDollars == 2 + 50)
    #expect(roi.roiPercentage == 74)
  }
}
