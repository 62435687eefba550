// Lists and figures of the sessions that have a value, or that a filter means.

import JSON
import TestSupport
import Testing
import TrackerCore
import TrackerREST

@Suite struct NarrowingTests {
  private static let sessions = """
    {"a": {"session_name": "One", "task_type": "testing", "model_name": "opus", "status": "completed", "project": "shop",
       "developer": "Ada", "client": "editor", "outcome": "success", "start_time": "2026-01-05T08:00:00+00:00",
       "end_time": "2026-01-05T08:30:00+00:00", "human_time_estimate_minutes": 60.0},
     "b": {"session_name": "Two", "task_type": "debugging", "model_name": "opus", "status": "active", "project": "web",
       "start_time": "2026-01-05T11:00:00+00:00"},
     "c": {"session_name": "Three", "task_type": "testing", "model_name": "haiku", "status": "completed", "project": "shop",
       "outcome": "failed", "start_time": "2026-01-05T08:40:00+00:00", "end_time": "2026-01-05T10:50:00+00:00"},
     "d": {"session_name": "Four", "project": " "}}
    """
  private static let interactions = """
    [{"session_id": "a", "effectiveness_rating": 5, "prompt": "1"}, {"session_id": "b", "effectiveness_rating": 2},
     {"session_id": "c", "effectiveness_rating": 3, "prompt": "2"}, {"session_id": "gone", "prompt": "3"}]
    """
  private static let issues = """
    [{"session_id": "a", "severity": "high"}, {"session_id": "b", "severity": "low"}, {"severity": "low"}]
    """

  private func fixture() throws -> RESTFixture {
    try RESTFixture(
      sessions: NarrowingTests.sessions, interactions: NarrowingTests.interactions,
      issues: NarrowingTests.issues)
  }

  private func ids(_ value: JSONValue) -> [String] {
    value["sessions"]?.elements?.compactMap { $0["session_id"]?.text } ?? []
  }

  @Test(arguments: [
    ("project=shop", ["c", "a"]), ("project=Shop", []), ("project=sho", []),
    ("project=(none)", ["d"]), ("developer=Ada", ["a"]), ("developer=(none)", ["b", "c", "d"]),
    ("client=editor", ["a"]), ("model=opus", ["b", "a"]), ("type=testing", ["c", "a"]),
    ("task_type=testing", ["c", "a"]), ("type=testing&task_type=debugging", []),
    ("outcome=failed", ["c"]), ("project=", ["b", "c", "a", "d"]),
    ("filter=project:shop model:opus", ["a"]), ("filter=-project:shop", ["b", "d"]),
    ("filter=t&project=shop", ["c"]), ("filter=dur>100", ["c"]), ("filter=", ["b", "c", "a", "d"]),
    ("filter=\"One\"", ["a"]), ("filter=start:today&project=web", ["b"]),
    ("filter=name:\"\u{301}|One\"", []),
  ])
  func listsHoldWhatIsAskedFor(query: String, expected: [String]) throws {
    let fixture = try fixture()
    #expect(Set(ids(try fixture.value("/api/sessions", query))) == Set(expected))
    #expect(Set(ids(try fixture.value("/api/overview", query))) == Set(expected))
    #expect(
      try fixture.value("/api/active", query)["total"]?.integer
        == expected.count { ["b", "d"].contains($0) })
    #expect(try fixture.value("/api/roi", query)["total_sessions"]?.integer == expected.count)
    let report = try fixture.value("/api/report", query)["report"]?.text
    #expect(report?.contains("  • Total sessions: \(expected.count)\n") == true)
    // What belongs to no session is in a list of all alone.
    let isWhole = query.hasSuffix("=")
    for (path, owners) in [("interactions", ["a", "b", "c", "gone"]), ("issues", ["a", "b", ""])] {
      let records = try fixture.value("/api/\(path)", query)[path]?.elements
      #expect(records?.count == owners.count { isWhole || expected.contains($0) }, "\(path)")
    }
    let ratings = try fixture.value("/api/effectiveness", query)["total_interactions"]?.integer
    #expect(ratings == (isWhole ? 4 : expected.count { $0 != "d" }))
  }

  @Test func partsAddUpToTheWhole() throws {
    let fixture = try fixture()
    for (one, other) in [
      ("filter=project:shop", "filter=-project:shop"), ("filter=dur>100", "filter=-dur>100"),
    ] {
      func sum(_ query: String) throws -> [Double] {
        let roi = try fixture.value("/api/roi", query)
        let gaps = try fixture.value("/api/gaps", query)["summary"]
        return [
          roi["total_sessions"], roi["total_ai_minutes"], roi["oversight_hours"], roi["cost_saved"],
          gaps?["total_gaps"],
        ].map { $0?.double ?? .nan }
      }
      let parts = zip(try sum(one), try sum(other)).map { $0 + $1 }
      for (part, whole) in zip(parts, try sum("")) { #expect(abs(part - whole) < 0.02) }
    }
    // The pause belongs to the session that it leads to, whichever went before.
    let gap = try fixture.value("/api/gaps", "project=web")["gaps"]?.elements?.first
    #expect(gap?["from_session"] == "c" && gap?["to_session"] == "b")
  }

  @Test func aSessionAndAValueNarrowOneAnother() throws {
    let fixture = try fixture()
    for (query, count) in [
      ("session=a&project=shop", 1), ("session=a&project=web", 0), ("session=gone", 1),
      ("session=gone&project=shop", 0),
    ] {
      let page = try fixture.value("/api/interactions", query)
      #expect(page["interactions"]?.elements?.count == count, "\(query)")
    }
    #expect(try fixture.value("/api/roi", "session=a&project=web")["total_sessions"] == 0)
  }

  @Test(arguments: [
    ("flavour:x", "no field 'flavour'; there are "),
    ("eff<much", "eff takes a number, not 'much'"),
    ("\"open", "a quotation mark is not closed"),
    ("name<x", "name takes : or =, it has no less or more"),
  ])
  func aFilterThatCannotBeReadIsRefused(expression: String, sentence: String) throws {
    let fixture = try fixture()
    for path in [
      "sessions", "interactions", "issues", "roi", "gaps", "overview", "report", "active",
    ] {
      let response = fixture.answer("GET", "/api/" + path, query: [.init("filter", expression)])
      #expect(response.status == .badRequest)
      let detail = try JSONReader.read(response.body)["detail"]?.text ?? ""
      #expect(detail.hasPrefix("filter must be a filter expression: \(sentence)"), "\(detail)")
    }
  }

  @Test func whatFollowsTheClockIsComputedAnew() throws {
    let fixture = try fixture()
    let total = { try fixture.value("/api/sessions", "filter=dur>90 status:active")["total"] }
    #expect(try total() == 0)
    fixture.world.pass(minutes: 60)
    #expect(try total() == 1)
  }
}
