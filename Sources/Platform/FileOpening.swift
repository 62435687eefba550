// The one place where files are opened: only regular ones, without waiting for whoever is at the other end, and through
// links only where the caller lets them lead.

internal import CPlatform
import Glibc

/// Whether a path may lead through symbolic links to a file.
package enum LinkRule: Sendable, Equatable {
  /// As the kernel does it: for paths that a person named, and for files below a person's home.
  case follow
  /// The last part of the path must not be a link: for files that a repository can carry. Links on the way there, as to the
  /// folder, are followed.
  case refuse
  /// Followed while the file stays below this folder, whose own links are followed.
  case within(String)
}

/// What a file may hold at most: beyond it it is none.
package enum FileLimit {
  /// A file of a person's, or of a client's.
  package static let clientFileBytes = 64 << 20
  /// A source file that is to be measured.
  package static let sourceFileBytes = 5 << 20
}

/// How long a file that another program has leased is asked for.
private let leasePatienceMilliseconds: Int64 = 1000

extension FileSystem {
  /// Opens a file with the given flags of open(2), `O_CLOEXEC`, `O_NONBLOCK` and `O_NOCTTY` added; nil when there is none.
  /// Throws for everything that is no regular file, naming what it is, and for links that `links` does not allow.
  func descriptor(
    of path: String, _ flags: Int32 = O_RDONLY, mode: mode_t = 0o666, links: LinkRule
  ) throws(SystemError) -> Int32? {
    try opening(of: path, flags, mode: mode, links: links)?.descriptor
  }

  private func opening(
    of path: String, _ flags: Int32 = O_RDONLY, mode: mode_t = 0o666, links: LinkRule
  ) throws(SystemError) -> (descriptor: Int32, version: FileIdentity)? {
    guard !path.utf8.contains(0) else {
      throw SystemError("open", path, code: EINVAL, explanation: "a path cannot contain NUL")
    }
    var name = path
    if case .within(let folder) = links {
      guard let inside = try resolve(path, within: folder) else { return nil }
      name = inside
    }
    var all = flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
    if links != .follow { all |= O_NOFOLLOW }
    let descriptor: Int32
    do throws(SystemError) {
      descriptor = try openUnleased(path, name, all, mode)
    } catch  where error.code == ENOENT && flags & O_CREAT == 0 {
      guard links == .follow, let target = target(of: path) else { return nil }
      throw SystemError.danglingLink(path, target: target)
    } catch  where error.code == ELOOP && links != .follow {
      throw SystemError.linkRefused(path, target: target(of: path) ?? "another place")
    } catch  where error.code == ENXIO {
      // A FIFO or a socket opened for writing with nobody at the other end.
      throw SystemError.notRegular(path, kind: kind(of: path) ?? S_IFIFO)
    }
    var info = stat()
    guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw SystemError.notRegular(path, kind: info.st_mode & S_IFMT)
    }
    return (descriptor, FileIdentity(info))
  }

  /// open(2); a file that is leased, as a former version is while it is made into the next one, is asked for again: the
  /// path leads to another file soon.
  private func openUnleased(
    _ path: String, _ name: String, _ flags: Int32, _ mode: mode_t
  ) throws(SystemError) -> Int32 {
    let deadline = Clock.monotonicMilliseconds() + leasePatienceMilliseconds
    while true {
      do throws(SystemError) {
        let open = { Glibc.open(name, flags, mode) }
        return flags & O_ACCMODE == O_RDONLY
          ? try check("open", path, open) : try change("open", path, open)
      } catch  where error.code == EWOULDBLOCK && Clock.monotonicMilliseconds() < deadline {
        Clock.sleep(milliseconds: 1)
      }
    }
  }

  /// Opens a regular file for reading; nil when there is none.
  package func open(_ path: String, links: LinkRule) throws(SystemError) -> FileReader? {
    try opening(of: path, links: links).map {
      FileReader(descriptor: $0.descriptor, path: path, opened: $0.version)
    }
  }

  /// A regular file, whole; nil when there is none. Throws `EFBIG` when there is more than `limit` bytes, without reading on.
  package func read(
    _ path: String, atMost limit: Int = FileLimit.clientFileBytes, links: LinkRule = .follow
  ) throws(SystemError) -> [UInt8]? {
    guard let reader = try open(path, links: links) else { return nil }
    return try reader.readAll(atMost: limit)
  }

  /// A file of `/proc`, which is regular and says that it holds nothing; nil when there is none.
  package func readKernelFile(_ path: String) throws(SystemError) -> [UInt8]? {
    try read(path, atMost: 16 << 20)
  }

  /// Where a link leads, as it spells it; nil when the path is no link.
  package func target(of path: String) -> String? {
    var target = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &target, target.count)
    guard count > 0 else { return nil }
    return String(
      decoding: target.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The path without links, if it stays below the folder; nil when nothing is there.
  private func resolve(_ path: String, within folder: String) throws(SystemError) -> String? {
    let real = try resolvingLinks(path, links: .within(folder))
    return try realPath(real) == nil && errno == ENOENT ? nil : real
  }

  /// Where a file is, or would be made: its path without links. Throws for a link that leads nowhere, also on the way to
  /// the file, and for links that `links` does not allow.
  package func resolvingLinks(
    _ path: String, links: LinkRule = .follow
  ) throws(SystemError) -> String {
    let real = try resolvingAllLinks(path)
    switch links {
    case .follow: break
    case .refuse:
      if let target = target(of: path) { throw .linkRefused(path, target: target) }
    case .within(let folder):
      guard let root = try realPath(folder), real.hasPrefix(root == "/" ? root : root + "/") else {
        throw SystemError(
          "open", path, code: ELOOP,
          explanation: "it is a link that leads out of \(folder), to \(real)")
      }
    }
    return real
  }

  private func resolvingAllLinks(_ path: String) throws(SystemError) -> String {
    if let real = try realPath(path) { return real }
    let code = errno
    if code == ENOENT, let target = target(of: path) { throw .danglingLink(path, target: target) }
    let folder = directory(of: path)
    let name = path.split(separator: "/").last ?? ""
    guard code == ENOENT, folder != path, ![".", "..", ""].contains(name) else {
      throw SystemError("open", path, code: code)
    }
    let real = try resolvingAllLinks(folder)
    return real == "/" ? "/\(name)" : "\(real)/\(name)"
  }

  /// The path without links; nil, with `errno`, when it leads nowhere. Throws for one that cannot be spelled here.
  func realPath(_ path: String) throws(SystemError) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    guard let text = String(validatingCString: resolved) else {
      throw SystemError(
        "realpath", path, code: EILSEQ,
        explanation: "it leads to \(spelled(resolved)), which is not UTF-8")
    }
    return text
  }

  /// Whether a path leads to a directory.
  package func isDirectory(_ path: String) -> Bool { kind(of: path) == S_IFDIR }

  private func kind(of path: String) -> mode_t? {
    var info = stat()
    return stat(path, &info) == 0 ? info.st_mode & S_IFMT : nil
  }
}

extension SystemError {
  /// A link where a file should be, with the way out: a folder that is a link is followed.
  package static func linkRefused(_ path: String, target: String) -> SystemError {
    SystemError(
      "open", path, code: ELOOP,
      explanation: "it is a link (to \(target)), and links to files are not followed here; "
        + "put the file itself here, or make the folder a link")
  }

  /// A link that leads nowhere.
  static func danglingLink(_ path: String, target: String) -> SystemError {
    SystemError(
      "open", path, code: ENOENT, explanation: "it is a link to \(target), which is not there")
  }

  /// Something that is no file, where one should be.
  static func notRegular(_ path: String, kind: mode_t) -> SystemError {
    if kind == S_IFDIR { return SystemError("open", path, code: EISDIR) }
    let name =
      switch kind {
      case S_IFIFO: "a FIFO"
      case S_IFSOCK: "a socket"
      default: "a device"
      }
    return SystemError(
      "open", path, code: EINVAL, explanation: "it is \(name), not a regular file")
  }

  /// More bytes than a reader takes.
  package static func tooLarge(_ path: String, limit: Int) -> SystemError {
    SystemError(
      "read", path, code: EFBIG, explanation: "it has more than \(limit >> 20) MB")
  }
}
