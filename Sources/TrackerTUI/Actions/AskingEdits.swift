// The forms that correct and delete records: their fields follow the list of what can be edited, what they would change
// is computed by the figures on a changed copy.

internal import TrackerCore

extension Dashboard {
  mutating func askToEdit() {
    guard let session = actionSession else { return }
    var form = Form(
      purpose: .edit(session), title: "Edit session", about: about(session),
      confirm: "save", leave: "leave it",
      notes: [
        "Measured values (times, tokens, files) are not edited here.", "Writes sessions.json.",
      ])
    form.renew(session)
    self.form = form
    followEdit()
  }

  mutating func askToRate() {
    let row = window(.interactions).selected
    guard let interaction = shownDetail?.interaction(row: row, isNewestFirst: isNewestFirst),
      let count = shownDetail?.detail.interactions.count
    else { return }
    let words = Interaction.ratings.map { "\($0)" }
    let rating = interaction.effectivenessRating.map { "\($0)" }
    form = Form(
      purpose: .rate(interaction, number: (isNewestFirst ? count - 1 - row : row) + 1),
      title: "Rate anew", about: [interaction.prompt.oneLine],
      fields: [
        .choice(
          Form.ratingLabel, words, chosen: rating.flatMap(words.firstIndex),
          demand: "choose a rating first")
      ], confirm: "save", leave: "leave it",
      notes: ["The former rating is kept in previous_ratings.", "Writes interactions.json."])
  }

  mutating func askToDelete() {
    guard let session = actionSession else { return }
    guard !history.isRunning(session, at: now, config: engine.config) else {
      let key = keyLabel(of: .act(.end)).map { " · \($0)" } ?? ""
      message = "\(session.shownName) is running: end it first\(key)"
      return
    }
    let issues = history.issues.count { $0.sessionID == session.id }
    let interactions = overview.rows.first { $0.id == session.id }?.interactionCount ?? 0
    let counts = [countText(interactions, "interaction"), countText(issues, "issue")]
    let places = history.sessions.indices.filter { history.sessions[$0].id != session.id }
    form = Form(
      purpose: .delete(session), title: "Delete session",
      about: about(session) + ["deletes it with \(counts.joined(separator: " and "))"],
      effect: effect(of: covered(of: history.restricted(toSessionsAt: places))),
      confirm: "delete it", leave: "keep it",
      notes: [
        "Kept for 30 days: u brings it back now, undelete later.", "Kept for 30 days; u undoes it.",
      ])
  }

  /// What was typed shows what stood there before, and what it would change.
  mutating func followEdit() {
    guard var form, case .edit(let session) = form.purpose else { return }
    let edited = form.edit(of: session).applied(to: session)
    for index in form.fields.indices {
      let before = Form.field(named: form.fields[index].label, of: session)
      let isChanged = before.map { $0.value != form.fields[index].value } ?? false
      form.fields[index].was = before.flatMap { isChanged ? "was " + shown($0.value) : nil }
    }
    var changed = history
    if let place = changed.sessions.firstIndex(where: { $0.id == session.id }) {
      changed.sessions[place] = edited
    }
    form.effect = form.changesNothing ? [] : effect(of: covered(of: changed))
    self.form = form
  }

  private func shown(_ text: String) -> String { text.isBlank ? "empty" : text.oneLine }

  /// What the figures on screen would become, a line each.
  private func effect(of changed: History) -> [String] {
    let (before, after) = (assumingEngine.figures(covered), assumingEngine.figures(changed))
    let figures: [Figure] = [.totalSessions, .productivityMultiplier, .costSaved]
    let changes = figures.compactMap { figure -> String? in
      let (old, new) = (figure.shown(before), figure.shown(after))
      return old == new ? nil : "\(figure.brief.asWord) \(new) instead of \(old)"
    }
    return changes.isEmpty ? ["no figure changes"] : changes
  }
}

extension Form {
  static let ratingLabel = "Rating"
  private static let mostWordsInARow = 5

  /// The session that the form is about, as it was shown; nil when it is about none.
  var session: Session? {
    switch purpose {
    case .end(let session, _), .edit(let session), .delete(let session): session
    default: nil
    }
  }

  /// What can be edited of a session, as it stands.
  private static func fields(of session: Session) -> [EditableField] {
    EditableField.all.filter { $0.name != EditableField.outcome.name || session.isCompleted }
  }

  private static func label(of field: EditableField) -> String {
    field.name.prefix(1).uppercased() + field.name.dropFirst()
  }

  private static func field(_ field: EditableField, of session: Session) -> Field {
    let (label, text) = (label(of: field), field.text(session))
    guard (1...mostWordsInARow).contains(field.words.count) else { return .text(label, text) }
    return Field(
      label: label, content: .choice(field.words, chosen: field.words.firstIndex(of: text)))
  }

  /// The field with this label as it stands in a session; nil when there is none.
  fileprivate static func field(named label: String, of session: Session) -> Field? {
    fields(of: session).first { Form.label(of: $0) == label }.map { field($0, of: session) }
  }

  /// Begins with what stands in a session now; what was typed stays.
  mutating func renew(_ session: Session) {
    let typed: [String: Field] =
      if case .edit(let old) = purpose, !fields.isEmpty {
        Dictionary(
          fields.filter { $0.value != Form.field(named: $0.label, of: old)?.value }
            .map { ($0.label, $0) }, uniquingKeysWith: { first, _ in first })
      } else { [:] }
    switch purpose {
    case .edit:
      purpose = .edit(session)
      fields = Form.fields(of: session).map { Form.field($0, of: session) }
        .map { typed[$0.label] ?? $0 }
    case .delete: purpose = .delete(session)
    default: break
    }
  }

  /// What is another than what stood in the session.
  func edit(of session: Session) -> SessionEdit {
    var texts: [String: String] = [:]
    for field in Form.fields(of: session) {
      let label = Form.label(of: field)
      let now = value(label)
      if now != Form.field(field, of: session).value { texts[field.name] = now }
    }
    return SessionEdit(texts)
  }

  /// Whether confirming would change nothing.
  var changesNothing: Bool {
    switch purpose {
    case .edit(let session): edit(of: session).texts.isEmpty
    case .rate(let interaction, _):
      value(Form.ratingLabel) == interaction.effectivenessRating.map { "\($0)" }
    default: false
    }
  }

  /// The first field that no door takes; nil when all can be stored.
  var wrongEdit: (field: Int, demand: String)? {
    guard case .edit(let session) = purpose else { return nil }
    let texts = edit(of: session).texts
    for field in Form.fields(of: session) {
      if let text = texts[field.name], let problem = field.problem(text, field.name),
        let index = fields.firstIndex(where: { $0.label == Form.label(of: field) })
      {
        return (index, problem.message)
      }
    }
    return nil
  }
}
