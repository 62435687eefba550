// The use cases: start, log, end, flag, measure, list, report, close on shutdown. Every writer goes through here.
// It refuses to know protocols: arguments come typed and checked for type, answers are values.

internal import JSON
internal import Platform

/// The use cases over one data directory.
public final class SessionService {
  /// The doors to the outside.
  public let environment: Environment
  /// Rates, paths, limits.
  public let config: Config
  /// Ids of sessions started through this value and not ended through it, oldest first.
  public private(set) var startedSessions: [SessionID] = []
  /// Whether sessions are kept running by this process: their records name it as their owner, and a start leaves alone
  /// what other living processes own.
  public let ownsSessions: Bool
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

  /// The names of the data files: what a watcher of the directory looks for.
  public static let fileNames = Examination.dataFiles

  /// The data directory, absolute.
  public var directory: String { storage.directory }

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

  /// Starts a session. Of the running ones of the same execution context those are closed first, in the same write, that
  /// this process owns, whose owner has ended, that have run for longer than the maximum, or that nobody owns.
  public func startSession(_ request: StartRequest) throws(TrackerError) -> StartedSession {
    let now = environment.now()
    let processes = environment.processes
    let owner = ownsSessions ? processes.current().map(SessionOwner.init) : nil
    let started = try update { ledger in
      let closed = try ledger.sessions {
        $0.state == .active && $0.executionContext == request.executionContext.rawValue
          && $0.givesWay(to: owner, at: now, config: config, processes: processes)
      }
      try close(closed, in: &ledger, at: now, reason: "new session started")
      let session = Session(
        request, id: ledger.unusedID(name: request.name, start: now), start: now, owner: owner)
      ledger.insert(session)
      return StartedSession(session: session, autoClosed: closed.map(\.id))
    }
    startedSessions.removeAll(where: started.autoClosed.contains)
    startedSessions.append(started.session.id)
    return started
  }

  /// Stores an interaction (its timestamp is set here) and its session's counters. The rating is clamped to 1…5, the
  /// iteration count to at least 1. Any existing session may be logged to, ended ones too.
  public func logInteraction(
    _ interaction: Interaction
  ) throws(TrackerError) -> LoggedInteraction {
    var stored = interaction
    let rating = min(max(interaction.effectivenessRating ?? 1, 1), 5)
    stored.effectivenessRating = rating
    stored.iterationCount = max(1, interaction.iterationCount)
    stored.timestamp = environment.now().description
    try requireLedger(of: stored.sessionID)
    return try update { ledger in
      var session = try ledger.existingSession(stored.sessionID)
      var tally = try storage.tally(of: session.id)
      tally.add(rating: rating, iterations: stored.iterationCount)
      session.totalInteractions = tally.count
      session.averageEffectiveness = (tally.averageRating ?? 0).rounded(toDecimals: 2)
      ledger.append(stored)
      try ledger.update(session)
      return LoggedInteraction(
        interaction: stored, totalInteractions: session.totalInteractions,
        averageEffectiveness: session.averageEffectiveness)
    }
  }

  /// Ends a session. Ending an ended one again changes outcome and notes but not its end; notes that were there stay.
  public func endSession(
    _ id: SessionID, outcome: Outcome, notes: String = "", finalEstimateMinutes: Double? = nil
  ) throws(TrackerError) -> EndedSession {
    let now = environment.now()
    try requireLedger(of: id)
    let ended = try update { ledger in
      // All that the answer tells is read before anything is written.
      let seen = try storage.signsOfLife(of: [try ledger.existingSession(id)])[id]
      let session = try ledger.changeSession(id) { session in
        session.finish(outcome, notes: notes, at: now, seen: seen)
        if let finalEstimateMinutes { session.finalEstimateMinutes = finalEstimateMinutes }
      }
      return EndedSession(
        session: session, durationMinutes: statistics.calculateSessionDurationMinutes(session),
        issueCount: seen?.issueCount ?? 0)
    }
    startedSessions.removeAll { $0 == id }
    return ended
  }

  /// Closes running sessions for their owners.
  private func close(
    _ sessions: [Session], in ledger: inout Ledger, at now: Timestamp, reason: String
  ) throws {
    let signs = try storage.signsOfLife(of: sessions)
    for session in sessions {
      try ledger.update(
        session.autoClosed(at: now, seen: signs[session.id], reason: reason, config: config))
    }
  }

  /// Stores an issue; returns it with its time.
  public func flagIssue(
    session id: SessionID, issueType: String, description: String, severity: Severity
  ) throws(TrackerError) -> Issue {
    var issue = Issue()
    issue.sessionID = id
    issue.timestamp = environment.now().description
    issue.issueType = issueType
    issue.description = description
    issue.severity = severity.rawValue
    let stored = issue
    try requireLedger(of: id)
    try update { ledger in
      _ = try ledger.existingSession(id)
      ledger.append(stored)
    }
    return stored
  }

  /// Measures functions of a Python file and stores that with the session. Functions that are not in the file are left
  /// out; deleted ones are listed apart.
  public func logCodeMetrics(
    session id: SessionID, filePath: String, functions: [FunctionChange]
  ) throws(TrackerError) -> LoggedCodeMetrics {
    guard try storage.getSession(id) != nil else { throw .sessionNotFound(id) }
    let stored = FileMetrics(
      path: filePath, time: environment.now(), changes: functions,
      found: try measure(filePath))
    try update { ledger in
      _ = try ledger.existingSession(id)
      try ledger.append(stored, to: id)
    }
    return LoggedCodeMetrics(stored)
  }

  /// A refused call must not make a data directory where there is none.
  private func requireLedger(of id: SessionID) throws(TrackerError) {
    guard try storage.hasSessions() else { throw .sessionNotFound(id) }
  }

  private func measure(_ path: String) throws(TrackerError) -> [PythonFunction] {
    guard path.hasSuffix(".py") else { throw .unsupportedFile(path) }
    let source: [UInt8]?
    do throws(SystemError) {
      let absolute = path.hasPrefix("/") ? path : environment.currentDirectory + "/" + path
      source = try environment.files.read(absolute, atMost: FileSystem.sourceFileBytes)
    } catch {
      throw .unreadableFile(path: path, reason: error.reason)
    }
    guard let source else { throw .fileNotFound(path) }
    guard String(validating: source, as: UTF8.self) != nil else {
      throw .unreadableFile(path: path, reason: "it is not UTF-8")
    }
    do throws(PythonSyntaxError) {
      return try PythonSource.functions(in: source)
    } catch {
      throw .syntaxError(message: error.message, line: error.line)
    }
  }

  /// Closes the sessions this value started and did not end; returns their ids. Former versions of the files go, too, when
  /// nobody holds the lock: what a person deletes from the files is not to survive the server. Called at the end of one.
  @discardableResult
  public func closeStartedSessions() throws(TrackerError) -> [SessionID] {
    defer { storage.dropSpares().forEach(environment.log) }
    guard !startedSessions.isEmpty else { return [] }
    let now = environment.now()
    let started = startedSessions
    let closed = try update { ledger in
      let running = try started.compactMap(ledger.session).filter { $0.state == .active }
      try close(running, in: &ledger, at: now, reason: "server shutdown")
      return running.map(\.id)
    }
    startedSessions = []
    return closed
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
    try storage.history(
      withTexts: withTexts, withFacts: withFacts, asFarAsPossible: asFarAsPossible)
  }

  /// Which version of the files stands there now: two that are equal and settled give the same history. Creates nothing.
  public func generation() throws(TrackerError) -> LedgerGeneration { try storage.generation() }

  /// One session with its long texts, which a history leaves out; nil when there is none, or nothing in it. Creates nothing.
  public func storedSession(_ id: SessionID) throws(TrackerError) -> Session? {
    try storage.getSession(id)
  }

  /// At most `limit` interactions from record number `position` (from 0) on, of one session or of all, in file order. The
  /// cost does not grow with the file once a version of it was asked for. Creates nothing.
  public func interactionPage(
    from position: Int, limit: Int, of session: SessionID? = nil
  ) throws(TrackerError) -> InteractionPage {
    try storage.interactionPage(from: position, limit: limit, of: session)
  }

  /// The history with texts and facts but without code metrics, and where the records stand: `detail` is then quick until
  /// the files change.
  public func history(noting places: inout RecordPlaces) throws(TrackerError) -> History {
    try storage.history(noting: &places)
  }

  /// One session with its interactions and issues. Creates nothing. `places` may be of a version that is no more.
  public func detail(
    of id: SessionID, at places: RecordPlaces = RecordPlaces()
  ) throws(TrackerError) -> SessionDetail {
    try storage.storage(directory) {
      guard let session = try storage.session(id, probablyAt: places) else {
        throw TrackerError.sessionNotFound(id)
      }
      return SessionDetail(
        session: session, interactions: try storage.loadInteractions(of: id, probablyAt: places),
        issues: try storage.loadIssues(of: id, probablyAt: places))
    }
  }

  /// How the prompts of some interactions begin, read where their records stand: at most 400 scalars of each. What does not
  /// stand there any more is left out. Creates nothing.
  public func promptBeginnings(
    of wanted: [InteractionPlace], at places: RecordPlaces
  ) throws(TrackerError) -> [InteractionPlace: String] {
    try storage.promptBeginnings(of: wanted, at: places)
  }

  /// Hands over every interaction's record, as `StorageManager` does.
  func forEachInteraction(
    restart: () -> Void, _ body: (JSONSlice) throws -> Void
  ) throws(TrackerError) {
    try storage.forEachInteraction(restart: restart, body)
  }

  /// The report over a time range, or over one session when `session` is given and not empty.
  public func report(
    session: SessionID? = nil, range: TimeRange = .all
  ) throws(TrackerError) -> String {
    let history = try history()
    if let session, !session.text.isEmpty {
      guard let single = history.restricted(toSession: session) else {
        throw .sessionNotFound(session)
      }
      return statistics.generateSummaryReport(single)
    }
    let bounds = range.bounds(before: environment.now())
    return statistics.generateSummaryReport(history.restricted(to: bounds))
  }
}
