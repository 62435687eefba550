/// Counts over some interactions. Every operation adds up, so tallies of sessions add up to the tally of all.
public struct InteractionTally: Sendable, Equatable {
  /// Interactions, rated or not.
  public var count = 0
  /// Sum of the ratings as whole numbers (a missing one is 0).
  public var ratingSum = 0
  /// Sum of iteration counts.
  public var iterationSum = 0
  /// Tokens sent, over the interactions that tell them; nil when none does.
  public private(set) var tokensIn: Int?
  /// Tokens received, likewise.
  public private(set) var tokensOut: Int?
  // One number a rating, in place: there is a tally for each session, and a list in each would take more room than the rest.
  private var ratings = SIMD8<UInt32>()

  public init() {}

  /// A sum must not overflow, whatever a file says: ratings and iteration counts are held within plus and minus this.
  static let greatestValue = 1_000_000
  /// The same of tokens.
  static let mostTokens = 1_000_000_000_000

  /// Adds one interaction.
  public mutating func add(
    rating: Int, iterations: Int = 1, tokensIn: Int? = nil, tokensOut: Int? = nil
  ) {
    count += 1
    ratingSum += rating.held(within: InteractionTally.greatestValue)
    iterationSum += iterations.held(within: InteractionTally.greatestValue)
    if Interaction.ratings.contains(rating) { ratings[rating - 1] += 1 }
    if let tokensIn {
      self.tokensIn = (self.tokensIn ?? 0) + tokensIn.held(within: InteractionTally.mostTokens)
    }
    if let tokensOut {
      self.tokensOut = (self.tokensOut ?? 0) + tokensOut.held(within: InteractionTally.mostTokens)
    }
  }

  /// Adds another tally.
  public mutating func add(_ other: InteractionTally) {
    count += other.count
    ratingSum += other.ratingSum
    iterationSum += other.iterationSum
    ratings &+= other.ratings
    if let tokens = other.tokensIn { tokensIn = (tokensIn ?? 0) + tokens }
    if let tokens = other.tokensOut { tokensOut = (tokensOut ?? 0) + tokens }
  }

  /// Takes off a tally that was added.
  mutating func subtract(_ part: InteractionTally) {
    count -= part.count
    ratingSum -= part.ratingSum
    iterationSum -= part.iterationSum
    ratings &-= part.ratings
    if let tokens = part.tokensIn { tokensIn = (tokensIn ?? 0) - tokens }
    if let tokens = part.tokensOut { tokensOut = (tokensOut ?? 0) - tokens }
  }

  /// One of the ratings is another than the one that was counted.
  mutating func correct(from former: Int, to rating: Int) {
    var (taken, added) = (InteractionTally(), InteractionTally())
    taken.add(rating: former)
    added.add(rating: rating)
    subtract(taken)
    add(added)
  }

  /// How often each rating from 1 to 5 was given, in that order; other values are in none.
  public var countsByRating: [Int] { Interaction.ratings.map { Int(ratings[$0 - 1]) } }

  /// Mean rating, a missing one as 0; nil without interactions.
  public var averageRating: Double? { count == 0 ? nil : Double(ratingSum) / Double(count) }
  /// How many have a rating from 1 to 5.
  public var ratedCount: Int { countsByRating.reduce(0, +) }
}

/// Tallies by session and of all.
public struct InteractionTallies: Sendable, Equatable {
  /// One tally for each session id that interactions name, known or not.
  public var bySession = SessionMap<InteractionTally>()
  /// All interactions, those without a session included.
  public var all = InteractionTally()
  /// The sessions of which only such interactions tell that could not be used.
  var onlySkipped: Set<SessionID> = []

  public init() {}

  /// Whether any interaction names a session, one that could not be used included.
  func names(_ id: SessionID) -> Bool {
    bySession.position(of: id) != nil || onlySkipped.contains(id)
  }

  /// Adds one interaction; `session` is nil when the record names none.
  public mutating func add(
    session: SessionID?, rating: Int, iterations: Int = 1, tokensIn: Int? = nil,
    tokensOut: Int? = nil
  ) {
    var one = InteractionTally()
    one.add(rating: rating, iterations: iterations, tokensIn: tokensIn, tokensOut: tokensOut)
    all.add(one)
    if let session { bySession[session, default: InteractionTally()].add(one) }
  }

  /// One interaction of a session has another rating than the one that was counted.
  mutating func correct(session: SessionID, from former: Int, to rating: Int) {
    all.correct(from: former, to: rating)
    bySession[session, default: InteractionTally()].correct(from: former, to: rating)
  }

  /// Only the interactions of these sessions.
  public func restricted(to sessions: some Sequence<SessionID>) -> InteractionTallies {
    var result = InteractionTallies()
    result.onlySkipped = onlySkipped
    for id in sessions {
      guard let tally = bySession[id] else { continue }
      result.bySession.set(tally, for: id)
      result.all.add(tally)
    }
    return result
  }
}

extension Int {
  fileprivate func held(within limit: Int) -> Int { Swift.min(Swift.max(self, -limit), limit) }
}
