// Says that something in a directory changed, whether a file was replaced, rewritten or removed; also when the directory
// itself comes later. It refuses to say what changed: the reader looks.

import Glibc

/// Watches one directory through inotify.
package final class FileWatcher {
  /// Becomes readable when something may have changed. Owned by the watcher.
  package let descriptor: Int32
  private let directory: String
  /// The directory watched now: the wanted one, or its nearest parent that exists.
  private var watched = ""
  private var watch: Int32 = -1

  /// Starts watching. Throws when the kernel offers no inotify.
  package init(directory: String) throws(SystemError) {
    self.directory = directory
    descriptor = try check("inotify_init1", directory) {
      inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    }
    watchNearest()
  }

  deinit { close(descriptor) }

  /// Whether the wanted directory itself is watched (false while it does not exist).
  package var isWatchingDirectory: Bool { watched == directory }

  /// Reads all pending events away. Call when the descriptor is readable, before reading the files.
  package func drain() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while read(descriptor, &buffer, buffer.count) > 0 {}
    watchNearest()
  }

  private func watchNearest() {
    let wanted = nearestDirectory()
    var current = stat()
    // A directory removed and made again under the same name needs a new watch: adding is idempotent otherwise.
    guard stat(wanted, &current) == 0 else { return }
    if wanted != watched, watch >= 0 { inotify_rm_watch(descriptor, watch) }
    let events =
      IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_DELETE_SELF
      | IN_MOVE_SELF
    let added = inotify_add_watch(descriptor, wanted, UInt32(events))
    if added >= 0 {
      watch = added
      watched = wanted
    }
  }

  private func nearestDirectory() -> String {
    var path = Substring(directory)
    while access(String(path), F_OK) != 0, let slash = path.lastIndex(of: "/") {
      path = path[..<slash]
      if path.isEmpty { return "/" }
    }
    return access(String(path), F_OK) == 0 ? String(path) : "."
  }
}
