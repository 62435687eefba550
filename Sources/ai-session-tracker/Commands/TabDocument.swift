// The numbers of a tab for programs: the values that its panels draw. Members that the report has too have its names and
// its rounding. It refuses arithmetic.

import JSON
import TrackerCore
import TrackerTUI

extension Dashboard {
  /// The numbers of the tab on screen as one JSON object. `schema_version` grows when a member changes its meaning or goes
  /// away.
  var tabDocument: JSONValue {
    var members: [JSONValue.Member] = [
      .init("schema_version", .number(1)), .init("tab", .string(tabName.lowercased())),
      .init("range", .string(range.label)), .init("total_sessions", .number(overview.rows.count)),
    ]
    members += numbers.members(of: tabName, self)
    return .object(members)
  }
}

extension TabNumbers {
  fileprivate func members(of tab: String, _ dashboard: Dashboard) -> [JSONValue.Member] {
    let overview = dashboard.overview
    switch tab {
    case "Effectiveness": return effectivenessMembers(overview.effectiveness)
    case "ROI": return roiMembers(dashboard)
    case "Issues": return issueMembers
    case "Gaps": return gapMembers(overview.gaps)
    case "Trends": return trendMembers(dashboard.grouping.bucket)
    case "Sessions": return [.init("sessions", .array(overview.rows.map(\.document)))]
    default:
      return [
        .init("roi", StatisticsEngine(config: dashboard.config).roiDocument(overview.roi)),
        .init("effectiveness", overview.effectiveness.document),
        .init("session_gaps", overview.gaps.document),
        .init(
          "issues",
          [
            "total": .number(overview.issues.total), "by_type": .counts(overview.issues.byType),
            "by_severity": .counts(overview.issues.bySeverity),
          ]),
        .init(
          "activity",
          .array(
            overview.activity.map {
              ["date": .string($0.day.description), "sessions": .number($0.sessionCount)]
            })), .init("sessions", .array(overview.rows.map(\.document))),
      ]
    }
  }

  private func effectivenessMembers(
    _ ratings: EffectivenessDistribution
  ) -> [JSONValue.Member] {
    guard let effectiveness else { return [] }
    let groups = { (groups: [RatingGroup]) in JSONValue.array(groups.map(\.document)) }
    return [
      .init("total_interactions", .number(ratings.interactionCount)),
      .init("effectiveness", ratings.document),
      .init("median", effectiveness.medianRating.map { .number($0) } ?? .null),
      .init(
        "iterations_per_prompt",
        effectiveness.iterationsPerPrompt.map { .number($0, decimals: 2) } ?? .null),
      .init("by_iterations", groups(effectiveness.byIterations)),
      .init("by_model", groups(effectiveness.byModel)),
      .init("by_" + effectiveness.dimension.rawValue, groups(effectiveness.byDimension)),
      .init("by_day", .array(effectiveness.byDay.map(\.document))),
    ]
  }

  private func roiMembers(_ dashboard: Dashboard) -> [JSONValue.Member] {
    guard let roi else { return [] }
    let engine = StatisticsEngine(config: roi.config)
    return [
      .init("rates", .string(dashboard.rates.rawValue)),
      .init("roi", engine.roiDocument(roi.roi)),
      .init(
        "by_task_type",
        .array(
          roi.byTaskType.map {
            [
              "task_type": .string($0.taskType),
              "completed_sessions": .number($0.roi.completedSessions),
              "total_ai_hours": .number($0.roi.aiHours, decimals: 2),
              "estimated_human_hours": .number($0.roi.estimatedHumanHours, decimals: 2),
              "time_saved_hours": .number($0.roi.savedHours, decimals: 2),
              "cost_saved": .number($0.roi.savedDollars, decimals: 2),
              "productivity_multiplier": .number($0.roi.productivityMultiplier, decimals: 1),
            ]
          })),
      .init("by_" + roi.bucket.rawValue, .array(roi.points.map(\.document))),
    ]
  }

  private var issueMembers: [JSONValue.Member] {
    guard let issues else { return [] }
    return [
      .init(
        "issues",
        [
          "total": .number(issues.total), "by_type": .counts(issues.byType),
          "by_severity": .counts(issues.bySeverity.filter { $0.count > 0 }),
        ]), .init("unresolved", .number(issues.unresolvedCount)),
      .init(
        "list",
        .array(
          issues.rows.map { row in
            [
              "session_id": .string(row.issue.sessionID.text),
              "session_name": .string(row.sessionName),
              "timestamp": row.issue.timestamp.map { .string($0) } ?? .null,
              "issue_type": row.issue.issueType.map { .string($0) } ?? .null,
              "severity": row.issue.severity.map { .string($0) } ?? .null,
              "description": .string(row.issue.description),
              "resolved": .bool(row.issue.resolved),
            ]
          })),
    ]
  }

  private func gapMembers(_ summary: SessionGaps) -> [JSONValue.Member] {
    guard let gaps else { return [] }
    return [
      .init("session_gaps", summary.document),
      .init(
        "friction",
        .array(
          gaps.friction.map {
            [
              "measure": .string($0.kind.rawValue),
              "value": $0.value.map { .number($0, decimals: 2) } ?? .null,
              "limit": .number($0.limit, decimals: 2),
              "indicator": $0.indicator.map { .string($0) } ?? .null,
            ]
          })),
      .init(
        "by_hour",
        .array(
          gaps.byHour.enumerated().map { hour, gaps in
            [
              "hour": .number(hour), "gaps": .number(gaps.count),
              "average_gap_minutes": .number(gaps.averageMinutes, decimals: 1),
            ]
          })),
      .init(
        "gaps",
        .array(
          gaps.rows.map { row in
            [
              "from_session": .string(row.gap.fromSession.text),
              "to_session": .string(row.gap.toSession.text),
              "duration_minutes": .number(row.gap.durationMinutes, decimals: 1),
              "classification": .string(row.gap.classification.rawValue),
            ]
          })),
    ]
  }

  private func trendMembers(_ bucket: TrendBucket) -> [JSONValue.Member] {
    guard let trends else { return [] }
    return [
      .init("bucket", .string(bucket.rawValue)),
      .init("by_" + bucket.rawValue, .array(trends.points.map(\.document))),
      .init(
        "timeline",
        .array(
          trends.timeline.map { day in
            [
              "date": .string(day.day.description),
              "half_hours": .array(
                day.cells.map { $0.average.map { .number($0, decimals: 2) } ?? .null }),
            ]
          })),
    ]
  }
}

extension RatingGroup {
  fileprivate var document: JSONValue {
    [
      "name": .string(key), "interactions": .number(tally.count),
      "average": tally.averageRating.map { .number($0, decimals: 2) } ?? .null,
      "distribution": .ratings(tally.countsByRating),
    ]
  }
}

extension TrendPoint {
  fileprivate var document: JSONValue {
    [
      "from": .string(firstDay.description), "sessions": .number(sessionCount),
      "total_ai_hours": .number(aiHours, decimals: 2),
      "time_saved_hours": .number(savedHours, decimals: 2),
      "interactions": .number(tally.count),
      "average": tally.averageRating.map { .number($0, decimals: 2) } ?? .null,
    ]
  }
}

extension SessionRow {
  fileprivate var document: JSONValue {
    [
      "id": .string(id.text), "session_name": .string(name), "task_type": .string(taskType),
      "model_name": .string(modelName), "status": .string("\(state)"),
      "outcome": .string(outcome), "start_time": start.map { .string($0.description) } ?? .null,
      "duration_minutes": durationMinutes.map { .number($0, decimals: 1) } ?? .null,
      "human_time_estimate_minutes": estimateMinutes.map { .number($0, decimals: 1) } ?? .null,
      "total_interactions": .number(interactionCount),
      "avg_effectiveness": averageRating.map { .number($0, decimals: 2) } ?? .null,
      "issues": .number(issueCount),
    ]
  }
}
