internal import CPlatform
import Glibc

/// The file system that holds a folder.
package struct Volume: Equatable, Sendable {
  /// As `mount` calls it, e.g. `ext4`; a number for kinds not in the list.
  package var kind: String
  /// Whether other machines can change files on it, so that locks and notices may not reach them.
  package var mayBeRemote: Bool
  /// What an ordinary user can still store.
  package var freeBytes: Int

  package init(kind: String, mayBeRemote: Bool, freeBytes: Int) {
    self.kind = kind
    self.mayBeRemote = mayBeRemote
    self.freeBytes = freeBytes
  }

  /// The file system of a path; nil when the kernel does not tell.
  package init?(of path: String) {
    var info = statvfs()
    let number = platform_file_system_type(path)
    guard number >= 0, statvfs(path, &info) == 0 else { return nil }
    let known = Volume.kinds[number]
    kind = known?.name ?? "kind \(String(number, radix: 16))"
    mayBeRemote = known?.mayBeRemote ?? false
    freeBytes = Int(
      clamping: UInt64(info.f_bavail).multipliedReportingOverflow(by: UInt64(info.f_frsize))
        .partialValue)
  }

  /// By magic number (statfs(2), linux/magic.h).
  private static let kinds: [Int64: (name: String, mayBeRemote: Bool)] = [
    0xEF53: ("ext4", false), 0x5846_5342: ("xfs", false), 0x9123_683E: ("btrfs", false),
    0x0102_1994: ("tmpfs", false), 0x794C_7630: ("overlay", false), 0x2FC1_2FC1: ("zfs", false),
    0xF2F5_2010: ("f2fs", false), 0xCA45_1A4E: ("bcachefs", false), 0xF15F: ("ecryptfs", false),
    0x4D44: ("vfat", false), 0x2011_BAB0: ("exfat", false), 0x7366_746E: ("ntfs3", false),
    0x6969: ("nfs", true), 0xFF53_4D42: ("cifs", true), 0xFE53_4D42: ("smb", true),
    0x517B: ("smb", true), 0x6573_5546: ("fuse", true), 0x0102_1997: ("9p", true),
    0x00C3_6400: ("ceph", true), 0x5346_414F: ("afs", true), 0x786F_4256: ("vboxsf", true),
  ]
}
