// Correcting a session: its fields follow the list of what can be edited; what they would change is computed by the figures
// on a changed copy.

internal import TrackerCore

/// Corrects a session, as it was shown.
struct EditForm: ActionForm {
  let target: Session
  var session: Session? { target }

  static let action = RecordAction.edit
  private static let mostWordsInARow = 5

  static func open(_ dashboard: inout Dashboard) {
    guard let session = dashboard.actionSession else { return }
    let edit = EditForm(target: session)
    var form = Form(
      purpose: edit, title: "Edit session", about: dashboard.about(session),
      fields: edit.editable.map(edit.field), confirm: "save", leave: "leave it",
      notes: [
        "Measured values (times, tokens, files) are not edited here.", "Writes sessions.json.",
      ])
    edit.follow(&form, dashboard)
    dashboard.over.box = form
  }

  /// What was typed shows what stood there before, and what it would change.
  func follow(_ form: inout Form, _ dashboard: Dashboard) {
    for index in form.fields.indices {
      let before = field(named: form.fields[index].label)
      let isChanged = before.map { $0.value != form.fields[index].value } ?? false
      form.fields[index].was = before.flatMap { isChanged ? "was " + shown($0.value) : nil }
    }
    var changed = dashboard.read.history
    if let place = changed.sessions.firstIndex(where: { $0.id == target.id }) {
      changed.sessions[place] = edit(form).applied(to: target)
    }
    form.effect =
      changesNothing(form) ? [] : dashboard.effect(of: dashboard.covered(of: changed))
  }

  func renew(_ form: inout Form, with session: Session, _ dashboard: Dashboard) {
    let new = EditForm(target: session)
    let typed = Dictionary(
      form.fields.filter { $0.value != field(named: $0.label)?.value }.map { ($0.label, $0) },
      uniquingKeysWith: { first, _ in first })
    form.purpose = new
    form.fields = new.editable.map(new.field).map { typed[$0.label] ?? $0 }
    form.about = dashboard.about(session)
    new.follow(&form, dashboard)
  }

  func wrong(in form: Form) -> (field: Int, demand: String)? {
    let texts = edit(form).texts
    for field in editable {
      if let text = texts[field.name], let problem = field.problem(text, field.name),
        let index = form.fields.firstIndex(where: { $0.label == label(of: field) })
      {
        return (index, problem.message)
      }
    }
    return nil
  }

  func changesNothing(_ form: Form) -> Bool { edit(form).texts.isEmpty }

  func request(_ form: Form) -> ActionRequest { .edit(target, edit(form)) }

  static func title(of request: ActionRequest, _: Dashboard) -> String? {
    guard case .edit(let session, let edit) = request else { return nil }
    return "edited \(session.shownName): \(edit.names.joined(separator: ", "))"
  }

  /// What can be edited of the session.
  private var editable: [EditableField] {
    EditableField.all.filter { $0.name != EditableField.outcome.name || target.isCompleted }
  }

  private func label(of field: EditableField) -> String {
    field.name.prefix(1).uppercased() + field.name.dropFirst()
  }

  /// A field as it stands in the session.
  private func field(_ field: EditableField) -> Form.Field {
    let (label, text) = (label(of: field), field.text(target))
    guard (1...EditForm.mostWordsInARow).contains(field.words.count) else {
      return .text(label, text)
    }
    return Form.Field(
      label: label, content: .choice(field.words, chosen: field.words.firstIndex(of: text)))
  }

  /// The field with this label as it stands in the session; nil when there is none.
  private func field(named label: String) -> Form.Field? {
    editable.first { self.label(of: $0) == label }.map(field)
  }

  /// What is another than what stood in the session.
  private func edit(_ form: Form) -> SessionEdit {
    var texts: [String: String] = [:]
    for field in editable {
      let now = form.value(label(of: field))
      if now != self.field(field).value { texts[field.name] = now }
    }
    return SessionEdit(texts)
  }

  private func shown(_ text: String) -> String { text.isBlank ? "empty" : text.oneLine }
}
