// The use cases over one data directory: what is read. What is written stands in SessionStarts, SessionEnds, SessionWork and
// RecordChanges; every writer goes through here, and every argument comes typed.

internal import JSON
internal import Platform

/// The use cases over one data directory.
public final class SessionService {
  /// The doors to the outside.
  public let environment: Environment
  /// Rates, paths, limits.
  public let config: Config
  /// Ids of sessions started through this value and not ended through it, oldest first.
  public internal(set) var startedSessions: [SessionID] = []
  /// Whether sessions are kept running by this process: their records name it as their owner, and a start leaves alone
  /// what other living processes own.
  public let ownsSessions: Bool
  /// The program for which sessions are started, as it calls itself; nil when it does not.
  public var client: String?
  let storage: StorageManager
  private var pendingNotices: [String] = []

  /// Opens nothing and creates nothing: the first writing call makes the directory. `ownsSessions` is for servers.
  public init(environment: Environment, config: Config, ownsSessions: Bool = false) {
    self.environment = environment
    self.config = config
    self.ownsSessions = ownsSessions
    storage = StorageManager(environment: environment, directory: config.directory)
  }

  /// Whether another process holds the lock just now, so that a writing call would wait or throw `locked`.
  public var isLocked: Bool { storage.isLocked }

  /// The names of the history's files: what a watcher of the directory looks for.
  public static let fileNames = DataFile.allCases.filter(\.isHistory).map(\.name)

  /// The data directory, absolute.
  public var directory: String { storage.directory }

  /// Whether there is such a directory.
  public var hasDirectory: Bool { environment.files.isDirectory(directory) }

  /// The statistics by this service's rates.
  public var statistics: StatisticsEngine { StatisticsEngine(config: config) }

  /// What the caller of the last writing calls should be told (a broken file was set aside); asking empties it.
  public func takeNotices() -> [String] {
    defer { pendingNotices = [] }
    return pendingNotices
  }

  func update<Result>(
    _ body: (inout Ledger) throws -> Result
  ) throws(TrackerError) -> Result {
    let (result, notices) = try storage.update(body)
    pendingNotices += notices
    return result
  }

  // MARK: Writing

  /// A refused call must not make a data directory where there is none.
  func requireLedger(of id: SessionID) throws(TrackerError) {
    guard try storage.hasSessions() else { throw .sessionNotFound(id) }
  }

  // MARK: Reading

  /// The running sessions in file order. Creates nothing.
  public func activeSessions() throws(TrackerError) -> [ActiveSession] {
    try storage.loadActiveSessions().sessions
  }

  /// The same, and the sessions' file when it cannot be used: then there may be others.
  public func activeSessionsAsFarAsKnown() throws(TrackerError) -> (
    sessions: [ActiveSession], unusable: UnusableFile?
  ) {
    try storage.loadActiveSessions()
  }

  /// Everything in the files that can be used. Broken files are told through the log and read as empty. Creates nothing.
  /// Sessions come without their context and notes unless `withTexts`, interactions are only counted unless `withFacts`:
  /// most figures need neither. With `asFarAsPossible` a file that cannot be read is no error but named in the history.
  public func history(
    withTexts: Bool = false, withFacts: Bool = false, asFarAsPossible: Bool = false
  ) throws(TrackerError) -> History {
    limited(
      try storage.history(
        withTexts: withTexts, withFacts: withFacts, asFarAsPossible: asFarAsPossible))
  }

  /// Knows from when on silent sessions are stale.
  private func limited(_ history: History) -> History {
    var history = history
    history.maximumSessionHours = config.maximumSessionHours
    return history
  }

  /// Which version of the files stands there now: two that are equal and settled give the same history. Creates nothing.
  public func generation() throws(TrackerError) -> LedgerGeneration { try storage.generation() }

  /// One session with its long texts, which a history leaves out; nil when there is none, or nothing in it. Creates nothing.
  public func storedSession(_ id: SessionID) throws(TrackerError) -> Session? {
    try storage.getSession(id)
  }

  /// At most `limit` interactions from record number `position` (from 0) on, of some sessions or of all, in file order. The
  /// cost does not grow with the file once a version of it was asked for. Creates nothing.
  public func interactionPage(
    from position: Int, limit: Int, of sessions: Set<SessionID>? = nil
  ) throws(TrackerError) -> InteractionPage {
    try storage.interactionPage(from: position, limit: limit, of: sessions)
  }

  /// The history with texts and facts but without code metrics, and where the records stand: `detail` is then quick until
  /// the files change.
  public func history(noting places: inout RecordPlaces) throws(TrackerError) -> History {
    limited(try storage.history(noting: &places))
  }

  /// One session with its interactions and issues. Creates nothing. `places` may be of a version that is no more.
  public func detail(
    of id: SessionID, at places: RecordPlaces = RecordPlaces(), asFarAsPossible: Bool = false
  ) throws(TrackerError) -> SessionDetail {
    try storage.storage(directory) {
      /// What cannot be read is none where the history says that it cannot.
      func records<Record>(_ read: () throws(TrackerError) -> [Record]) throws -> [Record] {
        do { return try read() } catch TrackerError.storage(_, _) where asFarAsPossible {
          return []
        }
      }
      guard let session = try storage.session(id, probablyAt: places) else {
        throw TrackerError.sessionNotFound(id)
      }
      return SessionDetail(
        session: session,
        interactions: try records { () throws(TrackerError) in
          try storage.records(
            of: id, in: storage.interactions, probablyAt: places.interactions
          ) { Interaction(of: id, $0) }
        },
        issues: try records { () throws(TrackerError) in
          try storage.records(of: id, in: storage.issues, probablyAt: places.issues) {
            Issue(of: id, $0)
          }
        })
    }
  }

  /// How the prompts of some interactions begin, read where their records stand: at most 400 scalars of each. What does not
  /// stand there any more is left out. Creates nothing.
  public func promptBeginnings(
    of wanted: [InteractionPlace], at places: RecordPlaces
  ) throws(TrackerError) -> [InteractionPlace: String] {
    try storage.promptBeginnings(of: wanted, at: places)
  }

  /// All interactions, of one session or of all, in file order, with their texts. Creates nothing.
  public func interactions(of id: SessionID? = nil) throws(TrackerError) -> [Interaction] {
    try storage.loadInteractions(of: id)
  }

  /// Hands over every interaction's record, as `StorageManager` does.
  func forEachInteraction(
    restart: () -> Void, _ body: (JSONSlice) throws -> Void
  ) throws(TrackerError) {
    try storage.forEachInteraction(restart: restart, body)
  }

  /// The history of a time range, or of one session when `session` is given and not empty.
  public func history(
    session: SessionID?, range: DateRange
  ) throws(TrackerError) -> History {
    try covered(of: try history(), session: session, range: range)
  }

  /// All figures of it, and what may be claimed of it; estimates are held against tasks by hand of the whole history.
  package func claimed(
    session: SessionID?, range: DateRange
  ) throws(TrackerError) -> (history: History, figures: Overview, claims: Claims) {
    let all = try history()
    let part = try covered(of: all, session: session, range: range)
    let figures = statistics.figuresWithCode(part)
    let claims = statistics.claims(
      part, of: figures, calibration: Calibration(all.sessions), calendar: environment.calendar)
    return (part, figures, claims)
  }

  private func covered(
    of all: History, session: SessionID?, range: DateRange
  ) throws(TrackerError) -> History {
    let session = session.flatMap { $0.text.isEmpty ? nil : $0 }
    let (now, calendar) = (environment.now(), environment.calendar)
    return try ReportRange(
      session == nil ? range : .all, session: session, now: now, calendar: calendar
    ).covered(of: all, now: now, calendar: calendar)
  }

  /// The report over such a history.
  public func report(
    session: SessionID? = nil, range: DateRange = .all
  ) throws(TrackerError) -> String {
    statistics.generateSummaryReport(try history(session: session, range: range))
  }
}
