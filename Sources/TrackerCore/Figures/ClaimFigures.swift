// THE LIST: the figures of claims, of what they rest on and of what moves them. A figure is a line: documents, schemas,
// metrics and explanations follow.

/// A figure that every claim has, whose ends follow from those of the human hours.
package struct ClaimMeasure: Sendable {
  package let key: String
  let title: String
  let help: String
  package let unit: CellKind.Unit
  package let decimals: Int
  package let number: @Sendable (Claim, _ humanHours: Double) -> Double
  /// A value as people read it.
  package let text: @Sendable (Double) -> String
  fileprivate let term: @Sendable (ClaimTerms) -> Term

  /// The value of a claim beside a more important one: `$9.1k`.
  package func note(_ claim: Claim) -> String {
    unit == .dollars ? shortMoneyText(value(claim)) : text(value(claim))
  }

  /// As Prometheus is told it.
  package var metricHelp: String {
    help.prefix(1).uppercased() + help.dropFirst() + ", as each claim counts, at 80 %."
  }

  /// The value of a claim.
  package func value(_ claim: Claim) -> Double { number(claim, claim.humanHours) }

  /// Its ends at 80 %; nil without an interval.
  package func interval(_ claim: Claim) -> (low: Double, high: Double)? {
    claim.bounds.map {
      (number(claim, claim.humanHours * $0.low), number(claim, claim.humanHours * $0.high))
    }
  }

  package static let multiplier = ClaimMeasure(
    key: "multiplier", title: "Multiplier", help: "hours of a person per hour spent",
    unit: .times, decimals: 2, number: { $0.multiplier(humanHours: $1) },
    text: claimedText
  ) { $0.claim.spentHours > 0 ? $0.human / $0.spent : Term(0) }

  package static let hoursSaved = ClaimMeasure(
    key: "hours_saved", title: "Hours saved", help: "hours of a person without those spent",
    unit: .hours, decimals: 2, number: { $0.savedHours(humanHours: $1) },
    text: hoursText
  ) { $0.human - $0.spent }

  package static let costSaved = ClaimMeasure(
    key: "cost_saved", title: "Cost saved", help: "dollars of those hours without what was paid",
    unit: .dollars, decimals: 2, number: { $0.savedDollars(humanHours: $1) },
    text: { moneyText($0) }
  ) { $0.human * $0.rate - $0.cost }

  package static let roi = ClaimMeasure(
    key: "roi", title: "ROI", help: "dollars saved of 100 a person would have cost",
    unit: .percent, decimals: 1, number: { $0.returnPercentage(humanHours: $1) },
    text: { percentText($0) }
  ) {
    $0.claim.humanHours * $0.claim.hourlyRateDollars > 0
      ? ($0.human * $0.rate - $0.cost) / ($0.human * $0.rate) * Term(100) : Term(0)
  }

  /// Those at the head of the overview.
  package static let headline = [multiplier, hoursSaved, costSaved]

  /// Those that documents have with their ends.
  package static let all = [multiplier, hoursSaved, costSaved, roi]

  static let humanHours = ClaimMeasure(
    key: "human_hours", title: "Human hours", help: "hours a person alone would have needed",
    unit: .hours, decimals: 2, number: { $1 },
    text: hoursText
  ) { $0.human }

  /// The figure of one claim.
  package func figure(of kind: Claim.Kind) -> Figure {
    Figure.number(key, "\(title), \(kind.words)", unit, decimals: decimals, help) {
      $0.claims.map { value($0[kind]) }
    }.known(where: \.hasClaims).explained(
      Explanation(
        kind.rawValue + "." + key, claim: kind,
        { term(ClaimTerms($0, kind)) },
        interval: { overview in overview.claims.flatMap { interval($0[kind]) } })
    ).rests(on: kind.restsOn)
  }
}

extension FigureGroup {
  /// The figures of claims, of what they rest on and of what moves them.
  package static let ofClaims =
    Claim.Kind.allCases.map(claim)
    + [
      FigureGroup(
        "quality", "what the figures rest on",
        [
          .count(
            "clean_sessions", "Clean sessions", "counted sessions against which nothing speaks"
          ) { $0.claims?.quality.cleanSessions ?? 0 }.rests(on: .interactions),
          .number(
            "doubted_share", "Doubted share", .share, decimals: 4,
            "of the claimed hours, those of doubtful sessions; null without any"
          ) { $0.claims?.quality.doubtedShare }.explained(
            Explanation("quality.doubted_share") {
              let quality = $0.claims?.quality ?? DataQuality()
              return Term(
                FigureInput(
                  "doubted_hours", quality.doubtedHours ?? 0, "h", .agent, "usable estimates"))
                / Term(
                  FigureInput("claimed_hours", quality.claimedHours, "h", .agent, "likewise"))
            }
          ).rests(on: .interactions),
        ], parts: [FigureGroup("flag", "sessions with each flag", flags)]),
      FigureGroup("sensitivity", "dollars saved when one assumption moves", sensitivities),
      FigureGroup("calibration", "minutes needed for each one estimated", factors),
    ]

  private static func claim(_ kind: Claim.Kind) -> FigureGroup {
    let id = { (key: String) in kind.rawValue + "." + key }
    func figure(
      _ key: String, _ title: String, _ unit: CellKind.Unit, _ decimals: Int, _ help: String,
      _ number: @escaping @Sendable (Claim) -> Double?,
      _ term: @escaping @Sendable (ClaimTerms) -> Term
    ) -> Figure {
      Figure.number(key, "\(title), \(kind.words)", unit, decimals: decimals, help) {
        $0.claims.flatMap { number($0[kind]) }
      }.explained(Explanation(id(key), claim: kind) { term(ClaimTerms($0, kind)) })
        .rests(on: kind.restsOn)
    }
    let days: @Sendable (ClaimTerms) -> Term = {
      Term(FigureInput("person_days", Double($0.claim.personDays), "", .measured))
    }
    return FigureGroup(
      kind.rawValue, "claimed \(kind.words)",
      (ClaimMeasure.all + [.humanHours]).map { $0.figure(of: kind) } + [
        figure(
          "spent_hours", "Hours spent", .hours, 2,
          kind == .conservative ? "hours a person was there" : "AI time and short pauses",
          { $0.spentHours }, \.spent),
        figure(
          "ai_cost", "AI cost", .dollars, 2, "dollars of subscription and paid hours",
          { $0.costDollars }, \.cost),
        figure(
          "hours_per_day", "Hours a day", .hours, 1, "human hours on each day at work of a person",
          { $0.hoursPerDay }
        ) { $0.human / days($0) },
        figure(
          "break_even_hours", "Break-even of hours", .times, 2,
          "how many times too high estimates may be until no hour is saved",
          { $0.breakEvenHours }
        ) { $0.claimed / $0.spent },
        figure(
          "break_even_money", "Break-even of money", .times, 2,
          "how many times too high estimates may be until no dollar is saved",
          { $0.breakEvenMoney }
        ) { $0.claimed * $0.rate / $0.cost },
      ])
  }

  private static let flags: [Figure] = QualityFlag.allCases.map { flag in
    Figure.count(flag.rawValue, "Sessions: \(flag.rawValue)", flag.help) {
      $0.claims?.quality.count(of: flag).sessions ?? 0
    }.explained(Explanation("quality.flag." + flag.rawValue))
      .rests(on: flag == .noInteractions ? .interactions : .sessions)
  }

  private static let sensitivities: [Figure] = AssumedThing.allCases.map { assumption in
    Figure.number(
      assumption.rawValue, "Cost saved: \(assumption.rawValue)", .dollars, decimals: 2,
      "dollars saved, calibrated, at the low end: \(assumption.help)"
    ) { $0.claims?.sensitivity[assumption].low }.explained(
      Explanation(
        "sensitivity." + assumption.rawValue,
        { assumption.term($0) },
        interval: {
          ($0.claims?.sensitivity[assumption]).map { (low: $0.low, high: $0.high) }
        })
    ).rests(on: assumption == .doubtfulSessions ? .interactions : .sessions)
  }

  private static let factors: [Figure] = Estimator.allCases.map { estimator in
    Figure.number(
      estimator.rawValue, "Factor: \(estimator.rawValue)", .score, decimals: 2,
      "minutes a person needs for each minute estimated by the \(estimator.rawValue)"
    ) { $0.claims?.calibration[estimator].factor }.explained(
      Explanation(
        "calibration." + estimator.rawValue,
        interval: {
          ($0.claims?.calibration[estimator].interval).map {
            (low: $0.lowerBound, high: $0.upperBound)
          }
        })
    ).rests(on: .sessions)
  }
}

extension Claim.Kind {
  /// Only the conservative one asks for doubts, and one of them is a session without interactions.
  fileprivate var restsOn: DataFile { self == .conservative ? .interactions : .sessions }
}

extension AssumedThing {
  /// The formula of its low end.
  fileprivate func term(_ overview: Overview) -> Term {
    let terms = ClaimTerms(overview, .calibrated)
    let (claims, config, rate) = (terms.claims, terms.claims.config, terms.rate)
    let hours = Term(
      FigureInput("calibrated_hours", terms.claim.humanHours, "h", .derived, "estimates × factor"))
    let subscription = Term.aiHours(overview) * .aiRate(config)
    let derived = { (name: String, hours: Double) in
      Term(FigureInput(name, hours, "h", .derived))
    }
    switch self {
    case .estimates:
      let low = PlainMath.exp(-PlainMath.z80 * terms.claim.calibrationDeviation)
      return hours * Term(FigureInput("estimates_low", low, "", .derived)) * rate - terms.cost
    case .doubtfulSessions:
      return (hours - derived("doubtful_hours", claims.sensitivity.doubtfulHours)) * rate
        - terms.cost
    case .estimatesOverADay:
      return (hours - derived("hours_over_a_day", claims.sensitivity.hoursOverADay)) * rate
        - terms.cost
    case .hourlyRate:
      return (hours - Term.aiHours(overview) * .oversight(config)) * rate / Term(2) - subscription
    case .oversightShare: return (hours - .aiHours(overview)) * rate - subscription
    case .clock: return (hours - claims.presentTerm) * rate - subscription
    case .subscription:
      let months = Term(FigureInput("months", Double(claims.paidMonths), "", .measured))
      return hours * rate - terms.cost + subscription - months * .monthlyCost(config)
    }
  }
}
