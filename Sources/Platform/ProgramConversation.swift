import Glibc

/// A running program, started without a shell, that answers each line on its standard input with one on its standard output.
package final class ProgramConversation {
  private let path: String
  private let process: pid_t
  private let output: FileReader
  private let limitMilliseconds: Int64?
  private let limitBytes: Int
  /// Closed when let go: the program then reads to its end.
  private var input: FileReader?
  /// Bytes that came after the last answer.
  private var received: [UInt8] = []
  private var window = [UInt8](repeating: 0, count: 64 * 1024)

  /// Starts the program at `path`; what it says to standard error is thrown away. It may take so long for an answer or
  /// for its end (nil: for ever), and say so much in one line.
  package init(
    with path: String, _ arguments: [String], limitMilliseconds: Int64? = nil,
    limitBytes: Int = 64 << 20
  ) throws(SystemError) {
    // A program that has ended is told by the error of the write, whoever asks.
    ProcessEnvironment.ignoreBrokenPipes()
    self.path = path
    self.limitMilliseconds = limitMilliseconds
    self.limitBytes = limitBytes
    let (programInput, ourOutput) = try ProgramConversation.pipe(path)
    let (ourInput, programOutput) = try ProgramConversation.pipe(path)
    input = ourOutput
    output = ourInput
    process = try ProgramRun.start(path, arguments) { actions in
      posix_spawn_file_actions_adddup2(&actions, programInput.descriptor, STDIN_FILENO)
      posix_spawn_file_actions_adddup2(&actions, programOutput.descriptor, STDOUT_FILENO)
      posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_RDWR, 0)
    }
  }

  /// The two ends of a pipe; no other program inherits them.
  private static func pipe(
    _ path: String
  ) throws(SystemError) -> (reading: FileReader, writing: FileReader) {
    var descriptors: [Int32] = [-1, -1]
    try check("pipe", path) { Glibc.pipe(&descriptors) }
    let ends = descriptors.map { FileReader(descriptor: $0, path: path) }
    for end in ends {
      try check("fcntl", path) { fcntl(end.descriptor, F_SETFD, FD_CLOEXEC) }
    }
    return (ends[0], ends[1])
  }

  /// Writes a line without an answer.
  package func tell(_ line: String) throws(SystemError) {
    guard let input else { throw ended }
    do throws(SystemError) {
      try FileWriter(descriptor: input.descriptor, path: path).write(Array((line + "\n").utf8))
    } catch  where error.code == EPIPE {
      throw ended
    }
  }

  /// Writes a line and waits for the next one of the program, which is returned without its end. Throws `ETIMEDOUT` or
  /// `EFBIG` beyond the limits.
  package func ask(_ line: String) throws(SystemError) -> [UInt8] {
    try tell(line)
    let begun = Clock.monotonicMilliseconds()
    var searched = 0
    while true {
      if let end = received[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let answer = Array(received[..<end])
        received.removeFirst(end + 1)
        return answer
      }
      searched = received.count
      guard searched <= limitBytes else { throw .tooLarge(path, limit: limitBytes) }
      if let limitMilliseconds { try awaitOutput(since: begun, limitMilliseconds) }
      let count = try check("read", path) { read(output.descriptor, &window, window.count) }
      guard count > 0 else { throw ended }
      received += window[..<count]
    }
  }

  private var ended: SystemError {
    SystemError("read", path, code: EPIPE, explanation: "it ended without an answer")
  }

  private func awaitOutput(since begun: Int64, _ limit: Int64) throws(SystemError) {
    var stream = pollfd(fd: output.descriptor, events: Int16(POLLIN), revents: 0)
    while true {
      let rest = begun + limit - Clock.monotonicMilliseconds()
      let count = poll(&stream, 1, Int32(clamping: max(0, rest)))
      if count > 0 { return }
      if count < 0, errno != EINTR { throw SystemError("poll", path) }
      if count == 0, rest <= 0 {
        throw SystemError(
          "read", path, code: ETIMEDOUT,
          explanation: "no answer within \(limit / 1000) seconds")
      }
    }
  }

  /// Closes the program's standard input and waits for its end, by killing it at last; its exit status.
  package func end() throws(SystemError) -> Int32 {
    input = nil
    return try ProgramRun.waitForEnd(of: process, path, limitMilliseconds: limitMilliseconds)
  }
}
