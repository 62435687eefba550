// Sessions that have not ended and of which nothing was heard for longer than the maximum: what they are to viewers, and how
// they are ended together.

import JSON
import TestSupport
import Testing

@testable import TrackerCore

@Suite struct SessionConditionTests {
  private let now = Timestamp(microseconds: 1_767_643_200_000_000)  // 2026-01-05 20:00 UTC

  private func row(_ session: Session, seen: String? = nil) -> SessionRow {
    var history = History()
    history.sessions = [session]
    if let seen { history.add(interactionOf: session.id, at: Timestamp(seen), rating: 3) }
    return history.sessionRows[0]
  }

  @Test(arguments: [
    ("active", nil, SessionCondition.stale), ("completed", "success", .success),
    ("completed", "partial", .partial), ("completed", "failed", .failed),
    ("completed", "odd", .ended), ("completed", nil, .ended), ("abandoned", nil, .ended),
  ])
  func aConditionIsToldByStatusAndOutcome(
    _ status: String, _ outcome: String?, _ condition: SessionCondition
  ) {
    var session = Session.made("a", "08:00", status: status)
    session.outcome = outcome
    #expect(row(session).condition(at: now) == condition)
  }

  @Test func aSessionIsStaleOnceItsLastSignLiesBeyondTheMaximum() {
    let session = Session.made("a", "08:00", status: "active")
    #expect(row(session, seen: "2026-01-05T16:00:00Z").condition(at: now) == .running)
    let stale = row(session, seen: "2026-01-05T15:59:59Z")
    #expect(stale.condition(at: now) == .stale)
    #expect(stale.lastSign?.kind == .interaction)
    #expect(stale.lastSign?.time == Timestamp("2026-01-05T15:59:59Z"))
  }

  @Test func aStaleSessionHasNoDurationAndOneThatRunsHasOne() {
    let session = Session.made("a", "08:00", status: "active")
    #expect(row(session).minutes(at: now) == nil)
    #expect(row(session, seen: "2026-01-05T19:00:00Z").minutes(at: now) == 720)
  }

  @Test func theMaximumIsTheConfiguredOne() {
    var history = History()
    history.sessions = [.made("a", "08:00", status: "active")]
    history.maximumSessionHours = 12
    #expect(history.sessionRows[0].condition(at: now) == .running)
  }

  @Test func presenceTellsRunningOnesByStartAndStaleOnesByTheirLastSign() {
    var history = History()
    history.sessions = [
      .made("early", "17:00", status: "active"), .made("old", "02:00", status: "active"),
      .made("late", "19:00", status: "active"), .made("older", "01:00", status: "active"),
      .made("done", "18:00", "18:30"),
    ]
    history.add(interactionOf: "older", at: Timestamp("2026-01-05T03:00:00Z"), rating: 3)
    let presence = Presence(of: history.sessionRows, at: now)
    #expect(presence.running.map(\.id) == ["late", "early"])
    #expect(presence.stale.map(\.id) == ["older", "old"])
    #expect(presence.staleSince == Timestamp("2026-01-05T02:00:00Z"))
  }

  @Test func aStaleSessionStandsInItsPlaceByStart() {
    var history = History()
    history.sessions = [
      .made("stale", "09:00", status: "active"), .made("done", "10:00", "10:30"),
      .made("running", "17:00", status: "active"),
    ]
    let rows = StatisticsEngine().overview(history, calendar: .utc, at: now).rows
    #expect(rows.map(\.id) == ["running", "done", "stale"])
  }

  @Test(arguments: 0..<40)
  func filtersFindEverySessionByItsConditionAndItsStoredStatus(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let history = History.random(&generator)
    let now = now.advanced(byMicroseconds: Int64(generator.below(96)) * 3_600_000_000)
    func ids(_ filter: String) throws -> [SessionID] {
      try history.restricted(to: SessionFilter(filter), now: now, calendar: .utc).sessions.map(\.id)
    }
    for condition in SessionCondition.allCases {
      let expected = history.sessionRows.filter { $0.condition(at: now) == condition }.map(\.id)
      #expect(try ids("status=\(condition)") == expected)
    }
    let active = history.sessions.filter { $0.status == "active" }.map(\.id)
    #expect(try ids("status:active") == active)
    #expect(try ids("status:running|stale") == active)
    #expect(try Set(ids("-status:stale")).isDisjoint(with: ids("status:stale")))
  }
}

@Suite final class StaleSessionTests {
  let world: TestEnvironment
  let service: SessionService

  init() throws {
    world = try TestEnvironment()
    service = world.service()
  }

  private let sessions = """
    {
      "worked": {"status": "active", "start_time": "2026-01-05T08:00:00+00:00", "notes": "n", "total_interactions": 1},
      "begun":  {"status": "active", "start_time": "2026-01-04T08:00:00+00:00", "later": 1.50},
      "busy": {"status": "active", "start_time": "2026-01-05T20:00:00+00:00"},
      "measured": {"status": "active", "start_time": "2026-01-05T01:00:00+00:00",
        "code_metrics": [{"timestamp": "2026-01-05T20:30:00+00:00", "functions": []}]},
      "done": {"status": "completed", "start_time": "2026-01-05T07:00:00+00:00", "end_time": "2026-01-05T07:10:00+00:00"}
    }
    """

  private func store() throws {
    try world.store(sessions, as: "sessions.json")
    try world.store(
      #"[{"session_id": "worked", "timestamp": "2026-01-05T09:30:00+00:00", "effectiveness_rating": "odd"}]"#,
      as: "interactions.json")
  }

  private func conditions(_ history: History) -> [SessionCondition] {
    history.sessionRows.map { $0.condition(at: world.now) }
  }

  /// What a form offers is what the ledger then does.
  @Test func theEndsThatAreOfferedAreThoseThatAreWritten() throws {
    try store()
    let history = try service.history(withTexts: true, withFacts: true)
    let ends = history.staleEnds(at: world.now)
    #expect(ends.map(\.session.id) == ["worked", "begun"])
    #expect(ends.map(\.time) == ends.map(\.time).sorted { $0.microseconds > $1.microseconds })
    #expect(ends.last?.minutes == 0)
    let offered = ends.map { $0.ended(outcome: .partial, at: world.now) }
    let result = try service.endStaleSessions(asShown: ends.map(\.session), outcome: .partial)
    #expect(result.left.isEmpty && result.remark == nil)
    for ended in result.ended {
      let shown = offered.first { $0.id == ended.id }
      #expect(shown?.end == ended.end && shown?.outcome == ended.outcome)
    }
    #expect(
      history.changing(offered, filter: .all, now: world.now, calendar: .utc)
        .staleEnds(at: world.now).isEmpty)
    let again = try service.endStaleSessions(asShown: ends.map(\.session), outcome: .partial)
    #expect(again.change == nil)
    #expect(again.remark == "ended 0, left 2: 2 have ended already")
  }

  @Test func everyWayToReadTheFilesTellsTheSame() throws {
    try store()
    var places = RecordPlaces()
    let expected: [SessionCondition] = [.stale, .stale, .running, .running, .ended]
    for history in [
      try service.history(), try service.history(withTexts: true, withFacts: true),
      try service.history(noting: &places),
    ] {
      #expect(conditions(history) == expected)
      #expect(history.sessionRows[0].lastSign?.time == Timestamp("2026-01-05T09:30:00Z"))
      #expect(history.sessionRows[3].lastSign?.kind == .codeMetrics)
    }
    var config = Config()
    config.maximumSessionHours = 100
    let patient = world.service(config)
    #expect(try conditions(patient.history()).prefix(4).allSatisfy { $0 == .running })
  }

  @Test func staleSessionsEndAtTheirLastSignsInOneStepAndComeBackInOne() throws {
    try store()
    let shown = try service.history(withTexts: true).sessions
    let result = try service.endStaleSessions(asShown: shown)
    #expect(result.ended.map(\.id) == ["worked", "begun"])
    #expect(
      result.left == [
        LeftSession(id: "busy", reason: .running), LeftSession(id: "measured", reason: .running),
        LeftSession(id: "done", reason: .ended),
      ])
    #expect(try world.member("end_time", of: "worked") == "2026-01-05T09:30:00+00:00")
    #expect(try world.member("end_time", of: "begun") == "2026-01-04T08:00:00+00:00")
    #expect(try world.member("outcome", of: "begun") == "partial")
    #expect(
      try world.member("notes", of: "worked") == "n [Ended by hand at its last sign of life]")
    #expect(try world.stored("sessions.json")?.contains(#""later": 1.50"#) == true)
    try service.undo(#require(result.change))
    #expect(try world.stored("sessions.json") == sessions)
  }

  @Test func whatIsNotAskedForOrNoLongerAsShownStays() throws {
    try store()
    var shown = try service.history(withTexts: true).sessions.filter { $0.id != "begun" }
    shown[0].name = "another"
    shown.append(.made("gone", nil, status: "active"))
    let result = try service.endStaleSessions(asShown: shown)
    #expect(result.ended.isEmpty)
    #expect(result.change == nil)
    #expect(result.left.first == LeftSession(id: "worked", reason: .changed))
    #expect(result.left.last == LeftSession(id: "gone", reason: .gone))
    #expect(try world.stored("sessions.json") == sessions)
  }

  @Test func nothingComesBackWhenOneOfThemWasChangedSince() throws {
    try store()
    let result = try service.endStaleSessions(asShown: service.history(withTexts: true).sessions)
    _ = try service.endSession(
      "begun", outcome: Outcome(rawValue: "failed"), notes: "really", isAgain: true)
    let stored = try world.stored("sessions.json")
    let change = try #require(result.change)
    #expect(throws: TrackerError.changedMeanwhile) { try service.undo(change) }
    #expect(try world.stored("sessions.json") == stored)
  }

  @Test func aLedgerThatIsNotThereOrBrokenIsSaidAndNotMade() throws {
    let shown = [Session.made("a", "08:00", status: "active")]
    #expect(throws: TrackerError.sessionNotFound("a")) {
      try service.endStaleSessions(asShown: shown)
    }
    #expect(!service.hasDirectory)
    try world.store(#"{"a": "#, as: "sessions.json")
    #expect(throws: TrackerError.self) { try service.endStaleSessions(asShown: shown) }
  }
}
