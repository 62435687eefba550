// What agents are told of claims, and of earlier sessions at a start.

import JSON
import Testing

@testable import TrackerMCP

@Suite struct ClaimAnswerTests {
  /// So many sessions of 20 minutes on as many days, all debugging.
  private func sessions(_ count: Int) -> String {
    let records = (0..<count).map { number in
      let day = number < 9 ? "0\(number + 1)" : "\(number + 1)"
      return """
        "s\(number)": {"task_type": "debugging", "status": "completed", "outcome": "success",
          "start_time": "2025-12-\(day)T10:00:00+00:00", "end_time": "2025-12-\(day)T10:20:00+00:00",
          "human_time_estimate_minutes": 90}
        """
    }
    return "{" + records.joined(separator: ",\n") + "}"
  }

  @Test func theReportComesWithWhatMayBeClaimed() throws {
    let world = try World(files: ["sessions.json": sessions(12)])
    let answer = try world.client(.november2025).call("get_ai_observability")
    let blocks = try #require(answer["result"]?["content"]?.elements)
    let claims = try #require(answer.structured?["claims"])
    #expect(blocks.count == 2)
    #expect(blocks[1]["text"]?.text?.contains("Rests on 0 of 12 sessions") == true)
    #expect(claims["claims"]?.elements?.first?["claim"] == "conservative")
    #expect(claims["verdict"] == "not_enough_data")
    #expect(claims["claims"]?.elements?.last?["multiplier"]?["value"] == 4.5)
    #expect(claims["sensitivity"] == nil && claims["quality"]?["flags"] == nil)
    #expect(answer.structured?["next_step"]?.text?.hasPrefix("Quote the conservative") == true)
    let texts = [JSONWriter.compact(claims).count, blocks[1]["text"]?.text?.utf8.count ?? 0]
    print("cost: claims \(texts[0] / 4) tokens as fields, \(texts[1] / 4) as text")
  }

  @Test func aStartTellsOfEarlierSessionsOfItsKind() throws {
    let started = { (count: Int, type: JSONValue) in
      let world = try World(files: ["sessions.json": sessions(count)])
      return try world.client(.november2025).call(
        "start_ai_session",
        [
          "session_name": "Mend", "task_type": type, "model_name": "m",
          "human_time_estimate_minutes": 45, "estimate_source": "manual",
        ])
    }
    let told = try started(8, "debugging")
    #expect(
      told.structured?["hint"]
        == "Your 8 earlier debugging sessions took 20 min (8 of 10 between 20 and 20).")
    #expect(told.firstText?.contains("earlier") == false)
    #expect(try started(7, "debugging").structured?["hint"] == .null)
    #expect(try started(20, "testing").structured?["hint"] == .null)
  }
}
