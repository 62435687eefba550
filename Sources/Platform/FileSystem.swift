// The disk by path: versions, folders, copies, locks. How files are opened: FileOpening.swift.

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

/// The disk, by path. Every call that the kernel refuses throws a `SystemError` naming call and path.
package struct FileSystem {
  /// Called with the name and path of each system call that changes something, before it is made; throws to make it
  /// fail. For tests that fail the n-th operation; nil otherwise.
  package var beforeCall: ((StaticString, String) throws(SystemError) -> Void)?
  /// How long a lock that another process holds is waited for; nil: as long as it takes. Beyond it `withLock` throws
  /// `EWOULDBLOCK`.
  package var lockPatienceMilliseconds: Int64?

  package init() {}

  /// Makes one system call that changes something.
  func change<Value: SignedInteger>(
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

  /// Runs `body` while holding the exclusive lock of `path`, a file that is made when missing and stays. `body` is given
  /// its descriptor, open for reading and writing.
  package func withLock<Result>(
    on path: String, _ body: (Int32) throws -> Result
  ) throws -> Result {
    let descriptor = try lock(path)
    defer { close(descriptor) }
    return try body(descriptor)
  }

  /// Somebody may remove the file while it is waited for: then the next one waits for another file of that name.
  private func lock(_ path: String) throws(SystemError) -> Int32 {
    while true {
      let descriptor = try change("open", path) {
        Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
      }
      do throws(SystemError) {
        try takeLock(of: descriptor, path)
      } catch {
        close(descriptor)
        throw error
      }
      var (held, named) = (stat(), stat())
      if fstat(descriptor, &held) == 0, stat(path, &named) == 0, held.st_ino == named.st_ino,
        held.st_dev == named.st_dev
      {
        return descriptor
      }
      close(descriptor)
    }
  }

  private func takeLock(of descriptor: Int32, _ path: String) throws(SystemError) {
    guard let patience = lockPatienceMilliseconds else {
      _ = try change("flock", path) { flock(descriptor, LOCK_EX) }
      return
    }
    let deadline = Clock.monotonicMilliseconds() + patience
    while true {
      do throws(SystemError) {
        _ = try change("flock", path) { flock(descriptor, LOCK_EX | LOCK_NB) }
        return
      } catch  where error.isLockHeld && Clock.monotonicMilliseconds() < deadline {
        Clock.sleep(milliseconds: 10)
      }
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

  /// Removes a directory if it is there and empty; whether it did.
  package func removeIfEmpty(_ directory: String) throws(SystemError) -> Bool {
    do throws(SystemError) {
      _ = try change("rmdir", directory) { rmdir(directory) }
      return true
    } catch  where [ENOENT, ENOTEMPTY, EEXIST, ENOTDIR].contains(error.code) {
      return false
    }
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
  init(_ info: stat) {
    inode = UInt64(info.st_ino)
    size = Int(info.st_size)
    modifiedNanoseconds =
      Int64(info.st_mtim.tv_sec) * 1_000_000_000 + Int64(info.st_mtim.tv_nsec)
  }
}
