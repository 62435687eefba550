// What can be read by URI, what people call by name, and how the words for both are completed.

import JSON
import TestSupport
import Testing
import TrackerCore

@testable import TrackerMCP

@Suite struct ResourceTests {
  private func read(_ uri: String, _ client: Client) throws -> JSONValue {
    try client.request("resources/read", ["uri": .string(uri)])
  }

  private func document(_ uri: String, _ client: Client) throws -> JSONValue {
    let content = try read(uri, client)["result"]?["contents"]?.elements?.first
    #expect(content?["uri"]?.text == uri)
    #expect(content?["mimeType"] == "application/json")
    return try JSONReader.read(Array((content?["text"]?.text ?? "").utf8), dialect: .strict)
  }

  @Test func theListsOfEachRevisionAreTheRecordedOnes() throws {
    let text = try newestFirst { era in
      let client = try World().client(era)
      return .array(
        try ["resources/list", "resources/templates/list", "prompts/list"].map {
          try client.request($0)
        })
    }
    try expectGolden(text, "lists.txt")
  }

  @Test func theListDoesNotChangeWithTheSessions() throws {
    let client = try World().client(.july2026)
    let before = try client.request("resources/list")
    _ = try client.start()
    #expect(try client.request("resources/list") == before)
  }

  @Test(arguments: ProtocolEra.allCases)
  func everyListedResourceCanBeRead(era: ProtocolEra) throws {
    let client = try World().client(era)
    for isEmpty in [true, false] {
      if !isEmpty { _ = try client.start() }
      for resource in Resource.all {
        let text = try read(resource.uri, client)["result"]?["contents"]?.elements?.first?["text"]
        #expect(text?.text?.isEmpty == false)
      }
    }
  }

  @Test func theReportIsTheOneOfTheTool() throws {
    let client = try World().client(.november2025)
    _ = try client.start()
    let content = try read("ai-sessions://report", client)["result"]?["contents"]?.elements?.first
    #expect(content?["mimeType"] == "text/plain")
    #expect(content?["text"]?.text == (try client.call("get_ai_observability").firstText))
  }

  @Test func recentSessionsComeNewestFirst() throws {
    let world = try World()
    let client = try world.client(.november2025)
    for number in 1...60 {
      _ = try client.start("task \(number)")
      world.pass(minutes: 1)
    }
    let sessions = try document("ai-sessions://sessions/recent", client)["sessions"]?.elements
    #expect(sessions?.count == 50)
    #expect(sessions?.first?["session_name"] == "task 60")
    #expect(sessions?.last?["session_name"] == "task 11")
    #expect(sessions?[1]["duration_minutes"]?.double == 1)
  }

  @Test func oneSessionIsReadByItsID() throws {
    let world = try World()
    let client = try world.client(.november2025)
    let id = try client.start("Über uns?")
    _ = try client.call("log_ai_interaction", logArguments(id))
    let encoded = id.utf8.map { byte in
      byte < 0x80 && byte != 0x3F ? String(UnicodeScalar(byte)) : "%" + String(byte, radix: 16)
    }.joined()
    for spelling in [id, encoded] {
      let session = try document("ai-sessions://sessions/" + spelling, client)
      #expect(session["session"]?["session_name"] == "Über uns?")
      #expect(session["interactions"]?.elements?.count == 1)
      #expect(session["issues"] == [])
    }
  }

  @Test(arguments: [
    "bar://nothing", "file:///etc/passwd", "", "ai-sessions://report/", "ai-sessions://sessions/",
    "ai-sessions://sessions/no-such", "ai-sessions://sessions/..", "ai-sessions://sessions/%2e%2e",
    "ai-sessions://sessions/../../secret", "ai-sessions://sessions/..%2f..%2fsecret",
    "ai-sessions://sessions/a%0ab", "ai-sessions://sessions/%", "ai-sessions://sessions/%zz",
    "ai-sessions://sessions/%ff", "ai-sessions://sessions/active/x",
  ])
  func anythingElseIsNotThere(uri: String) throws {
    for era in ProtocolEra.allCases {
      let answer = try read(uri, World().client(era))
      #expect(answer.errorCode == (era.isModern ? -32602 : -32002))
      #expect(answer["error"]?["data"]?["uri"]?.text == uri)
    }
  }

  @Test(arguments: [[:], ["uri": 5], ["uri": nil]] as [JSONValue])
  func aURIMustBeText(params: JSONValue) throws {
    let answer = try World().client(.november2025).request("resources/read", params)
    #expect(answer.errorCode == -32602)
  }

  @Test func dataThatCannotBeReadAreOurTrouble() throws {
    let world = try World(dataDirectory: "occupied/data")
    try world.write("a file, not a directory", to: "occupied")
    let answer = try read("ai-sessions://report", world.client(.november2025))
    #expect(answer.errorCode == -32603)
    let completion = try world.client(.november2025).request(
      "completion/complete",
      [
        "ref": ["type": "ref/prompt", "name": "wrap_up_session"],
        "argument": ["name": "session_id", "value": ""],
      ])
    #expect(completion.errorCode == -32603)
  }
}

@Suite struct PromptTests {
  private func get(_ name: String, _ arguments: JSONValue?) throws -> JSONValue {
    let params = JSONValue.object([.init("name", .string(name))]).with("arguments", arguments)
    return try World().client(.november2025).request("prompts/get", params)
  }

  @Test func aPromptNamesWhatItWasGiven() throws {
    let answer = try get("wrap_up_session", ["session_id": "s1"])
    let message = try #require(answer["result"]?["messages"]?.elements?.first)
    #expect(message["role"] == "user")
    #expect(message["content"]?["type"] == "text")
    #expect(message["content"]?["text"]?.text?.contains("session_id s1") == true)
  }

  @Test func optionalArgumentsMayBeMissing() throws {
    let texts = try [[:], ["session_name": "Tidy up"]].map { (extra: JSONValue) in
      let arguments = extra.with("task_type", "testing")
      let result = try get("start_tracked_task", arguments)["result"]
      return result?["messages"]?.elements?.first?["content"]?["text"]?.text ?? ""
    }
    #expect(texts[0].contains("type testing with a short name"))
    #expect(texts[1].contains("named \"Tidy up\""))
    #expect(try get("productivity_review", nil)["result"] != nil)
  }

  @Test func whatIsMissingOrUnknownIsNamed() throws {
    #expect(try get("no-such", nil).errorMessage == "Unknown prompt: no-such")
    #expect(
      try get("wrap_up_session", [:]).errorMessage == "Missing required parameter: 'session_id'")
    #expect(
      try get("wrap_up_session", ["session_id": 5]).errorMessage == "session_id must be text")
    #expect(try get("wrap_up_session", [:]).errorCode == -32602)
  }
}

@Suite struct CompletionTests {
  private func complete(
    _ ref: JSONValue, _ argument: String, _ value: String, _ world: World? = nil
  ) throws -> JSONValue {
    try (world ?? World()).client(.november2025).request(
      "completion/complete",
      ["ref": ref, "argument": ["name": .string(argument), "value": .string(value)]])
  }

  private func prompt(_ name: String) -> JSONValue {
    ["type": "ref/prompt", "name": .string(name)]
  }

  private let session: JSONValue = [
    "type": "ref/resource", "uri": "ai-sessions://sessions/{session_id}",
  ]

  @Test func wordsAreCompletedByTheirBeginning() throws {
    let answer = try complete(prompt("start_tracked_task"), "task_type", "de")
    #expect(
      answer["result"]?["completion"] == ["values": ["debugging"], "total": 1, "hasMore": false])
    let ranges = try complete(prompt("productivity_review"), "time_range", "")
    #expect(ranges["result"]?["completion"]?["total"] == .number(DateRange.suggested.count))
  }

  @Test func idsOfRunningSessionsComeNewestFirst() throws {
    let world = try World()
    let sessions = (1...150).map { #""s\#($0)": {"session_name": "n"}"# }
    try world.write("{\(sessions.joined(separator: ","))}", to: ".ai_sessions/sessions.json")
    for ref in [prompt("wrap_up_session"), session] {
      let completion = try complete(ref, "session_id", "s", world)["result"]?["completion"]
      #expect(completion?["values"]?.elements?.count == 100)
      #expect(completion?["values"]?.elements?.first == "s150")
      #expect(completion?["total"] == 150)
      #expect(completion?["hasMore"] == true)
    }
  }

  @Test func anUnknownArgumentHasNoCompletions() throws {
    for ref in [prompt("wrap_up_session"), session] {
      let answer = try complete(ref, "no_such", "")
      #expect(answer["result"]?["completion"]?["values"] == [])
    }
    let free = try complete(prompt("start_tracked_task"), "session_name", "")
    #expect(free["result"]?["completion"]?["values"] == [])
  }

  @Test(
    arguments: [
      ["type": "ref/prompt", "name": "no-such"], ["type": "ref/prompt"],
      ["type": "ref/resource", "uri": "x:y"], ["type": "ref/tool", "name": "x"], [:], 5,
    ] as [JSONValue])
  func anUnknownReferenceIsRefused(ref: JSONValue) throws {
    #expect(try complete(ref, "a", "").errorCode == -32602)
  }

  @Test func aRequestWithoutItsPartsIsRefused() throws {
    let answer = try World().client(.november2025).request(
      "completion/complete", ["ref": prompt("wrap_up_session")])
    #expect(answer.errorCode == -32602)
  }
}
