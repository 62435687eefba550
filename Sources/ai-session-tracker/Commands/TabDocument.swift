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
    case "Sessions": return [.init("sessions", SessionRow.columns.documents(overview.rows))]
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
            })), .init("sessions", SessionRow.columns.documents(overview.rows)),
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
      .init("by_day", TrendPoint.columns.documents(effectiveness.byDay)),
    ]
  }

  private func roiMembers(_ dashboard: Dashboard) -> [JSONValue.Member] {
    guard let roi else { return [] }
    let engine = StatisticsEngine(config: roi.config)
    return [
      .init("rates", .string(dashboard.rates.rawValue)),
      .init("roi", engine.roiDocument(roi.roi)),
      .init("by_task_type", TaskTypeROI.columns.documents(roi.byTaskType)),
      .init("by_" + roi.bucket.rawValue, TrendPoint.columns.documents(roi.points)),
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
      .init("list", IssueRow.listed.documents(issues.rows)),
    ]
  }

  private func gapMembers(_ summary: SessionGaps) -> [JSONValue.Member] {
    guard let gaps else { return [] }
    return [
      .init("session_gaps", summary.document),
      .init("friction", FrictionMeasure.columns.documents(gaps.friction)),
      .init("by_hour", GapHour.columns.documents(gaps.byHour)),
      .init("gaps", GapRow.listed.documents(gaps.rows)),
    ]
  }

  private func trendMembers(_ bucket: TrendBucket) -> [JSONValue.Member] {
    guard let trends else { return [] }
    return [
      .init("bucket", .string(bucket.rawValue)),
      .init("by_" + bucket.rawValue, TrendPoint.columns.documents(trends.points)),
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
    .object(
      [.init("name", .string(key))] + InteractionTally.columns.map { $0.member(tally) }
        + [.init("distribution", InteractionTally.ratings.document(tally))])
  }
}
