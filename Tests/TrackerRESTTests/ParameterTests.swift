// What a route is asked that it does not know, or not so.

import JSON
import Testing
import TrackerREST

@Suite struct ParameterTests {
  /// The detail of a refusal; nil when there is none.
  private func refusal(
    _ fixture: RESTFixture, _ path: String, _ query: [HTTPRequest.Field], _ method: String = "GET"
  ) throws -> String? {
    let response = fixture.answer(method, path, query: query)
    guard response.status == .badRequest else { return nil }
    #expect(response.headers == [.init("Content-Type", "application/problem+json")])
    return try JSONReader.read(response.body)["detail"]?.text
  }

  @Test(arguments: [
    (
      "/api/roi", "sinse",
      "/api/roi has no parameter 'sinse'; the nearest is since. It takes range, "
    ),
    (
      "/api/roi", "rnage",
      "/api/roi has no parameter 'rnage'; the nearest is range. It takes range, "
    ),
    (
      "/api/roi", "SINCE",
      "/api/roi has no parameter 'SINCE'; the nearest is since. It takes range, "
    ),
    ("/api/roi", "limit", "/api/roi has no parameter 'limit'. It takes range, "),
    ("/api/roi", "", "/api/roi has no parameter ''. It takes range, "),
    (
      "/api/roi", "since ",
      "/api/roi has no parameter 'since '; the nearest is since. It takes range, "
    ),
    ("/api/health", "x", "/api/health has no parameter 'x'. It takes none."),
    ("/", "x", "/ has no parameter 'x'. It takes none."),
    ("/metrics", "since", "/metrics has no parameter 'since'. It takes none."),
    ("/api/openapi.json", "x", "/api/openapi.json has no parameter 'x'. It takes none."),
    (
      "/api/events", "Last-Event-ID", "/api/events has no parameter 'Last-Event-ID'. It takes none."
    ),
    ("/api/sessions/early", "id", "/api/sessions/{id} has no parameter 'id'. It takes none."),
  ])
  func aParameterThatARouteDoesNotTakeIsNamed(path: String, name: String, detail: String) throws {
    let fixture = try RESTFixture()
    for method in ["GET", "HEAD"] {
      let told = try refusal(fixture, path, [.init(name, "1")], method)
      #expect(told?.hasPrefix(detail) == true, "\(told ?? "answered")")
    }
  }

  @Test func everyRouteTakesItsOwnParametersAndNoOthers() throws {
    let fixture = try RESTFixture(sessions: #"{"s": {}}"#)
    let paths = try fixture.value("/api/openapi.json")["paths"]?.members ?? []
    let taken = paths.map { path in
      (path.value["get"]?["parameters"]?.elements ?? []).filter { $0["in"] == "query" }
        .compactMap { $0["name"]?.text }
    }
    let names = Set(taken.joined()).sorted()
    #expect(names.count > 10)
    for (path, own) in zip(paths, taken) {
      let place = path.name == "/api/sessions/{id}" ? "/api/sessions/s" : path.name
      for name in names {
        let detail = try refusal(fixture, place, [.init(name, "")]) ?? ""
        let isRefused = detail.hasPrefix("\(path.name) has no parameter '\(name)'")
        #expect(isRefused != own.contains(name), "\(path.name) \(name): \(detail)")
        if isRefused {
          let list = own.isEmpty ? "none" : own.joined(separator: ", ")
          #expect(detail.hasSuffix(" It takes \(list)."), "\(detail)")
        }
        let twice = try refusal(fixture, place, [.init(name, ""), .init(name, "")])
        #expect(isRefused || twice == "\(name) is given more than once.")
      }
    }
  }

  @Test func aLongNameIsCutInTheAnswer() throws {
    let name = String(repeating: "é", count: 10_000)
    let detail = try refusal(try RESTFixture(), "/api/roi", [.init(name, "")])
    #expect((detail?.count ?? 0) < 300)
  }
}
