// One writing step over the three files: everything read under the lock, edits collected, applied together at the end.
// It refuses to decide what a change means.

internal import JSON
internal import Platform

/// The three files under the lock.
struct Ledger {
  /// A session's place in `sessions.json`.
  struct Entry {
    var session: Session
    /// The stored object, to the byte.
    var bytes: [UInt8]
    /// Where it stands.
    var range: Range<Int>
  }

  let sessionsFile: JSONFile
  let interactionsFile: JSONFile
  let issuesFile: JSONFile
  /// In file order; a repeated key stands once, with its last value.
  private(set) var entries: [Entry] = []
  private var positions: [SessionID: Int] = [:]
  private let sessionsState: FileState
  private let now: Timestamp
  private var changed: Set<Int> = []
  private var newSessions: [Session] = []
  private var newInteractions: [Interaction] = []
  private var newIssues: [Issue] = []
  /// What a caller should hear: files that were set aside.
  private(set) var notices: [String] = []

  init(_ files: (sessions: JSONFile, interactions: JSONFile, issues: JSONFile), now: Timestamp)
    throws
  {
    (sessionsFile, interactionsFile, issuesFile) = files
    self.now = now
    var found: [Entry] = []
    var places: [SessionID: Int] = [:]
    sessionsState = try sessionsFile.forEachRecord(restart: {
      found = []
      places = [:]
    }) { element in
      guard let key = element.name?.text, element.value.kind == .object else { return }
      var oddFields: [String] = []
      var session = Session(object: element.value, oddFields: &oddFields)
      session.id = SessionID(key)
      let entry = Entry(
        session: session, bytes: Array(element.value.bytes),
        range: element.valueOffset..<element.endOffset)
      if let place = places[session.id] {
        found[place] = entry
      } else {
        places[session.id] = found.count
        found.append(entry)
      }
    }
    if case .valid = sessionsState {
      entries = found
      positions = places
    }
  }

  /// The session with this id; nil when there is none. An empty object counts as none (reference behaviour).
  func session(_ id: SessionID) -> Session? {
    guard let place = positions[id], entries[place].bytes.contains(where: { $0 == 0x22 }) else {
      return nil
    }
    return entries[place].session
  }

  /// The session with this id. Throws when there is none, or when the file is broken, so that it cannot be told.
  func existingSession(_ id: SessionID) throws(TrackerError) -> Session {
    if let session = session(id) { return session }
    if case .broken(let reason, _) = sessionsState {
      throw .storage(path: sessionsFile.path, reason: reason)
    }
    throw .sessionNotFound(id)
  }

  func contains(_ id: SessionID) -> Bool {
    positions[id] != nil || newSessions.contains { $0.id == id }
  }

  /// Stores what changed of a session that is in the file; every other byte of it stays.
  mutating func update(_ session: Session) {
    guard let place = positions[session.id] else { return }
    let entry = entries[place]
    let bytes = session.edited(entry.bytes, since: entry.session, level: 1)
    guard bytes != entry.bytes else { return }
    entries[place].bytes = bytes
    entries[place].session = session
    changed.insert(place)
  }

  /// Appends measured functions to a session that is in the file; earlier ones keep their bytes.
  mutating func append(_ metrics: FileMetrics, to id: SessionID) {
    guard let place = positions[id] else { return }
    entries[place].bytes = JSONEdit.appending(
      metrics.json, toArray: "code_metrics", in: entries[place].bytes, level: 1)
    entries[place].session.codeMetrics.append(metrics)
    changed.insert(place)
  }

  mutating func insert(_ session: Session) { newSessions.append(session) }
  mutating func append(_ interaction: Interaction) { newInteractions.append(interaction) }
  mutating func append(_ issue: Issue) { newIssues.append(issue) }

  /// Writes all changes in one step. Interactions and issues get their names before sessions, so that a crash between them
  /// leaves only derived counters behind. Files that are not there are made empty, as peers expect them.
  mutating func commit() throws {
    let replacements = [
      try replacement(of: interactionsFile, appending: newInteractions.map(\.storedMembers)),
      try replacement(of: issuesFile, appending: newIssues.map(\.members)),
      try sessionsReplacement(),
    ]
    try sessionsFile.files.replace(replacements.compactMap { $0 })
  }

  private mutating func replacement(
    of file: JSONFile, appending records: [[JSONValue.Member]]
  ) throws -> FileReplacement? {
    if try records.isEmpty && file.files.identity(of: file.path) != nil { return nil }
    var state = try file.forEachRecord(restart: {}) { _ in }
    try setAsideIfBroken(file, &state)
    let edit = file.appending(records.map { (name: nil, value: .object($0)) }, to: state)
    return edit.map { file.replacement($0, of: state) }
  }

  private mutating func sessionsReplacement() throws -> FileReplacement? {
    guard !(changed.isEmpty && newSessions.isEmpty) || sessionsState == .missing else { return nil }
    var state = sessionsState
    try setAsideIfBroken(sessionsFile, &state)
    var edit = FileEdit(
      replacements: changed.map { (entries[$0].range, entries[$0].bytes) }
        .sorted { $0.range.lowerBound < $1.range.lowerBound })
    let records = newSessions.map {
      (name: $0.id.text as String?, value: JSONValue.object($0.storedMembers))
    }
    edit.replacements += sessionsFile.appending(records, to: state)?.replacements ?? []
    return sessionsFile.replacement(edit, of: state)
  }

  /// Keeps a copy of a broken file. What stands there may then be replaced, as long as it stays what it was.
  private mutating func setAsideIfBroken(_ file: JSONFile, _ state: inout FileState) throws {
    guard case .broken(let reason, let identity) = state else { return }
    let copy = try file.setAside(at: now)
    notices.append(
      "\(file.path) was not usable (\(reason)); it was kept as \(copy) and begun anew.")
    state = .blank(identity)
  }
}

extension Session {
  /// How a new record is stored: figures of later versions only when they are given.
  var storedMembers: [JSONValue.Member] {
    members.filter { !$0.value.isNull || ["end_time", "outcome"].contains($0.name) }
  }
}

extension Interaction {
  /// How a new record is stored: token figures only when they are given.
  var storedMembers: [JSONValue.Member] { members.filter { !$0.value.isNull } }
}
