// Ratings, issues and functions counted.

import Testing
import TrackerCore

@Suite struct EffectivenessTests {
  @Test func ratingsAreCountedFromOneToFive() {
    var tally = InteractionTally()
    for rating in [5, 5, 4, 1, 3, 5] { tally.add(rating: rating) }
    #expect(tally.countsByRating == [1, 0, 1, 1, 3])
    #expect(tally.count == 6)
    #expect(tally.ratedCount == 6)
    #expect(tally.averageRating == 23.0 / 6)
  }

  @Test func ratingsOutsideAreInTheAverageOnly() {
    var tally = InteractionTally()
    for rating in [0, 6, -3, 5] { tally.add(rating: rating) }
    #expect(tally.countsByRating == [0, 0, 0, 0, 1])
    #expect(tally.count == 4)
    #expect(tally.ratedCount == 1)
    #expect(tally.averageRating == 2)
  }

  @Test func withoutInteractionsThereIsNoMean() {
    #expect(InteractionTally().averageRating == nil)
    let distribution = StatisticsEngine().calculateEffectivenessDistribution(History())
    #expect(distribution == InteractionTally())
    #expect(Figure.averageEffectiveness.cell(Overview(effectiveness: distribution)) == .number(0))
  }

  @Test func talliesOfSessionsAndOfThoseWithoutOneAddUp() {
    var tallies = InteractionTallies()
    tallies.add(session: "a", rating: 5, iterations: 2)
    tallies.add(session: "a", rating: 4)
    tallies.add(session: "b", rating: 3, iterations: 7)
    tallies.add(session: nil, rating: 1)
    #expect(tallies.all.count == 4)
    #expect(tallies.all.iterationSum == 11)
    #expect(tallies.bySession["a"]?.averageRating == 4.5)
    let restricted = tallies.restricted(to: ["a", "unknown"])
    #expect(restricted.all == tallies.bySession["a"])
    #expect(restricted.bySession.count == 1)
  }
}

@Suite struct IssueSummaryTests {
  @Test func kindsStandInTheOrderInWhichTheyWereFirstSeen() {
    let summary = StatisticsEngine().calculateIssueSummary([
      .made("a", "slow", "high"), .made("a", "wrong", "low"), .made("b", nil, nil),
      .made("b", "slow", "fatal"), .made("b", "slow", "high"),
    ])
    #expect(summary.total == 5)
    #expect(summary.byType.map(\.word) == ["slow", "wrong", "unknown"])
    #expect(summary.byType.map(\.count) == [3, 1, 1])
    #expect(summary.bySeverity.map(\.word) == ["high", "low", "unknown", "fatal"])
    #expect(summary.count(of: .high) == 2)
    #expect(summary.count(of: .low) == 1)
    #expect(summary.count(of: .critical) == 0)
  }

  @Test func wordsAreTheSameOnlyScalarForScalar() {
    let summary = StatisticsEngine().calculateIssueSummary([
      .made("a", "caf\u{E9}", "low"), .made("a", "cafe\u{301}", "low"),
    ])
    #expect(summary.byType.map(\.count) == [1, 1])
  }
}

@Suite struct CodeMetricsSummaryTests {
  private func session(_ files: [FunctionMetrics]...) -> Session {
    var session = Session.made("a", "10:00")
    session.codeMetrics = files.map { functions in
      var file = FileMetrics()
      file.functions = functions
      return file
    }
    return session
  }

  @Test func functionsOfAllFilesAndSessionsAreAddedUp() {
    let summary = StatisticsEngine().calculateCodeMetricsSummary([
      session(
        [.made(added: 10, modified: 2, complexity: 4, score: 60, effort: 11)],
        [.made(added: 0.5, complexity: 1, score: 35, effort: 0.5)]),
      session(),
      session([.made(modified: 3, complexity: 2, score: 0, effort: 1.7)]),
    ])
    #expect(summary.totalFunctions == 3)
    #expect(summary.totalLinesAdded == 10.5)
    #expect(summary.totalLinesModified == 5)
    #expect(summary.averageComplexity == 7.0 / 3)
    #expect(summary.averageDocumentationScore == 95.0 / 3)
    #expect(summary.totalEffortScore == 13.2)
  }

  @Test func withoutFunctionsThereIsNothing() {
    #expect(
      StatisticsEngine().calculateCodeMetricsSummary([session(), session([])])
        == CodeMetricsSummary())
  }

  @Test func effortWeighsLinesAndWhatHadToBeUnderstood() {
    var function = FunctionMetrics.made(added: 12, modified: 5, complexity: 7)
    #expect(function.effortScore() == 14.5)
    function.context.cognitiveLoad = 7
    #expect(function.effortScore() == 15.2)
    function.contribution.linesDeleted = LineCount(1000)
    #expect(function.effortScore() == 15.2)
  }
}
