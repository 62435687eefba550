// What every frame must be, whatever stands in it: whole rows, safe characters, no half of a wide one, a cursor on the screen
// and on the selected row.

import TrackerCore

@testable import TrackerTUI

enum FrameFault {
  /// Names what is wrong with the frame of a dashboard; nil when nothing is.
  static func of(_ dashboard: Dashboard, _ capabilities: Capabilities) -> String? {
    let canvas = dashboard.frame(capabilities)
    guard canvas.cells.count == dashboard.size.rows else { return "\(canvas.cells.count) rows" }
    for (index, row) in canvas.cells.enumerated() {
      if row.count != canvas.size.columns { return "row \(index) is \(row.count) wide" }
      if let fault = of(row, capabilities) { return "row \(index): \(fault)" }
    }
    guard let cursor = canvas.cursor else { return "no cursor" }
    guard canvas.cells.indices.contains(cursor.row),
      canvas.cells[cursor.row].indices.contains(cursor.column)
    else { return "the cursor is outside" }
    guard [.tab, .detail, .finds].contains(dashboard.mode), !capabilities.isScreenReader,
      let focus = dashboard.focus, dashboard.rowCount(focus) > 0
    else { return nil }
    let hasReversedRow = canvas.cells[cursor.row].contains {
      $0.style.isReversed && $0.style.role == .text
    }
    return hasReversedRow ? nil : "the selected row is not at the cursor (\(focus))"
  }

  private static func of(_ row: [Cell], _ capabilities: Capabilities) -> String? {
    var column = 0
    while column < row.count {
      let cell = row[column]
      guard cell.columns == 1 || cell.columns == 2 else { return "a lone second half at \(column)" }
      if cell.columns == 2, column + 1 >= row.count || row[column + 1].columns != 0 {
        return "half a wide character at \(column)"
      }
      let bytes = cell.text.utf8
      if bytes.count == 1, cell.columns == 1, let byte = bytes.first, 0x20..<0x7F ~= byte {
        column += 1
        continue
      }
      let scalars = Array(cell.text.unicodeScalars)
      guard let base = scalars.first, scalars.count <= 5 else { return "\(scalars.count) scalars" }
      if let unsafe = scalars.first(where: isUnsafe) {
        return "unsafe U+\(String(unsafe.value, radix: 16))"
      }
      if capabilities.columnWidth(base) != cell.columns { return "width of \(cell.text)" }
      column += cell.columns
    }
    return nil
  }

  /// Controls, marks that turn the direction of text, and what joins or has no width.
  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0x200B...0x200F, 0x61C, 0xFEFF:
      true
    default: false
    }
  }
}
