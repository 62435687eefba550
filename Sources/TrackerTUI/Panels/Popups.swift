// What stands over a screen: the choice of ranges, and the help.

internal import TrackerCore

/// The choice of ranges.
struct RangePopup {
  let area: Rect
  private static let firstChoiceRow = 2

  init(_ dashboard: Dashboard) {
    let size = dashboard.size
    let columns = min(44, size.columns - 4)
    let rows = min(DateRange.allCases.count + 7, size.rows - 1)
    area = Rect(
      column: (size.columns - columns) / 2 - 2, row: max(0, (size.rows - rows) / 2),
      columns: columns, rows: rows)
  }

  func draw(_ dashboard: Dashboard, selected: Int, counts: [Int], _ painter: inout Painter) {
    let numberColumn = 21
    painter.inside(area) { painter in
      painter.box("Range")
      for (index, range) in DateRange.allCases.enumerated() {
        let row = RangePopup.firstChoiceRow + index
        painter.write(String(range.key), column: 3, row: row, Style(.hintKey))
        painter.write(range.title, column: 6, row: row)
        painter.write(
          countText(counts[index]), column: numberColumn, row: row, width: 12, align: .right)
        guard index == selected else { continue }
        painter.inside(Rect(column: 1, row: row, columns: painter.columns - 2, rows: 1)) {
          $0.restyle(row: 0, Style(reversed: true))
          $0.setCursor(column: 0, row: 0)
        }
      }
      let chosen = DateRange.allCases[selected]
      let first = chosen.firstDay(today: dashboard.today)
      let row = RangePopup.firstChoiceRow + DateRange.allCases.count + 1
      let columns = painter.columns - 3
      guard row + 2 < painter.rows else { return }
      painter.write(
        first.map { "from \($0.description)   to \(dashboard.today.description)" } ?? "from the first on",
        column: 2, row: row, width: columns)
      painter.write(
        "sessions whose start lies in the range", column: 2, row: row + 2, width: columns,
        Style(.muted))
    }
  }

  /// The range at a place on the screen; nil outside the choices.
  static func choice(atColumn column: Int, row: Int, in dashboard: Dashboard) -> DateRange? {
    let area = RangePopup(dashboard).area
    guard area.contains(column: column, row: row) else { return nil }
    let index = row - area.row - firstChoiceRow
    return DateRange.allCases.indices.contains(index) ? DateRange.allCases[index] : nil
  }
}

/// The help: every key that works on the screen below it, by group, from the one table of keys.
struct HelpText {
  struct Line {
    var group = ""
    /// Keys and what they do, by turns.
    var parts: [(text: String, isKey: Bool)] = []
  }

  let area: Rect
  let title: String
  private(set) var lines: [Line] = []

  /// Lines that fit.
  var height: Int { max(1, area.rows - 2) }

  private static let groupColumns = 8

  init(_ dashboard: Dashboard) {
    var below = dashboard
    below.popup = nil
    let size = dashboard.size
    let columns = min(76, size.columns - 2)
    title = "Help: \(dashboard.openID == nil ? dashboard.tab.name : "Detail")"
    let room = columns - 4 - HelpText.groupColumns
    for group in HelpGroup.allCases {
      let bindings = KeyBinding.all.filter {
        $0.group == group && !$0.help.isEmpty && $0.isUsable(below)
      }
      lines += HelpText.lines(group.rawValue, bindings, room: room)
    }
    lines.append(Line())
    for text in [
      "S column: ▶ active  ✓ completed  ○ other", "Severity: critical, high, medium, low:",
      "A rating's number and bar carry its", "meaning; colour only repeats it.",
    ] { lines.append(Line(parts: [(text, false)])) }
    let rows = min(lines.count + 2, size.rows - 2)
    area = Rect(
      column: (size.columns - columns) / 2, row: max(1, (size.rows - rows) / 2 - 1),
      columns: columns, rows: rows)
  }

  private static func lines(_ group: String, _ bindings: [KeyBinding], room: Int) -> [Line] {
    var lines: [Line] = []
    var used = room
    for binding in bindings {
      let columns = binding.label.count + 1 + binding.help.count
      if used + 2 + columns > room {
        lines.append(Line(group: lines.isEmpty ? group : ""))
        used = 0
      }
      let gap = used == 0 ? "" : "  "
      lines[lines.count - 1].parts += [
        (gap + binding.label, true), (" " + binding.help, false),
      ]
      used += gap.count + columns
    }
    return lines
  }

  func draw(top: Int, _ painter: inout Painter) {
    painter.inside(area) { painter in
      let isLonger = lines.count > height
      painter.box(title + (isLonger ? " (j k scroll, Esc closes)" : " (Esc closes)"))
      for (row, line) in lines.dropFirst(top).prefix(height).enumerated() {
        painter.write(line.group, column: 2, row: row + 1, Style(.heading))
        var column = 2 + (line.parts.count == 1 ? 0 : HelpText.groupColumns)
        for part in line.parts {
          column = painter.write(
            part.text, column: column, row: row + 1, width: max(0, painter.columns - 2 - column),
            Style(part.isKey ? .hintKey : .text))
        }
      }
      painter.setCursor(column: 2, row: 1)
    }
  }
}

func drawHelp(_ dashboard: Dashboard, top: Int, _ painter: inout Painter) {
  HelpText(dashboard).draw(top: top, &painter)
}
