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
  public func staleEnds(at now: Timestamp) -> [StaleEnd] {
    Presence(of: sessionRows, at: now).stale.compactMap { row in
      guard let time = row.lastSign?.time else { return nil }
      let minutes = row.start.flatMap { time.minutes(since: $0) } ?? 0
      return StaleEnd(session: row.session, time: time, minutes: minutes)
    }
  }
}

extension StaleEnd {
  /// The session as it would stand after it.
  public func ended(outcome: Outcome, at now: Timestamp) -> Session {
    session.ended(at: time, outcome: outcome, now: now)
  }
}
