// Sessions closed automatically: which, when, and with what note.

import JSON
import TestSupport
import Testing
import TrackerCore

@Suite final class AutoCloseTests {
  let world: TestEnvironment
  init() throws { world = try TestEnvironment() }

  /// Stores one running foreground session and starts another; how the first stands then.
  private func closed(
    start: String, notes: JSONValue? = "", hours: Double = 4
  ) throws -> JSONValue {
    var session: [JSONValue.Member] = [
      JSONValue.Member("start_time", .string(start)), JSONValue.Member("status", "active"),
      JSONValue.Member("execution_context", "foreground"),
    ]
    if let notes { session.append(JSONValue.Member("notes", notes)) }
    let file = JSONValue.object([JSONValue.Member("old", .object(session))])
    try world.store(String(decoding: JSONWriter.indented(file), as: UTF8.self), as: "sessions.json")
    var config = Config()
    config.maximumSessionHours = hours
    #expect(try world.server(9, config: config).startSession(.made()).autoClosed == ["old"])
    return try world.session("old")
  }

  @Test func aSessionWithinTheLimitEndsNow() throws {
    let session = try closed(start: "2026-01-05T20:00:00+00:00")
    #expect(session["status"] == "completed")
    #expect(session["outcome"] == "partial")
    #expect(session["end_time"] == "2026-01-05T21:15:18+00:00")
    #expect(session["notes"] == "[Auto-closed: new session started]")
  }

  @Test func aSessionBeyondTheLimitEndsAtTheLimitInItsOwnOffset() throws {
    let session = try closed(start: "2026-01-05T15:15:18.5+02:00")
    #expect(session["end_time"] == "2026-01-05T19:15:18.500000+02:00")
    #expect(
      session["notes"]
        == "[Auto-closed: new session started, exceeded 4.0h max duration (was 8.0h)]")
  }

  @Test func theLimitItselfIsNotBeyondIt() throws {
    let session = try closed(start: "2026-01-05T17:15:18+00:00")
    #expect(session["end_time"] == "2026-01-05T21:15:18+00:00")
    #expect(session["notes"] == "[Auto-closed: new session started]")
  }

  @Test func aStartWithoutOffsetIsTakenAsUTC() throws {
    let session = try closed(start: "2026-01-05T10:00:00", hours: 0.5)
    #expect(session["end_time"] == "2026-01-05T10:30:00+00:00")
    #expect(
      session["notes"]
        == "[Auto-closed: new session started, exceeded 0.5h max duration (was 11.3h)]")
  }

  @Test(arguments: ["", "this morning", "2026-01-06T00:00:00", "2026-01-05T24:00:00+00:00"])
  func aStartThatIsMissingUnreadableOrNotComparableEndsNow(_ start: String) throws {
    let session = try closed(start: start)
    #expect(session["end_time"] == "2026-01-05T21:15:18+00:00")
    #expect(session["notes"] == "[Auto-closed: new session started]")
  }

  static let notes: [(JSONValue?, String)] = [
    (nil, ""), (.null, ""), ("", ""), ("  ", ""), ("  mine\n", "mine\n "), ("7", "7 "), (7, ""),
  ]

  @Test(arguments: notes)
  func notesAreKeptBeforeTheReason(_ notes: JSONValue?, _ kept: String) throws {
    let session = try closed(start: "2026-01-05T21:00:00Z", notes: notes)
    #expect(session["notes"] == .string(kept + "[Auto-closed: new session started]"))
  }

  /// Any positive finite number of hours may be asked for; the calendar ends in the year 9999.
  @Test(arguments: [1e-300, 1e6, 1e12, 1e300, Double.greatestFiniteMagnitude])
  func anExtremeLimitIsNoReasonToStop(_ hours: Double) throws {
    let session = try closed(start: "2026-01-05T20:00:00+00:00", hours: hours)
    let isBeyond = hours < 1
    #expect(
      session["end_time"]
        == .string(isBeyond ? "2026-01-05T20:00:00+00:00" : "2026-01-05T21:15:18+00:00"))
  }

  @Test func aLimitIsRoundedToMicroseconds() throws {
    // 0.7 / 3 hours are 840 seconds less a hair.
    let session = try closed(start: "2026-01-05T20:00:00+00:00", hours: 0.7 / 3)
    #expect(session["end_time"] == "2026-01-05T20:14:00+00:00")
  }

  @Test func onlyActiveSessionsOfTheSameContextAreClosed() throws {
    try world.store(
      #"""
      {"same": {"status": "active", "execution_context": "background"},
       "other": {"status": "active", "execution_context": "foreground"},
       "none": {"status": "active"}, "null": {"status": "active", "execution_context": null},
       "done": {"status": "completed", "execution_context": "background"},
       "left": {"status": "abandoned", "execution_context": "background"},
       "upper": {"status": "Active", "execution_context": "background"},
       "also": {"execution_context": "background", "status": "active"}}
      """#, as: "sessions.json")
    let started = try world.server(9).startSession(.made(context: .background))
    #expect(started.autoClosed == ["same", "also"])
    let completed = try world.json("sessions.json").members?.filter {
      $0.value["status"] == "completed"
    }
    #expect(completed?.map(\.name) == ["same", "done", "also"])
  }

  @Test func theEndOfAServerClosesOnlyItsOwnSessions() throws {
    let (one, other) = (world.service(), world.service())
    let own = try one.startSession(.made("own")).session.id
    let ended = try one.startSession(.made("ended", context: .background)).session.id
    _ = try one.endSession(ended, outcome: Outcome(rawValue: "success"))
    let foreign = try other.startSession(.made("foreign", context: .background)).session.id
    world.pass(minutes: 1)
    #expect(try one.closeStartedSessions() == [own])
    #expect(one.startedSessions == [])
    #expect(try world.member("notes", of: own) == "[Auto-closed: server shutdown]")
    #expect(try world.member("end_time", of: own) == "2026-01-05T21:16:18+00:00")
    #expect(try world.member("outcome", of: ended) == "success")
    #expect(try world.member("status", of: foreign) == "active")
    #expect(try one.closeStartedSessions() == [])
    #expect(try other.closeStartedSessions() == [foreign])
  }

  @Test func aSessionEndedBySomeoneElseMeanwhileStaysAsItIs() throws {
    let (one, other) = (world.service(), world.service())
    let id = try one.startSession(.made()).session.id
    _ = try other.endSession(id, outcome: Outcome(rawValue: "failed"), notes: "by hand")
    #expect(try one.closeStartedSessions() == [])
    #expect(try world.member("notes", of: id) == "by hand")
  }

  @Test func closingTwiceNotesTheReasonOnce() throws {
    let service = world.service()
    let id = try service.startSession(.made()).session.id
    #expect(try service.closeStartedSessions() == [id])
    let text = try #require(try world.stored("sessions.json"))
    try world.store(text.replacing("\"completed\"", "\"active\""), as: "sessions.json")
    #expect(try world.server(9).startSession(.made("next")).autoClosed == [id])
    #expect(
      try world.member("notes", of: id)
        == "[Auto-closed: server shutdown] [Auto-closed: new session started]")
  }
}
