internal import CPlatform
import Glibc

/// The terminal that the process was started on, as the kernel knows it.
package final class TerminalDevice {
  /// Where keys come from: standard input, or the controlling terminal when that is something else.
  package let input: Int32
  /// Where the screen goes: standard output.
  package let output: Int32
  private let modesAtStart: termios
  /// While standard error is captured: its memory file, and where it went before.
  private var capture: (memory: Int32, standardError: Int32)?

  /// Nil when standard output is no terminal, or when there is none to read keys from.
  package init?() {
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    var keys = STDIN_FILENO
    if isatty(keys) == 0 { keys = open("/dev/tty", O_RDWR | O_CLOEXEC) }
    var modes = termios()
    guard keys >= 0, tcgetattr(keys, &modes) == 0 else { return nil }
    input = keys
    output = STDOUT_FILENO
    modesAtStart = modes
  }

  /// The standard streams that people see.
  package enum Stream: Int32 { case input, output, error }

  /// Whether a standard stream is a terminal.
  package static func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

  /// What a person at standard input answers to a question on standard error, without the line's end; nil where standard
  /// input is no terminal.
  package static func answer(to question: String) -> String? {
    guard isTerminal(.input) else { return nil }
    ProcessEnvironment.write(question, to: STDERR_FILENO)
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while line.count < 256, read(STDIN_FILENO, &byte, 1) == 1, byte != 0x0A { line.append(byte) }
    return String(decoding: line, as: UTF8.self)
  }

  /// Columns and rows of the terminal behind a descriptor; nil when there is none, or it does not know.
  package static func size(of descriptor: Int32) -> (columns: Int, rows: Int)? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
    else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Whether the terminal was closed at its other end.
  package var isGone: Bool {
    readiness(of: input, for: POLLIN) & (POLLHUP | POLLERR | POLLNVAL) != 0
  }

  /// Whether something was typed that was not read yet, or is within so long.
  package func hasInput(within milliseconds: Int64 = 0) -> Bool {
    readiness(of: input, for: POLLIN, within: Int32(clamping: milliseconds)) != 0
  }

  /// Writes text as it is.
  package func write(_ text: String) {
    do throws(SystemError) {
      try FileWriter(descriptor: output, path: "").write(Array(text.utf8))
    } catch {
      // Only a terminal that has gone away refuses text, and `isGone` tells that.
    }
  }

  /// Until `release`: standard error is kept in memory, where it cannot tear the screen, and a crash first writes
  /// `restoringBytes`, puts the terminal's modes back and shows what was kept.
  package func hold(restoringBytes: [UInt8]) {
    if capture == nil, isatty(STDERR_FILENO) == 1 { startCapture() }
    var modes = modesAtStart
    restoringBytes.withUnsafeBytes { bytes in
      platform_guard_terminal(
        bytes.baseAddress, bytes.count, output, &modes, capture?.memory ?? -1,
        capture?.standardError ?? STDERR_FILENO)
    }
  }

  /// Ends `hold`: what was written to standard error meanwhile is shown now.
  package func release() {
    platform_unguard_terminal()
    guard let capture else { return }
    self.capture = nil
    dup2(capture.standardError, STDERR_FILENO)
    lseek(capture.memory, 0, SEEK_SET)
    var window = [UInt8](repeating: 0, count: 4096)
    while case let count = read(capture.memory, &window, window.count), count > 0 {
      ProcessEnvironment.write(
        String(decoding: window[..<count], as: UTF8.self), to: STDERR_FILENO)
    }
    close(capture.memory)
    close(capture.standardError)
  }

  private func startCapture() {
    let memory = platform_memory_file("standard error")
    guard memory >= 0 else { return }
    let standardError = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    guard standardError >= 0, dup2(memory, STDERR_FILENO) >= 0 else {
      close(memory)
      return
    }
    capture = (memory, standardError)
  }
}
