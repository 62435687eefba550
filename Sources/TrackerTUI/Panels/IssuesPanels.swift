// The sections of the issues: bars by severity and type, and the list.

internal import TrackerCore

extension Panel {
  static let severities = Panel("severities") { dashboard, _, painter in
    let issues = dashboard.numbers.issues
    painter.rule("By severity", notes: [Figure.totalIssues.shown(dashboard.overview)])
    let counts = issues?.bySeverity ?? []
    guard dashboard.overview.issues.total > 0 else {
      painter.write("none", column: 1, row: 1, Style(.muted))
      return
    }
    let room = painter.rows - 1
    let rows = counts.prefix(counts.count > room ? room - 1 : room).map { severity in
      let sign = painter.symbols.severity(severity.word)
      let gap = String(repeating: " ", count: max(1, 3 - painter.width(of: sign)))
      return BarRow(
        label: sign + gap + severity.word, value: Double(severity.count),
        numbers: countText(severity.count), role: Role(severity: severity.word))
    }
    painter.bars(rows, row: 1, labelColumns: 14, numberColumns: 8)
    painter.tell(rest: counts.count - rows.count, row: painter.rows - 1)
  }

  static let issueTypes = Panel("issueTypes") { dashboard, _, painter in
    painter.rule("By type", notes: [])
    let counts = dashboard.numbers.issues?.byType ?? []
    if counts.isEmpty { painter.write("none", column: 1, row: 1, Style(.muted)) }
    let room = painter.rows - 1
    let rows = counts.prefix(counts.count > room ? room - 1 : room).map { type in
      BarRow(
        label: type.word, value: Double(type.count),
        numbers: countText(type.count), role: .rating4)
    }
    painter.bars(rows, row: 1, labelColumns: 17, numberColumns: 6)
    painter.tell(rest: counts.count - rows.count, row: painter.rows - 1)
  }

  static let issueListRule = Panel("issueListRule") { dashboard, _, painter in
    let isOnlyOpen = dashboard.grouping.isOnlyUnresolved
    let hasAny = dashboard.itemCount(.allIssues) > 0
    painter.rule(
      isOnlyOpen ? "Unresolved issues" : "Issues", notes: [hasAny ? "Enter opens the session" : ""])
  }

  static let issueListHead = Panel("issueListHead") { dashboard, _, painter in
    painter.write(IssueColumns(painter.columns).heads, dashboard, .allIssues)
  }

  static let issueListRows = Panel("issueListRows") { dashboard, isFocused, painter in
    let rows = dashboard.numbers.issues?.rows ?? []
    guard !rows.isEmpty else {
      if dashboard.grouping.isOnlyUnresolved, dashboard.overview.issues.total > 0 {
        painter.write("none is open · b shows all", column: 1, Style(.muted))
      } else {
        painter.writeEmpty("issues", dashboard)
      }
      return
    }
    let window = dashboard.window(.allIssues)
    let columns = IssueColumns(painter.columns)
    let shown = window.rows(count: rows.count, height: painter.rows)
    let short = (
      types: ShortLabels(
        rows[shown].map(\.typeText), columns: columns.typeColumns - 1, painter.typesetter),
      sessions: ShortLabels(
        rows[shown].map(\.sessionName), columns: columns.sessionColumns - 1, painter.typesetter)
    )
    for (line, index) in shown.enumerated() {
      draw(rows[index], columns, short, dashboard.timeText, line, &painter)
      if index == window.selected {
        painter.select(row: line, isFocused: isFocused)
      }
    }
  }

  private static func draw(
    _ row: IssueRow, _ columns: IssueColumns,
    _ short: (types: ShortLabels, sessions: ShortLabels), _ time: TimeText, _ line: Int,
    _ painter: inout Painter
  ) {
    let issue = row.issue
    let severity = issue.severity ?? "unknown"
    let style = Style(issue.resolved ? .muted : Role(severity: severity))
    let text = Style(issue.resolved ? .muted : .text)
    painter.write(painter.symbols.severity(severity), column: 1, row: line, width: 2, style)
    if columns.severity > 0 {
      painter.writeCut(severity, column: 4, row: line, width: columns.severity - 1, style)
    }
    painter.writeCut(
      short.types[row.typeText], column: columns.type, row: line,
      width: columns.typeColumns - 1, text)
    let done = issue.resolved ? painter.symbols.state(.completed) + " " : ""
    painter.writeCut(
      done + issue.description, column: columns.text, row: line, width: columns.textColumns - 1,
      text)
    if columns.sessionColumns > 0 {
      painter.writeCut(
        short.sessions[row.sessionName], column: columns.session, row: line,
        width: columns.sessionColumns - 1,
        Style(.muted))
    }
    painter.write(
      time.start(row.time), column: columns.when, row: line, width: columns.whenColumns, text)
  }
}

extension IssueRow {
  fileprivate var typeText: String { issue.issueType ?? "unknown" }
}

/// Where the columns of the list of issues stand.
struct IssueColumns {
  /// Columns of the severity's word; 0 where only its sign has room.
  let severity: Int
  let type: Int
  let typeColumns: Int
  let text: Int
  let textColumns: Int
  let session: Int
  let sessionColumns: Int
  let when: Int
  let whenColumns: Int

  init(_ columns: Int) {
    severity = columns >= 60 ? 9 : 0
    type = 4 + severity
    typeColumns = columns >= 80 ? 17 : columns >= 60 ? 13 : 0
    text = type + typeColumns
    whenColumns = columns >= 60 ? 12 : 0
    when = columns - whenColumns - 1
    sessionColumns = columns >= 160 ? 34 : columns >= 100 ? 22 : 0
    session = when - sessionColumns
    textColumns = session - text
  }

  /// What stands over them: the severity's word over its sign, too.
  var heads: [ListHead] {
    [
      ListHead(severity > 0 ? "Severity" : "", "s", column: 1, columns: 3 + severity),
      ListHead("Type", "t", column: type, columns: typeColumns),
      ListHead("Description", "d", column: text, columns: textColumns),
      ListHead("Session", "n", column: session, columns: sessionColumns),
      ListHead("When", "w", column: when, columns: whenColumns),
    ]
  }
}

extension Painter {
  /// Says how many rows had no room.
  mutating func tell(rest: Int, row: Int) {
    guard rest > 0 else { return }
    write("+\(countText(rest)) more", column: 1, row: row, Style(.muted))
  }
}
