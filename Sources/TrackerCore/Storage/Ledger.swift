internal import JSON
internal import Platform

/// One writing step over the data files: read under the lock, edits collected, and applied together at the end.
struct Ledger {
  /// A session as it is stored.
  struct Entry {
    var session: Session
    /// The stored object, to the byte.
    var bytes: [UInt8]
  }

  /// The data files of a directory.
  struct Files {
    var sessions: JSONFile
    var interactions: JSONFile
    var issues: JSONFile
    var requests: JSONFile
  }

  let files: Files
  let memory: LedgerMemory
  let now: Timestamp
  let sessionsState: FileState
  /// The version of the sessions that `sessionsState` is about; nil when there is nothing to read in it.
  let reader: FileReader?
  /// Sessions whose bytes change, by their position in the file.
  var edited: [Int: Entry] = [:]
  var newSessions: [Session] = []
  var newInteractions: [Interaction] = []
  /// New issues and requests, by the name of the list that they go to.
  var listed: [String: [JSONFile.NewRecord]] = [:]
  /// Records that are put back as they stand in another file, by the name of the file that they go to.
  var salvaged: [String: [JSONFile.NewRecord]] = [:]
  /// Issues and interactions that change, by where they stand: the new bytes.
  var editedIssues: [(range: Range<Int>, bytes: [UInt8])] = []
  var editedInteractions: [(range: Range<Int>, bytes: [UInt8])] = []
  /// Pieces taken out of files and put into them, in order and apart, by the file's name.
  var spliced: [String: [(range: Range<Int>, bytes: [UInt8])]] = [:]
  /// Whether a session goes: its records in the lists then go after it, so that a crash between leaves none of them lost.
  var isRemoving = false
  /// What takes the place of what was counted of the edited interactions.
  var correctedRatings: [LedgerMemory.CorrectedRating] = []
  /// What a caller should hear: files that were set aside.
  var notices: [String] = []

  init(_ files: Files, memory: LedgerMemory, now: Timestamp) throws {
    (self.files, self.memory, self.now) = (files, memory, now)
    sessionsState = try memory.readSessions(files.sessions)
    guard case .valid(_, let identity) = sessionsState else {
      reader = nil
      return
    }
    reader = try files.sessions.files.open(files.sessions.path, links: .refuse)
    guard reader?.opened == identity else {
      throw SystemError.overtaken(files.sessions.path)
    }
  }

  // MARK: Sessions that are in the file

  var places: SessionPlaces? {
    if case .valid = sessionsState { memory.sessions?.content } else { nil }
  }

  private func position(of id: SessionID) -> Int? { places?.position(of: id) }

  private func entry(at position: Int) throws -> Entry {
    try edited[position] ?? storedEntry(at: position)
  }

  /// As it stands in the file, whatever this step changes.
  func storedEntry(at position: Int) throws -> Entry {
    guard let reader, let places else { throw SystemError.overtaken(files.sessions.path) }
    let bytes = try reader.bytes(in: places.values[position])
    let session = try JSONReader.withSlice(of: bytes) { object in
      return Session(object: object)
    }
    return Entry(session: session, bytes: bytes)
  }

  /// A stored session, and its bytes. What does not stand where it stood was changed without a trace: read again.
  private func checkedEntry(at position: Int) throws -> Entry {
    do {
      var entry = try entry(at: position)
      guard entry.bytes.first == 0x7B, let places else { throw LedgerError.misplaced }
      entry.session.id = places.keys[position]
      return entry
    } catch  where error is JSONError || error is LedgerError {
      memory.forgetSessions()
      throw SystemError.overtaken(files.sessions.path)
    }
  }

  private enum LedgerError: Error { case misplaced }

  /// The session with this id; nil when there is none. An empty object counts as none (reference behaviour).
  func session(_ id: SessionID) throws -> Session? {
    guard let position = position(of: id) else { return nil }
    let entry = try checkedEntry(at: position)
    return entry.bytes.contains(0x22) ? entry.session : nil
  }

  /// The session with this id. Throws when there is none, or when the file is broken, so that it cannot be told.
  func existingSession(_ id: SessionID) throws -> Session {
    if let session = try session(id) { return session }
    try files.sessions.checkRests(sessionsState, hadRecords: hadRecords(files.sessions))
    if case .broken(let reason, _) = sessionsState {
      throw TrackerError.storage(path: files.sessions.path, reason: reason)
    }
    throw TrackerError.sessionNotFound(id)
  }

  /// The sessions that are wanted, in file order. So many of the last ones are handed to `pass`, wanted or not.
  func sessions(
    passing last: Int = 0, to pass: (Session) -> Void = { _ in }, _ isWanted: (Session) -> Bool
  ) throws -> [Session] {
    var wanted: [Session] = []
    let positions = places?.keys.indices ?? 0..<0
    for position in positions {
      let session = try checkedEntry(at: position).session
      if position >= positions.upperBound - last { pass(session) }
      if isWanted(session) { wanted.append(session) }
    }
    return wanted
  }

  func contains(_ id: SessionID) -> Bool {
    position(of: id) != nil || newSessions.contains { $0.id == id }
  }

  // MARK: Changing

  /// Stores what changed of a session that is in the file; every other byte of it stays. A record that changes gets the next
  /// revision, once in a step.
  mutating func update(_ session: Session) throws {
    guard let position = position(of: session.id) else { return }
    let entry = try checkedEntry(at: position)
    var session = session
    session.revision = entry.session.revision
    guard session.edited(entry.bytes, since: entry.session, level: 1) != entry.bytes else {
      return
    }
    if edited[position] == nil { session.revision = Ledger.revision(after: session.revision) }
    edited[position] = Entry(
      session: session, bytes: session.edited(entry.bytes, since: entry.session, level: 1))
  }

  /// What a changed record has. Six digits are compared (versions of records); no record is changed a million times.
  static func revision(after revision: Int?) -> Int { min(max(revision ?? 0, 0), 999_998) + 1 }

  /// Changes a session that is in the file; returns it as it then stands. Throws as `existingSession` does.
  mutating func changeSession(
    _ id: SessionID, _ body: (inout Session) -> Void
  ) throws -> Session {
    var session = try existingSession(id)
    body(&session)
    try update(session)
    return try existingSession(id)
  }

  /// Appends measured functions to a session that is in the file; earlier ones keep their bytes.
  mutating func append(_ metrics: FileMetrics, to id: SessionID) throws {
    guard let position = position(of: id) else { return }
    var entry = try checkedEntry(at: position)
    entry.bytes = JSONEdit.appending(
      metrics.json, toArray: "code_metrics", in: entry.bytes, level: 1)
    entry.session.codeMetrics.append(metrics)
    if edited[position] == nil {
      let revision = Ledger.revision(after: entry.session.revision)
      entry.session.revision = revision
      entry.bytes = JSONEdit.setting(
        [.init("revision", revision.json)], in: entry.bytes, level: 1)
    }
    edited[position] = entry
  }

  /// The stored bytes of a session as they will be written. Throws as `existingSession` does.
  func bytes(of id: SessionID) throws -> [UInt8] {
    _ = try existingSession(id)
    guard let position = position(of: id) else { throw TrackerError.sessionNotFound(id) }
    return try checkedEntry(at: position).bytes
  }

  /// Gives a session that is in the file other bytes: one valid object.
  mutating func replace(_ id: SessionID, by bytes: [UInt8]) throws {
    guard let position = position(of: id) else { throw TrackerError.sessionNotFound(id) }
    var entry = try checkedEntry(at: position)
    entry.bytes = bytes
    edited[position] = entry
  }

  /// Gives an interaction that is in the file another rating; the former one is kept in it. It counts from this commit on.
  mutating func correct(_ stored: StoredInteraction, to rating: Int) {
    let former = stored.interaction
    var corrected = former
    corrected.effectivenessRating = rating
    corrected.revision = Ledger.revision(after: former.revision)
    var bytes = stored.bytes
    if let formerRating = former.effectivenessRating {
      bytes = JSONEdit.appending(
        formerRating.json, toArray: "previous_ratings", in: bytes, level: 1)
    }
    bytes = JSONEdit.setting(corrected.changes(since: former), in: bytes, level: 1)
    editedInteractions.append((stored.range, bytes))
    correctedRatings.append(
      .init(session: former.sessionID, former: stored.countedRating, now: rating))
  }

  /// An interaction that is in the file; nil when the session has none with this number.
  func interaction(
    of id: SessionID, fromTheEnd number: Int, count: Int
  ) throws -> StoredInteraction? {
    try files.interactions.interaction(
      of: id, fromTheEnd: number, count: count, in: try memory.readInteractions(files.interactions))
  }

  mutating func insert(_ session: Session) { newSessions.append(session) }
  mutating func append(_ interaction: Interaction) { newInteractions.append(interaction) }
  mutating func append(_ issue: Issue) { append(issue.storedMembers, to: files.issues) }
  mutating func append(_ request: AIRequest) { append(request.members, to: files.requests) }
  private mutating func append(_ members: [JSONValue.Member], to list: JSONFile) {
    listed[list.name, default: []].append(JSONFile.record(of: members))
  }
}

extension Session {
  /// The stored object, as it was when this session was `original`, with what changed since; every other byte stays.
  fileprivate func edited(_ object: [UInt8], since original: Session, level: Int) -> [UInt8] {
    let isDisowned = original.owner != nil && owner == nil
    let changes = changes(since: original).filter { !isDisowned || $0.name != "owner" }
    let changed = JSONEdit.setting(changes, in: object, level: level)
    return isDisowned ? JSONEdit.removing("owner", from: changed) : changed
  }
}
