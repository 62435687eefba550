// Correcting sessions: the fields follow the list of what can be edited; what they would change is computed by the figures
// on a changed copy.

internal import TrackerCore

/// Corrects sessions, as they were shown.
struct EditForm: ActionForm {
  let sessions: [Session]
  /// Of several the first: of them only what they have in common is shown.
  private var target: Session { sessions[0] }

  static let action = RecordAction.edit
  private static let mostWordsInARow = 5

  static func open(_ dashboard: inout Dashboard) {
    let sessions = dashboard.actionSessions
    guard !sessions.isEmpty else { return }
    let edit = EditForm(sessions: sessions)
    var form = Form(
      purpose: edit, title: sessions.title("Edit"), head: edit.head(dashboard),
      fields: edit.editable.map(edit.field), confirm: "save",
      leave: sessions.count == 1 ? "leave it" : "leave them",
      notes: [
        "Measured values (times, tokens, files) are not edited here.",
        "Writes sessions.json; u undoes it.",
      ])
    edit.follow(&form, dashboard)
    dashboard.over.box = form
  }

  /// What was typed shows what stood there before, and what it would change.
  func follow(_ form: inout Form, _ dashboard: Dashboard) {
    for index in form.fields.indices {
      let label = form.fields[index].label
      let isChanged = field(named: label).map { $0.value != form.fields[index].value } ?? false
      form.fields[index].was = isChanged ? "was " + former(label) : nil
    }
    let edit = edit(form)
    let count = edit.texts.count
    form.confirm = count == 0 ? "save" : "save " + countText(count, "change")
    form.effect =
      count == 0
      ? []
      : dashboard.effect(of: dashboard.covered(changing: sessions.map { edit.applied(to: $0) }))
  }

  func status(_ form: Form) -> String? {
    let names = edit(form).names
    return names.isEmpty
      ? nil : countText(names.count, "change") + ": " + names.joined(separator: ", ")
  }

  func renew(_ form: inout Form, with sessions: [Session], _ dashboard: Dashboard) {
    let new = EditForm(sessions: sessions)
    let typed = Dictionary(
      form.fields.filter { $0.value != field(named: $0.label)?.value }.map { ($0.label, $0) },
      uniquingKeysWith: { first, _ in first })
    form.purpose = new
    form.fields = new.editable.map(new.field).map { typed[$0.label] ?? $0 }
    form.focus = min(form.focus, form.fields.count + 1)
    form.head = new.head(dashboard)
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

  func request(_ form: Form) -> ActionRequest {
    let edit = edit(form)
    return .together(sessions.map { .edit($0, edit) })
  }

  static func title(of request: ActionRequest, _: Dashboard) -> String? {
    guard case .edit(let session, let edit) = request.first else { return nil }
    return "edited \(request.name ?? session.shownName): \(edit.names.joined(separator: ", "))"
  }

  /// The name is one of the fields.
  private func head(_ dashboard: Dashboard) -> FormHead {
    sessions.count == 1 ? FormHead(name: target.id.text) : dashboard.head(of: sessions)
  }

  /// What can be edited of all of the sessions. A name is one session's own.
  private var editable: [EditableField] {
    EditableField.all.filter {
      switch $0.name {
      case EditableField.outcome.name: sessions.allSatisfy(\.isCompleted)
      case EditableField.nameOfSession.name: sessions.count == 1
      default: true
      }
    }
  }

  private func label(of field: EditableField) -> String {
    field.name.prefix(1).uppercased() + field.name.dropFirst()
  }

  /// What stands in all of the sessions; nil where they differ.
  private func text(_ field: EditableField) -> String? {
    let text = field.text(target)
    return sessions.dropFirst().allSatisfy { field.text($0) == text } ? text : nil
  }

  /// A field as it stands in the sessions; empty where they differ.
  private func field(_ field: EditableField) -> Form.Field {
    let (label, text) = (label(of: field), text(field) ?? "")
    guard (1...EditForm.mostWordsInARow).contains(field.words.count) else {
      return .text(label, text)
    }
    return Form.Field(
      label: label, content: .choice(field.words, chosen: field.words.firstIndex(of: text)))
  }

  /// The field with this label as it stands in the sessions; nil when there is none.
  private func field(named label: String) -> Form.Field? {
    editable.first { self.label(of: $0) == label }.map(field)
  }

  /// What is another than what stood in the sessions.
  private func edit(_ form: Form) -> SessionEdit {
    var texts: [String: String] = [:]
    for field in editable {
      let now = form.value(label(of: field))
      if now != self.field(field).value { texts[field.name] = now }
    }
    return SessionEdit(texts)
  }

  /// What stood in a field with this label, in a word or more.
  private func former(_ label: String) -> String {
    let text = editable.first { self.label(of: $0) == label }.map(text) ?? nil
    guard let text else { return "different" }
    return text.isBlank ? "empty" : text.oneLine
  }
}
