// THE LIST of doubts: what speaks against counting a session, and what is worth knowing of it. Exact rules, no score.

/// Something that is wrong or worth knowing of a counted session.
public enum QualityFlag: String, Sendable, CaseIterable {
  case badTime = "bad_time"
  case short
  case noInteractions = "no_interactions"
  case autoClosed = "auto_closed"
  case atCap = "at_cap"
  case noOutcome = "no_outcome"
  case notSuccess = "not_success"
  case badEstimate = "bad_estimate"
  case overADay = "over_a_day"
  case outlier
  case tooFast = "too_fast"
  case overlaps
  case agentEstimate = "agent_estimate"

  /// Whether it keeps a session out of the conservative claim; else it is only shown.
  public var isDoubt: Bool {
    switch self {
    case .overADay, .outlier, .tooFast, .overlaps, .agentEstimate: false
    default: true
    }
  }

  /// In a few words, as the report lists them. `hours` is how long a session may last.
  public func words(maximumHours hours: Double) -> String {
    switch self {
    case .badTime: "no usable start and end"
    case .short: "under 1 minute"
    case .noInteractions: "no interaction"
    case .autoClosed: "closed for their owner"
    case .atCap: "cut off at \(hours.plainText) h"
    case .noOutcome: "no outcome"
    case .notSuccess: "not success"
    case .badEstimate: "no usable estimate"
    case .overADay: "estimate over 8 h"
    case .outlier: "above p99 of its kind"
    case .tooFast: "over an hour of work a minute"
    case .overlaps: "beside another"
    case .agentEstimate: "the agent's own estimate"
    }
  }

  /// As the row of a chart.
  public func title(maximumHours hours: Double) -> String {
    switch self {
    case .atCap, .overADay: words(maximumHours: hours)
    case .notSuccess: "did not end in success"
    case .overlaps: "runs beside another"
    case .agentEstimate: "estimate is the agent's own"
    default: help
    }
  }

  /// What it means, in a sentence of a table.
  public var help: String {
    switch self {
    case .badTime: "no usable start and end"
    case .short: "under 1 minute"
    case .noInteractions: "no interaction logged"
    case .autoClosed: "closed for its owner"
    case .atCap: "cut off at the maximum length of a session"
    case .noOutcome: "no outcome"
    case .notSuccess: "did not end in success, yet counts as saved"
    case .badEstimate: "no usable estimate"
    case .overADay: "estimate over 8 h (conservative counts 8)"
    case .outlier: "estimate above p99 of its kind"
    case .tooFast: "over an hour of work a minute"
    case .overlaps: "runs beside another session of the same person"
    case .agentEstimate: "the estimate is the agent's own"
    }
  }

  fileprivate var bit: UInt16 { 1 << UInt16(QualityFlag.allCases.firstIndex(of: self) ?? 0) }
  fileprivate static let doubts = allCases.filter(\.isDoubt).reduce(0) { $0 | $1.bit }
}

/// What the figures of a history rest on.
public struct DataQuality: Sendable, Equatable {
  /// How many counted sessions have a flag, and the hours they claim.
  public struct Count: Sendable, Equatable {
    public var flag: QualityFlag
    public var sessions = 0
    public var claimedHours = 0.0
  }

  public internal(set) var countedSessions = 0
  /// Counted ones without a doubt; nil where the interactions cannot be read, of which one doubt is.
  public internal(set) var cleanSessions: Int? = 0
  /// Of usable estimates.
  public internal(set) var claimedHours = 0.0
  /// Of those the part of sessions with a doubt; nil as above.
  public internal(set) var doubtedHours: Double? = 0
  /// In the order of the list; what cannot be read is left out.
  public internal(set) var counts = QualityFlag.allCases.map { Count(flag: $0) }
  /// Sessions that are not completed.
  public internal(set) var neverEnded = 0
  /// Nil where they cannot be read.
  public internal(set) var ratedInteractions: Int? = 0
  /// The share of the rating that was given most often, 0…1; nil without any.
  public internal(set) var commonestRatingShare: Double?
  /// How long a session may last, in hours.
  public internal(set) var maximumSessionHours = Config.defaultMaximumSessionHours
  /// One bit a flag, one entry a session.
  fileprivate var flags: [UInt16] = []

  /// Whether it is known which sessions are doubtful.
  public var areDoubtsKnown: Bool { cleanSessions != nil }
  /// Doubted of claimed hours, 0…1; nil where nothing is claimed, or doubts are not known.
  public var doubtedShare: Double? {
    claimedHours > 0 ? doubtedHours.map { $0 / claimedHours } : nil
  }
  /// Whether nearly all ratings are the same, so that their mean tells little.
  public var ratingsSayLittle: Bool {
    ratedInteractions ?? 0 >= 20 && (commonestRatingShare ?? 0) >= 0.75
  }

  public func count(of flag: QualityFlag) -> Count {
    counts.first { $0.flag == flag } ?? Count(flag: flag)
  }

  /// The flags that any session has: doubts before notes, and of each what the most hours are claimed with first.
  public var raised: [Count] {
    let raised = counts.filter { $0.sessions > 0 }.enumerated().sorted { a, b in
      if a.element.flag.isDoubt != b.element.flag.isDoubt { return a.element.flag.isDoubt }
      return a.element.claimedHours != b.element.claimedHours
        ? a.element.claimedHours > b.element.claimedHours : a.offset < b.offset
    }
    return raised.map(\.element)
  }

  /// Whether nothing speaks against counting a session, by its place in the history.
  func isClean(_ index: Int) -> Bool { flags[index] & QualityFlag.doubts == 0 }

  /// What stands over every claim.
  public var sentence: String {
    guard areDoubtsKnown else {
      return
        "Rests on \(countedSessions) sessions as logged: \(DataFile.interactions.name) cannot be "
        + "read, so which are doubtful is not known"
    }
    let share = doubtedShare.map { percentText($0 * 100, decimals: 0) } ?? "—"
    return "\(shortSentence); \(share) of the claimed hours are of doubtful ones"
  }

  /// The same in few columns.
  public var shortSentence: String {
    "Rests on \(cleanSessions.map { "\($0) of " } ?? "")\(countedSessions) sessions"
  }

  init() {}

  init(_ claimed: ClaimedSessions, _ history: History, config: Config) {
    let sessions = history.sessions
    let isRead = !history.unreadable.contains(.interactions)
    maximumSessionHours = config.maximumSessionHours
    neverEnded = sessions.indices.count { !sessions[$0].isCompleted }
    let overlapping = claimed.overlapping(sessions)
    let usual = UsualEstimates(claimed, sessions)
    flags = sessions.indices.map { index in
      guard claimed.isCounted[index] else { return 0 }
      let isTimed = claimed.isTimed[index]
      let (minutes, estimate) = (claimed.minutes[index], claimed.estimates[index])
      let outcome = sessions[index].outcome ?? ""
      var flags: UInt16 = 0
      func set(_ flag: QualityFlag, _ holds: Bool) { if holds { flags |= flag.bit } }
      set(.badTime, !isTimed)
      set(.short, isTimed && minutes < 1)
      set(.noInteractions, isRead && !history.interactions.names(sessions[index].id))
      set(.autoClosed, sessions[index].isClosedForItsOwner)
      set(.atCap, isTimed && (minutes - 60 * config.maximumSessionHours).magnitude <= 1.0 / 60)
      set(.noOutcome, outcome.isEmpty)
      set(.notSuccess, !outcome.isEmpty && outcome != "success")
      set(.badEstimate, !estimate.isValidEstimate)
      guard estimate.isValidEstimate else {
        set(.overlaps, overlapping[index])
        return flags
      }
      set(.overADay, estimate > Config.longestDayMinutes)
      set(.outlier, usual.isBeyond(estimate, sessions[index].taskType))
      set(.tooFast, isTimed && minutes > 0 && estimate / minutes > 60)
      set(.overlaps, overlapping[index])
      set(.agentEstimate, claimed.estimators[index] == .agent)
      return flags
    }
    sum(claimed)
    guard isRead else {
      (cleanSessions, doubtedHours, ratedInteractions) = (nil, nil, nil)
      counts.removeAll { $0.flag == .noInteractions }
      return
    }
    let ratings = history.interactions.all.countsByRating
    let rated = ratings.reduce(0, +)
    ratedInteractions = rated
    if rated > 0 { commonestRatingShare = Double(ratings.max() ?? 0) / Double(rated) }
  }

  private mutating func sum(_ claimed: ClaimedSessions) {
    var (all, doubted, clean) = (0.0, 0.0, 0)
    var minutes = Array(repeating: 0.0, count: counts.count)
    for index in flags.indices where claimed.isCounted[index] {
      countedSessions += 1
      if isClean(index) { clean += 1 }
      let estimate = claimed.estimates[index].isValidEstimate ? claimed.estimates[index] : 0
      all += estimate
      if !isClean(index) { doubted += estimate }
      guard flags[index] != 0 else { continue }
      for place in counts.indices where flags[index] & (1 << UInt16(place)) != 0 {
        counts[place].sessions += 1
        minutes[place] += estimate
      }
    }
    (claimedHours, doubtedHours, cleanSessions) = (all / 60, doubted / 60, clean)
    for place in counts.indices { counts[place].claimedHours = minutes[place] / 60 }
  }
}

extension ClaimedSessions {
  /// Which sessions share time with another one of the same person.
  fileprivate func overlapping(_ sessions: [Session]) -> [Bool] {
    var overlapping = Array(repeating: false, count: sessions.count)
    for line in lines {
      var longest: (index: Int, end: Int64)?
      for index in line {
        guard let start = sessions[index].start?.microseconds,
          let end = sessions[index].end?.microseconds, end > start
        else { continue }
        if let other = longest, start < other.end {
          overlapping[other.index] = true
          overlapping[index] = true
        }
        if end > longest?.end ?? .min { longest = (index, end) }
      }
    }
    return overlapping
  }
}

/// The estimates that hardly any of a kind, or of all, lie above.
private struct UsualEstimates {
  private var ofKind: [String?: Double] = [:]
  private var ofAll: Double?
  private static let fewest = 100

  init(_ claimed: ClaimedSessions, _ sessions: [Session]) {
    var byKind: [String?: [Double]] = [:]
    var all: [Double] = []
    for index in sessions.indices where claimed.isCounted[index] {
      let estimate = claimed.estimates[index]
      guard estimate.isValidEstimate else { continue }
      byKind[sessions[index].taskType, default: []].append(estimate)
      all.append(estimate)
    }
    guard all.count >= UsualEstimates.fewest else { return }
    ofAll = PlainMath.nearestRank(all.sorted(), 0.99)
    for (kind, estimates) in byKind where estimates.count >= UsualEstimates.fewest {
      ofKind[kind] = PlainMath.nearestRank(estimates.sorted(), 0.99)
    }
  }

  func isBeyond(_ estimate: Double, _ kind: String?) -> Bool {
    (ofKind[kind] ?? ofAll).map { estimate > $0 } ?? false
  }
}
