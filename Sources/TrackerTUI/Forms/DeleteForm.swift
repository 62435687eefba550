// Deleting sessions, with all that belongs to them.

internal import TrackerCore

/// Deletes sessions, as they were shown.
struct DeleteForm: ActionForm {
  let sessions: [Session]

  static let action = RecordAction.delete

  static func open(_ dashboard: inout Dashboard) {
    let sessions = dashboard.actionSessions
    guard !sessions.isEmpty else { return }
    let history = dashboard.read.history
    let running = sessions.first {
      history.isRunning($0, at: dashboard.now, config: dashboard.engine.config)
    }
    if let running {
      let key = dashboard.keyLabel(of: .act(.end)).map { " · \($0)" } ?? ""
      dashboard.over.message = "\(running.shownName) is running: end it first\(key)"
      return
    }
    let ids = Set(sessions.map(\.id))
    let places = history.sessions.indices.filter { !ids.contains(history.sessions[$0].id) }
    let isOne = sessions.count == 1
    var form = Form(
      purpose: DeleteForm(sessions: sessions), title: sessions.title("Delete"), focus: 1,
      effect: dashboard.effect(
        of: dashboard.covered(of: history.restricted(toSessionsAt: places))),
      confirm: isOne ? "delete it" : "delete " + countText(sessions.count),
      leave: isOne ? "keep it" : "keep them",
      notes: [
        "Kept for 30 days: u brings \(isOne ? "it" : "them") back now, undelete later.",
        "Kept for 30 days; u undoes it.",
      ])
    form.purpose.renew(&form, with: sessions, dashboard)
    dashboard.over.box = form
  }

  /// What goes with them.
  private func contents(_ dashboard: Dashboard) -> String {
    let ids = Set(sessions.map(\.id))
    let issues = dashboard.read.history.issues.count { ids.contains($0.sessionID) }
    let interactions = sessions.reduce(0) {
      $0 + (dashboard.read.history.interactions.bySession[$1.id]?.count ?? 0)
    }
    return "deletes \(sessions.count == 1 ? "it" : "them") with "
      + "\(countText(interactions, "interaction")) and \(countText(issues, "issue"))"
  }

  func renew(_ form: inout Form, with sessions: [Session], _ dashboard: Dashboard) {
    let new = DeleteForm(sessions: sessions)
    form.purpose = new
    form.head = dashboard.head(of: sessions)
    form.about = [new.contents(dashboard)]
  }

  func request(_: Form) -> ActionRequest { .together(sessions.map { .delete($0) }) }

  static func title(of request: ActionRequest, _: Dashboard) -> String? {
    guard case .delete(let session) = request.first else { return nil }
    return "deleted \(request.name ?? session.shownName)"
  }
}
