// How ratings spread from 1 to 5. Other ratings are in no count but in the mean, as in the reference.

extension InteractionTally {
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

  /// Mean attempts of an interaction; nil without any.
  var iterationsPerPrompt: Double? { count == 0 ? nil : Double(iterationSum) / Double(count) }
}

extension StatisticsEngine {
  /// The distribution over all interactions of a history.
  public func calculateEffectivenessDistribution(_ history: History) -> InteractionTally {
    history.interactions.all
  }
}
