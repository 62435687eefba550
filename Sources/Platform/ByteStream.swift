import Glibc

/// One end of a pipe, a terminal, a socket or a file, blocking or not.
package struct ByteStream {
  package let descriptor: Int32

  package init(descriptor: Int32) { self.descriptor = descriptor }

  /// What reading or writing came to.
  package enum Progress: Equatable {
    /// So many bytes.
    case bytes(Int)
    /// Nothing now; wait until it is ready.
    case wouldBlock
    /// The end, or the other side is gone.
    case closed
  }

  /// Reads what is there. Call it when the loop says that the descriptor is readable.
  package func read(into buffer: inout [UInt8]) -> Progress {
    let count = Platform.read(descriptor, &buffer, buffer.count)
    if count > 0 { return .bytes(count) }
    return count < 0 && errno == EAGAIN ? .wouldBlock : .closed
  }

  /// Writes what the other side takes at once. Call it when the loop says that the descriptor is
  /// writable: at most `PIPE_BUF` bytes go out, which a writable pipe takes without making the
  /// caller wait.
  package func write(_ bytes: ArraySlice<UInt8>) -> Progress {
    let count = bytes.prefix(ByteStream.atomicBytes).withUnsafeBytes {
      Platform.write(descriptor, $0.baseAddress, $0.count)
    }
    if count >= 0 { return .bytes(count) }
    return errno == EAGAIN ? .wouldBlock : .closed
  }

  /// PIPE_BUF on Linux (pipe(7)).
  private static let atomicBytes = 4096
}
