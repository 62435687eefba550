// What runs now, and what fell silent without an end.

/// What goes on at a moment.
public struct Presence: Sendable, Equatable {
  /// The sessions that run, the newest start first.
  public var running: [SessionRow] = []
  /// Those that have not ended and fell silent, the latest sign of life first.
  public var stale: [SessionRow] = []
  /// The earliest of the last signs of life of the stale ones; nil without any.
  public var staleSince: Timestamp? { stale.last?.lastSign?.time }

  /// Of no sessions.
  public init() {}

  /// Of some sessions.
  public init(of rows: [SessionRow], at now: Timestamp) {
    for row in rows where row.state == .active {
      if row.isRunning(at: now) { running.append(row) } else { stale.append(row) }
    }
    running.sort(by: SessionRow.isBefore)
    stale.sort {
      let (first, second) = ($0.lastSign?.time.microseconds, $1.lastSign?.time.microseconds)
      return first == second ? SessionRow.isBefore($0, $1) : first ?? .min > second ?? .min
    }
  }
}
