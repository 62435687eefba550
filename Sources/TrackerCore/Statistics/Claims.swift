// What the sessions brought, claimed three ways: as logged, with estimates corrected, and only what nobody doubts at a glance.
// Only human hours are uncertain; every other figure is arithmetic on them.

/// One way to count.
public struct Claim: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    case conservative, calibrated
    case asLogged = "as_logged"

    /// As people read it.
    public var words: String { self == .asLogged ? "as logged" : rawValue }
  }

  public enum Verdict: String, Sendable, CaseIterable {
    case gain, loss, undecided
    case notEnoughData = "not_enough_data"
  }

  /// Hours claimed by estimates of one estimator, and what they are taken times.
  public struct Part: Sendable, Equatable {
    public var estimator: Estimator
    public var sessions = 0
    public var claimedHours = 0.0
    public var factor: Double
  }

  public var kind: Kind
  /// Whether what it rests on could be read; its numbers say nothing where not.
  public var isKnown = true
  /// How many sessions it rests on.
  public var sessions = 0
  /// Hours a person alone would have needed.
  public var humanHours = 0.0
  /// The same before calibration.
  public var claimedHours = 0.0
  /// Empty as logged, where all estimates are taken as they are.
  public var parts: [Part] = []
  /// Hours of persons that were spent.
  public var spentHours = 0.0
  /// Those of them that are paid.
  public var paidHours = 0.0
  public var subscriptionDollars = 0.0
  /// Dollars of subscription and paid hours.
  public var costDollars = 0.0
  /// Dollars an hour of a person costs.
  public var hourlyRateDollars = 0.0
  /// Where estimates were corrected: whether all by the ledger's own tasks; nil as logged, and where nothing is claimed.
  public var isCalibrationOwn: Bool?
  /// Of the logarithm of the human hours, by the factors.
  public var calibrationDeviation = 0.0
  /// What chance does; a reason where that cannot be told.
  public var chance: Result<RatioUncertainty, NoInterval> = .failure(.fewSessions(0))
  /// Distinct local days and persons of counted sessions.
  public var personDays = 0

  init(_ kind: Kind) { self.kind = kind }

  /// Itself where it is known.
  var known: Claim? { isKnown ? self : nil }

  /// Why there is no interval; nil where there is one.
  public var whyNone: NoInterval? { if case .failure(let reason) = chance { reason } else { nil } }

  /// Half the width of the interval on the scale of logarithms; nil without one.
  public var halfWidth: Double? {
    guard case .success(let chance) = chance else { return nil }
    let calibration = PlainMath.z80 * calibrationDeviation
    return (chance.half * chance.half + calibration * calibration).squareRoot()
  }

  /// What the human hours are taken times at the interval's ends; nil without one.
  public var bounds: (low: Double, high: Double)? {
    halfWidth.map { (PlainMath.exp(-$0), PlainMath.exp($0)) }
  }

  /// Human hours per hour spent; 0 when none was spent.
  public func multiplier(humanHours hours: Double) -> Double {
    spentHours > 0 ? hours / spentHours : 0
  }

  /// Nil where no hour was spent, so that there is nothing to compare.
  public var shownMultiplier: Double? {
    isKnown && spentHours > 0 ? multiplier(humanHours: humanHours) : nil
  }

  public func savedHours(humanHours hours: Double) -> Double { hours - spentHours }

  public func savedDollars(humanHours hours: Double) -> Double {
    hours * hourlyRateDollars - costDollars
  }

  /// Saved dollars of each baseline dollar, in percent; 0 without a baseline.
  public func returnPercentage(humanHours hours: Double) -> Double {
    let baseline = hours * hourlyRateDollars
    if baseline > 0 { return savedDollars(humanHours: hours) / baseline * 100 }
    return baseline.isInfinite ? .nan : 0
  }

  /// How many times too high estimates may be until no hour is saved; nil where none was spent.
  public var breakEvenHours: Double? { isKnown && spentHours > 0 ? claimedHours / spentHours : nil }
  /// The same of money.
  public var breakEvenMoney: Double? {
    isKnown && costDollars > 0 ? claimedHours * hourlyRateDollars / costDollars : nil
  }

  /// Human hours on each day at work; nil without any.
  public var hoursPerDay: Double? {
    isKnown && personDays > 0 ? humanHours / Double(personDays) : nil
  }
  /// Whether that is more than a person has.
  public func isBeyondADay(_ config: Config) -> Bool {
    (hoursPerDay ?? 0) > config.workingHoursPerMonth / 20
  }

  public var verdict: Verdict {
    guard let bounds else { return .notEnoughData }
    if multiplier(humanHours: humanHours * bounds.low) > 1 { return .gain }
    return multiplier(humanHours: humanHours * bounds.high) < 1 ? .loss : .undecided
  }
}

/// The three claims and what they rest on.
public struct Claims: Sendable, Equatable {
  public internal(set) var asLogged = Claim(.asLogged)
  public internal(set) var calibrated = Claim(.calibrated)
  public internal(set) var conservative = Claim(.conservative)
  public internal(set) var quality = DataQuality()
  public internal(set) var calibration = Calibration()
  public internal(set) var present = PresentTime()
  /// Months in which somebody worked, of all persons together.
  public internal(set) var paidMonths = 0
  public internal(set) var people = 0
  /// What moves the calibrated claim's money most.
  public internal(set) var sensitivity = Sensitivity()
  /// The rates that they are computed with.
  public internal(set) var config = Config()
  /// The share of the claimed hours that is of kinds of work done by hand; nil where nothing is claimed or calibrated.
  public internal(set) var calibratedKindsShare: Double?

  public subscript(kind: Claim.Kind) -> Claim {
    switch kind {
    case .conservative: conservative
    case .calibrated: calibrated
    case .asLogged: asLogged
    }
  }

  /// The conservative one first, as they are shown.
  public var all: [Claim] { Claim.Kind.allCases.map { self[$0] } }

  /// The product's verdict: only the conservative claim has one.
  public var verdict: Claim.Verdict { conservative.verdict }

  init() {}
}

/// What claims rest on whatever the rates and however estimates are taken: doubts, presence, days. It is kept while other rates
/// are tried out.
public struct ClaimBasis: Sendable {
  fileprivate let claimed: ClaimedSessions
  fileprivate let sessions: [Session]
  fileprivate let quality: DataQuality
  fileprivate let present: PresentTime
  /// Of the whole history.
  package let calibration: Calibration
  fileprivate let calendar: LocalCalendar
}

extension StatisticsEngine {
  /// The claims of what a range and a filter leave; `calibration` is of the whole history. Cost: a few passes over the
  /// sessions and sorts of them.
  public func claims(
    _ covered: History, calibration: Calibration, calendar: LocalCalendar
  ) -> Claims {
    claims(covered, of: figures(covered), calibration: calibration, calendar: calendar)
  }

  /// The same, with figures that were computed already.
  public func claims(
    _ covered: History, of figures: Overview, calibration: Calibration, calendar: LocalCalendar
  ) -> Claims {
    claims(
      of: figures, on: claimBasis(covered, calibration: calibration, calendar: calendar))
  }

  /// What claims of a history rest on.
  public func claimBasis(
    _ covered: History, calibration: Calibration, calendar: LocalCalendar
  ) -> ClaimBasis {
    let claimed = ClaimedSessions(covered.sessions, config: config, calendar: calendar)
    return ClaimBasis(
      claimed: claimed, sessions: covered.sessions,
      quality: DataQuality(claimed, covered, config: config),
      present: PresentTime(claimed, covered.sessions), calibration: calibration,
      calendar: calendar)
  }

  /// The claims with the rates of this engine, of figures that are computed with them.
  public func claims(of figures: Overview, on basis: ClaimBasis) -> Claims {
    var claims = Claims()
    let (claimed, calibration) = (basis.claimed, basis.calibration)
    claims.config = config
    claims.calibration = calibration
    (claims.quality, claims.present) = (basis.quality, basis.present)
    (claims.paidMonths, claims.people) = (claimed.paidMonths, claimed.people)
    let counting = ClaimCounting(
      config: config, claimed: claimed, quality: claims.quality, calibration: calibration)
    let spent = counting.spentDays(figures.gaps, basis.calendar)
    claims.asLogged = counting.asLogged(figures.roi, spent)
    claims.calibrated = counting.calibrated(claims.asLogged, spent)
    claims.conservative = counting.conservative(claims.present, months: claims.paidMonths)
    claims.sensitivity = Sensitivity(claims, claimed, aiHours: figures.roi.aiHours)
    claims.calibratedKindsShare = counting.share(
      of: calibration.workTypes, in: basis.sessions, calibration)
    return claims
  }
}
