// The choice of ranges, over a screen.

internal import TrackerCore

extension Dashboard {
  private static let firstRangeRow = 2

  func rangeBox(_ counts: [Int], selected: Int) -> ChoiceBox {
    let ranges = DateRange.allCases
    var area = Rect(
      columns: min(44, size.columns - 4), rows: min(ranges.count + 8, size.rows - 1)
    ).centered(on: size)
    area.column -= 2
    var box = ChoiceBox(
      "Range", count: ranges.count, area: area, firstRow: Dashboard.firstRangeRow,
      spoken: { "\(ranges[$0].key): \(ranges[$0].title), \(countText(counts[$0], "session"))" }
    ) { index, row, painter in
      painter.write(String(ranges[index].key), column: 3, row: row, Style(.hintKey))
      painter.write(ranges[index].title, column: 6, row: row)
      painter.write(countText(counts[index]), column: 21, row: row, width: 12, align: .right)
    }
    box.drawRest = { painter in
      let last = Dashboard.firstRangeRow + ranges.count
      if last < painter.rows - 1 {
        painter.write("c", column: 3, row: last, Style(.hintKey))
        painter.write("dates…", column: 6, row: last)
      }
      let row = last + 2
      let columns = painter.columns - 3
      guard row + 2 < painter.rows else { return }
      let first = ranges[selected].firstDay(today: today)
      let days = first.map { "from \($0.description)   to \(today.description)" }
      painter.write(days ?? "from the first on", column: 2, row: row, width: columns)
      painter.write(
        "sessions whose start lies in the range", column: 2, row: row + 2, width: columns,
        Style(.muted))
    }
    return box
  }
}
