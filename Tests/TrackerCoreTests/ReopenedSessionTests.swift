// Sessions that were closed for their owner: what shows life again runs again.

import JSON
import TestSupport
import Testing
import TrackerCore

@Suite final class ReopenedSessionTests {
  let world: TestEnvironment
  init() throws { world = try TestEnvironment() }

  private let success = Outcome(rawValue: "success")

  /// What work can be recorded.
  enum Work: CaseIterable { case log, flag, metrics }

  private func record(_ work: Work, _ id: SessionID, by server: SessionService) throws
    -> SessionStanding
  {
    switch work {
    case .log: return try server.logInteraction(.made(id)).standing
    case .flag:
      return try server.flagIssue(session: id, issueType: "x", description: "", severity: .low)
        .standing
    case .metrics:
      try world.directory.write("def f():\n  pass\n", to: "a.py")
      return try server.logCodeMetrics(
        session: id, filePath: world.directory.path(of: "a.py"),
        functions: [FunctionChange(name: "f", modificationType: .added)]
      ).standing
    }
  }

  /// A task whose subagent starts a session of its own on the same server ten minutes later.
  private func closedTask(by server: SessionService) throws -> SessionID {
    let id = try server.startSession(.made("task")).session.id
    world.pass(minutes: 10)
    #expect(try server.startSession(.made("subagent")).autoClosed == [id])
    return id
  }

  @Test(arguments: Work.allCases)
  func workSoonAfterTheCloseOpensItAgain(_ work: Work) throws {
    let server = world.server(7)
    let id = try closedTask(by: server)
    world.pass(minutes: 30)
    #expect(try record(work, id, by: server) == .reopened)
    let session = try world.session(id)
    #expect(session["status"] == "active" && session["auto_closed"] == false)
    #expect(session["end_time"] == .null && session["outcome"] == .null)
    #expect(session["notes"] == "[Auto-closed: new session started]")
    #expect(session["owner"]?["process_id"] == 7)
    #expect(try record(work, id, by: server) == .unchanged)
    world.pass(minutes: 5)
    let ended = try server.endSession(id, outcome: success, notes: "done")
    #expect(ended.durationMinutes == 45)
    #expect(ended.session.notes == "[Auto-closed: new session started] done")
    #expect(try world.member("auto_closed", of: id) == false)
  }

  @Test(arguments: Work.allCases)
  func workBeyondTheMaximumIsStoredAndTheSessionStaysClosed(_ work: Work) throws {
    let server = world.server(7)
    let id = try closedTask(by: server)
    world.pass(minutes: 241)
    #expect(try record(work, id, by: server) == .closed)
    #expect(try world.member("status", of: id) == "completed")
    #expect(try world.member("end_time", of: id) == "2026-01-05T21:25:18+00:00")
    // It was work all the same: the true end covers it.
    let ended = try server.endSession(id, outcome: success)
    #expect(ended.durationMinutes == 251)
  }

  @Test func theServerThatOpensItAgainKeepsItAndClosesItAtItsEnd() throws {
    let id = try closedTask(by: world.server(7))
    let other = world.server(8)
    _ = try other.logInteraction(.made(id))
    #expect(try world.member("owner", of: id)?["process_id"] == 8)
    #expect(try other.closeStartedSessions() == [id])
    #expect(try world.member("auto_closed", of: id) == true)
  }

  @Test func whatAnotherServerOpenedAgainIsItsOwn() throws {
    let (first, second) = (world.server(7), world.server(8))
    let id = try first.startSession(.made("task")).session.id
    world.pass(minutes: 300)
    _ = try second.startSession(.made("other"))
    _ = try second.logInteraction(.made(id))
    #expect(try first.closeStartedSessions() == [])
    #expect(try world.member("status", of: id) == "active")
  }

  @Test func aSessionThatIsOpenedAgainByItsServerIsClosedOnce() throws {
    let server = world.server(7)
    let id = try server.startSession(.made("task")).session.id
    world.pass(minutes: 241)
    let other = try world.server(8).startSession(.made("other")).autoClosed
    #expect(other == [id])
    _ = try server.logInteraction(.made(id))
    #expect(try server.closeStartedSessions() == [id])
  }

  @Test func aCommandOpensItForNobody() throws {
    let id = try closedTask(by: world.server(7))
    #expect(try world.service().logInteraction(.made(id)).standing == .reopened)
    #expect(try world.member("owner", of: id) == nil)
  }

  @Test func anEndGivesItsTrueEndAndOutcome() throws {
    let server = world.server(7)
    let id = try closedTask(by: server)
    world.pass(minutes: 30)
    let ended = try server.endSession(id, outcome: success)
    #expect(ended.durationMinutes == 40 && ended.session.outcome == "success")
    #expect(try server.logInteraction(.made(id)).standing == .unchanged)
    #expect(try world.member("status", of: id) == "completed")
  }

  @Test func whatAPersonFlagsAfterwardsIsNoWork() throws {
    let id = try closedTask(by: world.server(7))
    _ = try world.service().flagUndoably(
      session: id, issueType: "x", description: "", severity: .low)
    #expect(try world.member("status", of: id) == "completed")
  }

  static let foreign: [(String, Bool)] = [
    (#""outcome": "partial", "notes": "[Auto-closed: server shutdown]""#, true),
    (#""outcome": "partial", "notes": "mine [x] [Auto-closed: new session started]""#, true),
    (#""outcome": "partial", "notes": "[Auto-closed: x] and then by hand""#, false),
    (#""outcome": "partial", "notes": "[Auto-closed: x] [by hand]""#, false),
    (#""outcome": "success", "notes": "[Auto-closed: x]""#, false),
    (#""outcome": "partial", "notes": null"#, false),
    (#""outcome": "success", "notes": "", "auto_closed": true"#, true),
    (#""outcome": "partial", "notes": "[Auto-closed: x]", "auto_closed": false"#, false),
  ]

  /// What other programs closed is known by outcome and note.
  @Test(arguments: foreign)
  func theMarkCountsAndElseOutcomeAndNote(_ members: String, _ isReopened: Bool) throws {
    try world.store(
      #"""
      {"a": {"status": "completed", "start_time": "2026-01-05T20:00:00+00:00",
        "end_time": "2026-01-05T21:00:00+00:00", \#(members)}}
      """#, as: "sessions.json")
    let standing = try world.service().logInteraction(.made("a")).standing
    #expect(standing == (isReopened ? .reopened : .unchanged))
  }

  // MARK: Two terminals

  @Test func aCommandClosesNobodysSessionThatIsAtWork() throws {
    let first = try world.service().startSession(.made("a", context: .background)).session.id
    world.pass(minutes: 230)
    _ = try world.service().logInteraction(.made(first))
    world.pass(minutes: 230)
    let second = try world.service().startSession(.made("b", context: .background))
    #expect(second.autoClosed == [])
    world.pass(minutes: 11)
    #expect(
      try world.service().startSession(.made("c", context: .background)).autoClosed == [first])
    #expect(try world.member("end_time", of: first) == "2026-01-06T01:05:18+00:00")
  }

  @Test func aCommandClosesTheOthersWhenItIsAskedTo() throws {
    let served = try world.server(7).startSession(.made("b", context: .background)).session.id
    let first = try world.service().startSession(.made("a", context: .background)).session.id
    let agent = try world.server(7).startSession(.made("c")).session.id
    let started = try world.service().startSession(
      .made("d", context: .background), closesOthers: true)
    #expect(started.autoClosed == [first])
    for id in [served, agent] { #expect(try world.member("status", of: id) == "active") }
  }
}
