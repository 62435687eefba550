internal import JSON
internal import Platform

/// The stored history of one data directory, under one lock. Readers take none: a file's name always refers to a whole
/// version.
public final class StorageManager {
  /// The data directory, absolute.
  public let directory: String
  let environment: Environment
  let sessions: JSONFile
  let interactions: JSONFile
  let issues: JSONFile
  let requests: JSONFile
  let patience: Patience
  private let memory = LedgerMemory()
  let pager: InteractionPager
  private let exchange: FileExchange

  /// Opens nothing and creates nothing. A relative directory is taken from the environment's current one.
  public init(environment: Environment, directory: String) {
    self.environment = environment
    let absolute =
      directory.hasPrefix("/") ? directory : environment.currentDirectory + "/" + directory
    self.directory = absolute
    let patience = Patience(milliseconds: environment.patienceMilliseconds)
    self.patience = patience
    func file(_ which: DataFile) -> JSONFile {
      JSONFile(which, directory: absolute, files: environment.files, patience: patience)
    }
    exchange = FileExchange(
      files: environment.files, lockPath: absolute + "/.tracker.tmp",
      lockPatienceMilliseconds: environment.lockPatienceMilliseconds)
    sessions = file(.sessions)
    interactions = file(.interactions)
    issues = file(.issues)
    requests = file(.requests)
    pager = InteractionPager(interactions)
  }

  /// One of the data files.
  func file(_ which: DataFile) -> JSONFile {
    switch which {
    case .sessions: sessions
    case .interactions: interactions
    case .issues: issues
    case .requests: requests
    }
  }

  /// The data files, in the order of their list.
  var files: [JSONFile] { DataFile.allCases.map(file) }
  /// Those of the history.
  var historyFiles: [JSONFile] { files.filter(\.which.isHistory) }

  // MARK: Reading

  /// Whether anything has ever been stored here; where not, no session is known.
  func hasSessions() throws(TrackerError) -> Bool {
    try storage(sessions.path) { try sessions.identity() != nil }
  }

  /// The counters of one session, from its stored interactions. Only within `update`.
  func tally(of session: SessionID) throws(TrackerError) -> InteractionTally {
    let state = try storage(interactions.path) { try memory.readInteractions(interactions) }
    if tellIfBroken(state, interactions) != nil { return InteractionTally() }
    return memory.interactions?.content.bySession[session] ?? InteractionTally()
  }

  /// Streams one file. A broken one is told through the log, reads as empty and is returned; else the version, if there
  /// are records.
  @discardableResult
  func read(
    _ file: JSONFile, restart: () -> Void, _ body: (JSONElement) throws -> Void
  ) throws(TrackerError) -> (unusable: UnusableFile?, version: FileIdentity?) {
    let state = try storage(file.path) { try file.forEachRecord(restart: restart, body) }
    let unusable = tellIfBroken(state, file)
    // What was read before a file turned out to be half written, or was emptied meanwhile, is not its contents.
    if case .blank = state { restart() }
    if unusable != nil { restart() }
    if case .valid(_, let identity) = state { return (nil, identity) }
    return (unusable, nil)
  }

  func tellIfBroken(_ state: FileState, _ file: JSONFile) -> UnusableFile? {
    switch state {
    case .broken(let reason, let version): unusable(file, reason, version)
    case .changing(let version): unusable(file, "it was changed while it was read", version)
    default: nil
    }
  }

  /// Tells of a file that cannot be used, in the version that stands there.
  func unusable(
    _ file: JSONFile, _ reason: String, _ version: FileIdentity?,
    obstacle: UnusableFile.Obstacle = .contents
  ) -> UnusableFile {
    environment.log("\(file.path) is not usable (\(reason)); it is left as it is and read as empty")
    return UnusableFile(
      path: file.path, reason: reason,
      since: version.map { Timestamp(microseconds: $0.changedNanoseconds / 1000) },
      obstacle: obstacle)
  }

  // MARK: Writing

  /// Runs one writing step under the directory's lock: what `body` changes in the ledger is written when it returns, and
  /// nothing when it throws. It may be called again when another program changed a file meanwhile. Returns its result and what the caller should hear (files set aside).
  func update<Result>(
    _ body: (inout Ledger) throws -> Result
  ) throws(TrackerError) -> (result: Result, notices: [String]) {
    try storage(directory) {
      let deadline = Clock.monotonicMilliseconds() + StorageManager.overtakingMilliseconds
      var attemptsLeft = StorageManager.maximumAttempts
      while true {
        attemptsLeft -= 1
        do {
          try environment.files.createDirectory(directory, mode: 0o700)
          return try exchange.withLock { isContinued in
            try environment.files.writeIgnoreFile(in: directory)
            memory.beginStep(isContinued: isContinued)
            return try attempt(body)
          }
        } catch let error as SystemError
          where error.isOvertaken && attemptsLeft > 0
          && Clock.monotonicMilliseconds() < deadline
        {
          patience.restart()
        }
      }
    }
  }

  private func attempt<Result>(
    _ body: (inout Ledger) throws -> Result
  ) throws -> (result: Result, notices: [String]) {
    let files = Ledger.Files(
      sessions: sessions, interactions: interactions, issues: issues, requests: requests)
    var ledger = try Ledger(files, memory: memory, now: environment.now())
    let result = try body(&ledger)
    try ledger.commit(to: exchange)
    let notices = ledger.notices + keptVersions
    for notice in notices { environment.log(notice) }
    return (result, notices)
  }

  private var lockHolders: [String] {
    environment.processes.users(directory, lockPath).filter { $0.use == .locks }.map {
      $0.name.isEmpty ? "process \($0.number)" : "\($0.name) (process \($0.number))"
    }
  }

  /// Whether another process holds the lock just now.
  var isLocked: Bool { environment.files.isUnlocked(lockPath) == false }

  var lockPath: String { directory + "/.tracker.tmp" }

  /// A program that takes no lock may change a file between reading and writing: then both are done again, so often and so
  /// long.
  private static let maximumAttempts = 20
  private static let overtakingMilliseconds: Int64 = 5_000

  /// Removes the former versions that writing keeps, so that what was deleted from the files is gone; what cannot be removed
  /// stays. Returns what was kept because another program was writing it. Where nothing was ever stored nothing is made.
  func dropSpares() -> [String] {
    do {
      guard try environment.files.identity(of: lockPath, links: .refuse) != nil else { return [] }
      try exchange.withLock { _ in
        exchange.dropSpares(of: files.map(\.path))
      }
    } catch {
      // Another writer holds the lock, and with it the versions; or the folder may not be written.
      return []
    }
    return keptVersions
  }

  /// Told once.
  private var keptVersions: [String] {
    exchange.takeKeptVersions().map { path, copy in
      "\(path) was being written by another program; the version that it wrote is kept as \(copy)."
    }
  }

  /// Runs `body`, naming `path` for errors that name none. What is read within it is waited for together.
  func storage<Result>(
    _ path: String, _ body: () throws -> Result
  ) throws(TrackerError) -> Result {
    do {
      return try patience.inOneCall(body)
    } catch let error as TrackerError {
      throw error
    } catch let error as SystemError where error.isLockHeld {
      throw .locked(path: directory, holders: lockHolders)
    } catch let error as SystemError {
      throw .storage(path: error.subject.isEmpty ? path : error.subject, reason: error.reason)
    } catch {
      throw .storage(path: path, reason: "\(error)")
    }
  }
}

extension JSONSlice {
  /// Whether this string is the id, scalar for scalar.
  func isSameID(as id: SessionID) -> Bool { text.map { SessionID($0) == id } ?? false }
}
