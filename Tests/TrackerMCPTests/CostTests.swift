// What tracking costs a conversation, in tokens: characters of compact JSON, divided by 4. The figures are printed.

import JSON
import Testing

@testable import TrackerMCP

@Suite struct CostTests {
  private func tokens(_ texts: [String]) -> Double {
    Double(texts.map(\.unicodeScalars.count).reduce(0, +)) / 4
  }

  private func text(_ value: JSONValue) -> String {
    String(decoding: JSONWriter.compact(value), as: UTF8.self)
  }

  /// What each conversation pays before any work is done. Output schemas are for programs.
  @Test func theListOfToolsAndTheInstructionsAreSmall() throws {
    let world = try World()
    let client = Client(world: world, era: .november2025)
    let instructions = try #require(try client.initialize()["result"]?["instructions"]?.text)
    let list = try #require(try client.request("tools/list")["result"])
    let tools = (list["tools"]?.elements ?? []).map { $0.with("outputSchema", nil) }
    let listed = text(list.with("tools", .array(tools)))
    let cost = tokens([listed, instructions])
    print("cost: tools/list \(tokens([listed])), instructions \(tokens([instructions])): \(cost)")
    #expect(cost <= 2100)
  }

  @Test func aSmallTaskIsCheap() throws {
    let client = try World().client(.november2025)
    var said: [String] = []
    func call(_ tool: String, _ arguments: JSONValue) throws {
      let result = try #require(try client.call(tool, arguments)["result"])
      #expect(result["isError"] == nil, "\(result)")
      said.append(text(arguments))
      said += (result["content"]?.elements ?? []).compactMap { $0["text"]?.text }
    }
    let exchange: [JSONValue.Member] = [
      .init("prompt", "Fix the redirect after login"),
      .init("response_summary", "Kept the query string; two tests added"),
      .init("effectiveness_rating", 5),
    ]
    try call(
      "start_ai_session",
      [
        "session_name": "Fix login redirect", "task_type": "debugging",
        "model_name": "claude-sonnet-4-5", "human_time_estimate_minutes": 45,
        "estimate_source": "manual",
      ])
    let id = JSONValue.Member("session_id", "fix_login_redirect_20260105_211518_k7")
    let end = [id, .init("outcome", "success")]
    let takesExchange = Tool.all[2].inputSchema["properties"]?["prompt"] != nil
    if takesExchange {
      try call("end_ai_session", .object(end + exchange))
    } else {
      try call("log_ai_interaction", .object([id] + exchange))
      try call("end_ai_session", .object(end))
    }
    print("cost: a small task in \(takesExchange ? 2 : 3) calls: \(tokens(said))")
    #expect(tokens(said) <= (takesExchange ? 350 : 450))
  }
}
