// How ratings spread from 1 to 5.

/// Ratings counted. Ratings outside 1…5 are in no count but in the average, as in the reference.
public struct EffectivenessDistribution: Sendable, Equatable {
  /// How often 1, 2, 3, 4, 5 was given.
  public var countsByRating = [0, 0, 0, 0, 0]
  /// All interactions, rated or not.
  public var interactionCount = 0
  /// Unrounded mean over all interactions; 0 without any.
  public var average = 0.0
  /// Mean attempts of an interaction; nil without any.
  public var iterationsPerPrompt: Double?

  public init() {}

  /// How many were rated from 1 to 5.
  public var ratedCount: Int { countsByRating.reduce(0, +) }

  /// The middle rating of those from 1 to 5, the lower one of two; nil without any.
  public var medianRating: Int? {
    var rest = (ratedCount + 1) / 2
    guard rest > 0 else { return nil }
    for (rating, count) in zip(Interaction.ratings, countsByRating) {
      rest -= count
      if rest <= 0 { return rating }
    }
    return nil
  }

  /// Of 100 rated interactions, those with one of these ratings; nil without any.
  func percentage(of ratings: ClosedRange<Int>) -> Double? {
    guard ratedCount > 0 else { return nil }
    let count = ratings.reduce(0) { $0 + countsByRating[$1 - 1] }
    return Double(percent(count, of: ratedCount))
  }
}

extension StatisticsEngine {
  /// The distribution over these interactions.
  public func calculateEffectivenessDistribution(
    _ interactions: InteractionTally
  ) -> EffectivenessDistribution {
    var distribution = EffectivenessDistribution()
    distribution.countsByRating = interactions.countsByRating
    distribution.interactionCount = interactions.count
    distribution.average = interactions.averageRating ?? 0
    if interactions.count > 0 {
      distribution.iterationsPerPrompt =
        Double(interactions.iterationSum) / Double(interactions.count)
    }
    return distribution
  }
}
