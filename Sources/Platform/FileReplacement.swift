// New versions of files: written beside the old ones, synced, then given their names. It refuses to change a file in place.

import Glibc

/// A piece of a new file: bytes at hand, or a range of the file that it replaces.
package enum FilePiece {
  case bytes([UInt8])
  case range(Range<Int>)
}

/// A new version of one file.
package struct FileReplacement {
  package var path: String
  package var pieces: [FilePiece]
  /// The name, beside `path`, under which it is written until it is whole.
  package var temporary: String
  /// What it is made from.
  package var basis: Basis

  /// What a new version is made from.
  package enum Basis {
    /// Whatever stands there.
    case any
    /// This version (nil: no file); when another one stands there by then, nothing is replaced.
    case version(FileIdentity?)
  }

  package init(path: String, pieces: [FilePiece], temporary: String, basis: Basis = .any) {
    self.path = path
    self.pieces = pieces
    self.temporary = temporary
    self.basis = basis
  }
}

extension FileSystem {
  /// Replaces `path` by the pieces: written beside it under `temporary` with the old file's mode, synced, renamed, the
  /// directory synced. When anything fails the old file stays and the temporary one is gone.
  package func replace(
    _ path: String, by pieces: [FilePiece], temporary: String
  ) throws(SystemError) {
    try replace([FileReplacement(path: path, pieces: pieces, temporary: temporary)])
  }

  /// Replaces several files as above: all are written before the first gets its name, in the given order; so what a full
  /// disk refuses leaves every file as it was. Throws `EAGAIN`, having changed nothing, when another program has changed
  /// one of them since the version it is made from.
  package func replace(_ replacements: [FileReplacement]) throws(SystemError) {
    do throws(SystemError) {
      for replacement in replacements { try writeBeside(replacement) }
      for replacement in replacements { try checkBasis(of: replacement) }
      for replacement in replacements {
        _ = try change("rename", replacement.path) {
          rename(replacement.temporary, replacement.path)
        }
      }
    } catch {
      for replacement in replacements { unlink(replacement.temporary) }
      throw error
    }
    for directory in Set(replacements.map { directory(of: $0.path) }).sorted() {
      try syncDirectory(directory)
    }
  }

  private func checkBasis(of replacement: FileReplacement) throws(SystemError) {
    guard case .version(let version) = replacement.basis else { return }
    guard try identity(of: replacement.path) == version else {
      throw SystemError("rename", replacement.path, code: EAGAIN)
    }
  }

  private func writeBeside(_ replacement: FileReplacement) throws(SystemError) {
    let (path, temporary) = (replacement.path, replacement.temporary)
    var old = stat()
    let oldMode = stat(path, &old) == 0 ? old.st_mode & 0o7777 : nil
    // A leftover of a killed process may stand there, perhaps as a link: never write through it.
    if unlink(temporary) != 0, errno != ENOENT { throw SystemError("unlink", temporary) }
    let descriptor = try change("open", temporary) {
      Glibc.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, oldMode ?? 0o666)
    }
    if let oldMode { giveMode(oldMode, to: descriptor) }
    try writePieces(replacement.pieces, of: path, to: descriptor, named: temporary)
  }

  /// Undoes what the process's mask took from the mode. A file system without modes is left alone.
  private func giveMode(_ mode: mode_t, to descriptor: Int32) {
    var made = stat()
    if fstat(descriptor, &made) == 0, made.st_mode & 0o7777 != mode { _ = fchmod(descriptor, mode) }
  }

  private func writePieces(
    _ pieces: [FilePiece], of path: String, to descriptor: Int32, named temporary: String
  ) throws(SystemError) {
    var isOpen = true
    defer { if isOpen { close(descriptor) } }
    let writer = FileWriter(descriptor: descriptor, path: temporary, beforeCall: beforeCall)
    for piece in pieces {
      switch piece {
      case .bytes(let bytes): try writer.write(bytes)
      case .range(let range): try copy(range, of: path, with: writer)
      }
    }
    _ = try change("fsync", temporary) { fsync(descriptor) }
    isOpen = false
    // Some file systems report a failed write only here.
    _ = try change("close", temporary) { close(descriptor) }
  }

  private func copy(
    _ range: Range<Int>, of path: String, with writer: FileWriter
  ) throws(SystemError) {
    guard !range.isEmpty else { return }
    guard let reader = try open(path) else { throw SystemError("open", path, code: ENOENT) }
    var window = [UInt8](repeating: 0, count: min(range.count, 256 * 1024))
    var offset = range.lowerBound
    while offset < range.upperBound {
      let wanted = min(window.count, range.upperBound - offset)
      let count = try reader.read(into: &window, count: wanted, at: offset)
      guard count > 0 else { throw SystemError("read", path, code: EIO) }
      try writer.write(window[..<count])
      offset += count
    }
  }

  private func directory(of path: String) -> String {
    let directory = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    return directory.isEmpty ? "/" : directory
  }

  /// Makes renames in a directory durable. File systems that cannot (EINVAL) are left alone.
  private func syncDirectory(_ directory: String) throws(SystemError) {
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

extension SystemError {
  /// Whether nothing was replaced because another program had changed a file meanwhile.
  package var isOvertaken: Bool { call == "rename" && code == EAGAIN }
}
