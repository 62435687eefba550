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
    #expect(response.headers.first == .init("Content-Type", "application/json"))
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

  @Test func thePeriodBeforeIsToldWhereItIsAskedFor() throws {
    let fixture = try RESTFixture(
      sessions: RoutesTests.sessions, interactions: RoutesTests.interactions)
    let body = { (query: [HTTPRequest.Field]) in fixture.body("/api/overview", query: query) }
    let today = HTTPRequest.Field("since", "today")
    #expect(body([]) == body([.init("previous", "0")]))
    #expect(body([.init("previous", "1")]).hasSuffix(#"},"previous":null}"#))
    let asked = body([today, .init("previous", "1")])
    #expect(asked.hasPrefix(body([today]).dropLast() + #","previous":{"since":""#))
    #expect(asked.contains(#""roi":{"total_sessions":0,"cost_saved":0.0,"roi_percentage":0.0}"#))
    #expect(
      asked.hasSuffix(
        #""change":{"productivity_multiplier":null,"time_saved_hours":null,"cost_saved":null,"#
          + #""avg_effectiveness":null,"total_sessions":null,"total_issues":null,"clear":[]}}}"#))
    let response = fixture.answer("GET", "/api/overview", query: [.init("previous", "yes")])
    #expect(response.status.code == 400)
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
    ([.init("range", ""), .init("since", "")], "  • Total sessions: 4\\n"),
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
    #expect(response.headers.first == .init("Content-Type", "text/plain; charset=utf-8"))
    #expect(text.contains("GET /api/overview ") && text.contains("GET /metrics "))
  }

  @Test(arguments: [
    "/nope", "/api", "/api/overview/x", "//", "/API/REPORT", "*", "/api/sessions/nobody",
    "/metrics/x",
  ])
  func unknownPathsAreNotFound(path: String) throws {
    #expect(try RESTFixture().answer("GET", path).status == .notFound)
  }

  @Test func aSlashTooManyIsRedirected() throws {
    let response = try RESTFixture().answer("GET", "/api/report/")
    #expect(response.status == .temporaryRedirect)
    #expect(response.headers == [.init("Location", "/api/report")])
    let asked = try RESTFixture().answer(
      "GET", "/api/report/", query: [.init("since", "7d"), .init("é&", "a b")])
    #expect(asked.headers == [.init("Location", "/api/report?since=7d&%C3%A9%26=a%20b")])
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
    (["since": "2026-01-05", "until": "2026-01-04"], 0), (["range": "last_day", "since": "2h"], 2),
    (["range": "last_day", "until": "yesterday"], 0), (["since": "2h", "until": "1h"], 2),
  ])
  func conditionsNarrowOneAnother(query: [String: String], count: Int) throws {
    let fixture = try RESTFixture(sessions: RoutesTests.sessions)
    let items = query.map { HTTPRequest.Field($0.key, $0.value) }
    #expect(
      fixture.body("/api/roi", query: items).hasPrefix(#"{"total_sessions":\#(count),"#))
  }

  @Test func dataThatCannotBeReadIsAServerError() throws {
    let fixture = try RESTFixture()
    let file = Config.defaultDirectory + "/sessions.json"
    try RealFileSystem().remove(fixture.world.directory.path(of: file))
    try fixture.world.directory.createDirectory(file)
    let response = fixture.answer("GET", "/api/report")
    #expect(response.status == .internalServerError)
    #expect(String(decoding: response.body, as: UTF8.self).contains("sessions.json"))
    #expect(fixture.world.messages.contains { $0.contains("sessions.json") })
  }
}
