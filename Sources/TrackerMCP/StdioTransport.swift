// Lines between two descriptors and the server, on a loop. It refuses to wait: a client that does
// not read is not read from either, and everything else on the loop goes on.

package import Platform

/// Carries one client's lines.
package final class StdioTransport {
  private let server: SessionTrackerServer
  private let input: ByteStream
  private let output: ByteStream
  private var splitter: LineSplitter
  private var buffer = [UInt8](repeating: 0, count: 64 * 1024)
  /// What is still to be written; `written` bytes of it are out already.
  private var pending: [UInt8] = []
  private var written = 0
  private var isReading = true
  private var isEnding = false
  private weak var loop: EventLoop?
  private var whenEnded: () -> Void = {}
  private var follower: FileFollower?
  /// How often the files are looked at; nil: when the kernel tells of changes, if it does.
  private let pollMilliseconds: Int64?

  /// Reading stops while more than this is waiting to be written.
  private static let maximumPendingBytes = 1024 * 1024
  /// A client that has closed its side gets so long to read the last answers.
  private static let lastWordsMilliseconds: Int64 = 1500

  /// The descriptors stay the caller's.
  package init(
    server: SessionTrackerServer, input: Int32 = 0, output: Int32 = 1,
    maximumLineBytes: Int = LineSplitter.maximumLineBytes, pollMilliseconds: Int64? = nil
  ) {
    self.pollMilliseconds = pollMilliseconds
    self.server = server
    self.input = ByteStream(descriptor: input)
    self.output = ByteStream(descriptor: output)
    splitter = LineSplitter(limit: maximumLineBytes)
  }

  /// Starts serving on `loop`. `whenEnded` is called once, when the client has gone and its last
  /// answers are out.
  package func attach(to loop: EventLoop, whenEnded: @escaping () -> Void) {
    self.loop = loop
    self.whenEnded = whenEnded
    // A client that has gone shows as a failed write; it must not end the process half-way.
    ProcessEnvironment.ignoreBrokenPipes()
    loop.whenReadable(input.descriptor) { self.readOn() }
  }

  /// Ends as if the client had closed its side: for signals.
  package func end() {
    guard !isEnding else { return }
    isEnding = true
    stopReading()
    server.finish()
    queueNotifications()
    loop?.after(milliseconds: StdioTransport.lastWordsMilliseconds) { self.leave() }
    if pending.isEmpty { leave() }
  }

  private func readOn() {
    switch input.read(into: &buffer) {
    case .wouldBlock: return
    case .bytes(let count):
      for piece in splitter.split(buffer[..<count]) { answer(piece) }
    case .closed:
      if let rest = splitter.takeRest(), let reply = server.handleRest(rest) { queue(reply) }
      end()
    }
    followIfAsked()
  }

  private func answer(_ piece: LineSplitter.Piece) {
    switch piece {
    case .line(let line):
      if let reply = server.handleMessage(line) { queue(reply) }
      queueNotifications()
    case .oversized: queue(server.refuseOversizedLine())
    }
  }

  private func queueNotifications() { server.takeNotifications().forEach(queue) }

  private func queue(_ line: [UInt8]) {
    pending += line
    pending.append(0x0A)
    loop?.whenWritable(output.descriptor) { self.writeOn() }
    if pending.count - written > StdioTransport.maximumPendingBytes { stopReading() }
  }

  private func writeOn() {
    switch output.write(pending[written...]) {
    case .wouldBlock: return
    case .closed: leave()
    case .bytes(let count):
      written += count
      guard written == pending.count else { return }
      pending = []
      written = 0
      loop?.whenWritable(output.descriptor, nil)
      if isEnding {
        leave()
      } else if !isReading {
        isReading = true
        loop?.whenReadable(input.descriptor) { self.readOn() }
      }
    }
  }

  private func stopReading() {
    isReading = false
    loop?.whenReadable(input.descriptor, nil)
  }

  /// Nobody is there any more, or everything is said.
  private func leave() {
    guard let loop else { return }
    self.loop = nil
    if !isEnding {
      isEnding = true
      server.finish()
    }
    loop.forget(input.descriptor)
    loop.forget(output.descriptor)
    whenEnded()
  }

  // MARK: - Changes by other processes

  /// Follows the data files from the first subscription on.
  private func followIfAsked() {
    guard follower == nil, server.hasSubscriptions, let loop else { return }
    let follower = FileFollower(
      directory: server.directory, names: server.fileNames, loop: loop,
      pollMilliseconds: pollMilliseconds
    ) { [weak self] in
      guard let self, self.loop != nil else { return true }
      defer { queueNotifications() }
      return server.lookForChanges()
    }
    self.follower = follower
    follower.start()
  }
}

extension SessionTrackerServer {
  /// Serves standard input and output until the client closes its side or a signal ends the
  /// process.
  package func run() throws(SystemError) {
    let loop = EventLoop()
    let transport = StdioTransport(server: self)
    try loop.whenSignalled(EndingSignals.all) { _ in transport.end() }
    transport.attach(to: loop) { loop.stop() }
    try loop.run()
  }
}
