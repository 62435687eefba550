// Draws a frame: tabs, body, status, hints, what stands over them, and the cursor on the focused row.

/// Draws the dashboard. Pure: the same model, size and capabilities give the same cells.
package func render(
  _ dashboard: Dashboard, size: ScreenSize, capabilities: Capabilities
) -> Canvas {
  var dashboard = dashboard
  if dashboard.size != size {
    dashboard.size = size
    dashboard.showScreen()
  }
  var capabilities = capabilities
  if dashboard.chosen.view.isASCII { capabilities.isUTF8 = false }
  var painter = Painter(size: size, capabilities: capabilities)
  if dashboard.mode == .tooSmall {
    drawTooSmall(size, &painter)
    return painter.canvas
  }
  if capabilities.isScreenReader {
    drawSpoken(dashboard, &painter)
    return painter.canvas
  }
  let layout = dashboard.screen.layout
  painter.inside(layout.tabBar) { TabBar(dashboard).draw(dashboard, &$0) }
  drawBody(dashboard, &painter)
  painter.inside(layout.status) { drawStatus(dashboard, &$0) }
  painter.inside(layout.hints) { drawHints(dashboard, &$0) }
  dashboard.over.box?.draw(dashboard, &painter)
  dashboard.over.prompt?.drawOffers(promptRow: layout.status.row, &painter)
  return painter.canvas
}

private func drawBody(_ dashboard: Dashboard, _ painter: inout Painter) {
  let layout = dashboard.screen.layout
  guard dashboard.screen.modeBelow != .noSessions else {
    painter.inside(layout.body) { drawNoSessions(dashboard, &$0) }
    return
  }
  let focus = dashboard.focus
  for placement in layout.placements {
    let isFocused = placement.focus != nil && placement.focus == focus
    painter.inside(placement.area) { placement.panel.draw(dashboard, isFocused, &$0) }
    if let pattern = dashboard.shownPattern, let list = placement.focus,
      dashboard.isSearched(list)
    {
      painter.inside(placement.area) { $0.underline(pattern) }
    }
    if isFocused, let focus {
      let window = dashboard.window(focus)
      let offset = window.selected - window.top
      painter.inside(placement.area) {
        if let chart = placement.chart {
          $0.setCursor(column: chart.column(of: offset), row: $0.rows - 1)
        } else if let strip = placement.strip {
          $0.setCursor(column: strip.at(offset) ?? 0, row: 0)
        } else if let weeks = placement.weeks {
          let place = weeks.place(of: window.selected, top: window.top)
          $0.setCursor(column: place.column, row: place.row)
        } else {
          let shown = placement.shownRows(window, count: dashboard.rowCount(focus))
          let row = shown.first { $0.index == window.selected }
          $0.setCursor(column: 0, row: row?.lines.lowerBound ?? 0)
        }
      }
    }
  }
  // Without a list the cursor stands on the first section, or on whatever there is.
  let section = layout.placements.first { $0.panel.isSection } ?? layout.placements.first
  if focus == nil, let section {
    painter.inside(section.area) { $0.setCursor(column: 0, row: 0) }
  }
}

/// The last row: keys that work here; what does not fit is left out whole, but the key for help is always there.
private func drawHints(_ dashboard: Dashboard, _ painter: inout Painter) {
  var hints = dashboard.hints[...]
  var column = 1
  while let hint = hints.popFirst() {
    let rest = hints.first { $0.label == "?" }.map {
      1 + painter.width(of: $0.label + " " + $0.text)
    }
    let columns = painter.width(of: hint.label + " " + hint.text)
    guard column + columns + (rest ?? 0) <= painter.columns else { continue }
    column = painter.write(hint.label, column: column, Style(.hintKey))
    column = painter.write(" " + hint.text, column: column, Style()) + 1
  }
}

private func drawTooSmall(_ size: ScreenSize, _ painter: inout Painter) {
  let smallest = Dashboard.smallestSize
  let lines = [
    "Needs \(smallest.columns)x\(smallest.rows); this is \(size.columns)x\(size.rows).",
    "ai-session-tracker report works here", "", "q quit",
  ]
  let first = max(0, size.rows / 2 - 2)
  for (offset, line) in lines.enumerated() {
    painter.write(line, column: 0, row: first + offset, Style(offset == 0 ? .text : .muted))
  }
  painter.setCursor(column: 0, row: first)
}

/// What stands there before the first session, before the first reading, or where the data cannot be read.
private func drawNoSessions(_ dashboard: Dashboard, _ painter: inout Painter) {
  let indent = painter.columns < 60 ? 2 : 6
  if let reason = dashboard.read.staleReason {
    return drawUnreadable(reason, indent, &painter)
  }
  guard dashboard.read.hasLoaded else {
    painter.write("Reading…", column: indent, row: painter.rows / 3, Style(.heading))
    painter.setCursor(column: indent, row: painter.rows / 3)
    return
  }
  let isWide = painter.columns >= 70
  let lines =
    isWide
    ? [
      "Sessions appear here as your assistant calls start_ai_session.",
      "To connect an editor:   ai-session-tracker install",
      "Reading:                " + dashboard.directory,
    ]
    : [
      "Sessions appear here as your", "assistant calls start_ai_session.",
      "To connect an editor:", "  ai-session-tracker install", "Reading: " + dashboard.directory,
    ]
  var row = max(0, (painter.rows - lines.count - 1) / 3)
  painter.write("No sessions yet.", column: indent, row: row, Style(.heading))
  painter.setCursor(column: indent, row: row)
  row += painter.rows > lines.count + 2 ? 2 : 1
  var column = indent
  for line in lines {
    column = painter.write(line, column: indent, row: row)
    row += 1
  }
  let advice = "  (AI_OUTPUT_DIR changes it)"
  if column + painter.width(of: advice) <= painter.columns {
    painter.write(advice, column: column, row: row - 1, Style(.muted))
  }
}

private func drawUnreadable(_ reason: String, _ indent: Int, _ painter: inout Painter) {
  let lines = TextPage.wrapped(reason, columns: painter.columns - 2 * indent)
  var row = max(0, (painter.rows - lines.count - 4) / 3)
  painter.write("The data cannot be read.", column: indent, row: row, Style(.heading))
  painter.setCursor(column: indent, row: row)
  row += 1
  for line in lines + ["", "Nothing was changed. More:  ai-session-tracker doctor"] {
    row += 1
    painter.write(line, column: indent, row: row)
  }
}
