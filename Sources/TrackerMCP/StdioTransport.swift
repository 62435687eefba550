package import Platform
import TrackerCore

/// Carries one client's lines and waits for nobody: a client that does not read is not read from either, and calls that need
/// a lock somebody else holds are tried again soon.
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
  /// Whether nobody reads any more.
  private var isGone = false
  /// Set while something waits for the ledger's lock.
  private var retrying: EventLoop.Timer?
  private var bytesReadWhileWaiting = 0
  private weak var loop: EventLoop?
  private var whenEnded: () -> Void = {}
  private var follower: FileFollower?
  /// How often the files are looked at; nil: when the kernel tells of changes, if it does.
  private let pollMilliseconds: Int64?

  /// Reading stops while more than this is waiting to be written, or was read while calls wait.
  private static let maximumPendingBytes = 1024 * 1024
  /// How often a lock that another process holds is asked for.
  private static let retryMilliseconds: Int64 = 20
  /// A signal leaves so much time for what needs the lock: closing sessions, and calls that wait.
  private static let lockMillisecondsAfterSignal: Int64 = 1000
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

  /// Ends as if the client had closed its side, but soon: for signals.
  package func end() {
    end(within: StdioTransport.lockMillisecondsAfterSignal)
    loop?.after(milliseconds: StdioTransport.lastWordsMilliseconds) { self.leave() }
  }

  private func end(within milliseconds: Int64?) {
    if !isEnding {
      isEnding = true
      stopReading()
      server.finish(within: milliseconds)
    } else if let milliseconds {
      server.hurry(within: milliseconds)
    }
    settle()
  }

  private func readOn() {
    switch input.read(into: &buffer) {
    case .wouldBlock: return
    case .bytes(let count):
      for piece in splitter.split(buffer[..<count]) { answer(piece) }
      if server.isWaiting { bytesReadWhileWaiting += count }
      if bytesReadWhileWaiting > StdioTransport.maximumPendingBytes { stopReading() }
      followIfAsked()
      settle()
    case .closed:
      if let rest = splitter.takeRest(), let reply = server.handleRest(rest) { queue(reply) }
      end(within: nil)
    }
  }

  private func answer(_ piece: LineSplitter.Piece) {
    switch piece {
    case .line(let line):
      if let reply = server.handleMessage(line) { queue(reply) }
      queueNotifications()
    case .oversized: queue(server.refuseOversizedLine())
    }
  }

  /// Goes on with what waits for the ledger's lock; when nothing does, reads on, or leaves after the
  /// last words.
  private func settle() {
    queueNotifications()
    guard let loop else { return }
    if !server.isWaiting { bytesReadWhileWaiting = 0 }
    if !isEnding, bytesReadWhileWaiting <= StdioTransport.maximumPendingBytes { resumeReading() }
    if server.isWaiting {
      guard retrying == nil else { return }
      retrying = loop.after(milliseconds: StdioTransport.retryMilliseconds) {
        self.retrying = nil
        self.server.retry()
        self.settle()
      }
    } else if isEnding {
      if pending.isEmpty { return leave() }
      loop.after(milliseconds: StdioTransport.lastWordsMilliseconds) { self.leave() }
    }
  }

  private func queueNotifications() { server.takeNotifications().forEach(queue) }

  private func queue(_ line: [UInt8]) {
    guard !isGone else { return }
    pending += line
    pending.append(0x0A)
    loop?.whenWritable(output.descriptor) { self.writeOn() }
    if pending.count - written > StdioTransport.maximumPendingBytes { stopReading() }
  }

  private func writeOn() {
    switch output.write(pending[written...]) {
    case .wouldBlock: return
    case .closed:
      isGone = true
      forgetPending()
      end(within: nil)
    case .bytes(let count):
      written += count
      guard written == pending.count else { return }
      forgetPending()
      settle()
    }
  }

  private func forgetPending() {
    pending = []
    written = 0
    loop?.whenWritable(output.descriptor, nil)
  }

  private func stopReading() {
    isReading = false
    loop?.whenReadable(input.descriptor, nil)
  }

  private func resumeReading() {
    guard !isReading, pending.isEmpty else { return }
    isReading = true
    loop?.whenReadable(input.descriptor) { self.readOn() }
  }

  /// Nobody is there any more, or everything is said.
  private func leave() {
    guard let loop else { return }
    self.loop = nil
    loop.forget(input.descriptor)
    loop.forget(output.descriptor)
    if let retrying { loop.cancel(retrying) }
    whenEnded()
  }

  // MARK: - Changes by other processes

  /// Follows the data files from the first subscription on.
  private func followIfAsked() {
    guard follower == nil, server.hasSubscriptions, let loop else { return }
    let follower = FileFollower(
      directory: server.service.directory, names: SessionService.fileNames, loop: loop,
      files: server.service.environment.files,
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
