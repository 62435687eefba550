import JSON
import TrackerCore
import TrackerTUI

extension Dashboard {
  /// The numbers of the tab on screen as one JSON object. `schema_version` grows when a member changes its meaning or goes
  /// away.
  var tabDocument: JSONValue {
    var members: [JSONValue.Member] = [
      .init("schema_version", .number(2)), .init("tab", .string(tabName.lowercased())),
      .init("range", .string(chosen.range.label)), FigureGroup.outside.member(read.overview),
      Figure.totalSessions.member(read.overview),
    ]
    members += read.numbers.members(of: tabName, self)
    if !unusableFiles.isEmpty { members.append(.init("unreadable", unusableFiles.document)) }
    return .object(members)
  }
}

extension [UnusableFile] {
  /// Which they are, and why.
  var document: JSONValue {
    .array(map { ["path": .string($0.path), "reason": .string($0.reason)] })
  }
}

extension TabNumbers {
  fileprivate func members(of tab: String, _ dashboard: Dashboard) -> [JSONValue.Member] {
    let overview = dashboard.read.overview
    switch tab {
    case "Effectiveness": return effectivenessMembers(overview)
    case "ROI": return roiMembers(dashboard)
    case "Issues": return issueMembers(overview)
    case "Gaps": return gapMembers(overview)
    case "Trends": return trendMembers(dashboard.chosen.grouping.bucket)
    case "Sessions": return [.init("sessions", SessionRow.columns.documents(overview.rows))]
    default:
      return [
        .init("roi", StatisticsEngine(config: dashboard.config).roiDocument(overview)),
        FigureGroup.effectiveness.member(overview), FigureGroup.gaps.member(overview),
        FigureGroup.issues.member(overview),
        .init("activity", DayActivity.columns.documents(overview.activity)),
        .init("sessions", SessionRow.columns.documents(overview.rows)),
      ]
    }
  }

  private func effectivenessMembers(_ overview: Overview) -> [JSONValue.Member] {
    guard let effectiveness else { return [] }
    let groups = { (groups: [RatingGroup]) in JSONValue.array(groups.map(\.document)) }
    return [
      FigureGroup.effectiveness.member(overview),
      .init("by_iterations", groups(effectiveness.byIterations)),
    ] + effectiveness.sides.map { .init("by_" + $0.dimension.key, groups($0.groups)) } + [
      .init("by_day", TrendPoint.columns.documents(effectiveness.byDay))
    ]
  }

  private func roiMembers(_ dashboard: Dashboard) -> [JSONValue.Member] {
    guard let roi else { return [] }
    let engine = StatisticsEngine(config: roi.config)
    return [
      .init("rates", .string(dashboard.rates.rawValue)),
      .init("roi", engine.roiDocument(dashboard.assumedOverview)), roi.claims.member,
      .init("by_" + roi.dimension.key, SessionGroup.columns.documents(roi.groups)),
      .init("by_" + roi.bucket.rawValue, TrendPoint.columns.documents(roi.points)),
    ]
  }

  private func issueMembers(_ overview: Overview) -> [JSONValue.Member] {
    guard let issues else { return [] }
    return [
      FigureGroup.issues.member(overview),
      .init("list", IssueRow.listed.documents(issues.rows)),
    ]
  }

  private func gapMembers(_ overview: Overview) -> [JSONValue.Member] {
    guard let gaps else { return [] }
    return [
      FigureGroup.gaps.member(overview),
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
        + [
          .init("distribution", InteractionTally.ratings.document(tally)),
          RatingGroup.sessions.member(self),
        ])
  }
}
