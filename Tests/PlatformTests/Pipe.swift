// A pipe for tests of what waits for descriptors.

import Glibc
import Platform

/// Both ends of a pipe; closed when let go.
final class Pipe {
  let reader: Int32
  let writer: Int32
  private var isReaderOpen = true
  private var isWriterOpen = true

  init() throws(SystemError) {
    var ends: [Int32] = [-1, -1]
    try check("pipe", "") { pipe(&ends) }
    (reader, writer) = (ends[0], ends[1])
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
  }

  deinit {
    closeReader()
    closeWriter()
  }

  func closeReader() {
    if isReaderOpen { close(reader) }
    isReaderOpen = false
  }

  func closeWriter() {
    if isWriterOpen { close(writer) }
    isWriterOpen = false
  }

  func write(_ text: String) throws(SystemError) {
    try FileWriter(descriptor: writer, path: "pipe").write(Array(text.utf8))
  }

  /// What is there now; empty when nothing is or the other end is closed.
  func read() -> String {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(reader, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
  }
}
