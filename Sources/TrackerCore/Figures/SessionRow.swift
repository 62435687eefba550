// A session in a list, with what belongs to it. Everything is looked up when it is asked for: a row is a place.

/// One session as a list shows it.
public struct SessionRow: Sendable, PartlyRead {
  let facts: SessionFacts
  let place: Int

  /// All of its record; where one member is wanted of many rows, a column or a property of the row copies less.
  public var session: Session { facts.history.sessions[place] }
  public var id: SessionID { session.id }
  public var name: String { session.name }
  public var taskType: String { session.taskType ?? "" }
  public var modelName: String { session.modelName }
  public var state: SessionState { session.state }
  /// `success`, `partial`, `failed`, or empty.
  public var outcome: String { session.outcome ?? "" }
  /// Nil when missing or unreadable.
  public var start: Timestamp? { session.start }
  /// ISO 8601 as stored; nil when missing.
  public var startTime: String? { session.startTime }
  /// Whether it is listed as running: anything but completed.
  public var isListedAsActive: Bool { session.isListedAsActive }
  /// Nil without an estimate.
  public var estimateMinutes: Double? { session.estimateMinutes }
  /// What its interactions add up to; nil without any.
  public var tally: InteractionTally? { facts.history.interactions.bySession[id] }
  public var interactionCount: Int { tally?.count ?? 0 }
  /// Mean rating; nil without interactions.
  public var averageRating: Double? { tally?.averageRating }
  public var issueCount: Int { facts.issues[id]?.count ?? 0 }
  /// The files that could not be read.
  public var unreadable: Set<DataFile> { facts.unreadable }
  /// One bit for each known severity of its issues, the mildest lowest.
  var severities: UInt8 { facts.severities[id] ?? 0 }

  /// What became of it so far.
  public func condition(at now: Timestamp) -> SessionCondition {
    session.condition(
      at: now, seen: signsOfLife, maximumHours: facts.history.maximumSessionHours)
  }

  /// Whether it runs; without `now` whether it has not ended.
  public func isRunning(at now: Timestamp?) -> Bool {
    state == .active && now.map { condition(at: $0) == .running } ?? true
  }

  /// When it was last seen at work, while it has not ended; nil where that is not known.
  public var lastSign: LifeSign? { signsOfLife.flatMap { session.lastSign($0) } }

  /// What was asked last, while it has not ended; nil without any interaction.
  public var lastInteraction: LastInteraction? { facts.history.lastInteractions[id] }

  /// Nil once it has ended.
  private var signsOfLife: SignsOfLife? {
    guard state == .active else { return nil }
    var seen = facts.history.signsOfLifeWithoutIssues(of: session)
    if let issue = facts.issues[id]?.last.last { seen.note(issue) }
    return seen
  }

  /// Minutes from start to end; nil while running or without both times. See `minutes(at:)`.
  public var durationMinutes: Double? { state == .active ? nil : session.minutesToEnd }

  /// Minutes of work so far: to the end, or to `now` while it runs; nil when that cannot be told, as of a start to come or a
  /// session that fell silent.
  public func minutes(at now: Timestamp?) -> Double? {
    if let durationMinutes { return durationMinutes }
    guard let now, let start, let minutes = now.minutes(since: start),
      condition(at: now) == .running
    else { return nil }
    return minutes < 0 ? nil : minutes
  }

  /// The estimate for each minute that it took; nil without either.
  public func timesFaster(at now: Timestamp?) -> Double? {
    guard let estimate = estimateMinutes, let minutes = minutes(at: now), estimate > 0, minutes > 0
    else { return nil }
    return estimate / minutes
  }

  /// Newest first; of the same start by id.
  public static func isBefore(_ a: SessionRow, _ b: SessionRow) -> Bool {
    let (first, second) = (a.start?.microseconds ?? .min, b.start?.microseconds ?? .min)
    if first != second { return first > second }
    return a.id.text.utf8.lexicographicallyPrecedes(b.id.text.utf8)
  }
}

extension SessionRow: Equatable {
  /// Whether the same is shown.
  public static func == (a: SessionRow, b: SessionRow) -> Bool {
    if a.session == b.session, a.tally == b.tally, a.issueCount == b.issueCount { return true }
    return columns.allSatisfy { $0.cell(a) == $0.cell(b) }
  }
}

/// A history and what is counted in it by session, shared by rows.
final class SessionFacts: Sendable {
  let history: History
  /// How many issues each session has, and when the last one was flagged.
  let issues: [SessionID: (count: Int, last: SignsOfLife)]
  /// Of the issues of each session, one bit for each known severity, the mildest lowest; where they were asked for.
  let severities: [SessionID: UInt8]
  /// The tools used in each session, where they were asked for.
  let tools: [SessionID: Set<String>]
  /// The files that could not be read.
  let unreadable: Set<DataFile>

  init(_ history: History, severities asksSeverities: Bool = false, tools namesTools: Bool = false)
  {
    self.history = history
    unreadable = history.unreadable
    issues = history.issues.reduce(into: [:]) { issues, issue in
      var (count, last) = issues[issue.sessionID] ?? (0, SignsOfLife())
      last.note(issue.time, .issue)
      issues[issue.sessionID] = (count + 1, last)
    }
    severities = (asksSeverities ? history.issues : []).reduce(into: [:]) { sets, issue in
      if let rank = issue.severityRank { sets[issue.sessionID, default: 0] |= 1 << UInt8(rank) }
    }
    tools = namesTools ? history.facts.toolsBySession : [:]
  }

  /// In file order.
  var rows: [SessionRow] {
    history.sessions.indices.map { SessionRow(facts: self, place: $0) }
  }
}

extension History {
  /// A row for every session, in file order. Cost: a pass over the issues.
  public var sessionRows: [SessionRow] { SessionFacts(self).rows }
}

extension InteractionFacts {
  /// The tools used in each session.
  fileprivate var toolsBySession: [SessionID: Set<String>] {
    var sets: [SessionID: Set<Int32>] = [:]
    forEach { fact in
      guard fact.toolSet != 0, let id = session(of: fact) else { return }
      sets[id, default: []].insert(fact.toolSet)
    }
    return sets.mapValues { Set($0.flatMap { toolSets[Int($0)] }) }
  }
}
