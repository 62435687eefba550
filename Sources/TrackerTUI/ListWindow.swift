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

/// Which rows of a list are heads of groups. Where a group is longer than the room, how many more it has is said in a line of
/// its own, and the groups behind it stay in sight below.
package struct ListGroups: Hashable, Sendable {
  /// The rows that are heads, ascending.
  package var heads: [Int]
  package var count: Int

  package init(heads: [Int], count: Int) { (self.heads, self.count) = (heads, count) }

  /// What is in sight in a window from `top` on, line by line.
  package struct Sight: Hashable, Sendable {
    package var upper: Range<Int>
    /// How many rows of the last group above the line are out of sight; 0 without such a line.
    package var more = 0
    package var lower = 0..<0

    /// The row in each line; that of the line in the middle is the first one out of sight.
    package var rows: [Int] { upper + (more > 0 ? [upper.upperBound] : []) + lower }

    package func contains(_ row: Int) -> Bool { upper.contains(row) || lower.contains(row) }
  }

  /// With fewer lines none is given to what is out of sight.
  private static let fewestLines = 4

  package func sight(top: Int, room: Int) -> Sight {
    let top = max(0, min(top, count - room))
    let end = min(count, top + room)
    let next = heads.partitioned { $0 >= end }
    guard end < count, heads.at(next) != end, room > ListGroups.fewestLines else {
      return Sight(upper: top..<end)
    }
    let groupEnd = heads.at(next) ?? count
    let lower = groupEnd..<min(count, groupEnd + room / 3)
    let upper = top..<(top + room - 1 - lower.count)
    // A group of which no row is in sight is not told of.
    guard let head = heads.at(next - 1), upper.upperBound > head + 1 else {
      return Sight(upper: top..<end)
    }
    return Sight(upper: upper, more: groupEnd - upper.upperBound, lower: lower)
  }
}

extension ListWindow {
  /// `reveal` of a list in groups.
  package mutating func reveal(room: Int, _ groups: ListGroups) {
    let room = max(1, room)
    selected = max(0, min(selected, groups.count - 1))
    top = max(0, min(top, groups.count - room))
    guard !groups.sight(top: top, room: room).contains(selected) else { return }
    reveal(count: groups.count, height: room)
    while top < selected, !groups.sight(top: top, room: room).contains(selected) { top += 1 }
  }
}

extension Array {
  /// How many elements come before the first one that is so; those that are not all stand before those that are.
  fileprivate func partitioned(by isBehind: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The element at a place; nil where there is none.
  func at(_ index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
