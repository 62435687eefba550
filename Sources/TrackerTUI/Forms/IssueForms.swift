// Flagging an issue, resolving and reopening one.

internal import TrackerCore

/// Flags an issue of sessions.
struct FlagForm: ActionForm {
  let sessions: [Session]

  static let action = RecordAction.flag
  private static let severityLabel = "Severity"
  private static let typeLabel = "Type"
  private static let descriptionLabel = "What"

  static func open(_ dashboard: inout Dashboard) {
    let sessions = dashboard.actionSessions
    guard !sessions.isEmpty else { return }
    let words = Severity.known.map(\.rawValue)
    var type = Form.Field.text(typeLabel, demand: "say what kind of issue it is")
    let types = dashboard.read.history.issueTypes
    if !types.isEmpty {
      type.offers = FieldOffers(
        all: types.map { .init(word: $0.word.oneLine, note: countText($0.count, "issue")) })
    }
    dashboard.over.box = Form(
      purpose: FlagForm(sessions: sessions),
      title: sessions.count == 1
        ? "Flag an issue" : "Flag an issue in \(countText(sessions.count)) marked sessions",
      head: dashboard.head(of: sessions),
      fields: [
        .choice(severityLabel, words, chosen: nil, demand: "choose a severity first"),
        type,
        .text(descriptionLabel, demand: "say what went wrong"),
      ], confirm: sessions.count == 1 ? "flag it" : "flag \(countText(sessions.count))",
      leave: sessions.count == 1 ? "leave it" : "leave them",
      notes: ["Adds to issues.json; u undoes it."])
  }

  /// While a type is typed: how many of those used before begin so.
  func status(_ form: Form) -> String? {
    guard let field = form.fields.at(form.focus), field.label == FlagForm.typeLabel,
      let offers = field.offers
    else { return nil }
    let (typed, all) = (field.value, countText(offers.all.count))
    let count = offers.all.count { $0.word.lowercased().hasPrefix(typed.lowercased()) }
    let known =
      typed.isEmpty
      ? "\(all) used so far"
      : "\(countText(count)) of \(all) \(count == 1 ? "begins" : "begin") with \(typed)"
    return "type: \(known) · a new word is allowed"
  }

  func renew(_ form: inout Form, with sessions: [Session], _ dashboard: Dashboard) {
    form.purpose = FlagForm(sessions: sessions)
    form.head = dashboard.head(of: sessions)
  }

  func request(_ form: Form) -> ActionRequest {
    .together(
      sessions.map {
        .flag(
          $0.id, issueType: form.value(FlagForm.typeLabel),
          description: form.value(FlagForm.descriptionLabel),
          severity: Severity(rawValue: form.value(FlagForm.severityLabel)))
      })
  }

  static func title(of request: ActionRequest, _ dashboard: Dashboard) -> String? {
    guard case .flag(let id, let type, _, _) = request.first else { return nil }
    let session = dashboard.read.history.sessions.first { $0.id == id }
    return "flagged \(type) in \(request.name ?? session?.shownName ?? id.text)"
  }
}

/// Resolves issues, as they were shown, or reopens one.
struct ResolveForm: ActionForm {
  let shown: [ShownIssue]
  /// An issue has no id; what was flagged of it stays.
  var subject: String {
    shown.flatMap { [$0.issue.sessionID.text, $0.issue.issueType ?? "", $0.issue.description] }
      .joined(separator: "\n")
  }

  static let action = RecordAction.resolve

  static func open(_ dashboard: inout Dashboard) {
    let marked = dashboard.markedIssues
    guard let first = dashboard.selectedIssue ?? marked.first else {
      dashboard.over.message =
        dashboard.screen.hasMarks
        ? "the marked sessions have no open issue" : "select an issue first · Tab goes to them"
      return
    }
    let shown = dashboard.selectedIssue.map { [$0] } ?? marked
    let issue = first.issue
    let isOne = shown.count == 1
    let kind = [issue.severity, issue.issueType].compactMap { $0 }.joined(separator: " ")
    let state = issue.resolved ? "resolved" : "open"
    let verb = issue.resolved ? "Reopen" : "Resolve"
    dashboard.over.box = Form(
      purpose: ResolveForm(shown: shown),
      title: isOne
        ? verb + " issue"
        : "\(verb) the open issues of \(countText(dashboard.actionSessions.count)) marked sessions",
      about: isOne
        ? [issue.description.isEmpty ? "no description" : issue.description, "\(kind), \(state)"]
        : [
          countText(shown.count, "open issue"),
          shown.map { $0.issue.description.oneLine }.joined(separator: ", "),
        ],
      fields: [.text("Notes", isOne ? issue.resolutionNotes : "")],
      confirm: isOne
        ? verb.asWord + " it" : "resolve \(countText(shown.count))",
      leave: isOne ? "leave it" : "leave them",
      notes: ["Writes issues.json; u undoes it."])
  }

  func request(_ form: Form) -> ActionRequest {
    let notes = form.value("Notes")
    return .together(
      shown.map { .resolve($0, isResolved: !shown[0].issue.resolved, notes: notes) })
  }

  static func title(of request: ActionRequest, _: Dashboard) -> String? {
    guard case .resolve(let shown, let isResolved, _) = request.first else { return nil }
    let count = request.all.count
    return (isResolved ? "resolved " : "reopened ")
      + (count > 1 ? countText(count, "issue") : shown.issue.issueType ?? "issue")
  }
}

extension Dashboard {
  /// The issue that is selected; nil when keys go to a list of something else.
  var selectedIssue: ShownIssue? {
    focus.flatMap { $0.kind.issue?(self, window($0).selected) }
  }

  /// The open issues of the marked sessions where their list is on screen.
  var markedIssues: [ShownIssue] {
    guard screen.hasMarks else { return [] }
    let ids = Set(markedRows.map(\.id))
    let issues = read.history.issues
    return issues.indices.filter { ids.contains(issues[$0].sessionID) && !issues[$0].resolved }
      .map { ShownIssue(at: $0, of: issues) }
  }
}
