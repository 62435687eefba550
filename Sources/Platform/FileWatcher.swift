import Glibc

/// Watches files of one directory through inotify, also when the directory itself comes later.
package final class FileWatcher {
  /// Becomes readable when something may have changed. Owned by the watcher.
  package let descriptor: Int32
  private let directory: String
  private let names: Set<String>?
  /// The directory watched now: the wanted one, or its nearest parent that exists; nil when the kernel refuses.
  private var watched: String?
  private var watch: Int32 = -1

  /// Starts watching the files of these names, or all files for nil. Throws when the kernel offers no inotify.
  package init(directory: String, names: Set<String>? = nil) throws(SystemError) {
    self.directory = directory
    self.names = names
    descriptor = try check("inotify_init1", directory) {
      inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    }
    watchNearest()
  }

  deinit { close(descriptor) }

  /// Whether the wanted directory itself is watched (false while it does not exist).
  package var isWatchingDirectory: Bool { watched == directory }

  /// Whether anything is watched; false when the kernel has no watch to give.
  package var isWatching: Bool { watched != nil }

  /// Reads all pending events away; true when one of the files may have changed. Call when the descriptor is readable,
  /// before reading the files.
  @discardableResult
  package func drain() -> Bool {
    var isConcerned = false
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = read(descriptor, &buffer, buffer.count), count > 0 {
      isConcerned = concerns(buffer[..<count]) || isConcerned
    }
    return watchNearest() || isConcerned
  }

  /// Whether any of the kernel's event records is about a wanted file, or about the directory as a whole.
  private func concerns(_ records: ArraySlice<UInt8>) -> Bool {
    let headLength = MemoryLayout<inotify_event>.size
    var rest = records
    while rest.count >= headLength {
      let head = rest.withUnsafeBytes { $0.loadUnaligned(as: inotify_event.self) }
      let name = rest.dropFirst(headLength).prefix(Int(head.len)).prefix { $0 != 0 }
      rest = rest.dropFirst(headLength + Int(head.len))
      // What happens beside the wanted directory while it does not exist is told by `watchNearest`.
      guard isWatchingDirectory, head.wd == watch || head.wd < 0 else { continue }
      guard let names, !name.isEmpty else { return true }
      if names.contains(String(decoding: name, as: UTF8.self)) { return true }
    }
    return false
  }

  /// Watches the wanted directory or its nearest parent; true when that is another one than before.
  @discardableResult
  private func watchNearest() -> Bool {
    let before = (watched, watch)
    // The wanted directory may be made between looking for it and watching its parent: so look again after watching.
    var path = nearestDirectory(of: directory)
    while true {
      // Adding is idempotent; a directory made anew under the same name gets another number.
      let events =
        IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_DELETE_SELF
        | IN_MOVE_SELF | IN_ATTRIB
      let added = inotify_add_watch(descriptor, path, UInt32(events))
      if added != watch, watch >= 0 { inotify_rm_watch(descriptor, watch) }
      watch = added
      watched = added >= 0 ? path : nil
      let nearest = nearestDirectory(of: directory)
      if nearest == path { return before != (watched, watch) }
      path = nearest
    }
  }
}

/// A directory, or the nearest one above it that is there.
func nearestDirectory(of directory: String) -> String {
  var path = Substring(directory)
  while access(String(path), F_OK) != 0, let slash = path.lastIndex(of: "/") {
    path = path[..<slash]
    if path.isEmpty { return "/" }
  }
  return access(String(path), F_OK) == 0 ? String(path) : "."
}
