// When sessions were last seen at work, looked up under the lock. A session that was at work lately has its interactions near
// the end of their file, which is read from there: its end costs the same however long the history.

internal import JSON
internal import Platform

/// What the files say of a session's last work.
struct SignsOfLife {
  /// The latest of its start, its interactions, its issues and its measured code; nil when none of them tells its offset
  /// from UTC.
  private(set) var last: LifeSign?
  var issueCount = 0
  /// Work after this moment does not count: it followed an explicit end, which it does not move.
  private var limit: Timestamp?

  init() {}

  /// What a session's own record says. Work that followed its end counts only when `afterEnd`.
  init(of session: Session, afterEnd: Bool = false) {
    if session.hasEnded, !afterEnd { limit = session.end }
    note(session.start, .start)
    for metrics in session.codeMetrics {
      note(metrics.timestamp.flatMap(Timestamp.init), .codeMetrics)
    }
  }

  /// A time that cannot be compared does not count. Work at the very moment of the start is more than the start.
  mutating func note(_ time: Timestamp?, _ kind: LifeSign.Kind) {
    guard let time, time.utcOffsetMicroseconds != nil else { return }
    if let limit, kind != .start, time.microseconds > limit.microseconds { return }
    if let last {
      let isLater = time.microseconds > last.time.microseconds
      let isMore = last.kind == .start && time.microseconds == last.time.microseconds
      guard isLater || isMore else { return }
    }
    last = LifeSign(time: time, kind: kind)
  }
}

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

extension History {
  /// The signs of life of its sessions, by id, as far as it was read. Work that followed an end counts only when `afterEnds`.
  func signsOfLife(afterEnds: Bool = false) -> SessionMap<SignsOfLife> {
    var signs = SessionMap<SignsOfLife>()
    for session in sessions {
      signs.set(SignsOfLife(of: session, afterEnd: afterEnds), for: session.id)
    }
    facts.forEach { fact in
      guard let id = facts.session(of: fact), let position = signs.position(of: id) else { return }
      signs.values[position].note(fact.time, .interaction)
    }
    for issue in issues {
      guard let position = signs.position(of: issue.sessionID) else { continue }
      signs.values[position].note(issue.time, .issue)
    }
    return signs
  }
}

extension JSONSlice {
  /// Of an interaction or an issue.
  fileprivate var sessionID: SessionID? { self["session_id"]?.text.map { SessionID($0) } }
  /// Of an interaction or an issue.
  fileprivate var time: Timestamp? { self["timestamp"].flatMap(StoredTime.init(json:))?.instant }
}
