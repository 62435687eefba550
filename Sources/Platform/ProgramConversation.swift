// Another program, asked line by line over pipes. It refuses to use a shell, and to read what nobody asked for.

import Glibc

/// A running program that answers each line on its standard input with one on its standard output.
package final class ProgramConversation {
  private let path: String
  private let process: pid_t
  private let output: FileReader
  /// Closed when let go: the program then reads to its end.
  private var input: FileReader?
  /// Bytes that came after the last answer.
  private var received: [UInt8] = []
  private var window = [UInt8](repeating: 0, count: 64 * 1024)

  /// Starts the program at `path`; what it says to standard error is thrown away.
  package init(with path: String, _ arguments: [String]) throws(SystemError) {
    self.path = path
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
    guard let input else { throw SystemError("write", path, code: EPIPE) }
    try FileWriter(descriptor: input.descriptor, path: path).write(Array((line + "\n").utf8))
  }

  /// Writes a line and waits for the next one of the program, which is returned without its end.
  package func ask(_ line: String) throws(SystemError) -> [UInt8] {
    try tell(line)
    var searched = 0
    while true {
      if let end = received[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let answer = Array(received[..<end])
        received.removeFirst(end + 1)
        return answer
      }
      searched = received.count
      let count = try check("read", path) { read(output.descriptor, &window, window.count) }
      guard count > 0 else { throw SystemError("read", path, code: EPIPE) }
      received += window[..<count]
    }
  }

  /// Closes the program's standard input and waits for its end; its exit status.
  package func end() throws(SystemError) -> Int32 {
    input = nil
    return try ProgramRun.waitForEnd(of: process, path)
  }
}
