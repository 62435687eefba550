// What a person changes while looking at records: done only when a record still is what was shown, and undone only while
// it still is as it was left. It refuses to overwrite what somebody else changed meanwhile.

internal import JSON
internal import Platform

/// A change that was made, with what undoing it needs.
public struct RecordChange: Sendable, Equatable {
  enum Subject: Sendable, Equatable {
    case session(SessionID)
    /// Several, which are undone together.
    case several([RecordChange])
    case issue
    /// A rating, with the session that counts it.
    case rating(EditedInteraction)
    /// Sessions that were deleted in one step.
    case deletion([DeletedSession])
  }

  let subject: Subject
  /// The stored object before, to the byte; nil when there was none.
  let before: [UInt8]?
  /// The stored object after, to the byte.
  let after: [UInt8]
}

extension RecordChange {
  /// What was done in one step, one by one.
  fileprivate var parts: [RecordChange] {
    if case .several(let changes) = subject { changes } else { [self] }
  }

  /// Whether an issue was added.
  fileprivate var isFlag: Bool { subject == .issue && before == nil }

  /// Changes that were made in one step; nil for none.
  static func together(_ changes: [RecordChange]) -> RecordChange? {
    changes.count > 1
      ? RecordChange(subject: .several(changes), before: nil, after: []) : changes.first
  }
}

extension SessionService {
  /// Changes records in one step. Where one cannot be changed none is, and of several it is named as `name` says.
  func together<Record>(
    _ records: [Record], _ name: (Record) -> String,
    _ change: (Record, inout Ledger) throws -> RecordChange?
  ) throws(TrackerError) -> [RecordChange] {
    try update { ledger in
      try records.compactMap { record in
        try TrackerError.naming(name(record), oneOf: records.count) {
          try change(record, &ledger)
        }
      }
    }
  }

  /// Ends a session as `endSession` does, if it still is as `shown`; counters and measured code, which logging changes all
  /// the time, may differ. Throws `changedMeanwhile` otherwise.
  public func endSession(
    asShown shown: Session, outcome: Outcome, notes: String, at asked: AskedEnd? = nil
  ) throws(TrackerError) -> RecordChange {
    try end([(shown, asked)], outcome, notes)[0]
  }

  /// Ends several so in one step, each when it is asked for: all or, with `noneOfSeveral`, none.
  public func endSessions(
    asShown shown: [(session: Session, asked: AskedEnd?)], outcome: Outcome, notes: String
  ) throws(TrackerError) -> RecordChange? {
    RecordChange.together(try end(shown, outcome, notes))
  }

  private func end(
    _ shown: [(session: Session, asked: AskedEnd?)], _ outcome: Outcome, _ notes: String
  ) throws(TrackerError) -> [RecordChange] {
    let now = environment.now()
    return try together(shown, \.session.calledName) { shown, ledger in
      let id = shown.session.id
      let stored = try ledger.existingSession(id)
      guard stored.isAsShown(shown.session) else { throw TrackerError.changedMeanwhile }
      let before = try ledger.bytes(of: id)
      let seen = try storage.signsOfLife(of: [stored])[id]
      let end = try stored.end(asked: shown.asked, at: now, seen: seen, config: config)
      _ = try ledger.changeSession(id) { $0.finish(outcome, notes: notes, end: end, at: now) }
      return RecordChange(subject: .session(id), before: before, after: try ledger.bytes(of: id))
    }
  }

  /// Stores an issue as `flagIssue` does.
  public func flagUndoably(
    session id: SessionID, issueType: String, description: String, severity: Severity
  ) throws(TrackerError) -> RecordChange {
    try flag([id], issueType, description, severity)[0]
  }

  /// Stores it in each of several sessions: in all or, with `noneOfSeveral`, in none.
  public func flagUndoably(
    sessions: [SessionID], issueType: String, description: String, severity: Severity
  ) throws(TrackerError) -> RecordChange? {
    RecordChange.together(try flag(sessions, issueType, description, severity))
  }

  private func flag(
    _ sessions: [SessionID], _ type: String, _ description: String, _ severity: Severity
  ) throws(TrackerError) -> [RecordChange] {
    let now = environment.now()
    if let first = sessions.first { try requireLedger(of: first) }
    return try together(sessions, \.text) { id, ledger in
      let issue = Issue(
        of: id, at: now, type: type, description: description, severity: severity)
      _ = try ledger.existingSession(id)
      ledger.append(issue)
      return RecordChange(
        subject: .issue, before: nil,
        after: JSONWriter.indented(.object(issue.storedMembers), level: 1))
    }
  }

  /// Marks an issue as resolved or as open again, if it still is as shown; `notes` take the place of those that were there.
  /// Throws `changedMeanwhile` otherwise.
  public func resolveIssue(
    _ shown: ShownIssue, isResolved: Bool, notes: String
  ) throws(TrackerError) -> RecordChange {
    try resolve([shown], isResolved, notes)[0]
  }

  /// The same of several in one step: all or, with `noneOfSeveral`, none.
  public func resolveIssues(
    _ shown: [ShownIssue], isResolved: Bool, notes: String
  ) throws(TrackerError) -> RecordChange? {
    RecordChange.together(try resolve(shown, isResolved, notes))
  }

  private func resolve(
    _ shown: [ShownIssue], _ isResolved: Bool, _ notes: String
  ) throws(TrackerError) -> [RecordChange] {
    try together(shown, { $0.issue.issueType ?? "an issue" }) { shown, ledger in
      let stored = try ledger.issue(asShown: shown)
      var issue = stored.issue
      issue.resolved = isResolved
      issue.resolutionNotes = notes
      issue.revision = Ledger.revision(after: issue.revision)
      let bytes = JSONEdit.setting(
        issue.changes(since: stored.issue), in: stored.bytes, level: 1)
      ledger.replace(stored, by: bytes)
      return RecordChange(subject: .issue, before: stored.bytes, after: bytes)
    }
  }

  /// Gives a record the bytes it had before a change, or takes it out if there was none. Throws `changedMeanwhile` when it
  /// is no longer as the change left it; of changes made in one step none is then undone.
  public func undo(_ change: RecordChange) throws(TrackerError) {
    if case .deletion(let deleted) = change.subject { return try undelete(deleted) }
    try update { ledger in
      let parts = change.parts
      for part in parts.reversed() { try undo(part, in: &ledger) }
      let flagged = parts.filter { $0.isFlag }.map(\.after)
      if !flagged.isEmpty { try ledger.removeIssues(spelled: flagged) }
    }
  }

  private func undo(_ change: RecordChange, in ledger: inout Ledger) throws {
    switch change.subject {
    case .deletion, .several: break
    case .session(let id): try restore(id, of: change, in: &ledger)
    case .rating(let edited):
      guard let stored = try interaction(edited.number, of: edited.session, in: ledger),
        stored.bytes == edited.after
      else { throw TrackerError.changedMeanwhile }
      try ledger.restore(stored, to: edited.before)
      try restore(edited.session, of: change, in: &ledger)
    case .issue:
      guard let before = change.before else { break }
      ledger.replace(try ledger.issue(spelled: change.after), by: before)
    }
  }

  private func restore(
    _ id: SessionID, of change: RecordChange, in ledger: inout Ledger
  ) throws {
    guard let before = change.before, try ledger.bytes(of: id) == change.after else {
      throw TrackerError.changedMeanwhile
    }
    try ledger.replace(id, by: before)
  }

  /// Whether the data can be changed by this user: the directory is there and lets files be made in it.
  public var isWritable: Bool { environment.files.mayWrite(in: directory) }
}

extension TrackerError {
  /// What `body` comes to. What it throws is told of a record that is one of several, so that none is changed.
  static func naming<Result>(
    _ record: @autoclosure () -> String, oneOf count: Int, _ body: () throws -> Result
  ) throws -> Result {
    do {
      return try body()
    } catch let error as TrackerError where count > 1 {
      throw TrackerError.noneOfSeveral(record: record(), because: error)
    }
  }
}

extension Session {
  /// What people call it.
  var calledName: String { name.isBlank ? id.text : name.oneLine }

  /// What logging changes all the time.
  private static let derivedMembers: Set<String> = [
    "total_interactions", "avg_effectiveness", "code_metrics", "revision",
  ]

  /// Whether all that a person decides by is as it was shown.
  func isAsShown(_ shown: Session) -> Bool {
    changes(since: shown).allSatisfy { Session.derivedMembers.contains($0.name) }
  }
}
