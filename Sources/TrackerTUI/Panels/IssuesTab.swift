// The issues of all sessions: how bad, of which kind. Places its panels; they draw.

internal import TrackerCore

extension Tab {
  static let issues = Tab(
    name: "Issues", shortName: "Issues",
    arrange: { _, body, layout in layout.place(.severities, body) },
    status: { dashboard in
      [countText(dashboard.overview.issues.total, "issue"), dashboard.range.label]
    })
}

extension Panel {
  static let severities = Panel("severities") { dashboard, _, painter in
    let issues = dashboard.overview.issues
    painter.rule("By severity", notes: [countText(issues.total)])
    let rows = issues.bySeverity.map { severity in
      BarRow(
        label: painter.symbols.severity(severity.word) + " " + severity.word,
        value: Double(severity.count), numbers: countText(severity.count),
        role: Role(severity: severity.word))
    }
    painter.bars(rows, row: 1, labelColumns: 14, numberColumns: 6)
  }
}
