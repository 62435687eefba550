// The three claims on ledgers of which a reader can compute the figures.

import TestSupport
import Testing

@testable import TrackerCore

@Suite struct ClaimTests {
  private func near(_ a: Double?, _ b: Double, _ error: Double = 1e-12) -> Bool {
    a.map { ($0 - b).magnitude <= error * max(1, b.magnitude) } ?? false
  }

  @Test func asLoggedIsWhatTheReportSays() {
    let claims = claims(of: .eightDays)
    let roi = StatisticsEngine().figures(.eightDays).roi
    #expect(claims.asLogged.humanHours == roi.estimatedHumanHours)
    #expect(claims.asLogged.spentHours == roi.oversightHours)
    #expect(claims.asLogged.costDollars == roi.totalAIDollars)
    #expect(claims.asLogged.savedDollars(humanHours: 24) == roi.savedDollars)
    #expect(claims.asLogged.returnPercentage(humanHours: 24) == roi.roiPercentage)
    #expect(claims.asLogged.multiplier(humanHours: 24) == 3)
  }

  /// Days carry 2 and 4 of 24 hours: 7.2 equal ones would carry them as unevenly. Without a day of 2 the ratio is 22/7,
  /// without one of 4 it is 20/7.
  @Test func anIntervalIsThatOfDaysLeftOutOneByOne() throws {
    let claim = claims(of: .eightDays).asLogged
    let chance = try claim.chance.get()
    #expect(chance.days == 8)
    #expect(near(chance.effectiveDays, 7.2))
    #expect(near(chance.standardError, 0.1260835165875473))
    #expect(near(chance.t, 1.4340704931714379))
    #expect(near(chance.half, 0.1869854989718294))
    #expect(near(chance.withoutOneDay.lowerBound, 20.0 / 7))
    #expect(near(chance.withoutOneDay.upperBound, 22.0 / 7))
    let ends = try #require(ClaimMeasure.multiplier.interval(claim))
    #expect(near(ends.low, 2.488367292778798))
    #expect(near(ends.high, 3.6168294070243796))
  }

  @Test func calibratedTakesTheFactorAndItsDoubt() throws {
    let claim = claims(of: .eightDays).calibrated
    #expect(near(claim.humanHours, 0.94 * 24))
    #expect(claim.spentHours == 8)
    let chance = 0.1869854989718294
    let doubt = 1.2815515655446008 * 0.62
    #expect(near(claim.halfWidth, (chance * chance + doubt * doubt).squareRoot()))
    #expect(claim.calibrationOrigin == "assumed")
  }

  /// Each session adds half an hour, and 15 minutes to read what came of it.
  @Test func conservativePaysAllTimeThatAPersonWasThere() {
    let claims = claims(of: .eightDays)
    #expect(near(claims.conservative.spentHours, 12))
    #expect(claims.present.stretches == 16)
    #expect(near(claims.conservative.costDollars, 40 + 12 * 130))
    #expect(near(claims.conservative.breakEvenHours, 2))
    #expect(near(claims.conservative.hoursPerDay, 0.94 * 24 / 8))
    #expect(claims.verdict == .undecided)
  }

  @Test func shortPausesAreWorkAndLongOnesEndAStretch() {
    // 30 minutes, a pause of 29 and 30 more; then one of exactly 30 minutes.
    let history = History.of([
      .clean(0, minute: 600), .clean(1, minute: 659), .clean(2, minute: 719),
    ])
    let present = claims(of: history).present
    #expect(present.stretches == 2)
    #expect(near(present.hours, (30 + 29 + 30 + 15 + 30 + 15) / 60.0))
  }

  @Test func sessionsSideBySideAreOneTimeOfAPerson() {
    var other = Session.clean(2, minute: 600)
    other.developer = "Ada"
    let history = History.of([.clean(0, minute: 600), .clean(1, minute: 615), other])
    let claims = claims(of: history)
    #expect(near(claims.present.hours, (45 + 15 + 30 + 15) / 60.0))
    #expect(claims.people == 2)
    #expect(claims.paidMonths == 2)
    #expect(claims.quality.count(of: .overlaps).sessions == 2)
    #expect(claims.asLogged.personDays == 2)
  }

  @Test func whatIsDoubtedIsNotClaimedConservatively() {
    var sessions = History.eightDays.sessions
    sessions[0].outcome = "failed"
    sessions[1].outcome = nil
    sessions[2].isAutoClosed = true
    let claims = claims(of: .of(sessions))
    #expect(claims.conservative.sessions == 13)
    #expect(near(claims.conservative.claimedHours, 24 - 1 - 1 - 2))
    #expect(near(claims.conservative.humanHours, 0.94 * 20))
    #expect(near(claims.asLogged.humanHours, 24))
    // The time was spent all the same.
    #expect(near(claims.conservative.spentHours, 12))
    #expect(near(claims.quality.doubtedShare, 4.0 / 24))
  }

  @Test func anEstimateClaimsADayAtMost() {
    let history = History.of([.clean(0, estimate: 1200)])
    let claims = claims(of: history)
    #expect(near(claims.asLogged.claimedHours, 20))
    #expect(near(claims.conservative.claimedHours, 8))
    #expect(near(claims.sensitivity[.estimatesOverADay].low, (0.94 * 8) * 130 - 0.5 * 26.25))
  }

  @Test func daysAreLocal() throws {
    // Half an hour before and after midnight UTC, on nine days; at +02:00 each pair is of one day.
    let sessions = (0..<18).map { number in
      Session.clean(
        number, day: number / 2 * 2 + number % 2, minute: number % 2 == 0 ? 1410 : 30, minutes: 20)
    }
    let local = LocalCalendar { _ in 7200 }
    #expect(try claims(of: .of(sessions)).asLogged.chance.get().days == 18)
    #expect(try claims(of: .of(sessions), local).asLogged.chance.get().days == 9)
    #expect(claims(of: .of(sessions), local).asLogged.personDays == 9)
  }

  @Test(arguments: [
    (7, 30, NoInterval.fewSessions(7)), (9, 4, .fewDays(4)),
  ])
  func tooLittleIsSaid(_ sessions: Int, _ days: Int, _ reason: NoInterval) {
    let history = History.of((0..<sessions).map { .clean($0, day: $0 % days, minute: $0 * 60) })
    let claims = claims(of: history)
    #expect(claims.asLogged.whyNone == reason)
    #expect(claims.verdict == .notEnoughData)
    #expect(claims.block.contains("not enough data: " + reason.text))
  }

  @Test func oneDayMustNotCarryEverything() {
    let sessions = (0..<9).map { Session.clean($0, day: $0, estimate: $0 == 0 ? 1e6 : 1) }
    #expect(claims(of: .of(sessions)).asLogged.whyNone == .fewDaysCarry)
    #expect(
      claims(of: .of(sessions.map { with($0, estimate: 0) })).asLogged.whyNone == .noHumanHours)
    #expect(
      claims(of: .of(sessions.map { with($0, estimate: .nan) })).asLogged.whyNone == .notANumber)
    #expect(claims(of: .of(sessions.map { with($0, estimate: .nan) })).conservative.sessions == 0)
  }

  private func with(_ session: Session, estimate: Double) -> Session {
    var session = session
    session.humanTimeEstimateMinutes = estimate
    return session
  }

  @Test func estimatesTriedOutAreThoseOfAnotherConfig() {
    var config = Config()
    config.estimateScale = 0.5
    let halved = claims(of: .eightDays, .utc, config)
    let real = claims(
      of: .of(History.eightDays.sessions.map { with($0, estimate: $0.estimateMinutes! / 2) }))
    for kind in Claim.Kind.allCases {
      #expect(halved[kind].humanHours == real[kind].humanHours)
      #expect(halved[kind].halfWidth == real[kind].halfWidth)
    }
    #expect(halved.sensitivity == real.sensitivity)
  }

  @Test func verdictsFollowTheInterval() {
    let sessions = { (estimate: Double) in
      History.of((0..<40).map { .clean($0, day: $0, estimate: estimate) })
    }
    #expect(claims(of: sessions(480)).verdict == .gain)
    #expect(claims(of: sessions(10)).verdict == .loss)
    #expect(claims(of: sessions(10)).breakEvenText == "No gain even if every estimate is right")
    #expect(claims(of: sessions(60)).verdict == .undecided)
  }

  @Test func theBlockSaysWhatItRestsOn() {
    var sessions = (0..<10).map { Session.clean($0, day: $0, estimate: 1200) }
    sessions[0].outcome = "failed"
    let block = claims(of: .of(sessions)).block
    #expect(block.hasPrefix("CREDIBILITY (80% intervals)\n  conservative"))
    #expect(
      block.contains(
        "Rests on 9 of 10 sessions; 10% of the claimed hours are of doubtful ones: 1 not success"))
    #expect(
      block.contains(
        "As logged = 20.0 human-hours a day at work, conservative 6.8; a person has 8"))
    #expect(
      block.contains("Uncalibrated: 0 of 5 tasks done by hand, factor 0.94 is the METR trial's"))
    #expect(block.contains("explain"))
  }
}

@Suite struct DataQualityTests {
  private func flags(_ change: (inout Session) -> Void, logged: Bool = true) -> [QualityFlag] {
    var session = Session.clean(0)
    session.estimateSource = "issue_tracker"
    change(&session)
    var history = History.of([session])
    if !logged { history = History(); history.sessions = [session] }
    return claims(of: history).quality.counts.filter { $0.sessions > 0 }.map(\.flag)
  }

  @Test func nothingSpeaksAgainstACleanSession() {
    #expect(flags { _ in } == [])
    #expect(claims(of: .eightDays).quality.cleanSessions == 16)
  }

  @Test func eachDoubtHasItsRule() {
    #expect(flags { $0.endTime = nil } == [.badTime])
    #expect(flags { $0.endTime = "2026-03-01T09:00:00+00:00" } == [.badTime])
    #expect(flags { $0.endTime = "2026-03-01T10:30:00" } == [.badTime])
    #expect(flags { $0.endTime = "2026-03-01T10:00:59+00:00" } == [.short, .tooFast])
    #expect(flags { $0.endTime = "2026-03-01T10:01:00+00:00" } == [])
    #expect(flags { $0.endTime = "2026-03-01T14:00:00.9+00:00" } == [.atCap])
    #expect(flags { $0.endTime = "2026-03-01T14:00:02+00:00" } == [])
    #expect(flags { $0.outcome = "" } == [.noOutcome])
    #expect(flags { $0.outcome = "Success" } == [.notSuccess])
    #expect(flags { $0.humanTimeEstimateMinutes = -30 } == [.badEstimate])
    #expect(flags { $0.humanTimeEstimateMinutes = 481 } == [.overADay])
    #expect(flags { $0.estimateSource = "manual" } == [.agentEstimate])
    #expect(
      flags {
        $0.estimateSource = "manual"; $0.estimateBy = "person"
      } == [])
  }

  /// What a session's record counts is not believed: only what is logged is.
  @Test func storedCountersAreNotTrusted() {
    #expect(flags({ $0.totalInteractions = 7 }, logged: false) == [.noInteractions])
    #expect(flags { $0.totalInteractions = 0 } == [])
  }

  @Test func aSessionIsClosedForItsOwnerAsTheRecordOrItsNotesSay() {
    #expect(flags { $0.notes = "done [Auto-closed: new session started]" } == [.autoClosed])
    #expect(flags { $0.isAutoClosed = true } == [.autoClosed])
    #expect(
      flags {
        $0.isAutoClosed = false
        $0.notes = "[Auto-closed: new session started] ended by hand"
      } == [])
  }

  @Test func notesCountWhereTheyAreNotRead() throws {
    let world = try TestEnvironment()
    let sessions = """
      {"a": {"status": "completed", "notes": "x [Auto-closed: late]", "outcome": "partial"},
       "b": {"status": "completed", "notes": "Auto-closed: no", "outcome": "partial"}}
      """
    try world.store(sessions, as: "sessions.json")
    let history = try world.service().history()
    #expect(history.sessions.map(\.isClosedForItsOwner) == [true, false])
  }

  @Test func whatLiesAboveMostOfItsKindIsNoted() {
    let sessions = (0..<200).map { number in
      Session.clean(number, day: number, estimate: number == 7 ? 99 : 10 + Double(number % 5))
    }
    #expect(claims(of: .of(sessions)).quality.count(of: .outlier).sessions == 1)
    #expect(claims(of: .of(Array(sessions.prefix(99)))).quality.count(of: .outlier).sessions == 0)
  }
}
