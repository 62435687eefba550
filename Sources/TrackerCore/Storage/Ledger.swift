// One writing step over the data files: read under the lock, edits collected, and applied together at the end.

internal import JSON
internal import Platform

/// The data files under the lock.
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
  private let now: Timestamp
  private let sessionsState: FileState
  /// The version of the sessions that `sessionsState` is about; nil when there is nothing to read in it.
  private let reader: FileReader?
  /// Sessions whose bytes change, by their position in the file.
  private var edited: [Int: Entry] = [:]
  private var newSessions: [Session] = []
  private var newInteractions: [Interaction] = []
  /// New issues and requests, by the name of the list that they go to.
  private var listed: [String: [JSONFile.NewRecord]] = [:]
  /// Records that are put back as they stand in another file, by the name of the file that they go to.
  var salvaged: [String: [JSONFile.NewRecord]] = [:]
  /// Issues and interactions that change, by where they stand: the new bytes.
  var editedIssues: [(range: Range<Int>, bytes: [UInt8])] = []
  private var editedInteractions: [(range: Range<Int>, bytes: [UInt8])] = []
  /// What takes the place of what was counted of the edited interactions.
  private var correctedRatings: [LedgerMemory.CorrectedRating] = []
  /// What a caller should hear: files that were set aside.
  private(set) var notices: [String] = []

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

  private var places: SessionPlaces? {
    if case .valid = sessionsState { memory.sessions?.content } else { nil }
  }

  private func position(of id: SessionID) -> Int? { places?.position(of: id) }

  private func entry(at position: Int) throws -> Entry {
    try edited[position] ?? storedEntry(at: position)
  }

  /// As it stands in the file, whatever this step changes.
  private func storedEntry(at position: Int) throws -> Entry {
    guard let reader, let places else { throw SystemError.overtaken(files.sessions.path) }
    let bytes = try reader.bytes(in: places.ranges[position])
    let session = try JSONReader.withSlice(of: bytes) { object in
      var oddFields: [String] = []
      return Session(object: object, oddFields: &oddFields)
    }
    return Entry(session: session, bytes: bytes)
  }

  /// A stored session, and its bytes. What does not stand where it stood was changed without a trace: read again.
  private func checkedEntry(at position: Int) throws -> Entry {
    do {
      var entry = try entry(at: position)
      guard entry.bytes.first == 0x7B, let places else { throw LedgerError.misplaced }
      entry.session.id = places.ids[position]
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

  /// The sessions that are wanted, in file order.
  func sessions(_ isWanted: (Session) -> Bool) throws -> [Session] {
    var wanted: [Session] = []
    for position in places?.ids.indices ?? 0..<0 {
      let session = try checkedEntry(at: position).session
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
    corrected.previousRatings =
      (former.previousRatings ?? []) + [former.effectivenessRating].compactMap { $0 }
    corrected.revision = Ledger.revision(after: former.revision)
    editedInteractions.append(
      (stored.range, JSONEdit.setting(corrected.changes(since: former), in: stored.bytes, level: 1))
    )
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

  // MARK: Writing

  /// Writes all changes in one step. Interactions and issues get their names before sessions, so that a crash between them
  /// leaves only derived counters behind. Files of the history that are not there are made empty, as peers expect them.
  mutating func commit(to exchange: FileExchange) throws {
    let changes = [
      try interactionsChange(), try issuesChange(), try requestsChange(),
      try sessionsChange(),
    ].compactMap { $0 }
    let identities = try exchange.commit(changes.map(\.replacement))
    for (change, identity) in zip(changes, identities) { remember(change, identity) }
  }

  /// A file's new version, and by how much it is longer than the old one.
  private struct Change {
    var file: JSONFile
    var replacement: FileReplacement
    var growth: Int
  }

  private mutating func appending(
    _ new: [JSONFile.NewRecord], to file: JSONFile, _ read: (JSONFile) throws -> FileState
  ) throws -> Change? {
    let records = new + (salvaged[file.name] ?? [])
    if try records.isEmpty && file.identity() != nil { return nil }
    var state = try read(file)
    // A file that is away for a moment is nothing to be made: whoever took it brings it back.
    if try records.isEmpty && hadRecords(file) { return nil }
    try beginAnewIfUnusable(file, &state)
    return file.appending(records, to: state).map { change(file, $0, state) }
  }

  private mutating func interactionsChange() throws -> Change? {
    guard !editedInteractions.isEmpty else {
      return try appending(
        newInteractions.map { JSONFile.record(of: $0.storedMembers) }, to: files.interactions,
        memory.readInteractions)
    }
    return change(
      files.interactions, FileEdit(replacements: editedInteractions),
      try memory.readInteractions(files.interactions))
  }

  private mutating func issuesChange() throws -> Change? {
    guard !editedIssues.isEmpty else {
      return try appending(listed[files.issues.name] ?? [], to: files.issues, memory.readList)
    }
    return change(
      files.issues, FileEdit(replacements: editedIssues), try memory.readList(files.issues))
  }

  /// Where no request is stored, nothing asks for the file.
  private mutating func requestsChange() throws -> Change? {
    let name = files.requests.name
    guard listed[name] != nil || salvaged[name]?.isEmpty == false else { return nil }
    return try appending(listed[name] ?? [], to: files.requests, memory.readList)
  }

  private mutating func sessionsChange() throws -> Change? {
    let records = newRecords
    guard !(edited.isEmpty && records.isEmpty) || sessionsState == .missing else { return nil }
    var state = sessionsState
    try beginAnewIfUnusable(files.sessions, &state)
    var edit = FileEdit()
    if let places {
      edit.replacements = edited.map { (places.ranges[$0.key], $0.value.bytes) }
        .sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
    edit.replacements += files.sessions.appending(records, to: state)?.replacements ?? []
    return change(files.sessions, edit, state)
  }

  private func change(_ file: JSONFile, _ edit: FileEdit, _ state: FileState) -> Change {
    Change(
      file: file, replacement: file.replacement(edit, of: state),
      growth: edit.replacements.reduce(0) { $0 + $1.bytes.count - $1.range.count })
  }

  private var newRecords: [JSONFile.NewRecord] {
    newSessions.map { JSONFile.record(named: $0.id.text, of: $0.storedMembers) }
      + (salvaged[files.sessions.name] ?? [])
  }

  private func remember(_ change: Change, _ identity: FileIdentity) {
    guard salvaged.isEmpty else { return memory.forget() }
    switch change.file.name {
    case files.interactions.name where !editedInteractions.isEmpty:
      memory.corrected(correctedRatings, bytes: change.growth, now: identity)
    case files.interactions.name:
      memory.appended(newInteractions, bytes: change.growth, now: identity)
    case files.issues.name where !editedIssues.isEmpty: memory.forget(list: change.file)
    case files.issues.name, files.requests.name:
      memory.appended(
        listed[change.file.name]?.count ?? 0, to: change.file, bytes: change.growth, now: identity)
    default:
      memory.changed(
        sizes: edited.mapValues(\.bytes.count), added: newSessions.map(\.id),
        places: { files.sessions.places(of: newRecords, appendedAt: $0) }, now: identity)
    }
  }

  /// Makes sure that a file without usable records may be begun anew: nobody is writing it, and what stands there is kept
  /// as a copy. It may then be replaced, as long as it stays what it was.
  private mutating func beginAnewIfUnusable(_ file: JSONFile, _ state: inout FileState) throws {
    if case .valid = state { return }
    let hadRecords = try hadRecords(file)
    try file.checkRests(state, hadRecords: hadRecords)
    let (reason, identity): (String, FileIdentity)
    switch state {
    case .broken(let why, let broken): (reason, identity) = (why, broken)
    case .blank(let blank) where hadRecords:
      (reason, identity) = ("it held records and is empty", blank)
    case .missing where hadRecords:
      notices.append("\(file.path) held records and is gone; it was begun anew.")
      return
    default: return
    }
    let copy = try file.setAside(at: now)
    notices.append(
      "\(file.path) was not usable (\(reason)); it was kept as \(copy) and begun anew.")
    state = .blank(identity)
  }

  /// Whether a file that is blank or gone held records: this process saw them, or sessions count them.
  private func hadRecords(_ file: JSONFile) throws -> Bool {
    if memory.filesWithRecords.contains(file.name) { return true }
    guard file.name == files.interactions.name else { return false }
    return try places?.ids.indices.contains { position in
      try storedEntry(at: position).session.totalInteractions > 0
    } ?? false
  }
}
