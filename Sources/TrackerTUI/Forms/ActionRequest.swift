// What a person asks to be changed in the data, and what came of it. Values only.

package import TrackerCore

/// A change of one record.
package enum ActionRequest: Sendable, Equatable {
  /// The session as it was shown.
  case end(Session, outcome: Outcome, notes: String, at: AskedEnd?)
  /// The stale sessions as they were shown.
  case endStale([Session], outcome: Outcome)
  case flag(SessionID, issueType: String, description: String, severity: Severity)
  case resolve(ShownIssue, isResolved: Bool, notes: String)
  case undo(RecordChange)
  /// The session as it was shown.
  case edit(Session, SessionEdit)
  /// The interaction as it was shown, and its number in its session, from 1 in file order.
  case rate(Interaction, number: Int, rating: Int)
  /// The session as it was shown.
  case delete(Session)
  /// Several of one kind in one step: all or none.
  case several([ActionRequest])
}

extension ActionRequest {
  /// Several of one kind in one step; one alone as it is.
  static func together(_ requests: [ActionRequest]) -> ActionRequest {
    requests.count == 1 ? requests[0] : .several(requests)
  }

  /// All of them.
  package var all: [ActionRequest] { if case .several(let all) = self { all } else { [self] } }

  /// The first of several, or itself.
  var first: ActionRequest { all.first ?? self }

  /// `3 sessions`; nil for one alone.
  var name: String? { all.count > 1 ? countText(all.count, "session") : nil }
}

/// What came of it.
package enum ActionOutcome: Sendable, Equatable {
  /// Done; the change, unless it was an undoing, and what else is to be told.
  case done(RecordChange?, notice: String? = nil)
  /// The record is no longer as it was shown; nothing was changed.
  case changedMeanwhile
  /// Something else kept it from being done; nothing was changed.
  case refused(String)
}

/// A change of this run that can be undone.
struct UndoStep: Sendable, Equatable {
  var change: RecordChange
  /// What was done: `end of Fix login redirect`.
  var title: String
}
