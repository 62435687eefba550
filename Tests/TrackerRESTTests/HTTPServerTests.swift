// The server over real sockets, client and server on one loop. Nothing sleeps: every wait is for an event, with a deadline.

import Glibc
import Platform
import Testing
import TrackerCore
import TrackerREST

@Suite struct HTTPServerTests {
  private let loop = EventLoop()

  private func serve(
    limits: HTTPLimits = HTTPLimits(), body: [UInt8] = Array("hello".utf8)
  ) throws -> (HTTPServer, UInt16) {
    let listener = try ListeningSocket(host: "127.0.0.1", port: 0)
    let server = HTTPServer(
      listener, on: loop, limits: limits, now: { Timestamp(microseconds: 0) }
    ) { request in
      HTTPResponse(status: .ok, headers: [.init("X-Path", request.path)], body: body)
    }
    server.start()
    return (server, listener.port)
  }

  /// Runs the loop until a client has come and gone; looks again and again, as no event tells.
  private func waitForOneToBeServedAndGone(_ server: HTTPServer) throws -> Bool {
    var wasThere = false
    var isGone = false
    var looksLeft = 5_000
    func look() {
      if server.connectionCount > 0 { wasThere = true }
      isGone = wasThere && server.connectionCount == 0
      looksLeft -= 1
      if isGone || looksLeft == 0 { return loop.stop() }
      loop.after(milliseconds: 2) { look() }
    }
    look()
    try loop.run()
    return isGone
  }

  private let get = "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n"

  @Test func aRequestIsAnsweredAndTheConnectionStays() throws {
    let (server, port) = try serve()
    let client = Client(port: port, on: loop)
    client.send(get)
    #expect(try client.wait { $0.text.hasSuffix("hello") })
    #expect(client.text.contains("X-Path: /a\r\n"))
    client.send(get)
    #expect(try client.wait { $0.responseCount == 2 && $0.text.hasSuffix("hello") })
    #expect(!client.isClosed)
    #expect(server.connectionCount == 1)
    #expect(server.address == "http://127.0.0.1:\(port)/")
    server.stop()
    #expect(try client.wait(until: \.isClosed))
    #expect(server.connectionCount == 0)
  }

  @Test func aRequestMayComeByteByByte() throws {
    let (server, port) = try serve()
    let client = Client(port: port, on: loop)
    for character in get {
      client.send(String(character))
      // One turn of the loop for each byte.
      loop.after(milliseconds: 0) { [loop] in loop.stop() }
      try loop.run()
    }
    #expect(try client.wait { $0.text.hasSuffix("hello") })
    server.stop()
  }

  @Test func requestsSentAheadAreAnsweredInOrder() throws {
    let (server, port) = try serve()
    let client = Client(port: port, on: loop)
    let requests = (0..<50).map { "GET /\($0) HTTP/1.1\r\nHost: localhost\r\n\r\n" }
    client.send(requests.joined() + "HEAD /last HTTP/1.0\r\n\r\n")
    #expect(try client.wait(until: \.isClosed))
    let paths = client.text.split(separator: "\r\n").filter { $0.hasPrefix("X-Path: ") }
    #expect(paths == (0..<50).map { "X-Path: /\($0)" } + ["X-Path: /last"])
    #expect(client.text.hasSuffix("Connection: close\r\n\r\n"))
    server.stop()
  }

  @Test func nonsenseIsAnsweredAndEndsTheConnection() throws {
    let (server, port) = try serve()
    let client = Client(port: port, on: loop)
    client.send("nonsense\r\n" + String(repeating: "x", count: 100_000))
    #expect(try client.wait(until: \.isClosed))
    #expect(client.text.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
    #expect(client.text.contains("application/problem+json"))
    #expect(client.responseCount == 1)
    server.stop()
  }

  @Test func aClientThatHasClosedItsSideStillGetsItsAnswer() throws {
    let (server, port) = try serve()
    let client = Client(port: port, on: loop)
    client.send(get)
    client.finishWriting()
    #expect(try client.wait(until: \.isClosed))
    #expect(client.text.hasSuffix("hello"))
    server.stop()
  }

  @Test func aTricklingRequestIsCutAtItsDeadline() throws {
    var limits = HTTPLimits()
    limits.requestMilliseconds = 60
    let (server, port) = try serve(limits: limits)
    let client = Client(port: port, on: loop)
    client.send("GET /")
    // A byte every few milliseconds, well within the deadline: it must not be extended by them.
    func trickle() {
      guard !client.isClosed, client.received.isEmpty else { return }
      client.send("x")
      loop.after(milliseconds: 5) { trickle() }
    }
    trickle()
    #expect(try client.wait(until: \.isClosed))
    #expect(client.text.hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
    server.stop()
  }

  @Test func anIdleConnectionIsClosedInSilence() throws {
    var limits = HTTPLimits()
    limits.idleMilliseconds = 30
    let (server, port) = try serve(limits: limits)
    let client = Client(port: port, on: loop)
    #expect(try client.wait(until: \.isClosed))
    #expect(client.received.isEmpty)
    server.stop()
  }

  @Test func aClientThatStaysAfterTheFarewellIsCutOff() throws {
    var limits = HTTPLimits()
    limits.farewellMilliseconds = 30
    let (server, port) = try serve(limits: limits)
    let client = Client(port: port, on: loop)
    client.send("GET / HTTP/1.0\r\n\r\n")
    client.stopReading()
    #expect(try waitForOneToBeServedAndGone(server))
    server.stop()
  }

  @Test func aNewClientTakesThePlaceOfTheOneThatIsIdleLongest() throws {
    var limits = HTTPLimits()
    limits.connections = 2
    let (server, port) = try serve(limits: limits)
    let first = Client(port: port, on: loop)
    first.send(get)
    #expect(try first.wait { $0.text.hasSuffix("hello") })
    let second = Client(port: port, on: loop)
    second.send(get)
    #expect(try second.wait { $0.text.hasSuffix("hello") })
    first.send(get)
    #expect(try first.wait { $0.responseCount == 2 })
    let third = Client(port: port, on: loop)
    third.send(get)
    #expect(try third.wait { $0.text.hasSuffix("hello") })
    #expect(try second.wait(until: \.isClosed))
    #expect(!first.isClosed)
    #expect(server.connectionCount == 2)
    server.stop()
  }

  @Test func aClientWaitsWhileAllPlacesAreBusy() throws {
    var limits = HTTPLimits()
    limits.connections = 1
    let (server, port) = try serve(limits: limits)
    let busy = Client(port: port, on: loop)
    busy.send("GET /slow")
    let waiting = Client(port: port, on: loop)
    waiting.send(get)
    busy.send(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    #expect(try waiting.wait { $0.text.hasSuffix("hello") })
    #expect(busy.text.hasSuffix("hello"))
    server.stop()
  }

  @Test func aClientThatDoesNotReadKeepsNobodyWaiting() throws {
    var limits = HTTPLimits()
    limits.bufferedBytes = 1024 * 1024
    let (server, port) = try serve(
      limits: limits, body: [UInt8](repeating: UInt8(ascii: "x"), count: 16 * 1024 * 1024))
    let greedy = Client(port: port, on: loop, receiveBuffer: 4096)
    greedy.stopReading()
    greedy.send(get + get)
    let other = Client(port: port, on: loop)
    other.send(get)
    // The greedy one's response fills what may wait, so others are put off instead of filling the memory.
    #expect(try other.wait { $0.text.contains("\r\n\r\n") && $0.responseCount == 1 })
    #expect(other.text.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
    greedy.read()
    #expect(try greedy.wait { $0.received.count > 32 * 1024 * 1024 })
    #expect(greedy.responseCount == 2)
    server.stop()
  }

  @Test func aClientThatTakesTooLongOverAResponseIsDropped() throws {
    var limits = HTTPLimits()
    limits.responseMilliseconds = 40
    let (server, port) = try serve(
      limits: limits, body: [UInt8](repeating: 0, count: 16 * 1024 * 1024))
    let client = Client(port: port, on: loop, receiveBuffer: 4096)
    client.stopReading()
    client.send(get)
    #expect(try waitForOneToBeServedAndGone(server))
    client.read()
    #expect(try client.wait(until: \.isClosed))
    #expect(client.received.count < 16 * 1024 * 1024)
    server.stop()
  }
}
