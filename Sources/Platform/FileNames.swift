import Glibc

/// Which file a name leads to. Two names of one file lead to equal ones.
package struct FileNumber: Hashable, Sendable {
  /// The file system.
  var device: UInt64
  /// The file's number in it.
  var inode: UInt64
}

extension FileSystem {
  /// The regular file that a path leads to, links followed; nil when there is none, or when that cannot be told.
  package func number(of path: String) -> FileNumber? {
    var info = stat()
    guard stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
    return FileNumber(device: UInt64(info.st_dev), inode: UInt64(info.st_ino))
  }

  /// Gives a file new contents. One that has further names is written in place, so that they go on leading to it; any
  /// other is replaced as a whole.
  package func replaceUnderAllNames(_ path: String, by bytes: [UInt8]) throws(SystemError) {
    guard let info = try status(of: path, links: .refuse), info.st_nlink > 1,
      let old = try read(path, links: .refuse)
    else { return try replace(path, by: [.bytes(bytes)]) }
    do throws(SystemError) {
      try overwrite(path, by: bytes)
    } catch {
      // The old bytes have their room on the disk still.
      try overwrite(path, by: old)
      throw error
    }
  }

  private func overwrite(_ path: String, by bytes: [UInt8]) throws(SystemError) {
    guard let descriptor = try descriptor(of: path, O_WRONLY, links: .refuse) else {
      throw SystemError("open", path, code: ENOENT)
    }
    _ = try closing(descriptor, named: path) { () throws(SystemError) in
      try FileWriter(descriptor: descriptor, path: path, files: self).write(bytes)
      _ = try change("ftruncate", path) { ftruncate(descriptor, off_t(bytes.count)) }
    }
  }
}
