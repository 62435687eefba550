// A data directory of its own for a test, and requests to it.

import Platform
import TrackerCore
import TrackerREST

/// Session data in a temporary directory; removed when let go.
final class RESTFixture {
  let directory: String
  let service: SessionService
  private let files = FileSystem()

  init(sessions: String = "{}", interactions: String = "[]", issues: String = "[]") throws {
    directory = try files.createTemporaryDirectory(prefix: "/tmp/tracker-rest-")
    for (name, text) in [
      ("sessions", sessions), ("interactions", interactions), ("issues", issues),
    ] {
      try files.replace(
        "\(directory)/\(name).json", by: [.bytes(Array(text.utf8))],
        temporary: "\(directory)/new.tmp")
    }
    var config = Config()
    config.directory = directory
    let now = Timestamp("2026-01-05T12:00:00+00:00") ?? Timestamp(microseconds: 0)
    service = SessionService(
      environment: Environment(
        now: { now }, utcOffsetSeconds: { _ in 0 }, currentDirectory: directory, log: { _ in },
        files: files),
      config: config)
  }

  deinit {
    do {
      try files.removeDirectory(directory)
    } catch {
      print("left behind: \(directory): \(error)")
    }
  }

  /// The answer to one request, with `localhost` as its host.
  func answer(
    _ method: String, _ path: String, query: [HTTPRequest.Field] = [],
    headers: [HTTPRequest.Field] = [.init("host", "localhost:8000")]
  ) -> HTTPResponse {
    Routes(service: service).response(
      to: HTTPRequest(method: method, path: path, query: query, headers: headers))
  }

  /// The body of GET.
  func body(_ path: String, query: [HTTPRequest.Field] = []) -> String {
    String(decoding: answer("GET", path, query: query).body, as: UTF8.self)
  }
}
