import Glibc

/// What a process does with a folder.
package struct FileUser: Hashable, Sendable {
  package enum Use: Int, Hashable, Sendable { case locks, opens, watches }
  package var number: Int
  /// The program's short name; empty when the kernel does not tell.
  package var name: String
  package var use: Use
  /// The file that is locked or open; the folder that is watched.
  package var path: String

  package init(number: Int, name: String, use: Use, path: String) {
    self.number = number
    self.name = name
    self.use = use
    self.path = path
  }
}

extension FileSystem {
  /// Whether nobody holds the lock of `path`; nil when it cannot be tried. A file that is not there is not locked, and is not made.
  package func isUnlocked(_ path: String) -> Bool? {
    do throws(SystemError) {
      guard let descriptor = try descriptor(of: path, links: .refuse) else { return true }
      defer { close(descriptor) }
      try check("flock", path) { flock(descriptor, LOCK_SH | LOCK_NB) }
      return true
    } catch {
      return error.isLockHeld ? false : nil
    }
  }

  /// Whether the modes say that files in a folder may be made and replaced. `obstacleToWriting` finds out.
  package func mayWrite(in folder: String) -> Bool { access(folder, W_OK | X_OK) == 0 }
}

extension FileUser {
  /// The processes other than this one that hold the lock of `lockPath`, have files of the folder open, or watch it.
  /// Those that this user must not look into are not found.
  package static func all(of folder: String, lockPath: String) -> [FileUser] {
    let processes = names(in: "/proc").compactMap { Int($0) }.sorted().filter { $0 != getpid() }
    let real: String
    do throws(SystemError) { real = try files.resolvingLinks(folder) } catch { return [] }
    var users = lockHolders(of: lockPath)
    let watched = inode(of: real)
    for number in processes {
      for descriptor in names(in: "/proc/\(number)/fd") {
        let target = files.target(of: "/proc/\(number)/fd/\(descriptor)") ?? ""
        if target.hasPrefix(real + "/") {
          users.insert(FileUser(number, .opens, target))
        } else if target == "anon_inode:inotify", let watched,
          lines("/proc/\(number)/fdinfo/\(descriptor)").contains(where: {
            $0.hasPrefix("inotify ") && $0.contains(" ino:\(String(watched, radix: 16)) ")
          })
        {
          users.insert(FileUser(number, .watches, real))
        }
      }
    }
    return users.sorted {
      ($0.number, $0.use.rawValue, $0.path) < ($1.number, $1.use.rawValue, $1.path)
    }
  }

  /// From lines such as `1: FLOCK  ADVISORY  WRITE 21431 fe:00:16220229 0 EOF` (proc_locks(5)). The device is not
  /// compared: some file systems show another one there.
  private static func lockHolders(of path: String) -> Set<FileUser> {
    guard let inode = inode(of: path) else { return [] }
    var holders: Set<FileUser> = []
    for line in lines("/proc/locks") {
      let fields = line.split(separator: " ")
      guard fields.count > 5, fields[1] == "FLOCK", fields[5].hasSuffix(":\(inode)"),
        let number = Int(fields[4]), number != getpid()
      else { continue }
      holders.insert(FileUser(number, .locks, path))
    }
    return holders
  }

  private init(_ number: Int, _ use: Use, _ path: String) {
    let name = FileUser.lines("/proc/\(number)/comm").first.map(String.init) ?? ""
    self.init(number: number, name: name, use: use, path: path)
  }

  // What is gone or closed to this user in the meantime counts as not there. Nothing is changed, and /proc is the kernel's
  // whatever disk is handed in; tests hand in another `ProcessTable`.

  private static let files = RealFileSystem()

  private static func names(in folder: String) -> [String] {
    do throws(SystemError) { return try files.names(in: folder) } catch { return [] }
  }

  private static func lines(_ path: String) -> [Substring] {
    ProcessIdentity.text(of: path)?.split(separator: "\n") ?? []
  }

  private static func inode(of path: String) -> UInt64? {
    do throws(SystemError) { return try files.identity(of: path)?.inode } catch { return nil }
  }
}
