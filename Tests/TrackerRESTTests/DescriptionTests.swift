// What the API says of itself: that answers are what the description promises, the metrics, and the version of an answer.

import JSON
import Platform
import TestSupport
import Testing
import TrackerCore
import TrackerREST

@Suite struct DescriptionTests {
  private static let sessions = """
    {"a": {"status": "completed", "start_time": "2026-01-01T09:00:00+00:00", "end_time": "2026-01-01T09:30:00+00:00",
       "human_time_estimate_minutes": 60.0, "code_metrics": [{"file_path": "x.py", "functions": [{}]}]},
     "b": {"status": "active", "start_time": "2026-01-03T09:00:00+00:00"}, "c": {"status": "odd"}}
    """

  private func fixture() throws -> RESTFixture {
    try RESTFixture(
      sessions: DescriptionTests.sessions,
      interactions: #"[{"session_id": "a", "effectiveness_rating": 5}, {"session_id": "b"}]"#,
      issues: #"[{"session_id": "a", "severity": "high"}, {"severity": "of my own"}]"#)
  }

  @Test func theDescriptionIsWhatWasReviewed() throws {
    let value = try fixture().value("/api/openapi.json")
    try expectGolden(reviewedText(value), "openapi.txt")
  }

  /// What of `value` is not as `schema` promises; empty when all is.
  private func breaches(
    _ value: JSONValue, _ schema: JSONValue, _ document: JSONValue, at place: String
  ) -> [String] {
    if let name = schema["$ref"]?.text?.split(separator: "/").last {
      let named = document["components"]?["schemas"]?[String(name)] ?? .null
      return breaches(value, named, document, at: place)
    }
    if let choices = schema["anyOf"]?.elements {
      let found = choices.map { breaches(value, $0, document, at: place) }
      return found.contains([]) ? [] : found[0]
    }
    let types = schema["type"]?.elements?.compactMap(\.text) ?? [schema["type"]?.text ?? ""]
    let type =
      switch value {
      case .null: "null"
      case .bool: "boolean"
      case .number(let number): number.isIntegerSpelling ? "integer" : "number"
      case .string: "string"
      case .array: "array"
      case .object: "object"
      }
    guard types.contains(type) || (type == "integer" && types.contains("number")) else {
      return ["\(place) is \(type), not \(types)"]
    }
    if let words = schema["enum"]?.elements, !words.contains(value) {
      return ["\(place): \(value)"]
    }
    var found: [String] = []
    for (index, element) in (value.elements ?? []).enumerated() {
      found += breaches(element, schema["items"] ?? .null, document, at: "\(place)[\(index)]")
    }
    if let properties = schema["properties"] {
      let names = value.members?.map(\.name) ?? []
      let required = schema["required"]?.elements?.compactMap(\.text) ?? []
      let promised = properties.members?.map(\.name).filter {
        required.contains($0) || names.contains($0)
      }
      if names != promised ?? [] { found.append("\(place) has \(names)") }
      for member in value.members ?? [] {
        found += breaches(
          member.value, properties[member.name] ?? .null, document, at: "\(place).\(member.name)")
      }
    }
    return found
  }

  @Test func everyAnswerIsWhatTheDescriptionPromises() throws {
    let fixture = try fixture()
    let document = try fixture.value("/api/openapi.json")
    let paths = document["paths"]?.members ?? []
    #expect(paths.count == 20)
    for path in paths {
      let place = path.name.replacing("{id}", with: "a")
        .replacing("{figure}", with: "conservative.cost_saved")
      let response = fixture.answer("GET", place)
      #expect(response.status == .ok, "\(path.name)")
      let success = path.value["get"]?["responses"]?["200"]?["content"]
      #expect(success?.members?.first?.name == response.header("Content-Type"), "\(path.name)")
      guard let schema = success?["application/json"]?["schema"] else { continue }
      let value = try JSONReader.read(response.body)
      #expect(breaches(value, schema, document, at: path.name) == [])
      guard path.name == "/api/overview" else { continue }
      for since in ["", "today"] {
        let body = fixture.body(
          path.name, query: [.init("since", since), .init("previous", "1")])
        let asked = try JSONReader.read(Array(body.utf8))
        #expect(asked["previous"] != nil)
        #expect(breaches(asked, schema, document, at: path.name) == [])
      }
    }
  }

  @Test func whoNeedsATokenReadsSoInTheDescription() throws {
    var access = Access()
    access.token = "0123456789abcdef"
    let response = try RESTFixture(access: access).answer(
      "GET", "/api/openapi.json",
      headers: [.init("host", "localhost"), .init("authorization", "Bearer 0123456789abcdef")])
    let document = try JSONReader.read(response.body)
    #expect(document["security"] == [["token": []]])
    #expect(
      document["components"]?["securitySchemes"]?["token"]?["scheme"] == "bearer")
    #expect(document["paths"]?["/api/roi"]?["get"]?["responses"]?["401"] != nil)
  }

  @Test func theMetricsAreWhatWasReviewed() throws {
    try expectGolden(try fixture().body("/metrics"), "metrics.txt")
  }

  @Test func ratesThatWereSetAreToldBesideTheMoney() throws {
    var config = Config()
    #expect(try RESTFixture().value("/api/overview")["roi"]?["rates"] == nil)
    (config.humanHourlyRateDollars, config.oversightRatio) = (95, 0.25)
    let fixture = try RESTFixture(config: config)
    for path in ["/api/overview", "/api/overview?previous=1"] {
      let parts = path.split(separator: "?").map(String.init)
      let body = try fixture.value(parts[0], parts.count > 1 ? parts[1] : "")
      #expect(body["roi"]?["rates"] == "$95/h, $40/month, 25% of AI time")
    }
    let metrics = fixture.body("/metrics")
    for line in ["hourly_rate_dollars 95.0", "monthly_cost_dollars 40.0", "oversight_ratio 0.25"] {
      #expect(metrics.contains("\nai_session_tracker_\(line)\n"))
    }
  }

  @Test func aMetricThatIsNoNumberIsSpelledAsPrometheusDoes() throws {
    let fixture = try RESTFixture(
      sessions: """
        {"a": {"status": "completed", "human_time_estimate_minutes": Infinity}}
        """)
    #expect(fixture.body("/metrics").contains("ai_session_tracker_human_estimate_seconds NaN\n"))
    #expect(fixture.body("/metrics").contains("ai_session_tracker_roi_ratio NaN\n"))
  }

  // MARK: Versions of answers

  /// A version has a tag once it has settled.
  private func tag(
    _ fixture: RESTFixture, _ path: String = "/api/roi", query: [HTTPRequest.Field] = []
  ) throws -> String {
    var tag: String?
    _ = holds {
      tag = fixture.answer("GET", path, query: query).header("ETag")
      return tag != nil
    }
    return try #require(tag)
  }

  private func status(_ fixture: RESTFixture, knowing tags: String...) -> Int {
    let headers = [HTTPRequest.Field("host", "localhost")] + tags.map { .init("if-none-match", $0) }
    return fixture.answer("GET", "/api/roi", headers: headers).status.code
  }

  @Test func whoKnowsTheVersionIsSentNothing() throws {
    let fixture = try fixture()
    let known = try tag(fixture)
    #expect(status(fixture, knowing: known) == 304)
    #expect(status(fixture, knowing: "\"x\", W/\(known)") == 304)
    #expect(status(fixture, knowing: "\"x\"", " \(known) ") == 304)
    #expect(status(fixture, knowing: "*") == 304)
    #expect(status(fixture, knowing: "\"x\"") == 200)
    #expect(status(fixture, knowing: "") == 200)
  }

  @Test(arguments: ["sessions.json", "interactions.json", "issues.json"])
  func aChangeOfAnyFileIsANewVersion(name: String) throws {
    let fixture = try fixture()
    let known = try tag(fixture)
    #expect(try fixture.value("/api/sessions")["total"] == 3)
    try fixture.world.store(name == "sessions.json" ? "{}" : "[]", as: name)
    #expect(status(fixture, knowing: known) == 200)
    #expect(try tag(fixture) != known)
    #expect(
      try fixture.value("/api/sessions")["total"]?.integer == (name == "sessions.json" ? 0 : 3))
  }

  @Test func aVersionThatMayStillChangeHasNoTagAndIsNotKept() throws {
    let fixture = try fixture()
    let path = fixture.world.directory.path(of: Config.defaultDirectory + "/sessions.json")
    var untaggedCount = 0
    // A machine that stands still between writing and asking makes a version settle: so many are tried.
    for number in 0..<100 {
      let text = #"{"\#(number % 2)": {}}"#
      try RealFileSystem().replace(path, by: [.bytes(Array(text.utf8))])
      let response = fixture.answer("GET", "/api/sessions")
      if response.header("ETag") == nil { untaggedCount += 1 }
      let sessions = try JSONReader.read(response.body)["sessions"]?.elements
      #expect(sessions?.map { $0["session_id"] } == [.string("\(number % 2)")])
    }
    #expect(untaggedCount > 0)
  }

  @Test func figuresOfASpanAreNewAtEveryMoment() throws {
    let fixture = try fixture()
    let query = [HTTPRequest.Field("since", "50h")]
    let firstTag = try tag(fixture, query: query)
    let first = fixture.answer("GET", "/api/roi", query: query)
    #expect(String(decoding: first.body, as: UTF8.self).hasPrefix(#"{"total_sessions":0,"#))
    // The world's clock goes back, so that the span reaches the session of the 3rd.
    fixture.world.pass(minutes: -120)
    let second = fixture.answer("GET", "/api/roi", query: query)
    #expect(String(decoding: second.body, as: UTF8.self).hasPrefix(#"{"total_sessions":1,"#))
    #expect(try tag(fixture, query: query) != firstTag)
  }

  @Test func idsThatLookAlikeAreNotTakenForOneAnother() throws {
    let fixture = try RESTFixture(
      sessions:
        "{\"\u{E9}\": {\"session_name\": \"one\"}, \"e\u{301}\": {\"session_name\": \"two\"}}")
    #expect(try fixture.value("/api/sessions/\u{E9}")["session"]?["session_name"] == "one")
    #expect(try fixture.value("/api/sessions/e\u{301}")["session"]?["session_name"] == "two")
    #expect(try fixture.value("/api/sessions", "cursor=\u{E9}")["total"] == 2)
  }

  @Test func answersAreKeptWithinBounds() throws {
    let name = String(repeating: "x", count: 40_000)
    let sessions = (0..<60).map { #""s\#($0)": {"session_name": "\#(name)"}"# }
    let fixture = try RESTFixture(sessions: "{" + sessions.joined(separator: ",") + "}")
    // Together more than is kept; each is right all the same.
    for _ in 0..<2 {
      for number in 0..<3 {
        let page = try fixture.value("/api/sessions", "limit=1000&cursor=s\(number)")
        #expect(page["sessions"]?.elements?.count == 59 - number)
      }
    }
  }
}
