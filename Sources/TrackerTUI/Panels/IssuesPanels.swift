// The sections of the issues: bars by severity and type, the list, and below it where there is room the selected issue with
// all that was written about it and how many were flagged on each day.

internal import TrackerCore

extension Panel {
  static let severities = Panel("severities") { dashboard, _, painter in
    let issues = dashboard.read.numbers.issues
    painter.rule("By severity", notes: [Figure.totalIssues.shown(dashboard.read.overview)])
    let hasAny = dashboard.read.overview.issues.total > 0
    drawCounts(
      hasAny ? issues?.bySeverity ?? [] : [], labelColumns: 14, numberColumns: 8, &painter
    ) { severity, painter in
      let sign = painter.symbols.severity(severity)
      let gap = String(repeating: " ", count: max(1, 3 - painter.width(of: sign)))
      return (sign + gap + severity, Role(severity: severity))
    }
  }

  static let issueTypes = Panel("issueTypes") { dashboard, _, painter in
    painter.rule("By type")
    drawCounts(
      dashboard.read.numbers.issues?.byType ?? [], labelColumns: 17, numberColumns: 6, &painter
    ) { type, _ in (type, .data) }
  }

  /// A bar for each word below a rule, and how many had no room.
  private static func drawCounts(
    _ counts: [WordCount], labelColumns: Int, numberColumns: Int, _ painter: inout Painter,
    look: (String, Painter) -> (label: String, role: Role)
  ) {
    if counts.isEmpty { painter.write("none", column: 1, row: 1, Style(.muted)) }
    let room = painter.rows - 1
    let rows = counts.prefix(counts.count > room ? room - 1 : room).map { count in
      let (label, role) = look(count.word, painter)
      return BarRow(
        label: label, value: Double(count.count), numbers: countText(count.count), role: role)
    }
    painter.bars(rows, row: 1, labelColumns: labelColumns, numberColumns: numberColumns)
    let rest = counts.count - rows.count
    guard rest > 0 else { return }
    painter.write("+\(countText(rest)) more", column: 1, row: painter.rows - 1, Style(.muted))
  }

  static let issueListRule = Panel("issueListRule") { dashboard, _, painter in
    let isOnlyOpen = dashboard.chosen.grouping.isOnlyUnresolved
    let hasAny = dashboard.rowCount(.allIssues) > 0
    painter.rule(
      isOnlyOpen ? "Unresolved issues" : "Issues", notes: [hasAny ? "Enter opens the session" : ""])
  }

  static let issueListRows = Panel("issueListRows") { dashboard, isFocused, painter in
    let rows = dashboard.read.numbers.issues?.rows ?? []
    guard !rows.isEmpty else {
      if dashboard.chosen.grouping.isOnlyUnresolved, dashboard.read.overview.issues.total > 0 {
        painter.write("none is open · b shows all", column: 1, Style(.muted))
      } else {
        painter.writeEmpty("issues", dashboard)
      }
      return
    }
    painter.list(
      rows, dashboard.issueColumns(painter.columns, painter.symbols), dashboard.window(.allIssues),
      isFocused: isFocused)
  }
}

extension IssueRow {
  fileprivate var severity: String { issue.severity ?? "unknown" }
  fileprivate var type: String { issue.issueType ?? "unknown" }
  fileprivate var severityStyle: Style {
    Style(issue.resolved ? .muted : Role(severity: severity))
  }
  fileprivate var style: Style { Style(issue.resolved ? .muted : .text) }
}

extension Dashboard {
  /// The columns of the list of issues. The title of the severity's word stands over its sign, too.
  func issueColumns(_ columns: Int, _ symbols: Symbols) -> [ListColumn<IssueRow>] {
    let isWide = columns >= 60
    let type = isWide ? 13 : 4
    let text = type + (columns >= 80 ? 17 : isWide ? 13 : 0)
    let when = columns - (isWide ? 13 : 1)
    let session = when - (columns >= 160 ? 34 : columns >= 100 ? 22 : 0)
    let done = symbols.condition(.success) + " "
    return [
      ListColumn(isWide ? "Severity" : "", "s", column: 1, columns: isWide ? 12 : 3) {
        let sign = symbols.severity($0.severity)
        return (sign, $0.severityStyle)
      },
      ListColumn(column: 4, columns: isWide ? 9 : 0, gap: 1) { ($0.severity, $0.severityStyle) },
      ListColumn("Type", "t", column: type, columns: text - type, gap: 1, apartFrom: { _ in [] }) {
        ($0.type, $0.style)
      },
      ListColumn("Description", "d", column: text, columns: session - text, gap: 1) {
        (($0.issue.resolved ? done : "") + $0.issue.description, $0.style)
      },
      ListColumn(
        "Session", "n", column: session, columns: when - session, gap: 1, apartFrom: { _ in [] }
      ) { ($0.sessionName, Style(.muted)) },
      ListColumn("When", "w", column: when, columns: isWide ? 12 : 0) {
        (timeText.start($0.time), $0.style)
      },
    ]
  }
}

extension Panel {
  static let issueText = Panel("issueText") { dashboard, _, painter in
    let selected = dashboard.window(.allIssues).selected
    guard let row = dashboard.read.numbers.issues?.rows.at(selected) else { return }
    let issue = row.issue
    let change = dashboard.readOnlyReason == nil ? dashboard.keyLabel(of: .act(.resolve)) : nil
    painter.rule(
      "Selected",
      notes: [
        (issue.resolved ? "resolved" : "open")
          + (change.map { " · \($0) \(issue.resolved ? "reopens" : "resolves") it" } ?? "")
      ], row: 1)
    let time = dashboard.timeText
    let state = row.severity + ", " + row.type
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

extension Panel {
  /// Issues a day, coloured as the worst of the day.
  static let issueDays = Panel("issueDays") { dashboard, _, painter in
    let all = dashboard.read.numbers.issueDays
    let days = all.suffix(max(1, (painter.columns - 6) / 2))
    let maximum = days.map(\.count).max() ?? 0
    guard let first = days.first, let last = days.last, maximum > 0 else {
      painter.rule("Flagged per day", notes: ["none of them has a time"])
      return
    }
    painter.rule("Flagged per day", notes: ["coloured as the worst of the day"])
    let scale = ChartScale(
      origin: max(5, countText(maximum).count + 2), count: days.count, columns: painter.columns - 1)
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
