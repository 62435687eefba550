// Files: read through a window, replaced whole (beside, synced, renamed), locked. It refuses to know what is in them.

import Glibc

/// Tells one version of a file from another.
package struct FileIdentity: Equatable, Sendable {
  /// The file's number in its file system.
  package var inode: UInt64
  /// Bytes.
  package var size: Int
  /// Last change of the contents, nanoseconds since 1970.
  package var modifiedNanoseconds: Int64
}

/// A piece of a new file: bytes at hand, or a range of the file that it replaces.
package enum FilePiece {
  case bytes([UInt8])
  case range(Range<Int>)
}

/// The disk, by path. Every call that the kernel refuses throws a `SystemError` naming call and path.
package struct FileSystem {
  /// Called with the name and path of each system call that changes something, before it is made; throws to make it
  /// fail. For tests that fail the n-th operation; nil otherwise.
  package var beforeCall: ((StaticString, String) throws(SystemError) -> Void)?

  package init() {}

  private func change<Value: SignedInteger>(
    _ call: StaticString, _ path: String, _ body: () -> Value
  ) throws(SystemError) -> Value {
    try beforeCall?(call, path)
    return try check(call, path, body)
  }

  /// What version `path` is now; nil when there is no such file.
  package func identity(of path: String) throws(SystemError) -> FileIdentity? {
    var info = stat()
    do throws(SystemError) {
      try check("stat", path) { stat(path, &info) }
    } catch  where error.code == ENOENT {
      return nil
    }
    return FileIdentity(info)
  }

  /// Opens `path` for reading; nil when there is no such file.
  package func open(_ path: String) throws(SystemError) -> FileReader? {
    do throws(SystemError) {
      let descriptor = try check("open", path) { Glibc.open(path, O_RDONLY | O_CLOEXEC) }
      return FileReader(descriptor: descriptor, path: path)
    } catch  where error.code == ENOENT {
      return nil
    }
  }

  /// The whole file; nil when there is none.
  package func read(_ path: String) throws(SystemError) -> [UInt8]? {
    guard let reader = try open(path) else { return nil }
    return try reader.readAll()
  }

  /// Makes the directory and its missing parents; fine when it is there.
  package func createDirectory(_ path: String) throws(SystemError) {
    var info = stat()
    if stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR { return }
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try createDirectory(String(path[..<slash]))
    }
    do throws(SystemError) {
      _ = try change("mkdir", path) { mkdir(path, 0o777) }
    } catch  where error.code == EEXIST {
      if stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR { return }
      throw SystemError("mkdir", path, code: ENOTDIR)
    }
  }

  /// The names in a directory, sorted; empty when there is no such directory.
  package func names(in directory: String) throws(SystemError) -> [String] {
    guard let stream = opendir(directory) else {
      if errno == ENOENT { return [] }
      throw SystemError("opendir", directory)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Runs `body` while holding the exclusive lock of `path`, a file that is made when missing and stays.
  package func withLock<Result>(
    on path: String, _ body: () throws -> Result
  ) throws -> Result {
    let descriptor = try change("open", path) {
      Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    }
    defer { close(descriptor) }
    _ = try change("flock", path) { flock(descriptor, LOCK_EX) }
    return try body()
  }

  /// Replaces `path` by the pieces: written beside it under `temporary` with the old file's mode, synced, renamed, the
  /// directory synced. When anything fails the old file stays and the temporary one is gone.
  package func replace(
    _ path: String, by pieces: [FilePiece], temporary: String
  ) throws(SystemError) {
    var old = stat()
    let oldMode = stat(path, &old) == 0 ? old.st_mode & 0o7777 : nil
    do throws(SystemError) {
      // A leftover of a killed process may stand there, perhaps as a link: never write through it.
      if unlink(temporary) != 0, errno != ENOENT { throw SystemError("unlink", temporary) }
      let descriptor = try change("open", temporary) {
        Glibc.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, oldMode ?? 0o666)
      }
      if let oldMode { giveMode(oldMode, to: descriptor) }
      try writePieces(pieces, of: path, to: descriptor, named: temporary)
      _ = try change("rename", path) { rename(temporary, path) }
    } catch {
      unlink(temporary)
      throw error
    }
    try syncDirectory(of: path)
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

  /// Makes a rename in the directory of `path` durable. File systems that cannot (EINVAL) are left alone.
  private func syncDirectory(of path: String) throws(SystemError) {
    let directory = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let name = directory.isEmpty ? "/" : directory
    let descriptor = try change("open", name) {
      Glibc.open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    defer { close(descriptor) }
    do throws(SystemError) {
      _ = try change("fsync", name) { fsync(descriptor) }
    } catch  where error.code == EINVAL {
      return
    }
  }

  /// Where `path` really is, links followed; `path` itself when nothing is there. Throws for a link that leads nowhere.
  package func resolvingLinks(_ path: String) throws(SystemError) -> String {
    if let resolved = realpath(path, nil) {
      defer { free(resolved) }
      return String(cString: resolved)
    }
    var info = stat()
    guard errno == ENOENT, lstat(path, &info) != 0 else { throw SystemError("realpath", path) }
    return path
  }

  /// Copies a file with its mode under a new name that must not exist yet. When anything fails there is no copy.
  package func copy(_ path: String, toNew copy: String) throws(SystemError) {
    guard let bytes = try read(path) else { throw SystemError("open", path, code: ENOENT) }
    var info = stat()
    let mode = stat(path, &info) == 0 ? info.st_mode & 0o7777 : 0o600
    let descriptor = try change("open", copy) {
      Glibc.open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    }
    defer { close(descriptor) }
    do throws(SystemError) {
      try FileWriter(descriptor: descriptor, path: copy, beforeCall: beforeCall).write(bytes)
      _ = try change("fsync", copy) { fsync(descriptor) }
    } catch {
      unlink(copy)
      throw error
    }
  }

  /// Removes a file; fine when it is gone.
  package func remove(_ path: String) throws(SystemError) {
    do throws(SystemError) {
      _ = try change("unlink", path) { unlink(path) }
    } catch  where error.code == ENOENT {
      return
    }
  }

  /// Makes an empty directory with a unique name beginning with `prefix` (a path).
  package func createTemporaryDirectory(prefix: String) throws(SystemError) -> String {
    var template = Array((prefix + "XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw SystemError("mkdtemp", prefix) }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Removes a directory and all in it. Links are removed, not followed.
  package func removeDirectory(_ path: String) throws(SystemError) {
    for name in try names(in: path) {
      let entry = path + "/" + name
      var info = stat()
      try check("lstat", entry) { lstat(entry, &info) }
      if info.st_mode & S_IFMT == S_IFDIR {
        try removeDirectory(entry)
      } else {
        try remove(entry)
      }
    }
    _ = try change("rmdir", path) { rmdir(path) }
  }
}

extension FileIdentity {
  fileprivate init(_ info: stat) {
    inode = UInt64(info.st_ino)
    size = Int(info.st_size)
    modifiedNanoseconds =
      Int64(info.st_mtim.tv_sec) * 1_000_000_000 + Int64(info.st_mtim.tv_nsec)
  }
}
