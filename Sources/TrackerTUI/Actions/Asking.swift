// The forms of the actions: what each asks for, and about which record.

internal import TrackerCore

extension Dashboard {
  /// The session that is open or selected, as it was read.
  var actionSession: Session? {
    screen.actionID.flatMap { id in history.sessions.first { $0.id == id } }
  }

  /// The issue that is selected; nil when keys go to a list of something else.
  var selectedIssue: ShownIssue? {
    focus.flatMap { $0.kind.issue?(self, window($0).selected) }
  }

  /// Opens the form of an action, or says why not.
  mutating func act(_ action: RecordAction) {
    if let reason = readOnlyReason {
      message = "read-only: \(reason)"
      return
    }
    if let staleReason {
      message = "nothing is changed while the data is stale: \(staleReason)"
      return
    }
    switch action {
    case .end: askToEnd()
    case .flag: askToFlag()
    case .resolve: askToResolve()
    case .edit: askToEdit()
    case .rate: askToRate()
    case .delete: askToDelete()
    case .undo: askToUndo()
    }
  }

  static let endLabel = "End at"

  private mutating func askToEnd() {
    guard let session = actionSession else { return }
    guard !session.hasEnded else {
      message = "\(session.shownName) has ended already"
      return
    }
    let ends = history.endChoices(of: session, at: now, config: engine.config)
    popup = .form(
      Form(
        purpose: .end(session, ends), title: "End session", about: about(session, ends),
        fields: [
          .choice(
            "Outcome", Outcome.known.map(\.rawValue), chosen: nil, demand: "choose an outcome first"
          ),
          .choice(
            Dashboard.endLabel, ends.map(\.word), chosen: ends.firstIndex(where: \.isByRule) ?? 0,
            demand: "choose when it ended"),
          .text("Notes"),
        ], confirm: "end it", leave: session.isCompleted ? "leave it" : "leave it running",
        notes: ["Writes sessions.json under the server's lock.", "Writes sessions.json."]))
  }

  /// What a chosen end makes of the session stands with what the form is about.
  mutating func followEnd() {
    guard var form, case .end(let session, let ends) = form.purpose else { return }
    form.about = about(session, ends, chosen: form.choice(Dashboard.endLabel))
    self.form = form
  }

  /// What names a session in a form that ends it, and what the chosen end, or that of the rule, makes of it.
  private func about(_ session: Session, _ ends: [EndChoice], chosen: Int? = nil) -> [String] {
    guard let end = chosen.map({ ends[$0] }) ?? ends.first(where: \.isByRule) ?? ends.first
    else { return about(session) }
    let (lasts, about) = (durationText(minutes: end.minutes), about(session))
    guard let occasion = end.occasion, let now = ends.first else {
      return about.prefix(1) + ["ends now, lasts \(lasts)"] + about.dropFirst()
    }
    return about.prefix(1) + [
      "lasts \(lasts) instead of \(durationText(minutes: now.minutes))",
      "ends \(timeText.start(end.time)), \(occasion)",
    ] + about.dropFirst()
  }

  private mutating func askToFlag() {
    guard let session = actionSession else { return }
    let words = Severity.known.map(\.rawValue)
    popup = .form(
      Form(
        purpose: .flag(session.id), title: "Flag an issue", about: about(session),
        fields: [
          .choice("Severity", words, chosen: nil, demand: "choose a severity first"),
          .text("Type", demand: "say what kind of issue it is"),
          .text("What", demand: "say what went wrong"),
        ], confirm: "flag it", leave: "leave it", notes: ["Adds to issues.json."]))
  }

  private mutating func askToResolve() {
    guard let shown = selectedIssue else {
      message = "select an issue first · Tab goes to them"
      return
    }
    let issue = shown.issue
    let kind = [issue.severity, issue.issueType].compactMap { $0 }.joined(separator: " ")
    let state = issue.resolved ? "resolved" : "open"
    popup = .form(
      Form(
        purpose: .resolve(shown), title: issue.resolved ? "Reopen issue" : "Resolve issue",
        about: [
          issue.description.isEmpty ? "no description" : issue.description, "\(kind), \(state)",
        ],
        fields: [.text("Notes", issue.resolutionNotes)], focus: 1,
        confirm: issue.resolved ? "reopen it" : "resolve it", leave: "leave it",
        notes: ["Writes issues.json under the server's lock.", "Writes issues.json."]))
  }

  private mutating func askToUndo() {
    guard let step = undoSteps.last else {
      message = "nothing to undo in this run"
      return
    }
    popup = .form(
      Form(
        purpose: .undo(step), title: "Undo", about: [step.title], confirm: "undo it",
        leave: "leave it", notes: ["Puts the record back as it was."]))
  }

  /// What names a session in a form.
  func about(_ session: Session) -> [String] {
    let row = overview.rows.first { $0.id == session.id }
    let state = session.isCompleted ? "ended" : session.status ?? "no status"
    let duration = row?.minutes(at: now).map { " for " + durationText(minutes: $0) } ?? ""
    let count = countText(row?.interactionCount ?? 0, "interaction")
    let mean = row?.averageRating.map { ", mean " + ratingText($0) } ?? ""
    return [session.shownName, "\(state)\(duration), \(count)\(mean)"]
  }

  /// Shows a session's form anew, after it was changed by somebody else; what was typed stays.
  mutating func renewForm() {
    guard case .form(var form) = popup, form.problem == Dashboard.lookAgain,
      let shown = form.session
    else { return }
    guard let session = history.sessions.first(where: { $0.id == shown.id }) else {
      popup = nil
      message = "\(shown.shownName) is gone"
      return
    }
    guard case .end = form.purpose else {
      form.renew(session)
      form.about = about(session)
      self.form = form
      return followEdit()
    }
    let ends = history.endChoices(of: session, at: now, config: engine.config)
    form.purpose = .end(session, ends)
    if let index = form.fields.firstIndex(where: { $0.label == Dashboard.endLabel }) {
      let chosen = form.choice(Dashboard.endLabel).map { min($0, ends.count - 1) }
      form.fields[index].content = .choice(ends.map(\.word), chosen: chosen)
    }
    form.about = about(session, ends, chosen: form.choice(Dashboard.endLabel))
    popup = .form(form)
  }

  static let lookAgain = "changed meanwhile — look again"
}

extension Session {
  /// The name, or the id of one without.
  var shownName: String { name.isEmpty ? id.text : name }
}

extension SessionRow {
  /// The name, or the id of one without.
  var shownName: String { name.isEmpty ? id.text : name }
}
