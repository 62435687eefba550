// Which row of a list is selected, and which one stands at the top of the window onto it.

/// A window onto a list. Only rows inside it are ever built.
package struct ListWindow: Hashable, Sendable {
  package private(set) var selected = 0
  package private(set) var top = 0

  package init() {}

  /// Selects a row, or the one of the list that comes next to it. The window comes after it with `reveal`.
  package mutating func select(_ row: Int, count: Int) { selected = max(0, min(row, count - 1)) }

  /// Selects a row and keeps it as far from the window's top as the selected one was.
  package mutating func follow(to row: Int, count: Int) {
    top += row - selected
    select(row, count: count)
  }

  /// Moves the selection into the list and the window over the selection, no further than needed. `height` is how many rows
  /// fit.
  package mutating func reveal(count: Int, height: Int) {
    selected = max(0, min(selected, count - 1))
    let height = max(1, height)
    top = min(top, selected, max(0, count - height))
    top = max(top, selected - height + 1, 0)
  }

  /// The rows in the window.
  package func rows(count: Int, height: Int) -> Range<Int> {
    let first = min(max(0, top), max(0, count))
    return first..<max(first, min(count, first + max(0, height)))
  }
}

/// How many lines each row of a list takes, where that differs.
package struct RowHeights: Sendable {
  /// Lines of a row, at least 1; more for the selected one. Asked only of rows in and around the window.
  package var lines: @Sendable (_ row: Int, _ isSelected: Bool) -> Int
  /// A row is shown only where so many of its lines are.
  package var fewestLines: Int

  package init(
    fewestLines: Int = 1, lines: @escaping @Sendable (_ row: Int, _ isSelected: Bool) -> Int
  ) {
    self.lines = lines
    self.fewestLines = fewestLines
  }
}

/// A row of a list in sight.
package struct ShownRow: Hashable, Sendable {
  /// Which one it is.
  package var index: Int
  /// Where it stands, counted from the top of the list's part of the screen; its end may be out of sight.
  package var lines: Range<Int>
}

extension ListWindow {
  /// `reveal` where rows have heights of their own and `room` lines are there: the selected row is whole, as far as it fits.
  package mutating func reveal(count: Int, room: Int, _ heights: RowHeights) {
    selected = max(0, min(selected, count - 1))
    top = min(max(0, top), selected, first(endingWith: count - 1, room: room, heights))
    top = max(top, first(endingWith: selected, room: room, heights))
  }

  /// The rows in sight from `top` on.
  package func shown(count: Int, room: Int, _ heights: RowHeights) -> [ShownRow] {
    var shown: [ShownRow] = []
    var line = 0
    for index in rows(count: count, height: room) {
      let lines = self.lines(of: index, heights)
      guard line + min(lines, heights.fewestLines) <= room else { break }
      shown.append(ShownRow(index: index, lines: line..<min(room, line + lines)))
      line += lines
    }
    return shown
  }

  /// How many rows a page on, or back, leads: as many as fill `room` lines, at least 1.
  package func page(isBack: Bool, count: Int, room: Int, _ heights: RowHeights) -> Int {
    var (rows, lines) = (0, 0)
    while case let next = selected + (isBack ? -rows - 1 : rows + 1), (0..<count).contains(next) {
      lines += max(1, heights.lines(next, false))
      guard lines <= room else { break }
      rows += 1
    }
    return max(1, rows)
  }

  /// The first row of a window of `room` lines that ends with this row; the row itself where it fills them.
  private func first(endingWith row: Int, room: Int, _ heights: RowHeights) -> Int {
    var first = max(0, row)
    var lines = self.lines(of: first, heights)
    while first > 0 {
      lines += self.lines(of: first - 1, heights)
      guard lines <= room else { break }
      first -= 1
    }
    return first
  }

  private func lines(of row: Int, _ heights: RowHeights) -> Int {
    max(1, heights.lines(row, row == selected))
  }
}

extension Array {
  /// The element at a place; nil where there is none.
  func at(_ index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
