// Ending a session: its outcome, at which of the possible ends, and what that makes of it.

internal import TrackerCore

/// Ends a session, as it was shown.
struct EndForm: ActionForm {
  let target: Session
  let ends: [EndChoice]
  var session: Session? { target }

  static let action = RecordAction.end
  private static let outcomeLabel = "Outcome"
  private static let endLabel = "End at"

  static func open(_ dashboard: inout Dashboard) {
    guard let session = dashboard.actionSession else { return }
    guard !session.hasEnded else {
      dashboard.over.message = "\(session.shownName) has ended already"
      return
    }
    let form = EndForm(session, dashboard)
    dashboard.over.box = Form(
      purpose: form, title: "End session", about: form.about(chosen: nil, dashboard),
      fields: [
        .choice(
          outcomeLabel, Outcome.known.map(\.rawValue), chosen: nil,
          demand: "choose an outcome first"),
        .choice(
          endLabel, form.ends.map(\.word), chosen: form.ends.firstIndex(where: \.isByRule) ?? 0,
          demand: "choose when it ended"),
        .text("Notes"),
      ], confirm: "end it", leave: session.isCompleted ? "leave it" : "leave it running",
      notes: ["Writes sessions.json under the server's lock.", "Writes sessions.json."])
  }

  private init(_ session: Session, _ dashboard: Dashboard) {
    target = session
    ends = dashboard.read.history.endChoices(
      of: session, at: dashboard.now, config: dashboard.engine.config)
  }

  /// What a chosen end makes of the session stands with what the form is about.
  func follow(_ form: inout Form, _ dashboard: Dashboard) {
    form.about = about(chosen: form.choice(EndForm.endLabel), dashboard)
  }

  func renew(_ form: inout Form, with session: Session, _ dashboard: Dashboard) {
    let new = EndForm(session, dashboard)
    form.purpose = new
    if let index = form.fields.firstIndex(where: { $0.label == EndForm.endLabel }) {
      let chosen = form.choice(EndForm.endLabel).map { min($0, new.ends.count - 1) }
      form.fields[index].content = .choice(new.ends.map(\.word), chosen: chosen)
    }
    new.follow(&form, dashboard)
  }

  func request(_ form: Form) -> ActionRequest {
    .end(
      target, outcome: Outcome(rawValue: form.value(EndForm.outcomeLabel)),
      notes: form.value("Notes"), at: form.choice(EndForm.endLabel).map { ends[$0].asked })
  }

  static func title(of request: ActionRequest, _: Dashboard) -> String? {
    guard case .end(let session, let outcome, _, _) = request else { return nil }
    return "ended \(session.shownName), \(outcome.rawValue)"
  }

  /// What names the session, and what the chosen end, or that of the rule, makes of it.
  private func about(chosen: Int?, _ dashboard: Dashboard) -> [String] {
    let about = dashboard.about(target)
    guard let end = chosen.map({ ends[$0] }) ?? ends.first(where: \.isByRule) ?? ends.first
    else { return about }
    let lasts = durationText(minutes: end.minutes)
    guard let occasion = end.occasion, let now = ends.first else {
      return about.prefix(1) + ["ends now, lasts \(lasts)"] + about.dropFirst()
    }
    return about.prefix(1) + [
      "lasts \(lasts) instead of \(durationText(minutes: now.minutes))",
      "ends \(dashboard.timeText.start(end.time)), \(occasion)",
    ] + about.dropFirst()
  }
}
