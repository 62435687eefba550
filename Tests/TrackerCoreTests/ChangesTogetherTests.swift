// Several records changed in one step: all or none, and undone by one.

import JSON
import TestSupport
import Testing

@testable import TrackerCore

@Suite struct ChangesTogetherTests {
  private let world: TestEnvironment
  private let service: SessionService

  init() throws {
    world = try TestEnvironment()
    service = world.service()
    try world.store(sessions, as: "sessions.json")
  }

  private let sessions = """
    {
      "a": {"status": "active", "later": [1.50, "é"], "session_name": "A"},
      "b": {"status": "active", "session_name": "B", "start_time": "2026-01-05T20:00:00+00:00"},
      "c": {"status": "completed", "session_name": "", "outcome": "failed", "notes": "n"}
    }
    """

  private func shown() throws -> [Session] { try service.history(withTexts: true).sessions }

  @Test func severalEndEachWhenItIsAskedForAndOneUndoGivesTheBytesBack() throws {
    let running = try shown().filter { !$0.isCompleted }
    let asked = AskedEnd(Timestamp("2026-01-05T20:30:00Z"), name: "the end")
    let change = try service.endSessions(
      asShown: [(running[0], nil), (running[1], asked)], outcome: .partial, notes: "both")
    #expect(try world.member("end_time", of: "a") == "2026-01-05T21:15:18+00:00")
    #expect(try world.member("end_time", of: "b") == "2026-01-05T20:30:00+00:00")
    #expect(try world.member("notes", of: "b") == "both")
    try service.undo(try #require(change))
    #expect(try world.stored("sessions.json") == sessions)
  }

  @Test func oneThatWasChangedKeepsAllFromBeingChangedAndIsNamed() throws {
    let running = try shown().filter { !$0.isCompleted }
    let other = sessions.replacing("\"B\"", with: "\"B2\"")
    try world.store(other, as: "sessions.json")
    #expect(
      throws: TrackerError.noneOfSeveral(record: "B", because: .changedMeanwhile)
    ) {
      try service.endSessions(
        asShown: running.map { ($0, nil) }, outcome: .partial, notes: "")
    }
    #expect(try world.stored("sessions.json") == other)
  }

  @Test func anEditOfSeveralIsOneStepAndOneWithoutANameIsNamedById() throws {
    let all = try shown()
    let change = try service.editSessions(asShown: all, SessionEdit(["project": "shop"]))
    for id in ["a", "b", "c"] as [SessionID] {
      #expect(try world.member("project", of: id) == "shop")
    }
    try service.undo(try #require(change))
    #expect(try world.stored("sessions.json") == sessions)
    #expect(
      throws: TrackerError.noneOfSeveral(record: "A", because: .running("a"))
    ) {
      try service.editSessions(asShown: all, SessionEdit(["outcome": "success"]))
    }
    #expect(try world.stored("sessions.json") == sessions)
  }

  @Test(arguments: ["[]", "[\n  {\"session_id\": \"z\"}\n]", "[7]", "[{\"a\": 1}, {\"b\": 2}]"])
  func undoingSeveralFlagsTakesAllOut(before: String) throws {
    try world.store(before, as: "issues.json")
    let change = try service.flagUndoably(
      sessions: ["a", "b", "c"], issueType: "x", description: "d", severity: .high)
    #expect(try service.history(withTexts: true).issues.count { $0.issueType == "x" } == 3)
    try service.undo(try #require(change))
    #expect(try world.stored("issues.json") == before)
  }

  @Test func aFlagInASessionThatIsGoneFlagsNone() throws {
    try world.store("[]", as: "issues.json")
    #expect(
      throws: TrackerError.noneOfSeveral(record: "z", because: .sessionNotFound("z"))
    ) {
      try service.flagUndoably(
        sessions: ["a", "z"], issueType: "x", description: "d", severity: .low)
    }
    #expect(try world.stored("issues.json") == "[]")
  }

  @Test func severalIssuesAreResolvedInAnyOrderAndOpenedAgain() throws {
    let before = """
      [
        {"session_id": "a", "issue_type": "x", "description": "d", "kept": 1e2},
        {"session_id": "b", "issue_type": "y", "description": "e"}
      ]
      """
    try world.store(before, as: "issues.json")
    let issues = try service.history(withTexts: true).issues
    let shown = issues.indices.reversed().map { ShownIssue(at: $0, of: issues) }
    let change = try service.resolveIssues(shown, isResolved: true, notes: "done")
    #expect(try service.history(withTexts: true).issues.allSatisfy(\.resolved))
    try service.undo(try #require(change))
    #expect(try world.stored("issues.json") == before)
  }

  // MARK: What ends would make of the figures

  private func history() -> History {
    var history = History()
    for (id, start, end) in [
      ("done", "2026-01-04T10:00:00Z", "2026-01-04T11:00:00Z"),
      ("open", "2026-01-05T00:00:00Z", ""),
    ] {
      var session = Session()
      session.id = SessionID(id)
      session.startTime = start
      session.humanTimeEstimateMinutes = 240
      session.status = end.isEmpty ? "active" : "completed"
      session.endTime = end.isEmpty ? nil : end
      history.sessions.append(session)
    }
    history.add(
      interactionOf: "open", at: Timestamp("2026-01-05T00:30:00Z"), rating: 4)
    return history
  }

  @Test func theFiguresOfAnEndAreThoseOfTheLedgerEndedSo() throws {
    let (history, now) = (history(), Timestamp("2026-01-05T21:00:00Z")!)
    let engine = StatisticsEngine()
    let open = [history.sessions[1]]
    let (offers, preferred) = history.endOffers(of: open, at: now, config: engine.config)
    #expect(offers.map(\.kind) == [.now, .lastSign, .maximum] && preferred == 1)
    #expect(offers.map(\.minutes) == [1260, 30, 240])
    let effects = engine.endEffects(
      offers, of: open, outcome: nil, at: now, before: engine.figures(history)
    ) { history.changing($0, filter: .all, now: now, calendar: .utc) }
    for effect in effects {
      var ended = history
      ended.sessions[1].status = "completed"
      ended.sessions[1].endTime = effect.offer.choices[0].time.description
      #expect(effect.after.roi == engine.figures(ended).roi)
      #expect(effect.before.roi == engine.figures(history).roi)
    }
    #expect(effects.map(\.turnsIntoLoss) == [true, false, false])
  }

  @Test func whatTheFilterNoLongerMeansIsGoneFromTheFigures() throws {
    let (history, now) = (history(), Timestamp("2026-01-05T21:00:00Z")!)
    let filter = try SessionFilter("status:active")
    let covered = history.restricted(to: filter, now: now, calendar: .utc)
    var ended = history.sessions[1]
    ended.status = "completed"
    ended.endTime = "2026-01-05T01:00:00Z"
    var whole = history
    whole.sessions[1] = ended
    let changed = covered.changing([ended], filter: filter, now: now, calendar: .utc)
    #expect(changed == whole.restricted(to: filter, now: now, calendar: .utc))
  }
}
