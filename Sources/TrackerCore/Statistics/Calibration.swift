// How estimates compare with how long a person takes, seen on tasks done by hand. What nobody measured is assumed, and said.

/// How much of an estimate a person needs, by who made it.
public struct Calibration: Sendable, Equatable {
  /// The factor of one estimator.
  public struct Factor: Sendable, Equatable {
    /// How many tasks done by hand it was seen on, or could have been.
    public var pairs: Int
    /// Whether it is the ledger's own, or assumed.
    public var isOwn: Bool
    /// Minutes needed for each one estimated.
    public var factor: Double
    /// Of its logarithm.
    public var logDeviation: Double
    /// The ratio of the sums, unmoved by the trial; nil with too few pairs.
    public var rawFactor: Double?

    /// Where it lies in 8 of 10 cases.
    public var interval: ClosedRange<Double> {
      let half = PlainMath.z80 * logDeviation
      return (factor * PlainMath.exp(-half))...(factor * PlainMath.exp(half))
    }
  }

  /// The factor of an estimator on one kind of work.
  public struct Cell: Sendable, Equatable {
    public var estimator: Estimator
    public var workType: String
    public var pairs: Int
    /// The three are nil with too few pairs.
    public var rawFactor: Double?
    public var factor: Double?
    public var interval: ClosedRange<Double>?
  }

  /// Sessions of a kind that were done with the assistant: how long they took, which says nothing of a person alone.
  public struct AISessions: Sendable, Equatable {
    public var taskType: String
    public var sessions: Int
    /// The middle length, and those that 8 of 10 lie between, in minutes.
    public var minutes: Double
    public var usual: ClosedRange<Double>
    /// The middle estimate, in minutes; nil without a usable one.
    public var estimate: Double?
  }

  public internal(set) var agent = Factor(assumedOf: .agent, pairs: 0)
  public internal(set) var person = Factor(assumedOf: .person, pairs: 0)
  /// By estimator, then kind of work.
  public internal(set) var cells: [Cell] = []
  /// The most frequent kind first.
  public internal(set) var aiSessions: [AISessions] = []
  /// Of the estimators, how often each kind of work was done by hand.
  var workTypes: Set<String> = []

  public subscript(estimator: Estimator) -> Factor { estimator == .agent ? agent : person }

  /// With fewer pairs nothing is claimed of them.
  public static let leastPairs = 5

  public init() {}

  /// Of a whole history: tasks by hand are few.
  public init(_ sessions: [Session]) {
    var pairs: [TaskByHand] = []
    for index in sessions.indices {
      if let pair = TaskByHand(sessions[index]) { pairs.append(pair) }
    }
    let of = { (estimator: Estimator) in pairs.filter { $0.estimator == estimator } }
    agent = Factor(.agent, of(.agent))
    person = Factor(.person, of(.person))
    workTypes = Set(pairs.compactMap(\.workType))
    for estimator in Estimator.allCases {
      let kinds = Set(of(estimator).compactMap(\.workType)).sorted {
        $0.utf8.lexicographicallyPrecedes($1.utf8)
      }
      for kind in kinds {
        cells.append(
          Cell(estimator, kind, of(estimator).filter { $0.workType == kind }, self[estimator]))
      }
    }
    aiSessions = AISessions.all(of: sessions)
  }
}

/// A task that a person estimated, or had estimated, and then did without the assistant.
struct TaskByHand {
  var estimator: Estimator
  var workType: String?
  /// Minutes that were said before, and that it took.
  var said: Double
  var took: Double

  /// Nil for a session that is none.
  init?(_ session: Session) {
    guard session.isCompleted, session.isWithoutAI, session.outcome == "success",
      !session.isClosedForItsOwner,
      let said = session.firstEstimateMinutes, said.isValidEstimate,
      let start = session.start, let took = session.end?.minutes(since: start), took >= 1
    else { return nil }
    (self.said, self.took) = (said, took)
    estimator = session.estimator
    workType = session.workType.flatMap { $0.isBlank ? nil : $0 }
  }
}

/// A ratio of sums on the scale of logarithms, and its variance.
private struct LogRatio {
  var raw: Double
  var logarithm: Double
  var variance: Double

  /// Of at least two pairs. The spread of one task counts as if eight more had been seen that spread as in the trial.
  init(_ pairs: [TaskByHand]) {
    let count = Double(pairs.count)
    var (said, took) = (0.0, 0.0)
    for pair in pairs {
      said += pair.said
      took += pair.took
    }
    raw = took / said
    logarithm = PlainMath.ln(took / said)
    var unevenness = 0.0
    for pair in pairs { unevenness += (pair.said / said) * (pair.said / said) }
    let error = PlainMath.jackknifeError(
      pairs.map { PlainMath.ln((took - $0.took) / (said - $0.said)) })
    let own = error * error / unevenness
    let spread = Calibration.trialTaskDeviation
    let variance =
      (Calibration.trialTasks * spread * spread + (count - 1) * own)
      / (Calibration.trialTasks + (count - 1))
    self.variance = variance * unevenness
  }
}

extension Calibration {
  /// METR's randomised trial (arXiv:2507.09089), the arm without AI: minutes needed for each one estimated.
  static let trialFactor = 0.94
  /// In it, the spread of one task, of its logarithm: also how far an agent's whole bias may go, of which no trial tells.
  static let trialTaskDeviation = 0.62
  /// In it, the spread of the developers' own ratios.
  static let trialPersonDeviation = 0.39
  /// Between the developers' means: how far kinds of work may differ.
  static let trialGroupDeviation = 0.26
  /// How many tasks the trial's spread counts for.
  fileprivate static let trialTasks = 8.0

  fileprivate static func trialDeviation(of estimator: Estimator) -> Double {
    estimator == .agent ? trialTaskDeviation : trialPersonDeviation
  }
}

extension Calibration.Factor {
  /// What is taken from the trial.
  init(assumedOf estimator: Estimator, pairs: Int) {
    self.init(
      pairs: pairs, isOwn: false, factor: Calibration.trialFactor,
      logDeviation: Calibration.trialDeviation(of: estimator))
  }

  fileprivate init(_ estimator: Estimator, _ pairs: [TaskByHand]) {
    self.init(assumedOf: estimator, pairs: pairs.count)
    guard pairs.count >= Calibration.leastPairs else { return }
    let (seen, tau) = (LogRatio(pairs), Calibration.trialDeviation(of: estimator))
    let weight = 1 / (tau * tau) + 1 / seen.variance
    let mean =
      (PlainMath.ln(Calibration.trialFactor) / (tau * tau) + seen.logarithm / seen.variance)
      / weight
    factor = PlainMath.exp(mean)
    logDeviation = (1 / weight).squareRoot()
    (isOwn, rawFactor) = (true, seen.raw)
  }
}

extension Calibration.Cell {
  fileprivate init(
    _ estimator: Estimator, _ workType: String, _ pairs: [TaskByHand], _ all: Calibration.Factor
  ) {
    self.init(estimator: estimator, workType: workType, pairs: pairs.count)
    guard pairs.count >= Calibration.leastPairs else { return }
    let (seen, between) = (LogRatio(pairs), Calibration.trialGroupDeviation)
    let weight = between * between / (between * between + seen.variance)
    let mean = weight * seen.logarithm + (1 - weight) * PlainMath.ln(all.factor)
    let deviation =
      (weight * seen.variance + (1 - weight) * (1 - weight) * all.logDeviation * all.logDeviation)
      .squareRoot()
    rawFactor = seen.raw
    factor = PlainMath.exp(mean)
    let half = PlainMath.z80 * deviation
    interval = PlainMath.exp(mean - half)...PlainMath.exp(mean + half)
  }
}

extension Calibration.AISessions {
  fileprivate static func all(of sessions: [Session]) -> [Calibration.AISessions] {
    var byType: [String: (minutes: [Double], estimates: [Double])] = [:]
    for index in sessions.indices {
      guard let minutes = sessions[index].minutesWithAI else { continue }
      let kind = sessions[index].taskType ?? ""
      byType[kind, default: ([], [])].minutes.append(minutes)
      if let estimate = sessions[index].estimateMinutes, estimate.isValidEstimate {
        byType[kind, default: ([], [])].estimates.append(estimate)
      }
    }
    return byType.map { kind, lists in
      let minutes = lists.minutes.sorted()
      let rank = { PlainMath.nearestRank(minutes, $0) ?? 0 }
      return Calibration.AISessions(
        taskType: kind, sessions: minutes.count, minutes: rank(0.5), usual: rank(0.1)...rank(0.9),
        estimate: PlainMath.nearestRank(lists.estimates.sorted(), 0.5))
    }.sorted {
      $0.sessions != $1.sessions
        ? $0.sessions > $1.sessions
        : $0.taskType.utf8.lexicographicallyPrecedes($1.taskType.utf8)
    }
  }
}

extension Session {
  /// How long it took with the assistant, in minutes; nil for what is not counted, not timed or shorter than a minute.
  var minutesWithAI: Double? {
    guard isCompleted, taskType != TaskType.humanReview.rawValue, let start,
      let minutes = end?.minutes(since: start), minutes >= 1
    else { return nil }
    return minutes
  }
}
