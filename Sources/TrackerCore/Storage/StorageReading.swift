internal import JSON
internal import Platform

extension StorageManager {
  /// One session; nil when there is none. An empty object counts as none.
  public func getSession(_ id: SessionID) throws(TrackerError) -> Session? {
    var found: Session?
    try read(sessions, restart: { found = nil }) { element in
      guard let name = element.name, name.isSameID(as: id), element.value.kind == .object else {
        return
      }
      var session = Session(object: element.value)
      session.id = id
      found = element.value.bytes.contains(0x22) ? session : nil
    }
    return found
  }

  /// All interactions, of one session or of all, in file order.
  public func loadInteractions(
    of session: SessionID? = nil
  ) throws(TrackerError) -> [Interaction] {
    try records(in: interactions) { Interaction(of: session, $0) }
  }

  /// Hands over every interaction's record in file order; `restart` is called before the first one, and again when the
  /// file has to be read anew.
  func forEachInteraction(
    restart: () -> Void, _ body: (JSONSlice) throws -> Void
  ) throws(TrackerError) {
    try read(interactions, restart: restart) { try body($0.value) }
  }

  /// All issues, of one session or of all, in file order.
  public func loadIssues(of session: SessionID? = nil) throws(TrackerError) -> [Issue] {
    try records(in: issues) { Issue(of: session, $0) }
  }
}

extension StorageManager {
  /// Everything that statistics and lists need: interactions counted but not held, sessions without their context and
  /// notes unless `withTexts`. Records that cannot be used are named in it. With `withFacts` also the facts of each
  /// interaction, which statistics over time and tools need. With `asFarAsPossible` a file that cannot be read is named in
  /// it, as one that is broken always is; else that is an error.
  public func history(
    withTexts: Bool = false, withFacts: Bool = false, asFarAsPossible: Bool = false
  ) throws(TrackerError) -> History {
    var reader = HistoryReader(without: withTexts ? [] : .texts, notesFacts: withFacts)
    try read(into: &reader, asFarAsPossible: asFarAsPossible)
    return reader.history
  }

  /// The same as far as possible, with texts and facts but without code metrics, and where the records stand.
  func history(noting places: inout RecordPlaces) throws(TrackerError) -> History {
    var reader = HistoryReader(without: .lists, notesPlaces: true, notesFacts: true)
    try read(into: &reader, asFarAsPossible: true)
    places = reader.places ?? places
    return reader.history
  }

  private func read(
    into reader: inout HistoryReader, asFarAsPossible: Bool
  ) throws(TrackerError) {
    try storage(directory) {
      var bytes: [DataFile: Int] = [:]
      for file in historyFiles {
        guard let identity = try storage(file.path, { try file.identity() }) else { continue }
        bytes[file.which] = identity.size
        reader.noteChange(microseconds: identity.modifiedNanoseconds / 1000)
      }
      let read = asFarAsPossible ? readIfPossible : read
      let readings = [
        try read(sessions, { reader.restartSessions(bytes: bytes[.sessions] ?? 0) }) {
          reader.add(session: $0)
        },
        try read(interactions, { reader.restartInteractions(bytes: bytes[.interactions] ?? 0) }) {
          reader.add(interaction: $0)
        },
        try read(issues, { reader.restartIssues() }) { reader.add(issue: $0) },
      ]
      reader.finish(
        unusableFiles: readings.compactMap(\.unusable), versions: readings.map(\.version))
    }
  }

  /// Streams one file as `read` does. One that cannot be opened is told and counts as one that cannot be used.
  func readIfPossible(
    _ file: JSONFile, restart: () -> Void, _ body: (JSONElement) throws -> Void
  ) throws(TrackerError) -> (unusable: UnusableFile?, version: FileIdentity?) {
    do throws(TrackerError) {
      return try read(file, restart: restart, body)
    } catch {
      guard case .storage(_, let reason) = error else { throw error }
      restart()
      let version = try storage(file.path) { try file.identity() }
      return (unusable(file, reason, version, obstacle: obstacle(to: file)), nil)
    }
  }
}

extension StorageManager {
  /// Why a file cannot be opened.
  private func obstacle(to file: JSONFile) -> UnusableFile.Obstacle {
    do throws(SystemError) {
      _ = try environment.files.open(file.path, links: .refuse)
      return .contents
    } catch {
      return error.isForbidden ? .rights : .kind
    }
  }

  /// At most `limit` interactions from record number `position` (from 0) on, of some sessions or of all, in file order.
  public func interactionPage(
    from position: Int, limit: Int, of sessions: Set<SessionID>? = nil
  ) throws(TrackerError) -> InteractionPage {
    try storage(interactions.path) {
      var state: FileState?
      let page = try pager.page(from: position, limit: limit, of: sessions, state: &state)
      if let state { _ = tellIfBroken(state, interactions) }
      return page
    }
  }

  /// Which version of the files stands there now.
  public func generation() throws(TrackerError) -> LedgerGeneration {
    try storage(directory) {
      LedgerGeneration(try historyFiles.map { try $0.identity() })
    }
  }
}

extension StorageManager {
  /// One session, where it was noted or wherever it stands; nil when there is none.
  func session(
    _ id: SessionID, probablyAt places: RecordPlaces
  ) throws(TrackerError) -> Session? {
    let noted = try noted(in: sessions) { try session(id, at: places) }
    return if let noted { noted } else { try getSession(id) }
  }

  /// What `record` makes of a session's records, where they were noted or wherever they stand, in file order.
  func records<Record>(
    of id: SessionID, in file: JSONFile, probablyAt runs: RecordRuns,
    _ record: (JSONSlice) -> Record?
  ) throws(TrackerError) -> [Record] {
    let noted = try noted(in: file) { try file.records(of: id, at: runs, record) }
    return if let noted { noted } else { try records(in: file, record) }
  }

  /// How the prompts of some interactions begin, as far as these stand where they were noted; of other versions of the
  /// file nothing.
  func promptBeginnings(
    of wanted: [InteractionPlace], at places: RecordPlaces
  ) throws(TrackerError) -> [InteractionPlace: String] {
    var found: [InteractionPlace: String] = [:]
    for (id, wanted) in Dictionary(grouping: wanted, by: \.session) {
      let ordinals = Set(wanted.map(\.ordinal))
      var ordinal = -1
      _ = try noted(in: interactions) {
        try interactions.records(of: id, at: places.interactions) { record -> Void? in
          guard record.kind == .object, record["session_id"]?.isSameID(as: id) ?? false else {
            return nil
          }
          ordinal += 1
          guard ordinals.contains(ordinal) else { return nil }
          let prompt = record["prompt"]?.text ?? ""
          found[InteractionPlace(session: id, ordinal: ordinal)] =
            String(prompt.unicodeScalars.prefix(StorageManager.beginningScalars))
          return nil
        }
      }
    }
    return found
  }

  /// More of a text no list shows.
  private static let beginningScalars = 400

  /// What `body` reads where it was noted in the file; nil when that is no JSON: then the file was changed without a trace.
  private func noted<Result>(
    in file: JSONFile, _ body: () throws -> Result?
  ) throws(TrackerError) -> Result? {
    try storage(file.path) {
      do { return try body() } catch is JSONError { return nil }
    }
  }

  /// A session at its noted place; nil when the file has another version by now, or does not have the session.
  private func session(_ id: SessionID, at places: RecordPlaces) throws -> Session? {
    guard let version = places.sessionsVersion, let range = places.sessions[id],
      let bytes = try sessions.bytes(in: [range], ofVersion: version)?.first,
      bytes.contains(UInt8(ascii: "\""))
    else { return nil }
    return try JSONReader.withSlice(of: bytes) { object in
      var session = Session(object: object)
      session.id = id
      return session
    }
  }
}
