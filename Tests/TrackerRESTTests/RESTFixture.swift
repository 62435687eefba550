// A ledger of its own for a test, and requests to it.

import TestSupport
import TrackerCore
import TrackerREST

/// The routes over a ledger, on 2026-01-05 at noon.
struct RESTFixture {
  let world: TestEnvironment
  private let routes: Routes

  init(sessions: String = "{}", interactions: String = "[]") throws {
    world = try TestEnvironment(at: "2026-01-05T12:00:00+00:00")
    try world.store(sessions, as: "sessions.json")
    try world.store(interactions, as: "interactions.json")
    var config = Config()
    config.directory = world.directory.path(of: Config.defaultDirectory)
    routes = Routes(service: world.service(config))
  }

  /// The answer to one request, with `localhost` as its host.
  func answer(
    _ method: String, _ path: String, query: [HTTPRequest.Field] = [],
    headers: [HTTPRequest.Field] = [.init("host", "localhost:8000")]
  ) -> HTTPResponse {
    routes.response(
      to: HTTPRequest(method: method, path: path, query: query, headers: headers))
  }

  /// The body of GET.
  func body(_ path: String, query: [HTTPRequest.Field] = []) -> String {
    String(decoding: answer("GET", path, query: query).body, as: UTF8.self)
  }
}
