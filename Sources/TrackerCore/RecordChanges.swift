// What a person changes while looking at records: done only when a record still is what was shown, and undone only while
// it still is as it was left. It refuses to overwrite what somebody else changed meanwhile.

internal import JSON
internal import Platform

/// A change that was made, with what undoing it needs.
public struct RecordChange: Sendable, Equatable {
  enum Subject: Sendable, Equatable {
    case session(SessionID)
    /// Several, which are undone together.
    case sessions([ChangedSession])
    case issue
    /// A rating, with the session that counts it.
    case rating(EditedInteraction)
    case deletion(DeletedSession)
  }

  let subject: Subject
  /// The stored object before, to the byte; nil when there was none.
  let before: [UInt8]?
  /// The stored object after, to the byte.
  let after: [UInt8]
}

extension SessionService {
  /// Ends a session as `endSession` does, if it still is as `shown`; counters and measured code, which logging changes all
  /// the time, may differ. Throws `changedMeanwhile` otherwise.
  public func endSession(
    asShown shown: Session, outcome: Outcome, notes: String, at asked: AskedEnd? = nil
  ) throws(TrackerError) -> RecordChange {
    let now = environment.now()
    return try update { ledger in
      let stored = try ledger.existingSession(shown.id)
      guard stored.isAsShown(shown) else { throw TrackerError.changedMeanwhile }
      let before = try ledger.bytes(of: shown.id)
      let seen = try storage.signsOfLife(of: [stored])[shown.id]
      let end = try stored.end(asked: asked, at: now, seen: seen, config: config)
      _ = try ledger.changeSession(shown.id) {
        $0.finish(outcome, notes: notes, end: end, at: now)
      }
      return RecordChange(
        subject: .session(shown.id), before: before, after: try ledger.bytes(of: shown.id))
    }
  }

  /// Stores an issue as `flagIssue` does.
  public func flagUndoably(
    session id: SessionID, issueType: String, description: String, severity: Severity
  ) throws(TrackerError) -> RecordChange {
    let issue = try flagIssue(
      session: id, issueType: issueType, description: description, severity: severity,
      isWork: false
    ).issue
    return RecordChange(
      subject: .issue, before: nil,
      after: JSONWriter.indented(.object(issue.storedMembers), level: 1))
  }

  /// Marks an issue as resolved or as open again, if it still is as shown; `notes` take the place of those that were there.
  /// Throws `changedMeanwhile` otherwise.
  public func resolveIssue(
    _ shown: ShownIssue, isResolved: Bool, notes: String
  ) throws(TrackerError) -> RecordChange {
    try update { ledger in
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
  /// is no longer as the change left it.
  public func undo(_ change: RecordChange) throws(TrackerError) {
    if case .deletion(let deleted) = change.subject {
      try undeleteSession(deleted.id, deletedAt: deleted.time)
      return
    }
    try update { ledger in
      switch change.subject {
      case .deletion: break
      case .session(let id): try restore(id, of: change, in: &ledger)
      case .sessions(let changed):
        for one in changed {
          guard try ledger.bytes(of: one.id) == one.after else {
            throw TrackerError.changedMeanwhile
          }
        }
        for one in changed { try ledger.replace(one.id, by: one.before) }
      case .rating(let edited):
        guard let stored = try interaction(edited.number, of: edited.session, in: ledger),
          stored.bytes == edited.after
        else { throw TrackerError.changedMeanwhile }
        try ledger.restore(stored, to: edited.before)
        try restore(edited.session, of: change, in: &ledger)
      case .issue:
        let stored = try ledger.issue(spelled: change.after)
        if let before = change.before {
          ledger.replace(stored, by: before)
        } else {
          ledger.remove(stored)
        }
      }
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

extension Session {
  /// What logging changes all the time.
  private static let derivedMembers: Set<String> = [
    "total_interactions", "avg_effectiveness", "code_metrics", "revision",
  ]

  /// Whether all that a person decides by is as it was shown.
  func isAsShown(_ shown: Session) -> Bool {
    changes(since: shown).allSatisfy { Session.derivedMembers.contains($0.name) }
  }
}
