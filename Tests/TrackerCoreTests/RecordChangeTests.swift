// Ending, flagging, resolving and undoing as a person at a list does it: only what still is as it was shown is changed.

import Glibc
import JSON
import Platform
import TestSupport
import Testing
import TrackerCore

@Suite final class RecordChangeTests {
  let world: TestEnvironment
  let service: SessionService
  private let success = Outcome(rawValue: "success")

  init() throws {
    world = try TestEnvironment()
    service = world.service()
  }

  private let session = """
    {
      "a": {"status": "active", "later": [1.50, "é"], "session_name": "A", "total_interactions": 3}
    }
    """
  private let issues = """
    [
      {"session_id": "a", "issue_type": "x", "description": "d", "severity": "low", "kept": 1e2},
      {"session_id": "a", "issue_type": "x", "description": "d", "severity": "low"},
      {"session_id": "b", "issue_type": "y", "resolved": true, "resolution_notes": "old"}
    ]
    """

  private func shownSession() throws -> Session {
    try #require(try service.history().sessions.first)
  }

  @Test func endingKeepsWhatIsNotUnderstood() throws {
    try world.store(session, as: "sessions.json")
    _ = try service.endSession(asShown: shownSession(), outcome: success, notes: "done")
    let stored = try #require(try world.stored("sessions.json"))
    #expect(stored.contains(#""later": [1.50, "é"], "session_name": "A""#))
    #expect(try world.member("status", of: "a") == "completed")
    #expect(try world.member("outcome", of: "a") == "success")
    #expect(try world.member("notes", of: "a") == "done")
    #expect(try world.member("end_time", of: "a") == "2026-01-05T21:15:18+00:00")
  }

  @Test func undoingTheEndGivesTheFileItsBytesBack() throws {
    try world.store(session, as: "sessions.json")
    let change = try service.endSession(asShown: shownSession(), outcome: success, notes: "")
    try service.undo(change)
    #expect(try world.stored("sessions.json") == session)
  }

  @Test func aSessionThatWasChangedMeanwhileIsLeftAlone() throws {
    try world.store(session, as: "sessions.json")
    let shown = try shownSession()
    let other = session.replacing("\"A\"", with: "\"B\"")
    try world.store(other, as: "sessions.json")
    #expect(throws: TrackerError.changedMeanwhile) {
      try service.endSession(asShown: shown, outcome: success, notes: "")
    }
    #expect(try world.stored("sessions.json") == other)
  }

  @Test func loggingMeanwhileDoesNotKeepASessionFromEnding() throws {
    try world.store(session, as: "sessions.json")
    try world.store("[]", as: "interactions.json")
    let shown = try shownSession()
    _ = try service.logInteraction(.made("a", rating: 2))
    _ = try service.endSession(asShown: shown, outcome: success, notes: "")
    #expect(try world.member("total_interactions", of: "a") == 1)
    #expect(try world.member("status", of: "a") == "completed")
  }

  @Test func anEndThatWasChangedSinceIsNotUndone() throws {
    try world.store(session, as: "sessions.json")
    try world.store("[]", as: "interactions.json")
    let change = try service.endSession(asShown: shownSession(), outcome: success, notes: "")
    _ = try service.logInteraction(.made("a", rating: 2))
    let stored = try world.stored("sessions.json")
    #expect(throws: TrackerError.changedMeanwhile) { try service.undo(change) }
    #expect(try world.stored("sessions.json") == stored)
  }

  @Test func aSessionThatIsGoneIsNotFound() throws {
    try world.store(session, as: "sessions.json")
    let shown = try shownSession()
    try world.store("{}", as: "sessions.json")
    #expect(throws: TrackerError.sessionNotFound("a")) {
      try service.endSession(asShown: shown, outcome: success, notes: "")
    }
  }

  @Test(arguments: ["[]", "[\n  {\"session_id\": \"z\"}\n]", "[7]", "[{\"a\": 1}, {\"b\": 2}]"])
  func undoingAFlagTakesTheIssueOut(before: String) throws {
    try world.store(session, as: "sessions.json")
    try world.store(before, as: "issues.json")
    let change = try service.flagUndoably(
      session: "a", issueType: "hallucination", description: "made up", severity: .high)
    #expect(try world.json("issues.json").elements?.last?["description"] == "made up")
    try service.undo(change)
    #expect(try world.stored("issues.json") == before)
    #expect(throws: TrackerError.changedMeanwhile) { try service.undo(change) }
  }

  @Test func resolvingChangesOnlyTheIssueThatWasMeant() throws {
    try world.store(issues, as: "issues.json")
    let shown = try service.history().issues
    #expect(ShownIssue(at: 1, of: shown).ordinal == 1)
    let change = try service.resolveIssue(
      ShownIssue(at: 1, of: shown), isResolved: true, notes: "fixed")
    let stored = try #require(try world.stored("issues.json"))
    let lines = stored.split(separator: "\n")
    let before = issues.split(separator: "\n")
    #expect(lines[1] == before[1] && lines[3] == before[3])
    #expect(lines[2].contains(#""resolved": true, "resolution_notes": "fixed", "revision": 1}"#))
    try service.undo(change)
    #expect(try world.stored("issues.json") == issues)
  }

  @Test func anIssueIsOpenedAgain() throws {
    try world.store(issues, as: "issues.json")
    let shown = try service.history().issues
    _ = try service.resolveIssue(ShownIssue(at: 2, of: shown), isResolved: false, notes: "old")
    let last = try world.json("issues.json").elements?.last
    #expect(last?["resolved"] == false && last?["resolution_notes"] == "old")
  }

  @Test func anIssueThatWasChangedMeanwhileIsLeftAlone() throws {
    try world.store(issues, as: "issues.json")
    let shown = try service.history().issues
    let first = ShownIssue(at: 0, of: shown)
    _ = try service.resolveIssue(first, isResolved: true, notes: "by another")
    let stored = try world.stored("issues.json")
    #expect(throws: TrackerError.changedMeanwhile) {
      try service.resolveIssue(ShownIssue(at: 1, of: shown), isResolved: true, notes: "")
    }
    #expect(try world.stored("issues.json") == stored)
    // What followed the record that was taken out is found where it stands now.
    _ = try service.resolveIssue(
      ShownIssue(at: 2, of: shown), isResolved: false, notes: "")
  }

  @Test func whatWasWrittenLaterIsStillAppendedInItsPlace() throws {
    try world.store(session, as: "sessions.json")
    try world.store(issues, as: "issues.json")
    let shown = try service.history().issues
    _ = try service.resolveIssue(ShownIssue(at: 2, of: shown), isResolved: false, notes: "longer")
    _ = try service.flagIssue(session: "a", issueType: "t", description: "last", severity: .low)
    #expect(try world.json("issues.json").elements?.last?["description"] == "last")
    #expect(try world.json("issues.json").elements?.count == 4)
  }

  @Test func aLockThatIsNotHadIsToldWithWhoHoldsIt() throws {
    try world.store(session, as: "sessions.json")
    let shown = try shownSession()
    var environment = world.environment
    environment.lockPatienceMilliseconds = 30
    environment.processes = .kernel
    let impatient = SessionService(environment: environment, config: Config())
    let path = impatient.directory + "/.tracker.tmp"
    let holder = try ChildProcess(
      "exec 9>'\(path)'; flock 9; touch '\(path).held'; exec sleep 60")
    defer { withExtendedLifetime(holder) {} }
    #expect(try holds { try world.stored(".tracker.tmp.held") != nil })
    do throws(TrackerError) {
      _ = try impatient.endSession(asShown: shown, outcome: success, notes: "")
      Testing.Issue.record("it should not have the lock")
    } catch {
      guard case .locked(_, let holders) = error else { throw error }
      #expect(error.message.contains("is locked"))
      #expect(holders.allSatisfy { $0.contains("process ") })
    }
    #expect(try world.stored("sessions.json") == session)
  }

  // MARK: Records as they are stored

  @Test func exportedRecordsKeepTheirBytes() throws {
    try world.store(#"{"b": {"x": 1e2}, "a": {"y":  [ 1 ]}, "c": 3}"#, as: "sessions.json")
    try world.store(
      #"[{"session_id": "a", "n":1.0}, 4, {"session_id": "b"}, {"session_id":"a","n" : 2}]"#,
      as: "interactions.json")
    try world.store(issues, as: "issues.json")
    func text(_ selection: RecordSelection) throws -> String {
      String(decoding: try service.document(of: selection), as: UTF8.self)
    }
    #expect(
      try text(.sessions(["a", "gone", "b"]))
        == "{\n  \"a\": {\"y\":  [ 1 ]},\n  \"b\": {\"x\": 1e2}\n}\n")
    #expect(
      try text(.interactions("a", places: [1, 0, 9]))
        == "[\n  {\"session_id\":\"a\",\"n\" : 2},\n  {\"session_id\": \"a\", \"n\":1.0}\n]\n")
    let shown = try service.history().issues
    #expect(try text(.issues([ShownIssue(at: 0, of: shown)])).contains(#""kept": 1e2"#))
    #expect(try text(.issues([])) == "[]\n")
    #expect(try text(.sessions([])) == "{}\n")
  }

  @Test func aDirectoryThatMayNotBeWrittenSaysSo() throws {
    #expect(!service.isWritable)
    try world.store("{}", as: "sessions.json")
    #expect(service.isWritable)
  }
}

extension String {
  /// With another text in place of the first `old`.
  fileprivate func replacing(_ old: String, with new: String) -> String {
    guard let range = firstRange(of: old) else { return self }
    return self[..<range.lowerBound] + new + self[range.upperBound...]
  }

  private func firstRange(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
