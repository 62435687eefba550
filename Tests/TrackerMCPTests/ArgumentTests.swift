// Arguments as clients really send them: numbers and lists as text, several mistakes at once, names that are none.

import JSON
import Testing
import TrackerCore

@testable import TrackerMCP

@Suite struct ArgumentsSentAsTextTests {
  @Test(arguments: ProtocolEra.allCases)
  func aNumberOrAListThatCameAsTextIsTaken(era: ProtocolEra) throws {
    let world = try World()
    try world.write("def area(width):\n    return width\n", to: "sample.py")
    let client = try world.client(era)
    let answers = [
      try client.call(
        "start_ai_session", startArguments().with("human_time_estimate_minutes", "30.5")),
      try client.call(
        "log_ai_interaction",
        logArguments("mend_the_login_20260105_211518_k7", rating: "4")
          .with("tools_used", #"["grep", "4"]"#).with("iteration_count", " 2\n")
          .with("tokens_in", "12e2").with("cache_hit_rate", "0.5").with("new_tokens", "7.0")),
      try client.call(
        "log_code_metrics",
        [
          "session_id": "mend_the_login_20260105_211518_k7", "file_path": "sample.py",
          "functions_modified":
            #"[{"name": "area", "modification_type": "modified", "lines_added": "3"}]"#,
        ]),
      try client.call(
        "log_code_metrics",
        [
          "session_id": "mend_the_login_20260105_211518_k7", "file_path": "sample.py",
          "functions_modified": [
            #"{"name": "area", "modification_type": "added", "lines_modified": "4.0"}"#
          ],
        ]),
      try client.call(
        "end_ai_session",
        [
          "session_id": "mend_the_login_20260105_211518_k7", "outcome": "success",
          "final_estimate_minutes": "45",
        ]),
    ]
    for answer in answers {
      #expect(answer["result"] != nil && answer["result"]?["isError"] == nil, "\(answer)")
    }
    let session = try #require(
      try world.read(".ai_sessions/sessions.json")["mend_the_login_20260105_211518_k7"])
    #expect(session["human_time_estimate_minutes"]?.double == 30.5)
    #expect(session["final_estimate_minutes"]?.double == 45)
    let functions = session["code_metrics"]?.elements?.compactMap { $0["functions"]?.elements?[0] }
    #expect(functions?.map { $0["ai_contribution"]?["lines_added"] } == [3, 0])
    #expect(functions?.map { $0["ai_contribution"]?["lines_modified"] } == [0, 4])
    let stored = try #require(try world.read(".ai_sessions/interactions.json").elements?.first)
    #expect(stored["effectiveness_rating"] == 4)
    #expect(stored["tools_used"] == ["grep", "4"], "a text in a list stays text")
    #expect(stored["iteration_count"] == 2)
    #expect(stored["tokens_in"] == 1200)
    #expect(stored["cache_hit_rate"]?.double == 0.5)
    #expect(stored["new_tokens"] == 7)
  }

  @Test(
    arguments: [
      "", " ", "four", "4 or 5", "4,", "4 5", "4;", "+4", "04", "4.", "0x4", "٤", "NaN", "Infinity",
      "1e999", "true", "null", "[4]", "{}", "\"4\"", "4.5", "4\u{0}",
    ] as [JSONValue], [ProtocolEra.bare, .november2025])
  func whatDoesNotSpellOneNumberIsNone(text: JSONValue, era: ProtocolEra) throws {
    let world = try World()
    let client = try world.client(era)
    let answer = try client.call("log_ai_interaction", logArguments(client.start(), rating: text))
    let told = answer.errorMessage ?? answer.firstText ?? ""
    #expect(told.hasPrefix("effectiveness_rating must be a whole number from 1 to 5"), "\(answer)")
    #expect(try world.service.history().interactions.all.count == 0)
  }

  @Test(
    arguments: [
      "", "grep", "[grep]", "['grep']", "[\"grep\"", "\"grep\"", "[\"grep\", 4]", "[\"a\"] [\"b\"]",
      "null", "{}",
    ] as [JSONValue])
  func whatDoesNotSpellOneListOfTextsIsNone(text: JSONValue) throws {
    let client = try World().client(.november2025)
    let log = logArguments(try client.start()).with("tools_used", text)
    let answer = try client.call("log_ai_interaction", log)
    #expect(answer.firstText?.hasPrefix("tools_used must be a list of texts") == true, "\(answer)")
  }

  @Test(arguments: ["4", "[\"grep\"]", "true", "null", "{\"a\": 1}", " 4 "])
  func whatIsTextStaysAsItIs(text: String) throws {
    let world = try World()
    let client = try world.client(.november2025)
    let log = logArguments(try client.start(text)).with("prompt", .string(text))
    _ = try client.call("log_ai_interaction", log)
    #expect(try world.service.history().sessions.first?.name == text)
    let stored = try world.read(".ai_sessions/interactions.json").elements?.first
    #expect(stored?["prompt"] == .string(text))
  }

  @Test(arguments: [4, true, ["4"]] as [JSONValue])
  func whatIsNoTextIsNoText(value: JSONValue) throws {
    let client = try World().client(.november2025)
    let answer = try client.call(
      "log_ai_interaction", logArguments(try client.start()).with("prompt", value))
    #expect(answer.firstText?.hasPrefix("prompt must be text.") == true, "\(answer)")
  }

  @Test func aWordIsNotUnquoted() throws {
    let client = try World().client(.november2025)
    let end: JSONValue = [
      "session_id": .string(try client.start()), "outcome": "\"success\"",
    ]
    let answer = try client.call("end_ai_session", end)
    #expect(answer.firstText?.hasPrefix("outcome must be one of: ") == true)
  }
}

@Suite struct SeveralMistakesTests {
  private func told(_ tool: String, _ arguments: JSONValue) throws -> String {
    try World().client(.november2025).call(tool, arguments).firstText ?? ""
  }

  @Test func allThatIsWrongIsToldAtOnce() throws {
    let told = try told(
      "log_ai_interaction",
      [
        "session_id": 5, "summary": "s", "rating": 4, "iteration_count": "many",
        "tools_used": "bash", "tokens_in": -1, "mood": "fine", "reason": nil,
      ])
    #expect(
      told == """
        Missing required parameter: 'prompt', 'response_summary', 'effectiveness_rating'; \
        session_id must be text; iteration_count must be a whole number, not 'many'; \
        tools_used must be a list of texts; tokens_in must be a whole number, 0 or more; \
        there is no argument 'summary' (nearest: response_summary); \
        there is no argument 'rating' (nearest: effectiveness_rating); \
        there is no argument 'mood'. Call again with that put right.
        """)
  }

  @Test func mistakesWithinAListAreToldWithTheirPlaces() throws {
    let told = try told(
      "log_code_metrics",
      [
        "file_path": "t.py",
        "functions_modified": [
          ["function_name": "f", "modification_type": "added"], 7,
          ["name": "g", "type": "moved", "lines_added": "few"], ["name": "h"],
        ],
      ])
    #expect(
      told == """
        Missing required parameter: 'session_id', 'functions_modified[0].name', \
        'functions_modified[2].modification_type', 'functions_modified[3].modification_type'; \
        there is no argument 'functions_modified[0].function_name' (nearest: name); \
        functions_modified[1] must be an object; \
        functions_modified[2].lines_added must be a whole number, not 'few'; \
        there is no argument 'functions_modified[2].type' (nearest: modification_type). \
        Call again with that put right.
        """)
  }

  @Test func aNameThatIsNoneIsNoMistakeByItself() throws {
    let client = try World().client(.november2025)
    let log = logArguments(try client.start()).with("rating", 3).with("mood", "fine")
    #expect(try client.call("log_ai_interaction", log).structured?["effectiveness_rating"] == 4)
  }

  @Test func veryManyMistakesMakeNoLongAnswer() throws {
    let functions = [JSONValue](repeating: ["nom": "f"], count: 10_000)
    let long = JSONValue.string(String(repeating: "x", count: 100_000))
    var arguments: JSONValue = [
      "session_id": "s", "file_path": "t.py", "functions_modified": .array(functions),
    ]
    for number in 0..<50 { arguments = arguments.with("odd\(number)", long) }
    arguments = arguments.with(String(repeating: "long", count: 50_000), 1)
    let told = try told("log_code_metrics", arguments)
    #expect(told.contains("'functions_modified[0].name'") && told.contains("; and more."))
    #expect(told.utf8.count < 5_000)
  }

  @Test(arguments: [
    ("start_ai_session", "name", "session_name"), ("start_ai_session", "type", "task_type"),
    ("start_ai_session", "model", "model_name"),
    ("start_ai_session", "minutes", "human_time_estimate_minutes"),
    ("start_ai_session", "mins", "human_time_estimate_minutes"),
    ("start_ai_session", "estimated_minutes", "human_time_estimate_minutes"),
    ("start_ai_session", "source", "estimate_source"),
    ("start_ai_session", "sessionName", "session_name"),
    ("start_ai_session", "session-name", "session_name"),
    ("start_ai_session", "SESSION_NAME", "session_name"),
    ("log_ai_interaction", "rating", "effectiveness_rating"),
    ("log_ai_interaction", "effectivenes", "effectiveness_rating"),
    ("log_ai_interaction", "summary", "response_summary"),
    ("log_ai_interaction", "responce", "response_summary"),
    ("log_ai_interaction", "rpompt", "prompt"),
    ("log_ai_interaction", "user_prompt", "prompt"),
    ("log_ai_interaction", "session", "session_id"), ("log_ai_interaction", "id", "session_id"),
    ("log_ai_interaction", "iterations", "iteration_count"),
    ("log_ai_interaction", "tools", "tools_used"),
    ("log_ai_interaction", "contextPct", "context_pct"),
    ("end_ai_session", "final_estimate", "final_estimate_minutes"),
    ("end_ai_session", "note", "notes"), ("flag_ai_issue", "type", "issue_type"),
    ("flag_ai_issue", "desc", "description"), ("log_code_metrics", "file", "file_path"),
    ("log_code_metrics", "path", "file_path"),
    ("log_code_metrics", "functions", "functions_modified"),
    ("get_ai_observability", "range", "time_range"), ("start_ai_session", "mood", nil),
    ("log_ai_interaction", "", nil), ("log_ai_interaction", "_", nil),
    ("log_ai_interaction", "評価", nil),
  ])
  func theArgumentThatIsMeantIsFound(tool: String, wrong: String, right: String?) throws {
    let tool = try #require(Tool.all.first { $0.name == tool })
    let names = tool.inputSchema["properties"]?.members?.map(\.name) ?? []
    #expect(nearestName(to: wrong, among: names) == right)
  }
}

@Suite struct EntryTests {
  private static let log = logArguments("mend_the_login_20260105_211518_k7")
  private static let end: JSONValue = [
    "session_id": "mend_the_login_20260105_211518_k7", "outcome": "success",
  ]

  /// Calls with one argument that no door takes.
  private static let calls: [(tool: String, arguments: JSONValue, name: String)] = [
    ("start_ai_session", startArguments(), "session_name"),
    ("start_ai_session", startArguments(), "model_name"),
    ("log_ai_interaction", log, "prompt"),
  ]

  @Test(
    arguments: ["", " ", "\t\n", "\u{A0}", "\u{3000}", "\u{200B}", "\u{FEFF}\u{2060}", "\u{0}"],
    ProtocolEra.allCases)
  func aNameAModelAndAPromptMustSaySomething(blank: String, era: ProtocolEra) throws {
    let world = try World()
    let client = try world.client(era)
    _ = try client.start()
    let before = try world.read(".ai_sessions/sessions.json")
    for (tool, arguments, name) in EntryTests.calls {
      let answer = try client.call(tool, arguments.with(name, .string(blank)))
      let told = answer.errorMessage ?? answer.firstText ?? ""
      #expect(told.hasPrefix("\(name) must be text that is not blank"), "\(answer)")
    }
    let functions: JSONValue = [["name": .string(blank), "modification_type": "deleted"]]
    let answer = try client.call(
      "log_code_metrics",
      [
        "session_id": "mend_the_login_20260105_211518_k7", "file_path": "t.py",
        "functions_modified": functions,
      ])
    let told = answer.errorMessage ?? answer.firstText ?? ""
    #expect(told.hasPrefix("functions_modified[0].name must be text that is not blank"))
    #expect(try world.read(".ai_sessions/sessions.json") == before)
  }

  @Test(
    arguments: [0, -1, 144_000.5, 1e308, "0", "144001", -0.0] as [JSONValue],
    [ProtocolEra.bare, .november2025])
  func anEstimateMustBeAboveNothingAndBelowItsBound(minutes: JSONValue, era: ProtocolEra) throws {
    let world = try World()
    let client = try world.client(era)
    _ = try client.start()
    let before = try world.read(".ai_sessions/sessions.json")
    for (tool, arguments, name) in [
      ("start_ai_session", startArguments(), "human_time_estimate_minutes"),
      (
        "start_ai_session", startArguments().with("human_time_estimate_minutes", nil),
        "initial_estimate_minutes"
      ), ("end_ai_session", EntryTests.end, "final_estimate_minutes"),
    ] {
      let answer = try client.call(tool, arguments.with(name, minutes))
      let told = answer.errorMessage ?? answer.firstText ?? ""
      #expect(
        told.hasPrefix("\(name) must be a number of minutes above 0, at most 144000 (2,400 hours)"),
        "\(answer)")
    }
    #expect(try world.read(".ai_sessions/sessions.json") == before)
  }

  @Test(arguments: [0.5, 144_000, "144000"] as [JSONValue])
  func anEstimateAtItsBoundIsTaken(minutes: JSONValue) throws {
    let client = try World().client(.november2025)
    let start = startArguments().with("human_time_estimate_minutes", minutes)
    #expect(try client.call("start_ai_session", start).structured?["status"] == "active")
    let end = EntryTests.end.with("final_estimate_minutes", minutes)
    #expect(try client.call("end_ai_session", end).structured?["outcome"] == "success")
  }

  @Test func whatMayBeEmptyMayBeEmpty() throws {
    let client = try World().client(.november2025)
    let start = startArguments().with("context", "")
    #expect(try client.call("start_ai_session", start).structured != nil)
    let log = EntryTests.log.with("response_summary", "")
    #expect(try client.call("log_ai_interaction", log).structured != nil)
    #expect(try client.call("end_ai_session", EntryTests.end.with("notes", "")).structured != nil)
  }

  @Test func aPromptWithABlankNameHasNone() throws {
    let answer = try World().client(.november2025).request(
      "prompts/get",
      ["name": "start_tracked_task", "arguments": ["task_type": "testing", "session_name": " "]])
    let text = answer["result"]?["messages"]?.elements?.first?["content"]?["text"]?.text
    #expect(text?.contains("with a short name for the task") == true)
  }
}
