// Flagging an issue, resolving and reopening one.

internal import TrackerCore

/// Flags an issue of a session.
struct FlagForm: ActionForm {
  let id: SessionID
  var subject: String { id.text }

  static let action = RecordAction.flag
  private static let severityLabel = "Severity"
  private static let typeLabel = "Type"
  private static let descriptionLabel = "What"

  static func open(_ dashboard: inout Dashboard) {
    guard let session = dashboard.actionSession else { return }
    let words = Severity.known.map(\.rawValue)
    dashboard.over.box = Form(
      purpose: FlagForm(id: session.id), title: "Flag an issue", about: dashboard.about(session),
      fields: [
        .choice(severityLabel, words, chosen: nil, demand: "choose a severity first"),
        .text(typeLabel, demand: "say what kind of issue it is"),
        .text(descriptionLabel, demand: "say what went wrong"),
      ], confirm: "flag it", leave: "leave it", notes: ["Adds to issues.json."])
  }

  func request(_ form: Form) -> ActionRequest {
    .flag(
      id, issueType: form.value(FlagForm.typeLabel),
      description: form.value(FlagForm.descriptionLabel),
      severity: Severity(rawValue: form.value(FlagForm.severityLabel)))
  }

  static func title(of request: ActionRequest, _ dashboard: Dashboard) -> String? {
    guard case .flag(let id, let type, _, _) = request else { return nil }
    let session = dashboard.read.history.sessions.first { $0.id == id }
    return "flagged \(type) in \(session?.shownName ?? id.text)"
  }
}

/// Resolves an issue, as it was shown, or reopens it.
struct ResolveForm: ActionForm {
  let shown: ShownIssue
  /// An issue has no id; what was flagged of it stays.
  var subject: String {
    [shown.issue.sessionID.text, shown.issue.issueType ?? "", shown.issue.description]
      .joined(separator: "\n")
  }

  static let action = RecordAction.resolve

  static func open(_ dashboard: inout Dashboard) {
    guard let shown = dashboard.selectedIssue else {
      dashboard.over.message = "select an issue first · Tab goes to them"
      return
    }
    let issue = shown.issue
    let kind = [issue.severity, issue.issueType].compactMap { $0 }.joined(separator: " ")
    let state = issue.resolved ? "resolved" : "open"
    dashboard.over.box = Form(
      purpose: ResolveForm(shown: shown), title: issue.resolved ? "Reopen issue" : "Resolve issue",
      about: [
        issue.description.isEmpty ? "no description" : issue.description, "\(kind), \(state)",
      ],
      fields: [.text("Notes", issue.resolutionNotes)],
      confirm: issue.resolved ? "reopen it" : "resolve it", leave: "leave it",
      notes: ["Writes issues.json under the server's lock.", "Writes issues.json."])
  }

  func request(_ form: Form) -> ActionRequest {
    .resolve(shown, isResolved: !shown.issue.resolved, notes: form.value("Notes"))
  }

  static func title(of request: ActionRequest, _: Dashboard) -> String? {
    guard case .resolve(let shown, let isResolved, _) = request else { return nil }
    return (isResolved ? "resolved " : "reopened ") + (shown.issue.issueType ?? "issue")
  }
}

extension Dashboard {
  /// The issue that is selected; nil when keys go to a list of something else.
  var selectedIssue: ShownIssue? {
    focus.flatMap { $0.kind.issue?(self, window($0).selected) }
  }
}
