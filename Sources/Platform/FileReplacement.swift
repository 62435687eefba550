internal import CPlatform
import Glibc

/// A piece of a new file: bytes at hand, or a range of the file that it replaces.
package enum FilePiece {
  case bytes([UInt8])
  case range(Range<Int>)

  /// Bytes.
  var count: Int {
    switch self {
    case .bytes(let bytes): bytes.count
    case .range(let range): range.count
    }
  }
}

/// What a file system says that does not copy ranges by itself (copy_file_range(2)).
private let copyRefusals: Set<Int32> = [EXDEV, EINVAL, ENOSYS, EOPNOTSUPP, EPERM, EBADF]

extension FileSystem {
  /// Replaces `path` by the pieces: written beside it under a temporary name with the old file's rights, synced, renamed,
  /// the directory synced. When anything fails the old file stays and the temporary one is gone.
  package func replace(_ path: String, by pieces: [FilePiece]) throws(SystemError) {
    let temporary = temporaryPath(beside: path)
    do throws(SystemError) {
      _ = try writeBeside(path, pieces, temporary: temporary)
      _ = try change("rename", path) { rename(temporary, path) }
    } catch {
      unlink(temporary)
      throw error
    }
    try syncDirectory(directory(of: path))
  }

  /// Writes the pieces under `temporary`, a name that is not taken, with the rights of `path`, and syncs them.
  func writeBeside(
    _ path: String, _ pieces: [FilePiece], temporary: String
  ) throws(SystemError) -> FileIdentity {
    let old = try open(path, links: .refuse)
    let descriptor = try create(temporary, mode: old == nil ? nil : 0o600)
    return try closing(descriptor, named: temporary) { () throws(SystemError) in
      if let old {
        try FileAttributes(of: old.descriptor, path).give(to: descriptor, temporary)
      }
      try write(pieces, of: old, path, to: descriptor, named: temporary)
    }
  }

  /// Runs `body`, which writes, then syncs the file and closes it, whatever happens. Returns what version it is then.
  func closing(
    _ descriptor: Int32, named path: String, _ body: () throws(SystemError) -> Void
  ) throws(SystemError) -> FileIdentity {
    var isOpen = true
    defer { if isOpen { close(descriptor) } }
    try body()
    _ = try change("fsync", path) { fsync(descriptor) }
    var info = stat()
    try check("fstat", path) { fstat(descriptor, &info) }
    isOpen = false
    // Some file systems report a failed write only here.
    _ = try change("close", path) { close(descriptor) }
    return FileIdentity(info)
  }

  /// Writes the pieces on from where `descriptor` stands; ranges are those of the old version, at `path`.
  func write(
    _ pieces: [FilePiece], of old: FileReader?, _ path: String, to descriptor: Int32,
    named name: String
  ) throws(SystemError) {
    let writer = FileWriter(descriptor: descriptor, path: name, files: self)
    for piece in pieces {
      switch piece {
      case .bytes(let bytes): try writer.write(bytes)
      case .range(let range) where range.isEmpty: break
      case .range(let range):
        guard let old else { throw SystemError.overtaken(path) }
        try copy(range, of: old, with: writer)
      }
    }
  }

  /// Copies a range of an open file. Throws `overtaken` when the file has become shorter meanwhile.
  func copy(
    _ range: Range<Int>, of reader: FileReader, with writer: FileWriter
  ) throws(SystemError) {
    var offset = try copyInKernel(range, of: reader, with: writer)
    guard offset < range.upperBound else { return }
    var window = [UInt8](repeating: 0, count: min(range.upperBound - offset, 256 * 1024))
    while offset < range.upperBound {
      let wanted = min(window.count, range.upperBound - offset)
      let count = try reader.read(into: &window, count: wanted, at: offset)
      guard count > 0 else { throw SystemError.overtaken(reader.path) }
      try writer.write(window[..<count])
      offset += count
    }
  }

  /// Copies without taking the bytes through this process, as far as the kernel does that; the offset it has come to.
  private func copyInKernel(
    _ range: Range<Int>, of reader: FileReader, with writer: FileWriter
  ) throws(SystemError) -> Int {
    var offset = range.lowerBound
    do throws(SystemError) {
      while offset < range.upperBound {
        let count = try change("copy_file_range", writer.path) {
          platform_copy_range(
            reader.descriptor, Int64(offset), writer.descriptor, range.upperBound - offset)
        }
        if count == 0 { break }
        offset += count
      }
    } catch  where copyRefusals.contains(error.code) {
      return offset
    }
    return offset
  }

  /// The directory that a path is in.
  package func directory(of path: String) -> String {
    let directory = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    return directory.isEmpty ? "/" : directory
  }

  /// Makes renames in a directory durable. File systems that cannot (EINVAL) are left alone.
  func syncDirectory(_ directory: String) throws(SystemError) {
    let descriptor = try change("open", directory) {
      Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    defer { close(descriptor) }
    do throws(SystemError) {
      _ = try change("fsync", directory) { fsync(descriptor) }
    } catch  where error.code == EINVAL {
      return
    }
  }
}
