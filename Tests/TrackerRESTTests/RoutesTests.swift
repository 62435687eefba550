// What each request is answered with.

import Platform
import TestSupport
import Testing
import TrackerCore
import TrackerREST

@Suite struct RoutesTests {
  private static let sessions = """
    {"early": {"session_name": "Early", "task_type": "testing", "status": "completed",
       "start_time": "2026-01-05T09:00:00+00:00", "end_time": "2026-01-05T09:30:00+00:00",
       "human_time_estimate_minutes": 60.0, "project": "tracker"},
     "odd é": {"status": "active", "start_time": "2026-01-05T10:00:00+00:00"},
     "twin": {"status": "completed", "start_time": "2026-01-05T10:00:00+00:00",
       "end_time": "2026-01-05T10:00:01+00:00"},
     "bare": {}}
    """
  private static let interactions = """
    [{"session_id": "early", "effectiveness_rating": 5}, {"session_id": "early", "effectiveness_rating": 4},
     {"session_id": "early", "effectiveness_rating": 5}, {"session_id": "gone", "effectiveness_rating": 1}]
    """

  @Test func theOverviewHoldsWhatScriptsRead() throws {
    let fixture = try RESTFixture(
      sessions: RoutesTests.sessions, interactions: RoutesTests.interactions)
    let response = fixture.answer("GET", "/api/overview")
    #expect(response.status == .ok)
    #expect(response.headers == [.init("Content-Type", "application/json")])
    // The latest start first, ties in file order; a missing start comes last.
    let sessions = """
      {"session_id":"odd é","project":"Unknown","status":"active","duration_minutes":0.0,\
      "interaction_count":0,"effectiveness_avg":0.0},\
      {"session_id":"twin","project":"Unknown","status":"completed","duration_minutes":0.016666666666666666,\
      "interaction_count":0,"effectiveness_avg":0.0},\
      {"session_id":"early","project":"tracker","status":"completed","duration_minutes":30.0,\
      "interaction_count":3,"effectiveness_avg":4.666666666666667},\
      {"session_id":"bare","project":"Unknown","status":"unknown","duration_minutes":0.0,\
      "interaction_count":0,"effectiveness_avg":0.0}
      """
    #expect(
      fixture.body("/api/overview") == """
        {"sessions":[\(sessions)],\
        "roi":{"total_sessions":4,"cost_saved":116.87,"roi_percentage":89.9},\
        "effectiveness":{"distribution":{"1":1,"2":0,"3":0,"4":1,"5":2},"average":3.75},\
        "session_gaps":{"total_gaps":1,"average_gap_minutes":30.0,\
        "by_classification":{"quick":0,"normal":0,"extended":1,"long_break":0},\
        "friction_indicators":[]}}
        """)
  }

  @Test func anEmptyDirectoryHasAnOverview() throws {
    let fixture = try RESTFixture()
    #expect(fixture.body("/api/overview").hasPrefix(#"{"sessions":[],"roi":{"total_sessions":0,"#))
  }

  @Test func whatIsNoNumberIsNull() throws {
    let fixture = try RESTFixture(
      sessions: #"{"a": {"status": "completed", "human_time_estimate_minutes": NaN}}"#)
    #expect(
      fixture.body("/api/overview").contains(
        #""roi":{"total_sessions":1,"cost_saved":null,"roi_percentage":0.0}"#))
  }

  @Test func theReportIsTextInAnObject() throws {
    let fixture = try RESTFixture(
      sessions: RoutesTests.sessions, interactions: RoutesTests.interactions)
    let body = fixture.body("/api/report")
    #expect(body.hasPrefix(#"{"report":"=================================================="#))
    #expect(body.contains(#"\n  • Total sessions: 4\n"#))
    #expect(body.hasSuffix(#"=="}"#))
  }

  @Test(arguments: [
    ([HTTPRequest.Field("session", "early")], "  • Total sessions: 1\\n"),
    ([.init("since", "today")], "  • Total sessions: 3\\n"),
    ([.init("until", "yesterday")], "  • Total sessions: 0\\n"),
    ([.init("range", "last_day")], "  • Total sessions: 3\\n"),
    ([.init("since", "2h"), .init("session", "")], "  • Total sessions: 2\\n"),
    (
      [.init("unknown", "x"), .init("since", "1990-01-01"), .init("since", "")],
      "  • Total sessions: 4\\n"
    ),
  ])
  func queryItemsNarrowTheReport(query: [HTTPRequest.Field], line: String) throws {
    let fixture = try RESTFixture(sessions: RoutesTests.sessions)
    #expect(fixture.body("/api/report", query: query).contains(line))
  }

  @Test(arguments: [
    ([HTTPRequest.Field("since", "soon")], 400, "not 'soon'"),
    ([.init("range", "month")], 400, "not 'month'"),
    ([.init("session", "nobody")], 404, "No session with ID: nobody"),
  ])
  func queryItemsThatCannotBeServedAreNamed(
    query: [HTTPRequest.Field], code: Int, detail: String
  ) throws {
    let response = try RESTFixture().answer("GET", "/api/overview", query: query)
    #expect(response.status.code == code)
    #expect(response.headers == [.init("Content-Type", "application/problem+json")])
    let body = String(decoding: response.body, as: UTF8.self)
    #expect(
      body.hasPrefix(
        #"{"type":"about:blank","title":"\#(response.status.title)","status":\#(code),"#))
    #expect(body.contains(detail))
  }

  @Test func theRootSaysWhatThisIs() throws {
    let response = try RESTFixture().answer("GET", "/")
    let text = String(decoding: response.body, as: UTF8.self)
    #expect(response.headers == [.init("Content-Type", "text/plain; charset=utf-8")])
    #expect(text.contains("GET /api/overview") && text.contains("GET /api/report"))
  }

  @Test(arguments: ["/nope", "/api", "/api/overview/x", "//", "/API/REPORT", "*"])
  func unknownPathsAreNotFound(path: String) throws {
    #expect(try RESTFixture().answer("GET", path).status == .notFound)
  }

  @Test func aSlashTooManyIsRedirected() throws {
    let response = try RESTFixture().answer("GET", "/api/report/")
    #expect(response.status == .temporaryRedirect)
    #expect(response.headers == [.init("Location", "/api/report")])
  }

  @Test(arguments: ["POST", "PUT", "DELETE", "get", "TRACE"])
  func otherMethodsAreToldWhatIsAllowed(method: String) throws {
    let response = try RESTFixture().answer(method, "/api/report")
    #expect(response.status == .methodNotAllowed)
    #expect(response.headers.last == .init("Allow", "GET, HEAD, OPTIONS"))
  }

  @Test(arguments: ["/api/report", "*"])
  func optionsTellWhatIsAllowed(path: String) throws {
    let response = try RESTFixture().answer("OPTIONS", path)
    #expect(response.status == .noContent)
    #expect(response.headers == [.init("Allow", "GET, HEAD, OPTIONS")])
  }

  @Test(arguments: [
    ("localhost", true), ("LOCALHOST:80", true), ("127.0.0.1:8000", true), ("192.168.1.5", true),
    ("[::1]:8000", true), ("evil.example", false), ("localhost.evil.example", false),
    ("127.0.0.1.evil.example", false), ("256.1.1.1", false), ("", false),
  ])
  func onlyAddressesAndLocalhostAreServed(host: String, isServed: Bool) throws {
    let response = try RESTFixture().answer("GET", "/api/report", headers: [.init("host", host)])
    #expect(response.status == (isServed ? .ok : .forbidden))
  }

  @Test(arguments: [
    ("http://localhost:8000", true), ("http://evil.example", false), ("null", false),
    ("https://localhost:8000", false),
  ])
  func pagesOfOthersAreRefused(origin: String, isServed: Bool) throws {
    let response = try RESTFixture().answer(
      "GET", "/api/report",
      headers: [.init("host", "localhost:8000"), .init("origin", origin)])
    #expect(response.status == (isServed ? .ok : .forbidden))
  }

  @Test func dataThatCannotBeReadIsAServerError() throws {
    let fixture = try RESTFixture()
    let file = Config.defaultDirectory + "/sessions.json"
    try FileSystem().remove(fixture.world.directory.path(of: file))
    try fixture.world.directory.createDirectory(file)
    let response = fixture.answer("GET", "/api/report")
    #expect(response.status == .internalServerError)
    #expect(String(decoding: response.body, as: UTF8.self).contains("sessions.json"))
    #expect(fixture.world.messages.contains { $0.contains("sessions.json") })
  }
}

@Suite struct HTTPResponseTests {
  private let moment = Timestamp(microseconds: 784_111_777_000_000)

  @Test func theBytesHoldHeadAndBody() {
    let response = HTTPResponse.text("é")
    let expected =
      "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
      + "Content-Type: text/plain; charset=utf-8\r\nContent-Length: 2\r\nCache-Control: no-store\r\n"
      + "X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
    #expect(
      response.bytes(withoutBody: false, keepsConnection: false, date: moment)
        == Array((expected + "é").utf8))
    #expect(
      response.bytes(withoutBody: true, keepsConnection: false, date: moment)
        == Array(expected.utf8))
  }

  @Test func aResponseWithoutContentNamesNoLength() {
    let bytes = HTTPResponse(status: .noContent)
      .bytes(withoutBody: false, keepsConnection: true, date: moment)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(!text.contains("Content-Length"))
    #expect(text.hasSuffix("Connection: keep-alive\r\n\r\n"))
  }
}
