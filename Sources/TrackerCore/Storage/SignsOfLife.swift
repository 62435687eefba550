// When sessions were last seen at work, looked up under the lock. A session that ends has its interactions near the end of
// their file, which is read from there: an end costs the same however long the history.

internal import JSON
internal import Platform

/// What the files say of a session's last work.
struct SignsOfLife {
  /// The latest of its start, its interactions, its issues and its measured code; nil when none of them tells its offset
  /// from UTC.
  var last: LifeSign?
  var issueCount = 0

  /// A time that cannot be compared does not count. Work at the very moment of the start is more than the start.
  mutating func note(_ time: Timestamp?, _ kind: LifeSign.Kind) {
    guard let time, time.utcOffsetMicroseconds != nil else { return }
    if let last {
      let isLater = time.microseconds > last.time.microseconds
      let isMore = last.kind == .start && time.microseconds == last.time.microseconds
      guard isLater || isMore else { return }
    }
    last = LifeSign(time: time, kind: kind)
  }

  mutating func note(_ sign: LifeSign?) {
    if let sign { note(sign.time, sign.kind) }
  }
}

extension StorageManager {
  /// The signs of life of stored sessions, by id; those of a session that has ended lack the interactions. Only within
  /// `update`.
  func signsOfLife(of sessions: [Session]) throws(TrackerError) -> [SessionID: SignsOfLife] {
    guard !sessions.isEmpty else { return [:] }
    var signs: [SessionID: SignsOfLife] = [:]
    for session in sessions {
      var own = SignsOfLife()
      own.note(session.start, .start)
      for metrics in session.codeMetrics {
        own.note(metrics.timestamp.flatMap(Timestamp.init), .codeMetrics)
      }
      signs[session.id] = own
    }
    let logged = try lastInteractions(of: sessions.filter { !$0.hasEnded })
    for (id, found) in logged { signs[id]?.note(found.last) }
    var flagged: [SessionID: SignsOfLife] = [:]
    try read(issues, restart: { flagged = [:] }) { element in
      guard let id = element.value.sessionID, signs[id] != nil else { return }
      flagged[id, default: SignsOfLife()].note(element.value.time, .issue)
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
      try interactions.forEachRecordFromTheEnd { record, _ in
        guard let record, let id = record.sessionID, let count = left[id] else { return true }
        found[id, default: SignsOfLife()].note(record.time, .interaction)
        left[id] = count > 1 ? count - 1 : nil
        return !left.isEmpty
      }
    }
    guard !left.isEmpty else { return found }
    // Another program's layout, or counters that say too much.
    let wanted = Set(left.keys)
    try read(interactions, restart: {}) { element in
      guard let id = element.value.sessionID, wanted.contains(id) else { return }
      found[id, default: SignsOfLife()].note(element.value.time, .interaction)
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
