package import Platform
package import TrackerCore

/// Serves the API of one data directory: routes, connections and events put together.
package final class RESTServer {
  private let server: HTTPServer
  private let events: LedgerEvents
  private let loop: EventLoop

  /// A server that does nothing before `start`.
  package init(
    _ service: SessionService, on listener: ListeningSocket, access: Access, version: String,
    loop: EventLoop
  ) {
    let routes = Routes(service: service, access: access, version: version)
    self.loop = loop
    server = HTTPServer(listener, on: loop, now: service.environment.now) {
      routes.response(to: $0)
    }
    events = LedgerEvents(service, to: server)
  }

  /// Where it is served: `http://127.0.0.1:8000/`.
  package var address: String { server.address }

  /// Begins to answer, and to tell of changes.
  package func start() {
    server.start()
    events.start(on: loop)
  }

  /// Closes every connection.
  package func stop() { server.stop() }
}
