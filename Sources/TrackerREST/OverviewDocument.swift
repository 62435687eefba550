// The body of GET /api/overview (reference behaviour, HTTP). It refuses arithmetic: every number comes from a statistic.

import JSON
import TrackerCore

extension StatisticsEngine {
  /// The overview that scripts read. Numbers that are not finite come out as null.
  func overviewDocument(_ history: History) -> JSONValue {
    let gaps = calculateSessionGaps(history.sessions)
    let roi = calculateROIMetrics(
      sessions: history.sessions, interactions: history.interactions.all, gaps: gaps)
    let effectiveness = calculateEffectivenessDistribution(history.interactions.all)
    return [
      "sessions": .array(history.sessions.newestFirst.map { sessionDocument($0, of: history) }),
      "roi": [
        "total_sessions": .number(roi.totalSessions),
        "cost_saved": .finite(roi.savedDollars.rounded(toDecimals: 2)),
        "roi_percentage": .finite(roi.roiPercentage.rounded(toDecimals: 1)),
      ],
      "effectiveness": [
        "distribution": .object(
          zip(Interaction.ratings, effectiveness.countsByRating).map { rating, count in
            JSONValue.Member("\(rating)", .number(count))
          }),
        "average": .finite(effectiveness.average),
      ],
      "session_gaps": [
        "total_gaps": .number(gaps.gaps.count),
        "average_gap_minutes": .finite(gaps.averageMinutes.rounded(toDecimals: 1)),
        "by_classification": .object(
          GapClass.allCases.map { JSONValue.Member($0.rawValue, .number(gaps.count(of: $0))) }),
        "friction_indicators": .array(gaps.frictionIndicators.map(JSONValue.string)),
      ],
    ]
  }

  private func sessionDocument(_ session: Session, of history: History) -> JSONValue {
    let tally = history.interactions.bySession[session.id]
    return [
      "session_id": .string(session.id.text),
      "project": .string(session.project ?? "Unknown"),
      "status": .string(session.status ?? "unknown"),
      "duration_minutes": .finite(calculateSessionDurationMinutes(session)),
      "interaction_count": .number(tally?.count ?? 0),
      "effectiveness_avg": .finite(tally?.averageRating ?? 0),
    ]
  }
}

extension [Session] {
  /// By start as it is written, latest first; the sort is stable, so ties stay in file order.
  fileprivate var newestFirst: [Session] {
    map { ($0, $0.startTime ?? "") }
      .sorted { a, b in b.1.utf8.lexicographicallyPrecedes(a.1.utf8) }
      .map(\.0)
  }
}

extension JSONValue {
  /// A number, or null for what JSON cannot say.
  fileprivate static func finite(_ value: Double) -> JSONValue {
    value.isFinite ? .number(value) : .null
  }
}
