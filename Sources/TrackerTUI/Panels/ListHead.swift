// The titles over the columns of a list: which one it is sorted by, and what a click on one sorts by.

internal import TrackerCore

/// A title over a column of a list.
struct ListHead: Sendable {
  var title: String
  /// What a click sorts by; nil for columns that nothing is sorted by.
  var letter: Character?
  /// Where the column begins, and how wide it is; it is left out where it has no room.
  var column: Int
  var columns: Int
  var alignment: Painter.Alignment

  init(
    _ title: String, _ letter: Character?, column: Int, columns: Int,
    alignment: Painter.Alignment = .left
  ) {
    self.title = title
    self.letter = letter
    self.column = column
    self.columns = columns
    self.alignment = alignment
  }
}

extension [ListHead] {
  /// What a click at a column sorts by: the column that begins there or left of it.
  func letter(at column: Int) -> Character? {
    last { $0.columns > 0 && ($0.column <= column || $0.column == first?.column) }?.letter
  }
}

extension Painter {
  /// Writes the titles of a list into the first row, a sign at the one that it is sorted by.
  mutating func write(_ heads: [ListHead], _ dashboard: Dashboard, _ focus: Focus) {
    let sorted = dashboard.sortOrder(focus)?.letter
    for head in heads where head.columns > 0 {
      var title = head.title
      if let letter = head.letter, letter == sorted {
        // Narrow columns have no room for a blank.
        let isTight = head.alignment == .right || title.isEmpty || title.count + 2 > head.columns
        title += (isTight ? "" : " ") + dashboard.sortSign(focus)
      }
      write(
        title, column: head.column, width: head.columns, Style(.heading),
        align: head.alignment)
    }
  }
}
