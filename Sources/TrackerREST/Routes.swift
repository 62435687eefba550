// THE LIST: what the server answers. Request → response; it refuses to write anything anywhere.

internal import JSON
package import TrackerCore

/// One path and what GET of it answers.
struct Route: Sendable {
  let path: String
  let summary: String
  let answer: @Sendable (SessionService, HTTPRequest) throws(TrackerError) -> HTTPResponse

  init(
    _ path: String, _ summary: String,
    _ answer: @escaping @Sendable (SessionService, HTTPRequest) throws(TrackerError) -> HTTPResponse
  ) {
    self.path = path
    self.summary = summary
    self.answer = answer
  }
}

/// The routes over one data directory, which is read anew for every request.
package struct Routes {
  static let all = [
    Route("/", "this text") { _, _ throws(TrackerError) in .text(Routes.introduction) },
    Route("/api/overview", "sessions, ROI, effectiveness and gaps") {
      service, request throws(TrackerError) in
      .json(service.statistics.overviewDocument(try service.history(for: request)))
    },
    Route("/api/report", "the report as text, in a JSON object") {
      service, request throws(TrackerError) in
      let report = service.statistics.generateSummaryReport(try service.history(for: request))
      return .json(["report": .string(report)])
    },
  ]

  private let service: SessionService

  package init(service: SessionService) { self.service = service }

  /// The answer to any request.
  package func response(to request: HTTPRequest) -> HTTPResponse {
    if let refusal = request.refusalOfForeignPage { return .problem(.forbidden, refusal) }
    let allowed = HTTPRequest.Field("Allow", "GET, HEAD, OPTIONS")
    if request.path == "*", request.method == "OPTIONS" {
      return HTTPResponse(status: .noContent, headers: [allowed])
    }
    guard let route = Routes.all.first(where: { $0.path == request.path }) else {
      return redirectionWithoutSlash(request)
        ?? .problem(.notFound, "There is nothing at \(request.path); GET / tells what there is.")
    }
    switch request.method {
    case "GET", "HEAD": return answer(route, request)
    case "OPTIONS": return HTTPResponse(status: .noContent, headers: [allowed])
    default:
      var response = HTTPResponse.problem(
        .methodNotAllowed, "\(route.path) answers GET, HEAD and OPTIONS.")
      response.headers.append(allowed)
      return response
    }
  }

  private func redirectionWithoutSlash(_ request: HTTPRequest) -> HTTPResponse? {
    guard request.path != "//",
      let route = Routes.all.first(where: { $0.path + "/" == request.path })
    else { return nil }
    return HTTPResponse(
      status: .temporaryRedirect, headers: [HTTPRequest.Field("Location", route.path)])
  }

  private func answer(_ route: Route, _ request: HTTPRequest) -> HTTPResponse {
    do throws(TrackerError) {
      return try route.answer(service, request)
    } catch {
      switch error {
      case .sessionNotFound: return .problem(.notFound, error.message)
      case .invalidParameter, .missingParameter: return .problem(.badRequest, error.message)
      default:
        service.environment.log("GET \(route.path): \(error.message)")
        return .problem(.internalServerError, error.message)
      }
    }
  }

  private static let introduction: String = {
    let routes = all.map { "  GET \($0.path)  \($0.summary)\n" }.joined()
    return "ai-session-tracker: what AI coding sessions brought, as numbers.\n\n\(routes)\n"
      + "Query items narrow the /api routes: range=\(TimeRange.known.map(\.rawValue).joined(separator: "|")), "
      + "since=DATE, until=DATE (2026-01-05, 7d, today), session=ID.\n"
  }()
}

extension SessionService {
  /// What the files tell, as far as the query items ask for it. Unknown items are ignored.
  fileprivate func history(for request: HTTPRequest) throws(TrackerError) -> History {
    let item = { (name: String) in request.query.last { $0.name == name }?.value }
    let range = try ReportRange(
      range: item("range"), since: item("since"), until: item("until"), session: item("session"),
      now: environment.now(), calendar: environment.calendar)
    return try range.covered(of: try history())
  }
}

extension HTTPRequest {
  /// Why a request is not served that a web page elsewhere may have caused a browser to send; nil when it is.
  ///
  /// A page can have its own name resolve to this machine and then read what a server here answers. It cannot do so with
  /// an address, nor with `localhost`.
  var refusalOfForeignPage: String? {
    guard let host = header("host") else { return nil }
    guard host.isAddressOrLocalhost else {
      return "The Host field must hold an address or localhost, not \(host)."
    }
    if let origin = header("origin"), origin.lowercased() != "http://\(host.lowercased())" {
      return "Pages of \(origin) may not read this."
    }
    return nil
  }
}

extension String {
  /// Whether this is `localhost` or a numeric address, with or without a port.
  fileprivate var isAddressOrLocalhost: Bool {
    if hasPrefix("[") { return contains("]") }
    let host = prefix { $0 != ":" }
    guard host.lowercased() != "localhost" else { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
  }
}
