/// A session that interactions or issues name and that is not there.
struct MissingSession: Equatable {
  var id: SessionID
  var interactionCount: Int
  var issueCount: Int

  var text: String {
    let records = [
      interactionCount > 0 ? counted(interactionCount, "interaction") : nil,
      issueCount > 0 ? counted(issueCount, "issue") : nil,
    ]
    return "\(id): " + records.compactMap { $0 }.joined(separator: ", ")
  }

  /// All of a history, in the order in which they are named.
  static func all(in history: History) -> [MissingSession] {
    let known = Set(history.sessions.lazy.map(\.id))
    var missing = SessionMap<MissingSession>()
    func note(_ id: SessionID, interactions: Int, issues: Int) {
      guard !known.contains(id) else { return }
      let empty = MissingSession(id: id, interactionCount: 0, issueCount: 0)
      missing[id, default: empty].interactionCount += interactions
      missing[id, default: empty].issueCount += issues
    }
    let tallies = history.interactions.bySession
    for (id, tally) in zip(tallies.keys, tallies.values) {
      note(id, interactions: tally.count, issues: 0)
    }
    for issue in history.issues where !issue.sessionID.text.isEmpty {
      note(issue.sessionID, interactions: 0, issues: 1)
    }
    return missing.values
  }
}

extension Session {
  /// What cannot be in its times, or what the clock did to them; nil when all is well.
  func oddTimes(at now: Timestamp) -> String? {
    if let start, let end, let minutes = end.minutes(since: start), minutes < 0 {
      return "\(id): ends before its start"
    }
    if let start, let minutes = now.minutes(since: start), minutes < 0 {
      return "\(id): starts in the future"
    }
    return hasClockNote ? "\(id): the clock was set back before it ended" : nil
  }
}

extension History {
  /// One line for each session that ended a second or more before it was last seen at work: earlier versions and other
  /// programs stored such ends, and work may follow an end. Times without an offset are not compared.
  var earlyEnds: [String] {
    let signs = signsOfLife(afterEnds: true)
    return sessions.compactMap { session in
      guard session.isCompleted, let end = session.end, end.utcOffsetMicroseconds != nil,
        let last = signs[session.id]?.last, last.kind != .start,
        last.time.microseconds - end.microseconds >= 1_000_000
      else { return nil }
      return "\(session.id): ended \(end), \(last.kind.words) is of \(last.time)"
    }
  }
}
