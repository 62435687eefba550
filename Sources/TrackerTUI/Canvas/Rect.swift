// A rectangle of cells.

/// Columns and rows of a screen, from 0.
package struct Rect: Hashable, Sendable {
  package var column: Int
  package var row: Int
  package private(set) var columns: Int
  package private(set) var rows: Int

  /// A rectangle; negative extents become 0.
  package init(column: Int = 0, row: Int = 0, columns: Int, rows: Int) {
    self.column = column
    self.row = row
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }

  /// The same in the middle of a screen, or some rows above it.
  func centered(on size: ScreenSize, up: Int = 0) -> Rect {
    Rect(
      column: (size.columns - columns) / 2, row: max(up, (size.rows - rows) / 2 - up),
      columns: columns, rows: rows)
  }

  package var endColumn: Int { column + columns }
  package var endRow: Int { row + rows }
  package var isEmpty: Bool { columns == 0 || rows == 0 }

  package func contains(column: Int, row: Int) -> Bool {
    column >= self.column && column < endColumn && row >= self.row && row < endRow
  }

  /// What both cover; empty when they do not touch.
  package func intersection(_ other: Rect) -> Rect {
    let left = max(column, other.column)
    let top = max(row, other.row)
    return Rect(
      column: left, row: top, columns: min(endColumn, other.endColumn) - left,
      rows: min(endRow, other.endRow) - top)
  }

  /// Takes rows off the top and returns them; fewer when there are fewer.
  package mutating func takeTop(_ count: Int) -> Rect {
    let taken = Rect(column: column, row: row, columns: columns, rows: min(rows, count))
    row += taken.rows
    rows -= taken.rows
    return taken
  }

  /// Takes rows off the bottom and returns them; fewer when there are fewer.
  package mutating func takeBottom(_ count: Int) -> Rect {
    let height = max(0, min(rows, count))
    rows -= height
    return Rect(column: column, row: endRow, columns: columns, rows: height)
  }

  /// Takes columns off the left and returns them; fewer when there are fewer.
  package mutating func takeLeft(_ count: Int) -> Rect {
    let taken = Rect(column: column, row: row, columns: min(columns, count), rows: rows)
    column += taken.columns
    columns -= taken.columns
    return taken
  }

  /// The same rows with fewer columns at both sides.
  package func inset(columns margin: Int) -> Rect {
    Rect(column: column + margin, row: row, columns: columns - 2 * margin, rows: rows)
  }

  /// Cut into columns of about equal width with one blank column between them; the last takes what is left over.
  package func columns(_ count: Int) -> [Rect] {
    let width = max(0, (columns - (count - 1)) / max(1, count))
    return (0..<count).map { index in
      let start = column + index * (width + 1)
      return Rect(
        column: start, row: row, columns: index == count - 1 ? endColumn - start : width, rows: rows
      )
    }
  }
}
