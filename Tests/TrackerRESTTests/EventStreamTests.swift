// Server-sent events over real sockets: what is told, to how many, and what a slow one misses.

import Glibc
import Platform
import TestSupport
import Testing
import TrackerCore
import TrackerREST

@Suite struct EventStreamTests {
  private let loop = EventLoop()

  /// A server whose every answer is a stream of events.
  private func serve(_ limits: HTTPLimits = HTTPLimits()) throws -> (HTTPServer, UInt16) {
    let listener = try ListeningSocket(host: "127.0.0.1", port: 0)
    let server = HTTPServer(
      listener, on: loop, limits: limits, now: { Timestamp(microseconds: 0) }
    ) { _ in
      var response = HTTPResponse(status: .ok, body: Array("first\n\n".utf8))
      response.isEventStream = true
      return response
    }
    server.start()
    return (server, listener.port)
  }

  private let get = "GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n"

  @Test func aStreamStaysOpenAndTellsWhatIsAnnounced() throws {
    let (server, port) = try serve()
    let client = Client(port: port, on: loop)
    client.send(get)
    #expect(try client.wait { $0.text.hasSuffix("first\n\n") })
    #expect(!client.text.contains("Content-Length"))
    #expect(client.text.contains("Connection: close\r\n"))
    server.announce(Array("second\n\n".utf8))
    #expect(try client.wait { $0.text.hasSuffix("second\n\n") })
    // What a client says meanwhile is of no interest.
    client.send(get)
    server.announce(Array("third\n\n".utf8))
    #expect(try client.wait { $0.text.hasSuffix("third\n\n") })
    #expect(client.responseCount == 1)
    server.stop()
    #expect(try client.wait(until: \.isClosed))
  }

  @Test func aSignOfLifeComesNowAndThen() throws {
    var limits = HTTPLimits()
    limits.heartbeatMilliseconds = 10
    let (server, port) = try serve(limits)
    let client = Client(port: port, on: loop)
    client.send(get)
    #expect(try client.wait { $0.text.hasSuffix(":\n\n:\n\n:\n\n") })
    server.stop()
  }

  @Test func oneTooManyIsPutOff() throws {
    var limits = HTTPLimits()
    limits.eventStreams = 1
    let (server, port) = try serve(limits)
    let first = Client(port: port, on: loop)
    first.send(get)
    #expect(try first.wait { $0.text.hasSuffix("first\n\n") })
    let second = Client(port: port, on: loop)
    second.send(get)
    #expect(try second.wait { $0.text.hasPrefix("HTTP/1.1 503 ") })
    first.close()
    let third = Client(port: port, on: loop)
    third.send(get)
    #expect(try third.wait { $0.text.hasSuffix("first\n\n") })
    server.stop()
  }

  @Test func headOfAStreamEnds() throws {
    let (server, port) = try serve()
    let client = Client(port: port, on: loop)
    client.send("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    #expect(try client.wait(until: \.isClosed))
    #expect(client.text.hasSuffix("\r\n\r\n"))
    server.stop()
  }

  @Test func whoDoesNotReadMissesEventsAndKeepsNobodyWaiting() throws {
    var limits = HTTPLimits()
    limits.responseMilliseconds = 200
    let (server, port) = try serve(limits)
    let slow = Client(port: port, on: loop, receiveBuffer: 4096)
    slow.send(get)
    #expect(try slow.wait { $0.text.hasSuffix("first\n\n") })
    slow.stopReading()
    let quick = Client(port: port, on: loop)
    quick.send(get)
    #expect(try quick.wait { $0.text.hasSuffix("first\n\n") })
    let big = [UInt8](repeating: UInt8(ascii: "x"), count: 8 * 1024 * 1024)
    server.announce(big)
    for number in 0..<100 { server.announce(Array("event \(number)\n\n".utf8)) }
    #expect(try quick.wait { $0.text.hasSuffix("event 99\n\n") })
    #expect(!quick.text.contains("event 50\n"))
    // The slow one is dropped at its deadline.
    while server.connectionCount > 1 {
      loop.after(milliseconds: 2) { [loop] in loop.stop() }
      try loop.run()
    }
    server.stop()
  }

  @Test func aChangeOfTheFilesIsTold() throws {
    let world = try TestEnvironment()
    try world.store("{}", as: "sessions.json")
    var config = Config()
    config.directory = world.directory.path(of: Config.defaultDirectory)
    let listener = try ListeningSocket(host: "127.0.0.1", port: 0)
    let port = listener.port
    let server = RESTServer(
      world.service(config), on: listener, access: Access(), version: "1", loop: loop)
    server.start()
    #expect(server.address == "http://127.0.0.1:\(port)/")
    let client = Client(port: port, on: loop)
    client.send(get)
    #expect(try client.wait { $0.text.contains("data: {\"generation\":") })
    let known = try #require(client.events.last)
    try world.store(#"{"a": {}}"#, as: "sessions.json")
    #expect(try client.wait { $0.events.count == 2 })
    #expect(client.events.last != known)
    // Who knows the newest generation is told nothing, who knows another one is.
    for (id, isTold) in [(client.events.last ?? "", false), (known, true)] {
      let other = Client(port: port, on: loop)
      other.send("GET /api/events HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: \(id)\r\n\r\n")
      #expect(try other.wait { $0.text.contains("retry: 2000\n\n") })
      #expect(other.events.isEmpty == !isTold)
    }
    server.stop()
  }
}

extension Client {
  /// The ids of the events so far.
  fileprivate var events: [String] {
    text.split(separator: "\n").filter { $0.hasPrefix("id: ") }.map { String($0.dropFirst(4)) }
  }
}
