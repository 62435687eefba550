/// A moment at which a session was seen at work.
public struct LifeSign: Sendable, Equatable {
  /// What showed that it was at work.
  public enum Kind: Sendable {
    case start, interaction, issue, codeMetrics

    /// As it is told: `its last interaction`.
    public var words: String {
      switch self {
      case .start: "its start"
      case .interaction: "its last interaction"
      case .issue: "its last issue"
      case .codeMetrics: "its last code metrics"
      }
    }
  }

  public var time: Timestamp
  public var kind: Kind

  public init(time: Timestamp, kind: Kind) {
    self.time = time
    self.kind = kind
  }
}

/// What the files say of a session's last work.
struct SignsOfLife: Sendable, Equatable {
  /// The latest of its start, its interactions, its issues and its measured code; nil when none of them tells its offset
  /// from UTC.
  private(set) var last: LifeSign?
  var issueCount = 0
  /// Work after this moment does not count: it followed an explicit end, which it does not move.
  private var limit: Timestamp?

  init() {}

  /// What a session's own record says. Work that followed its end counts only when `afterEnd`.
  init(of session: Session, afterEnd: Bool = false) {
    if session.hasEnded, !afterEnd { limit = session.end }
    note(session.start, .start)
    for metrics in session.codeMetrics {
      note(metrics.timestamp.flatMap(Timestamp.init), .codeMetrics)
    }
  }

  mutating func note(_ sign: LifeSign) { note(sign.time, sign.kind) }

  /// A time that cannot be compared does not count. Work at the very moment of the start is more than the start.
  mutating func note(_ time: Timestamp?, _ kind: LifeSign.Kind) {
    guard let time, time.utcOffsetMicroseconds != nil else { return }
    if let limit, kind != .start, time.microseconds > limit.microseconds { return }
    if let last {
      let isLater = time.microseconds > last.time.microseconds
      let isMore = last.kind == .start && time.microseconds == last.time.microseconds
      guard isLater || isMore else { return }
    }
    last = LifeSign(time: time, kind: kind)
  }
}

extension History {
  /// The signs of life of a session that has not ended, as far as it was read. Cost: a pass over the issues.
  func signsOfLife(of session: Session) -> SignsOfLife {
    var signs = signsOfLifeWithoutIssues(of: session)
    for issue in issues where issue.sessionID == session.id { signs.note(issue.time, .issue) }
    return signs
  }

  /// The same but for its issues.
  func signsOfLifeWithoutIssues(of session: Session) -> SignsOfLife {
    var signs = SignsOfLife(of: session)
    if let work = lastWork[session.id]?.last { signs.note(work) }
    return signs
  }

  /// The signs of life of its sessions, by id, as far as it was read. Work that followed an end counts only when `afterEnds`.
  func signsOfLife(afterEnds: Bool = false) -> SessionMap<SignsOfLife> {
    var signs = SessionMap<SignsOfLife>()
    for session in sessions {
      signs.set(SignsOfLife(of: session, afterEnd: afterEnds), for: session.id)
    }
    facts.forEach { fact in
      guard let id = facts.session(of: fact), let position = signs.position(of: id) else { return }
      signs.values[position].note(fact.time, .interaction)
    }
    for issue in issues {
      guard let position = signs.position(of: issue.sessionID) else { continue }
      signs.values[position].note(issue.time, .issue)
    }
    return signs
  }
}
