// Who hears of which change, in both fashions, and what happens to sessions and streams when the
// pipe ends.

import JSON
import Testing
import TrackerCore

@testable import TrackerMCP

private let active = "ai-sessions://sessions/active"
private let report = "ai-sessions://report"

@Suite struct SubscriptionTests {
  private func updates(_ world: World) throws -> [String] {
    try world.notifications().map {
      #expect($0["id"] == nil)
      #expect($0["method"] == "notifications/resources/updated")
      return $0["params"]?["uri"]?.text ?? ""
    }
  }

  private func listen(
    _ uris: JSONValue, id: JSONValue, _ client: Client
  ) throws -> JSONValue {
    let line = client.line(
      "subscriptions/listen", ["notifications": ["resourceSubscriptions": uris]], id: id)
    #expect(try client.world.ask(line) == nil)
    return try #require(try client.world.notifications().first)
  }

  @Test func aSubscriberHearsOfWritesUntilItHasEnough() throws {
    let world = try World()
    let client = try world.client(.november2025)
    for _ in 1...2 {
      #expect(try client.request("resources/subscribe", ["uri": .string(active)])["result"] == [:])
    }
    let id = try client.start()
    #expect(try updates(world) == [active])
    _ = try client.call("get_active_sessions")
    _ = try client.call("log_ai_interaction", logArguments("no-such"))
    #expect(try updates(world) == [])
    _ = try client.request("resources/unsubscribe", ["uri": .string(active)])
    _ = try client.call("log_ai_interaction", logArguments(id))
    #expect(try updates(world) == [])
  }

  @Test func aSessionIsToldOfOnlyWhenItChanged() throws {
    let world = try World()
    let client = try world.client(.november2025)
    let first = try client.start("first")
    let uri = "ai-sessions://sessions/" + first
    _ = try client.request("resources/subscribe", ["uri": .string(uri)])
    let second = try client.start("second")
    #expect(try updates(world) == [uri])
    _ = try client.call("log_ai_interaction", logArguments(second))
    #expect(try updates(world) == [])
    _ = try client.call("log_ai_interaction", logArguments(first))
    #expect(try updates(world) == [uri])
  }

  @Test func whatCannotBeReadCannotBeSubscribedTo() throws {
    let client = try World().client(.november2025)
    #expect(try client.request("resources/subscribe", ["uri": "x:y"]).errorCode == -32002)
    #expect(try client.request("resources/subscribe").errorCode == -32602)
    #expect(try client.request("resources/unsubscribe", ["uri": "x:y"])["result"] == [:])
  }

  @Test(arguments: ["listen-1", 77] as [JSONValue])
  func aStreamIsAcknowledgedFirstAndTagged(id: JSONValue) throws {
    let world = try World()
    let client = try world.client(.july2026)
    let line = client.line(
      "subscriptions/listen",
      [
        "notifications": [
          "toolsListChanged": true, "resourceSubscriptions": [.string(report), "bar://never"],
        ]
      ], id: id)
    #expect(try world.ask(line) == nil)
    #expect(
      try world.notifications() == [
        [
          "jsonrpc": "2.0", "method": "notifications/subscriptions/acknowledged",
          "params": [
            "_meta": [Envelope.subscriptionID: id],
            "notifications": ["resourceSubscriptions": [.string(report)]],
          ],
        ]
      ])
    _ = try client.start()
    #expect(
      try world.notifications() == [
        [
          "jsonrpc": "2.0", "method": "notifications/resources/updated",
          "params": ["_meta": [Envelope.subscriptionID: id], "uri": .string(report)],
        ]
      ])
  }

  @Test func everyStreamHearsForItself() throws {
    let world = try World()
    let client = try world.client(.july2026)
    _ = try listen([.string(active), .string(report)], id: "all", client)
    _ = try listen([], id: "none", client)
    _ = try listen([.string(active)], id: 1, client)
    _ = try client.start()
    let tags = try world.notifications().map { $0["params"]?["_meta"]?[Envelope.subscriptionID] }
    #expect(tags == ["all", "all", 1])
  }

  @Test func aCancelledStreamIsSilentAndItsIDFree() throws {
    let world = try World()
    let client = try world.client(.july2026)
    _ = try listen([.string(active)], id: 1, client)
    for requestID in ["1", 2, nil] as [JSONValue] {
      _ = try world.ask([
        "jsonrpc": "2.0", "method": "notifications/cancelled", "params": ["requestId": requestID],
      ])
    }
    _ = try client.start()
    #expect(try world.notifications().count == 1)
    _ = try world.ask([
      "jsonrpc": "2.0", "method": "notifications/cancelled", "params": ["requestId": 1],
    ])
    _ = try client.start()
    #expect(try world.notifications() == [])
    #expect(
      try listen([], id: 1, client)["method"] == "notifications/subscriptions/acknowledged")
  }

  @Test(
    arguments: [
      [:], ["notifications": 5], ["notifications": ["resourceSubscriptions": "x"]],
      ["notifications": ["resourceSubscriptions": [5]]],
      ["notifications": ["toolsListChanged": "x"]],
    ] as [JSONValue])
  func aFilterThatIsNoneIsRefused(params: JSONValue) throws {
    let world = try World()
    #expect(
      try world.client(.july2026).request("subscriptions/listen", params).errorCode == -32602)
    #expect(try world.notifications() == [])
  }

  @Test func changesByOthersAreToldToEverybody() throws {
    let world = try World()
    let client = try world.client(.november2025)
    #expect(!world.server.hasSubscriptions)
    for uri in [active, "ai-sessions://sessions/x"] {
      _ = try client.request("resources/subscribe", ["uri": .string(uri)])
    }
    #expect(world.server.hasSubscriptions)
    world.server.noteForeignChange()
    #expect(try updates(world) == [active, "ai-sessions://sessions/x"])
  }
}

@Suite struct EndOfPipeTests {
  private func status(_ id: String, _ world: World) throws -> JSONValue? {
    try world.read(".ai_sessions/sessions.json")[id]?["status"]
  }

  @Test(arguments: legacy)
  func theSessionsThatThePipeStartedAreClosedWithIt(era: ProtocolEra) throws {
    let world = try World()
    let id = try world.client(era).start()
    world.server.finish()
    #expect(try status(id, world) == "completed")
  }

  @Test func aSessionOfSomebodyElseGoesOn() throws {
    let world = try World()
    try world.write(
      #"{"other": {"session_name": "n", "status": "active", "execution_context": "background"}}"#,
      to: ".ai_sessions/sessions.json")
    _ = try world.client(.november2025).start()
    world.server.finish()
    #expect(try status("other", world) == "active")
  }

  @Test func theEndOfAModernPipeSaysNothingAboutSessions() throws {
    let world = try World()
    let old = try world.client(.november2025)
    let new = try world.client(.july2026)
    let first = try old.start("first")
    let second = try new.start("second")
    world.server.finish()
    #expect(try status(first, world) == "completed")
    #expect(try status(second, world) == "active")
  }

  @Test func openStreamsGetTheirResult() throws {
    let world = try World()
    let client = try world.client(.july2026)
    let line = client.line("subscriptions/listen", ["notifications": [:]], id: "G")
    _ = try world.ask(line)
    _ = try world.notifications()
    world.server.finish()
    let last = try #require(try world.notifications().first)
    #expect(last["id"] == "G")
    #expect(last["result"]?["resultType"] == "complete")
    #expect(last["result"]?["_meta"]?[Envelope.subscriptionID] == "G")
    #expect(last["result"]?["_meta"]?[Envelope.serverInfo]?["name"] == "ai-session-tracker")
  }

  @Test func aDiskThatRefusesAtTheEndIsToldToThePerson() throws {
    let world = try World()
    _ = try world.client(.november2025).start()
    try replaceByFile(directory: world.directory + "/.ai_sessions")
    world.server.finish()
    #expect(world.log.last?.hasPrefix("Sessions were left running. ") == true)
  }
}
