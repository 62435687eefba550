// Ratings by what they belong to: model, kind of work, context, tool, week, attempts. Sums are those of the tallies that
// the report reads.

internal import JSON

/// The ratings of one group.
public struct RatingGroup: Sendable, Equatable {
  /// The word that they share, for weeks the Monday as `YYYY-MM-DD`; empty where the records name none.
  public var key: String
  public var tally: InteractionTally
  /// How many sessions have it; nil where they are not counted.
  public var sessionCount: Int?
}

/// Ratings by one dimension.
public struct RatingSide: Sendable, Equatable {
  public var dimension: Dimension
  public var groups: [RatingGroup]
}

/// Ratings seen from all sides.
public struct EffectivenessBreakdown: Sendable, Equatable {
  /// By each dimension that was asked for, in that order.
  public var sides: [RatingSide] = []
  /// The models held against one another by the outcomes of their sessions.
  public var models = FairComparison(by: .model, measure: .success)
  /// By attempts: 1, 2, 3, 4 and more; empty where the interactions cannot be read.
  public var byIterations = [RatingGroup](
    repeating: RatingGroup(key: "", tally: InteractionTally()), count: 4)
  /// By local day of the session's start, every day of the range, earliest first.
  public var byDay: [TrendPoint] = []

  /// The groups of a dimension; empty where it was not asked for.
  public func groups(by dimension: Dimension) -> [RatingGroup] {
    sides.first { $0.dimension == dimension }?.groups ?? []
  }
}

extension StatisticsEngine {
  /// The ratings by some dimensions, by attempts and by day. Cost: a pass over the sessions for each, and one or two over
  /// the interactions.
  public func effectivenessBreakdown(
    _ history: History, by dimensions: [Dimension], days: TrendDays, calendar: LocalCalendar
  ) -> EffectivenessBreakdown {
    var breakdown = EffectivenessBreakdown()
    breakdown.sides = dimensions.map {
      RatingSide(dimension: $0, groups: ratings(history, by: $0, calendar: calendar))
    }
    breakdown.models = comparison(of: history, by: .model, measure: .success, calendar: calendar)
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
    var parts = WordGroups<Part>()
    var rest = history.interactions.all
    for row in history.sessionRows {
      parts.change(key(row), from: Part()) { part in
        part.sessionCount += 1
        if let tally = row.tally { part.tally.add(tally) }
      }
      if let tally = row.tally { rest.subtract(tally) }
    }
    // Interactions whose session is not there.
    if rest.count > 0 { parts.change("", from: Part()) { $0.tally.add(rest) } }
    return parts.ratingGroups
  }

  private func ratingsByTool(_ history: History) -> [RatingGroup] {
    let facts = history.facts
    var bySet = [Part](repeating: Part(), count: facts.toolSets.count)
    facts.forEach { fact in
      bySet[Int(fact.toolSet)].tally.add(rating: Int(fact.rating), iterations: Int(fact.iterations))
      if fact.session >= 0 { bySet[Int(fact.toolSet)].sessions.insert(fact.session) }
    }
    var parts = WordGroups<Part>()
    for (tools, part) in zip(facts.toolSets, bySet) where part.tally.count > 0 {
      for tool in tools.isEmpty ? [ExactText(text: "")] : Set(tools.map(ExactText.init)) {
        parts.change(tool.text, from: Part()) { sum in
          sum.tally.add(part.tally)
          sum.sessions.formUnion(part.sessions)
          sum.sessionCount = sum.sessions.count
        }
      }
    }
    return parts.ratingGroups
  }

  fileprivate struct Part {
    var tally = InteractionTally()
    var sessionCount = 0
    /// Where one session is in several groups: those of this one.
    var sessions: Set<Int32> = []
  }

  private func ratingsByIterations(_ history: History) -> [RatingGroup] {
    // Groups that nothing is known of are none.
    guard !history.unreadable.contains(.interactions) else { return [] }
    var tallies = [InteractionTally](repeating: InteractionTally(), count: 4)
    history.facts.forEach { fact in
      tallies[min(Int(fact.iterations), 4) - 1]
        .add(rating: Int(fact.rating), iterations: Int(fact.iterations))
    }
    return zip(["1", "2", "3", "4+"], tallies).map { RatingGroup(key: $0, tally: $1) }
  }
}

extension WordGroups<StatisticsEngine.Part> {
  /// Those with interactions.
  fileprivate var ratingGroups: [RatingGroup] {
    groups.filter { $0.value.tally.count > 0 }.map {
      RatingGroup(key: $0.word, tally: $0.value.tally, sessionCount: $0.value.sessionCount)
    }
  }
}
