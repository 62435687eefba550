// Lists as columns: what stands over each and what it shows of a row, and where.

internal import TrackerCore

/// A title over a column of a list.
struct ListHead: Sendable {
  var title: String
  /// What a click sorts by; nil for columns that nothing is sorted by.
  var letter: Character?
  /// Where the column begins, and how wide it is; it is left out where it has no room.
  var column: Int
  var columns: Int
  var alignment = Painter.Alignment.left
}

/// A column of a list on screen.
struct ListColumn<Row> {
  typealias Cell = (text: String, style: Style)

  let head: ListHead
  /// Blank columns behind a cell.
  var gap = 0
  /// Further texts of a row from which its cell stays apart where it is cut, beside those of the other rows; nil where cut
  /// cells may be alike.
  var apartFrom: ((Row) -> [String])?
  let cell: (Row) -> Cell

  init(
    _ title: String = "", _ letter: Character? = nil, column: Int, columns: Int,
    alignment: Painter.Alignment = .left, gap: Int = 0, apartFrom: ((Row) -> [String])? = nil,
    cell: @escaping (Row) -> Cell
  ) {
    head = ListHead(
      title: title, letter: letter, column: column, columns: columns, alignment: alignment)
    (self.gap, self.apartFrom, self.cell) = (gap, apartFrom, cell)
  }
}

extension Painter {
  /// Draws the rows of a list that are in its window column by column, so that texts that are cut stay apart from those
  /// above and below, adds to each what `dress` draws, and marks the selected one.
  mutating func list<Row>(
    _ rows: [Row], _ columns: [ListColumn<Row>], _ window: ListWindow, isFocused: Bool,
    linesPerRow: Int = 1, unfocused: Style? = Style(bold: true, underlined: true),
    dress: (_ row: Row, _ line: Int, inout Painter) -> Void = { _, _, _ in }
  ) {
    let shown = rows[rowsInSight(window, count: rows.count, linesPerRow: linesPerRow)]
    cells(of: shown.enumerated().map { ($1, $0 * linesPerRow) }, columns)
    list(
      window, count: rows.count, isFocused: isFocused, linesPerRow: linesPerRow,
      unfocused: unfocused
    ) { dress(rows[$0], $1, &$2) }
  }

  /// Draws rows column by column, each in a line.
  mutating func cells<Row>(of shown: [(row: Row, line: Int)], _ columns: [ListColumn<Row>]) {
    for column in columns where column.head.columns > 0 {
      let (head, room) = (column.head, column.head.columns - column.gap)
      let cells = shown.map { column.cell($0.row) }
      let labels = column.apartFrom.map { cells.map(\.text) + shown.map(\.row).flatMap($0) } ?? []
      let short = ShortLabels(labels, columns: room, typesetter)
      for (cell, line) in zip(cells, shown.map(\.line)) {
        if head.alignment == .right {
          write(
            short[cell.text], column: head.column, row: line, width: room, cell.style, align: .right
          )
        } else {
          writeCut(short[cell.text], column: head.column, row: line, width: room, cell.style)
        }
      }
    }
  }

  /// Draws the rows of a list that are in its window, each from a line on, and marks the selected one: while keys go to
  /// another list as `unfocused` says.
  mutating func list(
    _ window: ListWindow, count: Int, isFocused: Bool, linesPerRow: Int = 1, unfocused: Style?,
    draw: (_ index: Int, _ line: Int, inout Painter) -> Void
  ) {
    for (offset, index) in rowsInSight(window, count: count, linesPerRow: linesPerRow).enumerated()
    {
      let line = offset * linesPerRow
      draw(index, line, &self)
      if index == window.selected, let style = isFocused ? Style(reversed: true) : unfocused {
        restyle(row: line, count: linesPerRow, style)
      }
    }
  }

  /// One more than fits whole, so that an odd last line shows a beginning.
  private func rowsInSight(_ window: ListWindow, count: Int, linesPerRow: Int) -> Range<Int> {
    window.rows(count: count, height: (rows + linesPerRow - 1) / linesPerRow)
  }
}
