// THE LIST: what the server answers. Dispatch, Allow, the page at /, the OpenAPI document follow from it.
// Request → response; it refuses to write anything anywhere.

internal import JSON
package import TrackerCore

extension Route {
  static let all = main + ofClaims + rest

  private static let main: [Route] = [
    .text("/", "this text") { _ in Routes.introduction },
    .json(
      "/api/overview", "sessions, ROI, effectiveness and gaps", ranged + [.previous],
      Documents.overview
    ) { question throws(TrackerError) in
      let history = try question.covered()
      return Figures(
        history: history, overview: question.statistics.figures(history),
        comparison: question.value(.previous) == "1" ? try question.comparison(of: history) : nil)
    },
    .json("/api/report", "the report as text, in a JSON object", ranged, Documents.report) {
      question throws(TrackerError) in
      question.statistics.generateSummaryReport(try question.covered())
    },
    .json(
      "/api/sessions", "sessions, filtered, in order, by the page",
      [.status] + Parameter.narrowing + Parameter.ranges + [.sort, .limit, .place],
      Documents.sessions
    ) { question throws(TrackerError) in try SessionPage(question) },
    .json(
      "/api/sessions/{id}", "one session with its issues and code metrics", [.id], Documents.session
    ) { question throws(TrackerError) in try SessionWithIssues(question) },
    .json(
      "/api/interactions", "interactions in file order, by the page",
      [.session] + Parameter.narrowing + [.limit, .position], Documents.interactions
    ) { question throws(TrackerError) in
      try question.service.interactionPage(
        from: question.position, limit: question.limit, of: try question.wantedSessions())
    },
    .json(
      "/api/issues", "issues in file order, by the page, and how many there are",
      [.session, .severity, .resolved] + Parameter.narrowing + [.limit, .position],
      Documents.issues
    ) { question throws(TrackerError) in
      let issues = question.narrowed(try question.history()).issues.filter { question.wants($0) }
      let summary = question.statistics.calculateIssueSummary(issues)
      return Page(question, of: issues, Overview(issues: summary))
    },
    .json("/api/effectiveness", "how ratings spread", ranged, Documents.effectiveness) {
      question throws(TrackerError) in
      let history = try question.covered()
      var overview = Overview(
        effectiveness: question.statistics.calculateEffectivenessDistribution(history))
      overview.outside = history.outside
      return overview
    },
    .json("/api/roi", "hours and money, all figures", ranged, Documents.roi) {
      question throws(TrackerError) in
      question.statistics.figures(try question.covered())
    },
    .json(
      "/api/gaps", "pauses between sessions, by the page", ranged + [.limit, .position],
      Documents.gaps
    ) { question throws(TrackerError) in
      let history = try question.covered()
      var overview = Overview(gaps: question.statistics.calculateSessionGaps(history))
      overview.outside = history.outside
      return Page(question, of: overview.gaps.gaps, overview)
    },
    .json(
      "/api/active", "sessions that are not completed", Parameter.narrowing, Documents.active
    ) { question throws(TrackerError) in
      question.narrowed(try question.history()).sessionRows.filter(\.isListedAsActive)
    },
  ]

  private static let rest: [Route] = [
    .json("/api/health", "whether the data can be read, and the version", [], Documents.health) {
      question throws(TrackerError) in
      Health(server: question.server, history: try question.history())
    },
    Route(
      path: "/api/openapi.json", summary: "this list for programs, OpenAPI 3.1", parameters: [],
      body: .anyJSON
    ) { question in .json(OpenAPI.document(Route.all, question.server)) },
    Route(
      path: "/api/events", summary: "tells of every change, as server-sent events",
      parameters: [.lastEventID], body: .events
    ) { question in .events(question) },
    .text("/metrics", "figures for Prometheus", type: Exposition.contentType) {
      question throws(TrackerError) in
      let history = try question.history()
      return Exposition.text(
        Figures(history: history, overview: try question.explained(history)),
        question.statistics.config, question.server)
    },
  ]

  /// What narrows figures: a range of starts, one session, values of sessions.
  static let ranged = Parameter.ranges + [.session] + Parameter.narrowing
}

/// The routes over one data directory.
package struct Routes {
  private let service: SessionService
  private let access: Access
  private let server: ServerFacts
  private let cache: AnswerCache

  package init(service: SessionService, access: Access = Access(), version: String) {
    self.service = service
    self.access = access
    server = ServerFacts(
      version: version, requiresToken: access.token != nil,
      run: String(service.environment.now().microseconds, radix: 36))
    cache = AnswerCache(service)
  }

  /// The answer to any request.
  package func response(to request: HTTPRequest) -> HTTPResponse {
    if let refusal = access.refusal(of: request) { return refusal }
    let allowed = HTTPRequest.Field("Allow", Route.methods.joined(separator: ", "))
    if request.path == "*", request.method == "OPTIONS" {
      return HTTPResponse(status: .noContent, headers: [allowed])
    }
    guard let (route, id) = route(at: request.path) else {
      return redirectionWithoutSlash(request)
        ?? .problem(.notFound, "There is nothing at \(request.path); GET / tells what there is.")
    }
    switch request.method {
    case "GET", "HEAD": return answer(route, id: id, request)
    case "OPTIONS": return HTTPResponse(status: .noContent, headers: [allowed])
    default:
      var response = HTTPResponse.problem(
        .methodNotAllowed, "\(route.path) answers \(Route.methods.joined(separator: ", ")).")
      response.headers.append(allowed)
      return response
    }
  }

  private func route(at path: String) -> (Route, id: String)? {
    for route in Route.all {
      if let id = route.match(path) { return (route, id) }
    }
    return nil
  }

  private func redirectionWithoutSlash(_ request: HTTPRequest) -> HTTPResponse? {
    guard request.path != "//", request.path.hasSuffix("/"),
      case let path = String(request.path.dropLast()), let (route, id) = route(at: path),
      id.isEmpty
    else { return nil }
    let query = request.query.map {
      "\($0.name.utf8.percentEncoded)=\($0.value.utf8.percentEncoded)"
    }.joined(separator: "&")
    let target = route.path + (query.isEmpty ? "" : "?" + query)
    return HTTPResponse(
      status: .temporaryRedirect, headers: [HTTPRequest.Field("Location", target)])
  }

  private func answer(_ route: Route, id: String, _ request: HTTPRequest) -> HTTPResponse {
    if let detail = route.refusal(of: request.query) { return .problem(.badRequest, detail) }
    do throws(TrackerError) {
      let generation = try service.generation()
      cache.begin(generation)
      let question = try Question(
        request, id: id, to: route, service: service, server: server, generation: generation,
        zone: cache.calendar(ofZone:)
      ) { [cache] () throws(TrackerError) in try cache.history() }
      let response = try cache.answer(question, to: route)
      guard generation.isSettled, !response.isEventStream else { return response }
      return response.tagged("\"\(server.run)-\(generation)\(question.boundsText)\"", for: request)
    } catch {
      switch error {
      case .sessionNotFound, .unknownFigure: return .problem(.notFound, error.message)
      case .notAskedFor: return .problem(.forbidden, error.message)
      case .invalidParameter, .missingParameter: return .problem(.badRequest, error.message)
      default:
        service.environment.log("GET \(route.path): \(error.message)")
        return .problem(.internalServerError, error.message)
      }
    }
  }

  static let introduction: String = {
    let width = (Route.all.map(\.path.count).max() ?? 0) + 2
    let routes = Route.all.map { route in
      "  GET \(route.path)" + String(repeating: " ", count: width - route.path.count)
        + "\(route.summary)\n"
    }.joined()
    return "ai-session-tracker: what AI coding sessions brought, as numbers. It only reads.\n\n"
      + routes
      + "\nrange=RANGE, since=WHEN, until=WHEN and session=ID narrow the figures; days are local ones, of tz=ZONE\n"
      + "where it is given. WHEN is \(DateRange.forms);\n"
      + "RANGE is one of these, or two as A..B. /api/openapi.json tells all parameters; others are refused.\n"
  }()
}

extension HTTPResponse {
  /// With the tag of what it was computed of; 304 without a body when the client has that already.
  fileprivate func tagged(_ tag: String, for request: HTTPRequest) -> HTTPResponse {
    let field = HTTPRequest.Field("ETag", tag)
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    let known = request.headers.filter { $0.name == "if-none-match" }.map(\.value)
      .joined(separator: ",").split(separator: ",")
      .map { String($0.drop(while: isBlank).prefix { !isBlank($0) }) }
    let isKnown = !Set(known).isDisjoint(with: ["*", tag, "W/" + tag])
    if isKnown { return HTTPResponse(status: .notModified, headers: [field]) }
    var response = self
    response.headers.append(field)
    return response
  }
}
