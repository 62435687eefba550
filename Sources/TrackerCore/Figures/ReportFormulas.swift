// The formulas of the report's money and multiplier, which the reference has.

extension Overview {
  /// What it was computed with.
  private var config: Config { claims?.config ?? Config() }

  var baselineTerm: Term { .humanHours(self) * .rate(config) }
  var subscriptionTerm: Term { .aiHours(self) * .aiRate(config) }
  var oversightTerm: Term { .aiHours(self) * .oversight(config) * .rate(config) }

  var returnTerm: Term {
    guard roi.humanBaselineDollars > 0 else { return Term(0) }
    let saved = baselineTerm - (subscriptionTerm + oversightTerm)
    return saved / baselineTerm * Term(100)
  }

  var multiplierTerm: Term {
    guard roi.oversightHours > 0 else { return Term(0) }
    return .humanHours(self) / (.aiHours(self) + .pauseHours(self))
  }
}
