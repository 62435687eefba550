// The tools for single requests: listed only where somebody logs them, working everywhere.

import JSON
import TestSupport
import Testing
import TrackerCore

@testable import TrackerMCP

@Suite struct RequestToolTests {
  private static let names = ["log_ai_request", "get_request_stats"]
  private static let arguments: JSONValue = [
    "model": "model-1", "request_type": "coding", "tokens_in": 120, "tokens_out": 30,
    "cache_hit_rate": 0.25,
  ]

  private func list(_ world: World, _ era: ProtocolEra = .november2025) throws -> JSONValue {
    try #require(try world.client(era).request("tools/list")["result"])
  }

  private func names(_ list: JSONValue) -> [String] {
    (list["tools"]?.elements ?? []).compactMap { $0["name"]?.text }
  }

  @Test func theyAreListedOnlyWhereSomebodyLogsRequests() throws {
    let plain = Tool.all.map(\.name)
    #expect(names(try list(World())) == plain)
    #expect(names(try list(World(tracksRequests: true))) == plain + RequestToolTests.names)
    let world = try World(files: ["requests.json": "[]"])
    #expect(names(try list(world)) == plain + RequestToolTests.names)
  }

  @Test func theListStaysTheSameAsLongAsTheServerRuns() throws {
    let world = try World()
    _ = try world.client(.november2025).call("log_ai_request", RequestToolTests.arguments)
    #expect(names(try list(world)) == Tool.all.map(\.name))
    #expect(try world.read(".ai_sessions/requests.json").elements?.count == 1)
  }

  @Test func aListThatDependsOnTheFolderIsPrivate() throws {
    for (isListed, scope) in [(false, "public"), (true, "private")] {
      let list = try list(World(tracksRequests: isListed), .july2026)
      #expect(list["cacheScope"]?.text == scope)
      #expect(list["ttlMs"] == 300_000)
    }
  }

  @Test func theirArgumentsAreTheOriginals() {
    func names(_ tool: Tool) -> [String]? {
      tool.inputSchema["properties"]?.members?.map(\.name)
    }
    #expect(Tool.requests.map(\.name) == RequestToolTests.names)
    #expect(
      names(Tool.requests[0]) == [
        "model", "request_type", "tokens_in", "tokens_out", "cache_hit_rate", "cached_tokens",
        "new_tokens", "context_pct", "note", "project", "developer",
      ])
    #expect(Tool.requests[0].inputSchema["required"]?.texts == ["model", "request_type"])
    #expect(
      Tool.requests[0].inputSchema["properties"]?["request_type"]?["enum"]?.texts == [
        "coding", "planning", "review", "debug", "general",
      ])
    #expect(names(Tool.requests[1]) == ["request_type", "model"])
    #expect(Tool.requests[1].inputSchema["required"]?.texts == [])
  }

  @Test func aConversation() throws {
    let calls: [(String, JSONValue)] = [
      ("get_request_stats", [:]), ("log_ai_request", RequestToolTests.arguments),
      ("log_ai_request", ["model": "model-2", "request_type": "review", "note": "why"]),
      ("log_ai_request", ["model": "model-2", "request_type": "cooking"]),
      ("log_ai_request", ["request_type": "coding"]), ("get_request_stats", [:]),
      ("get_request_stats", ["request_type": "coding", "model": ""]),
    ]
    let transcript = try transcript(of: [.bare, .november2025], calls) {
      try World().client($0)
    }
    try expectGolden(transcript, "requests.txt")
  }

  @Test func everyAnswerIsAsItsSchemaSays() throws {
    let world = try World()
    let client = try world.client(.november2025)
    for file in [nil, "[1", "[5, {\"tokens_in\": 9223372036854775807}, {\"tokens_in\": 1}]"] {
      if let file { try world.write(file, to: ".ai_sessions/requests.json") }
      let log = try client.call("log_ai_request", RequestToolTests.arguments)
      let stats = try client.call("get_request_stats")
      for (tool, answer) in zip(Tool.requests, [log, stats]) {
        let structured = try #require(answer.structured)
        #expect(violations(of: tool.outputSchema, by: structured) == [])
      }
    }
  }

  @Test func aBrokenFileIsToldAndNotTakenForNone() throws {
    let world = try World(files: ["requests.json": "[{"])
    let answer = try world.client(.november2025).call("get_request_stats")
    let notice = answer.structured?["notices"]?.texts?.first
    #expect(notice?.contains("requests.json is not usable (") == true)
    #expect(answer.firstText?.contains(notice ?? "-") == true)
  }

  @Test func aRequestIsNoNewsToSubscribersOfSessions() throws {
    let world = try World()
    let client = try world.client(.november2025)
    _ = try client.request("resources/subscribe", ["uri": "ai-sessions://report"])
    _ = try client.call("log_ai_request", RequestToolTests.arguments)
    #expect(try world.notifications() == [])
    #expect(world.server.lookForChanges())
    _ = try client.start()
    #expect(try world.notifications().count == 1)
  }

  @Test func theTaskTypePlanningIsTakenAndNotPublished() throws {
    let world = try World()
    let client = try world.client(.november2025)
    _ = try client.call("start_ai_session", startArguments().with("task_type", "planning"))
    let stored = try world.read(".ai_sessions/sessions.json").members?.first?.value
    #expect(stored?["task_type"] == "planning")
    let schema = Tool.all[0].inputSchema["properties"]?["task_type"]
    #expect(schema?["enum"]?.texts?.contains("planning") == false)
  }
}
