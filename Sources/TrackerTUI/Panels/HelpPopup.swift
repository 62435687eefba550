// The help, over a screen: every key that works there, by group, from the one table of keys; and what signs mean.

internal import TrackerCore

/// The help as lines.
struct HelpText {
  enum Part {
    case key(String), text(String)
    /// The sign of a severity word.
    case severity(String)
  }

  struct Line {
    var group = ""
    /// Columns before the parts.
    var indent = 0
    var parts: [Part] = []
  }

  let area: Rect
  let title: String
  /// What is looked for, to be underlined.
  let pattern: TextPattern?
  private(set) var lines: [Line] = []

  /// Lines that fit.
  var height: Int { max(1, area.rows - 2) }

  private static let groupColumns = 8
  private static let mostColumns = 76

  init(_ dashboard: Dashboard) {
    pattern = dashboard.helpSearch?.pattern
    let size = dashboard.size
    let columns = min(HelpText.mostColumns, size.columns - 2)
    title = "Help: \(dashboard.openID == nil ? dashboard.tab.name : "Detail")"
    let working = KeyBinding.working(on: dashboard.screenBelow).filter { !$0.help.isEmpty }
    for group in HelpGroup.allCases {
      let bindings = working.filter { $0.group == group }
      lines += HelpText.lines(group.rawValue, bindings, room: columns - 4)
    }
    lines.append(Line())
    lines += columns >= 72 ? HelpText.wideLegend : HelpText.narrowLegend
    // What is searched for, and what was found, stand below in the status row.
    let rows = min(lines.count + 2, size.rows - (dashboard.screen.layout.hints.rows > 0 ? 3 : 2))
    area = Rect(columns: columns, rows: rows).centered(on: size, up: 1)
  }

  /// The bindings of a group, as many on a line as fit; one too long for a line goes below its keys.
  private static func lines(_ group: String, _ bindings: [KeyBinding], room: Int) -> [Line] {
    let room = room - groupColumns
    var lines: [Line] = []
    var used = room
    for binding in bindings {
      let columns = binding.label.count + 1 + binding.help.count
      if used + 2 + columns > room {
        lines.append(Line(group: lines.isEmpty ? group : "", indent: groupColumns))
        used = 0
      }
      if columns > room {
        lines[lines.count - 1].parts = [.key(binding.label)]
        lines.append(Line(indent: groupColumns + 2, parts: [.text(binding.help)]))
        used = room
      } else {
        let gap = used == 0 ? "" : "  "
        lines[lines.count - 1].parts += [
          .text(gap), .key(binding.label), .text(" " + binding.help),
        ]
        used += gap.count + columns
      }
    }
    return lines
  }

  private static let wideLegend = [
    Line(parts: [.text("S column:  ▶ active   ✓ completed   ○ abandoned or unknown")]),
    Line(parts: [.text("Severity:  ")] + severities(gap: "   ")),
    Line(parts: [.text("A rating's bar and number carry its meaning; colour only repeats it.")]),
  ]

  private static let narrowLegend = [
    Line(parts: [.text("▶ active  ✓ completed  ○ other")]),
    Line(parts: severities(gap: " ")),
    Line(parts: [.text("Numbers carry the meaning;")]),
    Line(parts: [.text("colour only repeats it.")]),
  ]

  private static func severities(gap: String) -> [Part] {
    Severity.known.reversed().flatMap { severity in
      [.severity(severity.rawValue), .text(" " + severity.rawValue + gap)]
    }
  }

  func draw(top: Int, _ painter: inout Painter) {
    painter.inside(area) { painter in
      let advice = (lines.count > height ? "j k scroll, " : "") + "/ searches, Esc closes"
      let hasRoom = title.count + advice.count + 9 <= painter.columns
      painter.box(title + (hasRoom ? " (\(advice))" : ""))
      for (row, line) in lines.dropFirst(top).prefix(height).enumerated() {
        painter.write(line.group, column: 2, row: row + 1, Style(.heading))
        var column = 2 + line.indent
        for part in line.parts {
          let (text, role) = content(of: part, painter.symbols)
          column = painter.write(
            text, column: column, row: row + 1, width: max(0, painter.columns - 2 - column),
            Style(role))
        }
      }
      painter.tellMore(above: top, below: lines.count - top - height)
      if let pattern {
        painter.inside(Rect(column: 1, row: 1, columns: painter.columns - 2, rows: height)) {
          $0.underline(pattern)
        }
      }
      painter.setCursor(column: 2, row: 1)
    }
  }

  private func content(of part: Part, _ symbols: Symbols) -> (String, Role) {
    switch part {
    case .key(let text): (text, .hintKey)
    case .text(let text): (text, .text)
    case .severity(let word): (symbols.severity(word), Role(severity: word))
    }
  }
}
