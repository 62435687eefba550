// The published list of tools: names and arguments are frozen, the rest is for models and people to
// read.

import JSON
import TestSupport
import Testing

@testable import TrackerMCP

@Suite struct ToolListTests {
  private func tools(_ era: ProtocolEra) throws -> [JSONValue] {
    let answer = try World().client(era).request("tools/list")
    return try #require(answer["result"]?["tools"]?.elements)
  }

  private static let frozen: [(name: String, required: [String], optional: [String])] = [
    (
      "start_ai_session",
      [
        "session_name", "task_type", "model_name", "human_time_estimate_minutes", "estimate_source",
      ], ["context"]
    ),
    (
      "log_ai_interaction", ["session_id", "prompt", "response_summary", "effectiveness_rating"],
      ["iteration_count", "tools_used"]
    ),
    ("end_ai_session", ["session_id", "outcome"], ["notes"]),
    ("flag_ai_issue", ["session_id", "issue_type", "description", "severity"], []),
    ("log_code_metrics", ["session_id", "file_path", "functions_modified"], []),
    ("get_ai_observability", [], ["session_id", "time_range"]),
    ("get_active_sessions", [], []),
  ]

  @Test(arguments: ProtocolEra.allCases)
  func namesAndRequiredArgumentsAreFrozen(era: ProtocolEra) throws {
    let tools = try tools(era)
    #expect(tools.map { $0["name"]?.text } == ToolListTests.frozen.map(\.name))
    for (tool, frozen) in zip(tools, ToolListTests.frozen) {
      let schema = try #require(tool["inputSchema"])
      #expect(schema["required"]?.texts == frozen.required)
      for name in frozen.required + frozen.optional {
        #expect(schema["properties"]?[name]?["description"]?.text?.isEmpty == false)
      }
    }
  }

  @Test(arguments: [
    (
      "start_ai_session", "task_type",
      [
        "analysis", "architecture_planning", "code_generation", "debugging", "documentation",
        "human_review", "refactoring", "testing",
      ]
    ),
    ("start_ai_session", "estimate_source", ["historical", "issue_tracker", "manual"]),
    ("end_ai_session", "outcome", ["failed", "partial", "success"]),
    ("flag_ai_issue", "severity", ["critical", "high", "low", "medium"]),
    ("get_ai_observability", "time_range", ["all", "last_day", "last_week"]),
  ])
  func wordsAreFrozen(tool: String, argument: String, words: [String]) throws {
    let schema = try #require(try tools(.bare).first { $0["name"]?.text == tool })["inputSchema"]
    let published = schema?["properties"]?[argument]?["enum"]?.texts
    #expect(published?.sorted() == words)
  }

  @Test func theFunctionsOfAFileAreDescribedToTheLast() throws {
    let schema = Tool.all[4].inputSchema["properties"]?["functions_modified"]?["items"]
    #expect(schema?["required"] == ["name", "modification_type"])
    #expect(
      schema?["properties"]?["modification_type"]?["enum"] == [
        "added", "modified", "refactored", "deleted",
      ])
    #expect(schema?["properties"]?["lines_added"]?["default"] == 0)
  }

  @Test func theListOfEachRevisionIsTheRecordedOne() throws {
    try expectGolden(
      newestFirst { try World().client($0).request("tools/list") }, "tools-list.txt")
  }

  @Test func theListIsTheSameInEveryProcessAndSmall() throws {
    let first = JSONWriter.compact(.array(try tools(.november2025)))
    #expect(first == JSONWriter.compact(.array(try tools(.november2025))))
    #expect(first.count <= 24_000)
  }

  @Test(arguments: [nil, .null, "", "x", 5] as [JSONValue?])
  func anyCursorIsSomebodyElses(cursor: JSONValue?) throws {
    let params = JSONValue.object([]).with("cursor", cursor)
    let isGiven = cursor?.isNull == false
    for method in ["tools/list", "resources/list", "resources/templates/list", "prompts/list"] {
      let answer = try World().client(.november2025).request(method, params)
      #expect(answer.errorCode == (isGiven ? -32602 : nil))
    }
  }

  @Test(arguments: [ProtocolEra.march2025, .june2025, .november2025, .july2026])
  func everyHintIsStatedAndTheTitleOnce(era: ProtocolEra) throws {
    for tool in try tools(era) {
      let hints = try #require(tool["annotations"])
      let isReading = tool["name"]?.text?.hasPrefix("get_") == true
      #expect(hints["readOnlyHint"]?.bool == isReading)
      #expect(hints["destructiveHint"] == false)
      #expect(hints["openWorldHint"] == false)
      #expect(hints["idempotentHint"]?.bool == (isReading || tool["name"] == "end_ai_session"))
      #expect([hints["title"], tool["title"]].compactMap { $0?.text }.count == 1)
    }
  }

  @Test func theTableForReadersHasARowForEachTool() throws {
    try expectGolden(toolTable(), "tool-table.txt")
  }
}
