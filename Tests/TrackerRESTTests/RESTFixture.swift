// A ledger of its own for a test, and requests to it.

import JSON
import TestSupport
import TrackerCore
import TrackerREST

/// The routes over a ledger, on 2026-01-05 at noon.
struct RESTFixture {
  let world: TestEnvironment
  private let routes: Routes

  init(
    sessions: String = "{}", interactions: String = "[]", issues: String = "[]",
    access: Access = Access(), config: Config = Config()
  ) throws {
    world = try TestEnvironment(at: "2026-01-05T12:00:00+00:00")
    try world.store(sessions, as: "sessions.json")
    try world.store(interactions, as: "interactions.json")
    try world.store(issues, as: "issues.json")
    var config = config
    config.directory = world.directory.path(of: Config.defaultDirectory)
    routes = Routes(service: world.service(config), access: access, version: "1.2.3")
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

  /// The body of GET, read; `items` are the query, e.g. `limit=2&sort=-start`, nothing escaped.
  func value(_ path: String, _ items: String = "") throws -> JSONValue {
    let query = items.split(separator: "&").map { item in
      let name = item.prefix { $0 != "=" }
      return HTTPRequest.Field(String(name), String(item.dropFirst(name.count + 1)))
    }
    return try JSONReader.read(Array(body(path, query: query).utf8))
  }
}

extension HTTPResponse {
  /// The value of the field of this name.
  func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
