// The list of interactions of several sessions: two lines each, when, how good, in how many attempts, of which session;
// below how the text begins.

internal import TrackerCore

/// What stands over the list.
func findHeads(_ columns: Int) -> [ListHead] {
  [
    ListHead("When", "w", column: 0, columns: 13),
    ListHead("Eff", "r", column: 13, columns: 4),
    ListHead("Try", "a", column: 18, columns: 4),
    ListHead("Session", "n", column: 23, columns: columns - 23),
  ]
}

extension Panel {
  static let findsRule = Panel("findsRule") { dashboard, _, painter in
    guard let finds = dashboard.finds else { return }
    let count = countText(finds.matchCount)
    guard finds.choice != nil else {
      painter.rule("Found \(count)", notes: [finds.title + " · Enter opens"])
      return
    }
    let note = countText(finds.matchCount, "interaction")
    painter.rule(
      finds.title, titleColumns: painter.columns / 2,
      notes: [note + " · Enter opens · Esc back", note])
  }

  static let findsHead = Panel("findsHead") { dashboard, _, painter in
    painter.write(findHeads(painter.columns), dashboard, .finds)
  }

  static let findRows = Panel("findRows") { dashboard, isFocused, painter in
    guard let finds = dashboard.finds else { return }
    let window = dashboard.window(.finds)
    let count = finds.list.rows.count
    guard count > 0 else {
      painter.write("none any more", column: 1, Style(.muted))
      return
    }
    let shown = window.rows(count: count, height: (painter.rows + 1) / 2)
    for (offset, index) in shown.enumerated() {
      draw(finds, finds.list.rows[index], dashboard.timeText, offset * 2, &painter)
      if isFocused, index == window.selected {
        painter.restyle(row: offset * 2, count: 2, Style(reversed: true))
      }
    }
  }

  private static func draw(
    _ finds: FoundInteractions, _ row: InteractionList.Row, _ time: TimeText, _ line: Int,
    _ painter: inout Painter
  ) {
    painter.write(time.start(row.time), column: 0, row: line, Style(.muted))
    painter.write(
      row.rating.map { tightCountText($0, columns: 4) } ?? "—", column: 13, row: line, width: 4,
      Style(row.rating.map(Role.init(rating:)) ?? .muted))
    painter.write(
      row.iterations.map { tightCountText($0, columns: 4) } ?? "—", column: 18, row: line, width: 4,
      Style(.muted))
    let name = finds.name(of: row) ?? "no session"
    painter.writeCut(name, column: 23, row: line, Style(.heading))
    let text = finds.list.place(of: row).flatMap { finds.texts[$0] } ?? ""
    painter.writeCut(text, column: 13, row: line + 1)
  }
}
