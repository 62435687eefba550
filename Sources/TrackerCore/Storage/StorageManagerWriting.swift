// Records read and written as they are, under the specification's names; the program itself writes through its use cases.

extension StorageManager {
  /// All sessions in file order.
  public func loadSessions() throws(TrackerError) -> [Session] {
    try history(withTexts: true).sessions
  }

  /// Changes one session; only the members that `body` changes are written.
  @discardableResult
  public func updateSession(
    _ id: SessionID, _ body: (inout Session) -> Void
  ) throws(TrackerError) -> Session {
    try update { try $0.changeSession(id, body) }.result
  }

  /// Stores sessions: new ones are appended, known ones get what changed. Sessions in the file that are not named stay.
  public func saveSessions(_ sessions: [Session]) throws(TrackerError) {
    _ = try update { ledger in
      for session in sessions {
        if ledger.contains(session.id) {
          try ledger.update(session)
        } else {
          ledger.insert(session)
        }
      }
    }
  }

  /// Appends one interaction as it is; counters of its session are the caller's business.
  public func addInteraction(_ interaction: Interaction) throws(TrackerError) {
    _ = try update { $0.append(interaction) }
  }

  /// Appends one issue as it is.
  public func addIssue(_ issue: Issue) throws(TrackerError) { _ = try update { $0.append(issue) } }
}
