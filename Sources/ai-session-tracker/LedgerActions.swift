import Platform
import TrackerCore
import TrackerTUI

/// Makes the changes that the dashboard asks for, one at a time, through the same ledger as every other writer. While another
/// program holds the lock it is tried again and again, so that keys are answered meanwhile.
final class LedgerActions {
  /// How long the lock is waited for (goals of the dashboard, actions).
  private static let patienceMilliseconds: Int64 = 2000
  private static let pauseMilliseconds: Int64 = 20

  private let service: SessionService
  private let loop: EventLoop
  private var waiting: EventLoop.Timer?

  init(config: Config, loop: EventLoop) {
    var environment = Environment.process
    // What has to be said is said on the screen; the log would tear it.
    environment.log = { _ in }
    environment.lockPatienceMilliseconds = 0
    service = SessionService(environment: environment, config: config)
    self.loop = loop
  }

  /// Makes a change; `answer` is called once, at once or after waiting, unless it is cancelled before.
  func perform(_ request: ActionRequest, _ answer: @escaping (ActionOutcome) -> Void) {
    let deadline = Clock.monotonicMilliseconds() + LedgerActions.patienceMilliseconds
    attempt(request, until: deadline, answer)
  }

  /// Waits no longer.
  func cancel() {
    if let waiting { loop.cancel(waiting) }
    waiting = nil
  }

  private func attempt(
    _ request: ActionRequest, until deadline: Int64, _ answer: @escaping (ActionOutcome) -> Void
  ) {
    cancel()
    do throws(TrackerError) {
      var remark: String?
      let change = try change(request, &remark)
      let notice = service.takeNotices().first
      if case .endStale = request, change == nil {
        answer(.refused(remark ?? "nothing was ended"))
      } else {
        answer(.done(change, notice: notice ?? remark))
      }
    } catch .locked where Clock.monotonicMilliseconds() < deadline {
      waiting = loop.after(milliseconds: LedgerActions.pauseMilliseconds) { [self] in
        attempt(request, until: deadline, answer)
      }
    } catch .locked(_, let holders) {
      let names = holders.isEmpty ? "another program" : holders.joined(separator: ", ")
      answer(.refused("nothing was changed: the data is locked by \(names)"))
    } catch .changedMeanwhile {
      answer(.changedMeanwhile)
    } catch {
      answer(.refused(error.message))
    }
  }

  /// Nil after an undoing, and where nothing was left to do; `remark` gets what is to be told beside it.
  private func change(
    _ request: ActionRequest, _ remark: inout String?
  ) throws(TrackerError) -> RecordChange? {
    switch request {
    case .end(let session, let outcome, let notes, let asked):
      return try service.endSession(asShown: session, outcome: outcome, notes: notes, at: asked)
    case .endStale(let sessions, let outcome):
      let result = try service.endStaleSessions(asShown: sessions, outcome: outcome)
      remark = result.remark
      return result.change
    case .flag(let id, let issueType, let description, let severity):
      return try service.flagUndoably(
        session: id, issueType: issueType, description: description, severity: severity)
    case .resolve(let issue, let isResolved, let notes):
      return try service.resolveIssue(issue, isResolved: isResolved, notes: notes)
    case .edit(let session, let edit):
      return try service.editSession(session.id, edit, asShown: session).change
    case .rate(let interaction, let number, let rating):
      return try service.editRating(
        ofInteraction: number, of: interaction.sessionID, to: rating, asShown: interaction
      ).change
    case .delete(let session): return try service.deleteUndoably(asShown: session)
    case .several(let requests): return try changeTogether(requests)
    case .undo(let change):
      try service.undo(change)
      return nil
    }
  }

  /// Several requests of one kind, in one step.
  private func changeTogether(_ requests: [ActionRequest]) throws(TrackerError) -> RecordChange? {
    switch requests.first {
    case .end(_, let outcome, let notes, _):
      let shown = requests.compactMap { request -> (session: Session, asked: AskedEnd?)? in
        if case .end(let session, _, _, let asked) = request { (session, asked) } else { nil }
      }
      return try service.endSessions(asShown: shown, outcome: outcome, notes: notes)
    case .flag(_, let issueType, let description, let severity):
      let ids = requests.compactMap { if case .flag(let id, _, _, _) = $0 { id } else { nil } }
      return try service.flagUndoably(
        sessions: ids, issueType: issueType, description: description, severity: severity)
    case .resolve(_, let isResolved, let notes):
      let issues = requests.compactMap { if case .resolve(let it, _, _) = $0 { it } else { nil } }
      return try service.resolveIssues(issues, isResolved: isResolved, notes: notes)
    case .edit(_, let edit):
      let sessions = requests.compactMap { if case .edit(let it, _) = $0 { it } else { nil } }
      return try service.editSessions(asShown: sessions, edit)
    case .delete:
      let sessions = requests.compactMap { if case .delete(let it) = $0 { it } else { nil } }
      return try service.deleteUndoably(asShown: sessions)
    case .endStale, .rate, .undo, .several, nil: return nil
    }
  }
}
