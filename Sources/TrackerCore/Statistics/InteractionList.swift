// The interactions that a bar counts, packed: of which session, when, how good, in how many attempts. It refuses to hold
// their texts.

/// Interactions of several sessions, 24 bytes each.
public struct InteractionList: Sendable, Equatable {
  /// One of them.
  public struct Row: Sendable, Equatable {
    /// As `Timestamp.microseconds`; `Int64.min` when missing or unreadable.
    public fileprivate(set) var microseconds: Int64
    /// Index into the list's sessions; -1 when the record names none.
    fileprivate var session: Int32
    fileprivate var ordinal: Int32
    /// 0 when there is none.
    fileprivate var storedRating: Int32
    /// Up to 255; 0 when not known.
    fileprivate var attempts: UInt8
    fileprivate var hasOffset: Bool

    /// When it was; nil when missing or unreadable.
    public var time: Timestamp? {
      guard microseconds != .min else { return nil }
      return Timestamp(microseconds: microseconds, utcOffsetMicroseconds: hasOffset ? 0 : nil)
    }

    /// Nil when there is none.
    public var rating: Int? { storedRating == 0 ? nil : Int(storedRating) }

    /// From 1 to 255; nil when not known.
    public var iterations: Int? { attempts == 0 ? nil : Int(attempts) }

    /// Newest first, those without a time last; of the same time those logged later first.
    public static func isBefore(_ a: Row, _ b: Row) -> Bool {
      if a.microseconds != b.microseconds { return a.microseconds > b.microseconds }
      return a.session == b.session ? a.ordinal > b.ordinal : a.session > b.session
    }
  }

  /// Newest first until they are sorted otherwise.
  public var rows: [Row] = []
  private var sessions: [SessionID] = []

  public init() {}

  /// What a search found.
  public init(_ matches: [InteractionMatch]) {
    var indices: [SessionID: Int32] = [:]
    for match in matches {
      let index = indices[match.sessionID] ?? Int32(clamping: sessions.count)
      if index == sessions.count {
        indices[match.sessionID] = index
        sessions.append(match.sessionID)
      }
      let time = match.timestamp.flatMap(Timestamp.init)
      rows.append(
        Row(
          microseconds: time?.microseconds ?? .min, session: index,
          ordinal: Int32(clamping: match.ordinal), storedRating: Int32(clamping: match.rating ?? 0),
          attempts: match.iterations.map { UInt8(clamping: max(1, $0)) } ?? 0,
          hasOffset: time?.utcOffsetMicroseconds != nil))
    }
    rows.sort(by: Row.isBefore)
  }

  /// Those of the facts that are chosen.
  fileprivate init(_ facts: InteractionFacts, where isChosen: (InteractionFact) -> Bool) {
    sessions = facts.sessions.ids
    facts.forEachPlaced { fact, ordinal in
      guard isChosen(fact) else { return }
      rows.append(
        Row(
          microseconds: fact.microseconds, session: fact.session, ordinal: ordinal,
          storedRating: fact.rating, attempts: fact.iterations, hasOffset: fact.hasOffset))
    }
    rows.sort(by: Row.isBefore)
  }

  /// The session of a row; nil when its record names none.
  public func session(of row: Row) -> SessionID? {
    row.session < 0 ? nil : sessions[Int(row.session)]
  }

  /// Where a row's record stands; nil when it names no session.
  public func place(of row: Row) -> InteractionPlace? {
    session(of: row).map { InteractionPlace(session: $0, ordinal: Int(row.ordinal)) }
  }

  /// The row of an interaction, from 0; nil when it is not among these. Cost: a pass over sessions and rows.
  public func row(of place: InteractionPlace) -> Int? {
    guard let number = sessions.firstIndex(of: place.session) else { return nil }
    let (session, ordinal) = (Int32(clamping: number), Int32(clamping: place.ordinal))
    return rows.firstIndex { $0.session == session && $0.ordinal == ordinal }
  }
}

extension StatisticsEngine {
  /// The interactions that a bar counts, newest first. Cost: a pass over the facts and over the sessions. Of a choice of
  /// sessions all their interactions; a group without a name has those whose session is not there, too.
  public func interactions(
    of history: History, in choice: SessionChoice, calendar: LocalCalendar
  ) -> InteractionList {
    let facts = history.facts
    switch choice {
    case .rating(let rating): return InteractionList(facts) { Int($0.rating) == rating }
    case .iterations(let attempts):
      return InteractionList(facts) { min(Int($0.iterations), 4) == attempts }
    case .group(.tool, let key):
      let hasTool = facts.toolSets(naming: key)
      return InteractionList(facts) { hasTool[Int($0.toolSet)] }
    case .group(_, let key) where key.isEmpty:
      let others = Set(history.sessions.lazy.map(\.id)).subtracting(
        sessions(of: history, in: choice, calendar: calendar))
      let isChosen = facts.sessions.ids.map { !others.contains($0) }
      return InteractionList(facts) { $0.session < 0 || isChosen[Int($0.session)] }
    case .group, .days, .valued, .ids:
      let ids = sessions(of: history, in: choice, calendar: calendar)
      let isChosen = facts.sessions.ids.map { ids.contains($0) }
      return InteractionList(facts) { $0.session >= 0 && isChosen[Int($0.session)] }
    }
  }
}
