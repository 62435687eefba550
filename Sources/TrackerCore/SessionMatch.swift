// Which session somebody means who does not type the whole of an id. It refuses to guess between several.

internal import JSON

/// What an id that was typed means.
public enum SessionMatch: Sendable, Equatable {
  /// This session: it has the id, it alone has one that begins so, or it began last.
  case one(SessionID)
  /// Their ids all begin so, the newest first.
  case several([SessionID])
  /// None; the ids that are spelled most alike, the likeliest first, at most three.
  case none(nearest: [SessionID])

  /// The word for the session that began last.
  public static let last = "last"

  /// Looks for `text` among sessions with their starts, in file order.
  public init(_ text: String, among sessions: [(id: SessionID, start: Timestamp?)]) {
    var typed = Array(text.utf8)
    // As a table shows an id that it has no room for.
    if text.last == "…", !sessions.contains(where: { $0.id.text.utf8.starts(with: typed) }) {
      typed = Array(text.dropLast().utf8)
    }
    // Of the same start the later record.
    let newest = sessions.enumerated().sorted {
      let (a, b) = ($0.element.start?.microseconds ?? .min, $1.element.start?.microseconds ?? .min)
      return (a, $0.offset) > (b, $1.offset)
    }.map(\.element.id)
    let named = newest.filter { $0.text.utf8.starts(with: typed) }
    if let whole = named.first(where: { $0.text.utf8.count == typed.count }) {
      self = .one(whole)
    } else if text == SessionMatch.last, let id = newest.first {
      self = .one(id)
    } else if named.count > 1 {
      self = .several(named)
    } else if let id = named.first {
      self = .one(id)
    } else {
      let distances = newest.map { id in
        // As much of it as was typed: the rest was left out on purpose.
        (id, editDistance(typed, Array(id.text.utf8.prefix(typed.count))))
      }
      let likeliest = distances.enumerated().sorted {
        ($0.element.1, $0.offset) < ($1.element.1, $1.offset)
      }
      self = .none(nearest: likeliest.prefix(3).map(\.element.0))
    }
  }
}

extension SessionService {
  /// Which session an id means of which not all may have been typed. Creates nothing.
  public func match(_ text: String) throws(TrackerError) -> SessionMatch {
    SessionMatch(text, among: try storage.loadSessionStarts())
  }

  /// Which deleted session it means; `last` is the one that was deleted last. Creates nothing.
  public func matchDeleted(_ text: String) throws(TrackerError) -> SessionMatch {
    var seen: Set<SessionID> = []
    let newest = try storage.deletedSessions().reversed().map(\.id)
      .filter { seen.insert($0).inserted }
    return SessionMatch(text, among: newest.reversed().map { (id: $0, start: nil) })
  }
}

extension StorageManager {
  /// The ids of all sessions with their starts, in file order.
  func loadSessionStarts() throws(TrackerError) -> [(id: SessionID, start: Timestamp?)] {
    var found = SessionMap<Timestamp?>()
    try read(sessions, restart: { found = SessionMap() }) { element in
      guard let key = element.name?.text, element.value.kind == .object else { return }
      let start = element.value["start_time"]?.text.map { StoredTime($0).instant }
      found.set(start ?? nil, for: SessionID(key))
    }
    return zip(found.keys, found.values).map { (id: $0, start: $1) }
  }
}
