// Which sessions stand behind a bar: the question that a click on one asks.

internal import JSON

/// What the sessions of a list have in common.
public enum SessionChoice: Sendable, Hashable {
  /// An interaction rated so.
  case rating(Int)
  /// An interaction that took so many attempts; 4 means 4 and more.
  case iterations(Int)
  /// The word in a dimension, as `RatingGroup.key`.
  case group(Dimension, key: String)
  /// A local day of the start from the first up to the second, which is not included; nil is open.
  case days(from: CivilDate, before: CivilDate?)
  /// The same of completed work whose value counts, as `SessionGroup.key`.
  case valued(Dimension, key: String)
  /// These.
  case ids([SessionID])
}

extension StatisticsEngine {
  /// The ids of the sessions that a choice means.
  public func sessions(
    of history: History, in choice: SessionChoice, calendar: LocalCalendar
  ) -> Set<SessionID> {
    switch choice {
    case .rating(let rating):
      let index = min(max(rating, 1), 5) - 1
      return ids(history) {
        (history.interactions.bySession[$0.id]?.countsByRating[index] ?? 0) > 0
      }
    case .iterations(let attempts):
      return ids(history.facts) { min(Int($0.iterations), 4) == attempts }
    case .group(.tool, let key):
      let hasTool = history.facts.toolSets(naming: key)
      return ids(history.facts) { hasTool[Int($0.toolSet)] }
    case .group(let dimension, let key):
      return Set(
        history.sessionRows.lazy.filter { dimension.value(of: $0, calendar).hasSameBytes(as: key) }
          .map(\.id))
    case .days(let first, let end):
      return ids(history) { session in
        session.start.map(calendar.day(of:)).map { day in
          day >= first && (end.map { day < $0 } ?? true)
        } ?? false
      }
    case .valued(let dimension, let key):
      return sessions(of: history, in: .group(dimension, key: key), calendar: calendar)
        .intersection(ids(history) { $0.isCompleted && config.isProductive($0) })
    case .ids(let ids): return Set(ids)
    }
  }

  private func ids(_ history: History, where isChosen: (Session) -> Bool) -> Set<SessionID> {
    Set(history.sessions.lazy.filter(isChosen).map(\.id))
  }

  private func ids(
    _ facts: InteractionFacts, where isChosen: (InteractionFact) -> Bool
  ) -> Set<SessionID> {
    var ids: Set<SessionID> = []
    facts.forEach { fact in
      if isChosen(fact), let id = facts.session(of: fact) { ids.insert(id) }
    }
    return ids
  }
}
