package import JSON
package import Platform

/// Collects a history while the files stream by; interactions are counted, not held. Odd records are skipped and named,
/// never fatal.
package struct HistoryReader {
  package private(set) var history = History()
  /// Where the records stand; nil when nobody wants to know.
  private(set) var places: RecordPlaces?
  private let leftOut: LongMembers
  private let notesFacts: Bool
  private var sessions = SessionMap<Session>()
  private var skips: [DataFile: [SkippedRecord]] = [:]
  private var interactionNumber = 0
  private var issueNumber = 0
  /// A session seldom takes fewer bytes in its file, and an interaction neither.
  private static let shortSessionBytes = 600
  private static let shortInteractionBytes = 400
  /// The sessions that interactions name, and what was counted of each.
  private var named = SessionIndex()
  private var tallies: [InteractionTally] = []
  /// Of each of them that has not ended, what its interactions say of its last work.
  private var lastWork: [SignsOfLife?] = []
  /// The last interaction of each of these, by its number.
  private var lastInteractions: [Int: LastInteraction] = [:]
  /// The last code measured in unended sessions whose lists are left out.
  private var lastMeasured: [SessionID: SignsOfLife] = [:]
  /// The bytes and the number of the last interaction's session: neighbours mostly belong to the same one.
  private var lastIDBytes: [UInt8] = []
  private var lastNumber = -1

  /// Reads sessions without some of their long members. `notesPlaces` also notes where the records stand, `notesFacts` the
  /// facts of each interaction.
  package init(
    without leftOut: LongMembers = .texts, notesPlaces: Bool = false, notesFacts: Bool = false
  ) {
    places = notesPlaces ? RecordPlaces() : nil
    self.leftOut = leftOut
    self.notesFacts = notesFacts
  }

  /// `bytes` is the size of the file: room is made at once, since moving sessions is what costs when there are many.
  mutating func restartSessions(bytes: Int = 0) {
    sessions = SessionMap()
    sessions.reserveCapacity(bytes / HistoryReader.shortSessionBytes)
    (skips[.sessions], lastMeasured) = ([], [:])
    places?.sessionsVersion = nil
    places?.sessions = SessionMap()
  }

  mutating func restartInteractions(bytes: Int = 0) {
    history.interactions = InteractionTallies()
    history.facts = InteractionFacts()
    if notesFacts { history.facts.reserveCapacity(bytes / HistoryReader.shortInteractionBytes) }
    (named, tallies, lastIDBytes, lastNumber) = (SessionIndex(), [], [], -1)
    (lastWork, lastInteractions) = ([], [:])
    named.reserveCapacity(sessions.count)
    tallies.reserveCapacity(sessions.count)
    skips[.interactions] = []
    interactionNumber = 0
    places?.interactions = RecordRuns()
  }

  mutating func restartIssues() {
    history.issues = []
    places?.issues = RecordRuns()
    skips[.issues] = []
    issueNumber = 0
  }

  package mutating func add(session element: JSONElement) {
    guard let key = element.name?.text else { return }
    let id = SessionID(key)
    guard element.value.kind == .object else { return skip(.sessions, key, "not an object") }
    var oddFields: [String] = []
    var session = Session(object: element.value, without: leftOut, oddFields: &oddFields)
    session.id = id
    if leftOut.contains(.texts), session.isAutoClosed == nil, session.isCompleted {
      session.hasAutoCloseNote =
        element.value["notes"]?.bytes.holds(Session.autoCloseMarkBytes) ?? false
    }
    if !oddFields.isEmpty {
      skip(.sessions, key, oddFields.joined(separator: ", ") + " of another type, left out")
    }
    sessions.set(session, for: id)
    lastMeasured[id] = nil
    if leftOut.contains(.lists), session.state == .active {
      element.value["code_metrics"]?.forEachElement { metrics in
        lastMeasured[id, default: SignsOfLife()].note(metrics.time, .codeMetrics)
      }
    }
    places?.sessions.set(element.valueOffset..<element.endOffset, for: id)
  }

  package mutating func add(interaction element: JSONElement) {
    interactionNumber += 1
    guard element.value.kind == .object else {
      return skip(.interactions, "\(interactionNumber)", "not an object")
    }
    let session = element.value["session_id"].flatMap { number($0, element) }
    if let session { lastWork[session]?.note(element.value.time, .interaction) }
    let rating = element.value["effectiveness_rating"].map(HistoryReader.rating) ?? 0
    let iterations = element.value["iteration_count"]?.integer ?? 1
    guard let rating else {
      if notesFacts, let session { history.facts.skip(session: Int32(session)) }
      return skip(
        .interactions, "\(interactionNumber)", "effectiveness_rating is not a whole number")
    }
    var one = InteractionTally()
    one.add(
      rating: rating, iterations: max(iterations, 1),
      tokensIn: element.value["tokens_in"]?.integer,
      tokensOut: element.value["tokens_out"]?.integer)
    history.interactions.all.add(one)
    if let session { tallies[session].add(one) }
    if notesFacts {
      history.facts.add(
        element.value, session: Int32(session ?? -1), rating: rating, iterations: iterations)
      if let session, lastWork[session] != nil {
        lastInteractions.note(element.value.time, of: session) {
          LastInteraction(
            time: $0, rating: rating, prompt: element.value["prompt"]?.text ?? "")
        }
      }
    }
  }

  /// The number of an interaction's session, whose place is noted with it; nil when the record names none.
  private mutating func number(_ value: JSONSlice, _ element: JSONElement) -> Int? {
    if !value.isSpelled(lastIDBytes) {
      if let known = value.plainText.flatMap({ named.number(ofText: $0) }) {
        lastNumber = known
      } else {
        guard let text = value.text else { return nil }
        lastNumber = number(of: SessionID(text))
      }
      lastIDBytes.removeAll(keepingCapacity: true)
      lastIDBytes.append(contentsOf: value.bytes)
    }
    places?.interactions.note(session: lastNumber, at: element.valueOffset..<element.endOffset)
    return lastNumber
  }

  /// The number of a session that may be named for the first time.
  private mutating func number(of id: SessionID) -> Int {
    let number = named.number(adding: shared(id))
    if number == tallies.count {
      tallies.append(InteractionTally())
      let isUnended = sessions.position(of: id).map { sessions.values[$0].state == .active }
      lastWork.append(isUnended ?? false ? SignsOfLife() : nil)
    }
    return number
  }

  /// Moves what was counted of each session into the history.
  private mutating func settleTallies() {
    if notesFacts { history.facts.sessions = named }
    places?.interactions.sessions = named
    history.lastWork = lastMeasured
    for (id, work) in zip(named.ids, lastWork) {
      if let last = work?.last { history.lastWork[id, default: SignsOfLife()].note(last) }
    }
    for (number, last) in lastInteractions { history.lastInteractions[named.ids[number]] = last }
    // A session whose interactions all were skipped has none.
    history.interactions.onlySkipped = Set(
      zip(named.ids, tallies).lazy.filter { $1.count == 0 }.map(\.0))
    if history.interactions.onlySkipped.isEmpty {
      history.interactions.bySession = SessionMap(named, values: tallies)
    } else {
      for (id, tally) in zip(named.ids, tallies) where tally.count > 0 {
        history.interactions.bySession.set(tally, for: id)
      }
    }
    (named, tallies, lastWork, lastInteractions) = (SessionIndex(), [], [], [:])
  }

  /// The same id: one copy of its text is enough.
  private func shared(_ id: SessionID) -> SessionID {
    sessions.position(of: id).map { sessions.keys[$0] } ?? id
  }

  /// What the reference makes of a stored rating: whole numbers and truth values count; a fraction outside 1…5 is cut; nil
  /// for what makes it fail (a fraction within, null, text).
  static func rating(_ value: JSONSlice) -> Int? {
    if let whole = value.integer { return whole }
    if let truth = value.bool { return truth ? 1 : 0 }
    guard let number = value.double, number.isFinite, number.magnitude < 1e6,
      !(1...5).contains(number)
    else { return nil }
    return Int(number)
  }

  private mutating func skip(_ file: DataFile, _ record: String, _ reason: String) {
    skips[file, default: []].append(
      SkippedRecord(file: file.name, record: record, reason: reason))
  }

  package mutating func add(issue element: JSONElement) {
    issueNumber += 1
    guard element.value.kind == .object else {
      return skip(.issues, "\(issueNumber)", "not an object")
    }
    var issue = Issue(object: element.value)
    issue.sessionID = shared(issue.sessionID)
    history.issues.append(issue)
    places?.issues.note(issue.sessionID, at: element.valueOffset..<element.endOffset)
  }

  mutating func noteChange(microseconds: Int64) {
    let earlier = history.changedAt?.microseconds ?? .min
    history.changedAt = Timestamp(microseconds: max(earlier, microseconds))
  }

  /// `versions` are those of the sessions, the interactions and the issues that were read; nil of files that cannot be
  /// used.
  package mutating func finish(
    unusableFiles: [UnusableFile] = [], versions: [FileIdentity?] = [nil, nil, nil]
  ) {
    settleTallies()
    history.sessions = sessions.values
    sessions = SessionMap()
    places?.sessionsVersion = versions[0]
    places?.interactions.believe(versions[1])
    places?.issues.believe(versions[2])
    history.unusableFiles = unusableFiles
    for file in DataFile.allCases { skips[file]?.forEach { history.skip($0) } }
  }
}
