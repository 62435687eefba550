internal import CPlatform
import Glibc

/// Tells one version of a file from another.
package struct FileIdentity: Equatable, Sendable {
  /// The file's number in its file system.
  package var inode: UInt64
  /// Bytes.
  package var size: Int
  /// Last change of the contents, nanoseconds since 1970; a program may have set it.
  package var modifiedNanoseconds: Int64
  /// Last change of contents, name, owner or rights, nanoseconds since 1970; no program can set it.
  package var changedNanoseconds: Int64

  /// Whether both are the same bytes, as far as can be told, perhaps under another name or none: changing names changes
  /// only `changedNanoseconds`.
  package func hasSameBytes(as other: FileIdentity?) -> Bool {
    inode == other?.inode && size == other?.size
      && modifiedNanoseconds == other?.modifiedNanoseconds
  }
}

/// The disk, by path. Every call that the kernel refuses throws a `SystemError` naming call and path. All operations are
/// extensions: what they change they change by `change`, so that tests can make any step of them fail.
package protocol FileSystem {
  /// Makes one system call that changes something: again when a signal interrupted it, an error when it returns -1.
  func change<Value: SignedInteger>(
    _ call: StaticString, _ path: String, _ body: () -> Value
  ) throws(SystemError) -> Value
}

/// The kernel's.
package struct RealFileSystem: FileSystem {
  package init() {}

  package func change<Value: SignedInteger>(
    _ call: StaticString, _ path: String, _ body: () -> Value
  ) throws(SystemError) -> Value {
    try check(call, path, body)
  }
}

extension FileSystem {
  /// What version `path` is now; nil when there is no such file. With `.refuse` a link counts itself.
  package func identity(
    of path: String, links: LinkRule = .follow
  ) throws(SystemError) -> FileIdentity? {
    try status(of: path, links: links).map(FileIdentity.init)
  }

  /// What the kernel says of a path; nil when there is no such file.
  func status(of path: String, links: LinkRule = .follow) throws(SystemError) -> stat? {
    var info = stat()
    do throws(SystemError) {
      try check("stat", path) { links == .follow ? stat(path, &info) : lstat(path, &info) }
    } catch  where error.code == ENOENT {
      return nil
    }
    return info
  }

  /// The names in a directory, sorted; empty when there is no such directory. Those that are not UTF-8 are left out: nothing
  /// of ours has such a name, and repaired it would be another's.
  package func names(in directory: String) throws(SystemError) -> [String] {
    guard let stream = opendir(directory) else {
      if errno == ENOENT { return [] }
      throw SystemError("opendir", directory)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
      }
      if let name, name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
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

  /// Notes on a directory that this program made it. Not every file system keeps such a note.
  package func markAsMade(_ directory: String) { platform_mark_as_made(directory) }

  /// Whether a directory bears that note.
  package func isMarkedAsMade(_ directory: String) -> Bool {
    platform_is_marked_as_made(directory) == 1
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
    modifiedNanoseconds = FileIdentity.nanoseconds(info.st_mtim)
    changedNanoseconds = FileIdentity.nanoseconds(info.st_ctim)
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}

extension stat {
  /// Whether both are about one file, whatever names led to it.
  func isSameFile(as other: stat) -> Bool { st_dev == other.st_dev && st_ino == other.st_ino }
}
