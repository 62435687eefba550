package import Platform
package import TrackerCore

/// How much a client gets.
package struct HTTPLimits: Sendable {
  /// Connections at a time; further clients wait.
  package var connections = 64
  /// From the first byte of a request to its last; more bytes do not extend it.
  package var requestMilliseconds: Int64 = 10_000
  /// Between requests.
  package var idleMilliseconds: Int64 = 30_000
  /// For a client to take a whole response.
  package var responseMilliseconds: Int64 = 30_000
  /// For a client to go away after it was told to.
  package var farewellMilliseconds: Int64 = 2_000
  /// Bytes of responses that wait for their clients, all connections together; beyond that requests are put off (503).
  package var bufferedBytes = 32 * 1024 * 1024
  /// Connections that stay open for events; more are put off (503).
  package var eventStreams = 16
  /// Between signs of life to those who wait for events.
  package var heartbeatMilliseconds: Int64 = 15_000

  package init() {}
}

/// Serves one listening socket: who may connect, how many, and what one slow or greedy client may cost the others.
package final class HTTPServer {
  let loop: EventLoop
  let limits: HTTPLimits
  let now: () -> Timestamp
  private let listener: ListeningSocket
  private let respond: (HTTPRequest) -> HTTPResponse
  /// Longest idle first.
  private var connections: [HTTPConnection] = []
  private var pause: EventLoop.Timer?

  /// A server that does nothing before `start`.
  package init(
    _ listener: ListeningSocket, on loop: EventLoop, limits: HTTPLimits = HTTPLimits(),
    now: @escaping () -> Timestamp, respond: @escaping (HTTPRequest) -> HTTPResponse
  ) {
    self.listener = listener
    self.loop = loop
    self.limits = limits
    self.now = now
    self.respond = respond
  }

  /// Where it is served: `http://127.0.0.1:8000/`.
  package var address: String {
    let host = listener.host.utf8.contains(UInt8(ascii: ":")) ? "[\(listener.host)]" : listener.host
    return "http://\(host):\(listener.port)/"
  }

  /// How many clients are connected.
  package var connectionCount: Int { connections.count }

  /// Begins to accept.
  package func start() { resumeAccepting() }

  /// Stops accepting and closes every connection.
  package func stop() {
    for connection in connections { connection.close() }
    stopAccepting()
  }

  private func resumeAccepting() {
    if let pause { loop.cancel(pause) }
    pause = nil
    loop.whenReadable(listener.descriptor) { [unowned self] in accept() }
  }

  private func stopAccepting() {
    loop.forget(listener.descriptor)
    if let pause { loop.cancel(pause) }
    pause = nil
  }

  private func accept() {
    // One that only keeps its connection open makes room for one that wants something.
    if connections.count >= limits.connections {
      let candidates = connections
      guard candidates.contains(where: { $0.closeIfIdle() }) else { return stopAccepting() }
    }
    do throws(SystemError) {
      guard let stream = try listener.accept() else { return }
      let connection = HTTPConnection(stream, of: self)
      connections.append(connection)
      connection.start()
    } catch {
      // No descriptors left: the waiting client stays readable, so look again later instead of at once.
      stopAccepting()
      pause = loop.after(milliseconds: 1_000) { [unowned self] in resumeAccepting() }
    }
  }

  /// What a request is answered with; nothing is computed while too many responses wait for their clients.
  func response(to request: HTTPRequest) -> HTTPResponse {
    let waiting = connections.reduce(0) { $0 + $1.bufferedByteCount }
    guard waiting < limits.bufferedBytes else {
      return .problem(.serviceUnavailable, "Too many responses wait for their clients.")
    }
    let response = respond(request)
    guard response.isEventStream, request.method != "HEAD",
      connections.count(where: \.isEventStream) >= limits.eventStreams
    else { return response }
    return .problem(.serviceUnavailable, "Too many clients wait for events.")
  }

  /// Sends an event to every client that waits for events.
  package func announce(_ event: [UInt8]) {
    for connection in connections where connection.isEventStream { connection.tell(event) }
  }

  func didServe(_ connection: HTTPConnection) {
    guard let index = connections.firstIndex(where: { $0 === connection }) else { return }
    connections.append(connections.remove(at: index))
  }

  func didClose(_ connection: HTTPConnection) {
    connections.removeAll { $0 === connection }
    if pause == nil { resumeAccepting() }
  }
}
