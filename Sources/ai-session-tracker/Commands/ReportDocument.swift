// The report for programs. Names and rounding are the reference's (reference behaviour, statistics); it refuses arithmetic.

import JSON
import TrackerCore

extension StatisticsEngine {
  /// The numbers of a history as one JSON object. `schema_version` grows when a member changes its meaning or goes away.
  func reportDocument(_ history: History, of range: ReportRange) -> JSONValue {
    let gaps = calculateSessionGaps(history.sessions)
    let roi = calculateROIMetrics(
      sessions: history.sessions, interactions: history.interactions.all, gaps: gaps)
    let effectiveness = calculateEffectivenessDistribution(history.interactions.all)
    let issues = calculateIssueSummary(history.issues)
    let code = calculateCodeMetricsSummary(history.sessions)
    return [
      "schema_version": 1,
      "range": range.document,
      "total_sessions": .number(roi.totalSessions),
      "roi": roiDocument(roi),
      "effectiveness": effectiveness.document,
      "session_gaps": gaps.document,
      "issues": [
        "total": .number(issues.total),
        "by_type": .counts(issues.byType),
        "by_severity": .counts(issues.bySeverity),
      ],
      "code_metrics": [
        "total_functions": .number(code.totalFunctions),
        "total_lines_added": .number(code.totalLinesAdded, decimals: 2),
        "total_lines_modified": .number(code.totalLinesModified, decimals: 2),
        "avg_complexity": .number(code.averageComplexity, decimals: 2),
        "avg_doc_score": .number(code.averageDocumentationScore, decimals: 2),
        "total_effort_score": .number(code.totalEffortScore, decimals: 2),
      ],
      "skipped": [
        "total": .number(history.skippedCount),
        "files": .array(
          history.unusableFiles.map { ["path": .string($0.path), "reason": .string($0.reason)] }),
        "records": .array(
          history.skipped.map {
            ["file": .string($0.file), "record": .string($0.record), "reason": .string($0.reason)]
          }),
      ],
    ]
  }

  /// Hours, money and rates.
  func roiDocument(_ roi: ROIMetrics) -> JSONValue {
    [
      "time_metrics": [
        "total_ai_minutes": .number(roi.aiMinutes, decimals: 1),
        "total_ai_hours": .number(roi.aiHours, decimals: 2),
        "estimated_human_hours": .number(roi.estimatedHumanHours, decimals: 2),
        "time_saved_hours": .number(roi.savedHours, decimals: 2),
        "completed_sessions": .number(roi.completedSessions),
      ],
      "cost_metrics": [
        "human_baseline_cost": .number(roi.humanBaselineDollars, decimals: 2),
        "ai_subscription_cost": .number(roi.subscriptionDollars, decimals: 2),
        "oversight_cost": .number(roi.oversightDollars, decimals: 2),
        "total_ai_cost": .number(roi.totalAIDollars, decimals: 2),
        "cost_saved": .number(roi.savedDollars, decimals: 2),
        "roi_percentage": .number(roi.roiPercentage, decimals: 1),
        "productivity_multiplier": .number(roi.productivityMultiplier, decimals: 1),
      ],
      "productivity_metrics": [
        "total_interactions": .number(roi.totalInteractions),
        "average_effectiveness": .number(roi.averageEffectiveness, decimals: 2),
        "interactions_per_session": .number(roi.interactionsPerSession, decimals: 1),
      ],
      "config": [
        "human_hourly_rate": .number(config.humanHourlyRateDollars),
        "ai_monthly_cost": .number(config.aiMonthlyCostDollars),
        "ai_hourly_rate": .number(config.aiHourlyRate(), decimals: 4),
      ],
    ]
  }
}

extension ReportRange {
  /// What is covered: instants in UTC, `until` the last one covered, null where there is no bound.
  fileprivate var document: JSONValue {
    let time = { (microseconds: Int64?) -> JSONValue in
      guard let microseconds, microseconds != .min, microseconds != .max else { return .null }
      return .string(Timestamp(microseconds: microseconds).description)
    }
    return [
      "since": time(bounds?.lowerBound),
      "until": time(bounds.map { $0.upperBound == .max ? .max : $0.upperBound - 1 }),
      "session_id": session.map { .string($0.text) } ?? .null,
    ]
  }
}

extension EffectivenessDistribution {
  var document: JSONValue {
    ["distribution": .ratings(countsByRating), "average": .number(average, decimals: 2)]
  }
}

extension SessionGaps {
  var document: JSONValue {
    [
      "total_gaps": .number(gaps.count),
      "average_gap_minutes": .number(averageMinutes, decimals: 1),
      "by_classification": .object(
        GapClass.allCases.map { .init($0.rawValue, .number(count(of: $0))) }),
      "friction_indicators": .array(frictionIndicators.map(JSONValue.string)),
    ]
  }
}

extension JSONValue {
  /// A rounded number; null for what JSON cannot say.
  static func number(_ value: Double, decimals: Int) -> JSONValue {
    value.isFinite ? .number(value.rounded(toDecimals: decimals)) : .null
  }

  /// How often each rating from 1 to 5 was given.
  static func ratings(_ counts: [Int]) -> JSONValue {
    .object(zip(Interaction.ratings, counts).map { .init("\($0)", .number($1)) })
  }

  static func counts(_ counts: [WordCount]) -> JSONValue {
    .object(counts.map { .init($0.word, .number($0.count)) })
  }
}
