// Claims over HTTP.

import JSON
import TestSupport
import Testing
import TrackerREST

@Suite struct ClaimRouteTests {
  private func fixture() throws -> RESTFixture {
    let days = (0..<12).map { $0 < 9 ? "0\($0 + 1)" : "\($0 + 1)" }
    let sessions = days.enumerated().map { number, day in
      """
      "s\(number)": {"task_type": "debugging", "model_name": "m\(number % 2)", "status": "completed",
        "outcome": "success", "start_time": "2025-12-\(day)T10:00:00+00:00",
        "end_time": "2025-12-\(day)T10:30:00+00:00", "human_time_estimate_minutes": 90}
      """
    }
    let interactions = days.indices.map {
      #"{"session_id": "s\#($0)", "effectiveness_rating": 4, "prompt": "p", "response_summary": "r"}"#
    }
    return try RESTFixture(
      sessions: "{" + sessions.joined(separator: ",\n") + "}",
      interactions: "[" + interactions.joined(separator: ",\n") + "]")
  }

  @Test func claimsHaveIntervalsAndWhatTheyRestOn() throws {
    let claims = try fixture().value("/api/claims")
    let conservative = try #require(claims["claims"]?.elements?.first)
    #expect(claims["level"] == 0.8)
    #expect(conservative["claim"] == "conservative")
    // 12 × 90 minutes × 0.94 by 12 × 45 minutes.
    #expect(conservative["multiplier"]?["value"] == 1.88)
    #expect(conservative["multiplier"]?["low"] != .null)
    #expect(claims["quality"]?["clean_sessions"] == 12)
    #expect(claims["sensitivity"]?.elements?.count == 7)
    let narrowed = try fixture().value("/api/claims", "until=2025-12-05")
    #expect(narrowed["claims"]?.elements?.first?["why_none"] == "fewer than 8 sessions (5)")
    #expect(narrowed["claims"]?.elements?.first?["multiplier"]?["low"] == .null)
  }

  @Test func everyListedFigureIsExplained() throws {
    let fixture = try fixture()
    let listed = try fixture.value("/api/explain")["figures"]?.elements ?? []
    #expect(listed.count > 100)
    for figure in listed {
      let id = try #require(figure["figure"]?.text)
      let explained = try fixture.value("/api/explain/" + id)
      #expect(explained["figure"] == figure["figure"])
      #expect(explained["value"] == figure["value"])
    }
    let unknown = fixture.answer("GET", "/api/explain/conservative.multiplyer")
    #expect(unknown.status == .notFound)
    #expect(String(decoding: unknown.body, as: UTF8.self).contains("conservative.multiplier"))
  }

  @Test func personsAreComparedOnlyWhereThatIsAskedFor() throws {
    let fixture = try fixture()
    #expect(try fixture.value("/api/compare")["groups"]?.elements?.count == 2)
    #expect(
      fixture.answer("GET", "/api/compare", query: [.init("by", "developer")]).status
        == .forbidden)
    #expect(try fixture.value("/api/compare", "by=developer&developers=1")["groups"] == [])
    #expect(try fixture.value("/api/calibration")["agent"]?["n"] == 0)
  }

  @Test func prometheusIsToldOfClaims() throws {
    let metrics = try fixture().body("/metrics")
    #expect(
      metrics.contains(#"ai_session_tracker_claim_multiplier{claim="as_logged",bound="value"} 3.0"#)
    )
    #expect(
      metrics.contains(#"ai_session_tracker_claim_roi_ratio{claim="conservative",bound="low"}"#))
    #expect(metrics.contains("ai_session_tracker_clean_sessions 12.0\n"))
    let none = try RESTFixture().body("/metrics")
    #expect(!none.contains(#"bound="low""#))
    #expect(none.contains("# TYPE ai_session_tracker_doubted_claims_ratio gauge\n# "))
  }
}
