// What a server does while another process holds the ledger's lock: writing calls wait in their turn,
// everything else goes on, and nothing waits for ever.

import JSON
import Platform
import TestSupport
import Testing
import TrackerCore

@testable import TrackerMCP

extension World {
  /// Holds the ledger's lock, as another process would.
  func whileLocked(_ body: () throws -> Void) throws {
    try RealFileSystem().withLock(on: directory + "/.ai_sessions/.tracker.tmp") { _ in try body() }
  }
}

@Suite struct LockWaitingTests {
  private let world: World
  private let client: Client
  private let id: String

  init() throws {
    world = try World()
    client = try world.client(.november2025)
    id = try client.start()
  }

  private func line(_ tool: String, _ arguments: JSONValue, id: JSONValue) -> JSONValue {
    client.line("tools/call", ["name": .string(tool), "arguments": arguments], id: id)
  }

  @Test func aWritingCallWaitsWhileEverythingElseIsAnswered() throws {
    try world.whileLocked { () throws in
      #expect(try world.ask(line("log_ai_interaction", logArguments(id), id: 7)) == nil)
      #expect(world.server.isWaiting)
      #expect(try client.request("ping")["result"] == [:])
      #expect(try client.call("get_active_sessions").structured?["active_sessions"] != nil)
      #expect(try client.call("get_ai_observability").structured?["report"] != nil)
      world.server.retry()
      #expect(try world.notifications() == [])
    }
    world.server.retry()
    let answers = try world.notifications()
    #expect(answers.map { $0["id"] } == [7])
    #expect(answers.first?.structured?["total_interactions"] == 1)
    #expect(!world.server.isWaiting)
  }

  @Test func writingCallsKeepTheirOrder() throws {
    let end: JSONValue = ["session_id": .string(id), "outcome": "success"]
    try world.whileLocked { () throws in
      #expect(try world.ask(line("log_ai_interaction", logArguments(id), id: 1)) == nil)
      #expect(try world.ask(line("log_ai_interaction", logArguments(id), id: 2)) == nil)
    }
    // The lock is free, but others were here before.
    #expect(try world.ask(line("end_ai_session", end, id: 3)) == nil)
    world.server.retry()
    let answers = try world.notifications()
    #expect(answers.map { $0["id"] } == [1, 2, 3])
    #expect(answers.map { $0.structured?["total_interactions"] } == [1, 2, 2])
  }

  @Test func aCallThatHasWaitedForLongEnoughIsToldWhy() throws {
    try world.whileLocked { () throws in
      #expect(try world.ask(line("log_ai_interaction", logArguments(id), id: 1)) == nil)
      world.server.hurry(within: 0)
      world.server.retry()
    }
    let answers = try world.notifications()
    #expect(answers.map { $0["id"] } == [1])
    #expect(answers.first?.errorCode == -32603)
    #expect(answers.first?.errorMessage?.contains("is locked") == true)
    #expect(!world.server.isWaiting)
    #expect(try client.call("log_ai_interaction", logArguments(id)).errorCode == nil)
  }

  @Test func whoeverMayNotWaitIsToldAtOnce() throws {
    let world = try World(lockPatienceMilliseconds: 0)
    let client = try world.client(.november2025)
    let id = try client.start()
    try world.whileLocked { () throws in
      let answer = try client.call("log_ai_interaction", logArguments(id))
      #expect(answer.errorMessage?.contains("is locked") == true)
    }
    #expect(!world.server.isWaiting)
  }

  @Test func aCancelledCallIsNeitherMadeNorAnswered() throws {
    try world.whileLocked { () throws in
      #expect(try world.ask(line("log_ai_interaction", logArguments(id), id: 1)) == nil)
      #expect(try world.ask(line("log_ai_interaction", logArguments(id), id: "1")) == nil)
      #expect(
        try world.ask(
          ["jsonrpc": "2.0", "method": "notifications/cancelled", "params": ["requestId": 1]])
          == nil)
    }
    world.server.retry()
    let answers = try world.notifications()
    #expect(answers.map { $0["id"] } == ["1"])
    #expect(answers.first?.structured?["total_interactions"] == 1)
  }

  @Test(arguments: [false, true])
  func anArrayIsAnsweredWholeOnceTheLastOfItIsDone(isCancelled: Bool) throws {
    let client = try world.client(.march2025)
    let batch: JSONValue = [
      client.line("ping", id: 1),
      client.line(
        "tools/call", ["name": "log_ai_interaction", "arguments": logArguments(id)], id: 2),
      client.line("tools/list", id: 3),
    ]
    try world.whileLocked { () throws in
      #expect(try world.ask(batch) == nil)
      #expect(try world.notifications() == [])
      if isCancelled {
        _ = try world.ask(
          ["jsonrpc": "2.0", "method": "notifications/cancelled", "params": ["requestId": 2]])
      }
    }
    world.server.retry()
    let answers = try world.notifications()
    #expect(answers.count == 1)
    #expect(answers[0].elements?.map { $0["id"] } == (isCancelled ? [1, 3] : [1, 3, 2]))
  }

  @Test func subscribersHearOfAWaitingCallOnceItIsDone() throws {
    _ = try client.request("resources/subscribe", ["uri": "ai-sessions://report"])
    try world.whileLocked { () throws in
      _ = try world.ask(line("log_ai_interaction", logArguments(id), id: 1))
      #expect(try world.notifications() == [])
    }
    world.server.retry()
    let methods = try world.notifications().map { $0["method"]?.text ?? "answer" }
    #expect(methods.sorted() == ["answer", "notifications/resources/updated"])
  }
}

@Suite struct LockedEndTests {
  private func log(_ id: String, on wire: Wire) throws {
    let client = try wire.world.client(.november2025)
    let line = client.line(
      "tools/call", ["name": "log_ai_interaction", "arguments": logArguments(id)], id: 1)
    wire.send(String(decoding: JSONWriter.compact(line), as: UTF8.self) + "\n" + ping(2) + "\n")
  }

  @Test func theEndOfTheClientWaitsForWhatItAskedAndClosesItsSessions() throws {
    let wire = try Wire()
    let id = try wire.world.client(.november2025).start()
    try wire.world.whileLocked { () throws in
      try log(id, on: wire)
      try wire.run { wire.lines == [pong(2)] }
      wire.closeInput()
      try wire.rest(milliseconds: 60)
      #expect(!wire.hasEnded)
    }
    try wire.run { wire.hasEnded && wire.lines.count == 2 }
    #expect(wire.lines[1].contains(#""id":1,"result""#))
    let record = try wire.world.read(".ai_sessions/sessions.json")[id]
    #expect(record?["status"] == "completed")
    #expect(record?["total_interactions"] == 1)
    #expect(wire.world.log.isEmpty)
  }

  @Test func aSignalEndsTheServerThoughTheLockIsHeld() throws {
    let wire = try Wire()
    let id = try wire.world.client(.november2025).start()
    try wire.world.whileLocked { () throws in
      try log(id, on: wire)
      try wire.run { wire.lines == [pong(2)] }
      wire.transport.end()
      try wire.run { wire.hasEnded && wire.lines.count == 2 }
    }
    #expect(wire.lines[1].contains("is locked"))
    #expect(wire.world.log.count == 1)
    #expect(wire.world.log[0].hasPrefix("Sessions were left running."))
  }

  @Test func aClientThatHasGoneIsNoReasonToLeaveItsSessionsRunning() throws {
    let wire = try Wire(isReading: false)
    let id = try wire.world.client(.november2025).start()
    try wire.world.whileLocked { () throws in
      wire.stopListening()
      wire.send(ping(1) + "\n")
      try wire.rest(milliseconds: 60)
      #expect(!wire.hasEnded)
    }
    try wire.run { wire.hasEnded }
    #expect(try wire.world.read(".ai_sessions/sessions.json")[id]?["status"] == "completed")
  }

  @Test func aClientThatFloodsTheServerMeanwhileIsReadOnLater() throws {
    let wire = try Wire(maximumLineBytes: 1 << 20)
    let id = try wire.world.client(.november2025).start()
    let blank = String(repeating: " ", count: 300_000) + ping(3) + "\n"
    try wire.world.whileLocked { () throws in
      try log(id, on: wire)
      try wire.run { wire.lines == [pong(2)] }
      wire.send(String(repeating: blank, count: 10))
      try wire.rest(milliseconds: 200)
      #expect(wire.lines.count < 11)
    }
    try wire.run { wire.lines.count == 12 }
  }
}
