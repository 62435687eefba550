// The selected issue with all that was written about it, below a list that leaves room.

internal import TrackerCore

extension Panel {
  static let issueText = Panel("issueText") { dashboard, _, painter in
    let selected = dashboard.window(.allIssues).selected
    guard let row = dashboard.numbers.issues?.rows.at(selected) else { return }
    let issue = row.issue
    let change = dashboard.readOnlyReason == nil ? dashboard.keyLabel(of: .resolveIssue) : nil
    painter.rule(
      "Selected",
      notes: [
        (issue.resolved ? "resolved" : "open")
          + (change.map { " · \($0) \(issue.resolved ? "reopens" : "resolves") it" } ?? "")
      ], row: 1)
    let time = dashboard.timeText
    let state = (issue.severity ?? "unknown") + ", " + (issue.issueType ?? "unknown")
    var line = 2
    for (label, text) in [
      ("What", issue.description), ("Kind", state), ("Session", row.sessionName),
      ("When", time.full(row.time)), ("Notes", issue.resolutionNotes),
    ] where !text.isEmpty {
      painter.write(label, column: 1, row: line, Style(.muted))
      let lines = TextPage.wrapped(
        String(text.prefix(mostIssueCharacters)).oneLine,
        columns: min(100, painter.columns - issueLabelColumns - 1))
      for part in lines {
        painter.write(part, column: issueLabelColumns, row: line)
        line += 1
      }
    }
  }
}

private let issueLabelColumns = 10
/// More than any screen shows.
private let mostIssueCharacters = 4000
