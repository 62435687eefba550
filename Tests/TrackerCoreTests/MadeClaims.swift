// Ledgers for claims, of which a reader can compute the figures.

import TestSupport
import TrackerCore

extension Session {
  /// A session of March 2026 that nobody doubts: `minute` is counted from midnight UTC of the first.
  static func clean(
    _ number: Int, day: Int = 0, minute: Int = 600, minutes: Double = 30, estimate: Double = 60
  ) -> Session {
    let start = 1_772_323_200_000_000 + Int64(day) * 86_400_000_000 + Int64(minute) * 60_000_000
    var session = Session()
    session.id = SessionID("s\(number)")
    session.taskType = "debugging"
    session.modelName = "opus"
    session.estimateSource = "manual"
    session.executionContext = "foreground"
    session.startTime = Timestamp(microseconds: start).description
    session.endTime = Timestamp(microseconds: start + Int64(minutes * 60_000_000)).description
    session.humanTimeEstimateMinutes = estimate
    session.status = "completed"
    session.outcome = "success"
    return session
  }

  /// A task that a person did alone.
  static func byHand(
    _ number: Int, said: Double, took: Double, kind: String? = "debugging"
  ) -> Session {
    var session = clean(
      number, day: 40 + number, minutes: took, estimate: said)
    session.taskType = "human_review"
    session.modelName = "None"
    session.workType = kind
    return session
  }
}

extension History {
  /// Sessions with an interaction each.
  static func of(_ sessions: [Session], rating: Int = 4) -> History {
    var history = History()
    history.sessions = sessions
    for session in sessions { history.add(interactionOf: session.id, at: nil, rating: rating) }
    return history
  }

  /// Two sessions of half an hour on each of eight days, four hours apart; they claim 2 and 4 hours a day by turns.
  static let eightDays = of(
    (0..<16).map { number in
      .clean(
        number, day: number / 2, minute: number % 2 == 0 ? 600 : 840,
        estimate: number / 2 % 2 == 0 ? 60 : 120)
    })
}

/// The claims of a history in UTC, by the usual rates.
func claims(
  of history: History, _ calendar: LocalCalendar = .utc, _ config: Config = Config()
) -> Claims {
  StatisticsEngine(config: config).claims(
    history, calibration: Calibration(history.sessions), calendar: calendar)
}
