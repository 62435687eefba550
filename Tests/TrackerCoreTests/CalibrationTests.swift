// How tasks done by hand move the factor, and when they do not.

import TestSupport
import Testing

@testable import TrackerCore

@Suite struct CalibrationTests {
  @Test func withFewTasksTheTrialIsAssumed() {
    let calibration = Calibration((0..<4).map { .byHand($0, said: 30, took: 60) })
    #expect(calibration.agent.pairs == 4)
    #expect(!calibration.agent.isOwn)
    #expect(calibration.agent.factor == 0.94)
    #expect(calibration.agent.logDeviation == 0.62)
    #expect(calibration.person.logDeviation == 0.39)
    #expect(calibration.agent.rawFactor == nil)
  }

  /// Five tasks took twice what was said. They count as if eight more had been seen that spread as in the trial: V =
  /// (8·0.62²)/12/5. The trial draws the factor down from 2.
  @Test func fromFiveTasksOnTheyAndTheTrialCount() {
    let calibration = Calibration((0..<5).map { .byHand($0, said: 30, took: 60) })
    let (tau, variance) = (0.62 * 0.62, 8 * 0.62 * 0.62 / 12 / 5)
    let mean = (PlainMath.ln(0.94) / tau + PlainMath.ln(2) / variance) / (1 / tau + 1 / variance)
    #expect((calibration.agent.factor - PlainMath.exp(mean)).magnitude < 1e-12)
    #expect(calibration.agent.rawFactor == 2)
    #expect(calibration.agent.factor < 1.9)
    #expect(calibration.agent.factor > 1.7)
    let deviation = (1 / (1 / tau + 1 / variance)).squareRoot()
    #expect((calibration.agent.logDeviation - deviation).magnitude < 1e-12)
    #expect(calibration.cells.map(\.workType) == ["debugging"])
  }

  @Test func theClaimTakesThem() {
    var history = History.eightDays
    history.sessions += (20..<25).map { .byHand($0, said: 30, took: 60) }
    let claims = claims(of: history)
    #expect(claims.calibrated.isCalibrationOwn == true)
    #expect(claims.calibrated.humanHours > 24 * 1.7)
    // Work by hand is neither AI time nor time with the assistant.
    #expect(claims.calibrated.spentHours == 8)
    #expect((claims.conservative.spentHours - 12).magnitude < 1e-12)
    #expect(claims.calibrationText.hasPrefix("Calibrated on 5 tasks done by hand"))
  }

  @Test func whatIsNoPairIsLeftOut() {
    let pair = Session.byHand(0, said: 30, took: 60)
    let changes: [(inout Session) -> Void] = [
      { $0.outcome = "failed" }, { $0.modelName = "opus" }, { $0.taskType = "debugging" },
      { $0.isAutoClosed = true }, { $0.humanTimeEstimateMinutes = 0 }, { $0.endTime = nil },
      { $0.status = "active" }, { $0.endTime = $0.startTime },
    ]
    #expect(TaskByHand(pair) != nil)
    for change in changes {
      var other = pair
      change(&other)
      #expect(TaskByHand(other) == nil)
    }
  }

  /// What was said before the work counts, whatever was corrected after it.
  @Test func aPairIsOfTheFirstEstimate() throws {
    var session = Session.byHand(0, said: 30, took: 60)
    session.finalEstimateMinutes = 60
    session.executionContext = "background"
    let pair = try #require(TaskByHand(session))
    #expect((pair.said, pair.took) == (30, 60))
    #expect(pair.estimator == .person)
  }

  @Test func aStartHearsOfEarlierOnesOfItsKind() throws {
    var hint = StartHint(TaskType(rawValue: "debugging"))
    for number in 0..<7 { hint.note(.clean(number, minutes: Double(10 * number + 10))) }
    #expect(hint.text(estimate: 60) == nil)
    hint.note(.clean(7, minutes: 80))
    #expect(
      hint.text(estimate: 60)
        == "Your 8 earlier debugging sessions took 40 min (8 of 10 between 10 and 80).")
    for number in 0..<5 { hint.note(.byHand(number, said: 100, took: 70)) }
    #expect(
      try #require(hint.text(estimate: 60)).hasSuffix(
        " By hand, 5 debugging tasks took 0.70 x their estimate; 60 min would be 42."))
    hint = StartHint(TaskType(rawValue: "testing"))
    for number in 0..<9 { hint.note(.clean(number)) }
    #expect(hint.text(estimate: 60) == nil)
  }
}

@Suite struct FairComparisonTests {
  /// Two models: `a` does mostly easy work, `b` mostly hard work, and `b` is better at both.
  private let mixed: History = {
    var sessions: [Session] = []
    for day in 0..<20 {
      for place in 0..<12 {
        let (isA, isEasy) = (place < 6, place % 6 != 0)
        var session = Session.clean(sessions.count, day: day, minute: 60 * place)
        session.modelName = isA ? "a" : "b"
        session.taskType = isEasy == isA ? "documentation" : "debugging"
        let odds = (isA ? 0 : 2) + (session.taskType == "documentation" ? 7 : 1)
        session.outcome = (day * 7 + place * 3) % 10 < odds ? "success" : "failed"
        sessions.append(session)
      }
    }
    return .of(sessions)
  }()

  private func compare(
    _ history: History, _ by: ComparedBy = .model, _ measure: ComparedMeasure = .success
  ) -> FairComparison {
    StatisticsEngine().comparison(of: history, by: by, measure: measure, calendar: .utc)
  }

  @Test func likeIsComparedWithLike() throws {
    let comparison = compare(mixed)
    #expect(comparison.comparisons == 1)
    let b = try #require(comparison.groups.first { $0.name == "b" })
    let difference = try #require(b.difference)
    #expect(difference.value > 0.15)
    #expect(difference.crude < 0)
    #expect(b.verdict == .higher)
    #expect(difference.isOppositeOfCrude)
    let a = try #require(comparison.groups.first { $0.name == "a" }?.difference)
    #expect((a.value + difference.value).magnitude < 1e-12)
    #expect(comparison.sentences.contains { $0.hasPrefix("b: success ") })
    #expect(comparison.sentences.contains { $0.contains("The plain averages say the opposite") })
  }

  @Test func tooLittleIsNotCompared() {
    var few = mixed
    few.sessions = Array(few.sessions.prefix(36))
    let comparison = compare(few)
    #expect(comparison.groups.allSatisfy { $0.verdict == .notEnoughData })
    #expect(comparison.groups[0].whyNone == "not enough data: 3 of 8 days")
    #expect(compare(History()).sentences == ["not enough data: no sessions to compare"])
  }

  @Test func whatIsTheSameHasNoVerdict() {
    let same = History.of(
      mixed.sessions.map { session in
        var session = session
        session.outcome = "success"
        return session
      })
    #expect(compare(same).groups.allSatisfy { $0.verdict == .none })
  }

  @Test func whatIsLeftOutIsCounted() {
    var history = mixed
    history.sessions[0].status = "active"
    history.sessions[1].taskType = "human_review"
    history.sessions[2].modelName = " "
    history.sessions[3].endTime = nil
    let comparison = compare(history, .model, .minutes)
    #expect(comparison.running == 1)
    #expect(comparison.humanReview == 1)
    #expect(comparison.withoutGroup == 1)
    #expect(comparison.withoutValue == 1)
    #expect(comparison.groups.reduce(0) { $0 + $1.sessions } == 236)
  }
}
