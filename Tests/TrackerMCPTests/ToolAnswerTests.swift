// What the tools answer: the same words in every revision, data as the schema says, never too much.

import JSON
import Testing
import TrackerCore

@testable import TrackerMCP

@Suite struct ToolAnswerTests {
  /// Calls every tool in every state it can be in.
  private func everyBranch(_ client: Client) throws -> [(tool: String, answer: JSONValue)] {
    var answers: [(String, JSONValue)] = []
    func call(_ tool: String, _ arguments: JSONValue = [:]) throws {
      answers.append((tool, try client.call(tool, arguments)))
    }
    try call("get_active_sessions")
    try call("get_ai_observability")
    let first = JSONValue.string(try client.start("First task"))
    client.world.pass(minutes: 30)
    try call("start_ai_session", startArguments("Second task"))
    let id = try #require(try client.world.service.activeSessions().first?.id.json)
    for rating in 1...5 {
      try call("log_ai_interaction", logArguments(id.text ?? "", rating: .number(rating)))
    }
    for severity in Severity.known {
      try call(
        "flag_ai_issue",
        [
          "session_id": id, "issue_type": "hallucination", "description": "d",
          "severity": .string(severity.rawValue),
        ])
    }
    try client.world.write("def area(width):\n    return width\n", to: "sample.py")
    for functions in [[], ["area"], ["area", "nowhere"]] {
      let changes = functions.map { name -> JSONValue in
        ["name": .string(name), "modification_type": "modified"]
      }
      try call(
        "log_code_metrics",
        ["session_id": id, "file_path": "sample.py", "functions_modified": .array(changes)])
    }
    try call("get_active_sessions")
    for range in DateRange.suggested + ["2026-01", "2w..today"] {
      try call("get_ai_observability", ["time_range": .string(range)])
    }
    try call("get_ai_observability", ["session_id": first])
    for _ in 1...2 { try call("end_ai_session", ["session_id": id, "outcome": "success"]) }
    try call("get_active_sessions")
    return answers
  }

  @Test(arguments: ProtocolEra.allCases.filter { $0 >= .june2025 })
  func everyAnswerIsAsItsSchemaSays(era: ProtocolEra) throws {
    for (name, answer) in try everyBranch(World().client(era)) {
      let tool = try #require(Tool.all.first { $0.name == name })
      let structured = try #require(answer.structured, "\(name)")
      #expect(violations(of: tool.outputSchema, by: structured) == [], "\(name)")
      let names = Set(structured.members?.map(\.name) ?? [])
      let promised = tool.outputSchema["properties"]?.members?.map(\.name) ?? []
      #expect(names == Set(promised), "\(name)")
      #expect(structured["next_step"]?.text?.isEmpty == false)
      let blocks = try #require(answer["result"]?["content"]?.elements)
      guard name != "get_ai_observability" else {
        #expect(blocks.count == 2, "the report stands in the fields, too: that is enough")
        #expect(structured["report"] == blocks[0]["text"])
        #expect(blocks[1]["text"]?.text?.hasPrefix("CREDIBILITY") == true)
        continue
      }
      #expect(blocks.count == 2)
      #expect(try JSONReader.read(Array((blocks[1]["text"]?.text ?? "").utf8)) == structured)
    }
  }

  @Test func theTextIsTheSameInEveryRevision() throws {
    let texts = try ProtocolEra.allCases.map { era in
      try everyBranch(World().client(era)).map { $0.answer.firstText }
    }
    for other in texts.dropFirst() { #expect(other == texts[0]) }
  }

  @Test(arguments: ProtocolEra.allCases)
  func noReportIsGivenMoreThanTwice(era: ProtocolEra) throws {
    let answer = try World().client(era).call("get_ai_observability")
    let line = String(decoding: JSONWriter.compact(answer), as: UTF8.self)
    #expect(line.split(separator: "ANALYTICS REPORT").count - 1 == (era < .june2025 ? 1 : 2))
  }

  @Test func theArgumentsThatAnAnswerNamesExist() throws {
    let answer = try World().client(.november2025).call("start_ai_session", startArguments())
    let call = try #require(answer.firstText?.split(separator: "log_ai_interaction(").last)
    let names = call.prefix { $0 != ")" }.split(separator: ",").compactMap {
      $0.split(separator: " ").first.map(String.init)
    }
    #expect(names.map { .string($0) } == Tool.all[1].inputSchema["required"]?.elements)
  }

  @Test(arguments: ProtocolEra.allCases)
  func onlyWithoutAHandshakeTheReferencesMembersStandBesideTheContent(era: ProtocolEra) throws {
    let client = try World().client(era)
    let answer = try #require(try client.call("start_ai_session", startArguments())["result"])
    let active = try #require(try client.call("get_active_sessions")["result"])
    let log = try client.call("log_ai_interaction", logArguments(try client.start()))
    guard era == .bare else {
      #expect(answer["session_id"] == nil)
      #expect(active["active_sessions"] == nil)
      return
    }
    #expect(answer["session_id"] == "mend_the_login_20260105_211518_k7")
    #expect(answer["auto_closed_sessions"] == [])
    #expect(active["active_sessions"]?.elements?.first?["task_type"] == "debugging")
    #expect(log["result"]?.members?.map(\.name) == ["content"])
  }

  @Test func anEmptyListOfSessionsHasNoMemberBesideTheContent() throws {
    let answer = try World().client(.bare).call("get_active_sessions")
    #expect(
      answer["result"] == ["content": [["type": "text", "text": "No active sessions found."]]])
  }

  @Test func storedValuesOfAnyKindAreListed() throws {
    let world = try World()
    try world.write(
      #"{"a": {"session_name": null, "task_type": 5, "start_time": NaN}, "b": {"notes": "x"},"#
        + #""c": {"session_name": ["\#(String(repeating: "x", count: 5000))"]}}"#,
      to: ".ai_sessions/sessions.json")
    let answer = try world.client(.november2025).call("get_active_sessions")
    let structured = try #require(answer.structured)
    let tool = try #require(Tool.all.last)
    #expect(violations(of: tool.outputSchema, by: structured) == [])
    let sessions = try #require(structured["active_sessions"]?.elements)
    #expect(
      sessions[0]
        == ["session_id": "a", "session_name": nil, "task_type": 5, "start_time": nil])
    #expect(sessions[1]["session_name"] == "Unknown")
    #expect(sessions[2]["session_name"]?.text?.unicodeScalars.count == 1001)
    #expect(answer.firstText?.contains("• **null**\n  - ID: `a`\n  - Type: 5\n") == true)
  }

  @Test func ofVeryManySessionsTheLastAreListed() throws {
    let world = try World()
    let sessions = (1...1000).map { #""s\#($0)": {"session_name": "n"}"# }
    try world.write(
      "{\(sessions.joined(separator: ","))}", to: ".ai_sessions/sessions.json")
    let answer = try world.client(.november2025).call("get_active_sessions")
    #expect(
      answer.firstText?.hasPrefix("Found 1000 active session(s):\n\n(the 800 oldest ") == true)
    let listed = answer.structured?["active_sessions"]?.elements
    #expect(listed?.count == 200)
    #expect(listed?.last?["session_id"] == "s1000")
  }

  @Test func aLongReportIsCutAndSaysHowToNarrowIt() {
    let report = String(repeating: "é", count: 40_000)
    let claims = StatisticsEngine().claims(
      History(), calibration: Calibration(), calendar: .utc)
    let answer = ToolAnswer(
      ObservabilityReport(report, figures: Overview(), range: .all, claims: claims))
    #expect(answer.text.unicodeScalars.count < 30_200)
    #expect(answer.text.hasSuffix("narrow it with session_id or time_range."))
    let short = ToolAnswer(
      ObservabilityReport("short", figures: Overview(), range: .all, claims: claims))
    #expect(short.text == "short")
  }

  @Test func aTimeRangeCoversItsDays() throws {
    let world = try World()
    let client = try world.client(.november2025)
    for days in [10, 3, 0] {
      _ = try client.start("task")
      world.pass(minutes: Int64(days) * 1440)
    }
    func sessions(_ range: String) throws -> JSONValue? {
      try client.call("get_ai_observability", ["time_range": .string(range)])
        .structured?["totals"]?["total_sessions"]
    }
    #expect(try sessions("last_day") == 1)
    #expect(try sessions("last_week") == 2)
    #expect(try sessions("all") == 3)
    for (range, count) in [("today", 1), ("7d", 2), ("5d..2d", 1), ("2h", 1), ("..yesterday", 2)] {
      #expect(try sessions(range) == .number(count), "\(range)")
    }
  }

  @Test func severalBigTextsDoNotMakeABigAnswer() throws {
    let client = try World().client(.november2025)
    let big = String(repeating: "x", count: 300_000)
    let start = startArguments(big).with("model_name", .string(big)).with("context", .string(big))
    let id = try #require(
      try client.call("start_ai_session", start).structured?["session_id"]?.text)
    let log = logArguments(id).with("prompt", .string(big)).with("tools_used", [.string(big)])
    let issue: JSONValue = [
      "session_id": .string(id), "issue_type": .string(big), "description": .string(big),
      "severity": "low",
    ]
    for (tool, arguments) in [
      ("start_ai_session", start), ("log_ai_interaction", log), ("flag_ai_issue", issue),
      ("get_active_sessions", [:]),
      ("end_ai_session", ["session_id": .string(big), "outcome": "failed"]),
    ] {
      let answer = try client.call(tool, arguments)
      #expect(JSONWriter.compact(answer).count < 20_000, "\(tool)")
    }
  }

  @Test func aBrokenFileIsSetAsideAndTheCallerHearsOfIt() throws {
    let world = try World()
    try world.write("{\"cut", to: ".ai_sessions/sessions.json")
    let client = try world.client(.november2025)
    #expect(try client.call("get_active_sessions").firstText == "No active sessions found.")
    let answer = try client.call("start_ai_session", startArguments())
    let notices = try #require(answer.structured?["notices"]?.texts)
    #expect(notices.count == 1)
    #expect(answer.firstText?.hasSuffix("⚠️ \(notices[0])\n") == true)
  }
}
