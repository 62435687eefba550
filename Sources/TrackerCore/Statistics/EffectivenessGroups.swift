// Ratings by what they belong to: model, kind of work, context, tool, week, attempts. Sums are those of the tallies that
// the report reads.

internal import JSON

/// The ratings of one group.
public struct RatingGroup: Sendable, Equatable {
  /// The word that they share, for weeks the Monday as `YYYY-MM-DD`; empty where the records name none.
  public var key: String
  public var tally: InteractionTally
}

/// Ratings seen from all sides.
public struct EffectivenessBreakdown: Sendable, Equatable {
  public var byModel: [RatingGroup] = []
  /// The other dimension, as chosen.
  public var dimension = Dimension.type
  public var byDimension: [RatingGroup] = []
  /// By attempts: 1, 2, 3, 4 and more.
  public var byIterations = [RatingGroup](
    repeating: RatingGroup(key: "", tally: InteractionTally()), count: 4)
  /// By local day of the session's start, every day of the range, earliest first.
  public var byDay: [TrendPoint] = []
}

extension StatisticsEngine {
  /// The ratings by model, by a second dimension, by attempts and by day. Cost: a pass over the sessions for each, and
  /// one or two over the interactions.
  public func effectivenessBreakdown(
    _ history: History, by dimension: Dimension, days: TrendDays,
    calendar: LocalCalendar
  ) -> EffectivenessBreakdown {
    var breakdown = EffectivenessBreakdown()
    breakdown.byModel = ratings(history, by: .model, calendar: calendar)
    breakdown.dimension = dimension
    breakdown.byDimension = ratings(history, by: dimension, calendar: calendar)
    breakdown.byIterations = ratingsByIterations(history)
    breakdown.byDay = trends(history, by: .day, days: days, calendar: calendar)
    return breakdown
  }

  /// The ratings by a dimension: most interactions first, weeks newest first. All but those by tool add up to the tally of
  /// the history; an interaction with several tools counts with each.
  public func ratings(
    _ history: History, by dimension: Dimension, calendar: LocalCalendar
  ) -> [RatingGroup] {
    let groups =
      dimension == .tool
      ? ratingsByTool(history)
      : ratingsBySession(history) { dimension.value(of: $0, calendar) }
    return groups.sorted { a, b in
      if dimension == .week { return b.key.utf8.lexicographicallyPrecedes(a.key.utf8) }
      return a.tally.count == b.tally.count
        ? a.key.utf8.lexicographicallyPrecedes(b.key.utf8) : a.tally.count > b.tally.count
    }
  }

  private func ratingsBySession(_ history: History, key: (SessionRow) -> String) -> [RatingGroup] {
    var groups = WordGroups<InteractionTally>()
    var rest = history.interactions.all
    for row in history.sessionRows {
      guard let tally = row.tally else { continue }
      groups.add(tally, to: key(row))
      rest.subtract(tally)
    }
    // Interactions whose session is not there.
    if rest.count > 0 { groups.add(rest, to: "") }
    return groups.ratingGroups
  }

  private func ratingsByTool(_ history: History) -> [RatingGroup] {
    let facts = history.facts
    var bySet = [InteractionTally](repeating: InteractionTally(), count: facts.toolSets.count)
    facts.forEach { fact in
      bySet[Int(fact.toolSet)].add(rating: Int(fact.rating), iterations: Int(fact.iterations))
    }
    var groups = WordGroups<InteractionTally>()
    for (tools, tally) in zip(facts.toolSets, bySet) where tally.count > 0 {
      if tools.isEmpty { groups.add(tally, to: "") }
      for tool in Set(tools.map(ExactText.init)) { groups.add(tally, to: tool.text) }
    }
    return groups.ratingGroups
  }

  private func ratingsByIterations(_ history: History) -> [RatingGroup] {
    var tallies = [InteractionTally](repeating: InteractionTally(), count: 4)
    history.facts.forEach { fact in
      tallies[min(Int(fact.iterations), 4) - 1]
        .add(rating: Int(fact.rating), iterations: Int(fact.iterations))
    }
    return zip(["1", "2", "3", "4+"], tallies).map { RatingGroup(key: $0, tally: $1) }
  }
}

extension WordGroups<InteractionTally> {
  fileprivate mutating func add(_ tally: InteractionTally, to word: String) {
    change(word, from: InteractionTally()) { $0.add(tally) }
  }

  fileprivate var ratingGroups: [RatingGroup] {
    groups.map { RatingGroup(key: $0.word, tally: $0.value) }
  }
}
