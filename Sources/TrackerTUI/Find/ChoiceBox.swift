// A list to choose from in a box over a screen, scrolled so that the selected row is shown. It refuses to know what the
// rows are.

/// A box with one choice a row.
struct ChoiceBox {
  let area: Rect
  let count: Int
  private static let firstRow = 1

  /// In the middle of the screen, as high as it needs to be, `columns` wide where these fit.
  init(count: Int, columns: Int, on size: ScreenSize) {
    self.count = count
    let rows = min(count + 2, size.rows - 1)
    let columns = min(columns, size.columns - 4)
    area = Rect(
      column: (size.columns - columns) / 2, row: max(0, (size.rows - rows) / 2), columns: columns,
      rows: rows)
  }

  /// The first choice shown.
  private func top(selected: Int) -> Int { max(0, min(selected - height + 1, count - height)) }

  /// How many fit.
  private var height: Int { max(1, area.rows - 2) }

  /// Draws the box; `draw` writes a choice, by its place in the list, into a row.
  func draw(
    _ title: String, selected: Int, _ painter: inout Painter,
    _ draw: (_ index: Int, _ row: Int, inout Painter) -> Void
  ) {
    let top = top(selected: selected)
    painter.inside(area) { painter in
      painter.box(title)
      for (line, index) in (top..<min(count, top + height)).enumerated() {
        let row = ChoiceBox.firstRow + line
        draw(index, row, &painter)
        if index == selected { painter.choose(row: row) }
      }
      painter.tellMore(above: top, below: count - top - height)
    }
  }

  /// The choice at a place on the screen; nil outside.
  func index(atColumn column: Int, row: Int, selected: Int) -> Int? {
    guard area.contains(column: column, row: row) else { return nil }
    let index = row - area.row - ChoiceBox.firstRow + top(selected: selected)
    return (0..<count).contains(index) ? index : nil
  }
}

extension Painter {
  /// Says on the lower edge of a box how many lines are hidden, with the key's arrow for where they are.
  mutating func tellMore(above: Int, below: Int) {
    let hidden = [("↑", above), ("↓", below)].filter { $0.1 > 0 }
    guard !hidden.isEmpty else { return }
    let text = hidden.map { "\($0.0) \(countText($0.1))" }.joined(separator: "  ") + " more"
    let room = columns - 4
    let start = columns - 3 - width(of: text)
    guard start >= 2 else { return }
    write(" \(text) ", column: start, row: rows - 1, width: room, Style(.muted))
  }
}
