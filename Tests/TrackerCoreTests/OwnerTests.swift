// Who owns a session, and whose sessions a start closes, with processes that live and end as the test says.

import JSON
import Platform
import TestSupport
import Testing
import TrackerCore

@Suite final class OwnerTests {
  let world: TestEnvironment
  init() throws { world = try TestEnvironment() }

  private func start(_ name: String, by service: SessionService) throws -> StartedSession {
    try service.startSession(.made(name))
  }

  @Test func aServersSessionNamesItsProcessAndNothingElseLast() throws {
    let id = try start("a", by: world.server(7)).session.id
    let members = try #require(try world.session(id).members)
    #expect(members.last?.name == "owner")
    #expect(
      members.last?.value == ["host": "desk", "process_id": 7, "process_start": "boot/7"])
    #expect(try world.service().activeSessions().map(\.id) == [id])
    let read = try world.service().detail(of: id).session.owner
    #expect(read?.host == "desk" && read?.processID == 7 && read?.processStart == "boot/7")
  }

  @Test func theMachineIsNamedWhereItIsKnownAndMakesNoOtherServer() throws {
    var process = TestEnvironment.process(7)
    process.machine = "0123456789abcdef"
    let named = SessionService(
      environment: world.environment(of: process), config: Config(), ownsSessions: true)
    let first = try start("a", by: named).session.id
    #expect(
      try world.member("owner", of: first)
        == [
          "host": "desk", "process_id": 7, "process_start": "boot/7",
          "machine": "0123456789abcdef",
        ])
    #expect(try world.service().detail(of: first).session.owner?.machine == "0123456789abcdef")
    #expect(try start("b", by: world.server(7)).autoClosed == [first])
  }

  @Test func theCommandLineOwnsNothing() throws {
    let id = try start("a", by: world.service()).session.id
    #expect(try world.member("owner", of: id) == nil)
    #expect(try world.stored("sessions.json")?.contains("owner") == false)
  }

  @Test func aSessionThatEndsIsStoredAsIfItNeverHadAnOwner() throws {
    let owned = try start("a", by: world.server(7)).session.id
    _ = try world.service().endSession(owned, outcome: .partial, notes: "done")
    let withOwner = try #require(try world.stored("sessions.json"))
    #expect(!withOwner.contains("owner"))
    let other = try TestEnvironment()
    let plain = try other.service().startSession(.made("a")).session.id
    _ = try other.service().endSession(plain, outcome: .partial, notes: "done")
    #expect(try other.stored("sessions.json") == withOwner)
  }

  @Test func aLogLeavesTheOwner() throws {
    let id = try start("a", by: world.server(7)).session.id
    _ = try world.server(8).logInteraction(.made(id))
    #expect(try world.member("owner", of: id)?["process_id"] == 7)
  }

  @Test func aServerClosesItsPreviousSession() throws {
    let server = world.server(7)
    let first = try start("a", by: server).session.id
    let second = try start("b", by: server)
    #expect(second.autoClosed == [first])
    #expect(try world.member("owner", of: first) == nil)
    #expect(try world.member("notes", of: first) == "[Auto-closed: new session started]")
    #expect(server.startedSessions == [second.session.id])
  }

  @Test func theSessionsOfOtherLivingServersStay() throws {
    let first = try start("a", by: world.server(7)).session.id
    #expect(try start("b", by: world.server(8)).autoClosed == [])
    #expect(try start("c", by: world.service()).autoClosed == [])
    #expect(try world.member("status", of: first) == "active")
  }

  @Test func theSessionsOfAServerThatHasEndedAreClosedByTheNextStart() throws {
    let first = try start("a", by: world.server(7)).session.id
    world.endedProcesses = [7]
    #expect(try start("b", by: world.server(8)).autoClosed == [first])
    #expect(try world.member("owner", of: first) == nil)
    #expect(try world.member("outcome", of: first) == "partial")
  }

  @Test func anotherContextIsLeftAlone() throws {
    let first = try world.server(7).startSession(.made("a", context: .background)).session.id
    world.endedProcesses = [7]
    world.pass(minutes: 600)
    #expect(try start("b", by: world.server(8)).autoClosed == [])
    #expect(try start("b", by: world.server(7)).autoClosed.contains(first) == false)
  }

  @Test(arguments: [(240.0, false), (240.1, true)])
  func anotherHostsServerCountsAsAliveUntilTheMaximum(_ minutes: Double, _ isClosed: Bool) throws {
    let first = try start("a", by: world.server(7, on: "elsewhere")).session.id
    world.endedProcesses = [7]
    world.pass(minutes: minutes)
    #expect(try start("b", by: world.server(8)).autoClosed == (isClosed ? [first] : []))
  }

  @Test func theSameNumberOnAnotherHostIsAnotherServer() throws {
    let first = try start("a", by: world.server(7, on: "elsewhere")).session.id
    #expect(try start("b", by: world.server(7)).autoClosed == [])
    #expect(try world.member("status", of: first) == "active")
  }

  @Test func aLivingServersSessionGivesWayAfterTheMaximum() throws {
    let first = try start("a", by: world.server(7)).session.id
    world.pass(minutes: 301)
    #expect(try start("b", by: world.server(8)).autoClosed == [first])
    #expect(
      try world.member("notes", of: first)
        == "[Auto-closed: new session started, exceeded 4.0h max duration (was 5.0h)]")
    #expect(try world.member("end_time", of: first) == "2026-01-06T01:15:18+00:00")
  }

  @Test func aSessionWithoutAnOwnerGivesWayToAnyStartOfItsContext() throws {
    let first = try start("a", by: world.service()).session.id
    #expect(try start("b", by: world.server(7)).autoClosed == [first])
  }

  /// What another program made of the member: unreadable is nobody's, an object without a known host is somebody's.
  @Test(
    arguments: [
      (#""me""#, true), ("null", true), ("{}", false), (#"{"host": 5}"#, false),
      (#"{"host": "desk", "process_id": 1e30, "process_start": "boot/8"}"#, false),
    ] as [(String, Bool)])
  func anOddOwnerIsReadAsFarAsItGoes(_ owner: String, _ isClosed: Bool) throws {
    try world.store(
      #"""
      {"old": {"status": "active", "start_time": "2026-01-05T21:00:00Z",
        "execution_context": "foreground", "owner": \#(owner)}}
      """#, as: "sessions.json")
    #expect(try start("b", by: world.server(8)).autoClosed == (isClosed ? ["old"] : []))
  }

  @Test func theEndOfAServerTakesTheOwnerAway() throws {
    let server = world.server(7)
    let own = try start("a", by: server).session.id
    let foreign = try start("b", by: world.server(8)).session.id
    #expect(try server.closeStartedSessions() == [own])
    #expect(try world.member("owner", of: own) == nil)
    #expect(try world.member("owner", of: foreign)?["process_id"] == 8)
  }

  @Test func aProcessThatCannotBeToldOwnsNothing() throws {
    var environment = world.environment
    environment.processes.current = { nil }
    let service = SessionService(environment: environment, config: Config(), ownsSessions: true)
    let id = try start("a", by: service).session.id
    #expect(try world.member("owner", of: id) == nil)
  }
}
