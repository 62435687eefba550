// What moves the calibrated claim's money most, when one assumption alone is another.

/// One assumption.
public enum AssumedThing: String, Sendable, CaseIterable {
  case estimates
  case doubtfulSessions = "doubtful_sessions"
  case estimatesOverADay = "estimates_over_a_day"
  case hourlyRate = "hourly_rate"
  case oversightShare = "oversight_share"
  case clock, subscription

  /// What is done to it, for a table.
  public var help: String {
    switch self {
    case .estimates: "estimates as far off as calibration leaves them"
    case .doubtfulSessions: "doubtful sessions left out"
    case .estimatesOverADay: "estimates cut to 8 h"
    case .hourlyRate: "half and double the hourly rate"
    case .oversightShare: "all of the AI's time overseen, and none"
    case .clock: "all present time paid"
    case .subscription: "whole months paid"
    }
  }
}

/// Dollars saved when one assumption alone moves.
public struct Sensitivity: Sendable, Equatable {
  public struct Row: Sendable, Equatable {
    public var assumption: AssumedThing
    /// Dollars saved at its two ends.
    public var low: Double
    public var high: Double

    /// Whether money is saved, or lost, at both ends.
    public var verdict: Claim.Verdict { low > 0 ? .gain : high < 0 ? .loss : .undecided }
  }

  /// Dollars saved by the calibrated claim.
  public private(set) var base = 0.0
  /// What moves it most first.
  public private(set) var rows = AssumedThing.allCases.map { Row(assumption: $0, low: 0, high: 0) }
  /// Calibrated hours of estimates beyond 8 hours, as far as they are.
  public private(set) var hoursOverADay = 0.0
  /// Calibrated hours of sessions with a doubt.
  public private(set) var doubtfulHours = 0.0
  /// Hours the assistant worked.
  public private(set) var aiHours = 0.0

  public subscript(assumption: AssumedThing) -> Row {
    rows.first { $0.assumption == assumption } ?? Row(assumption: assumption, low: 0, high: 0)
  }

  /// How far dollars stand from the least to the most that any row has, 0…1, ready to be drawn; nil for what is no number, or
  /// lies outside.
  public func share(of dollars: Double) -> Double? {
    let ends = rows.flatMap { [$0.low, $0.high] } + [base]
    guard let least = ends.min(), let most = ends.max(), (most - least).isFinite,
      dollars >= least, dollars <= most
    else { return nil }
    return most > least ? (dollars - least) / (most - least) : 0
  }

  init() {}

  init(_ claims: Claims, _ claimed: ClaimedSessions, aiHours: Double) {
    let (claim, config) = (claims.calibrated, claims.config)
    self.aiHours = aiHours
    for index in claimed.isCounted.indices where claimed.isCounted[index] {
      let estimate = claimed.estimates[index] * config.estimateScale
      guard estimate.isValidEstimate else { continue }
      let factor = claims.calibration[claimed.estimators[index]].factor
      if estimate > Config.longestDayMinutes {
        hoursOverADay += factor * (estimate - Config.longestDayMinutes) / 60
      }
      if !claims.quality.isClean(index) { doubtfulHours += factor * estimate / 60 }
    }
    let (hours, rate) = (claim.humanHours, config.humanHourlyRateDollars)
    let (cost, subscription) = (claim.costDollars, claim.subscriptionDollars)
    let half = PlainMath.z80 * claim.calibrationDeviation
    let saved = claim.savedDollars(humanHours: hours)
    base = saved
    // What is not known moves nothing that could be told.
    let things = AssumedThing.allCases.filter {
      $0 != .doubtfulSessions || claims.quality.areDoubtsKnown
    }
    rows = things.map { assumption in
      let (low, high) =
        switch assumption {
        case .estimates:
          (
            hours * PlainMath.exp(-half) * rate - cost, hours * PlainMath.exp(half) * rate - cost
          )
        case .doubtfulSessions: ((hours - doubtfulHours) * rate - cost, saved)
        case .estimatesOverADay: ((hours - hoursOverADay) * rate - cost, saved)
        case .hourlyRate:
          (
            (hours - aiHours * config.oversightRatio) * rate / 2 - subscription,
            (hours - aiHours * config.oversightRatio) * rate * 2 - subscription
          )
        case .oversightShare: ((hours - aiHours) * rate - subscription, hours * rate - subscription)
        case .clock: ((hours - claims.present.hours) * rate - subscription, saved)
        case .subscription:
          (
            saved + subscription - Double(claims.paidMonths) * config.aiMonthlyCostDollars, saved
          )
        }
      return Row(assumption: assumption, low: low, high: high)
    }
    // Swift's sort is stable: of the same swing the order of the list stays.
    rows.sort { ($0.high - $0.low).magnitude > ($1.high - $1.low).magnitude }
  }
}
