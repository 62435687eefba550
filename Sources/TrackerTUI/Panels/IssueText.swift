// The selected issue with all that was written about it, below a list that leaves room.

internal import TrackerCore

extension Panel {
  static let issueText = Panel("issueText") { dashboard, _, painter in
    let rows = dashboard.numbers.issues?.rows ?? []
    let selected = dashboard.window(.allIssues).selected
    guard rows.indices.contains(selected) else { return }
    let row = rows[selected]
    let issue = row.issue
    painter.rule(
      "Selected", notes: [issue.resolved ? "resolved · v reopens it" : "open · v resolves it"],
      row: 1)
    let time = dashboard.timeText
    let state = (issue.severity ?? "unknown") + ", " + (issue.issueType ?? "unknown")
    var line = 2
    for (label, text, role) in [
      ("What", issue.description, Role.text), ("Kind", state, .text),
      ("Session", row.sessionName, .text), ("When", time.full(row.time), .text),
      ("Notes", issue.resolutionNotes, .text),
    ] where !text.isEmpty {
      painter.write(label, column: 1, row: line, Style(.muted))
      let lines = TextPage.wrapped(
        TextField.oneLine(String(text.prefix(mostIssueCharacters))),
        columns: min(100, painter.columns - issueLabelColumns - 1))
      for part in lines {
        painter.write(part, column: issueLabelColumns, row: line, Style(role))
        line += 1
      }
    }
  }
}

extension Panel {
  /// Issues a day, coloured as the worst of the day.
  static let issueDays = Panel("issueDays") { dashboard, _, painter in
    let all = dashboard.numbers.issueDays
    let days = all.suffix(max(1, (painter.columns - 6) / 2))
    let maximum = days.map(\.count).max() ?? 0
    guard let first = days.first, let last = days.last, maximum > 0 else {
      painter.rule("Flagged per day", notes: ["none of them has a time"])
      return
    }
    painter.rule("Flagged per day", notes: ["coloured as the worst of the day"])
    let scale = ChartScale(origin: 5, count: days.count, columns: painter.columns - 1)
    painter.chart(
      days.map { day in
        ChartColumn(
          value: day.count == 0 ? nil : Double(day.count),
          role: Role(severity: day.worst?.rawValue ?? ""), text: countText(day.count))
      }, scale: scale, maximum: Double(maximum), rows: 1..<(painter.rows - 1),
      labels: (countText(maximum), "0"))
    let time = dashboard.timeText
    painter.axis(
      (first.day.daysSince1970...last.day.daysSince1970).map {
        let day = CivilDate(daysSince1970: $0)
        return day == time.today ? "today" : time.day(day)
      }, step: 7, scale: scale, row: painter.rows - 1, selected: nil, isFocused: false)
  }
}

private let issueLabelColumns = 10
/// More than any screen shows.
private let mostIssueCharacters = 4000
