// New versions of a directory's files, several in one step: each is made beside the live one and changes names with it;
// what comes back is the spare, of which the next version is made. What is known of a spare is in memory only. Holding the
// lock is not relied on: each version is made under a name of its own, and names change only from what was read.

internal import CPlatform
import Glibc

/// A new version of one file.
package struct FileReplacement {
  package var path: String
  /// What it is made of; ranges are those of the old version.
  package var pieces: [FilePiece]
  /// The version that it is made from; nil when there was no file.
  package var basis: FileIdentity?

  package init(path: String, pieces: [FilePiece], basis: FileIdentity?) {
    self.path = path
    self.pieces = pieces
    self.basis = basis
  }

  /// How many bytes at the front are those of the old version.
  var keptBytes: Int {
    if case .range(let range) = pieces.first, range.lowerBound == 0 { range.count } else { 0 }
  }
}

/// The files of one directory, changed by whoever holds its lock.
package final class FileExchange {
  /// A former version, as this process left it.
  struct Spare {
    /// It.
    var identity: FileIdentity
    /// The live version, once it had its name.
    var live: FileIdentity
    /// How many bytes at the front both have in common.
    var commonBytes: Int
    /// What both were given.
    var attributes: FileAttributes
  }

  /// A new version that waits for its name.
  struct Candidate {
    var replacement: FileReplacement
    /// Its name until it has the file's; then that of the old version, if names were exchanged.
    var temporary: String
    var identity: FileIdentity
    /// The old version, open, and what it was given as the new one was; nil when that was not noted.
    var former: (reader: FileReader, attributes: FileAttributes)?
    /// How it got its name; nil until then.
    var step: Step?

    enum Step {
      /// The old version stands under the temporary name.
      case exchanged
      /// There was no old version.
      case created
      /// The old version is gone.
      case replaced
    }
  }

  let files: any FileSystem
  private let lockPatienceMilliseconds: Int64
  private let lockPath: String
  private var lock: Int32?
  /// The number of the last commit, when this process made it and it went well.
  private var generation: UInt64?
  /// By path.
  var spares: [String: Spare] = [:]
  /// Whether this file system exchanges names, as far as is known.
  var offersExchange = true
  /// The files whose unfinished versions were looked for.
  private var swept: Set<String> = []
  /// The number of the last commit, whoever made it; nil when there was none.
  private var lastNumber: UInt64?
  /// When the last commit gave names, by the file system's clock, nanoseconds since 1970; nil when that is not known.
  var lastCommitNanoseconds: Int64?
  /// Former versions that were kept since another program was writing them, and under which names; until taken.
  var keptVersions: [(path: String, copy: String)] = []

  /// Former versions that were kept since another program was writing them, told once.
  package func takeKeptVersions() -> [(path: String, copy: String)] {
    defer { keptVersions = [] }
    return keptVersions
  }

  /// `lockPath` is the lock's file; it holds the number and the time of the last commit. Another process that holds it
  /// is waited for so long.
  package init(files: any FileSystem, lockPath: String, lockPatienceMilliseconds: Int64) {
    self.files = files
    self.lockPatienceMilliseconds = lockPatienceMilliseconds
    self.lockPath = lockPath
  }

  /// Runs `body` while holding the lock. `isContinued` tells it whether this process made the last commit: if not, nothing
  /// that it remembers of the files is worth anything.
  package func withLock<Result>(
    _ body: (_ isContinued: Bool) throws -> Result
  ) throws -> Result {
    try files.withLock(on: lockPath, patienceMilliseconds: lockPatienceMilliseconds) { descriptor in
      lock = descriptor
      defer { lock = nil }
      let last = try CommitRecord(in: descriptor, lockPath)
      (lastNumber, lastCommitNanoseconds) = (last?.number, last?.nanoseconds)
      let isContinued = last != nil && last?.number == generation
      if !isContinued {
        spares = [:]
        generation = nil
      }
      return try body(isContinued)
    }
  }

  /// Replaces files, all in one step: all new versions are written and synced before the first gets its name, in the given
  /// order; then the directory is synced. Returns what versions stand there now. When anything fails every file is again
  /// what it was, except where the file system exchanges no names and the failure came between two of them. Throws an error
  /// for which `isOvertaken` is true, having changed nothing, when another program has changed a file since the version it
  /// is made from, or when the lock's file was removed, so that it keeps nobody out. Only within `withLock`.
  package func commit(_ replacements: [FileReplacement]) throws(SystemError) -> [FileIdentity] {
    guard let first = replacements.first else { return [] }
    let number = try countCommit()
    if !swept.isSuperset(of: replacements.map(\.path)) {
      sweep(files.directory(of: first.path), for: replacements.map(\.path))
      swept.formUnion(replacements.map(\.path))
    }
    var candidates: [Candidate] = []
    do throws(SystemError) {
      for replacement in replacements {
        let temporary = temporaryPath(beside: replacement.path)
        do throws(SystemError) {
          candidates.append(try prepare(replacement, temporary))
        } catch {
          unlink(temporary)
          throw error
        }
      }
      for replacement in replacements { try checkBasis(of: replacement) }
      guard let lock, files.isNamed(lockPath, lock) else { throw .overtaken(lockPath) }
      for index in candidates.indices { try giveName(&candidates[index]) }
      try files.syncDirectory(files.directory(of: first.path))
      for index in candidates.indices { try checkIsLive(&candidates[index]) }
    } catch {
      try undo(candidates, after: error)
    }
    for candidate in candidates { keepSpare(of: candidate) }
    record(
      CommitRecord(
        number: number, of: candidates.map(\.identity), former: replacements.compactMap(\.basis)))
    return candidates.map(\.identity)
  }

  /// Removes the former versions that nobody is looking at or writing, so that what was deleted from the files is gone. At
  /// the end of a server; only within `withLock`.
  package func dropSpares(of paths: [String]) {
    for path in paths { dropSpare(of: path) }
    spares = [:]
  }

  // MARK: The record of the last commit

  /// Counts on before anything is changed, so that every other process mistrusts what it knows even if this one dies. A new
  /// file starts from the time: the numbers of one that was removed do not come again.
  private func countCommit() throws(SystemError) -> UInt64 {
    guard let lock else { preconditionFailure("a commit needs the lock") }
    let next = CommitRecord(
      number: (lastNumber ?? UInt64(Clock.microsecondsSince1970())) &+ 1,
      nanoseconds: lastCommitNanoseconds)
    generation = nil
    let count = try files.change("pwrite", lockPath) { next.write(to: lock) }
    guard count == CommitRecord.bytes else { throw SystemError("pwrite", lockPath, code: ENOSPC) }
    (generation, lastNumber) = (next.number, next.number)
    return next.number
  }

  /// Notes when names changed. Nothing is lost without it but that a spare which was written since is not told from others.
  private func record(_ commit: CommitRecord) {
    guard let lock else { return }
    _ = commit.write(to: lock)
    lastCommitNanoseconds = commit.nanoseconds
  }

  private func checkBasis(of replacement: FileReplacement) throws(SystemError) {
    guard try files.identity(of: replacement.path, links: .refuse) == replacement.basis else {
      throw SystemError.overtaken(replacement.path)
    }
  }

  /// Writes and syncs a new version under its temporary name.
  private func prepare(
    _ replacement: FileReplacement, _ temporary: String
  ) throws(SystemError) -> Candidate {
    let spare = spares.removeValue(forKey: replacement.path)
    if let spare, let refreshed = try refresh(spare, for: replacement, temporary) {
      return refreshed
    }
    // A spare that cannot be used is only in the way, most of all on a full disk.
    dropSpare(of: replacement.path)
    let identity = try files.writeBeside(
      replacement.path, replacement.pieces, temporary: temporary)
    return Candidate(replacement: replacement, temporary: temporary, identity: identity)
  }
}

/// What the lock's file holds: eight bytes each, the least significant first.
struct CommitRecord: Equatable {
  static let bytes = 16
  /// Counts the commits of all processes.
  var number: UInt64
  /// When the last one gave names, nanoseconds since 1970; nil when that is not known: an older version wrote the number
  /// only.
  var nanoseconds: Int64?

  init(number: UInt64, nanoseconds: Int64?) {
    (self.number, self.nanoseconds) = (number, nanoseconds)
  }

  /// The time is the file system's own: that of the last change of name, or of the former versions' last writing, which is
  /// later when the clock was set back.
  init(number: UInt64, of live: [FileIdentity], former: [FileIdentity]) {
    self.init(
      number: number,
      nanoseconds: (live.map(\.changedNanoseconds) + former.map(\.modifiedNanoseconds)).max())
  }

  /// Nil when nothing was committed yet.
  init?(in descriptor: Int32, _ path: String) throws(SystemError) {
    var words: [UInt64] = [0, 0]
    let count = try check("pread", path) { pread(descriptor, &words, CommitRecord.bytes, 0) }
    guard count >= CommitRecord.bytes / 2 else { return nil }
    let time = Int64(bitPattern: UInt64(littleEndian: words[1]))
    self.init(
      number: UInt64(littleEndian: words[0]),
      nanoseconds: count == CommitRecord.bytes && time > 0 ? time : nil)
  }

  func write(to descriptor: Int32) -> Int {
    let words = [number.littleEndian, UInt64(bitPattern: nanoseconds ?? 0).littleEndian]
    return pwrite(descriptor, words, CommitRecord.bytes, 0)
  }
}

extension SystemError {
  /// Another program is at work on a file, or may be.
  package static func busy(_ path: String, _ explanation: String) -> SystemError {
    SystemError("open", path, code: EBUSY, explanation: explanation)
  }

  /// Another program has changed a file since it was read.
  package static func overtaken(_ path: String) -> SystemError {
    SystemError(
      "rename", path, code: EAGAIN, explanation: "another program keeps changing it")
  }

  /// Whether nothing was replaced because another program had changed a file meanwhile.
  package var isOvertaken: Bool { call == "rename" && code == EAGAIN }
}
