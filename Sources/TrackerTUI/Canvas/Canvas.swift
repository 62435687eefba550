// A grid of cells that is whole at any time: every row exactly as wide as the screen, no half of a wide character.

/// The screen as a value.
package struct Canvas: Sendable {
  /// The extent.
  package let size: ScreenSize
  /// Row by row; every row has `size.columns` cells.
  package private(set) var cells: [[Cell]]
  /// Where the terminal's cursor stands; nil hides it.
  package var cursor: (column: Int, row: Int)?

  package init(size: ScreenSize) {
    self.size = size
    cells = Array(
      repeating: Array(repeating: .blank, count: max(0, size.columns)), count: max(0, size.rows))
  }

  /// Puts a safe character of 1 or 2 columns at a place. Outside, and for a wide one in the last column, nothing happens.
  package mutating func put(_ text: String, columns: Int, style: Style, column: Int, row: Int) {
    guard row >= 0, row < cells.count, column >= 0, column + columns <= size.columns else { return }
    split(column: column, row: row)
    cells[row][column] = Cell(text: text, style: style, columns: columns)
    if columns == 2 {
      split(column: column + 1, row: row)
      cells[row][column + 1] = Cell(text: "", style: style, columns: 0)
    }
  }

  /// Makes the place free to be written: a wide character that reaches over it becomes blanks.
  private mutating func split(column: Int, row: Int) {
    if cells[row][column].columns == 0, column > 0, cells[row][column - 1].columns == 2 {
      cells[row][column - 1] = Cell(text: " ", style: cells[row][column - 1].style, columns: 1)
    }
    if cells[row][column].columns == 2, column + 1 < size.columns {
      cells[row][column + 1] = Cell(text: " ", style: cells[row][column + 1].style, columns: 1)
    }
  }

  /// Puts printable ASCII, a column each, from a place on; what has no room is left out. The same as `put` for every
  /// character, several times as fast.
  package mutating func putASCII(
    _ bytes: UnsafeBufferPointer<UInt8>, style: Style, column: Int, row: Int
  ) {
    guard row >= 0, row < cells.count, column >= 0, column < size.columns else { return }
    let count = min(bytes.count, size.columns - column)
    guard count > 0 else { return }
    // Only at the ends can a wide character reach out of what is overwritten.
    split(column: column, row: row)
    split(column: column + count - 1, row: row)
    let texts = asciiTexts
    cells[row].withUnsafeMutableBufferPointer { row in
      for offset in 0..<count {
        row[column + offset] = Cell(
          text: texts[Int(bytes[offset] & 0x7F)], style: style, columns: 1)
      }
    }
  }

  /// Gives the cells of a rectangle another style and leaves what stands there.
  package mutating func restyle(_ area: Rect, _ style: Style) {
    let inside = area.intersection(Rect(columns: size.columns, rows: size.rows))
    guard !inside.isEmpty else { return }
    for row in inside.row..<inside.endRow {
      cells[row].withUnsafeMutableBufferPointer { row in
        for column in inside.column..<inside.endColumn { row[column].style = style }
      }
    }
  }
}

/// Every ASCII character as text, made once.
private let asciiTexts: [String] = (0..<128).map { String(Unicode.Scalar(UInt8($0))) }

/// Neighbouring cells of one style.
package struct Run: Hashable, Sendable {
  /// Where it begins, from 0.
  package var column: Int
  package var text: String
  package var style: Style
  package var columns: Int
}

extension Canvas {
  /// What a row shows, left to right, as few pieces as there are changes of style; together they fill the row.
  package func runs(inRow row: Int) -> [Run] {
    guard cells.indices.contains(row) else { return [] }
    var runs: [Run] = []
    for (column, cell) in cells[row].enumerated() {
      if let last = runs.indices.last, runs[last].style == cell.style || cell.columns == 0 {
        runs[last].text += cell.text
        runs[last].columns += 1
      } else {
        runs.append(Run(column: column, text: cell.text, style: cell.style, columns: 1))
      }
    }
    return runs
  }

  /// The rows joined by newlines, blanks at their ends cut.
  package var text: String {
    cells.map { row in
      let last = row.lastIndex { $0.text != " " } ?? -1
      return row[...last].map(\.text).joined()
    }.joined(separator: "\n")
  }
}
