// When sessions were last seen at work, looked up under the lock. A session that ends has its interactions near the end of
// their file, which is read from there: an end costs the same however long the history.

internal import JSON
internal import Platform

/// What the files say of a session's last work.
struct SignsOfLife {
  /// The latest of its start, its interactions, its issues and its measured code; nil when none of them tells its offset
  /// from UTC.
  var last: Timestamp?
  var issueCount = 0

  /// A time that cannot be compared does not count.
  mutating func note(_ time: Timestamp?) {
    guard let time, time.utcOffsetMicroseconds != nil else { return }
    if let last, last.microseconds >= time.microseconds { return }
    last = time
  }
}

extension StorageManager {
  /// The signs of life of stored sessions, by id; those of a session that keeps its end lack the interactions. Only within
  /// `update`.
  func signsOfLife(of sessions: [Session]) throws(TrackerError) -> [SessionID: SignsOfLife] {
    guard !sessions.isEmpty else { return [:] }
    var signs: [SessionID: SignsOfLife] = [:]
    for session in sessions {
      var own = SignsOfLife()
      own.note(session.start)
      for metrics in session.codeMetrics { own.note(metrics.timestamp.flatMap(Timestamp.init)) }
      signs[session.id] = own
    }
    let logged = try lastInteractions(of: sessions.filter { !$0.keepsEnd })
    for (id, found) in logged { signs[id]?.note(found.last) }
    var flagged: [SessionID: SignsOfLife] = [:]
    try read(issues, restart: { flagged = [:] }) { element in
      guard let id = element.value.sessionID, signs[id] != nil else { return }
      flagged[id, default: SignsOfLife()].note(element.value.time)
      flagged[id]?.issueCount += 1
    }
    for (id, found) in flagged {
      signs[id]?.note(found.last)
      signs[id]?.issueCount = found.issueCount
    }
    return signs
  }

  private func lastInteractions(
    of sessions: [Session]
  ) throws(TrackerError) -> [SessionID: SignsOfLife] {
    // How many are still to be found of each.
    var left: [SessionID: Int] = [:]
    for session in sessions where session.totalInteractions > 0 {
      left[session.id] = session.totalInteractions
    }
    guard !left.isEmpty else { return [:] }
    var found: [SessionID: SignsOfLife] = [:]
    try storage(interactions.path) {
      try interactions.forEachRecordFromTheEnd { record in
        guard let id = record.sessionID, let count = left[id] else { return true }
        found[id, default: SignsOfLife()].note(record.time)
        left[id] = count > 1 ? count - 1 : nil
        return !left.isEmpty
      }
    }
    guard !left.isEmpty else { return found }
    // Another program's layout, or counters that say too much.
    let wanted = Set(left.keys)
    try read(interactions, restart: {}) { element in
      guard let id = element.value.sessionID, wanted.contains(id) else { return }
      found[id, default: SignsOfLife()].note(element.value.time)
    }
    return found
  }
}

extension JSONSlice {
  /// Of an interaction or an issue.
  fileprivate var sessionID: SessionID? { self["session_id"]?.text.map { SessionID($0) } }
  /// Of an interaction or an issue.
  fileprivate var time: Timestamp? { self["timestamp"].flatMap(StoredTime.init(json:))?.instant }
}

extension JSONFile {
  /// Hands over the records of a list from the last one back, as long as `body` returns true. Finds those that are laid out
  /// as this program and the reference do it, each begun on a line of its own behind two blanks; what is no JSON is passed
  /// over.
  func forEachRecordFromTheEnd(_ body: (JSONSlice) -> Bool) throws {
    guard let reader = try files.open(path, links: .refuse) else { return }
    var end = try reader.identity().size
    var length = JSONFile.tailBytes
    while end > 0 {
      let start = max(0, end - length)
      let bytes = try reader.bytes(in: start..<end)
      var recordEnd = bytes.count
      while let newline = bytes[..<recordEnd].lastRecordLine {
        guard try goesOn(after: bytes[newline..<recordEnd], body) else { return }
        recordEnd = newline
      }
      if recordEnd < bytes.count {
        (end, length) = (start + recordEnd, JSONFile.tailBytes)
      } else {
        // One record is longer than this, or there is none.
        guard start > 0, length < JSONFile.longestTailBytes else { return }
        length *= 4
      }
    }
  }

  private static let tailBytes = 64 << 10
  private static let longestTailBytes = 4 << 20

  /// Hands over the one record in a text, around which there are blanks, and a comma or the list's end behind it.
  private func goesOn(
    after text: ArraySlice<UInt8>, _ body: (JSONSlice) -> Bool
  ) throws -> Bool {
    guard let end = text.lastIndex(of: UInt8(ascii: "}")) else { return true }
    do {
      return try JSONReader.withSlice(of: Array(text[...end])) { body($0) }
    } catch is JSONError {
      return true
    }
  }
}

extension ArraySlice<UInt8> {
  /// Where the last line break is that a record stands behind. No text in JSON holds a line break.
  fileprivate var lastRecordLine: Int? {
    var index = endIndex - 4
    while index >= startIndex {
      if self[index] == 0x0A, self[index + 1] == 0x20, self[index + 2] == 0x20,
        self[index + 3] == 0x7B
      {
        return index
      }
      index -= 1
    }
    return nil
  }
}
