// How ratings spread from 1 to 5.

/// Ratings counted. Ratings outside 1…5 are in no count but in the average, as in the reference.
public struct EffectivenessDistribution: Sendable, Equatable {
  /// How often 1, 2, 3, 4, 5 was given.
  public var countsByRating = [0, 0, 0, 0, 0]
  /// All interactions, rated or not.
  public var interactionCount = 0
  /// Unrounded mean over all interactions; 0 without any.
  public var average = 0.0

  public init() {}

  /// How many were rated from 1 to 5.
  public var ratedCount: Int { countsByRating.reduce(0, +) }
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
    return distribution
  }
}
