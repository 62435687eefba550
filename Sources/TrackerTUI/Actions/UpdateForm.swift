// What keys, clicks and answers do to a form. A confirmed one becomes an effect, once.

internal import TrackerCore

extension Dashboard {
  /// The form over the screen, if one is.
  var form: Form? {
    get { if case .form(let form) = popup { form } else { nil } }
    set { popup = newValue.map { .form($0) } }
  }

  /// Takes a key into the field that has the focus; false when it is a command.
  mutating func typeIntoForm(_ key: Key) -> Bool {
    guard var form, !form.isWaiting, form.edit(key) else { return false }
    self.form = form
    followChoice()
    return true
  }

  /// What a form says follows what is chosen in it.
  private mutating func followChoice() {
    followExportFormat()
    followEnd()
    followEdit()
  }

  mutating func pasteIntoForm(_ text: String) {
    guard let form, !form.isWaiting, form.isInText,
      case .text(var field) = form.fields[form.focus].content
    else { return }
    field.insert(text)
    self.form?.fields[form.focus].content = .text(field)
    followChoice()
  }

  mutating func moveFormFocus(_ step: Int) {
    guard let form, !form.isWaiting else { return }
    if step > 0, form.isOnButtons, form.fields.isEmpty {
      message = "y to \(form.confirm), Esc to \(form.leave)"
    }
    self.form?.moveFocus(step)
  }

  mutating func leaveForm() -> [Effect] {
    guard let form else { return [] }
    popup = nil
    return form.isWaiting ? [.cancelAction] : []
  }

  /// Does what the form is for, unless something is missing.
  mutating func confirmForm() -> [Effect] {
    guard var form, !form.isWaiting else { return [] }
    if let missing = form.missing {
      form.problem = missing.demand
      form.focus = missing.field
      self.form = form
      return []
    }
    switch form.purpose {
    case .export(let format):
      popup = nil
      return [.export(exportRequest(format, path: form.value("File")))]
    case .dates:
      settleDates(form)
      return []
    case .replace(var request):
      popup = nil
      request.mayReplace = true
      return [.export(request)]
    case .edit, .rate:
      if form.changesNothing {
        popup = nil
        message = "nothing was changed"
        return []
      }
    default: break
    }
    guard let request = form.request else { return [] }
    form.isWaiting = true
    form.problem = nil
    self.form = form
    return [.act(request)]
  }

  mutating func pointAtForm(column: Int, row: Int) -> [Effect] {
    guard var form else { return [] }
    switch FormLayout(form, size: size).target(atColumn: column, row: row) {
    case .confirm: return confirmForm()
    case .leave: return leaveForm()
    case .field(let index) where !form.isWaiting: form.focus = index
    case .word(let index, let word) where !form.isWaiting:
      form.focus = index
      if case .choice(let words, _) = form.fields[index].content {
        form.fields[index].content = .choice(words, chosen: word)
        form.problem = nil
      }
    default: return []
    }
    self.form = form
    followChoice()
    return []
  }

  /// Takes in what came of an action. The form may have been left meanwhile.
  mutating func takeActed(_ request: ActionRequest, _ outcome: ActionOutcome) {
    var waiting = form
    if waiting?.isWaiting != true { waiting = nil }
    switch outcome {
    case .done(let change, let notice):
      if waiting != nil { popup = nil }
      if let change {
        let step = UndoStep(change: change, title: title(of: request))
        undoSteps.append(step)
        message = "\(step.title) · u undoes it"
      } else if case .undo(let change) = request {
        let title = undoSteps.last { $0.change == change }?.title ?? "change"
        undoSteps.removeAll { $0.change == change }
        message = "undone: \(title)"
      }
      if let notice { message = notice }
    case .changedMeanwhile:
      message = Dashboard.lookAgain
      show(problem: Dashboard.lookAgain, in: waiting)
      renewForm()
    case .refused(let reason):
      message = reason
      show(problem: reason, in: waiting)
    }
  }

  private mutating func show(problem: String, in form: Form?) {
    guard form != nil else { return }
    self.form?.isWaiting = false
    self.form?.problem = problem
  }

  private func title(of request: ActionRequest) -> String {
    switch request {
    case .end(let session, let outcome, _, _):
      "ended \(session.shownName), \(outcome.rawValue)"
    case .flag(let id, let type, _, _):
      "flagged \(type) in \(history.sessions.first { $0.id == id }?.shownName ?? id.text)"
    case .resolve(let shown, let isResolved, _):
      (isResolved ? "resolved " : "reopened ") + (shown.issue.issueType ?? "issue")
    case .undo: "undone"
    case .edit(let session, let edit):
      "edited \(session.shownName): \(edit.names.joined(separator: ", "))"
    case .rate(let interaction, let number, let rating):
      "rated interaction \(number) \(rating) instead of "
        + (interaction.effectivenessRating.map { "\($0)" } ?? "nothing")
    case .delete(let session): "deleted \(session.shownName)"
    }
  }
}

extension Form {
  /// The change that it asks for, once all is filled in; nil when it is not for a change.
  fileprivate var request: ActionRequest? {
    switch purpose {
    case .end(let session, let ends):
      .end(
        session, outcome: Outcome(rawValue: value("Outcome")), notes: value("Notes"),
        at: choice(Dashboard.endLabel).map { ends[$0].asked })
    case .flag(let id):
      .flag(
        id, issueType: value("Type"), description: value("What"),
        severity: Severity(rawValue: value("Severity")))
    case .resolve(let shown):
      .resolve(shown, isResolved: !shown.issue.resolved, notes: value("Notes"))
    case .undo(let step): .undo(step.change)
    case .edit(let session): .edit(session, edit(of: session))
    case .rate(let interaction, let number):
      .rate(interaction, number: number, rating: Int(value(Form.ratingLabel)) ?? 0)
    case .delete(let session): .delete(session)
    case .export, .replace, .dates: nil
    }
  }
}
