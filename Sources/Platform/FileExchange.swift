// New versions of a directory's files, several in one step: each is made beside the live one and changes names with it;
// what comes back is the spare, of which the next version is made. It refuses to trust a spare that it did not itself
// leave: what is known of one is in memory only.

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

  /// Hidden and ending in `.tmp`, so that sync clients leave it alone: a version that is being made.
  var temporaryPath: String { hiddenPath(".tmp") }

  /// Always a complete former version, or nothing.
  var sparePath: String { hiddenPath(".spare.tmp") }

  private func hiddenPath(_ ending: String) -> String {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    return "\(path[..<slash]).\(path[slash...])\(ending)"
  }
}

/// The files of one directory, changed by whoever holds its lock.
package final class FileExchange {
  /// A former version, as this process left it.
  struct Spare {
    /// It.
    var identity: FileIdentity
    /// The live version, as it got its name when this one lost it.
    var live: FileIdentity
    /// How many bytes at the front both have in common.
    var commonBytes: Int
  }

  /// A new version that waits for its name.
  struct Candidate {
    var replacement: FileReplacement
    var identity: FileIdentity
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

  let files: FileSystem
  private let lockPath: String
  private var lock: Int32?
  /// The number of the last commit, when this process made it and it went well.
  private var generation: UInt64?
  /// By path.
  var spares: [String: Spare] = [:]
  /// Whether this file system exchanges names, as far as is known.
  var offersExchange = true

  /// `lockPath` is the lock's file; it holds the number of the last commit.
  package init(files: FileSystem, lockPath: String) {
    self.files = files
    self.lockPath = lockPath
  }

  /// Runs `body` while holding the lock. `isContinued` tells it whether this process made the last commit: if not, nothing
  /// that it remembers of the files is worth anything.
  package func withLock<Result>(
    _ body: (_ isContinued: Bool) throws -> Result
  ) throws -> Result {
    try files.withLock(on: lockPath) { descriptor in
      lock = descriptor
      defer { lock = nil }
      let last = try storedGeneration(descriptor)
      let isContinued = last != nil && last == generation
      if !isContinued {
        spares = [:]
        generation = nil
      }
      return try body(isContinued)
    }
  }

  /// Replaces files, all in one step: all new versions are written and synced before the first gets its name, in the given
  /// order; then the directory is synced. Returns what versions stand there now. When anything fails every file is again
  /// what it was, except where the file system exchanges no names and the failure came between two of them. Throws
  /// `EAGAIN`, having changed nothing, when another program has changed a file since the version it is made from. Only
  /// within `withLock`.
  package func commit(_ replacements: [FileReplacement]) throws(SystemError) -> [FileIdentity] {
    guard let first = replacements.first else { return [] }
    try countCommit()
    var candidates: [Candidate] = []
    do throws(SystemError) {
      for replacement in replacements {
        candidates.append(
          Candidate(replacement: replacement, identity: try prepare(replacement)))
      }
      for replacement in replacements { try checkBasis(of: replacement) }
      for index in candidates.indices { try giveName(&candidates[index]) }
      try files.syncDirectory(files.directory(of: first.path))
    } catch {
      for candidate in candidates.reversed() { undo(candidate) }
      for replacement in replacements { unlink(replacement.temporaryPath) }
      throw error
    }
    for candidate in candidates { keepSpare(of: candidate) }
    return candidates.map(\.identity)
  }

  // MARK: The number of the last commit

  private func storedGeneration(_ descriptor: Int32) throws(SystemError) -> UInt64? {
    var number: UInt64 = 0
    let size = MemoryLayout<UInt64>.size
    let count = try check("pread", lockPath) { pread(descriptor, &number, size, 0) }
    return count == size ? UInt64(littleEndian: number) : nil
  }

  /// Counts on before anything is changed, so that every other process mistrusts what it knows even if this one dies. A new
  /// file starts from the time: the numbers of one that was removed do not come again.
  private func countCommit() throws(SystemError) {
    guard let lock else { preconditionFailure("a commit needs the lock") }
    let last = try storedGeneration(lock) ?? UInt64(Clock.microsecondsSince1970())
    generation = nil
    var number = (last &+ 1).littleEndian
    let size = MemoryLayout<UInt64>.size
    let count = try files.change("pwrite", lockPath) { pwrite(lock, &number, size, 0) }
    guard count == size else { throw SystemError("pwrite", lockPath, code: ENOSPC) }
    generation = UInt64(littleEndian: number)
  }

  private func checkBasis(of replacement: FileReplacement) throws(SystemError) {
    guard try files.identity(of: replacement.path) == replacement.basis else {
      throw SystemError.overtaken(replacement.path)
    }
  }

  /// Writes and syncs a new version under its temporary name.
  private func prepare(_ replacement: FileReplacement) throws(SystemError) -> FileIdentity {
    let spare = spares.removeValue(forKey: replacement.path)
    if let spare, let refreshed = try refresh(spare, for: replacement) { return refreshed }
    // A spare that cannot be used is only in the way, most of all on a full disk.
    unlink(replacement.sparePath)
    return try files.writeBeside(
      replacement.path, replacement.pieces, temporary: replacement.temporaryPath)
  }
}

extension SystemError {
  /// Another program has changed a file since it was read.
  package static func overtaken(_ path: String) -> SystemError {
    SystemError("rename", path, code: EAGAIN)
  }

  /// Whether nothing was replaced because another program had changed a file meanwhile.
  package var isOvertaken: Bool { call == "rename" && code == EAGAIN }
}
