import Platform

/// One client of an `HTTPServer`: one request at a time, bytes out as the client takes them, each phase under a deadline.
final class HTTPConnection {
  private enum Phase {
    /// Nothing of a request has come yet.
    case idle
    case receiving
    /// More than one request came at once; the next one has its turn when the loop comes round, so that one client's many
    /// do not keep the others waiting.
    case queued
    case sending
    /// All that was to be told of events has been sent.
    case following
    /// Told to go; what still comes is thrown away, so that the last response is not lost to a reset.
    case leaving
    case closed
  }

  private let stream: Connection
  private unowned let server: HTTPServer
  private var phase = Phase.idle
  private var input: [UInt8] = []
  /// So many bytes of input are needed before parsing can come to anything.
  private var neededByteCount = 1
  private var output: ArraySlice<UInt8> = []
  /// What follows `output`: the bytes of a big body, which all who are sent it share.
  private var sharedOutput: ArraySlice<UInt8> = []
  private var keepsConnection = true
  private var deadline: EventLoop.Timer?
  /// Whether it stays open for events.
  private(set) var isEventStream = false
  /// The newest event while older bytes are still on their way: whoever is slow misses those between.
  private var waitingEvent: [UInt8] = []

  init(_ stream: Connection, of server: HTTPServer) {
    self.stream = stream
    self.server = server
  }

  var bufferedByteCount: Int { output.count + sharedOutput.count + waitingEvent.count }

  func start() { enter(.idle) }

  func close() {
    guard phase != .closed else { return }
    enter(.closed)
    server.loop.forget(stream.descriptor)
    server.didClose(self)
  }

  /// Closes when nothing of a request has come, also not unnoticed so far; returns whether it did.
  func closeIfIdle() -> Bool {
    if phase == .idle { receive() }
    guard phase == .idle else { return phase == .closed }
    close()
    return true
  }

  /// Takes up a phase with its deadline and what it waits for.
  private func enter(_ phase: Phase) {
    self.phase = phase
    if let deadline { server.loop.cancel(deadline) }
    let limits = server.limits
    switch phase {
    case .idle: wait(limits.idleMilliseconds) { $0.close() }
    case .receiving: wait(limits.requestMilliseconds) { $0.refuse(.requestTimeout) }
    case .queued: wait(0) { $0.serveNext() }
    case .sending: wait(limits.responseMilliseconds) { $0.close() }
    case .following: wait(limits.heartbeatMilliseconds) { $0.tell(HTTPConnection.heartbeat) }
    case .leaving: wait(limits.farewellMilliseconds) { $0.close() }
    case .closed: return
    }
    let (descriptor, isReading) = (stream.descriptor, phase != .sending && phase != .queued)
    server.loop.whenReadable(descriptor, isReading ? { [unowned self] in receive() } : nil)
    server.loop.whenWritable(descriptor, phase == .sending ? { [unowned self] in send() } : nil)
  }

  private func wait(_ milliseconds: Int64, then action: @escaping (HTTPConnection) -> Void) {
    deadline = server.loop.after(milliseconds: milliseconds) { [unowned self] in action(self) }
  }

  private func receive() {
    var window = [UInt8](repeating: 0, count: 16 * 1024)
    switch stream.read(into: &window) {
    case .wouldBlock: return
    case .closed: close()
    case .bytes where phase == .leaving || phase == .following: return
    case .bytes(let count):
      input += window[..<count]
      if phase == .idle { enter(.receiving) }
      if input.count >= neededByteCount { serveNext() }
    }
  }

  /// Answers the next request if it is there whole.
  private func serveNext() {
    switch HTTPParsing(input[...]) {
    case .incomplete(let needed):
      neededByteCount = needed
      if phase == .queued { enter(.receiving) }
    case .bad(let status): refuse(status)
    case .request(let request, let consumed):
      input.removeFirst(consumed)
      keepsConnection = request.keepsConnection
      reply(server.response(to: request), withoutBody: request.method == "HEAD")
    }
  }

  private func refuse(_ status: HTTPStatus) {
    keepsConnection = false
    reply(.problem(status, HTTPParsing.reason(for: status)))
  }

  private func reply(_ response: HTTPResponse, withoutBody: Bool = false) {
    if response.isEventStream { keepsConnection = false }
    isEventStream = response.isEventStream && !withoutBody
    let head = response.head(keepsConnection: keepsConnection, date: server.now())
    if withoutBody {
      send(head)
    } else if response.body.count < HTTPConnection.bigBodyBytes {
      send(head + response.body)
    } else {
      send(head, then: response.body)
    }
  }

  /// From so many bytes on, a body is not copied to stand behind its head.
  private static let bigBodyBytes = 16 * 1024

  private func send(_ bytes: [UInt8], then shared: [UInt8] = []) {
    output = bytes[...]
    sharedOutput = shared[...]
    enter(.sending)
    send()
  }

  /// A comment, by which both sides find out whether the other is still there.
  private static let heartbeat = Array(":\n\n".utf8)

  /// Sends an event now, or when what is on its way has arrived.
  func tell(_ event: [UInt8]) {
    guard phase == .following else {
      waitingEvent = event
      return
    }
    send(event)
  }

  private func send() {
    while true {
      if output.isEmpty { swap(&output, &sharedOutput) }
      guard !output.isEmpty else { break }
      switch stream.write(output) {
      case .bytes(let count): output = output.dropFirst(count)
      case .wouldBlock: return
      case .closed: return close()
      }
    }
    output = []
    sharedOutput = []
    finishResponse()
  }

  private func finishResponse() {
    guard !isEventStream else {
      guard waitingEvent.isEmpty else {
        let event = waitingEvent
        waitingEvent = []
        return send(event)
      }
      return enter(.following)
    }
    guard keepsConnection else {
      stream.finishWriting()
      return enter(.leaving)
    }
    neededByteCount = 1
    server.didServe(self)
    enter(input.isEmpty ? .idle : .queued)
  }
}
