// Opening forms, confirming and leaving them, and what came of the change that one asked for.

internal import TrackerCore

extension Dashboard {
  /// The form over the screen, if one is.
  var form: Form? {
    get { over.box as? Form }
    set { over.box = newValue }
  }

  /// Opens the form of an action, or says why not.
  mutating func act(_ action: RecordAction) {
    if let reason = readOnlyReason {
      over.message = "read-only: \(reason)"
    } else if let staleReason = read.staleReason {
      over.message = "nothing is changed while the data is stale: \(staleReason)"
    } else {
      ActionForms.all.first { $0.action == action }?.open(&self)
      goOnWithKept()
    }
  }

  mutating func moveFormFocus(_ step: Int) {
    guard var form, !form.isWaiting else { return }
    form.moveFocus(step)
    self.form = form
  }

  /// Goes to the next field; on a button does what it says.
  mutating func takeField() -> [Effect] {
    guard let form else { return [] }
    if form.isOnConfirm { return confirmForm() }
    if form.isOnLeave { return leaveForm() }
    moveFormFocus(1)
    return []
  }

  mutating func leaveForm() -> [Effect] {
    guard let form else { return [] }
    over.box = nil
    keep(form)
    return form.isWaiting ? [.cancelAction] : []
  }

  /// Does what the form is for, unless something is missing.
  mutating func confirmForm() -> [Effect] {
    guard var form, !form.isWaiting else { return [] }
    if let missing = form.missing {
      form.problem = missing.demand
      form.focus = missing.field
      self.form = form
      over.message = missing.demand + form.ways(ofChoice: missing.field)
      return []
    }
    return form.purpose.confirm(form, &self)
  }

  /// Takes in what came of an action. The form may have been left meanwhile.
  mutating func takeActed(_ request: ActionRequest, _ outcome: ActionOutcome) {
    var waiting = form
    if waiting?.isWaiting != true { waiting = nil }
    switch outcome {
    case .done(let change, let notice):
      if waiting != nil { over.box = nil }
      if let change {
        let title = title(of: request)
        over.undoSteps.append(UndoStep(change: change, title: title))
        over.message = "\(title) · u undoes it"
      } else if case .undo(let change) = request {
        let title = over.undoSteps.last { $0.change == change }?.title ?? "change"
        over.undoSteps.removeAll { $0.change == change }
        over.message = "undone: \(title)"
      }
      if let notice { over.message = notice }
    case .changedMeanwhile:
      over.message = Dashboard.lookAgain
      show(problem: Dashboard.lookAgain, in: waiting)
      renewForm()
    case .refused(let reason):
      over.message = reason
      show(problem: reason, in: waiting)
    }
  }

  private func title(of request: ActionRequest) -> String {
    ActionForms.all.lazy.compactMap { $0.title(of: request, self) }.first ?? ""
  }

  private static let lookAgain = "changed meanwhile — look again"

  private mutating func show(problem: String, in form: Form?) {
    guard var form else { return }
    form.isWaiting = false
    form.problem = problem
    self.form = form
  }

  /// Shows a session's form anew, after it was changed by somebody else; what was typed stays.
  mutating func renewForm() {
    guard var form, form.problem == Dashboard.lookAgain, let shown = form.purpose.session
    else { return }
    guard let session = read.history.sessions.first(where: { $0.id == shown.id }) else {
      over.box = nil
      over.message = "\(shown.shownName) is gone"
      return
    }
    form.purpose.renew(&form, with: session, self)
    self.form = form
  }
}

extension Dashboard {
  /// The session that is open or selected, as it was read.
  var actionSession: Session? {
    screen.actionID.flatMap { id in read.history.sessions.first { $0.id == id } }
  }

  /// What names a session in a form.
  func about(_ session: Session) -> [String] {
    let row = read.overview.rows.first { $0.id == session.id }
    let state = session.isCompleted ? "ended" : session.status ?? "no status"
    let duration = row?.minutes(at: now).map { " for " + durationText(minutes: $0) } ?? ""
    let count = countText(row?.interactionCount ?? 0, "interaction")
    let mean = row?.averageRating.map { ", mean " + ratingText($0) } ?? ""
    return [session.shownName, "\(state)\(duration), \(count)\(mean)"]
  }

  /// What the figures on screen would become, a line each.
  func effect(of changed: History) -> [String] {
    let (before, after) = (assumingEngine.figures(read.covered), assumingEngine.figures(changed))
    let figures: [Figure] = [.totalSessions, .productivityMultiplier, .costSaved]
    let changes = figures.compactMap { figure -> String? in
      let (old, new) = (figure.shown(before), figure.shown(after))
      return old == new ? nil : "\(figure.brief.asWord) \(old) → \(new)"
    }
    return changes.isEmpty ? ["no figure changes"] : changes
  }
}

extension Session {
  /// The name, or the id of one without.
  var shownName: String { name.isEmpty ? id.text : name }
}

extension SessionRow {
  /// The name, or the id of one without.
  var shownName: String { name.isEmpty ? id.text : name }
}
