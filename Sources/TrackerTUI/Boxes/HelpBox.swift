// The help, over a screen: every key that works there, by group, from the one table of keys; and what signs mean. It is
// searched as one types, from the line found last, around the end.

internal import TrackerCore

/// The help.
struct HelpBox: SearchableBox {
  /// The first line shown.
  var top = 0
  /// What is looked for; nil for nothing.
  var pattern: TextPattern?
  /// The line where it was found last.
  private var line: Int?

  var hasSearch: Bool { pattern != nil }

  init(top: Int = 0) { self.top = top }

  private func text(_ dashboard: Dashboard) -> HelpText { HelpText(dashboard, pattern: pattern) }

  func draw(_ dashboard: Dashboard, _ painter: inout Painter) {
    text(dashboard).draw(top: top, &painter)
  }

  func spoken(_ dashboard: Dashboard) -> (lines: [String], selected: Int) {
    let lines = HelpText.bindings(dashboard).map { "\($0.group.rawValue): \($0.label): \($0.help)" }
    return (lines, min(top, lines.count - 1))
  }

  func moved(_ movement: Movement, _ dashboard: Dashboard) -> HelpBox {
    let text = text(dashboard)
    let overflow = max(0, text.lines.count - text.height)
    var help = self
    help.top = movement.target(from: top, count: overflow + 1, height: text.height)
    return help
  }

  /// Looks for something else; nil for nothing.
  func seeking(_ pattern: TextPattern?) -> HelpBox {
    var help = self
    (help.pattern, help.line) = (pattern, nil)
    return help
  }

  /// Opens the prompt over the help, which stays.
  func askForSearch(_ dashboard: inout Dashboard) {
    dashboard.ask(.helpSearch)
    dashboard.over.box = seeking(nil)
  }

  /// Brings the next line that has the text into sight, or the one before.
  func findNext(_ step: Int, _ dashboard: inout Dashboard) {
    guard let pattern else { return }
    let text = text(dashboard)
    let found = text.lines.indices.filter { pattern.occurs(in: text.lines[$0].text) }
    guard let next = nextPlace(in: found, from: line ?? -1, step) else {
      dashboard.over.message = "no \(pattern.text) in this help"
      return
    }
    var help = self
    help.line = next.place
    help.top = min(next.place, max(0, text.lines.count - text.height))
    dashboard.over.box = help
    dashboard.over.message = next.message
  }
}

extension PromptKind {
  /// What `/` opens over the help.
  static let helpSearch = PromptKind(
    name: "helpSearch", label: "/", hint: "stay there", isAppliedAsTyped: true,
    changed: { dashboard, text in
      dashboard.over.message = nil
      seek(text, &dashboard)
    },
    entered: { dashboard, text in
      seek(text, &dashboard)
      return []
    },
    cancelled: { $0.over.box = ($0.over.box as? HelpBox)?.seeking(nil) },
    note: { $0.searchNote($1, orElse: "searches this help") })

  private static func seek(_ text: String, _ dashboard: inout Dashboard) {
    let help = (dashboard.over.box as? HelpBox)?.seeking(text.isEmpty ? nil : TextPattern(text))
    dashboard.over.box = help
    help?.findNext(1, &dashboard)
  }
}

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

  init(_ dashboard: Dashboard, pattern: TextPattern?) {
    self.pattern = pattern
    let size = dashboard.size
    let columns = min(HelpText.mostColumns, size.columns - 2)
    title = "Help: \(dashboard.place.openID == nil ? dashboard.tab.name : "Detail")"
    let working = HelpText.bindings(dashboard)
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

  /// What works below the help.
  static func bindings(_ dashboard: Dashboard) -> [KeyBinding] {
    KeyBinding.working(on: dashboard.screenBelow).filter { !$0.help.isEmpty }
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
    Line(parts: [.text("S column:  ▶ running   ◌ stale: silent beyond the limit   * marked")]),
    Line(parts: [.text("           ✓ success   ◐ partial   ✗ failed   – no outcome")]),
    Line(parts: [.text("Severity:  ")] + severities(gap: "   ")),
    Line(parts: [.text("A rating's bar and number carry its meaning; colour only repeats it.")]),
  ]

  private static let narrowLegend = [
    Line(parts: [.text("▶ running  ◌ stale  * marked")]),
    Line(parts: [.text("✓ success  ◐ partial  ✗ failed")]),
    Line(parts: [.text("– no outcome")]),
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

extension HelpText.Line {
  /// All that is written on it.
  var text: String {
    parts.reduce(into: group + " ") { text, part in
      switch part {
      case .key(let word), .text(let word): text += word
      case .severity: return
      }
    }
  }
}
