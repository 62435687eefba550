// What earlier sessions of a kind tell whoever estimates the next one. It looks at the last records only, so that a start
// costs the same however long the history.

/// Collects what is told at a start.
struct StartHint {
  private let kind: String
  private var minutes: [Double] = []
  private var byHand: [TaskByHand] = []

  /// So many of the last sessions are looked at.
  static let lookedAt = 1000
  private static let fewestSessions = 8

  init(_ kind: TaskType) { self.kind = kind.rawValue }

  mutating func note(_ session: Session) {
    if session.taskType == kind, let took = session.minutesWithAI { minutes.append(took) }
    if session.workType == kind, let pair = TaskByHand(session), pair.estimator == .agent {
      byHand.append(pair)
    }
  }

  /// The sentences for one who estimates so many minutes; nil where too little is known.
  func text(estimate: Double) -> String? {
    var parts: [String] = []
    if minutes.count >= StartHint.fewestSessions {
      let sorted = minutes.sorted()
      let rank = { (p: Double) in (PlainMath.nearestRank(sorted, p) ?? 0).fixed(decimals: 0) }
      parts.append(
        "Your \(minutes.count) earlier \(kind) sessions took \(rank(0.5)) min "
          + "(8 of 10 between \(rank(0.1)) and \(rank(0.9))).")
    }
    if byHand.count >= Calibration.leastPairs {
      var (said, took) = (0.0, 0.0)
      for pair in byHand {
        said += pair.said
        took += pair.took
      }
      let factor = took / said
      parts.append(
        "By hand, \(byHand.count) \(kind) tasks took \(factor.fixed(decimals: 2)) x their estimate; "
          + "\(estimate.fixed(decimals: 0)) min would be \((estimate * factor).fixed(decimals: 0))."
      )
    }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }
}
