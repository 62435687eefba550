/// All that the three files tell, as far as viewers need it: the value that every statistic is computed from.
public struct History: Sendable, Equatable, PartlyRead {
  /// In file order.
  public var sessions: [Session] = []
  /// The sessions among which these stand, where a filter left only some: pauses are those between all of them. Nil where
  /// these are all.
  public internal(set) var line: [Session]?
  public var interactions = InteractionTallies()
  /// The facts of each interaction, where they were asked for; otherwise empty.
  public var facts = InteractionFacts()
  /// What interactions, and code whose list was left out, say of the last work in sessions that have not ended.
  var lastWork: [SessionID: SignsOfLife] = [:]
  /// The last interaction of each session that has not ended, where facts were asked for.
  package var lastInteractions: [SessionID: LastInteraction] = [:]
  /// An unended session of which nothing was heard for so many hours is stale.
  public internal(set) var maximumSessionHours = Config.defaultMaximumSessionHours
  /// In file order.
  public var issues: [Issue] = []
  /// The first of the records that could not be used, in file order: at most `maximumSkippedNamed`.
  public private(set) var skipped: [SkippedRecord] = []
  /// How many records could not be used.
  public private(set) var skippedCount = 0
  /// Files that could not be used at all, with the reason; their records are missing here.
  public package(set) var unusableFiles: [UnusableFile] = []
  /// Last change of any of the files; nil when there are none.
  public var changedAt: Timestamp?
  /// What the range left out that is no earlier or later work; nothing where no range was applied.
  public internal(set) var outside = OutsideSessions()

  public init() {}

  /// The files that could not be used at all.
  public var unreadable: Set<DataFile> { Set(unusableFiles.compactMap(\.part)) }

  /// Whether the files say nothing at all, not even something that cannot be used.
  public var isEmpty: Bool {
    sessions.isEmpty && interactions.all.count == 0 && issues.isEmpty && skippedCount == 0
      && unusableFiles.isEmpty
  }

  /// So many skipped records are named; the rest is only counted.
  public static let maximumSkippedNamed = 100

  /// Notes a record that could not be used.
  mutating func skip(_ record: SkippedRecord) {
    skippedCount += 1
    if skipped.count < History.maximumSkippedNamed { skipped.append(record) }
  }

  /// Counts one interaction and notes its facts.
  public mutating func add(
    interactionOf session: SessionID?, at time: Timestamp?, rating: Int, iterations: Int = 1,
    tools: [String] = [], tokensIn: Int? = nil, tokensOut: Int? = nil, prompt: String = ""
  ) {
    interactions.add(
      session: session, rating: rating, iterations: iterations, tokensIn: tokensIn,
      tokensOut: tokensOut)
    facts.add(session: session, time: time, rating: rating, iterations: iterations, tools: tools)
    guard let session else { return }
    lastWork[session, default: SignsOfLife()].note(time, .interaction)
    lastInteractions.note(time, of: session) {
      LastInteraction(time: $0, rating: rating, prompt: prompt)
    }
  }

  /// Only the sessions that started within `bounds` (microseconds since 1970, UTC; a start without an offset counts as
  /// UTC), with their interactions and issues. Sessions without a readable start are in no range. Nil bounds: everything.
  /// With a `now` the sessions that can be in no range up to it are counted: `outside`.
  public func restricted(to bounds: Range<Int64>?, now: Timestamp? = nil) -> History {
    guard let bounds else { return self }
    var result = restricted(
      toSessionsAt: sessions.indices.filter { sessions[$0].hasStarted(in: bounds) })
    if let now { result.outside = OutsideSessions(sessions, notIn: bounds, now: now) }
    return result
  }

  /// Only the sessions at these positions, with their interactions and issues; those without a session belong to none.
  /// `keepsLine` says that pauses remain those between all sessions.
  package func restricted(toSessionsAt positions: [Int], keepsLine: Bool = false) -> History {
    var result = self
    result.line = keepsLine ? line ?? sessions : nil
    result.sessions = positions.map { sessions[$0] }
    let ids = Set(result.sessions.lazy.map(\.id))
    result.interactions = interactions.restricted(to: ids)
    result.facts = facts.restricted(to: ids)
    result.issues = issues.filter { ids.contains($0.sessionID) }
    return result
  }

  /// Whether any session started within `bounds`, as `restricted(to:)` takes them.
  public func hasSessions(in bounds: Range<Int64>?) -> Bool {
    guard let bounds else { return !sessions.isEmpty }
    return sessions.contains { $0.hasStarted(in: bounds) }
  }

  /// How many sessions started within `bounds`, as `restricted(to:)` takes them.
  public func sessionCount(in bounds: Range<Int64>?) -> Int {
    guard let bounds else { return sessions.count }
    return sessions.count { $0.hasStarted(in: bounds) }
  }

  /// Only one session with its interactions and issues; nil when there is no such session.
  public func restricted(toSession id: SessionID) -> History? {
    sessions.firstIndex { $0.id == id }.map { restricted(toSessionsAt: [$0]) }
  }
}

/// Sessions that no range up to now can contain, so that they are said instead.
public struct OutsideSessions: Sendable, Equatable {
  /// Those without a readable start.
  public var undatedCount = 0
  /// Those that start after the present.
  public var futureCount = 0

  public init() {}

  /// Counts those of some sessions that do not lie within `bounds`.
  package init(_ sessions: [Session], notIn bounds: Range<Int64> = 0..<0, now: Timestamp) {
    let present = now.endOfPresent
    for session in sessions {
      guard let start = session.start?.microseconds else {
        undatedCount += 1
        continue
      }
      if start >= present, !bounds.contains(start) { futureCount += 1 }
    }
  }

  /// `8 without a date, 5 in the future: not in this range`; nil without any.
  public var sentence: String? { sentence(notIn: "this range") }

  /// The same of another place.
  package func sentence(notIn place: String) -> String? {
    text(undated: "without a date").map { $0 + ": not in \(place)" }
  }

  /// `8 undated, 5 in the future`, where there is little room; nil without any.
  package var brief: String? { text(undated: "undated") }

  private func text(undated: String) -> String? {
    let parts = [(undatedCount, undated), (futureCount, "in the future")]
      .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}

extension Session {
  fileprivate func hasStarted(in bounds: Range<Int64>) -> Bool {
    start.map { bounds.contains($0.microseconds) } ?? false
  }
}

/// A record, or a member of one, that could not be used; it stays in its file as it is.
public struct SkippedRecord: Sendable, Equatable {
  /// `sessions.json`, `interactions.json` or `issues.json`.
  public var file: String
  /// Which record: its key or its position from 1.
  public var record: String
  /// What is wrong with it, e.g. `not an object` or `human_time_estimate_minutes is not a number`.
  public var reason: String

  public init(file: String, record: String, reason: String) {
    self.file = file
    self.record = record
    self.reason = reason
  }
}
