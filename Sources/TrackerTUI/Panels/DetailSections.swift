// The sections of a session's detail: interactions with their ratings over time, issues, measured code.

internal import TrackerCore

extension Panel {
  static let interactionsRule = Panel("interactionsRule") { dashboard, _, painter in
    guard let loaded = dashboard.shownDetail else { return }
    let interactions = loaded.detail.interactions
    let order = dashboard.chosen.isNewestFirst ? "newest first" : "oldest first"
    let chart = BlockChart(isUTF8: painter.isUTF8)
    let ratings = interactions.suffix(max(0, painter.columns / 2 - 8)).map(\.effectivenessRating)
    let hasChart = interactions.count > 1
    let column = hasChart ? painter.columns - ratings.count : painter.columns
    painter.inside(Rect(columns: hasChart ? column - 1 : column, rows: 1)) {
      $0.rule(
        "Interactions \(countText(interactions.count))", notes: hasChart ? ["· " + order] : [])
    }
    guard hasChart else { return }
    for (offset, rating) in ratings.enumerated() {
      guard let rating else { continue }
      painter.write(
        chart.level(min(max(rating, 1), 5)), column: column + offset, Style(Role(rating: rating)))
    }
  }

  /// Two lines each: the prompt, below it the summary.
  static let interactionPairs = Panel("interactionPairs") {
    drawInteractions($0, isFocused: $1, linesPerRow: 2, &$2)
  }

  /// One line each: prompt, summary, tools.
  static let interactionLines = Panel("interactionLines") {
    drawInteractions($0, isFocused: $1, linesPerRow: 1, &$2)
  }
}

/// Columns of the time, the rating and the iterations.
private let promptColumn = 16
private let toolColumns = 17

private func drawInteractions(
  _ dashboard: Dashboard, isFocused: Bool, linesPerRow: Int, _ painter: inout Painter
) {
  guard let loaded = dashboard.shownDetail else { return }
  let count = loaded.detail.interactions.count
  guard count > 0 else {
    painter.write("None logged yet.", column: 0, Style(.muted))
    return
  }
  painter.list(
    dashboard.window(.interactions), count: count, isFocused: isFocused, linesPerRow: linesPerRow,
    unfocused: nil
  ) { row, line, painter in
    guard
      let interaction = loaded.interaction(row: row, isNewestFirst: dashboard.chosen.isNewestFirst)
    else { return }
    drawMarks(of: interaction, dashboard.timeText, line, &painter)
    if linesPerRow == 1 {
      drawLine(interaction, line, &painter)
    } else {
      drawPair(interaction, line, &painter)
    }
  }
}

/// Time, rating, iterations.
private func drawMarks(
  of interaction: Interaction, _ time: TimeText, _ line: Int, _ painter: inout Painter
) {
  let instant = interaction.timestamp.flatMap(Timestamp.init)
  painter.write(instant.map(time.clock) ?? "—", column: 0, row: line, Style(.muted))
  if let rating = interaction.effectivenessRating {
    // A number that is no rating stands there without stars.
    let stars = Interaction.ratings.contains(rating) ? starsText(Double(rating)) : ""
    painter.writeCut(
      "\(rating)" + stars, column: 6, row: line, width: 6, Style(Role(rating: rating)))
  } else {
    painter.write("—", column: 6, row: line, Style(.muted))
  }
  if interaction.iterationCount > 1 {
    let text = interaction.iterationCount > 9 ? "×+" : "×\(interaction.iterationCount)"
    painter.write(text, column: 13, row: line, width: 2, Style(.warn))
  }
}

private func drawPair(_ interaction: Interaction, _ line: Int, _ painter: inout Painter) {
  let tools = toolText(interaction)
  let room = painter.columns - promptColumn
  // Tools stand right of a wide prompt only.
  let toolRoom = room >= 80 && !tools.isEmpty ? toolColumns + 1 : 0
  painter.writeCut(interaction.prompt, column: promptColumn, row: line, width: room - toolRoom)
  if toolRoom > 0 {
    painter.writeCut(tools, column: painter.columns - toolColumns, row: line, Style(.muted))
  }
  painter.writeCut(summaryText(interaction), column: promptColumn, row: line + 1, Style(.muted))
}

private func drawLine(_ interaction: Interaction, _ line: Int, _ painter: inout Painter) {
  let room = painter.columns - promptColumn - toolColumns
  let promptColumns = room / 2 + 2
  painter.writeCut(interaction.prompt, column: promptColumn, row: line, width: promptColumns - 1)
  painter.writeCut(
    summaryText(interaction), column: promptColumn + promptColumns, row: line,
    width: room - promptColumns - 1, Style(.muted))
  painter.writeCut(
    toolText(interaction), column: painter.columns - toolColumns, row: line, Style(.muted))
}

private func summaryText(_ interaction: Interaction) -> String {
  interaction.responseSummary.isEmpty ? "" : "↳ " + interaction.responseSummary
}

/// The first tools; more never have room.
private func toolText(_ interaction: Interaction) -> String {
  interaction.toolsUsed.prefix(20).joined(separator: ", ")
}

extension Panel {
  static let issuesRule = Panel("issuesRule") { dashboard, _, painter in
    let count = dashboard.rowCount(.issues)
    painter.rule("Issues \(countText(count))", notes: [count == 0 ? "none flagged" : ""])
  }

  static let issueRows = Panel("issueRows") { dashboard, isFocused, painter in
    let issues = dashboard.shownDetail?.detail.issues ?? []
    painter.list(
      dashboard.window(.issues), count: issues.count, isFocused: isFocused, unfocused: nil
    ) { row, line, painter in
      let issue = issues[row]
      let severity = issue.severity ?? "unknown"
      let style = Style(Role(severity: severity))
      painter.write(painter.symbols.severity(severity), column: 0, row: line, width: 2, style)
      painter.writeCut(severity, column: 3, row: line, width: 8, style)
      painter.writeCut(issue.issueType ?? "unknown", column: 12, row: line, width: 15)
      let state = issue.resolved ? "resolved" : ""
      let room = painter.columns - 28 - (state.isEmpty ? 0 : state.count + 1)
      painter.writeCut(issue.description, column: 28, row: line, width: max(0, room))
      painter.write(state, column: painter.columns - state.count, row: line, Style(.muted))
    }
  }

  static let codeRule = Panel("codeRule") { dashboard, _, painter in
    guard let loaded = dashboard.shownDetail, !loaded.functions.isEmpty else {
      painter.rule("Code", notes: ["none measured"])
      return
    }
    let lines =
      "+\(countText(wholeLines(loaded.code.totalLinesAdded))) "
      + "~\(countText(wholeLines(loaded.code.totalLinesModified)))"
    let functions = countText(loaded.functions.count, "function")
    let effort = "effort \(numberText(loaded.code.totalEffortScore, .number(.score, decimals: 1)))"
    painter.rule(
      "Code \(countText(loaded.fileCount, "file"))",
      notes: [
        "· \(functions) · \(lines) · \(effort)", "· \(functions) · \(lines)", "· \(functions)",
      ])
  }

  static let functionRows = Panel("functionRows") { dashboard, isFocused, painter in
    painter.list(
      dashboard.shownDetail?.functions ?? [], functionColumns(painter.columns, painter.isUTF8),
      dashboard.window(.functions), isFocused: isFocused, unfocused: nil)
  }

  private static func functionColumns(
    _ columns: Int, _ isUTF8: Bool
  ) -> [ListColumn<MeasuredFunction>] {
    // Behind the texts numbers and a bar; the path has room beside the function on wide screens only.
    let texts = max(0, columns - 34)
    let name = texts >= 40 ? texts / 2 + 1 : 0
    return [
      ListColumn(column: 0, columns: name, gap: 1) { ($0.path, Style(.muted)) },
      ListColumn(column: name, columns: texts - name) { ($0.metrics.functionName, Style()) },
      ListColumn(column: columns - 33, columns: 9, alignment: .right) {
        let contribution = $0.metrics.contribution
        return (
          changeText(contribution.linesAdded.value, contribution.linesModified.value), Style()
        )
      },
      ListColumn(column: columns - 22, columns: 6) {
        let complexity = tightCountText($0.metrics.context.finalComplexity, columns: 3)
        return (String(("cx " + padded(complexity, to: 2)).prefix(6)), Style(.muted))
      },
      ListColumn(column: columns - 15, columns: 7) {
        let score = tightCountText($0.metrics.documentation.qualityScore, columns: 3)
        return ("doc " + padded(score, to: 3), Style(.muted))
      },
      ListColumn(column: columns - 7, columns: 7) {
        let score = Double($0.metrics.documentation.qualityScore)
        return (BlockChart(isUTF8: isUTF8).bar(score, of: 100, width: 7), Style(.data))
      },
    ]
  }
}

/// `+1,204 ~35`, in tight numbers where that has no room.
private func changeText(_ added: Double, _ modified: Double) -> String {
  func text(_ count: (Int) -> String) -> String {
    [(added, "+"), (modified, "~")].filter { $0.0 != 0 }.map { $0.1 + count(wholeLines($0.0)) }
      .joined(separator: " ")
  }
  let whole = text { countText($0) }
  return whole.count <= 9 ? whole : text { tightCountText($0, columns: 3) }
}

/// Lines as a whole number, held within what can be shown; 0 for what is not a number.
private func wholeLines(_ lines: Double) -> Int {
  lines.isFinite ? Int(max(-1e9, min(1e9, lines.rounded()))) : 0
}
