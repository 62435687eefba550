// The lock that processes of ours share: a file that stays, held with flock(2), and never waited for without a bound.

import Glibc

extension FileSystem {
  /// Runs `body` while holding the exclusive lock of `path`, a file that is made when missing and stays. `body` is given
  /// its descriptor, open for reading and writing. Throws an error for which `isLockHeld` is true when another process holds
  /// the lock beyond `patienceMilliseconds`.
  package func withLock<Result>(
    on path: String, patienceMilliseconds: Int64, _ body: (Int32) throws -> Result
  ) throws -> Result {
    let descriptor = try lock(path, patienceMilliseconds)
    defer { close(descriptor) }
    return try body(descriptor)
  }

  /// Whether the descriptor is still the file of that name: somebody may remove it (a cleaner of temporary files,
  /// `git clean`), and then whoever takes the lock next is not kept out by ours.
  func isNamed(_ path: String, _ descriptor: Int32) -> Bool {
    var (held, named) = (stat(), stat())
    return fstat(descriptor, &held) == 0 && lstat(path, &named) == 0
      && held.isSameFile(as: named)
  }

  private func lock(
    _ path: String, _ patienceMilliseconds: Int64
  ) throws(SystemError) -> Int32 {
    let deadline = Clock.monotonicMilliseconds() + patienceMilliseconds
    while true {
      let descriptor = try openLock(path)
      do throws(SystemError) {
        try takeLock(of: descriptor, path, until: deadline)
      } catch {
        close(descriptor)
        throw error
      }
      if isNamed(path, descriptor) { return descriptor }
      close(descriptor)
      guard Clock.monotonicMilliseconds() <= deadline else {
        throw SystemError("flock", path, code: EWOULDBLOCK)
      }
    }
  }

  /// Opens the lock's file, or makes it.
  private func openLock(_ path: String) throws(SystemError) -> Int32 {
    for _ in 0..<10 {
      do throws(SystemError) {
        if let descriptor = try openPresentLock(path) { return descriptor }
      } catch  where error.code == EACCES && ownsFolder(of: path) {
        // Made by somebody else, as by root, in a folder of ours: whoever holds it notices that it lost its name.
        unlink(path)
        continue
      }
      do throws(SystemError) {
        return try create(path, O_RDWR)
      } catch  where error.code == EEXIST {
        continue
      }
    }
    throw SystemError("open", path, code: EAGAIN)
  }

  /// Nil when there is none yet.
  func openPresentLock(_ path: String) throws(SystemError) -> Int32? {
    try descriptor(of: path, O_RDWR, links: .refuse)
  }

  /// Tries again and again, at first soon: a commit takes a millisecond or two.
  private func takeLock(
    of descriptor: Int32, _ path: String, until deadline: Int64
  ) throws(SystemError) {
    var pauseMilliseconds: Int32 = 1
    while true {
      do throws(SystemError) {
        _ = try change("flock", path) { flock(descriptor, LOCK_EX | LOCK_NB) }
        return
      } catch  where error.isLockHeld && Clock.monotonicMilliseconds() < deadline {
        Clock.sleep(milliseconds: pauseMilliseconds)
        pauseMilliseconds = min(2 * pauseMilliseconds, 16)
      }
    }
  }

  func ownsFolder(of path: String) -> Bool {
    var info = stat()
    return stat(directory(of: path), &info) == 0 && info.st_uid == geteuid()
  }
}
