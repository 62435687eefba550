// The single steps of a commit: a spare brought up to date, names changed, taken back, the next spare kept.
// It refuses to touch a spare that anybody else may be looking at.

internal import CPlatform
import Glibc

extension FileExchange {
  // MARK: The fast path

  /// Makes the new version of the spare, under the temporary name; nil when anything about the spare is in doubt.
  func refresh(
    _ spare: Spare, for replacement: FileReplacement
  ) throws(SystemError) -> FileIdentity? {
    guard replacement.basis == spare.live else { return nil }
    let descriptor = open(replacement.sparePath, O_RDWR | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    guard isOurs(descriptor, spare),
      rename(replacement.sparePath, replacement.temporaryPath) == 0
    else {
      close(descriptor)
      return nil
    }
    // Closing gives the lease back.
    return try files.closing(descriptor, named: replacement.temporaryPath) {
      () throws(SystemError) in
      try write(replacement, over: spare, descriptor)
    }
  }

  /// Whether this is the version that we know, under this one name only, and nobody else has it open.
  private func isOurs(_ descriptor: Int32, _ spare: Spare) -> Bool {
    var info = stat()
    return fstat(descriptor, &info) == 0 && info.st_mode & S_IFMT == S_IFREG && info.st_nlink == 1
      && FileIdentity(info) == spare.identity && platform_take_write_lease(descriptor) == 0
  }

  private func write(
    _ replacement: FileReplacement, over spare: Spare, _ descriptor: Int32
  ) throws(SystemError) {
    let (path, name) = (replacement.path, replacement.temporaryPath)
    if let mode = files.mode(of: path) { files.giveMode(mode, to: descriptor) }
    let start = min(spare.commonBytes, replacement.keptBytes)
    try check("lseek", name) { lseek(descriptor, off_t(start), SEEK_SET) }
    var pieces = replacement.pieces
    if replacement.keptBytes > 0 { pieces[0] = .range(start..<replacement.keptBytes) }
    try files.write(pieces, of: path, to: descriptor, named: name)
    let size = start + pieces.reduce(0) { $0 + $1.count }
    guard size < spare.identity.size else { return }
    _ = try files.change("ftruncate", name) { ftruncate(descriptor, off_t(size)) }
  }

  // MARK: Names

  /// What a file system says that knows no special renaming (renameat2(2)).
  private static let exchangeRefusals: Set<Int32> = [EINVAL, ENOSYS, EOPNOTSUPP]

  /// Gives a new version its name, and makes sure that it took it from the version that it was made of.
  func giveName(_ candidate: inout Candidate) throws(SystemError) {
    let (path, temporary) = (
      candidate.replacement.path, candidate.replacement.temporaryPath
    )
    if offersExchange, candidate.replacement.basis == nil {
      do throws(SystemError) {
        _ = try files.change("renameat2", path) { platform_rename_to_unused(temporary, path) }
        candidate.step = .created
        return
      } catch  where error.code == EEXIST {
        throw .overtaken(path)
      } catch  where FileExchange.exchangeRefusals.contains(error.code) {
        offersExchange = false
      }
    }
    // A link is replaced: as a spare it would lead to what it names.
    if offersExchange, candidate.replacement.basis != nil, isRegular(path) {
      do throws(SystemError) {
        _ = try files.change("renameat2", path) { platform_exchange(temporary, path) }
        candidate.step = .exchanged
      } catch  where FileExchange.exchangeRefusals.contains(error.code) {
        offersExchange = false
      }
    }
    if candidate.step == .exchanged {
      guard try files.identity(of: temporary) == candidate.replacement.basis else {
        throw .overtaken(path)
      }
      return
    }
    _ = try files.change("rename", path) { rename(temporary, path) }
    candidate.step = .replaced
  }

  private func isRegular(_ path: String) -> Bool {
    var info = stat()
    return lstat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG
  }

  /// Gives the old version its name back, unless another program has changed the new one meanwhile.
  func undo(_ candidate: Candidate) {
    let path = candidate.replacement.path
    var info = stat()
    guard stat(path, &info) == 0, FileIdentity(info) == candidate.identity else { return }
    switch candidate.step {
    case .exchanged: _ = platform_exchange(candidate.replacement.temporaryPath, path)
    case .created: unlink(path)
    case .replaced, nil: return
    }
  }

  /// Puts the old version aside and remembers it, now that the new one is on the disk. Losing it costs nothing but time.
  func keepSpare(of candidate: Candidate) {
    guard candidate.step == .exchanged, let identity = candidate.replacement.basis else { return }
    let (temporary, sparePath) = (
      candidate.replacement.temporaryPath, candidate.replacement.sparePath
    )
    guard rename(temporary, sparePath) == 0 else {
      unlink(temporary)
      return
    }
    spares[candidate.replacement.path] = Spare(
      identity: identity, live: candidate.identity, commonBytes: candidate.replacement.keptBytes)
  }
}
