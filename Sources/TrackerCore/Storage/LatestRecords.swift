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
        session,
        try storage.records(in: storage.interactions, last: limit) {
          Interaction(of: id, $0).map(interaction)
        },
        try storage.records(in: storage.issues, last: limit) { Issue(of: id, $0).map(issue) }
      )
    }
  }
}

extension StorageManager {
  /// What `record` makes of a file's records, in file order; nil is none. With a limit only the last so many, and no more
  /// than twice as many are held.
  func records<Record>(
    in file: JSONFile, last limit: Int? = nil, _ record: (JSONSlice) -> Record?
  ) throws(TrackerError) -> [Record] {
    var found: [Record] = []
    try read(file, restart: { found = [] }) { element in
      guard let record = record(element.value) else { return }
      found.append(record)
      if let limit, found.count >= 2 * limit { found.removeFirst(found.count - limit) }
    }
    return limit.map { found.suffix($0) } ?? found
  }
}
