import Platform
import TrackerCore

/// The ledger of one directory as it is now, read for the dashboard, and what is wrong with it.
struct HistorySource {
  /// The files that are read, and so are watched.
  static let names = SessionService.fileNames
  /// From so many bytes on, a first frame is painted before reading.
  private static let bigBytes = 1_000_000
  /// A file that was full and is empty now is believed after so long: a writer that truncates fills it again sooner.
  private static let emptyMilliseconds: Int64 = 200

  /// The use cases over it.
  let service: SessionService
  /// Where the records stand in the files last read.
  private var places = RecordPlaces()
  /// The files that had records when last read without a problem; nil before anything was read.
  private var filesWithRecords: Set<String>?
  /// The files that were broken at the last look, and since when on the monotonic clock.
  private var broken: [(file: UnusableFile, since: Int64)] = []
  /// A broken file is believed to be so, and no half-written one, when it has not changed for so long.
  private static let brokenMilliseconds: Int64 = 1000
  /// A file that had records and has none now: which version of it, and since when on the monotonic clock.
  private var emptied: (name: String, version: FileIdentity?, since: Int64)?

  init(config: Config) {
    var environment = Environment.process
    // What cannot be used is said on the screen; the log would tear it.
    environment.log = { _ in }
    // A half-written file is read again when it changes; waiting for it would hold up the keys.
    environment.patienceMilliseconds = 0
    service = SessionService(environment: environment, config: config)
  }

  private var directory: String { service.directory }

  /// The disk that it is on.
  var files: any FileSystem { service.environment.files }

  /// The time now.
  func now() -> Timestamp { service.environment.now() }

  /// Throws when the sessions, on which all the rest hangs, are there but may not be read.
  func checkAccess() throws(SystemError) {
    _ = try files.open(directory + "/" + DataFile.sessions.name, links: .refuse)
  }

  /// Whether reading may take longer than a blink.
  func isBig() throws(SystemError) -> Bool {
    var bytes = 0
    for name in HistorySource.names {
      bytes += try files.identity(of: directory + "/" + name, links: .refuse)?.size ?? 0
    }
    return bytes >= HistorySource.bigBytes
  }

  /// Reads everything. `problem` says why the sessions could not be used, or what may be over soon, as a half-written file
  /// is; what could be read is then given only the first time, when there is nothing better to show. Other files that
  /// cannot be read are named in the history.
  mutating func read() -> (history: History?, problem: String?) {
    do {
      let history = try service.history(noting: &places)
      let problem =
        try unusableFile(in: history).map { "\($0.path) is not usable: \($0.reason)" }
        ?? emptiedFile(in: history).map { "\($0) is empty just now" }
      if problem != nil, filesWithRecords != nil { return (nil, problem) }
      filesWithRecords = history.filesWithRecords
      return (history, problem)
    } catch {
      return (nil, (error as? TrackerError)?.message ?? "\(error)")
    }
  }

  /// A file without which nothing is shown: that of the sessions, or one that may be half written.
  private mutating func unusableFile(in history: History) -> UnusableFile? {
    let now = Clock.monotonicMilliseconds()
    broken = history.unusableFiles.map { file in
      broken.first { $0.file == file } ?? (file, now)
    }
    return broken.first { file, since in
      file.part == .sessions
        || filesWithRecords != nil && file.obstacle == .contents
          && now - since < HistorySource.brokenMilliseconds
    }?.file
  }

  /// A file that had records and has had none since a moment ago; nil when all is well, or when it stays so.
  private mutating func emptiedFile(in history: History) throws(SystemError) -> String? {
    let unreadable = Set(history.unreadable.map(\.name))
    let emptied = filesWithRecords?.subtracting(history.filesWithRecords).subtracting(unreadable)
    guard let name = emptied?.sorted().first else {
      self.emptied = nil
      return nil
    }
    let version = try files.identity(of: directory + "/" + name, links: .refuse)
    // Nothing at all is no ledger without records: whoever emptied the file has not written it yet.
    if version?.size == 0 { return name }
    let now = Clock.monotonicMilliseconds()
    if let emptied = self.emptied, emptied.name == name, emptied.version == version {
      return now - emptied.since < HistorySource.emptyMilliseconds ? name : nil
    }
    self.emptied = (name, version, now)
    return name
  }

  /// How the prompts of these interactions begin, as far as they stand where they were noted.
  func texts(of wanted: [InteractionPlace]) throws(TrackerError) -> [InteractionPlace: String] {
    try service.promptBeginnings(of: wanted, at: places)
  }

  /// Why the data cannot be changed by this user; nil when it can, or when there is none yet.
  func readOnlyReason() throws(SystemError) -> String? {
    guard try files.identity(of: directory) != nil else { return nil }
    return service.isWritable ? nil : "\(directory) may not be written"
  }

  /// One session with all that belongs to it; nil when it is gone.
  func detail(of id: SessionID) throws(TrackerError) -> SessionDetail? {
    do throws(TrackerError) {
      return try service.detail(of: id, at: places, asFarAsPossible: true)
    } catch .sessionNotFound {
      return nil
    }
  }
}

extension History {
  /// The files that have records.
  fileprivate var filesWithRecords: Set<String> {
    var names: Set<String> = []
    if !sessions.isEmpty { names.insert(DataFile.sessions.name) }
    if interactions.all.count > 0 { names.insert(DataFile.interactions.name) }
    if !issues.isEmpty { names.insert(DataFile.issues.name) }
    return names
  }
}
