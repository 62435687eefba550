// Lines of text over the screen: lists that commands ask for, and text to be selected with the mouse.

internal import TrackerCore

/// Text over the screen, scrolled by lines.
struct Page: Box {
  var title: String
  var lines: [String]
  /// The first line shown.
  var top = 0

  init(title: String, lines: [String]) {
    self.title = title
    self.lines = lines.isEmpty ? ["nothing"] : lines
  }

  /// Text as it stands, line by line.
  init(title: String, text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    self.init(title: title, lines: lines.last == "" ? lines.dropLast() : lines)
  }

  /// Where it stands on a screen.
  private func area(_ size: ScreenSize) -> Rect {
    let longest = lines.lazy.prefix(2000).map(\.count).max() ?? 0
    let columns = min(max(longest + 4, 40), min(100, size.columns - 2))
    let rows = min(lines.count + 2, size.rows - 3)
    return Rect(columns: columns, rows: rows).centered(on: size, up: 1)
  }

  func draw(_ dashboard: Dashboard, _ painter: inout Painter) {
    painter.inside(area(dashboard.size)) { painter in
      let isLong = lines.count > painter.rows - 2
      painter.box(title + (isLong && painter.columns >= 50 ? " (j k scroll, Esc closes)" : ""))
      painter.fillBox(lines, from: top)
    }
  }

  func spoken(_: Dashboard) -> (lines: [String], selected: Int) { (lines, top) }

  func moved(_ movement: Movement, _ dashboard: Dashboard) -> Page {
    let height = max(1, area(dashboard.size).rows - 2)
    let overflow = max(0, lines.count - height)
    var page = self
    page.top = movement.target(from: top, count: overflow + 1, height: height)
    return page
  }
}

extension Painter {
  /// Writes lines into a box, from one of them on, and how many are hidden.
  mutating func fillBox(_ lines: [String], from top: Int) {
    for (row, line) in lines.dropFirst(top).prefix(rows - 2).enumerated() {
      writeCut(line, column: 2, row: row + 1, width: columns - 4)
    }
    tellMore(above: top, below: lines.count - top - (rows - 2))
    setCursor(column: 2, row: 1)
  }
}
