// Calling tools: what is checked, what is stored, what is answered.

import JSON
import Testing
import TrackerCore

@testable import TrackerMCP

/// The revisions in which a caller's mistake is an error of the protocol, and those in which it is
/// a result.
private let strictErrors = ProtocolEra.allCases.filter { $0 < .november2025 }
private let resultErrors = ProtocolEra.allCases.filter { $0 >= .november2025 }

@Suite struct ToolArgumentTests {
  /// A call, what is wrong with it and how that is told.
  static let mistakes: [(tool: String, arguments: JSONValue, message: String)] = [
    ("start_ai_session", [:], "Missing required parameter: 'session_name'"),
    (
      "start_ai_session", startArguments().with("human_time_estimate_minutes", nil),
      "Missing required parameter: 'human_time_estimate_minutes'"
    ),
    (
      "start_ai_session", startArguments().with("model_name", .null),
      "Missing required parameter: 'model_name'"
    ),
    ("start_ai_session", startArguments().with("session_name", 5), "session_name must be text"),
    (
      "start_ai_session", startArguments().with("task_type", "cooking"),
      "task_type must be one of: analysis, architecture_planning, code_generation, debugging, "
        + "documentation, human_review, refactoring, testing"
    ),
    (
      "start_ai_session", startArguments().with("estimate_source", "guess"),
      "estimate_source must be one of: historical, issue_tracker, manual"
    ),
    (
      "start_ai_session", startArguments().with("human_time_estimate_minutes", "60"),
      "human_time_estimate_minutes must be a number, 0 or more (not text)"
    ),
    (
      "start_ai_session", startArguments().with("human_time_estimate_minutes", -1),
      "human_time_estimate_minutes must be a number, 0 or more"
    ),
    (
      "start_ai_session", startArguments().with("human_time_estimate_minutes", true),
      "human_time_estimate_minutes must be a number, 0 or more"
    ),
    (
      "start_ai_session",
      startArguments().with("human_time_estimate_minutes", nil)
        .with("initial_estimate_minutes", "x"),
      "initial_estimate_minutes must be a number, 0 or more (not text)"
    ),
    ("log_ai_interaction", [:], "Missing required parameter: 'session_id'"),
    (
      "log_ai_interaction", ["session_id": 5, "prompt": "p"],
      "Missing required parameter: 'response_summary'"
    ),
    ("log_ai_interaction", logArguments("s").with("session_id", 5), "session_id must be text"),
    (
      "log_ai_interaction", logArguments("s", rating: "five"),
      "effectiveness_rating must be a whole number from 1 to 5 (not text)"
    ),
    (
      "log_ai_interaction", logArguments("s", rating: 4.5),
      "effectiveness_rating must be a whole number from 1 to 5"
    ),
    (
      "log_ai_interaction", logArguments("s", rating: true),
      "effectiveness_rating must be a whole number from 1 to 5"
    ),
    (
      "log_ai_interaction", logArguments("s").with("tools_used", "bash"),
      "tools_used must be a list of texts"
    ),
    (
      "log_ai_interaction", logArguments("s").with("tools_used", ["bash", 5]),
      "tools_used must be a list of texts"
    ),
    (
      "log_ai_interaction", logArguments("s").with("tokens_in", -1),
      "tokens_in must be a whole number, 0 or more"
    ),
    ("log_ai_interaction", logArguments("no-such"), "No session with ID: no-such"),
    ("end_ai_session", ["outcome": "success"], "Missing required parameter: 'session_id'"),
    (
      "end_ai_session", ["session_id": "zz", "outcome": "great"],
      "outcome must be one of: failed, partial, success"
    ),
    ("end_ai_session", ["session_id": "zz", "outcome": "success"], "No session with ID: zz"),
    (
      "flag_ai_issue",
      ["session_id": "zz", "issue_type": "t", "description": "d", "severity": "HIGH"],
      "severity must be one of: critical, high, low, medium"
    ),
    (
      "flag_ai_issue",
      ["session_id": "zz", "issue_type": "t", "description": "d", "severity": "high"],
      "No session with ID: zz"
    ),
    (
      "log_code_metrics", ["session_id": "zz", "file_path": "t.py", "functions_modified": []],
      "Session not found: zz"
    ),
    (
      "log_code_metrics", ["session_id": "zz", "file_path": "t.py", "functions_modified": "all"],
      "functions_modified must be a list of objects"
    ),
    (
      "log_code_metrics", ["session_id": "zz", "file_path": "t.py", "functions_modified": [7]],
      "functions_modified[0] must be an object"
    ),
    (
      "log_code_metrics",
      [
        "session_id": "zz", "file_path": "t.py",
        "functions_modified": [["name": "f", "modification_type": "added"], ["name": "g"]],
      ],
      "Missing required parameter: 'functions_modified[1].modification_type'"
    ),
    (
      "log_code_metrics",
      [
        "session_id": "zz", "file_path": "t.py",
        "functions_modified": [["name": "f", "modification_type": "moved"]],
      ],
      "functions_modified[0].modification_type must be one of: added, deleted, modified, refactored"
    ),
    (
      "get_ai_observability", ["time_range": "since_dawn"],
      "time_range must be one of: all, last_day, last_week"
    ),
    ("get_ai_observability", ["session_id": "zz"], "Session not found: zz"),
  ]

  @Test(arguments: mistakes.indices)
  func aMistakeIsNamedInTheReferencesWords(index: Int) throws {
    let (tool, arguments, message) = ToolArgumentTests.mistakes[index]
    for era in [ProtocolEra.bare, .november2024] {
      let answer = try World().client(era).call(tool, arguments)
      #expect(answer.errorCode == -32602)
      #expect(answer.errorMessage == message)
      #expect(answer["error"]?["data"]?["remedy"]?.text?.isEmpty == false)
    }
  }

  @Test(arguments: mistakes.indices)
  func laterAMistakeComesWithTheWayOut(index: Int) throws {
    let (tool, arguments, message) = ToolArgumentTests.mistakes[index]
    for era in [ProtocolEra.march2025, .june2025] {
      let answer = try World().client(era).call(tool, arguments)
      #expect(answer.errorCode == -32602)
      #expect(answer.errorMessage?.hasPrefix(message + ". Call ") == true)
    }
    for era in resultErrors {
      let answer = try World().client(era).call(tool, arguments)
      #expect(answer["result"]?["isError"] == true)
      #expect(answer.firstText?.hasPrefix(message + ". Call ") == true)
      #expect(answer.structured == nil)
    }
  }

  @Test func aNumberBeyondAllDoublesIsNone() throws {
    let line =
      #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":"#
      + #"{"name":"start_ai_session","arguments":{"session_name":"n","task_type":"testing","#
      + #""model_name":"m","human_time_estimate_minutes":1e400,"estimate_source":"manual"}}}"#
    #expect(try World().ask(line)?.contains("-32602") == true)
  }

  @Test(arguments: ProtocolEra.allCases)
  func aFileThatCannotBeMeasuredIsTheCallersMistake(era: ProtocolEra) throws {
    let world = try World()
    let client = try world.client(era)
    let id = try client.start()
    for (path, message) in [
      ("t.txt", "Unsupported file type: t.txt. Only Python (.py) files supported."),
      ("no.py", "File not found: no.py"),
    ] {
      let answer = try client.call(
        "log_code_metrics",
        ["session_id": .string(id), "file_path": .string(path), "functions_modified": []])
      let told = try #require(answer.errorMessage ?? answer.firstText)
      #expect(told.hasPrefix(message))
      #expect(answer.errorCode == (era < .november2025 ? -32602 : nil))
    }
  }

  @Test(arguments: ProtocolEra.allCases)
  func anUnknownToolIsAnErrorOfTheProtocol(era: ProtocolEra) throws {
    for name in ["no_such_tool", "", "START_AI_SESSION", "start_ai_session "] {
      let answer = try World().client(era).call(name)
      #expect(answer.errorCode == (era.isModern ? -32602 : -32601))
      #expect(answer.errorMessage == "Unknown tool: \(name)")
    }
  }

  @Test(
    arguments: [
      [:], ["arguments": [:]], ["name": 5], ["name": nil],
      ["name": "get_active_sessions", "arguments": []],
      ["name": "get_active_sessions", "arguments": "x"],
    ] as [JSONValue])
  func aCallThatIsNoneIsRefused(params: JSONValue) throws {
    for era in ProtocolEra.allCases {
      #expect(try World().client(era).request("tools/call", params).errorCode == -32602)
    }
  }

  @Test(arguments: [nil, .null, [:], ["surprise": 1]] as [JSONValue?])
  func argumentsMayBeAbsentNullOrMoreThanKnown(arguments: JSONValue?) throws {
    let params = JSONValue.object([.init("name", "get_active_sessions")]).with(
      "arguments", arguments)
    let answer = try World().client(.november2025).request("tools/call", params)
    #expect(answer.firstText == "No active sessions found.")
  }

  @Test func nullMeansThatAnOptionalArgumentIsAbsent() throws {
    let client = try World().client(.november2025)
    let id = try client.start()
    let log = logArguments(id).with("tools_used", .null).with("iteration_count", .null)
      .with("tokens_in", .null)
    #expect(try client.call("log_ai_interaction", log).structured?["iteration_count"] == 1)
    let report = try client.call(
      "get_ai_observability", ["session_id": nil, "time_range": nil])
    #expect(report.structured?["time_range"] == "all")
  }

  @Test func aWholeNumberMayBeWrittenWithAFraction() throws {
    let client = try World().client(.november2025)
    let answer = try client.call(
      "log_ai_interaction", logArguments(try client.start(), rating: 4.0))
    #expect(answer.structured?["effectiveness_rating"] == 4)
  }

  @Test(arguments: strictErrors)
  func aRatingOutOfRangeIsClampedAndShownAsStored(era: ProtocolEra) throws {
    let client = try World().client(era)
    let answer = try client.call("log_ai_interaction", logArguments(try client.start(), rating: 9))
    #expect(
      answer.firstText
        == "\n📝 Logged: ★★★★★ (5/5) | Iterations: 1\nSession: 1 interactions, avg 5.0/5\n")
  }

  @Test(arguments: resultErrors)
  func laterARatingOutOfRangeIsRefused(era: ProtocolEra) throws {
    let world = try World()
    let client = try world.client(era)
    let answer = try client.call("log_ai_interaction", logArguments(try client.start(), rating: 9))
    #expect(answer["result"]?["isError"] == true)
    #expect(try world.service.history().interactions.all.count == 0)
  }

  @Test func theEstimateHasASecondName() throws {
    let world = try World()
    let client = try world.client(.november2025)
    let named = startArguments().with("human_time_estimate_minutes", nil)
    _ = try client.call("start_ai_session", named.with("initial_estimate_minutes", 90))
    #expect(try world.service.history().sessions.first?.humanTimeEstimateMinutes == 90)
    _ = try client.call("start_ai_session", startArguments().with("initial_estimate_minutes", 90))
    #expect(try world.service.history().sessions.last?.humanTimeEstimateMinutes == 60)
  }

  @Test func whatLaterVersionsRecordIsStored() throws {
    let world = try World()
    let client = try world.client(.june2025)
    let start = startArguments().with("developer", "Ada").with("project", "engine")
    let id = try #require(try client.call("start_ai_session", start).structured?["session_id"])
    let log = logArguments(id.text ?? "").with("tokens_in", 1200).with("tokens_out", 300)
      .with("cache_hit_rate", 1.5).with("cached_tokens", 900).with("new_tokens", 300)
      .with("context_pct", 41.5)
    _ = try client.call("log_ai_interaction", log)
    _ = try client.call(
      "end_ai_session",
      ["session_id": id, "outcome": "success", "final_estimate_minutes": 45])
    let session = try #require(try world.read(".ai_sessions/sessions.json")[id.text ?? ""])
    #expect(session["developer"] == "Ada")
    #expect(session["project"] == "engine")
    #expect(session["final_estimate_minutes"]?.double == 45)
    let stored = try #require(
      try world.read(".ai_sessions/interactions.json").elements?.first)
    #expect(stored["tokens_in"] == 1200)
    #expect(stored["tokens_out"] == 300)
    #expect(stored["cache_hit_rate"]?.double == 1)
    #expect(stored["cached_tokens"] == 900)
    #expect(stored["new_tokens"] == 300)
    #expect(stored["context_pct"]?.double == 41.5)
  }

  @Test(arguments: ProtocolEra.allCases)
  func aDiskThatRefusesIsNotTheCallersMistake(era: ProtocolEra) throws {
    let world = try World(dataDirectory: "occupied/data")
    try world.write("a file, not a directory", to: "occupied")
    let client = try world.client(era)
    let answer = try client.call("start_ai_session", startArguments())
    #expect(answer.errorCode == -32603)
    #expect(answer.errorMessage?.contains("\(world.directory)/occupied") == true)
    #expect(try client.request("tools/list")["result"] != nil)
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
    try call("get_active_sessions")
    for range in TimeRange.known {
      try call("get_ai_observability", ["time_range": .string(range.rawValue)])
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
  func theFirstRevisionsFindTheReferencesMembersBesideTheContent(era: ProtocolEra) throws {
    let client = try World().client(era)
    let answer = try #require(try client.call("start_ai_session", startArguments())["result"])
    let active = try #require(try client.call("get_active_sessions")["result"])
    let log = try client.call("log_ai_interaction", logArguments(try client.start()))
    guard era < .june2025 else {
      #expect(answer["session_id"] == nil)
      #expect(active["active_sessions"] == nil)
      return
    }
    #expect(answer["session_id"] == "mend_the_login_20260105_211518")
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
    let answer = ToolAnswer(report: report, overview: Overview(), range: .all)
    #expect(answer.text.unicodeScalars.count < 30_200)
    #expect(answer.text.hasSuffix("narrow it with session_id or time_range."))
    #expect(ToolAnswer(report: "short", overview: Overview(), range: .all).text == "short")
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
        .structured?["totals"]?["sessions"]
    }
    #expect(try sessions("last_day") == 1)
    #expect(try sessions("last_week") == 2)
    #expect(try sessions("all") == 3)
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
}
