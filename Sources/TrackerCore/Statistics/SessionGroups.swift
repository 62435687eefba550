// Sessions by what they have in common, each group with its figures. Sums over the groups are those of the whole.

/// The sessions of one value of a dimension, and what they brought.
public struct SessionGroup: Sendable, Equatable, PartlyRead {
  /// The value; for weeks the Monday as `YYYY-MM-DD`; empty where the records name none.
  public var key: String
  /// The figures of its sessions; it has no rows.
  public var overview: Overview
  /// The files that could not be read.
  public var unreadable: Set<DataFile> { overview.unreadable }

  package init(key: String, overview: Overview) { (self.key, self.overview) = (key, overview) }
}

extension StatisticsEngine {
  /// The sessions by a dimension of `Dimension.ofSessions`: the most first, weeks the newest first, developers by name.
  /// Each pause belongs to the group of the session that it leads to; what belongs to no session stands in the group
  /// without a value. Cost: a pass over sessions, pauses and issues.
  public func groups(
    _ history: History, by dimension: Dimension, calendar: LocalCalendar
  ) -> [SessionGroup] {
    var parts = WordGroups<Part>()
    var values: [SessionID: String] = [:]
    var rest = history.interactions.all
    for row in history.sessionRows {
      let (session, tally) = (row.session, row.tally)
      let value = dimension.value(of: row, calendar)
      values[session.id] = value
      parts.change(value, from: Part()) { part in
        part.sessions.append(session)
        if let tally { part.interactions.add(tally) }
      }
      if let tally { rest.subtract(tally) }
    }
    if rest.count > 0 { parts.change("", from: Part()) { $0.interactions.add(rest) } }
    for gap in calculateSessionGaps(history).gaps {
      parts.change(values[gap.toSession] ?? "", from: Part()) { $0.gaps.append(gap) }
    }
    for issue in history.issues {
      parts.change(values[issue.sessionID] ?? "", from: Part()) { $0.issues.append(issue) }
    }
    let unreadable = history.unreadable
    return parts.groups.map { group in
      let part = group.value
      var overview = figures(
        of: part.sessions, part.interactions, SessionGaps(part.gaps), part.issues)
      overview.unreadable = unreadable
      return SessionGroup(key: group.word, overview: overview)
    }.sorted { a, b in
      let (first, second) = (a.overview.roi.totalSessions, b.overview.roi.totalSessions)
      if dimension == .week { return b.key.utf8.lexicographicallyPrecedes(a.key.utf8) }
      if dimension != .developer, first != second { return first > second }
      if a.key.isEmpty != b.key.isEmpty { return b.key.isEmpty }
      return a.key.utf8.lexicographicallyPrecedes(b.key.utf8)
    }
  }

  /// Those of the groups whose value counts: with completed sessions other than `human_review`. The highest multiplier first,
  /// or the most hours saved; what is no number last, weeks the newest first.
  public func valuedGroups(
    _ history: History, by dimension: Dimension, calendar: LocalCalendar,
    orderedBy figure: @Sendable (ROIMetrics) -> Double = { $0.productivityMultiplier }
  ) -> [SessionGroup] {
    let groups = groups(history, by: dimension, calendar: calendar).filter {
      $0.overview.roi.completedSessions > 0
    }
    guard dimension != .week else { return groups }
    return groups.sorted { a, b in
      let (first, second) = (figure(a.overview.roi), figure(b.overview.roi))
      if first.isNaN || second.isNaN { return !first.isNaN }
      return first > second
    }
  }

  private struct Part {
    var sessions: [Session] = []
    var interactions = InteractionTally()
    var gaps: [SessionGap] = []
    var issues: [Issue] = []
  }
}
