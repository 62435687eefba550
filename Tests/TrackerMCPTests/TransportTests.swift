// The server on real pipes and a real loop, with a client on the same loop that reads as it likes.

import Glibc
import JSON
import Platform
import Testing
import TrackerCore

@testable import TrackerMCP

/// A server between two pipes, and the client's ends of them.
final class Wire {
  let world: World
  let loop = EventLoop()
  let transport: StdioTransport
  private(set) var hasEnded = false
  private(set) var isLate = false
  private var toServer: ByteStream?
  private var fromServer: ByteStream?
  private let serverEnds: [Int32]
  private var unsent: [UInt8] = []
  private var isClosing = false
  private(set) var received: [UInt8] = []

  init(
    maximumLineBytes: Int = 1000, isReading: Bool = true, pollMilliseconds: Int64? = nil
  ) throws {
    world = try World()
    let (serverInput, clientOutput) = try Wire.pipe()
    let (clientInput, serverOutput) = try Wire.pipe()
    serverEnds = [serverInput, serverOutput]
    transport = StdioTransport(
      server: world.server, input: serverInput, output: serverOutput,
      maximumLineBytes: maximumLineBytes, pollMilliseconds: pollMilliseconds)
    toServer = ByteStream(descriptor: clientOutput)
    fromServer = ByteStream(descriptor: clientInput)
    transport.attach(to: loop) { [unowned self] in
      #expect(!hasEnded)
      hasEnded = true
    }
    if isReading { startReading() }
  }

  deinit {
    closeInput()
    stopListening()
    for end in serverEnds { close(end) }
  }

  private static func pipe() throws -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    try check("pipe", "") { Glibc.pipe(&ends) }
    return (ends[0], ends[1])
  }

  /// The lines that the server wrote.
  var lines: [String] {
    String(decoding: received, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  func startReading() {
    guard let fromServer else { return }
    loop.whenReadable(fromServer.descriptor) { [unowned self] in
      var buffer = [UInt8](repeating: 0, count: 10_000)
      if case .bytes(let count) = fromServer.read(into: &buffer) { received += buffer[..<count] }
    }
  }

  /// Hands bytes to the server as it takes them.
  func send(_ text: String, thenClose: Bool = false) {
    guard let toServer else { return }
    unsent += Array(text.utf8)
    isClosing = isClosing || thenClose
    loop.whenWritable(toServer.descriptor) { [unowned self] in
      if case .bytes(let count) = toServer.write(unsent[...]) { unsent.removeFirst(count) }
      guard unsent.isEmpty else { return }
      loop.whenWritable(toServer.descriptor, nil)
      if isClosing { closeInput() }
    }
  }

  /// Lets the loop go on for so long: for what must not happen.
  func rest(milliseconds: Int64) throws {
    loop.after(milliseconds: milliseconds) { [unowned self] in loop.stop() }
    try loop.run()
  }

  /// Hands one byte to the server and lets it look at that.
  func sendAlone(_ byte: UInt8) throws {
    guard let toServer, case .bytes(1) = toServer.write([byte][...]) else { return }
    loop.after(milliseconds: 0) { [unowned self] in loop.stop() }
    try loop.run()
  }

  func closeInput() {
    guard let toServer else { return }
    loop.forget(toServer.descriptor)
    close(toServer.descriptor)
    self.toServer = nil
  }

  /// The client goes away without reading.
  func stopListening() {
    guard let fromServer else { return }
    loop.forget(fromServer.descriptor)
    close(fromServer.descriptor)
    self.fromServer = nil
  }

  /// Runs until `condition` holds; tells when that takes longer than ten seconds.
  func run(until condition: @escaping () -> Bool) throws {
    let deadline = loop.after(milliseconds: 10_000) { [unowned self] in
      isLate = true
      loop.stop()
    }
    while !condition(), !isLate {
      loop.after(milliseconds: 5) { [unowned self] in loop.stop() }
      try loop.run()
    }
    loop.cancel(deadline)
    try #require(!isLate)
  }
}

func ping(_ id: Int) -> String { #"{"jsonrpc":"2.0","id":\#(id),"method":"ping"}"# }
func pong(_ id: Int) -> String { #"{"jsonrpc":"2.0","id":\#(id),"result":{}}"# }

@Suite struct TransportTests {
  @Test func whatWasReadIsAnsweredInOrderBeforeTheEnd() throws {
    let wire = try Wire()
    let lines = (1...50).map { ping($0) + "\n" }
    wire.send(lines.joined(), thenClose: true)
    try wire.run { wire.hasEnded && wire.lines.count == 50 }
    #expect(wire.lines == (1...50).map(pong))
  }

  @Test func aWholeLastLineNeedsNoNewlineAndACutOneIsDropped() throws {
    let whole = try Wire()
    whole.send(ping(1), thenClose: true)
    try whole.run { whole.hasEnded && !whole.lines.isEmpty }
    #expect(whole.lines == [pong(1)])
    let cut = try Wire()
    cut.send(ping(1) + "\n" + #"{"jsonrpc":"2.0","id":2,"meth"#, thenClose: true)
    try cut.run { cut.hasEnded && !cut.lines.isEmpty }
    #expect(cut.lines == [pong(1)])
  }

  @Test func anEndWithoutABeginningIsQuiet() throws {
    let wire = try Wire()
    wire.closeInput()
    try wire.run { wire.hasEnded }
    #expect(wire.received.isEmpty)
    #expect(wire.world.log.isEmpty)
  }

  @Test func aMessageMayComeByteByByte() throws {
    let wire = try Wire()
    let line = #"{"jsonrpc":"2.0","id":"é🚀","method":"ping"}"# + "\n"
    for byte in line.utf8 { try wire.sendAlone(byte) }
    try wire.run { !wire.lines.isEmpty }
    #expect(wire.lines == [#"{"jsonrpc":"2.0","id":"é🚀","result":{}}"#])
  }

  @Test func anOversizedLineIsRefusedAndTheNextServed() throws {
    let wire = try Wire(maximumLineBytes: 1000)
    wire.send(String(repeating: "y", count: 500_000) + "\n" + ping(2) + "\n")
    try wire.run { wire.lines.count == 2 }
    #expect(wire.lines[0].contains(#""id":null,"error":{"code":-32600"#))
    #expect(wire.lines[1] == pong(2))
  }

  @Test func aClientThatDoesNotReadHoldsUpNothingElse() throws {
    let wire = try Wire(isReading: false)
    let request = #"{"jsonrpc":"2.0","id":0,"method":"tools/list"}"# + "\n"
    wire.send(String(repeating: request, count: 600))
    var ticks = 0
    wire.loop.after(milliseconds: 100) { ticks += 1 }
    try wire.run { ticks == 1 }
    #expect(wire.received.isEmpty)
    wire.startReading()
    try wire.run { wire.lines.count == 600 }
  }

  @Test func aClientThatHasGoneEndsTheServerQuietly() throws {
    let wire = try Wire(isReading: false)
    let id = try wire.world.client(.november2025).start()
    wire.stopListening()
    wire.send(ping(1) + "\n" + ping(2) + "\n")
    try wire.run { wire.hasEnded }
    #expect(wire.world.log.isEmpty)
    #expect(try wire.world.read(".ai_sessions/sessions.json")[id]?["status"] == "completed")
  }

  @Test func aClientThatClosesButNeverReadsIsNotWaitedForLong() throws {
    let wire = try Wire(isReading: false)
    let request = #"{"jsonrpc":"2.0","id":0,"method":"tools/list"}"# + "\n"
    wire.send(String(repeating: request, count: 20), thenClose: true)
    try wire.run { wire.hasEnded }
  }

  @Test func aSignalEndsAsTheClientWould() throws {
    let wire = try Wire()
    let id = try wire.world.client(.november2025).start()
    wire.transport.end()
    wire.transport.end()
    #expect(wire.hasEnded)
    #expect(try wire.world.read(".ai_sessions/sessions.json")[id]?["status"] == "completed")
  }

  @Test func theLastWordsOfStreamsAreWritten() throws {
    let wire = try Wire()
    let client = try wire.world.client(.july2026)
    let listen = client.line("subscriptions/listen", ["notifications": [:]], id: "L")
    wire.send(String(decoding: JSONWriter.compact(listen), as: UTF8.self) + "\n", thenClose: true)
    try wire.run { wire.hasEnded && wire.lines.count == 2 }
    #expect(wire.lines[0].contains("acknowledged"))
    #expect(wire.lines[1].contains(#""id":"L","result""#))
  }

  /// The second time without inotify, as where its instances are used up.
  @Test(arguments: [nil, 5] as [Int64?])
  func changesByOtherProcessesAreToldOnceAndOwnOnesNotAgain(pollMilliseconds: Int64?) throws {
    let wire = try Wire(pollMilliseconds: pollMilliseconds)
    let client = try wire.world.client(.november2025)
    _ = try client.start()
    func line(_ method: String, _ params: JSONValue) -> String {
      String(decoding: JSONWriter.compact(client.line(method, params)), as: UTF8.self) + "\n"
    }
    wire.send(line("resources/subscribe", ["uri": "ai-sessions://report"]))
    try wire.run { wire.lines.count == 1 }
    wire.send(line("tools/call", ["name": "start_ai_session", "arguments": startArguments()]))
    try wire.run { wire.lines.count == 3 }
    #expect(wire.lines[2].contains("notifications/resources/updated"))
    let other = SessionService(
      environment: wire.world.service.environment, config: wire.world.service.config)
    _ = try other.startSession(
      StartRequest(
        name: "elsewhere", taskType: .humanReview, modelName: "m", estimateMinutes: 1,
        estimateSource: EstimateSource.known[0], executionContext: .background))
    try wire.run { wire.lines.count == 4 }
    #expect(wire.lines[3] == wire.lines[2])
    try wire.world.write("a note of somebody else", to: ".ai_sessions/notes.txt")
    try wire.rest(milliseconds: 120)
    #expect(wire.lines.count == 4)
    wire.send(ping(9) + "\n")
    try wire.run { wire.lines.count == 5 }
    #expect(wire.lines[4] == pong(9))
  }
}
