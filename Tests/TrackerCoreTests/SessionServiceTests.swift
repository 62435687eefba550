// The use cases: start, log, end, flag, measure, list, report.

import JSON
import Platform
import TestSupport
import Testing
import TrackerCore

@Suite final class SessionServiceTests {
  let world: TestEnvironment
  let service: SessionService

  init() throws {
    world = try TestEnvironment()
    service = world.service()
  }

  private let success = Outcome(rawValue: "success")

  // MARK: Starting

  @Test func sessionsStartedWithinOneSecondGetDifferentIds() throws {
    let contexts: [ExecutionContext] = [.foreground, .background]
    var ids: [String] = []
    for number in 0..<4 {
      ids.append(try service.startSession(.made(context: contexts[number % 2])).session.id.text)
    }
    let base = "work_20260105_211518"
    #expect(ids == ["_k7", "_k8", "_k9", "_ka"].map { base + $0 })
    #expect(try world.json("sessions.json").members?.map(\.name) == ids)
  }

  @Test func idsThatLookAlikeAreDifferent() throws {
    let composed = try service.startSession(.made("caf\u{E9}")).session.id
    let decomposed = try service.startSession(.made("cafe\u{301}", context: .background)).session.id
    #expect(composed != decomposed)
    _ = try service.logInteraction(.made(decomposed, rating: 2))
    #expect(try service.detail(of: composed).interactions == [])
    #expect(try service.detail(of: decomposed).interactions.count == 1)
    #expect(try world.member("total_interactions", of: composed) == 0)
  }

  @Test func startedSessionsAreRememberedUntilTheyEnd() throws {
    let first = try service.startSession(.made("one")).session.id
    let second = try service.startSession(.made("two", context: .background)).session.id
    #expect(service.startedSessions == [first, second])
    _ = try service.endSession(first, outcome: success)
    #expect(service.startedSessions == [second])
    let third = try service.startSession(.made("three", context: .background))
    #expect(third.autoClosed == [])
    #expect(service.startedSessions == [second, third.session.id])
  }

  // MARK: Logging

  @Test(arguments: [(9, 5), (0, 1), (-4, 1), (5, 5), (1, 1), (nil, 1)] as [(Int?, Int)])
  func aRatingIsHeldWithinOneToFive(_ given: Int?, _ stored: Int) throws {
    let id = try service.startSession(.made()).session.id
    let logged = try service.logInteraction(.made(id, rating: given, iterations: -3))
    #expect(logged.interaction.effectivenessRating == stored)
    #expect(logged.interaction.iterationCount == 1)
    #expect(logged.interaction.timestamp == "2026-01-05T21:15:18+00:00")
    let record = try world.json("interactions.json").elements?.first
    #expect(record?["effectiveness_rating"] == .number(stored))
    #expect(record?["iteration_count"] == 1)
  }

  @Test func countersAreThoseOfTheStoredInteractions() throws {
    let id = try service.startSession(.made()).session.id
    let other = try service.startSession(.made("other", context: .background)).session.id
    _ = try service.logInteraction(.made(other, rating: 1))
    for rating in [5, 4] { _ = try service.logInteraction(.made(id, rating: rating)) }
    let logged = try service.logInteraction(.made(id, rating: 4))
    #expect(logged.totalInteractions == 3)
    #expect(logged.averageEffectiveness == 4.33)
    #expect(try world.member("total_interactions", of: id) == 3)
    #expect(try world.member("avg_effectiveness", of: id) == 4.33)
  }

  @Test func countersThatFellBehindAreMendedByTheNextLog() throws {
    let id = try service.startSession(.made()).session.id
    _ = try service.logInteraction(.made(id, rating: 2))
    let text = try #require(try world.stored("sessions.json"))
    try world.store(
      text.replacing("\"total_interactions\": 1", "\"total_interactions\": 71"), as: "sessions.json"
    )
    let logged = try service.logInteraction(.made(id, rating: 3))
    #expect(logged.totalInteractions == 2)
    #expect(try world.member("total_interactions", of: id) == 2)
    #expect(try world.member("avg_effectiveness", of: id) == 2.5)
  }

  @Test func anEndedSessionMayBeLoggedTo() throws {
    let id = try service.startSession(.made()).session.id
    _ = try service.endSession(id, outcome: success)
    #expect(try service.logInteraction(.made(id)).totalInteractions == 1)
    #expect(try world.member("status", of: id) == "completed")
  }

  @Test func anUnknownSessionIsNamedAndNothingIsStored() throws {
    _ = try service.startSession(.made())
    let before = try ["sessions.json", "interactions.json", "issues.json"].map(world.stored)
    let unknown = TrackerError.sessionNotFound("nobody")
    #expect(throws: unknown) { try self.service.logInteraction(.made("nobody")) }
    #expect(throws: unknown) { try self.service.endSession("nobody", outcome: self.success) }
    #expect(throws: unknown) {
      try self.service.flagIssue(
        session: "nobody", issueType: "x", description: "", severity: .low)
    }
    #expect(throws: unknown) {
      try self.service.logCodeMetrics(session: "nobody", filePath: "a.py", functions: [])
    }
    #expect(throws: unknown) { try self.service.detail(of: "nobody") }
    #expect(throws: unknown) { try self.service.report(session: "nobody") }
    #expect(try ["sessions.json", "interactions.json", "issues.json"].map(world.stored) == before)
  }

  @Test func aRefusedCallMakesNoDataDirectory() throws {
    let unknown = TrackerError.sessionNotFound("nobody")
    #expect(throws: unknown) { try self.service.logInteraction(.made("nobody")) }
    #expect(throws: unknown) { try self.service.endSession("nobody", outcome: self.success) }
    #expect(throws: unknown) {
      try self.service.flagIssue(
        session: "nobody", issueType: "x", description: "", severity: .low)
    }
    #expect(throws: unknown) {
      try self.service.logCodeMetrics(session: "nobody", filePath: "a.py", functions: [])
    }
    #expect(try world.directory.names() == [])
  }

  @Test func anEmptyObjectCountsAsNoSessionButItsIdIsTaken() throws {
    try world.store(#"{"work_20260105_211518_k7": { }}"#, as: "sessions.json")
    #expect(throws: TrackerError.sessionNotFound("work_20260105_211518_k7")) {
      try self.service.logInteraction(.made("work_20260105_211518_k7"))
    }
    #expect(throws: TrackerError.sessionNotFound("work_20260105_211518_k7")) {
      try self.service.detail(of: "work_20260105_211518_k7")
    }
    #expect(try service.startSession(.made()).session.id == "work_20260105_211518_k8")
    #expect(
      try world.stored("sessions.json")?.hasPrefix(#"{"work_20260105_211518_k7": { },"#) == true)
  }

  // MARK: Ending and flagging

  @Test func anEndTellsDurationAndIssues() throws {
    let id = try service.startSession(.made()).session.id
    world.pass(minutes: 12.5)
    for severity in [Severity.low, .critical] {
      let issue = try service.flagIssue(
        session: id, issueType: "slow", description: "so slow", severity: severity
      ).issue
      #expect(issue.timestamp == "2026-01-05T21:27:48+00:00")
      #expect(!issue.resolved)
    }
    let ended = try service.endSession(
      id, outcome: success, notes: "good", finalEstimateMinutes: 30)
    #expect(ended.durationMinutes == 12.5)
    #expect(ended.issueCount == 2)
    #expect(ended.session.estimateMinutes == 30)
    #expect(try world.member("final_estimate_minutes", of: id) == 30.0)
    #expect(try world.member("notes", of: id) == "good")
    #expect(try world.member("end_time", of: id) == "2026-01-05T21:27:48+00:00")
  }

  @Test func endingAgainChangesTheOutcomeWhenAskedToButNotTheEnd() throws {
    let id = try service.startSession(.made()).session.id
    _ = try service.endSession(id, outcome: success, notes: "first")
    world.pass(minutes: 60)
    let again = try service.endSession(id, outcome: .partial, notes: "second", isAgain: true)
    #expect(again.durationMinutes == 0)
    #expect(again.session.outcome == "partial")
    #expect(again.session.notes == "first second")
    _ = try service.endSession(id, outcome: .partial, notes: "second", isAgain: true)
    _ = try service.endSession(id, outcome: .partial, isAgain: true)
    #expect(try world.member("notes", of: id) == "first second")
    #expect(try world.member("end_time", of: id) == "2026-01-05T21:15:18+00:00")
  }

  @Test func aCompletedSessionWithoutAReadableEndGetsOne() throws {
    try world.store(
      #"{"a": {"status": "completed", "start_time": "2026-01-05T20:15:18Z", "end_time": "soon"}}"#,
      as: "sessions.json")
    #expect(try service.endSession("a", outcome: success).durationMinutes == 60)
  }

  // MARK: Listing and reporting

  @Test func everythingNotCompletedIsListedAsStored() throws {
    try world.store(
      #"""
      {"a": {"status": "active", "session_name": "A", "task_type": "testing", "start_time": "t"},
       "b": {"status": "completed"}, "c": {"status": "abandoned", "session_name": 7},
       "d": {"status": null, "start_time": null}, "e": {}, "f": "no object"}
      """#, as: "sessions.json")
    let active = try service.activeSessions()
    #expect(active.map(\.id) == ["a", "c", "d", "e"])
    #expect(active.map(\.name) == ["A", 7, "Unknown", "Unknown"])
    #expect(active.map(\.taskType) == ["testing", "Unknown", "Unknown", "Unknown"])
    #expect(active.map(\.startTime) == ["t", "Unknown", nil, "Unknown"])
  }

  @Test func aRepeatedKeyKeepsItsPlaceAndItsLastValue() throws {
    try world.store(
      #"""
      {"a": {"status": "active", "session_name": "old a"}, "b": {"status": "active"},
       "c": {"status": "completed"}, "a": {"status": "active", "session_name": "new a"},
       "b": {"status": "completed"}, "c": {"status": "active"}}
      """#, as: "sessions.json")
    let active = try service.activeSessions()
    #expect(active.map(\.id) == ["a", "c"])
    #expect(active.first?.name == "new a")
    #expect(try service.history().sessions.map(\.id) == ["a", "b", "c"])
    #expect(try service.history().sessions.first?.name == "new a")
    #expect(try service.detail(of: "b").session.isCompleted)
  }

  @Test func aDetailHoldsWhatBelongsToTheSession() throws {
    let id = try service.startSession(.made()).session.id
    let other = try service.startSession(.made("other", context: .background)).session.id
    for (session, prompt) in [(id, "one"), (other, "two"), (id, "three")] {
      _ = try service.logInteraction(.made(session, prompt: prompt))
      _ = try service.flagIssue(
        session: session, issueType: prompt, description: "", severity: .low)
    }
    let detail = try service.detail(of: id)
    #expect(detail.session.totalInteractions == 2)
    #expect(detail.interactions.map(\.prompt) == ["one", "three"])
    #expect(detail.issues.map(\.issueType) == ["one", "three"])
  }

  @Test func aReportCoversARangeOrOneSession() throws {
    let old = try service.startSession(.made("old")).session.id
    _ = try service.logInteraction(.made(old))
    world.pass(minutes: 2 * 24 * 60)
    _ = try service.startSession(.made("new", context: .background))
    func total(_ report: String) -> Substring? {
      report.split(separator: "\n").first { $0.contains("Total sessions") }?.suffix(1)
    }
    #expect(total(try service.report()) == "2")
    #expect(total(try service.report(range: DateRange("last_day"))) == "1")
    #expect(total(try service.report(range: DateRange("last_week"))) == "2")
    #expect(total(try service.report(session: old, range: DateRange("last_day"))) == "1")
    #expect(total(try service.report(session: "")) == "2")
    #expect(try service.report(session: old).contains("★★★★☆: 1"))
  }

  @Test func readingCreatesNothing() throws {
    #expect(try service.activeSessions() == [])
    #expect(try service.history() == History())
    _ = try service.report()
    #expect(throws: TrackerError.sessionNotFound("x")) { try self.service.detail(of: "x") }
    #expect(try service.closeStartedSessions() == [])
    #expect(try world.directory.names() == [])
    #expect(world.calls == [])
    #expect(world.messages == [])
  }

  // MARK: Measuring

  @Test func whatCannotBeMeasuredIsNamed() throws {
    let id = try service.startSession(.made()).session.id
    try world.directory.write("def broken(:\n", to: "broken.py")
    try world.directory.createDirectory("folder.py")
    let before = try world.stored("sessions.json")
    func measure(_ path: String) throws {
      _ = try service.logCodeMetrics(session: id, filePath: path, functions: [])
    }
    #expect(throws: TrackerError.unsupportedFile("a.js")) { try measure("a.js") }
    #expect(throws: TrackerError.fileNotFound("missing.py")) { try measure("missing.py") }
    #expect(throws: TrackerError.unreadableFile(path: "folder.py", reason: "Is a directory")) {
      try measure("folder.py")
    }
    let error = #expect(throws: TrackerError.self) { try measure("broken.py") }
    if case .syntaxError(_, let line) = error { #expect(line == 1) } else { #expect(error == nil) }
    #expect(try world.stored("sessions.json") == before)
  }
}

extension String {
  /// This text with the first occurrence of `old` replaced.
  func replacing(_ old: String, _ new: String) -> String {
    var scalars = Array(utf8)
    let wanted = Array(old.utf8)
    for start in 0...max(0, scalars.count - wanted.count)
    where scalars[start...].starts(with: wanted) {
      scalars.replaceSubrange(start..<start + wanted.count, with: Array(new.utf8))
      break
    }
    return String(decoding: scalars, as: UTF8.self)
  }
}
