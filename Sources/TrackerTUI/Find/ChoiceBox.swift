// A list to choose from in a box over a screen, scrolled so that the selected row is shown. What each choice is about
// stands beside what it changes.

internal import TrackerCore

/// A choice over the screen: of what, and which row is selected.
struct Choice: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    /// The ranges with how many sessions each has.
    case range(counts: [Int])
    /// The rates tried out on the ROI tab.
    case assumptions
    /// What a list can be sorted by.
    case sort(ListID)
    /// Which columns the list of sessions has.
    case columns
  }
  var kind: Kind
  var selected = 0

  var mode: ScreenMode {
    switch kind {
    case .range: .rangePopup
    case .assumptions: .assumptionsPopup
    case .sort: .sortPopup
    case .columns: .columnsPopup
    }
  }
}

extension Dashboard {
  /// The box of a choice.
  func box(of choice: Choice) -> ChoiceBox {
    switch choice.kind {
    case .range(let counts): rangeBox(counts, selected: choice.selected)
    case .assumptions: assumptionsBox
    case .sort(let focus): sortBox(focus)
    case .columns: columnsBox
    }
  }

  /// Takes the selected row of a choice: a range or an order holds, a column is shown or not, a rate waits to be changed.
  mutating func take(_ choice: Choice) {
    popup = nil
    switch choice.kind {
    case .range: settle(DateRange.usual[choice.selected])
    case .sort(let focus):
      if let title = sortTitles(focus).at(choice.selected) { sort(focus, by: title.letter) }
    case .assumptions: popup = .choice(choice)
    case .columns:
      popup = .choice(choice)
      toggleColumn()
    }
  }
}

/// A box with one choice a row.
struct ChoiceBox {
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
