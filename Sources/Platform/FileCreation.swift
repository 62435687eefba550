// Making files and folders: with which rights, and whose they are.

internal import CPlatform
import Glibc

extension FileSystem {
  /// Makes a file that must not exist yet. In a folder that only its owner may enter it is the owner's alone, else as the
  /// process's mask and the folder's default access control list have it. `mode` says otherwise. What root makes in the
  /// folder of another user is that user's.
  func create(
    _ path: String, _ access: Int32 = O_WRONLY, mode: UInt32? = nil
  ) throws(SystemError) -> Int32 {
    var folder = stat()
    let hasFolder = stat(directory(of: path), &folder) == 0
    let isPrivate = hasFolder && folder.st_mode & 0o077 == 0
    let descriptor = try change("open", path) {
      Glibc.open(
        path, access | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
        mode ?? (isPrivate ? 0o600 : 0o666))
    }
    if geteuid() == 0, hasFolder, folder.st_uid != 0 {
      _ = fchown(descriptor, folder.st_uid, folder.st_gid)
    }
    return descriptor
  }

  /// Makes the directory and its missing parents, and makes sure that each is named on the disk; fine when it is there.
  /// What root makes in the folder of another user is that user's.
  package func createDirectory(_ path: String, mode: UInt32 = 0o777) throws(SystemError) {
    var info = stat()
    if isDirectory(path) { return }
    guard !path.isEmpty, path != "/" else { return }
    let parent = directory(of: path)
    if path.hasSuffix("/") { return try createDirectory(parent, mode: mode) }
    try createDirectory(parent, mode: mode)
    do throws(SystemError) {
      _ = try change("mkdir", path) { mkdir(path, mode) }
    } catch  where error.code == EEXIST {
      if isDirectory(path) { return }
      if let target = target(of: path) {
        throw SystemError(
          "mkdir", path, code: ENOENT,
          explanation: "it is a link to \(target), which is not there")
      }
      throw SystemError("mkdir", path, code: ENOTDIR)
    }
    if geteuid() == 0, stat(parent, &info) == 0, info.st_uid != 0 {
      lchown(path, info.st_uid, info.st_gid)
    }
    do throws(SystemError) {
      try syncDirectory(parent)
    } catch  where error.code == EACCES {
      // A folder that may be written but not read.
      return
    } catch {
      rmdir(path)
      throw error
    }
  }

  /// Copies a file under a new name that must not exist yet, with its rights. When anything fails there is no copy.
  package func copy(
    _ path: String, toNew copy: String, links: LinkRule = .follow
  ) throws(SystemError) {
    guard let reader = try open(path, links: links) else {
      throw SystemError("open", path, code: ENOENT)
    }
    let attributes = try FileAttributes(of: reader.descriptor, path)
    let descriptor = try create(copy, mode: 0o600)
    do throws(SystemError) {
      _ = try closing(descriptor, named: copy) { () throws(SystemError) in
        attributes.give(to: descriptor, copy)
        let writer = FileWriter(descriptor: descriptor, path: copy, files: self)
        try self.copy(0..<(try reader.identity().size), of: reader, with: writer)
      }
    } catch {
      unlink(copy)
      throw error
    }
  }

  /// Why files in a folder cannot be replaced under the lock of `lockPath`; nil when they can. Found out by making a file and
  /// removing it: modes do not tell all.
  package func obstacleToWriting(in folder: String, lockPath: String) -> String? {
    let trial = temporaryPath(beside: folder + "/trial")
    do throws(SystemError) {
      close(try create(trial))
      try remove(trial)
      if let lock = try openPresentLock(lockPath) { close(lock) }
      return nil
    } catch  where error.code == EACCES && error.subject == lockPath && ownsFolder(of: lockPath) {
      return nil
    } catch {
      return error.description
    }
  }
}

/// A hidden name in the same directory, for a new version of a file; another one each time, and it tells whose it is.
func temporaryPath(beside path: String) -> String {
  let word = String(UInt32.random(in: 0...UInt32.max), radix: 36)
  return hiddenPath(beside: path, "\(getpid())-\(word)")
}

/// `.NAME.WORD.tmp` in the same directory.
func hiddenPath(beside path: String, _ word: String) -> String {
  let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
  return "\(path[..<slash]).\(path[slash...]).\(word).tmp"
}
