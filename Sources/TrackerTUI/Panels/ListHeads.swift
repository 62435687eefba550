// The titles over a list: drawn, and found where one clicks.

internal import TrackerCore

extension Dashboard {
  /// What stands over a list in so many columns; empty for lists without titles.
  func heads(of focus: ListID, columns: Int) -> [ListHead] {
    focus.kind.heads(self, columns)
  }

  /// What a click at a column of placed titles sorts by: the column that begins there or left of it.
  func letter(of placement: Placement, at column: Int) -> Character? {
    guard let list = placement.heads else { return nil }
    let heads = self.heads(of: list, columns: placement.area.columns)
    return heads.last {
      $0.columns > 0 && ($0.column <= column || $0.column == heads.first?.column)
    }?.letter
  }
}

extension Panel {
  /// The titles of a list, a sign at the one that it is sorted by.
  static func heads(of focus: ListID) -> Panel {
    Panel("heads") { dashboard, _, painter in
      let sorted = dashboard.sortOrder(focus)?.letter
      for head in dashboard.heads(of: focus, columns: painter.columns) where head.columns > 0 {
        var title = head.title
        if let letter = head.letter, letter == sorted {
          // Narrow columns have no room for a blank.
          let isTight = head.alignment == .right || title.isEmpty || title.count + 2 > head.columns
          title += (isTight ? "" : " ") + dashboard.sortSign(focus)
        }
        // The sign of a narrow column stands in the gap before it.
        let lacks = head.alignment == .right && title.count > head.columns && head.column > 0
        painter.write(
          title, column: head.column - (lacks ? 1 : 0), width: head.columns + (lacks ? 1 : 0),
          Style(.heading), align: head.alignment)
      }
    }
  }
}
