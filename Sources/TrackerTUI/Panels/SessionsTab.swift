// The list of sessions, and on wide screens the selected one beside it. Only rows in the window are built.

internal import TrackerCore

extension Tab {
  static let sessions = Tab(
    name: "Sessions", shortName: "Sess", lists: [.sessions],
    firstHints: [
      .back, .open, .search, .filter, .chooseSort, .chooseGrouping, .chooseRange, .act(.end),
      .act(.flag), .copyID,
    ],
    hasPane: true, grouping: .ofSessions,
    figures: FigureGroup.totals.ids + FigureGroup.outside.ids,
    arrange: { dashboard, body, layout in
      var rest = body
      var list = rest.takeLeft(
        dashboard.hasWideList && dashboard.chosen.view.hasPane
          ? body.columns * dashboard.chosen.view.listPercent / 100 : body.columns)
      if dashboard.grouped(.sessions) != nil, list.rows >= fewestRowsWithNote {
        layout.place(.groupsNote, list.takeBottom(1))
      }
      layout.placeList(
        .sessionRows, under: nil, list, focus: .sessions, heads: .sessions)
      guard rest.columns > 0 else { return }
      layout.place(.divider, rest.takeLeft(1))
      layout.placeDetail(dashboard, rest)
    },
    status: { dashboard in
      guard dashboard.hasRows else { return dashboard.nothingStatus }
      let marked =
        dashboard.place.marked.isEmpty ? [] : [countText(dashboard.place.marked.count) + " marked"]
      let isNarrow = dashboard.size.columns < 60
      let position =
        dashboard.groupPosition(.sessions).map {
          [$0, countText(dashboard.read.overview.rows.count, "session")]
            + (dashboard.read.numbers.sessions.map { ["by " + $0.dimension.title] } ?? [])
        } ?? [dashboard.positionText(.sessions, isShort: isNarrow)]
      return position + [
        (isNarrow ? "" : "sort: ") + dashboard.sortText(.sessions)
      ] + marked
        + [
          dashboard.filterText ?? (position.count > 1 ? nil : "filter: none"),
          dashboard.chosen.range.label,
        ].compactMap(\.self)
    },
    compute: { $0.groupSessions() })
}

/// Lists with fewer rows do not say how groups are counted.
private let fewestRowsWithNote = 8

extension ListID { static let sessions = ListID("sessions") }

extension ListKind {
  /// The sessions of the range.
  static let sessions = ListKind.ofSessions(
    .sessions, rows: { $0.read.overview.rows }, columns: { $0.sessionColumns($1, $2) }
  ).with { $0.sorting = SortedList(SessionRow.self) { $0.sortSessions(by: $1) } }

  /// A list of sessions of the range, in groups where they are grouped.
  static func ofSessions(
    _ id: ListID, rows: @escaping @Sendable (Dashboard) -> [SessionRow],
    columns: (@Sendable (Dashboard, Int, Symbols) -> [ListColumn<SessionRow>])? = nil
  ) -> ListKind {
    ListKind(id, "session", rows: rows, session: \.id, columns: columns, spoken: spokenSession)
      .with {
        $0.opening = .session
        $0.explained = { dashboard, row in
          rows(dashboard).at(row)?.explanations ?? []
        }
        $0.matches = { dashboard, pattern in
          // Context and notes of a session are not in its row.
          let mentioning = dashboard.read.history.sessions.lazy.filter { $0.mentions(pattern) }
          let ids = Set(mentioning.map(\.id))
          let rows = rows(dashboard)
          return rows.indices.filter { ids.contains(rows[$0].id) }
        }
        $0.title = { _ in "Sessions" }
        $0.isOfSessions = true
        $0.sessions = rows
        $0.remember = { $0.rememberSelection(of: id) }
        $0.table = { $0.listedSessions }
      }
      .inGroups
  }
}

extension Panel {
  static let divider = Panel("divider") { _, _, painter in
    for row in 0..<painter.rows { painter.write("│", column: 0, row: row, Style(.faint)) }
  }

  static let sessionRows = Panel("sessionRows") { dashboard, isFocused, painter in
    drawSessions(dashboard, dashboard.read.overview.rows, .sessions, isFocused, &painter)
  }

  /// Draws the rows of a list of sessions that are in its window.
  static func drawSessions(
    _ dashboard: Dashboard, _ rows: [SessionRow], _ focus: ListID, _ isFocused: Bool,
    _ painter: inout Painter
  ) {
    if let grouped = dashboard.grouped(focus), !grouped.rows.heads.isEmpty {
      return painter.groupedList(rows, grouped, dashboard, focus, isFocused: isFocused)
    }
    guard !rows.isEmpty else {
      painter.writeEmpty("sessions", dashboard)
      return
    }
    painter.list(
      rows, dashboard.sessionColumns(painter.columns, painter.symbols), dashboard.window(focus),
      isFocused: isFocused
    ) { $2.dress($0, line: $1, dashboard) }
  }
}

extension Painter {
  /// What a session's row says beyond its columns: that it is marked, that it has just changed.
  mutating func dress(_ row: SessionRow, line: Int, _ dashboard: Dashboard) {
    if dashboard.place.marked.contains(row.id) {
      write(Symbols.marked, column: 1, row: line, Style(.hintKey))
    }
    if dashboard.read.changed.rows.contains(row.id) {
      restyle(row: line, columns: 0..<columns) { $0.isBold = true }
    }
  }
}

extension Dashboard {
  /// The columns of the list of sessions that stand in so much room of a screen, with their widths.
  func sessionColumns(_ room: Int, of screen: Int) -> [(column: SessionColumn, width: Int)] {
    let most = SessionColumn.mostSkipped(
      room: room, of: screen, hidden: chosen.view.hiddenColumns,
      unfilled: unshownColumns)
    return SessionColumn.shown(
      room, of: screen, hidden: chosen.view.hiddenColumns, unfilled: unshownColumns,
      longest: read.longestTexts, further: columnsInstead,
      skipped: min(chosen.view.firstColumn, most))
  }

  /// The same with their cells.
  func sessionColumns(_ room: Int, _ symbols: Symbols) -> [ListColumn<SessionRow>] {
    let context = SessionColumn.Context(time: timeText, symbols: symbols, models: read.modelNames)
    var place = 0
    return sessionColumns(room, of: size.columns).map { column, width in
      defer { place += width }
      return ListColumn(
        column.title, column.sortLetter, column: place + column.indent,
        columns: max(0, width - column.screen.gap), alignment: column.alignment,
        apartFrom: column.alignment == .right ? nil : { _ in [] }
      ) { row in
        let cell = column.cell(row, context)
        return (cell.text, Style(cell.role))
      }
    }
  }

  /// The columns that say nothing: what no session has, and what all of a group have.
  var unshownColumns: Set<String> {
    let shared = read.numbers.sessions?.dimension.column?.screen?.head
    return shared.map { read.unfilledColumns.union([$0]) } ?? read.unfilledColumns
  }

  /// In place of a usual column that all of a group share stands who worked.
  private var columnsInstead: Set<String> {
    let shared = read.numbers.sessions?.dimension.column?.screen
    let developer = SessionColumn.all.first { $0.column.key == Dimension.developer.key }
    guard let shared, size.columns >= shared.from ?? .max, let developer else { return [] }
    return [developer.title]
  }

  var nothingStatus: [String] {
    filterText == nil ? ["no sessions", chosen.range.title, "0 shows all"] : []
  }
}
