// What stands under a name: enough to tell whose it is, where a file system ends, and whether two names mean one place.

import Glibc

/// What stands under a name.
package struct FileEntry: Sendable {
  package enum Kind: Sendable { case directory, link, other }

  package let kind: Kind
  /// Whether it belongs to the user of this process.
  package let isOwn: Bool
  /// The file system that it is on.
  package let device: UInt64
  private let inode: UInt64

  fileprivate init(_ info: stat) {
    switch info.st_mode & S_IFMT {
    case S_IFDIR: kind = .directory
    case S_IFLNK: kind = .link
    default: kind = .other
    }
    isOwn = info.st_uid == geteuid()
    (device, inode) = (UInt64(info.st_dev), UInt64(info.st_ino))
  }

  /// Whether both are the same file or folder.
  package func isSame(as other: FileEntry?) -> Bool {
    device == other?.device && inode == other?.inode
  }
}

extension FileSystem {
  /// What stands under a path; nil when nothing does or the kernel does not tell. With `.refuse` a link counts itself.
  package func entry(at path: String, links: LinkRule) -> FileEntry? {
    do throws(SystemError) {
      return try status(of: path, links: links).map(FileEntry.init)
    } catch {
      return nil
    }
  }
}
