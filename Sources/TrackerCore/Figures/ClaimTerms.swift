// What the formulas of claims are made of: each number with its name, its source and a note.

/// What the formulas of a claim are made of.
struct ClaimTerms {
  let claim: Claim
  let claims: Claims
  let human: Term
  /// The same before calibration.
  let claimed: Term
  let spent: Term
  let cost: Term
  let rate: Term

  init(_ overview: Overview, _ kind: Claim.Kind) {
    let claims = overview.claims ?? Claims()
    (self.claims, claim) = (claims, claims[kind])
    let (claim, config) = (claim, claims.config)
    rate = .rate(config)
    if kind == .asLogged {
      human = Term(
        FigureInput(
          "estimated_hours", claim.humanHours, "h", .agent, sessions: claim.sessions,
          claims.agentsOwn))
      claimed = human
    } else {
      let note = kind == .conservative ? "estimates, at most 8 h each" : "estimates"
      let parts = claim.parts.map { part in
        (
          hours: Term(
            FigureInput(
              "\(part.estimator.rawValue)_hours", part.claimedHours, "h",
              part.estimator == .agent ? .agent : .person, sessions: part.sessions, note)),
          factor: Term(
            FigureInput(
              "\(part.estimator.rawValue)_factor", part.factor, "",
              claims.calibration[part.estimator].isOwn ? .derived : .assumed,
              claims.calibration[part.estimator].note))
        )
      }
      let zero = Term(0)
      human = parts.map { $0.hours * $0.factor }.sum ?? zero
      claimed = parts.map(\.hours).sum ?? zero
    }
    if kind == .conservative {
      let present = claims.presentTerm
      let months = Term(
        FigureInput(
          "months", Double(claims.paidMonths), "", .measured,
          "months in which somebody worked, \(countText(claims.people, "person"))"))
      spent = present
      cost = months * .monthlyCost(config) + present * rate
    } else {
      let ai = Term.aiHours(overview)
      spent = ai + Term.pauseHours(overview)
      cost = ai * .aiRate(config) + ai * .oversight(config) * rate
    }
  }
}

extension Claims {
  /// The level of every interval.
  package static let level = 0.8

  /// `555 of 570 estimates are the agent's own`.
  package var agentsOwn: String {
    "\(countText(quality.count(of: .agentEstimate).sessions)) of "
      + "\(countText(quality.countedSessions)) estimates are the agent's own"
  }

  var presentTerm: Term {
    Term(
      FigureInput(
        "present_hours", present.hours, "h", .measured, sessions: present.sessions,
        "united, pauses under 30 min, 15 min (assumed) after each of "
          + "\(countText(present.stretches)) stretch" + (present.stretches == 1 ? "" : "es")))
  }
}

extension Calibration.Factor {
  /// Where the factor comes from.
  package var note: String {
    isOwn
      ? "of \(pairs) tasks done by hand"
      : "METR trial 2025; \(pairs) of \(Calibration.leastPairs) pairs of your own"
  }
}

extension [Term] {
  fileprivate var sum: Term? { dropFirst().reduce(first) { sum, term in sum.map { $0 + term } } }
}

extension Term {
  static func rate(_ config: Config) -> Term {
    Term(FigureInput("human_hourly_rate", config.humanHourlyRateDollars, "$/h", .configured))
  }
  static func monthlyCost(_ config: Config) -> Term {
    Term(FigureInput("ai_monthly_cost", config.aiMonthlyCostDollars, "$", .configured))
  }
  static func aiRate(_ config: Config) -> Term {
    monthlyCost(config)
      / Term(
        FigureInput("working_hours_per_month", config.workingHoursPerMonth, "h", .configured))
  }
  static func oversight(_ config: Config) -> Term {
    Term(FigureInput("oversight_ratio", config.oversightRatio, "", .configured))
  }
  static func aiHours(_ overview: Overview) -> Term {
    Term(
      FigureInput(
        "ai_hours", overview.roi.aiHours, "h", .measured,
        sessions: overview.roi.completedSessions, "from start to end"))
  }
  static func pauseHours(_ overview: Overview) -> Term {
    Term(
      FigureInput(
        "pause_hours", overview.roi.gapMinutes / 60, "h", .measured, "pauses under 30 min"))
  }
  static func humanHours(_ overview: Overview) -> Term {
    Term(
      FigureInput(
        "estimated_human_hours", overview.roi.estimatedHumanHours, "h", .agent,
        sessions: overview.roi.completedSessions, "estimates as they were logged"))
  }
}
