// Groups of sessions held against all others, like with like only. It stays silent where the data cannot tell.

/// What sessions are compared by.
public enum ComparedBy: String, Sendable, CaseIterable {
  case model
  case taskType = "task_type"
  case project, client, developer

  /// Like what is compared with like.
  var strata: ComparedBy { self == .taskType ? .model : .taskType }

  /// Several of them.
  var words: String {
    switch self {
    case .model: "models"
    case .taskType: "kinds of work"
    case .project: "projects"
    case .client: "clients"
    case .developer: "developers"
    }
  }

  /// A session's value; nil without one.
  func value(of session: Session) -> String? {
    let value =
      switch self {
      case .model: session.modelName
      case .taskType: session.taskType
      case .project: session.project
      case .client: session.client ?? session.executionContext
      case .developer: session.developer
      }
    return value.flatMap { $0.isBlank ? nil : $0 }
  }
}

/// What is compared of them.
public enum ComparedMeasure: String, Sendable, CaseIterable {
  case success, minutes, rating

  /// A session's value: success 1 or 0, the logarithm of its minutes, its mean rating from 1 to 5; nil without one.
  fileprivate func value(of session: Session, _ tally: InteractionTally?) -> Double? {
    switch self {
    case .success: session.outcome == "success" ? 1 : 0
    case .minutes:
      session.start.flatMap { session.end?.minutes(since: $0) }.flatMap {
        $0 > 0 ? PlainMath.ln($0) : nil
      }
    case .rating: tally.flatMap(\.meanOfRated)
    }
  }
}

extension InteractionTally {
  /// The mean of the ratings from 1 to 5; nil without any.
  fileprivate var meanOfRated: Double? {
    let counts = countsByRating
    let rated = counts.reduce(0, +)
    guard rated > 0 else { return nil }
    let sum = zip(Interaction.ratings, counts).reduce(0) { $0 + $1.0 * $1.1 }
    return Double(sum) / Double(rated)
  }
}

/// Groups held against one another.
public struct FairComparison: Sendable, Equatable {
  public enum Verdict: String, Sendable {
    case higher, lower, none
    case notEnoughData = "not_enough_data"
  }

  public struct Group: Sendable, Equatable {
    public var name: String
    public var sessions = 0
    /// Those of kinds that others have, too, and the others' of the same kinds.
    public var compared = 0
    public var others = 0
    /// On how many days the compared ones began, and the others.
    public var days = 0
    public var otherDays = 0
    /// Plain mean of its sessions.
    public var mean = 0.0
    /// What can be told of it; nil for not enough data.
    public var difference: Difference?
    public var verdict = Verdict.notEnoughData

    /// Why nothing is told; nil where something is.
    public var whyNone: String? {
      guard difference == nil else { return nil }
      let (sessions, days) = (min(compared, others), min(self.days, otherDays))
      if sessions < FairComparison.least {
        return "not enough data: \(sessions) of \(FairComparison.least) sessions"
      }
      return days < FairComparison.least
        ? "not enough data: \(days) of \(FairComparison.least) days"
        : "not enough data: too few days carry the sessions"
    }
  }

  /// How a group differs from the others on the same kinds.
  public struct Difference: Sendable, Equatable {
    public var value: Double
    public var standardError: Double
    /// Degrees of freedom.
    public var df: Double
    /// Of the plain means of all sessions.
    public var crude: Double
    /// A smaller one would stay unseen.
    public var detectable: Double
    /// Where it lies in 8 of 10 cases.
    public var low: Double
    public var high: Double
    /// Drawn to the mean of all; nil with fewer than three groups.
    public var shrunk: Double?

    /// Whether the plain means say the opposite.
    public var isOppositeOfCrude: Bool {
      (crude < 0) != (value < 0) && crude != 0 && value != 0 && crude.magnitude > standardError
    }
  }

  public var by: ComparedBy
  public var measure: ComparedMeasure
  /// Those with the most sessions first.
  public var groups: [Group] = []
  /// Groups beyond the first twelve.
  public var leftOutGroups = 0
  /// Among how many a difference might be found by chance.
  public var comparisons = 1
  /// Sessions that are in no group, and why.
  public var running = 0
  public var humanReview = 0
  public var withoutValue = 0
  public var withoutGroup = 0

  static let least = 8
  static let leastEffectiveDays = 5.0
  static let mostGroups = 12
  /// Of a whole table: 4 %, so that 5 % holds on clustered days too.
  static let familyError = 0.04
  /// Normal quantiles of 1 − 0.04/2m, for m from 1 on.
  static let quantiles = [
    2.053748910631822, 2.3263478740408408, 2.4747396492194813, 2.5758293035489, 2.6520698079021954,
    2.7130518884727204, 2.7637411115536006, 2.8070337683438114, 2.8447632422993725,
    2.8781617390954826, 2.908096279901099, 2.9351994688666982,
  ]

  init(by: ComparedBy, measure: ComparedMeasure) { (self.by, self.measure) = (by, measure) }
}

extension StatisticsEngine {
  /// Compares groups of sessions. Cost: a pass over the sessions, and for each of at most twelve groups days × kinds.
  public func comparison(
    of history: History, by: ComparedBy, measure: ComparedMeasure, calendar: LocalCalendar
  ) -> FairComparison {
    var comparison = FairComparison(by: by, measure: measure)
    var table = ComparedSessions()
    let sessions = history.sessions
    // By position: a copy of each session would cost more than the comparison.
    for index in sessions.indices {
      if !config.isProductive(sessions[index]) {
        comparison.humanReview += 1
      } else if sessions[index].state == .active {
        comparison.running += 1
      } else if let group = by.value(of: sessions[index]) {
        let tally =
          measure == .rating ? history.interactions.bySession[sessions[index].id] : nil
        if let value = measure.value(of: sessions[index], tally) {
          let day = sessions[index].start.map { calendar.day(of: $0).daysSince1970 }
          table.add(
            group, stratum: by.strata.value(of: sessions[index]) ?? "",
            day: day ?? DayNumbers.undated, value)
        } else {
          comparison.withoutValue += 1
        }
      } else {
        comparison.withoutGroup += 1
      }
    }
    let names = table.groups
    comparison.leftOutGroups = max(0, names.count - FairComparison.mostGroups)
    let cells = table.cells
    var found = names.prefix(FairComparison.mostGroups).map { cells.side(of: $0) }
    let enough = found.count { $0.seen != nil }
    comparison.comparisons = names.count == 2 ? 1 : max(1, enough)
    let m = comparison.comparisons
    for place in found.indices { found[place].judge(m) }
    comparison.groups = found.map(\.group)
    comparison.shrink()
    return comparison
  }
}

extension FairComparison {
  /// Draws each difference to none as far as the differences are chance.
  fileprivate mutating func shrink() {
    let differences = groups.compactMap(\.difference)
    guard differences.count >= 3 else { return }
    var sum = 0.0
    for one in differences {
      sum += one.value * one.value - one.standardError * one.standardError
    }
    let spread = max(0, sum / Double(differences.count))
    for place in groups.indices {
      guard let one = groups[place].difference else { continue }
      let whole = spread + one.standardError * one.standardError
      groups[place].difference?.shrunk = whole > 0 ? one.value * spread / whole : 0
    }
  }
}
