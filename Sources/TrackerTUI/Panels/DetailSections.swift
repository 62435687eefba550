// What stands beside the interactions of a session: its ratings over time, and sections of numbers and lists.

internal import TrackerCore

/// A section at the right of the interactions.
struct DetailSide {
  var rule: Panel
  var panel: Panel
  /// Rows without the rule.
  var rows: Int
  /// Its list, which can be walked through; nil for numbers, which are there as a whole.
  var list: ListID?

  /// With its rule; a list may be cut.
  var fewestRows: Int { 1 + (list == nil ? rows : 1) }

  fileprivate static let mostTools = 5
  /// Rows of a list with others below it.
  private static let mostListRows = 6

  /// Every section that has something to show, from the top.
  static func all(of loaded: LoadedDetail, _ dashboard: Dashboard) -> [DetailSide] {
    let lengths = SessionLengths(loaded, dashboard)
    let tools = loaded.tools.count
    let toolRows = min(tools, mostTools) + (tools > mostTools ? 1 : 0)
    let files = min(loaded.files.count, mostListRows + 1)
    return [
      DetailSide(rule: rule("Reported"), panel: .lengths(lengths), rows: lengths.rows.count),
      DetailSide(
        rule: rule("Tokens", "in · from cache · out"), panel: .tokens,
        rows: loaded.tokens == nil ? 0 : 1),
      DetailSide(
        rule: rule("Tools", countText(loaded.toolUses, "call")), panel: .tools, rows: toolRows),
      list(.issues, dashboard),
      DetailSide(rule: .filesRule, panel: .files, rows: files),
      list(.functions, dashboard),
    ].compactMap { $0 }.filter { $0.rows > 0 }
  }

  private static let listPanels: [ListID: (rule: Panel, rows: Panel)] = [
    .issues: (.issuesRule, .issueRows), .functions: (.codeRule, .functionRows),
  ]

  /// A list of a session's with its rule; nil for others.
  static func list(_ list: ListID, _ dashboard: Dashboard) -> DetailSide? {
    guard let panels = listPanels[list] else { return nil }
    if list == .issues, dashboard.read.unreadable(.issues) != nil {
      return DetailSide(rule: .unreadableIssuesRule, panel: .unreadableIssues, rows: 2)
    }
    let rows = min(dashboard.rowCount(list), mostListRows)
    return DetailSide(rule: panels.rule, panel: panels.rows, rows: rows, list: list)
  }

  private static func rule(_ title: String, _ note: String = "") -> Panel {
    Panel("detail\(title)Rule") { _, _, painter in painter.rule(title, notes: [note]) }
  }
}

/// How long a session was to take and took, on one scale.
struct SessionLengths: Sendable {
  struct Row: Sendable {
    var label: String
    var minutes: Double
    var note: String
    var role: Role
  }
  private(set) var rows: [Row] = []

  init(_ loaded: LoadedDetail, _ dashboard: Dashboard) {
    guard let row = dashboard.detailRow else { return }
    if let estimate = row.estimateMinutes {
      rows.append(
        Row(
          label: "estimate", minutes: estimate, note: loaded.detail.session.estimateSource,
          role: .human))
    }
    if let minutes = row.minutes(at: dashboard.now) {
      let isRunning = row.isRunning(at: dashboard.now)
      rows.append(
        Row(
          label: "reported", minutes: minutes, note: isRunning ? "so far" : "start to end",
          role: .data))
    }
  }
}

extension Panel {
  static let ratingsRule = Panel("ratingsRule") { _, _, painter in
    painter.rule("Ratings over time", notes: ["each at its minute, · none · 5 highest"])
  }

  /// A row of its own, or within its rule.
  static func ratings(_ strip: RatingStrip, _ size: DetailSize) -> Panel {
    Panel("ratings") { dashboard, _, painter in
      let (start, end) = (
        dashboard.timeText.clock(strip.start), dashboard.timeText.clock(strip.end)
      )
      switch size {
      case .wide:
        painter.write(start, column: 3, Style(.muted))
        painter.ratings(strip, column: 10, columns: painter.columns - 20)
        painter.write(end, column: painter.columns - 7, Style(.muted))
      case .medium:
        painter.rule("Ratings", notes: ["\(start) to \(end)"])
        painter.write(" ", column: 27)
        painter.ratings(strip, column: 28, columns: painter.columns - 29)
      case .small: painter.ratings(strip, column: 1, columns: painter.columns - 2)
      }
    }
  }

  fileprivate static func lengths(_ lengths: SessionLengths) -> Panel {
    Panel("detailLengths") { _, _, painter in
      let width = painter.columns - 29
      let most = lengths.rows.map(\.minutes).max() ?? 0
      let chart = BlockChart(isUTF8: painter.isUTF8)
      for (line, row) in lengths.rows.enumerated() {
        painter.write(row.label, column: 0, row: line, Style(.muted))
        painter.write(
          chart.bar(row.minutes, of: most, width: width), column: 10, row: line, Style(row.role))
        let end = painter.write(
          durationText(minutes: row.minutes), column: 11 + width, row: line)
        painter.writeCut(row.note, column: end + 1, row: line, Style(.muted))
      }
    }
  }

  fileprivate static let tokens = Panel("detailTokens") { dashboard, _, painter in
    guard let loaded = dashboard.shownDetail, let tokens = loaded.tokens else { return }
    let model = loaded.detail.session.modelName
    painter.writeCut(
      model.isEmpty ? "no model" : dashboard.read.modelNames[model], column: 0,
      width: painter.columns - 22)
    for (text, end) in [
      (tokens.tokensIn.map { tokenText($0) }, 15), (tokens.cachedShare.map { shareText($0) }, 8),
      (tokens.tokensOut.map { tokenText($0) }, 1),
    ] {
      painter.write(
        text ?? "—", column: painter.columns - end - 6, width: 6, align: .right)
    }
  }

  fileprivate static let tools = Panel("detailTools") { dashboard, _, painter in
    guard let loaded = dashboard.shownDetail else { return }
    let shown = loaded.tools.prefix(DetailSide.mostTools)
    let most = painter.columns / 2
    let name = min(most, max(10, shown.map { painter.width(of: $0.word) }.max() ?? 0))
    let chart = BlockChart(isUTF8: painter.isUTF8)
    let count = Double(loaded.tools.first?.count ?? 0)
    for (row, tool) in shown.enumerated() {
      painter.writeCut(tool.word, column: 0, row: row, width: name)
      painter.write(
        chart.bar(Double(tool.count), of: count, width: painter.columns - name - 8),
        column: name + 1, row: row, Style(.data))
      painter.write(
        countText(tool.count), column: painter.columns - 7, row: row, width: 6, align: .right)
    }
    if loaded.tools.count > shown.count {
      painter.write(
        FlowedText.moreText(loaded.tools.count - shown.count), column: 0, row: shown.count,
        Style(.muted))
    }
  }

  fileprivate static let unreadableIssuesRule = Panel("issuesRule") { _, _, painter in
    painter.ruleOfUnreadable("Issues")
  }

  fileprivate static let unreadableIssues = Panel("unreadableIssues") { dashboard, _, painter in
    dashboard.read.unreadable(.issues).map { painter.writeReasons($0, row: 0) }
  }

  fileprivate static let issuesRule = Panel("issuesRule") { dashboard, _, painter in
    painter.rule("Issues", notes: [countText(dashboard.rowCount(.issues))])
  }

  fileprivate static let issueRows = Panel("issueRows") { dashboard, isFocused, painter in
    let issues = dashboard.shownDetail?.detail.issues ?? []
    painter.list(
      dashboard.window(.issues), count: issues.count, isFocused: isFocused, unfocused: nil
    ) { row, line, painter in
      let issue = issues[row]
      let severity = issue.severity ?? ""
      let sign = painter.symbols.severity(severity)
      let start = painter.write(sign, column: 0, row: line, Style(Role(severity: severity)))
      let state = issue.resolved ? "resolved" : ""
      let text = [issue.issueType ?? "", issue.description].filter { !$0.isEmpty }
      let column = max(2, start + 1)
      painter.writeCut(
        text.isEmpty ? "no description" : text.joined(separator: ": "), column: column, row: line,
        width: painter.columns - column - (state.isEmpty ? 0 : state.count + 1))
      painter.write(state, column: painter.columns - state.count, row: line, Style(.muted))
    }
  }

  fileprivate static let filesRule = Panel("filesRule") { dashboard, _, painter in
    guard let loaded = dashboard.shownDetail else { return }
    painter.rule("Files", notes: [countText(loaded.files.count) + " · " + loaded.changes.text])
  }

  fileprivate static let files = Panel("files") { dashboard, _, painter in
    let files = dashboard.shownDetail?.files ?? []
    let shown = files.prefix(files.count > painter.rows ? painter.rows - 1 : painter.rows)
    for (row, file) in shown.enumerated() {
      let change = file.text
      let room = painter.columns - painter.width(of: change) - 2
      painter.writeCut(file.path, column: 0, row: row, width: room)
      painter.write(change, column: room + 1, row: row, Style(.muted))
    }
    if shown.count < files.count {
      painter.write(
        FlowedText.moreText(files.count - shown.count), column: 0, row: shown.count, Style(.muted))
    }
  }

  fileprivate static let codeRule = Panel("codeRule") { dashboard, _, painter in
    guard let loaded = dashboard.shownDetail else { return }
    let functions = countText(loaded.functions.count, "function")
    let effort = "effort \(numberText(loaded.code.totalEffortScore, .number(.score, decimals: 1)))"
    painter.rule("Code", notes: [functions + " · " + effort, functions])
  }

  fileprivate static let functionRows = Panel("functionRows") { dashboard, isFocused, painter in
    guard let loaded = dashboard.shownDetail else { return }
    let chart = BlockChart(isUTF8: painter.isUTF8)
    let bar = max(0, painter.columns - 37)
    painter.list(
      loaded.functions,
      [
        ListColumn(column: 0, columns: 18, apartFrom: { _ in [] }) {
          ($0.metrics.functionName, Style())
        },
        ListColumn(column: 19, columns: 6) {
          let complexity = tightCountText($0.metrics.context.finalComplexity, columns: 2)
          return (String(("cx " + complexity).prefix(5)), Style(.muted))
        },
        ListColumn(column: 25, columns: 7) {
          let score = tightCountText($0.metrics.documentation.qualityScore, columns: 3)
          return (String(("doc " + score).prefix(7)), Style(.muted))
        },
        ListColumn(column: 35, columns: bar) {
          let effort = $0.metrics.value.effortScore
          return (chart.bar(effort, of: loaded.largestEffort, width: bar), Style(.data))
        },
      ], dashboard.window(.functions), isFocused: isFocused, unfocused: nil)
  }
}

extension Painter {
  /// A cell for each slice of the time.
  fileprivate mutating func ratings(_ strip: RatingStrip, column: Int, columns: Int) {
    for (offset, rating) in strip.cells(columns).enumerated() {
      write(
        symbols.rating(rating), column: column + offset,
        Style(rating.map(Role.init(rating:)) ?? .faint))
    }
  }
}

extension FileChange {
  /// `+312 −0`, changed lines between them.
  fileprivate var text: String {
    let changed = modified == 0 ? "" : " ~" + countText(wholeLines(modified))
    return "+\(countText(wholeLines(added)))\(changed) −\(countText(wholeLines(deleted)))"
  }
}

/// Lines as a whole number, held within what can be shown; 0 for what is not a number.
private func wholeLines(_ lines: Double) -> Int {
  lines.isFinite ? Int(max(-1e9, min(1e9, lines.rounded()))) : 0
}
