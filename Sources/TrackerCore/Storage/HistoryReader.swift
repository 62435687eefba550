// Records → History, one at a time while the files stream by. It refuses to hold interactions: it counts them.

internal import JSON

/// Collects a history. Odd records are skipped and named, never fatal.
struct HistoryReader {
  private(set) var history = History()
  private var sessions: [Session] = []
  private var positions: [SessionID: Int] = [:]
  private var sessionSkips: [SkippedRecord] = []
  private var interactionSkips: [SkippedRecord] = []
  private var issueSkips: [SkippedRecord] = []
  private var interactionNumber = 0
  private var issueNumber = 0
  /// A session takes 800 to 1,400 bytes in its file.
  private static let usualSessionBytes = 1000
  /// The bytes and the id of the last interaction's session: neighbours mostly belong to the same one.
  private var lastIDBytes: [UInt8] = []
  private var lastID: SessionID?
  /// What was counted of that session and is not in the history yet.
  private var lastTally = InteractionTally()
  /// Whether the facts of each interaction are noted beside the counts.
  private let notesFacts: Bool

  init(notesFacts: Bool = false) { self.notesFacts = notesFacts }

  /// `bytes` is the size of the file: room is made for sessions of the usual length at once, since moving them is what
  /// costs when there are many.
  mutating func restartSessions(bytes: Int = 0) {
    sessions = []
    positions = [:]
    sessions.reserveCapacity(bytes / HistoryReader.usualSessionBytes)
    positions.reserveCapacity(bytes / HistoryReader.usualSessionBytes)
    sessionSkips = []
  }

  mutating func restartInteractions() {
    history.interactions = InteractionTallies()
    history.facts = InteractionFacts()
    interactionSkips = []
    interactionNumber = 0
    lastTally = InteractionTally()
  }

  mutating func restartIssues() {
    history.issues = []
    issueSkips = []
    issueNumber = 0
  }

  mutating func add(session element: JSONElement) {
    guard let key = element.name?.text else { return }
    let id = SessionID(key)
    guard element.value.kind == .object else {
      sessionSkips.append(
        SkippedRecord(file: "sessions.json", record: key, reason: "not an object"))
      return
    }
    var oddFields: [String] = []
    var session = Session(object: element.value, oddFields: &oddFields)
    session.id = id
    if !oddFields.isEmpty {
      let reason = oddFields.joined(separator: ", ") + " of another type, left out"
      sessionSkips.append(SkippedRecord(file: "sessions.json", record: key, reason: reason))
    }
    if let place = positions[id] {
      sessions[place] = session
    } else {
      positions[id] = sessions.count
      sessions.append(session)
    }
  }

  mutating func add(interaction element: JSONElement) {
    interactionNumber += 1
    guard element.value.kind == .object else { return skipInteraction("not an object") }
    let id = element.value["session_id"].flatMap { sessionID($0) }
    let rating = element.value["effectiveness_rating"].map(HistoryReader.rating) ?? 0
    let iterations = element.value["iteration_count"]?.integer ?? 1
    guard let rating else { return skipInteraction("effectiveness_rating is not a whole number") }
    history.interactions.all.add(rating: rating, iterations: max(iterations, 1))
    if id != nil { lastTally.add(rating: rating, iterations: max(iterations, 1)) }
    if notesFacts {
      history.facts.add(element.value, session: id, rating: rating, iterations: iterations)
    }
  }

  /// Moves what was counted of the last session into the history.
  private mutating func settleTally() {
    guard let id = lastID, lastTally.count > 0 else { return }
    history.interactions.bySession[id, default: InteractionTally()].add(lastTally)
    lastTally = InteractionTally()
  }

  private mutating func sessionID(_ value: JSONSlice) -> SessionID? {
    if value.isSpelled(lastIDBytes) { return lastID }
    guard let text = value.text else { return nil }
    settleTally()
    lastIDBytes = Array(value.bytes)
    lastID = SessionID(text)
    return lastID
  }

  /// What the reference makes of a stored rating: whole numbers and truth values count; a fraction outside 1…5 is cut; nil
  /// for what makes it fail (a fraction within, null, text).
  private static func rating(_ value: JSONSlice) -> Int? {
    if let whole = value.integer { return whole }
    if let truth = value.bool { return truth ? 1 : 0 }
    guard let number = value.double, number.isFinite, number.magnitude < 1e6,
      !(1...5).contains(number)
    else { return nil }
    return Int(number)
  }

  private mutating func skipInteraction(_ reason: String) {
    interactionSkips.append(
      SkippedRecord(file: "interactions.json", record: "\(interactionNumber)", reason: reason))
  }

  mutating func add(issue element: JSONElement) {
    issueNumber += 1
    guard element.value.kind == .object else {
      issueSkips.append(
        SkippedRecord(file: "issues.json", record: "\(issueNumber)", reason: "not an object"))
      return
    }
    var oddFields: [String] = []
    history.issues.append(Issue(object: element.value, oddFields: &oddFields))
  }

  mutating func noteChange(microseconds: Int64) {
    let earlier = history.changedAt?.microseconds ?? .min
    history.changedAt = Timestamp(microseconds: max(earlier, microseconds))
  }

  mutating func finish(unusableFiles: [UnusableFile] = []) {
    settleTally()
    history.sessions = sessions
    history.unusableFiles = unusableFiles
    for skip in sessionSkips + interactionSkips + issueSkips { history.skip(skip) }
  }
}
