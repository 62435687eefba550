// The single steps of a commit: a spare brought up to date, names changed, looked at again, taken back.

internal import CPlatform
import Glibc

extension FileExchange {
  // MARK: The fast path

  /// Makes the new version of the spare, under the temporary name; nil when anything about the spare is in doubt, which is
  /// then as it was.
  func refresh(
    _ spare: Spare, for replacement: FileReplacement, _ temporary: String
  ) throws(SystemError) -> Candidate? {
    guard let live = replacement.basis, live == spare.live else { return nil }
    let sparePath = FileExchange.sparePath(of: replacement.path)
    let descriptor = open(sparePath, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    guard isOurs(descriptor, spare), rename(sparePath, temporary) == 0 else {
      close(descriptor)
      return nil
    }
    var former: (reader: FileReader, attributes: FileAttributes)?
    // Closing gives the lease back.
    let identity = try files.closing(descriptor, named: temporary) { () throws(SystemError) in
      guard let old = try files.open(replacement.path, links: .refuse), old.opened == live else {
        throw .overtaken(replacement.path)
      }
      let attributes = try FileAttributes(of: old.descriptor, replacement.path)
      if attributes != spare.attributes { attributes.give(to: descriptor, temporary) }
      former = (old, attributes)
      try write(replacement, over: spare, old, descriptor, temporary)
    }
    return Candidate(
      replacement: replacement, temporary: temporary, identity: identity, former: former)
  }

  /// Whether this is the version that we know, under this one name only, and nobody else has it open.
  private func isOurs(_ descriptor: Int32, _ spare: Spare) -> Bool {
    var info = stat()
    return fstat(descriptor, &info) == 0 && info.st_mode & S_IFMT == S_IFREG && info.st_nlink == 1
      && FileIdentity(info) == spare.identity && platform_take_write_lease(descriptor) == 0
  }

  private func write(
    _ replacement: FileReplacement, over spare: Spare, _ old: FileReader, _ descriptor: Int32,
    _ name: String
  ) throws(SystemError) {
    let start = min(spare.commonBytes, replacement.keptBytes)
    try check("lseek", name) { lseek(descriptor, off_t(start), SEEK_SET) }
    var pieces = replacement.pieces
    if replacement.keptBytes > 0 { pieces[0] = .range(start..<replacement.keptBytes) }
    try files.write(pieces, of: old, replacement.path, to: descriptor, named: name)
    let size = start + pieces.reduce(0) { $0 + $1.count }
    guard size < spare.identity.size else { return }
    _ = try files.change("ftruncate", name) { ftruncate(descriptor, off_t(size)) }
  }

  // MARK: Names

  /// What a file system says that knows no special renaming (renameat2(2)).
  private static let exchangeRefusals: Set<Int32> = [EINVAL, ENOSYS, EOPNOTSUPP]

  /// Gives a new version its name, and makes sure that it took it from the version that it was made of.
  func giveName(_ candidate: inout Candidate) throws(SystemError) {
    let (path, temporary) = (candidate.replacement.path, candidate.temporary)
    do throws(SystemError) {
      candidate.step = try changeNames(temporary, path, candidate.replacement.basis != nil)
    } catch  where error.code == EEXIST || error.code == ENOENT {
      // Somebody made the file meanwhile, or removed it, or our version.
      throw .overtaken(path)
    }
    guard candidate.step == .exchanged else { return }
    guard let former = try files.identity(of: temporary, links: .refuse) else {
      // A cleaner of temporary files took the old version: as if it had been replaced.
      candidate.step = .replaced
      return
    }
    guard former.hasSameBytes(as: candidate.replacement.basis) else { throw .overtaken(path) }
  }

  private func changeNames(
    _ temporary: String, _ path: String, _ isThere: Bool
  ) throws(SystemError) -> Candidate.Step {
    if offersExchange {
      do throws(SystemError) {
        _ = try files.change("renameat2", path) {
          isThere
            ? platform_exchange(temporary, path) : platform_rename_to_unused(temporary, path)
        }
        return isThere ? .exchanged : .created
      } catch  where FileExchange.exchangeRefusals.contains(error.code) {
        offersExchange = false
      }
    }
    _ = try files.change("rename", path) { rename(temporary, path) }
    return .replaced
  }

  /// Makes sure that what is live now is the new version, and notes what tells it from others now that it has its name; or
  /// one that another program has made of it since.
  func checkIsLive(_ candidate: inout Candidate) throws(SystemError) {
    let path = candidate.replacement.path
    if let live = try files.identity(of: path, links: .refuse),
      candidate.identity.hasSameBytes(as: live)
    {
      candidate.identity = live
    } else if try !isBuiltUpon(candidate) {
      throw .overtaken(path)
    }
  }

  private func isBuiltUpon(_ candidate: Candidate) throws(SystemError) -> Bool {
    try files.open(candidate.replacement.path, links: .refuse)?
      .holds(candidate.replacement.newBytes) ?? false
  }

  /// Takes names back, the last first, and removes what was made; then throws what the reason was.
  func undo(_ candidates: [Candidate], after error: SystemError) throws(SystemError) -> Never {
    var built: String?
    for candidate in candidates.reversed() where !undo(candidate) {
      built = candidate.replacement.path
    }
    for candidate in candidates { unlink(candidate.temporary) }
    guard let built, error.isOvertaken else { throw error }
    // Doing it again would store it twice.
    throw SystemError(
      "rename", built, code: EBUSY,
      explanation: "another program wrote at the same moment: what was to be stored is there, "
        + "but nothing that counts it")
  }

  /// Gives the old version its name back. False when the new one stays: the old one is gone, or another program has already
  /// made a further version of it.
  private func undo(_ candidate: Candidate) -> Bool {
    let (path, temporary) = (candidate.replacement.path, candidate.temporary)
    guard let step = candidate.step else { return true }
    guard isIt(candidate, path) else {
      do throws(SystemError) { return try !isBuiltUpon(candidate) } catch { return true }
    }
    switch step {
    case .exchanged:
      guard platform_exchange(temporary, path) == 0 else { return false }
      if isIt(candidate, temporary) { break }
      // A further version came in between: it gets its name back.
      _ = platform_exchange(temporary, path)
      return false
    case .created: unlink(path)
    case .replaced: return false
    }
    return true
  }

  private func isIt(_ candidate: Candidate, _ path: String) -> Bool {
    var info = stat()
    return lstat(path, &info) == 0 && candidate.identity.hasSameBytes(as: FileIdentity(info))
  }
}

extension FileReplacement {
  /// The bytes that the old version did not have, in order.
  var newBytes: [[UInt8]] {
    pieces.compactMap { if case .bytes(let bytes) = $0, !bytes.isEmpty { bytes } else { nil } }
  }
}
