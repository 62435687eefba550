// Deleting a session, with all that belongs to it.

internal import TrackerCore

/// Deletes a session, as it was shown.
struct DeleteForm: ActionForm {
  let target: Session
  var session: Session? { target }

  static let action = RecordAction.delete

  static func open(_ dashboard: inout Dashboard) {
    guard let session = dashboard.actionSession else { return }
    let history = dashboard.read.history
    guard !history.isRunning(session, at: dashboard.now, config: dashboard.engine.config) else {
      let key = dashboard.keyLabel(of: .act(.end)).map { " · \($0)" } ?? ""
      dashboard.over.message = "\(session.shownName) is running: end it first\(key)"
      return
    }
    let issues = history.issues.count { $0.sessionID == session.id }
    let row = dashboard.read.overview.rows.first { $0.id == session.id }
    let counts = [
      countText(row?.interactionCount ?? 0, "interaction"), countText(issues, "issue"),
    ]
    let places = history.sessions.indices.filter { history.sessions[$0].id != session.id }
    dashboard.over.box = Form(
      purpose: DeleteForm(target: session), title: "Delete session",
      about: dashboard.about(session) + ["deletes it with \(counts.joined(separator: " and "))"],
      focus: 1,
      effect: dashboard.effect(
        of: dashboard.covered(of: history.restricted(toSessionsAt: places))),
      confirm: "delete it", leave: "keep it",
      notes: [
        "Kept for 30 days: u brings it back now, undelete later.", "Kept for 30 days; u undoes it.",
      ])
  }

  func renew(_ form: inout Form, with session: Session, _ dashboard: Dashboard) {
    form.purpose = DeleteForm(target: session)
    form.about = dashboard.about(session)
  }

  func request(_: Form) -> ActionRequest { .delete(target) }

  static func title(of request: ActionRequest, _: Dashboard) -> String? {
    guard case .delete(let session) = request else { return nil }
    return "deleted \(session.shownName)"
  }
}
