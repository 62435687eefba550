internal import CPlatform
import Glibc

/// Follows some files of a directory on an event loop.
package final class FileFollower {
  /// Milliseconds from the first sign of a change to the reading, in which more may change.
  package static let coalescingMilliseconds: Int64 = 30
  /// Two readings begin at least this far apart, and at least ten times as far as the last one took.
  package static let leastIntervalMilliseconds: Int64 = 100
  /// How long after a failed reading it is tried again, in turn; then only at the next change.
  package static let retryMilliseconds: [Int64] = [250, 1_000, 5_000]
  /// How often the files are looked at where the kernel does not tell of changes.
  package static let pollMilliseconds: Int64 = 2_000

  private let loop: EventLoop
  private let directory: String
  private let names: [String]
  private let files: any FileSystem
  private let pollMilliseconds: Int64?
  private let retryMilliseconds: [Int64]
  private let read: () -> Bool
  private var watcher: FileWatcher?
  private var lastIdentities: [FileIdentity?] = []
  private var nextRead: (timer: EventLoop.Timer, due: Int64)?
  private var earliestRead: Int64 = 0
  private var failureCount = 0

  /// Follows `names` in `directory`, which need not exist. `read` is called on the loop; false when it failed. With
  /// `pollMilliseconds` the files are looked at so often, whether the kernel would tell of changes or not.
  package init(
    directory: String, names: [String], loop: EventLoop, files: any FileSystem,
    pollMilliseconds: Int64? = nil,
    retryMilliseconds: [Int64] = FileFollower.retryMilliseconds, read: @escaping () -> Bool
  ) {
    self.directory = directory
    self.names = names
    self.loop = loop
    self.files = files
    self.pollMilliseconds = pollMilliseconds
    self.retryMilliseconds = retryMilliseconds
    self.read = read
  }

  /// Whether the kernel tells of changes; otherwise the files are looked at now and then.
  package var isWatching: Bool { watcher != nil }

  /// Starts following: from now on `read` is called after each change.
  package func start() {
    guard pollMilliseconds == nil else { return poll() }
    do throws(SystemError) {
      let watcher = try FileWatcher(directory: directory, names: Set(names))
      guard watcher.isWatching, !isRemote(directory) else { return poll() }
      self.watcher = watcher
      loop.whenReadable(watcher.descriptor) { [self] in
        if watcher.drain() { changed() }
        if !watcher.isWatching {
          loop.forget(watcher.descriptor)
          self.watcher = nil
          poll()
        }
      }
    } catch {
      // No inotify here (out of instances, or a kernel without it): looking works everywhere.
      poll()
    }
  }

  /// Reads at once.
  package func readNow() {
    if let nextRead { loop.cancel(nextRead.timer) }
    nextRead = nil
    lastIdentities = identities()
    let start = Clock.monotonicMilliseconds()
    let isRead = read()
    let duration = Clock.monotonicMilliseconds() - start
    earliestRead = start + max(FileFollower.leastIntervalMilliseconds, 10 * duration)
    if isRead {
      failureCount = 0
    } else if failureCount < retryMilliseconds.count {
      let untilEarliest = earliestRead - Clock.monotonicMilliseconds()
      readAfter(max(retryMilliseconds[failureCount], untilEarliest))
      failureCount += 1
    }
  }

  private func changed() {
    failureCount = 0
    let now = Clock.monotonicMilliseconds()
    readAfter(max(FileFollower.coalescingMilliseconds, earliestRead - now))
  }

  /// An earlier appointment stands.
  private func readAfter(_ milliseconds: Int64) {
    let due = Clock.monotonicMilliseconds() + milliseconds
    if let nextRead {
      if nextRead.due <= due { return }
      loop.cancel(nextRead.timer)
    }
    nextRead = (loop.after(milliseconds: milliseconds) { [self] in readNow() }, due)
  }

  private func poll() {
    loop.after(milliseconds: pollMilliseconds ?? FileFollower.pollMilliseconds) { [self] in
      if identities() != lastIdentities { changed() }
      poll()
    }
  }

  /// A file that cannot be looked at counts as missing: reading it will say why.
  private func identities() -> [FileIdentity?] {
    names.map { name in
      do throws(SystemError) {
        return try files.identity(of: directory + "/" + name, links: .refuse)
      } catch {
        return nil
      }
    }
  }

  /// Whether the file system is one whose changes by other machines inotify does not see.
  private func isRemote(_ path: String) -> Bool {
    FileFollower.remoteTypes.contains(platform_file_system_type(nearestDirectory(of: path)))
  }

  /// NFS, SMB, SMB2, CIFS, FUSE and 9p (statfs(2), <linux/magic.h>).
  private static let remoteTypes: Set<Int64> = [
    0x6969, 0x517B, 0xFE53_4D42, 0xFF53_4D42, 0x6573_5546, 0x0102_1997,
  ]
}
