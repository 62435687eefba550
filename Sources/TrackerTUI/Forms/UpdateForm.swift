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
    } else if let file = read.history.unusableFiles.first {
      over.message = "nothing is changed while \(file.sentence())"
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

  /// Shows the form of sessions anew, after one of them was changed by somebody else; what was typed stays.
  mutating func renewForm() {
    guard var form, form.problem != nil, !form.purpose.sessions.isEmpty else { return }
    let shown = form.purpose.sessions
    let ids = Set(shown.map(\.id))
    let found = Dictionary(
      read.history.sessions.lazy.filter { ids.contains($0.id) }.map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first })
    let sessions = shown.compactMap { found[$0.id] }
    guard !sessions.isEmpty else {
      over.box = nil
      over.message =
        (shown.count == 1 ? shown[0].shownName + " is" : "the marked sessions are") + " gone"
      return
    }
    form.purpose.renew(&form, with: sessions, self)
    self.form = form
  }
}

extension Dashboard {
  /// The session that is open or selected, as it was read.
  var actionSession: Session? {
    screen.actionID.flatMap { id in read.history.sessions.first { $0.id == id } }
  }

  /// What an action is about: the marked sessions where their list is on screen, else the one that stands out.
  var actionSessions: [Session] {
    let marked = screen.hasMarks ? markedRows.map(\.session) : []
    return marked.isEmpty ? [actionSession].compactMap(\.self) : marked
  }

  /// What names sessions in a form.
  func head(of sessions: [Session]) -> FormHead {
    guard sessions.count == 1, let session = sessions.first else {
      return FormHead(name: sessions.map(\.shownName).joined(separator: ", "))
    }
    let state = row(of: session).map(states) ?? []
    return FormHead(
      name: session.shownName, facts: state.map { facts([$0], of: session) } + state.suffix(1))
  }

  /// `ana · shop · ` and more that is told of a session.
  func facts(_ more: [String], of session: Session) -> String {
    let who = [session.developer, session.project].compactMap(\.self).filter { !$0.isBlank }
    return (who.map(\.oneLine) + more).joined(separator: " · ")
  }

  func row(of session: Session) -> SessionRow? {
    read.overview.rows.first { $0.id == session.id }
      ?? read.history.restricted(toSession: session.id)?.sessionRows.first
  }

  /// What became of a session, the longest first.
  private func states(_ row: SessionRow) -> [String] {
    let sign = row.lastSign?.time
    switch row.condition(at: now) {
    case .running:
      let running = "running for " + durationText(minutes: row.minutes(at: now))
      return (sign.map { ["\(running), last sign \(timeText.clock($0))"] } ?? []) + [running]
    case .stale:
      let silence = sign.flatMap { now.minutes(since: $0) }
      return ["silent since \(timeText.start(sign)) (\(durationText(minutes: silence)))"]
    default:
      let ended = "ended, " + durationText(minutes: row.minutes(at: now))
      return ["\(ended), \(work(of: row))", ended]
    }
  }

  /// `4 interactions, mean 3.5`.
  func work(of row: SessionRow) -> String {
    countText(row.interactionCount, "interaction")
      + (row.averageRating.map { ", mean " + ratingText($0) } ?? "")
  }

  /// What range and filter leave once sessions stand otherwise. No action moves a start, so that the range stays.
  func covered(changing sessions: [Session]) -> History {
    read.covered.changing(sessions, filter: chosen.filter, now: now, calendar: calendar)
  }

  /// The figures of what is shown, by the rates that hold.
  var shownFigures: Overview {
    assumptions == nil ? read.overview : assumingEngine.figures(read.covered)
  }

  /// What the figures on screen would become, a line each.
  func effect(of changed: History) -> [String] {
    let (before, after) = (shownFigures, assumingEngine.figures(changed))
    let figures: [Figure] = [.totalSessions, .productivityMultiplier, .costSaved]
    let changes = figures.compactMap { figure -> String? in
      let (old, new) = (figure.shown(before), figure.shown(after))
      return old == new ? nil : "\(figure.title.asWord) \(old) → \(new)"
    }
    return changes.isEmpty ? ["no figure changes"] : changes
  }
}

extension [Session] {
  /// `End session`, `End 3 marked sessions`.
  func title(_ verb: String) -> String {
    verb + (count == 1 ? " session" : " \(countText(count)) marked sessions")
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
