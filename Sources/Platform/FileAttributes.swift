internal import CPlatform
import Glibc

/// Owner, group, mode, access control list and `user.*` attributes of a file: kept when a new version takes its name.
struct FileAttributes: Equatable {
  private var owner: UInt32
  private var group: UInt32
  private var mode: UInt32
  /// By name; only what is kept.
  private var extended: [String: [UInt8]]

  private static let accessList = "system.posix_acl_access"
  /// The kernel's own bound on a list of names and on a value (xattr(7), limits).
  private static let mostBytes = 65_536

  /// Reads them of an open file.
  init(of descriptor: Int32, _ path: String) throws(SystemError) {
    var info = stat()
    try check("fstat", path) { fstat(descriptor, &info) }
    (owner, group, mode) = (info.st_uid, info.st_gid, info.st_mode & 0o7777)
    extended = [:]
    // Most files have none: then this is one call.
    let size = flistxattr(descriptor, nil, 0)
    guard size > 0 else { return }
    for name in FileAttributes.names(of: descriptor) {
      var value = [UInt8](repeating: 0, count: FileAttributes.mostBytes)
      let count = fgetxattr(descriptor, name, &value, value.count)
      if count >= 0 { extended[name] = Array(value.prefix(count)) }
    }
  }

  private static func names(of descriptor: Int32) -> [String] {
    var list = [UInt8](repeating: 0, count: mostBytes)
    let count = list.withUnsafeMutableBytes {
      flistxattr(descriptor, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)
    }
    return list.prefix(max(count, 0)).split(separator: 0)
      .compactMap { String(validating: $0, as: UTF8.self) }
      .filter { $0 == accessList || $0.hasPrefix("user.") }
  }

  /// Gives them to an open file of ours. What may not be given leaves the file with fewer rights, never with more: without
  /// the group, nobody's rights but the owner's stay.
  func give(to descriptor: Int32, _ path: String) {
    let present: FileAttributes
    do throws(SystemError) {
      present = try FileAttributes(of: descriptor, path)
    } catch {
      _ = fchmod(descriptor, mode & 0o600)
      return
    }
    guard present != self else { return }
    var allowed = mode
    if present.owner != owner, geteuid() == 0 { _ = fchown(descriptor, owner, group) }
    if present.group != group, fchown(descriptor, UInt32.max, group) != 0 { allowed &= ~0o7070 }
    for (name, value) in extended where present.extended[name] != value {
      let isGiven = fsetxattr(descriptor, name, value, value.count, 0) == 0
      if !isGiven, name == FileAttributes.accessList { allowed &= ~0o070 }
    }
    for name in present.extended.keys where extended[name] == nil {
      _ = fremovexattr(descriptor, name)
    }
    _ = fchmod(descriptor, allowed)
  }
}
