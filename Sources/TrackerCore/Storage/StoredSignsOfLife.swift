// When sessions were last seen at work, looked up under the lock. A session that was at work lately has its interactions near
// the end of their file, which is read from there: its end costs the same however long the history.

internal import JSON
internal import Platform

extension StorageManager {
  /// The signs of life of stored sessions, by id; those of a session that has ended lack the interactions, unless they are
  /// asked for. Only within `update`.
  func signsOfLife(
    of sessions: [Session], withInteractionsOfEnded: Bool = false
  ) throws(TrackerError) -> [SessionID: SignsOfLife] {
    guard !sessions.isEmpty else { return [:] }
    var own: [SessionID: SignsOfLife] = [:]
    for session in sessions { own[session.id] = SignsOfLife(of: session) }
    try noteInteractions(
      of: sessions.filter { withInteractionsOfEnded || !$0.hasEnded }, in: &own)
    let logged = own
    var signs = logged
    try read(issues, restart: { signs = logged }) { element in
      guard let id = element.value.sessionID, signs[id] != nil else { return }
      signs[id]?.note(element.value.time, .issue)
      signs[id]?.issueCount += 1
    }
    return signs
  }

  private func noteInteractions(
    of sessions: [Session], in signs: inout [SessionID: SignsOfLife]
  ) throws(TrackerError) {
    // How many are still to be found of each.
    var left: [SessionID: Int] = [:]
    for session in sessions where session.totalInteractions > 0 {
      left[session.id] = session.totalInteractions
    }
    guard !left.isEmpty else { return }
    var found = signs
    try storage(interactions.path) {
      try interactions.forEachRecordFromTheEnd { record, _ in
        guard let record, let id = record.sessionID, let count = left[id] else { return true }
        found[id]?.note(record.time, .interaction)
        left[id] = count > 1 ? count - 1 : nil
        return !left.isEmpty
      }
    }
    if !left.isEmpty {
      // Another program's layout, or counters that say too much.
      let wanted = Set(left.keys)
      try read(interactions, restart: {}) { element in
        guard let id = element.value.sessionID, wanted.contains(id) else { return }
        found[id]?.note(element.value.time, .interaction)
      }
    }
    signs = found
  }
}

extension JSONSlice {
  /// Of an interaction or an issue.
  var sessionID: SessionID? { self["session_id"]?.text.map { SessionID($0) } }
  /// Of an interaction, an issue or what was measured.
  var time: Timestamp? { self["timestamp"].flatMap(StoredTime.init(json:))?.instant }
}
