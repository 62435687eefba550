// What each revision is told, and how a pipe finds out which one is spoken.

import JSON
import TestSupport
import Testing
import TrackerCore

@testable import TrackerMCP

/// The revisions with a handshake, and requests without one.
let legacy = ProtocolEra.allCases.filter { !$0.isModern }
let handshakes = legacy.filter { $0 != .bare }

@Suite struct HandshakeTests {
  @Test(arguments: handshakes)
  func aKnownRevisionIsEchoed(era: ProtocolEra) throws {
    let answer = try Client(world: World(), era: era).initialize()
    #expect(answer["result"]?["protocolVersion"]?.text == era.version)
  }

  @Test(arguments: ["1.0.0", "2099-01-01", "", "2026-07-28", "2025-11-25 "])
  func anyOtherRevisionGetsOurNewestWithAHandshake(version: String) throws {
    let client = Client(world: try World(), era: .bare)
    let answer = try client.request(
      "initialize",
      [
        "protocolVersion": .string(version), "capabilities": [:],
        "clientInfo": ["name": "x", "version": "1"],
      ])
    #expect(answer["result"]?["protocolVersion"] == "2025-11-25")
  }

  static let whole: JSONValue = [
    "protocolVersion": "2025-11-25", "capabilities": [:],
    "clientInfo": ["name": "x", "version": "1"],
  ]

  @Test(
    arguments: [
      [:], whole.with("protocolVersion", nil), whole.with("protocolVersion", 5),
      whole.with("capabilities", nil), whole.with("capabilities", []),
      whole.with("clientInfo", nil),
      whole.with("clientInfo", ["name": "x"]),
      whole.with("clientInfo", ["name": 5, "version": "1"]),
    ] as [JSONValue])
  func anIncompleteHandshakeIsRefused(params: JSONValue) throws {
    let world = try World()
    let answer = try Client(world: world, era: .bare).request("initialize", params)
    #expect(answer.errorCode == -32602)
    #expect(
      try Client(world: world, era: .bare).call("no_such").errorMessage == "Unknown tool: no_such")
  }

  @Test func aSecondHandshakeRenegotiates() throws {
    let world = try World()
    _ = try world.client(.november2025)
    _ = try world.client(.november2024)
    let tool = try Client(world: world, era: .bare).request("tools/list")["result"]?["tools"]?
      .elements?.first
    #expect(tool?["title"] == nil)
  }

  @Test func unknownClientCapabilitiesAreFine() throws {
    let params = HandshakeTests.whole.with(
      "capabilities", ["sampling": ["tools": [:]], "future": 1])
    let answer = try Client(world: World(), era: .bare).request("initialize", params)
    #expect(answer["result"] != nil)
  }

  @Test func whatTheServerSaysOfItself() throws {
    let text = try newestFirst { era in
      let world = try World()
      let client = try world.client(era)
      return era.isModern
        ? try client.request("server/discover") : try Client(world: world, era: era).initialize()
    }
    try expectGolden(text, "server.txt")
  }

  @Test func theInstructionsAreShortAndTheirFirstSentenceStandsAlone() {
    let instructions = SessionTrackerServer.instructions
    print("instructions: \(instructions.count) characters")
    #expect(instructions.count <= 1_000)
    let first = instructions.prefix { $0 != "." }
    for name in ["start_ai_session", "log_ai_interaction", "end_ai_session"] {
      #expect(first.contains(name))
    }
  }

  private func onOneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The same rules as in the text that `install` puts into clients' files.
  @Test func theInstructionsSayWhatTheRulesSay() {
    let rules = onOneLine(String(decoding: Rules.text, as: UTF8.self))
    let instructions = onOneLine(SessionTrackerServer.instructions)
    for words in [
      "start_ai_session", "log_ai_interaction", "end_ai_session", "flag_ai_issue",
      "log_code_metrics", "get_active_sessions", "exchange", "changed something",
      "before the first step", "the task is done", "task is one session", "a follow-up",
      "the likely figure, not rounded up", "final_estimate_minutes", "corrects_interaction: -1",
      "small task is two calls", "effectiveness_rating",
    ] {
      #expect(
        rules.contains(words) && instructions.contains(words), "\(words)")
    }
  }

  @Test(arguments: handshakes)
  func pingIsAnsweredWithNothingAtAnyTime(era: ProtocolEra) throws {
    #expect(try World().client(era).request("ping")["result"] == [:])
  }

  @Test(arguments: legacy)
  func loggingIsNotOffered(era: ProtocolEra) throws {
    let answer = try World().client(era).request("logging/setLevel", ["level": "info"])
    #expect(answer.errorCode == -32601)
  }

  @Test(arguments: ProtocolEra.allCases)
  func anUnreadableLineHasTheIDOfItsRevision(era: ProtocolEra) throws {
    let world = try World()
    _ = try world.client(era).request("tools/list")
    let answer = try JSONReader.read(Array(try #require(world.ask("{oops")).utf8))
    #expect(answer.errorCode == -32700)
    #expect(answer["id"]?.isNull == (era < .november2025 ? true : nil))
  }
}

@Suite struct EnvelopeTests {
  static let good: JSONValue = [
    Envelope.protocolVersion: "2026-07-28", Envelope.clientCapabilities: [:],
  ]

  private func ask(_ method: String, _ params: JSONValue?, of world: World) throws -> JSONValue {
    let request: JSONValue = ["jsonrpc": "2.0", "id": 1, "method": .string(method)]
    return try #require(try world.ask(request.with("params", params)))
  }

  @Test func aSelfDescribingRequestNeedsNoHandshake() throws {
    let answer = try ask("tools/list", ["_meta": EnvelopeTests.good], of: World())
    let result = try #require(answer["result"])
    #expect(result["resultType"] == "complete")
    #expect(result["ttlMs"] == 300_000)
    #expect(result["cacheScope"] == "public")
    #expect(result["_meta"]?[Envelope.serverInfo]?["name"] == "ai-session-tracker")
  }

  @Test(arguments: [
    (good.with(Envelope.protocolVersion, nil), Envelope.protocolVersion),
    (good.with(Envelope.protocolVersion, 5), Envelope.protocolVersion),
    (good.with(Envelope.clientCapabilities, nil), Envelope.clientCapabilities),
    (good.with(Envelope.clientCapabilities, []), Envelope.clientCapabilities),
  ])
  func whatIsWrongWithAnEnvelopeIsNamed(meta: JSONValue, name: String) throws {
    let answer = try ask("tools/list", ["_meta": meta], of: World())
    #expect(answer.errorCode == -32602)
    #expect(answer.errorMessage?.contains(name) == true)
  }

  @Test(arguments: [nil, [:], ["_meta": [:]], ["_meta": nil], ["_meta": "x"]] as [JSONValue?])
  func discoverWithoutAnEnvelopeIsRefused(params: JSONValue?) throws {
    #expect(try ask("server/discover", params, of: World()).errorCode == -32602)
  }

  @Test(arguments: ["1900-01-01", "2099-01-01", "x"])
  func anUnknownVersionIsToldWhichAreServed(version: String) throws {
    let meta = EnvelopeTests.good.with(Envelope.protocolVersion, .string(version))
    let answer = try ask("tools/list", ["_meta": meta], of: World())
    #expect(answer.errorCode == -32022)
    #expect(
      answer["error"]?["data"] == [
        "supported": ["2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"],
        "requested": .string(version),
      ])
  }

  @Test func aVersionWithAHandshakeCannotBeAskedForInAnEnvelope() throws {
    let meta = EnvelopeTests.good.with(Envelope.protocolVersion, "2025-11-25")
    let answer = try ask("tools/list", ["_meta": meta], of: World())
    #expect(answer["error"]?["data"]?["supported"] == ["2026-07-28"])
  }

  @Test(arguments: [
    "initialize", "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe",
    "tasks/list", "no/such",
  ])
  func aRemovedMethodIsUnknown(method: String) throws {
    let params = HandshakeTests.whole.with("_meta", EnvelopeTests.good).with("uri", "x:y")
    #expect(try ask(method, params, of: World()).errorCode == -32601)
  }

  @Test func onAModernPipeARequestWithoutEnvelopeIsRefused() throws {
    let world = try World()
    _ = try ask("tools/list", ["_meta": EnvelopeTests.good], of: world)
    let answer = try ask("tools/list", nil, of: world)
    #expect(answer.errorCode == -32602)
    #expect(answer.errorMessage?.contains("initialize") == true)
  }

  @Test func bothKindsMayAlternateOnOnePipe() throws {
    let world = try World()
    let old = try world.client(.november2025)
    let new = try world.client(.july2026)
    for _ in 1...2 {
      #expect(try old.request("tools/list")["result"]?["resultType"] == nil)
      #expect(try new.request("tools/list")["result"]?["resultType"] == "complete")
    }
  }

  @Test func aHandshakeMayFollowAModernRequest() throws {
    let world = try World()
    _ = try world.client(.july2026).request("server/discover")
    #expect(try world.client(.november2025).request("ping")["result"] == [:])
  }

  @Test(arguments: ["progressToken", "traceparent", "com.example/x"])
  func otherMetaMembersMakeNoRequestModern(name: String) throws {
    let meta = JSONValue.object([.init(name, "x")])
    let answer = try ask("tools/list", ["_meta": meta, "futureParam": 1], of: World())
    #expect(answer["result"]?["resultType"] == nil)
    #expect(answer["result"]?["tools"] != nil)
  }

  @Test func readingSaysThatItIsOfThisMoment() throws {
    let result = try World().client(.july2026).request(
      "resources/read", ["uri": "ai-sessions://report"])["result"]
    #expect(result?["ttlMs"] == 0)
    #expect(result?["cacheScope"] == "private")
  }
}

@Suite struct BatchTests {
  private func ping(_ id: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "id": id, "method": "ping"]
  }
  private let note: JSONValue = ["jsonrpc": "2.0", "method": "notifications/initialized"]

  @Test func aBatchIsAnsweredWithOneArray() throws {
    let world = try World()
    _ = try world.client(.march2025)
    let answer = try world.ask([ping("a"), note, ping(2), 5, [ping(3)]])
    #expect(
      answer == [
        ["jsonrpc": "2.0", "id": "a", "result": [:]], ["jsonrpc": "2.0", "id": 2, "result": [:]],
        [
          "jsonrpc": "2.0", "id": nil,
          "error": ["code": -32600, "message": "A message must be an object"],
        ],
        [
          "jsonrpc": "2.0", "id": nil,
          "error": ["code": -32600, "message": "A line must hold one message, not an array"],
        ],
      ])
  }

  @Test func aBatchOfNotificationsIsNotAnswered() throws {
    let world = try World()
    _ = try world.client(.march2025)
    #expect(try world.ask([note, note]) == nil)
  }

  @Test func anEmptyBatchIsRefused() throws {
    let world = try World()
    _ = try world.client(.march2025)
    #expect(try world.ask([])?.errorCode == -32600)
  }

  @Test func aHandshakeIsNoPartOfABatch() throws {
    let world = try World()
    _ = try world.client(.march2025)
    let handshake = Client(world: world, era: .june2025).line("initialize", HandshakeTests.whole)
    #expect(try world.ask([handshake])?.elements?.first?.errorCode == -32600)
  }

  @Test(arguments: ProtocolEra.allCases.filter { $0 != .march2025 })
  func elsewhereABatchIsRefusedAndNotRun(era: ProtocolEra) throws {
    let world = try World()
    let client = try world.client(era)
    _ = try client.request("tools/list")
    let call = client.line(
      "tools/call", ["name": "start_ai_session", "arguments": startArguments()])
    #expect(try world.ask([call])?.errorCode == -32600)
    #expect(try world.service.activeSessions().isEmpty)
  }
}

/// What each revision is answered, the newest first: what an older one says as well is only pointed to.
func newestFirst(_ answer: (ProtocolEra) throws -> JSONValue) throws -> String {
  let answers = try ProtocolEra.allCases.reversed().map {
    JSONValue.Member("\($0)", try answer($0))
  }
  return reviewedText(.object(answers))
}
