// Ends by a clock that shows less than it did: no session ends before it was last seen at work, whoever ends it.

import JSON
import Platform
import TestSupport
import Testing
import TrackerCore

@Suite final class ClockSetBackTests: DoctorWorld {
  /// What a session does while the clock is ahead.
  enum Sign: CaseIterable {
    case start, interaction, issue, metrics
  }

  /// Who brings a session to its end.
  enum Ender: CaseIterable {
    case command, dashboard, nextStart, serversEnd, doctor
  }

  private static let started = "2026-01-05T21:15:18+00:00"
  private static let seen = "2026-01-08T21:15:18+00:00"
  private static let note = "[Clock set back: ended 22:00 by the clock]"

  /// A session of server 7, started at 21:15 and seen at work three days later by a clock that then was set back to 22:00.
  private func session(_ sign: Sign, by server: SessionService) throws -> SessionID {
    let late = try Timestamp.reading(Self.seen)
    if sign == .start { world.now = late }
    let id = try server.startSession(.made()).session.id
    world.now = late
    switch sign {
    case .start: break
    case .interaction:
      _ = try world.service().logInteraction(.made(id))
      world.now = try Timestamp.reading("2026-01-05T21:50:00+00:00")
      _ = try world.service().logInteraction(.made(id))
    case .issue:
      _ = try world.service().flagIssue(
        session: id, issueType: "x", description: "", severity: .low)
    case .metrics:
      try world.directory.write("def f():\n  pass\n", to: "a.py")
      _ = try world.service().logCodeMetrics(
        session: id, filePath: world.directory.path(of: "a.py"),
        functions: [FunctionChange(name: "f", modificationType: .added)])
    }
    world.now = try Timestamp.reading("2026-01-05T22:00:00+00:00")
    return id
  }

  private func end(_ id: SessionID, by ender: Ender, _ server: SessionService) throws {
    switch ender {
    case .command: _ = try world.service().endSession(id, outcome: .partial, notes: "mine")
    case .dashboard:
      let shown = try world.service().detail(of: id).session
      _ = try world.service().endSession(asShown: shown, outcome: .partial, notes: "mine")
    case .nextStart: _ = try server.startSession(.made("next"))
    case .serversEnd: #expect(try server.closeStartedSessions() == [id])
    case .doctor:
      world.endedProcesses = [7]
      #expect(try doctor().mend().contains("closed \(id)"))
    }
  }

  @Test(arguments: Sign.allCases, Ender.allCases)
  func noSessionEndsBeforeItsLastSignOfLife(_ sign: Sign, _ ender: Ender) throws {
    let server = world.server(7)
    let id = try session(sign, by: server)
    try end(id, by: ender, server)
    #expect(try world.member("end_time", of: id) == .string(Self.seen))
    let notes = try #require(try world.member("notes", of: id)?.text)
    switch ender {
    case .command, .dashboard: #expect(notes == "mine " + Self.note)
    // Whoever looks for a session that was closed automatically finds that last.
    default: #expect(notes.hasPrefix(Self.note + " [Auto-closed: ") && notes.hasSuffix("]"))
    }
    let finding = doctor().examine().findings.first { $0.check == "times" }
    #expect(finding?.severity == .problem)
    #expect(finding?.details.contains { $0.contains(id.text) } == true)
  }

  @Test func aFurtherEndKeepsTheFirstOne() throws {
    let id = try session(.interaction, by: world.server(7))
    let first = try world.service().endSession(id, outcome: .partial)
    let second = try world.service().endSession(
      id, outcome: .partial, notes: "again", isAgain: true)
    #expect(second.session.endTime == first.session.endTime)
    #expect(second.session.notes == Self.note + " again")
    #expect(first.durationMinutes == 3 * 24 * 60)
  }

  @Test func anEndWithinTheClocksOrderIsNow() throws {
    let server = world.server(7)
    let id = try server.startSession(.made()).session.id
    world.pass(minutes: 5)
    _ = try server.logInteraction(.made(id))
    world.pass(minutes: 5)
    let ended = try server.endSession(id, outcome: .partial, notes: "mine")
    #expect(ended.durationMinutes == 10 && ended.session.notes == "mine")
    #expect(odd(doctor().examine()) == [])
  }

  /// Two machines' clocks are never quite equal; that is no clock set back.
  @Test func lessThanASecondIsNotWorthANote() throws {
    let id = try world.server(7).startSession(.made()).session.id
    world.now = world.now.advanced(byMicroseconds: -999_999)
    let ended = try world.service().endSession(id, outcome: .partial)
    #expect(ended.session.endTime == Self.started && ended.session.notes == "")
  }

  // MARK: Where the interactions stand

  /// Layouts of other programs, counters that say too much, records that are none: the last sign is found all the same.
  @Test(
    arguments: [
      "[{R1},{R2},{R3}]", "[\n    {R1},\n    {R2},\n    {R3}\n]", "[\r\n  {R3},\r\n  {R1}\r\n]\r\n",
      "[\n  {R3},\n  {R1},\n  7,\n  {R4}\n]\n", "[{R3},\n  {R1},\n  {R4}]",
      "[\n  {\n    R4\n  },\n  {\n    R3\n  }\n]",
    ], [3, 1_000_000])
  func theLastInteractionIsFoundInAnyLayout(_ layout: String, _ count: Int) throws {
    var text = layout
    for (number, time) in ["21:20", "21:30", "23:45", "23:59"].enumerated() {
      let record = """
        "timestamp": "2026-01-05T\(time):00+00:00", "prompt": "{ } \\n  {", \
        "session_id": "\(number == 3 ? "b" : "a")"
        """
      text = text.replacing("R\(number + 1)", with: record)
    }
    try world.store(text, as: "interactions.json")
    try world.store(
      #"""
      {"a": {"status": "active", "start_time": "2026-01-05T21:00:00+00:00",
        "total_interactions": \#(count)}}
      """#, as: "sessions.json")
    _ = try world.service().endSession("a", outcome: .partial)
    #expect(try world.member("end_time", of: "a") == "2026-01-05T23:45:00+00:00")
  }

  @Test func theLastInteractionIsFoundBehindManyOthersAndLongOnes() throws {
    let service = world.service()
    let id = try world.server(7).startSession(.made()).session.id
    world.now = try Timestamp.reading(Self.seen)
    _ = try service.logInteraction(
      .made(id, prompt: String(repeating: "{ \"x\" }\n", count: 20_000)))
    world.now = try Timestamp.reading("2026-01-05T22:00:00+00:00")
    let other = try world.server(8).startSession(.made("other")).session.id
    for _ in 0..<5 {
      _ = try service.logInteraction(.made(other, prompt: String(repeating: "y", count: 50_000)))
    }
    _ = try service.endSession(id, outcome: .partial)
    #expect(try world.member("end_time", of: id) == .string(Self.seen))
  }

  @Test func issuesThatCannotBeReadEndNothing() throws {
    let id = try begin()
    let path = world.directory.path(of: ".ai_sessions/issues.json")
    try world.environment.files.remove(path)
    try world.directory.createDirectory(Config.defaultDirectory + "/issues.json")
    let before = try world.stored("sessions.json")
    for ender in [Ender.command, .dashboard] {
      #expect(throws: TrackerError.self) { try end(id, by: ender, world.server(7)) }
    }
    #expect(try world.stored("sessions.json") == before)
  }
}
