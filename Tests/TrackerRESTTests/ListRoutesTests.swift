// Sessions, interactions and issues by the page: filtered, in order, none twice and none left out.

import JSON
import Platform
import TestSupport
import Testing
import TrackerCore
import TrackerREST

@Suite struct ListRoutesTests {
  private static let sessions = """
    {"a": {"session_name": "Zeta", "task_type": "testing", "model_name": "m1", "status": "completed", "project": "p",
       "outcome": "success", "start_time": "2026-01-01T09:00:00+00:00", "end_time": "2026-01-01T09:30:00+00:00",
       "context": "c", "notes": "n", "human_time_estimate_minutes": 60.0, "code_metrics": [{"file_path": "x.py",
         "functions": [{"function_name": "f", "ai_contribution": {"lines_added": 3}, "value_metrics": {"effort_score": NaN}}],
         "deleted_functions": [{"function_name": "g"}]}]},
     "b": {"session_name": "Alpha", "status": "active", "start_time": "2026-01-03T09:00:00+00:00"},
     "c": {"session_name": "Mid", "task_type": "testing", "model_name": "m1", "status": "completed", "outcome": "failed",
       "start_time": "2026-01-02T09:00:00+00:00", "end_time": "2026-01-02T10:30:00+00:00"},
     "é/?": {"session_name": "Odd", "status": "paused"}}
    """
  private static let interactions = """
    [{"session_id": "a", "effectiveness_rating": 5, "prompt": "1"}, {"session_id": "c", "effectiveness_rating": 2}, 7,
     {"session_id": "a", "effectiveness_rating": 4, "prompt": "2", "cache_hit_rate": NaN, "tools_used": ["t"]}]
    """
  private static let issues = """
    [{"session_id": "c", "issue_type": "hallucination", "severity": "high"},
     {"session_id": "c", "issue_type": "hallucination", "severity": "low", "resolved": true}, {"session_id": "a"}]
    """

  private func fixture() throws -> RESTFixture {
    try RESTFixture(
      sessions: ListRoutesTests.sessions, interactions: ListRoutesTests.interactions,
      issues: ListRoutesTests.issues)
  }

  private func ids(_ value: JSONValue) -> [String] {
    value["sessions"]?.elements?.compactMap { $0["session_id"]?.text } ?? []
  }

  @Test(arguments: [
    ("", ["b", "c", "a", "é/?"]), ("sort=start", ["a", "c", "b", "é/?"]),
    ("sort=name", ["b", "c", "é/?", "a"]), ("sort=-name", ["a", "é/?", "c", "b"]),
    ("sort=-id", ["é/?", "c", "b", "a"]), ("sort=id", ["a", "b", "c", "é/?"]),
    ("sort=duration", ["a", "c", "b", "é/?"]), ("sort=-duration", ["c", "a", "b", "é/?"]),
    ("sort=-rating", ["a", "c", "b", "é/?"]), ("sort=rating", ["c", "a", "b", "é/?"]),
    ("sort=-interactions", ["a", "c", "b", "é/?"]), ("sort=-issues", ["c", "a", "b", "é/?"]),
    ("status=completed", ["c", "a"]), ("status=paused", ["é/?"]),
    ("task_type=testing", ["c", "a"]),
    ("model=m1&outcome=failed", ["c"]), ("project=p", ["a"]), ("outcome=&status=active", ["b"]),
    ("since=2026-01-02&until=2026-01-02", ["c"]), ("cursor=c", ["a", "é/?"]), ("cursor=é/?", []),
  ])
  func sessionsAreFilteredAndOrdered(query: String, expected: [String]) throws {
    let value = try fixture().value("/api/sessions", query)
    #expect(ids(value) == expected)
    #expect(value["next_cursor"] == .null)
  }

  @Test(arguments: [1, 2, 3, 4])
  func pagesOfSessionsHoldEachOnce(limit: Int) throws {
    let fixture = try fixture()
    var found: [String] = []
    var cursor: String? = ""
    while let place = cursor {
      let page = try fixture.value("/api/sessions", "limit=\(limit)&cursor=\(place)")
      #expect(page["total"] == 4)
      #expect(ids(page).count <= limit)
      found += ids(page)
      cursor = page["next_cursor"]?.text
    }
    #expect(found == ["b", "c", "a", "é/?"])
  }

  @Test func aSessionHoldsWhatBelongsToIt() throws {
    let value = try fixture().value("/api/sessions/a")
    let session = value["session"]
    #expect(session?["duration_minutes"] == 30.0)
    #expect(session?["estimate_minutes"] == 60.0)
    #expect(session?["avg_effectiveness"] == 4.5)
    #expect(session?["issues_count"] == 1)
    #expect(value["notes"] == "n")
    let file = value["code_metrics"]?.elements?.first
    #expect(file?["functions"]?.elements?.first?["lines_added"] == 3.0)
    #expect(file?["functions"]?.elements?.first?["effort_score"] == .null)
    #expect(file?["deleted_functions"] == ["g"])
    #expect(value["issues"]?.elements?.count == 1)
    #expect(try fixture().value("/api/sessions/é/?")["session"]?["status"] == "paused")
  }

  @Test func aSessionThatRunsHasNoDuration() throws {
    let session = try fixture().value("/api/sessions/b")["session"]
    #expect(session?["duration_minutes"] == .null)
    #expect(session?["end_time"] == .null)
    #expect(session?["avg_effectiveness"] == .null)
  }

  @Test func whatIsNotCompletedIsActive() throws {
    let value = try fixture().value("/api/active")
    #expect(ids(value) == ["b", "é/?"])
    #expect(value["total"] == 2)
  }

  @Test func interactionsComeWithAllTheirFigures() throws {
    let value = try fixture().value("/api/interactions", "session=a")
    let found = value["interactions"]?.elements ?? []
    #expect(found.map { $0["prompt"] } == ["1", "2"])
    #expect(found.last?["cache_hit_rate"] == .null)
    #expect(found.last?["tools_used"] == ["t"])
    #expect(value["next_cursor"] == .null)
  }

  @Test(arguments: [1, 7, 400, 1000])
  func pagesOfInteractionsHoldEachOnce(limit: Int) throws {
    var generator = SeededGenerator(seed: UInt64(limit))
    let numbers = 0..<2_345
    let records = numbers.map { number in
      #"{"session_id": "s\#(number % 3)", "prompt": "\#(number)", "response_summary": ""#
        + String(repeating: "é ]},", count: Int.random(in: 0...40, using: &generator)) + "\"}"
    }
    let fixture = try RESTFixture(
      interactions: "[\n  " + records.joined(separator: ",\n  ") + "\n]")
    for session in ["", "s1"] {
      var found: [Int] = []
      var cursor: String? = "0"
      // Few pages when each is small, from the middle on.
      if limit < 100 { cursor = "2300" }
      while let place = cursor {
        let page = try fixture.value(
          "/api/interactions", "limit=\(limit)&cursor=\(place)&session=\(session)")
        let items = page["interactions"]?.elements ?? []
        #expect(items.count <= limit)
        found += items.compactMap { $0["prompt"]?.text }.compactMap { Int($0) }
        cursor = page["next_cursor"]?.text
      }
      let first = limit < 100 ? 2300 : 0
      #expect(found == numbers.filter { $0 >= first && (session.isEmpty || $0 % 3 == 1) })
    }
  }

  @Test func interactionsThatAreAppendedStandBehindTheCursor() throws {
    let fixture = try fixture()
    #expect(try fixture.value("/api/interactions", "cursor=4")["interactions"] == [])
    try fixture.world.store(
      String(ListRoutesTests.interactions.dropLast(1)) + #", {"prompt": "new"}]"#,
      as: "interactions.json")
    let page = try fixture.value("/api/interactions", "cursor=4")
    #expect(page["interactions"]?.elements?.map { $0["prompt"] } == ["new"])
  }

  @Test(arguments: ["{}", "[1,", "[[]", #"[{"a":1} x]"#])
  func aFileThatCannotBeUsedHasNoInteractions(text: String) throws {
    let fixture = try RESTFixture(interactions: text)
    #expect(
      try fixture.value("/api/interactions") == ["interactions": [], "next_cursor": .null])
    #expect(fixture.world.messages.contains { $0.contains("interactions.json is not usable") })
    #expect(try fixture.value("/api/health")["status"] == "degraded")
  }

  @Test func withoutFilesThereIsNothing() throws {
    let fixture = try RESTFixture()
    for name in ["sessions.json", "interactions.json", "issues.json"] {
      let path = fixture.world.directory.path(of: Config.defaultDirectory + "/" + name)
      try RealFileSystem().remove(path)
    }
    #expect(try fixture.value("/api/interactions")["interactions"] == [])
    #expect(try fixture.value("/api/sessions")["total"] == 0)
    #expect(try fixture.value("/api/health")["status"] == "ok")
  }

  @Test(arguments: [
    ("", 3, 3), ("session=c", 2, 2), ("severity=high", 1, 1), ("severity=unknown", 1, 1),
    ("resolved=true", 1, 1), ("resolved=false&limit=1", 1, 2), ("cursor=2", 1, 3),
    ("cursor=9", 0, 3),
  ])
  func issuesAreFilteredAndCounted(query: String, count: Int, total: Int) throws {
    let value = try fixture().value("/api/issues", query)
    #expect(value["issues"]?.elements?.count == count)
    #expect(value["total"]?.integer == total)
    let bySeverity = value["by_severity"]?.members?.compactMap(\.value.integer) ?? []
    #expect(bySeverity.reduce(0, +) == total)
  }

  @Test func gapsComeByThePage() throws {
    let fixture = try fixture()
    let first = try fixture.value("/api/gaps", "limit=1")
    #expect(first["summary"]?["total_gaps"] == 2)
    #expect(first["gaps"]?.elements?.first?["from_session"] == "a")
    #expect(first["next_cursor"] == "1")
    let second = try fixture.value("/api/gaps", "limit=1&cursor=1")
    #expect(second["gaps"]?.elements?.first?["to_session"] == "b")
    #expect(second["next_cursor"] == .null)
  }

  @Test(arguments: [
    ("/api/sessions", "limit", "0"), ("/api/sessions", "limit", "1001"),
    ("/api/sessions", "limit", ""), ("/api/sessions", "limit", "+1"),
    ("/api/sessions", "sort", "size"), ("/api/sessions", "sort", "--name"),
    ("/api/interactions", "cursor", "-1"), ("/api/interactions", "cursor", "1e3"),
    ("/api/interactions", "cursor", "1234567890123456"), ("/api/gaps", "cursor", ""),
    ("/api/issues", "resolved", "yes"), ("/api/roi", "range", "ever"),
  ])
  func valuesThatMeanNothingAreNamed(path: String, name: String, value: String) throws {
    let response = try fixture().answer("GET", path, query: [.init(name, value)])
    #expect(response.status == .badRequest)
    #expect(String(decoding: response.body, as: UTF8.self).contains("\(name) must be "))
  }

  @Test func aCursorOfASessionThatIsGoneIsNotFound() throws {
    let response = try fixture().answer("GET", "/api/sessions", query: [.init("cursor", "gone")])
    #expect(response.status == .notFound)
  }
}
