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

/// How far a running session has come, held against its estimate: shares of one bar, as long as the larger of the two.
public struct SessionProgress: Sendable, Equatable {
  /// Minutes since it began; nil where that cannot be told.
  public let minutes: Double?
  /// Nil without one.
  public let estimateMinutes: Double?
  /// What the time takes of the bar, from 0 to 1; nil without both.
  public let elapsedShare: Double?
  /// Where the estimate lies in the bar, from 0 to under 1, once it is exceeded; nil before.
  public let estimateShare: Double?

  /// Of minutes since the start and an estimate in minutes; one that is not above 0 is none.
  public init(minutes: Double?, estimateMinutes: Double?) {
    let estimate = estimateMinutes.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
    (self.minutes, self.estimateMinutes) = (minutes, estimate)
    guard let minutes, let estimate else {
      (elapsedShare, estimateShare) = (nil, nil)
      return
    }
    elapsedShare = min(1, minutes / estimate)
    estimateShare = minutes > estimate ? estimate / minutes : nil
  }
}

extension SessionRow {
  /// How far it has come, while it runs.
  public func progress(at now: Timestamp) -> SessionProgress {
    SessionProgress(minutes: minutes(at: now), estimateMinutes: estimateMinutes)
  }
}
