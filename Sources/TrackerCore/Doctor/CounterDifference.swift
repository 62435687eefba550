/// A session whose stored counters say something else than the interactions they are derived from.
struct CounterDifference: Equatable {
  var session: Session
  /// What the counters should be.
  var count: Int
  /// Rounded to 2 decimals.
  var average: Double

  /// Makes the counters agree.
  func mend(_ session: inout Session) {
    session.totalInteractions = count
    session.averageEffectiveness = average
  }

  var text: String {
    let says = CounterDifference.spelled(
      session.totalInteractions, session.averageEffectiveness)
    return "\(session.id): says \(says), its interactions say "
      + CounterDifference.spelled(count, average)
  }

  private static func spelled(_ count: Int, _ average: Double) -> String {
    "\(count) at \(average.fixed(decimals: 2))"
  }

  /// All of a history, in file order. Averages less than half a hundredth apart count as equal.
  static func all(in history: History) -> [CounterDifference] {
    history.sessions.compactMap { session in
      let tally = history.interactions.bySession[session.id] ?? InteractionTally()
      let average = (tally.averageRating ?? 0).rounded(toDecimals: 2)
      let isSame =
        session.totalInteractions == tally.count
        && (session.averageEffectiveness - average).magnitude < 0.005
      return isSame
        ? nil : CounterDifference(session: session, count: tally.count, average: average)
    }
  }
}
