// What a person corrects of a record: a session's words and estimate, an interaction's rating.

internal import Platform

/// A correction that was made.
public struct EditedSession: Sendable {
  public var session: Session
  /// Empty when nothing was another one before; then nothing was written.
  public var changes: [FieldChange] = []
  /// Nil when nothing changed.
  public var change: RecordChange?
}

/// An interaction whose rating was changed.
struct EditedInteraction: Sendable, Equatable {
  var session: SessionID
  /// From 1, in file order of its session.
  var number: Int
  /// The stored objects, to the byte.
  var before: [UInt8]
  var after: [UInt8]
}

extension SessionService {
  /// Corrects a session, running or not; an estimate becomes the final one, the first stays. Given `shown`, throws
  /// `changedMeanwhile` unless the session still is as it was shown; `running` for the outcome of one that has not ended.
  public func editSession(
    _ id: SessionID, _ edit: SessionEdit, asShown shown: Session? = nil
  ) throws(TrackerError) -> EditedSession {
    try TrackerError.throwing(edit.problems())
    try requireLedger(of: id)
    // Nothing to do is nothing to lock for.
    if shown == nil, let stored = try storedSession(id), edit.applied(to: stored) == stored {
      return EditedSession(session: stored)
    }
    return try update { try edited(id, edit, asShown: shown, in: &$0) }
  }

  private func edited(
    _ id: SessionID, _ edit: SessionEdit, asShown shown: Session?, in ledger: inout Ledger
  ) throws -> EditedSession {
    let stored = try ledger.existingSession(id)
    guard shown.map(stored.isAsShown) ?? true else { throw TrackerError.changedMeanwhile }
    let edited = edit.applied(to: stored)
    guard edited != stored else { return EditedSession(session: stored) }
    guard edited.outcome == stored.outcome || stored.isCompleted else {
      throw TrackerError.running(id)
    }
    let before = try ledger.bytes(of: id)
    try ledger.update(edited)
    return EditedSession(
      session: edited, changes: FieldChange.all(from: stored, to: edited),
      change: RecordChange(
        subject: .session(id), before: before, after: try ledger.bytes(of: id)))
  }

  /// Corrects several sessions alike in one step, if they still are as they were shown: all or, with `noneOfSeveral`, none.
  public func editSessions(
    asShown shown: [Session], _ edit: SessionEdit
  ) throws(TrackerError) -> RecordChange? {
    try TrackerError.throwing(edit.problems())
    return RecordChange.together(
      try together(shown, \.calledName) { shown, ledger in
        try edited(shown.id, edit, asShown: shown, in: &ledger).change
      })
  }

  /// Gives an interaction another rating, as `correctInteraction` does; `number` counts from 1 in file order, and is called
  /// `name` where it is wrong. Given `shown`, throws `changedMeanwhile` unless it still is as it was shown.
  public func editRating(
    ofInteraction number: Int, of id: SessionID, to rating: Int, asShown shown: Interaction? = nil,
    name: String = "interaction"
  ) throws(TrackerError) -> EditedSession {
    guard Interaction.ratings.contains(rating) else {
      throw .invalidParameter(name: "rating", mustBe: "from 1 to 5, not \(rating)")
    }
    try requireLedger(of: id)
    return try update { ledger in
      let stored = try ledger.existingSession(id)
      guard let found = try interaction(number, of: id, in: ledger) else {
        if shown != nil { throw TrackerError.changedMeanwhile }
        throw try noInteraction(number, of: id, name: name, "")
      }
      guard shown.map({ $0 == found.interaction }) ?? true else {
        throw TrackerError.changedMeanwhile
      }
      guard found.interaction.effectivenessRating != rating else {
        return EditedSession(session: stored)
      }
      let before = try ledger.bytes(of: id)
      let session = try correct(found, of: stored, to: rating, in: &ledger)
      let edited = EditedInteraction(
        session: id, number: number, before: found.bytes,
        after: ledger.editedInteractions.last?.bytes ?? [])
      let former = found.interaction.effectivenessRating.map { "\($0)" } ?? ""
      return EditedSession(
        session: session,
        changes: [FieldChange("rating of interaction \(number)", former, "\(rating)")],
        change: RecordChange(
          subject: .rating(edited), before: before, after: try ledger.bytes(of: id)))
    }
  }

  /// The interaction with this number in its session, from 1; nil when there is none.
  func interaction(
    _ number: Int, of id: SessionID, in ledger: Ledger
  ) throws -> StoredInteraction? {
    let count = try storage.tally(of: id).count
    guard (1...max(1, count)).contains(number) else { return nil }
    return try ledger.interaction(of: id, fromTheEnd: count - number, count: count)
  }

  /// Gives an interaction another rating and recounts its session, which is returned.
  func correct(
    _ stored: StoredInteraction, of session: Session, to rating: Int, in ledger: inout Ledger
  ) throws -> Session {
    var (session, tally) = (session, try storage.tally(of: session.id))
    ledger.correct(stored, to: rating)
    tally.correct(from: stored.countedRating, to: rating)
    session.count(tally)
    try ledger.update(session)
    return session
  }

  /// That a session has no such interaction; `others` are further numbers that would do.
  func noInteraction(
    _ number: Int, of id: SessionID, name: String, _ others: String
  ) throws -> TrackerError {
    let count = try storage.tally(of: id).count
    return .invalidParameter(
      name: name,
      mustBe: count == 0
        ? "left out: the session has no interaction yet"
        : "\(others)a number from 1 to \(count), not \(number)")
  }
}
