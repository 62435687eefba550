internal import JSON
internal import Platform

/// The state of a data directory: all that the checks look at, gathered once. Nothing is changed, and nothing judged.
struct Examination {
  /// What stands at the directory's path.
  enum Folder: Equatable {
    case missing
    case closed(reason: String)
    /// `obstacle` says why nothing can be written; nil when it can.
    case open(obstacle: String?)
  }

  /// A variable that changes what the program does.
  struct Setting {
    var text: String
    var isSound = true
  }

  static let dataFiles = DataFile.allCases.map(\.name)
  static let lockName = ".tracker.tmp"
  /// What writers keep between writes: the lock, and of each file the former version.
  static let helperNames = [lockName] + dataFiles.map { ".\($0).spare.tmp" }

  var directory: String
  var folder = Folder.missing
  /// Everything in the directory.
  var names: [String] = []
  /// Sizes of the data files that are there.
  var bytesByFile: [String: Int] = [:]
  var history = History()
  /// Logged requests; nil where their file is not.
  var requestCount: Int?
  /// Lines at which the skipped records begin, as far as they were found, in the order of `history.skipped`.
  var skippedLines: [Int?] = []
  var differences: [CounterDifference] = []
  /// Sessions that records name and that are not there.
  var missingSessions: [MissingSession] = []
  /// What cannot be in the sessions' times, one line each.
  var oddTimes: [String] = []
  /// Sessions that were seen at work after their end, one line each.
  var earlyEnds: [String] = []
  /// Which names, models and prompts are blank, one line each.
  var blankTexts: [String] = []
  /// Estimates that are refused today, one line each.
  var oddEstimates: [String] = []
  /// How many whole records stand only in broken versions of a data file, by its name; files without any are left out.
  var lostRecords: [String: Int] = [:]
  /// Running sessions whose owner has ended.
  var abandoned: [Session] = []
  /// Running sessions whose owner runs.
  var served: [Session] = []
  /// What was deleted and is kept, the oldest first.
  var deleted: [DeletedSession] = []
  /// Why the trash cannot be read; nil when it can.
  var trashProblem: String?
  /// When this was looked at.
  var now: Timestamp
  /// Temporary files that no writer is at.
  var staleTemporaries: [String] = []
  /// Whether a writer is at work.
  var isLocked = false
  var users: [FileUser] = []
  var volume: Volume?
  var settings: [Setting] = []

  /// Whether a data file cannot be used.
  func isUnusable(_ name: String) -> Bool {
    history.unusableFiles.contains { $0.path == directory + "/" + name }
  }

  var totalBytes: Int { bytesByFile.values.reduce(0, +) }
  var runningCount: Int { history.sessions.count { $0.state == .active } }
  /// Counters say that there were interactions, but their file is gone.
  var lacksInteractions: Bool {
    folder != .missing && bytesByFile[DataFile.interactions.name] == nil
      && history.sessions.contains { $0.totalInteractions > 0 }
  }

  /// `looksAgain` is for when nobody holds the lock: then a log may be half-way written.
  init(_ environment: Environment, _ storage: StorageManager, looksAgain: Bool) {
    directory = storage.directory
    now = environment.now()
    let files = environment.files
    volume = environment.volume(directory)
    do throws(SystemError) {
      guard try files.identity(of: directory) != nil else { return }
      names = try files.names(in: directory)
      folder = .open(
        obstacle: files.obstacleToWriting(
          in: directory, lockPath: directory + "/" + Examination.lockName))
      for name in Examination.dataFiles where names.contains(name) {
        bytesByFile[name] = try files.identity(of: directory + "/" + name, links: .refuse)?.size
      }
    } catch {
      folder = .closed(reason: error.reason)
      return
    }
    readHistory(
      storage, attempts: looksAgain ? 2 : 1, pause: environment.patienceMilliseconds / 10)
    readRequests(storage)
    do throws(TrackerError) { deleted = try storage.deletedSessions() } catch {
      trashProblem = error.message
    }
    // With the lock held only sessions are changed.
    if looksAgain {
      blankTexts = history.sessions.flatMap(\.blankTexts) + BlankPrompts(storage).lines
      oddEstimates = history.sessions.flatMap(\.oddEstimates)
      for file in storage.files {
        let count = storage.lostRecordCount(of: file, in: names)
        if count > 0 { lostRecords[file.name] = count }
      }
    }
    oddTimes = history.sessions.compactMap { [now] in $0.oddTimes(at: now) }
    earlyEnds = history.earlyEnds
    for (index, skip) in history.skipped.enumerated() where skippedLines[index] == nil {
      skippedLines[index] = Examination.line(of: skip, in: directory, files)
    }
    for session in history.sessions where session.state == .active {
      guard let owner = session.owner else { continue }
      switch environment.processes.life(owner.process) {
      case .ended: abandoned.append(session)
      case .running: served.append(session)
      case .unknown: continue
      }
    }
    readUsers(environment)
  }

  // MARK: Records

  /// A log that is just being written shows as counters that are one behind: what disagrees is looked at once more.
  private mutating func readHistory(
    _ storage: StorageManager, attempts: Int, pause milliseconds: Int64
  ) {
    for attempt in 1...attempts {
      do throws(TrackerError) {
        history = try storage.history(
          withTexts: true, withFacts: true, asFarAsPossible: true)
      } catch {
        history = History()
        if case .storage(let path, let reason) = error {
          history.unusableFiles = [UnusableFile(path: path, reason: reason)]
        }
      }
      skippedLines = history.skipped.map { _ in nil }
      let isComplete = history.unusableFiles.isEmpty && !lacksInteractions
      differences = isComplete ? CounterDifference.all(in: history) : []
      missingSessions = isUnusable(storage.sessions.name) ? [] : MissingSession.all(in: history)
      if differences.isEmpty && missingSessions.isEmpty || attempt == attempts { return }
      Clock.sleep(milliseconds: Int32(clamping: milliseconds))
    }
  }

  /// What is odd about the requests is told with the rest; no figure of the sessions depends on it.
  private mutating func readRequests(_ storage: StorageManager) {
    guard bytesByFile[storage.requests.name] != nil else { return }
    var count = 0
    var skips: [SkippedRecord] = []
    var number = 0
    do throws(TrackerError) {
      let unusable = try storage.forEachRequest(restart: { (count, skips, number) = (0, [], 0) }) {
        request, oddFields in
        number += 1
        if request != nil { count += 1 }
        guard request == nil || !oddFields.isEmpty else { return }
        let reason =
          request == nil
          ? "not an object" : oddFields.joined(separator: ", ") + " of another type, left out"
        skips.append(
          SkippedRecord(file: storage.requests.name, record: "\(number)", reason: reason))
      }
      if let unusable { history.unusableFiles.append(unusable) }
    } catch {
      if case .storage(let path, let reason) = error {
        history.unusableFiles.append(UnusableFile(path: path, reason: reason))
      }
    }
    requestCount = count
    for skip in skips { history.skip(skip) }
    skippedLines += Array(repeating: nil, count: history.skipped.count - skippedLines.count)
  }

  /// Where a record begins.
  private static func line(
    of skip: SkippedRecord, in directory: String, _ files: any FileSystem
  ) -> Int? {
    var found: Int?
    do {
      guard let bytes = try files.read(directory + "/" + skip.file) else { return nil }
      var consumed = 0
      var number = 0
      try JSONReader.forEachElement(read: { window in
        let count = min(window.count, bytes.count - consumed)
        window.copyBytes(from: bytes[consumed..<(consumed + count)])
        consumed += count
        return count
      }) { element in
        number += 1
        let record = element.name?.text ?? "\(number)"
        guard record.hasSameBytes(as: skip.record) else { return }
        found = bytes[..<element.entryOffset].count { $0 == 0x0A } + 1
      }
    } catch {
      return found
    }
    return found
  }

  // MARK: Processes

  private mutating func readUsers(_ environment: Environment) {
    let lockPath = directory + "/" + Examination.lockName
    users = environment.processes.users(directory, lockPath)
    let candidates = names.filter {
      $0.hasPrefix(".") && $0.hasSuffix(".tmp") && !Examination.helperNames.contains($0)
    }
    // What was there before and after a moment in which nobody held the lock belongs to no writer.
    let before = candidates.map { Examination.inode(of: directory + "/" + $0, environment.files) }
    isLocked = environment.files.isUnlocked(lockPath) != true
    guard !isLocked else { return }
    staleTemporaries = zip(candidates, before).filter { name, inode in
      inode != nil && inode == Examination.inode(of: directory + "/" + name, environment.files)
    }.map(\.0)
  }

  private static func inode(of path: String, _ files: any FileSystem) -> UInt64? {
    do throws(SystemError) { return try files.identity(of: path)?.inode } catch { return nil }
  }
}
