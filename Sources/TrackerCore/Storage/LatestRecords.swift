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

extension StorageManager {
  /// What `record` makes of a session's last interactions, in file order.
  func latestInteractions<Record>(
    of id: SessionID, limit: Int, _ record: (Interaction) -> Record
  ) throws(TrackerError) -> [Record] {
    try latest(limit, in: interactions) { Interaction(of: id, $0).map(record) }
  }

  /// What `record` makes of a session's last issues, in file order.
  func latestIssues<Record>(
    of id: SessionID, limit: Int, _ record: (Issue) -> Record
  ) throws(TrackerError) -> [Record] {
    try latest(limit, in: issues) { Issue(of: id, $0).map(record) }
  }

  /// The last so many values that `value` makes of a file's records; nil is none.
  private func latest<Value>(
    _ limit: Int, in file: JSONFile, _ value: (JSONSlice) -> Value?
  ) throws(TrackerError) -> [Value] {
    var last: [Value] = []
    try read(file, restart: { last = [] }) { element in
      guard let value = value(element.value) else { return }
      last.append(value)
      if last.count >= 2 * limit { last.removeFirst(last.count - limit) }
    }
    return last.suffix(limit)
  }
}
