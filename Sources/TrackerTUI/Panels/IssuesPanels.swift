// The sections of the issues: bars by severity and type, the list, and below it where there is room the selected issue with
// all that was written about it and how many were flagged on each day.

internal import TrackerCore

extension Panel {
  static let severities = Panel("severities") { dashboard, _, painter in
    let overview = dashboard.read.overview
    let (all, open) = (Figure.totalIssues.shown(overview), FigureGroup.openIssues)
    let issues = dashboard.read.numbers.issues
    let counts = issues?.bySeverity ?? []
    let numbers = numberTexts(
      zip(counts, issues?.openBySeverity ?? []).map { [countText($0.count), countText($1)] },
      wanted: [0, 3])
    drawCounts(
      "By severity", ([all] + open.map { $0.counted(overview) }).joined(separator: ", "), counts,
      numbers.map { $0 + " open" }, labelColumns: 13, &painter
    ) { severity, painter in
      let sign = painter.symbols.severity(severity)
      let gap = String(repeating: " ", count: max(1, 3 - painter.width(of: sign)))
      return (sign + gap + severity, Role(severity: severity))
    }
  }

  static let issueTypes = Panel("issueTypes") { dashboard, _, painter in
    let counts = dashboard.read.numbers.issues?.byType ?? []
    drawCounts(
      "By type", countText(counts.count), counts, counts.map { countText($0.count) },
      labelColumns: 19, &painter
    ) { type, _ in (type, .data) }
  }

  /// A bar for each word below a rule, which says how many had no room.
  private static func drawCounts(
    _ title: String, _ note: String, _ counts: [WordCount], _ numbers: [String],
    labelColumns: Int, _ painter: inout Painter,
    look: (String, Painter) -> (label: String, role: Role)
  ) {
    let bars = zip(counts, numbers).map { count, numbers in
      let (label, role) = look(count.word, painter)
      return BarRow(label: label, value: Double(count.count), numbers: numbers, role: role)
    }
    let shown = bars.prefix(painter.rows - 1)
    painter.rule(title, notes: [note], more: bars.count - shown.count)
    painter.bars(
      Array(shown), row: 1, labelColumns: labelColumns, numberColumns: 0, labels: bars.map(\.label),
      values: bars.map(\.value))
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
      let way = dashboard.keyLabel(of: .chooseGrouping).map { " · \($0) shows all" } ?? ""
      painter.write("none is open" + way, column: 1, Style(.muted))
      return
    }
    painter.list(
      rows, dashboard.issueColumns(painter.columns, painter.symbols), dashboard.window(.allIssues),
      isFocused: isFocused)
  }
}

extension IssueRow {
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
    let text = type + (columns >= 80 ? 18 : isWide ? 13 : 0)
    let when = columns - (isWide ? 13 : 1)
    // What and Session share what the others leave, 58 to 42.
    let session = columns >= 110 ? text + (when - text) * 58 / 100 : when
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
      ListColumn("What", "d", column: text, columns: session - text, gap: 1) {
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
    let top = painter.rows > 6 ? 1 : 0
    let change = dashboard.readOnlyReason == nil ? dashboard.keyLabel(of: .act(.resolve)) : nil
    painter.rule(
      "Selected",
      notes: [
        (issue.resolved ? "resolved" : "open")
          + (change.map { " · \($0) \(issue.resolved ? "reopens" : "resolves") it" } ?? "")
      ], row: top)
    var line = top + 1
    for (label, text, most) in [
      ("What", issue.description, painter.rows - line - 2),
      ("Session", row.sessionWithPlace, 1), ("Notes", issue.resolutionNotes, 9),
    ] {
      painter.write(label, column: 1, row: line, Style(.muted))
      let lines = TextPage.wrapped(
        text.isBlank ? "—" : String(text.prefix(mostIssueCharacters)).oneLine,
        columns: min(100, painter.columns - issueLabelColumns - 1))
      for part in lines.prefix(max(1, most)) {
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
      painter.rule("Flagged a day", notes: ["none of them has a time"])
      return
    }
    painter.rule("Flagged a day")
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

extension IssueRow {
  /// The session with its type and project.
  fileprivate var sessionWithPlace: String {
    [sessionName, taskType, project].compactMap(\.self).filter { !$0.isBlank }.joined(
      separator: " · ")
  }
}
