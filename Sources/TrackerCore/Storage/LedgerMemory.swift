internal import JSON
internal import Platform

/// Where the values of sessions stand, in file order; a repeated key stands once, with the place of its last value.
typealias SessionPlaces = SessionMap<Range<Int>>

extension SessionPlaces {
  /// One value has got `bytes` bytes: all that stands behind it moves.
  fileprivate mutating func resize(_ position: Int, bytes: Int) {
    let old = values[position]
    let growth = bytes - old.count
    values[position] = old.lowerBound..<(old.lowerBound + bytes)
    guard growth != 0 else { return }
    for index in values.indices where values[index].lowerBound >= old.upperBound {
      let range = values[index]
      values[index] = (range.lowerBound + growth)..<(range.upperBound + growth)
    }
  }
}

/// What a storage manager remembers of the files from one writing step to the next, so that a step costs the same however
/// long the history. It is believed of no other version of a file.
final class LedgerMemory {
  /// One file as it was read or as our last commit left it.
  struct Known<Content> {
    var identity: FileIdentity
    var container: JSONContainer
    var content: Content

    var state: FileState { .valid(container, identity) }

    /// What remains true after records were appended.
    mutating func append(bytes: Int, count: Int, now identity: FileIdentity) {
      self.identity = identity
      container.lastElementEnd? += bytes
      container.closeOffset += bytes
      container.count += count
    }
  }

  private(set) var sessions: Known<SessionPlaces>?
  private(set) var interactions: Known<InteractionTallies>?
  /// The lists of which nothing but their whereabouts is remembered, by name.
  private(set) var lists: [String: Known<Void>] = [:]
  /// What the files were found to be in this writing step: all of it is about the same versions.
  private var states: [String: FileState] = [:]

  /// The files that were seen to hold records, by name: what is blank or gone then was not always so.
  private(set) var filesWithRecords: Set<String> = []

  private func note(_ container: JSONContainer, in file: JSONFile) {
    if container.count > 0 {
      filesWithRecords.insert(file.name)
    } else {
      filesWithRecords.remove(file.name)
    }
  }

  /// Begins a writing step, or begins it again. `isContinued` says that nobody else has committed since our last commit.
  func beginStep(isContinued: Bool) {
    states = [:]
    if !isContinued { forget() }
  }

  /// Whatever stands in the files is to be read again.
  func forget() { (sessions, interactions, lists) = (nil, nil, [:]) }

  /// What stood here was found to be something else.
  func forgetSessions() { sessions = nil }

  /// Records within a list were changed.
  func forget(list file: JSONFile) { lists[file.name] = nil }

  // MARK: Reading, once a step

  func readSessions(_ file: JSONFile) throws -> FileState {
    try state(of: file, \.sessions) {
      var places = SessionPlaces()
      let state = try file.forEachRecord(restart: { places = SessionPlaces() }) { element in
        guard let key = element.name?.text, element.value.kind == .object else { return }
        places.set(element.valueOffset..<element.endOffset, for: SessionID(key))
      }
      return (state, places)
    }
  }

  func readInteractions(_ file: JSONFile) throws -> FileState {
    try state(of: file, \.interactions) {
      var reader = HistoryReader()
      let state = try file.forEachRecord(restart: { reader.restartInteractions() }) {
        reader.add(interaction: $0)
      }
      reader.finish()
      return (state, reader.history.interactions)
    }
  }

  func readList(_ file: JSONFile) throws -> FileState {
    try state(of: file, \.lists[file.name]) { (try file.forEachRecord(restart: {}) { _ in }, ()) }
  }

  /// What a file was found to be in this step: remembered of this very version, or scanned and then remembered.
  private func state<Content>(
    of file: JSONFile, _ known: ReferenceWritableKeyPath<LedgerMemory, Known<Content>?>,
    _ scan: () throws -> (FileState, Content)
  ) throws -> FileState {
    if let state = states[file.name] { return state }
    let identity = try file.identity()
    var state = self[keyPath: known]?.state
    if state == nil || state?.identity != identity {
      self[keyPath: known] = nil
      let (found, content) = try scan()
      if case .valid(let container, let identity) = found {
        self[keyPath: known] = Known(identity: identity, container: container, content: content)
      }
      state = found
    }
    if case .valid(let container, _) = state { note(container, in: file) }
    states[file.name] = state
    return state ?? .missing
  }

  // MARK: After a commit

  /// Interactions were appended. A list that was empty before is read again: there is little in it.
  func appended(_ records: [Interaction], bytes: Int, now identity: FileIdentity) {
    guard interactions?.container.lastElementEnd != nil else { return interactions = nil }
    interactions?.append(bytes: bytes, count: records.count, now: identity)
    for record in records {
      interactions?.content.add(
        session: record.sessionID, rating: record.effectivenessRating ?? 0,
        iterations: max(record.iterationCount, 1), tokensIn: record.tokensIn,
        tokensOut: record.tokensOut)
    }
  }

  /// A rating that took the place of another.
  struct CorrectedRating {
    var session: SessionID
    /// As it was counted.
    var former: Int
    var now: Int
  }

  /// Interactions got other ratings, and the file so many bytes more.
  func corrected(_ ratings: [CorrectedRating], bytes: Int, now identity: FileIdentity) {
    interactions?.append(bytes: bytes, count: 0, now: identity)
    for rating in ratings {
      interactions?.content.correct(
        session: rating.session, from: rating.former, to: rating.now)
    }
  }

  /// So many records were appended to a list.
  func appended(
    _ count: Int, to file: JSONFile, bytes: Int, now identity: FileIdentity
  ) {
    guard lists[file.name]?.container.lastElementEnd != nil else { return forget(list: file) }
    lists[file.name]?.append(bytes: bytes, count: count, now: identity)
  }

  /// Sessions got other bytes (by position, so many), and new ones stand behind the last, where `places` tells of its end.
  func changed(
    sizes: [Int: Int], added: [SessionID], places: (_ end: Int) -> [Range<Int>],
    now identity: FileIdentity
  ) {
    // Moving all that stands behind each of many costs more than reading again.
    guard let end = sessions?.container.lastElementEnd, sizes.count <= 8 else {
      return sessions = nil
    }
    let growth = sizes.reduce(0) { sum, change in
      sum + change.value - (sessions?.content.values[change.key].count ?? 0)
    }
    let newPlaces = places(end + growth)
    let newEnd = newPlaces.last?.upperBound ?? end + growth
    let bytes = newEnd - end
    for (position, size) in sizes { sessions?.content.resize(position, bytes: size) }
    for (id, range) in zip(added, newPlaces) { sessions?.content.set(range, for: id) }
    sessions?.append(bytes: bytes, count: added.count, now: identity)
  }
}
