// A list to choose from in a box over a screen, scrolled so that the selected row is shown. What is chosen, and what comes of
// it, stands in a file for each.

internal import TrackerCore

/// A box of rows of which one is taken.
protocol ChoiceBox: Box {
  /// Which row is selected.
  var selected: Int { get set }
  /// Its rows as they stand now.
  func list(_ dashboard: Dashboard) -> ChoiceList
}

extension ChoiceBox {
  func draw(_ dashboard: Dashboard, _ painter: inout Painter) {
    list(dashboard).draw(selected: selected, &painter)
  }

  func spoken(_ dashboard: Dashboard) -> (lines: [String], selected: Int) {
    let list = list(dashboard)
    return ((0..<list.count).map(list.spoken), selected)
  }

  func moved(_ movement: Movement, _ dashboard: Dashboard) -> Self {
    let count = list(dashboard).count
    var box = self
    box.selected = movement.target(from: selected, count: count, height: count)
    return box
  }

  /// A click on a row takes it, one beside the rows leaves.
  func press(column: Int, row: Int, _ dashboard: inout Dashboard) -> [Effect] {
    dashboard.over.box = nil
    if let index = list(dashboard).index(atColumn: column, row: row, selected: selected) {
      var box = self
      box.selected = index
      box.take(&dashboard)
    }
    return []
  }
}

/// The rows of a choice and where they stand.
struct ChoiceList {
  let title: String
  let count: Int
  let area: Rect
  private let firstRow: Int
  /// Writes a choice, by its place in the list, into a row.
  private let draw: (_ index: Int, _ row: Int, inout Painter) -> Void
  /// Writes what stands below the choices.
  var drawRest: (inout Painter) -> Void = { _ in }
  /// A choice as it is read out.
  let spoken: (_ index: Int) -> String

  /// In the middle of the screen, `columns` wide where these fit, as high as it needs to be.
  init(
    _ title: String, count: Int, columns: Int, on size: ScreenSize,
    spoken: @escaping (Int) -> String, draw: @escaping (Int, Int, inout Painter) -> Void
  ) {
    let area = Rect(columns: min(columns, size.columns - 4), rows: min(count + 2, size.rows - 1))
    self.init(
      title, count: count, area: area.centered(on: size), firstRow: 1, spoken: spoken, draw: draw)
  }

  /// In an area that has room for all choices from a row on.
  init(
    _ title: String, count: Int, area: Rect, firstRow: Int, spoken: @escaping (Int) -> String,
    draw: @escaping (Int, Int, inout Painter) -> Void
  ) {
    (self.title, self.count, self.area, self.firstRow) = (title, count, area, firstRow)
    (self.spoken, self.draw) = (spoken, draw)
  }

  /// The first choice shown.
  private func top(selected: Int) -> Int { max(0, min(selected - height + 1, count - height)) }

  /// How many fit.
  private var height: Int { max(1, area.rows - 2) }

  func draw(selected: Int, _ painter: inout Painter) {
    let top = top(selected: selected)
    painter.inside(area) { painter in
      painter.box(title)
      for (line, index) in (top..<min(count, top + height)).enumerated() {
        let row = firstRow + line
        draw(index, row, &painter)
        if index == selected { painter.choose(row: row) }
      }
      drawRest(&painter)
      painter.tellMore(above: top, below: count - top - height)
    }
  }

  /// The choice at a place on the screen; nil outside.
  func index(atColumn column: Int, row: Int, selected: Int) -> Int? {
    guard area.contains(column: column, row: row) else { return nil }
    let index = row - area.row - firstRow + top(selected: selected)
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
