// What the tabs show beyond the overview.

package import TrackerCore

/// The numbers of the tabs, each nil until its tab is looked at.
package struct TabNumbers: Sendable {
  /// What the overview is held against.
  var comparison: Comparison?
  package internal(set) var effectiveness: EffectivenessBreakdown?
  package internal(set) var roi: ROINumbers?
  /// What claims of the range rest on, whatever the rates; nil until a tab claims something.
  var claimBasis: ClaimBasis?
  package internal(set) var issues: IssueBreakdown?
  package internal(set) var issueDays: [DayIssues] = []
  package internal(set) var gaps: GapBreakdown?
  package internal(set) var trends: TrendNumbers?
  /// The lists of sessions in groups; nil also where they have none.
  var sessions: SessionGroups?
}

/// Hours and money, by the assumed rates where there are any.
package struct ROINumbers: Sendable {
  package var roi: ROIMetrics
  package var claims: Claims
  package var groups: [SessionGroup]
  /// What they are grouped by.
  package var dimension: Dimension
  /// Steps of `bucket` over the range.
  package var points: [TrendPoint]
  package var bucket: TrendBucket
  /// The rates they were computed with.
  package var config: Config

  /// The hours saved in each step that has any, losses below zero.
  var savedHours: [Double] { points.map(\.savedHours).filter { $0.isFinite && $0 != 0 } }
}

/// What moves over time.
package struct TrendNumbers: Sendable {
  package var points: [TrendPoint]
  /// The newest day first.
  package var timeline: [TimelineDay]
  /// The days up to today, whatever the range, and the sessions that have no place on any time axis.
  var year: YearGrid
  /// What is told of all days, by each measure.
  var summaries: [YearMeasure: YearSummary]
}

/// What is grouped by, counted in and listed.
package struct Grouping: Hashable, Sendable {
  /// What stands in front of the other groups of the ratings; nil for nothing.
  package var dimension: Dimension?
  /// That of hours and money.
  package var worth = Dimension.type
  package var bucket = TrendBucket.day
  /// What the days of the year are measured by.
  var measure = YearMeasure.hours
  var isOnlyUnresolved = false
  /// What the lists of sessions are grouped by; nil for no groups.
  package var sessions: Dimension?
  /// The key of the figure by which those groups stand; nil for their usual order.
  var groupOrder: String?

  /// By these the ratings are always grouped.
  static let ofRatings: [Dimension] = [.project, .model, .type]
  /// What may stand in front of them, what is not among them first.
  static let fronts: [Dimension?] =
    [nil] + Dimension.all.filter { !ofRatings.contains($0) } + ofRatings

  /// THE LIST of what sessions are grouped by, in the order of `b`.
  static let ofSessions: [Dimension?] = [nil, .project, .developer, .client, .model, .type]
}

/// The sessions behind a bar, listed.
struct MemberList: Sendable {
  var choice: SessionChoice
  /// What they have in common, as the status says it.
  var title: String
  /// Whether the range does not matter, only the filter.
  var isOfAnyRange = false
  var rows: [SessionRow] = []
}
