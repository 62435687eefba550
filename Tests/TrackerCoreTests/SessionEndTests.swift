// When a session ends: at the call, at its last sign of life, at the maximum, or when somebody says.

import JSON
import Platform
import TestSupport
import Testing
import TrackerCore

@Suite final class SessionEndTests: DoctorWorld {
  private let success = Outcome(rawValue: "success")

  /// A session of server 7 that starts at 21:15:18 and is seen at work 20 minutes later, unless it is not.
  private func session(_ sign: LifeSign.Kind, by server: SessionService) throws -> SessionID {
    let id = try server.startSession(.made()).session.id
    world.pass(minutes: 20)
    switch sign {
    case .start: break
    case .interaction: _ = try server.logInteraction(.made(id))
    case .issue:
      _ = try server.flagIssue(session: id, issueType: "x", description: "", severity: .low)
    case .codeMetrics:
      try world.directory.write("def f():\n  pass\n", to: "a.py")
      _ = try server.logCodeMetrics(
        session: id, filePath: world.directory.path(of: "a.py"),
        functions: [FunctionChange(name: "f", modificationType: .added)])
    }
    return id
  }

  static let signs: [(LifeSign.Kind, String, String)] = [
    (.start, "2026-01-06T01:15:18+00:00", "Ended at 2026-01-06 01:15, 4 h after its start"),
    (.interaction, "2026-01-05T21:35:18+00:00", "Ended at 2026-01-05 21:35, its last interaction"),
    (.issue, "2026-01-05T21:35:18+00:00", "Ended at 2026-01-05 21:35, its last issue"),
    (.codeMetrics, "2026-01-05T21:35:18+00:00", "Ended at 2026-01-05 21:35, its last code metrics"),
  ]

  @Test(arguments: signs)
  func anEndLongAfterTheLastSignOfLifeLiesThere(
    _ sign: LifeSign.Kind, _ end: String, _ remark: String
  ) throws {
    let id = try session(sign, by: world.server(7))
    world.pass(minutes: 628 * 24 * 60)
    let ended = try world.service().endSession(id, outcome: success)
    #expect(ended.session.endTime == end)
    #expect(ended.remark == remark + "; it was silent for 628 days")
  }

  @Test(arguments: signs)
  func anAutomaticCloseKeepsToTheSameRule(
    _ sign: LifeSign.Kind, _ end: String, _ remark: String
  ) throws {
    let id = try session(sign, by: world.server(7))
    world.pass(minutes: 600)
    #expect(try world.server(8).startSession(.made("next")).autoClosed == [id])
    #expect(try world.member("end_time", of: id) == .string(end))
    #expect(try world.member("auto_closed", of: id) == true)
    let words = String(remark.split(separator: ", ").last ?? "")
    #expect(
      try world.member("notes", of: id)
        == .string(
          sign == .start
            ? "[Auto-closed: new session started, exceeded 4.0h max duration (was 10.3h)]"
            : "[Auto-closed: new session started, silent for 10.0h since \(words)]"))
  }

  @Test func aSessionThatIsAtWorkMayLastLongerThanTheMaximum() throws {
    let server = world.server(7)
    let id = try server.startSession(.made()).session.id
    for _ in 0..<3 {
      world.pass(minutes: 200)
      _ = try server.logInteraction(.made(id))
    }
    world.pass(minutes: 200)
    #expect(try world.server(8).startSession(.made("next")).autoClosed == [])
    let ended = try server.endSession(id, outcome: success)
    #expect(ended.durationMinutes == 800 && ended.remark == nil)
  }

  @Test func theMaximumItselfIsNoSilence() throws {
    let server = world.server(7)
    let id = try session(.interaction, by: server)
    world.pass(minutes: 240)
    #expect(try server.endSession(id, outcome: success).durationMinutes == 260)
  }

  // MARK: Asked for

  private func asked(_ text: String) throws -> AskedEnd {
    try AskedEnd(
      reading: text, name: "--at", now: world.now, calendar: world.environment.calendar)
  }

  static let times: [(String, String)] = [
    ("now", "2026-01-06T21:00:00+00:00"), ("22:15", "2026-01-06T20:15:00+00:00"),
    ("01:30:15", "2026-01-05T23:30:15+00:00"), ("2026-01-05T23:45", "2026-01-05T21:45:00+00:00"),
    ("2026-01-05 23:45:30", "2026-01-05T21:45:30+00:00"),
    ("2026-01-05T21:45Z", "2026-01-05T21:45:00+00:00"),
    ("2026-01-05T16:45-05:00", "2026-01-05T21:45:00+00:00"),
    // The minute in which it was last at work.
    ("2026-01-05T23:35", "2026-01-05T21:35:18+00:00"),
  ]

  /// Two hours ahead of UTC.
  @Test(arguments: times)
  func whatIsAskedForIsTaken(_ text: String, _ end: String) throws {
    world.utcOffsetSeconds = 7200
    let id = try session(.interaction, by: world.server(7))
    world.now = try Timestamp.reading("2026-01-06T21:00:00+00:00")
    let ended = try world.service().endSession(id, outcome: success, at: try asked(text))
    #expect(ended.session.endTime == end)
  }

  @Test(arguments: ["2026-01-05T21:34", "2025-01-01", "2026-01-05T22:30", "23:59"])
  func anEndBeforeTheLastSignOfLifeOrToComeIsRefused(_ text: String) throws {
    let server = world.server(7)
    let id = try session(.interaction, by: server)
    world.pass(minutes: 10)
    let before = try world.stored("sessions.json")
    #expect {
      try server.endSession(id, outcome: self.success, at: try self.asked(text))
    } throws: { error in
      guard case .invalidParameter("--at", let mustBe) = error as? TrackerError else {
        return false
      }
      return mustBe == "no earlier than 2026-01-05T21:35:18+00:00, its last interaction"
        || mustBe == "no later than now (2026-01-05T21:45:18+00:00)"
    }
    #expect(try world.stored("sessions.json") == before)
  }

  @Test(arguments: ["", "noon", "14.02", "2026-13-01T10:00", "25:00", "tomorrow", "NaN"])
  func whatIsNoTimeIsRefused(_ text: String) {
    #expect(throws: TrackerError.self) { try asked(text) }
  }

  // MARK: Again

  @Test func aResentEndIsASuccessThatChangesNothing() throws {
    let server = world.server(7)
    let id = try session(.interaction, by: server)
    _ = try server.endSession(id, outcome: success, notes: "done", finalEstimateMinutes: 45)
    let before = try world.stored("sessions.json")
    world.pass(minutes: 3000)
    let again = try server.endSession(
      id, outcome: success, notes: "done", finalEstimateMinutes: 45)
    #expect(again.remark == "Already ended as success at 2026-01-05 21:35; nothing changed")
    #expect(again.durationMinutes == 20)
    #expect(try server.endSession(id, outcome: success).durationMinutes == 20)
    #expect(try world.stored("sessions.json") == before)
  }

  @Test func anotherOutcomeOrMoreNotesOfAnEndedSessionAreRefused() throws {
    let server = world.server(7)
    let id = try session(.interaction, by: server)
    _ = try server.endSession(id, outcome: success, notes: "done")
    let before = try world.stored("sessions.json")
    let refusal = TrackerError.alreadyEnded(id, outcome: "success", at: "21:35")
    #expect(refusal.message == "Already ended as success at 21:35; nothing changed")
    #expect(throws: refusal) { try server.endSession(id, outcome: .partial) }
    #expect(throws: refusal) { try server.endSession(id, outcome: self.success, notes: "more") }
    #expect(throws: refusal) {
      try server.endSession(id, outcome: self.success, finalEstimateMinutes: 5)
    }
    #expect(throws: refusal) {
      try server.endSession(id, outcome: self.success, lastExchange: .made(id, prompt: "new"))
    }
    #expect(try world.stored("sessions.json") == before)
  }

  @Test func anEndCanBeMovedWhenItIsSetAgain() throws {
    let server = world.server(7)
    let id = try session(.interaction, by: server)
    world.pass(minutes: 100)
    _ = try server.endSession(id, outcome: success)
    let again = try server.endSession(
      id, outcome: .partial,
      at: AskedEnd(
        try Timestamp.reading("2026-01-05T21:40:00+00:00"), name: "--at"), isAgain: true)
    #expect(again.session.endTime == "2026-01-05T21:40:00+00:00")
    #expect(again.session.outcome == "partial")
  }

  /// What followed an explicit end moves nothing, and what came before it is not cut off.
  @Test(arguments: [LifeSign.Kind.interaction, .issue, .codeMetrics])
  func aFurtherEndIsHeldAgainstTheWorkBeforeTheFirstOne(_ sign: LifeSign.Kind) throws {
    let server = world.server(7)
    let id = try session(sign, by: server)
    world.pass(minutes: 10)
    _ = try server.endSession(id, outcome: success)
    let first = try world.member("end_time", of: id)
    world.pass(minutes: 3000)
    _ = try server.logInteraction(.made(id))
    _ = try server.flagIssue(session: id, issueType: "x", description: "", severity: .low)
    _ = try server.endSession(id, outcome: .partial, isAgain: true)
    #expect(try world.member("end_time", of: id) == first)
    func end(_ time: String) throws {
      _ = try server.endSession(
        id, outcome: .partial,
        at: AskedEnd(try Timestamp.reading("2026-01-05T\(time)Z"), name: "--at"), isAgain: true)
    }
    #expect(throws: TrackerError.self) { try end("21:20:00") }
    try end("21:40:00")
    #expect(try world.member("end_time", of: id) == "2026-01-05T21:40:00+00:00")
  }

  @Test func noEndLiesBeforeAStartThatNamesNoOffset() throws {
    try world.store(
      #"{"a": {"status": "active", "start_time": "2026-01-05T20:00:00"}}"#, as: "sessions.json")
    #expect(throws: TrackerError.self) {
      try world.service().endSession("a", outcome: self.success, at: try self.asked("19:00"))
    }
  }

  // MARK: With the last exchange

  @Test func anEndBringsTheLastExchangeAlong() throws {
    let server = world.server(7)
    let id = try server.startSession(.made()).session.id
    world.pass(minutes: 5)
    let exchange = Interaction.made("", rating: 4)
    let ended = try server.endSession(id, outcome: success, lastExchange: exchange)
    #expect(ended.session.totalInteractions == 1 && ended.session.averageEffectiveness == 4)
    #expect(ended.durationMinutes == 5)
    let record = try #require(try world.json("interactions.json").elements?.first)
    #expect(record["session_id"] == id.json)
    #expect(record["timestamp"] == "2026-01-05T21:20:18+00:00")
    // Sent once more, it is stored once.
    let again = try server.endSession(id, outcome: success, lastExchange: exchange)
    #expect(again.session.totalInteractions == 1 && again.remark != nil)
    #expect(try world.json("interactions.json").elements?.count == 1)
  }

  /// What became of the exchange since, and what was logged behind it, makes no other end of a resent one.
  @Test func aResentEndIsKnownByItsExchangeAsItWasSent() throws {
    let server = world.server(7)
    let id = try server.startSession(.made()).session.id
    let exchange = Interaction.made("", rating: 4)
    let asked = AskedEnd(world.now, name: "ended_at")
    world.pass(minutes: 0.5)
    _ = try server.logInteraction(.made(id, prompt: "first"))
    _ = try server.endSession(id, outcome: success, at: asked, lastExchange: exchange)
    _ = try server.correctInteraction(-1, of: id, rating: 2)
    world.pass(minutes: 5)
    _ = try server.logInteraction(.made(id, prompt: "later"))
    let before = try world.stored("interactions.json")
    let again = try server.endSession(id, outcome: success, at: asked, lastExchange: exchange)
    #expect(again.remark != nil)
    #expect(try world.stored("interactions.json") == before)
  }

  /// Its exchange is as old as its end: an end a day late does not make it work of that day.
  @Test func aLateEndWithItsLastExchangeIsStillLate() throws {
    let server = world.server(7)
    let id = try session(.interaction, by: server)
    world.pass(minutes: 24 * 60)
    let ended = try server.endSession(id, outcome: success, lastExchange: .made(""))
    #expect(ended.durationMinutes == 20)
    #expect(
      try world.json("interactions.json").elements?.map { $0["timestamp"] }
        == ["2026-01-05T21:35:18+00:00", "2026-01-05T21:35:18+00:00"])
  }

  // MARK: What a person is offered

  @Test func aPersonIsOfferedTheEndsThatDiffer() throws {
    let id = try session(.interaction, by: world.server(7))
    func words() throws -> [String] {
      let history = try world.service().history(withTexts: true, withFacts: true)
      let session = try #require(history.sessions.first { $0.id == id })
      return history.endChoices(of: session, at: world.now, config: Config()).map {
        "\($0.word) \($0.minutes)" + ($0.isByRule ? " by the rule" : "")
      }
    }
    #expect(try words() == ["now 20.0 by the rule"])
    world.pass(minutes: 60)
    #expect(try words() == ["now 80.0 by the rule", "last sign 20.0"])
    world.pass(minutes: 600)
    #expect(try words() == ["now 680.0", "last sign 20.0 by the rule", "maximum 240.0"])
  }

  @Test func theDoctorNamesEndsBeforeALaterSignAndLeavesThem() throws {
    let server = world.server(7)
    let id = try session(.interaction, by: server)
    _ = try server.endSession(id, outcome: success)
    #expect(doctor().examine().findings.first { $0.check == "ends" }?.severity == .fine)
    world.pass(minutes: 30)
    _ = try server.logInteraction(.made(id))
    let before = try world.stored("sessions.json")
    let finding = try #require(doctor().examine().findings.first { $0.check == "ends" })
    #expect(finding.severity == .note)
    #expect(
      finding.details == [
        "\(id): ended 2026-01-05T21:35:18+00:00, its last interaction is of 2026-01-05T22:05:18+00:00"
      ])
    _ = try doctor().mend()
    #expect(try world.stored("sessions.json") == before)
  }
}
