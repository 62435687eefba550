internal import CPlatform
import Glibc

/// A file open for reading, unbuffered; closed when let go.
package final class FileReader {
  package let descriptor: Int32
  package let path: String
  /// What version of the file was opened; of what is no file, a pipe, nothing but zeros.
  package let opened: FileIdentity

  init(descriptor: Int32, path: String, opened: FileIdentity = FileIdentity(stat())) {
    self.descriptor = descriptor
    self.path = path
    self.opened = opened
  }

  deinit { close(descriptor) }

  /// What version of the file is open, even if the path names another by now.
  package func identity() throws(SystemError) -> FileIdentity {
    var info = stat()
    try check("fstat", path) { fstat(descriptor, &info) }
    return FileIdentity(info)
  }

  /// Reads on into `buffer`; the count, 0 at the end.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    try check("read", path) { Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
  }

  /// Reads up to `count` bytes from `offset` on, wherever reading has come to; the count, 0 at the end.
  package func read(
    into buffer: inout [UInt8], count: Int, at offset: Int
  ) throws(SystemError) -> Int {
    try check("pread", path) { pread(descriptor, &buffer, min(count, buffer.count), off_t(offset)) }
  }

  /// The bytes of a range; fewer when the file ends before.
  package func bytes(in range: Range<Int>) throws(SystemError) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: range.count)
    var filled = 0
    while filled < buffer.count {
      let count = try check("pread", path) {
        buffer.withUnsafeMutableBytes { bytes in
          pread(
            descriptor, bytes.baseAddress?.advanced(by: filled), bytes.count - filled,
            off_t(range.lowerBound + filled))
        }
      }
      if count == 0 { break }
      filled += count
    }
    buffer.removeLast(buffer.count - filled)
    return buffer
  }

  /// Whether somebody has the file open for writing; nil when that cannot be told: it is another user's, or the file system
  /// grants no leases (over a network).
  package var isBeingWritten: Bool? {
    switch platform_is_being_written(descriptor) {
    case 1: true
    case 0: false
    default: nil
    }
  }

  /// Whether the file holds these texts, one behind the other, with anything in between.
  func holds(_ texts: [[UInt8]]) throws(SystemError) -> Bool {
    var offset = 0
    for text in texts {
      guard let end = try end(of: text, from: offset) else { return false }
      offset = end
    }
    return true
  }

  /// Where a text ends that stands at `start` or behind it; nil when it does not.
  private func end(of text: [UInt8], from start: Int) throws(SystemError) -> Int? {
    var window = [UInt8](repeating: 0, count: max(256 * 1024, 2 * text.count))
    var offset = start
    while true {
      let count = try read(into: &window, count: window.count, at: offset)
      guard count >= text.count else { return nil }
      let found = window.withUnsafeBytes { bytes in
        text.withUnsafeBytes { platform_find(bytes.baseAddress, count, $0.baseAddress, $0.count) }
          .flatMap { start in bytes.baseAddress.map { start - $0 } }
      }
      if let found { return offset + found + text.count }
      offset += count - text.count + 1
    }
  }

  /// All that is left to read. Throws `EFBIG` when that is more than `limit` bytes.
  package func readAll(atMost limit: Int) throws(SystemError) -> [UInt8] {
    guard try identity().size <= limit else { throw .tooLarge(path, limit: limit) }
    var result: [UInt8] = []
    var window = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = try check("read", path) { Glibc.read(descriptor, &window, window.count) }
      if count == 0 { return result }
      guard result.count + count <= limit else { throw .tooLarge(path, limit: limit) }
      result += window[..<count]
    }
  }
}

/// Writes all bytes or throws.
package struct FileWriter {
  let descriptor: Int32
  let path: String
  private let files: any FileSystem

  /// `files` makes the calls; what is no file of a disk, as a pipe, is the kernel's alone.
  package init(descriptor: Int32, path: String, files: any FileSystem = RealFileSystem()) {
    self.descriptor = descriptor
    self.path = path
    self.files = files
  }

  /// Writes every byte, however many calls it takes.
  package func write(_ bytes: [UInt8]) throws(SystemError) { try write(bytes[...]) }

  /// Writes every byte, however many calls it takes.
  package func write(_ bytes: ArraySlice<UInt8>) throws(SystemError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = try files.change("write", path) {
        rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      }
      rest = rest.dropFirst(count)
    }
  }
}
