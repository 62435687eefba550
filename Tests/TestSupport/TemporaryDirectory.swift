// A real directory for one test, removed with all in it when let go. It refuses to outlive its test.

import Glibc
package import Platform

/// A directory on the disk, and short ways to put files into it and to look at them.
package final class TemporaryDirectory {
  /// Absolute.
  package let path: String
  private let files = RealFileSystem()

  package init() throws(SystemError) {
    let parent = ProcessEnvironment.variable("TMPDIR") ?? "/tmp"
    path = try files.createTemporaryDirectory(prefix: parent + "/tracker-test-")
  }

  deinit {
    do {
      try files.removeDirectory(path)
    } catch {
      ProcessEnvironment.write("cannot remove \(path): \(error)\n", to: STDERR_FILENO)
    }
  }

  /// The absolute path of an entry.
  package func path(of name: String) -> String { path + "/" + name }

  /// Puts a file there, with the directories above it. It counts as changed so many seconds ago: a file changed within the
  /// last two seconds may be half written, and readers wait for it.
  package func write(_ bytes: [UInt8], to name: String, secondsOld: Int = 60) throws(SystemError) {
    let target = path(of: name)
    if let slash = target.lastIndex(of: "/") { try files.createDirectory(String(target[..<slash])) }
    try files.replace(target, by: [.bytes(bytes)])
    let time = timespec(
      tv_sec: Int(Clock.microsecondsSince1970() / 1_000_000) - secondsOld, tv_nsec: 0)
    try check("utimensat", target) { utimensat(AT_FDCWD, target, [time, time], 0) }
  }

  /// As above, with text.
  package func write(_ text: String, to name: String, secondsOld: Int = 60) throws(SystemError) {
    try write(Array(text.utf8), to: name, secondsOld: secondsOld)
  }

  /// The bytes of a file; nil when there is none.
  package func bytes(of name: String) throws(SystemError) -> [UInt8]? {
    try files.read(path(of: name))
  }

  /// The text of a file; nil when there is none.
  package func text(of name: String) throws(SystemError) -> String? {
    try bytes(of: name).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The names in it, or in a directory within it, sorted.
  package func names(in name: String = ".") throws(SystemError) -> [String] {
    try files.names(in: path(of: name))
  }

  /// Makes a directory in it.
  package func createDirectory(_ name: String) throws(SystemError) {
    try files.createDirectory(path(of: name))
  }

  /// Removes a directory in it, with all that it holds.
  package func removeDirectory(_ name: String) throws(SystemError) {
    try files.removeDirectory(path(of: name))
  }
}
