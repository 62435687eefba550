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

extension Array {
  /// The element at a place; nil where there is none.
  func at(_ index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
