// The choice of ranges, over a screen.

internal import TrackerCore

/// The choice of ranges.
struct RangePopup {
  let area: Rect
  private static let firstChoiceRow = 2

  init(_ dashboard: Dashboard) {
    let size = dashboard.size
    let columns = min(44, size.columns - 4)
    let rows = min(DateRange.allCases.count + 8, size.rows - 1)
    area = Rect(
      column: (size.columns - columns) / 2 - 2, row: max(0, (size.rows - rows) / 2),
      columns: columns, rows: rows)
  }

  func draw(_ dashboard: Dashboard, selected: Int, counts: [Int], _ painter: inout Painter) {
    let numberColumn = 21
    painter.inside(area) { painter in
      painter.box("Range")
      for (index, range) in DateRange.allCases.enumerated() {
        let row = RangePopup.firstChoiceRow + index
        painter.write(String(range.key), column: 3, row: row, Style(.hintKey))
        painter.write(range.title, column: 6, row: row)
        painter.write(
          countText(counts[index]), column: numberColumn, row: row, width: 12, align: .right)
        guard index == selected else { continue }
        painter.choose(row: row)
      }
      let last = RangePopup.firstChoiceRow + DateRange.allCases.count
      if last < painter.rows - 1 {
        painter.write("c", column: 3, row: last, Style(.hintKey))
        painter.write("dates…", column: 6, row: last)
      }
      let chosen = DateRange.allCases[selected]
      let first = chosen.firstDay(today: dashboard.today)
      let row = last + 2
      let columns = painter.columns - 3
      guard row + 2 < painter.rows else { return }
      let days = first.map { "from \($0.description)   to \(dashboard.today.description)" }
      painter.write(days ?? "from the first on", column: 2, row: row, width: columns)
      painter.write(
        "sessions whose start lies in the range", column: 2, row: row + 2, width: columns,
        Style(.muted))
    }
  }

  /// The range at a place on the screen; nil outside the choices.
  static func choice(atColumn column: Int, row: Int, in dashboard: Dashboard) -> DateRange? {
    let area = RangePopup(dashboard).area
    guard area.contains(column: column, row: row) else { return nil }
    let index = row - area.row - firstChoiceRow
    return DateRange.allCases.indices.contains(index) ? DateRange.allCases[index] : nil
  }
}
