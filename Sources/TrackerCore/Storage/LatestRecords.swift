// A session's last records, read without holding the others.

internal import JSON

extension SessionService {
  /// One session with what is made of its last `limit` interactions and issues, in file order: however many there are, no
  /// more are held. Creates nothing.
  public func latest<Record>(
    of id: SessionID, limit: Int, interaction: (Interaction) -> Record, issue: (Issue) -> Record
  ) throws(TrackerError) -> (session: Session, interactions: [Record], issues: [Record]) {
    try storage.storage(directory) {
      guard let session = try storage.getSession(id) else {
        throw TrackerError.sessionNotFound(id)
      }
      return (
        session, try storage.latestInteractions(of: id, limit: limit, interaction),
        try storage.latestIssues(of: id, limit: limit, issue)
      )
    }
  }
}

/// The last so many of the values that are added.
private struct LastValues<Value> {
  let limit: Int
  private var kept: [Value] = []

  init(limit: Int) { self.limit = limit }

  var values: ArraySlice<Value> { kept.suffix(limit) }

  mutating func add(_ value: Value) {
    kept.append(value)
    if kept.count >= 2 * limit { kept.removeFirst(kept.count - limit) }
  }
}

extension StorageManager {
  /// What `record` makes of a session's last interactions, in file order.
  func latestInteractions<Record>(
    of id: SessionID, limit: Int, _ record: (Interaction) -> Record
  ) throws(TrackerError) -> [Record] {
    var last = LastValues<Record>(limit: limit)
    try read(interactions, restart: { last = LastValues(limit: limit) }) { element in
      if let interaction = Interaction(of: id, element.value) { last.add(record(interaction)) }
    }
    return Array(last.values)
  }

  /// What `record` makes of a session's last issues, in file order.
  func latestIssues<Record>(
    of id: SessionID, limit: Int, _ record: (Issue) -> Record
  ) throws(TrackerError) -> [Record] {
    var last = LastValues<Record>(limit: limit)
    try read(issues, restart: { last = LastValues(limit: limit) }) { element in
      if let issue = Issue(of: id, element.value) { last.add(record(issue)) }
    }
    return Array(last.values)
  }
}
