// Calling tools: what is checked, how a mistake is told, what is stored.

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
    (
      "start_ai_session", [:],
      "Missing required parameter: 'session_name', 'task_type', 'model_name', "
        + "'human_time_estimate_minutes', 'estimate_source'"
    ),
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
      "start_ai_session", startArguments().with("human_time_estimate_minutes", "an hour"),
      "human_time_estimate_minutes must be a number of minutes above 0, at most 144000 (2,400 hours), not 'an hour'"
    ),
    (
      "start_ai_session", startArguments().with("human_time_estimate_minutes", -1),
      "human_time_estimate_minutes must be a number of minutes above 0, at most 144000 (2,400 hours)"
    ),
    (
      "start_ai_session", startArguments().with("human_time_estimate_minutes", true),
      "human_time_estimate_minutes must be a number of minutes above 0, at most 144000 (2,400 hours)"
    ),
    (
      "start_ai_session",
      startArguments().with("human_time_estimate_minutes", nil)
        .with("initial_estimate_minutes", "x"),
      "initial_estimate_minutes must be a number of minutes above 0, at most 144000 (2,400 hours), not 'x'"
    ),
    (
      "log_ai_interaction", [:],
      "Missing required parameter: 'session_id', 'prompt', 'response_summary', "
        + "'effectiveness_rating'"
    ),
    (
      "log_ai_interaction", ["session_id": 5, "prompt": "p"],
      "Missing required parameter: 'response_summary', 'effectiveness_rating'; "
        + "session_id must be text"
    ),
    ("log_ai_interaction", logArguments("s").with("session_id", 5), "session_id must be text"),
    (
      "log_ai_interaction", logArguments("s", rating: "five"),
      "effectiveness_rating must be a whole number from 1 to 5, not 'five'"
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
      "time_range must be \(DateRange.formsOfBoth), not 'since_dawn'"
    ),
    ("get_ai_observability", ["session_id": "zz"], "Session not found: zz"),
  ]

  @Test(arguments: [
    ("log_ai_interaction", "tokens_in", "9223372036854775807"),
    ("log_ai_interaction", "new_tokens", "1e16"),
    ("log_ai_interaction", "iteration_count", "9007199254740993000"),
  ])
  func aNumberThatNoSumCouldHoldIsRefused(tool: String, name: String, number: String) throws {
    let others: [String: JSONValue] = [
      "log_ai_interaction": [
        "session_id": "zz", "prompt": "p", "response_summary": "r", "effectiveness_rating": 3,
      ]
    ]
    let value = try JSONReader.read(Array(number.utf8))
    let arguments = (others[tool]?.members ?? []).filter { $0.name != name } + [.init(name, value)]
    let answer = try World().client(.november2024).call(tool, .object(arguments))
    let message = answer["error"]?["message"]?.text ?? ""
    #expect(message.contains("\(name) must be"), "\(answer)")
    #expect(message.contains("at most 1000000000000000"), "\(answer)")
  }

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
}
