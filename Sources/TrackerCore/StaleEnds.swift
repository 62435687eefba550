// The ends that a person is offered for stale sessions, before anything is written.

/// A stale session, and the end that it is offered.
public struct StaleEnd: Sendable, Equatable {
  /// As it was read.
  public var session: Session
  /// Its last sign of life.
  public var time: Timestamp
  /// How long it then lasts; 0 where nothing but its start was heard of it.
  public var minutes: Double
}

extension History {
  /// The stale sessions with their last signs of life, the latest first.
  public func staleEnds(at now: Timestamp, config: Config) -> [StaleEnd] {
    var seen: [SessionID: SignsOfLife] = [:]
    let active = sessions.filter { $0.state == .active }
    for session in active { seen[session.id] = signsOfLifeWithoutIssues(of: session) }
    for issue in issues { seen[issue.sessionID]?.note(issue.time, .issue) }
    let ends = active.compactMap { session -> StaleEnd? in
      let seen = seen[session.id]
      guard session.isSilent(at: now, seen: seen, config: config),
        let time = session.lastSign(seen)?.time
      else { return nil }
      let minutes = session.start.flatMap { time.minutes(since: $0) } ?? 0
      return StaleEnd(session: session, time: time, minutes: minutes)
    }
    return ends.sorted { $0.time.microseconds > $1.time.microseconds }
  }

  /// The same after these sessions were ended so.
  public func ending(_ ends: [StaleEnd], outcome: Outcome, at now: Timestamp) -> History {
    var changed = self
    let times = Dictionary(ends.map { ($0.session.id, $0.time) }, uniquingKeysWith: { $1 })
    for index in changed.sessions.indices {
      guard let time = times[changed.sessions[index].id] else { continue }
      let end = SessionEnd(time: time, reason: .asked, silenceMicroseconds: 0)
      changed.sessions[index].finish(outcome, notes: "", end: end, at: now)
    }
    return changed
  }
}
