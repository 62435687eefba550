// The list of sessions, and on wide screens the selected one beside it. Only rows in the window are built.

internal import TrackerCore

extension Tab {
  static let sessions = Tab(
    name: "Sessions", shortName: "Sess",
    arrange: { dashboard, body, layout in
      var rest = body
      let list = rest.takeLeft(
        dashboard.hasWideList && dashboard.view.hasPane
          ? body.columns * dashboard.view.listPercent / 100 : body.columns)
      layout.placeList(
        .sessionRows, under: [.sessionsHead], list, focus: .sessions,
        heads: dashboard.sessionHeads(list.columns))
      guard rest.columns > 0 else { return }
      layout.place(.divider, rest.takeLeft(1))
      layout.placements += detailPlacements(dashboard, rest.inset(columns: 1))
    },
    status: { dashboard in
      let count = dashboard.overview.rows.count
      guard count > 0 else { return dashboard.nothingStatus }
      let marked = dashboard.marked.isEmpty ? [] : [countText(dashboard.marked.count) + " marked"]
      let position = dashboard.window(.sessions).selected + 1
      let isNarrow = dashboard.size.columns < 60
      return [
        "\(countText(position))\(isNarrow ? "/" : " of ")\(countText(count))",
        (isNarrow ? "" : "sort: ") + dashboard.sortText(.sessions),
      ] + marked + [dashboard.filterText ?? "filter: none", dashboard.range.label]
    })
}

extension Panel {
  static let divider = Panel("divider") { _, _, painter in
    for row in 0..<painter.rows { painter.write("│", column: 0, row: row, Style(.rule)) }
  }

  static let sessionsRule = Panel("sessionsRule") { dashboard, _, painter in
    let active = dashboard.activeCount
    let first =
      dashboard.sortOrders[.sessions] != nil
      ? "by \(dashboard.sortText(.sessions))"
      : active > 0 ? "\(active) active first" : "newest first"
    let hint = dashboard.hasRows ? first + " · Enter opens" : "none in this range"
    painter.rule("Sessions", notes: [hint, first])
  }

  static let sessionsHead = Panel("sessionsHead") { dashboard, _, painter in
    painter.write(dashboard.sessionHeads(painter.columns), dashboard, .sessions)
  }

  static let sessionRows = Panel("sessionRows") { dashboard, isFocused, painter in
    drawSessions(dashboard, dashboard.overview.rows, .sessions, isFocused, &painter)
  }

  /// Draws the rows of a list of sessions that are in its window.
  static func drawSessions(
    _ dashboard: Dashboard, _ rows: [SessionRow], _ focus: Focus, _ isFocused: Bool,
    _ painter: inout Painter
  ) {
    guard !rows.isEmpty else {
      painter.writeEmpty("sessions", dashboard)
      return
    }
    let window = dashboard.window(focus)
    let columns = dashboard.sessionColumns(painter.columns)
    let context = SessionColumn.Context(time: dashboard.timeText, symbols: painter.symbols)
    let shown = window.rows(count: rows.count, height: painter.rows)
    drawCells(rows[shown], columns, context, &painter)
    for (line, index) in shown.enumerated() {
      if dashboard.marked.contains(rows[index].id) {
        painter.write("●", column: 1, row: line, Style(.hintKey))
      }
      if dashboard.changed.rows.contains(rows[index].id) {
        painter.embolden(row: line)
      }
      if index == window.selected {
        painter.select(row: line, isFocused: isFocused)
      }
    }
  }

  /// Column by column, so that texts that are cut stay apart from those above and below.
  private static func drawCells(
    _ rows: ArraySlice<SessionRow>, _ columns: [(column: SessionColumn, width: Int)],
    _ context: SessionColumn.Context, _ painter: inout Painter
  ) {
    var place = 0
    for (column, width) in columns {
      let start = place + column.indent
      let room = max(0, width - column.screen.gap)
      let cells = rows.map { column.cell($0, context) }
      let short = ShortLabels(
        column.alignment == .right ? [] : cells.map(\.text), columns: room, painter.typesetter)
      for (line, cell) in cells.enumerated() {
        if column.alignment == .right {
          painter.write(
            cell.text, column: start, row: line, width: room, Style(cell.role), align: .right)
        } else {
          painter.writeCut(
            short[cell.text], column: start, row: line, width: room, Style(cell.role))
        }
      }
      place += width
    }
  }
}

extension Dashboard {
  /// The columns of the list of sessions with their widths.
  func sessionColumns(_ room: Int) -> [(column: SessionColumn, width: Int)] {
    let most = SessionColumn.mostSkipped(room: room, hidden: view.hiddenColumns)
    return SessionColumn.shown(
      room, hidden: view.hiddenColumns, skipped: min(view.firstColumn, most))
  }

  /// What stands over them.
  func sessionHeads(_ room: Int) -> [ListHead] {
    var place = 0
    return sessionColumns(room).map { column, width in
      defer { place += width }
      let start = place + column.indent
      return ListHead(
        column.title, column.sortLetter, column: start, columns: max(0, width - column.screen.gap),
        alignment: column.alignment)
    }
  }

  var nothingStatus: [String] {
    ["no sessions"] + (filterText.map { [$0, "F clears it"] } ?? [range.title, "0 shows all"])
  }
}
