// The help as lines, and where they stand: one page, or from 110 columns two beside each other.

internal import TrackerCore

/// A line of help.
struct HelpLine {
  var label = ""
  /// Columns before the parts.
  var indent = 0
  var parts: [HelpPart] = []
  /// The entry that it belongs to, by its place on the page.
  var entry = 0

  /// All that is written on it.
  var text: String {
    label + String(repeating: " ", count: max(0, indent - label.count))
      + parts.map(\.text).joined()
  }
}

/// The help over a screen, laid out.
struct HelpText {
  let area: Rect
  /// The lines of every page, each as wide as it is shown.
  let pages: [[HelpLine]]
  /// The pages in sight, left to right, within the frame.
  let shown: [(page: Int, area: Rect)]
  /// The names of the pages on the upper edge, from column 0 of `area`.
  let names: [(page: Int, text: String, column: Int)]

  private static let labelColumns = 11
  private static let mostColumns = 76
  private static let fewestColumnsOfTwo = 110

  init(_ dashboard: Dashboard, page: Int) {
    let size = dashboard.size
    let isWide = size.columns >= HelpText.fewestColumnsOfTwo
    let columns = min((HelpText.mostColumns + 2) * (isWide ? 2 : 1), size.columns - 2)
    let room = isWide ? (columns - 3) / 2 - 2 : columns - 4
    pages = HelpPage.all.map { page in
      page.entries(dashboard).enumerated().flatMap { HelpText.lines($1, $0, room: room) }
    }
    let hasHints = dashboard.screen.layout.hints.rows > 0
    let longest = pages.map(\.count).max() ?? 0
    area = Rect(
      column: (size.columns - columns) / 2, row: 1, columns: columns,
      rows: min(longest + 2, size.rows - (hasHints ? 3 : 2)))
    let first = isWide ? min(page, pages.count - 2) : page
    let height = area.rows - 2
    shown = (0..<(isWide ? 2 : 1)).map { place in
      (
        first + place,
        Rect(column: 2 + place * (room + 3), row: 1, columns: room, rows: height)
      )
    }
    names = HelpText.names(page, columns: columns)
  }

  /// Lines of a page that fit.
  var height: Int { max(1, area.rows - 2) }

  /// How far a page can be scrolled.
  func overflow(_ page: Int) -> Int { max(0, pages[page].count - height) }

  /// The page whose name stands at a place of the screen; nil elsewhere.
  func page(atColumn column: Int, row: Int) -> Int? {
    guard row == area.row else { return nil }
    let column = column - area.column
    return names.first { ($0.column..<($0.column + $0.text.count)).contains(column) }?.page
  }

  /// Where there is little room, only the page in sight is named.
  private static func names(
    _ page: Int, columns: Int
  ) -> [(page: Int, text: String, column: Int)] {
    let numbered = HelpPage.all.enumerated()
    let forms = [
      numbered.map { " \($0 + 1) \($1.name) " },
      numbered.map { $0 == page ? " \($0 + 1) \($1.name) " : " \($0 + 1) " },
    ]
    let start = 8
    let texts =
      forms.first { $0.reduce(0) { $0 + $1.count } + start < columns } ?? forms[1]
    var column = start
    return texts.enumerated().map { index, text in
      defer { column += text.count }
      return (index, text, column)
    }
  }

  /// The lines of an entry, as much on each as fits.
  private static func lines(_ entry: HelpEntry, _ place: Int, room: Int) -> [HelpLine] {
    let labelWidth = WidestColumns.of(entry.label.unicodeScalars)
    var line = HelpLine(
      label: entry.label, indent: max(labelColumns, labelWidth + 1), entry: place)
    var lines: [HelpLine] = []
    var used = 0
    func add(_ chunk: HelpChunk) {
      let gap = used == 0 ? 0 : chunk.gap
      if used > 0, line.indent + used + gap + chunk.columns > room {
        lines.append(line)
        (line, used) = (HelpLine(indent: labelColumns, entry: place), 0)
        return add(chunk)
      }
      if gap > 0 { line.parts.append(.text(String(repeating: " ", count: gap))) }
      line.parts += chunk.parts
      used += gap + chunk.columns
    }
    for chunk in entry.chunks {
      if chunk.columns > room - labelColumns { chunk.words.forEach(add) } else { add(chunk) }
    }
    return lines + [line]
  }

  func draw(page: Int, top: Int, pattern: TextPattern?, _ painter: inout Painter) {
    painter.inside(area) { painter in
      painter.box("Help")
      for name in names {
        painter.write(
          name.text, column: name.column, width: painter.columns - 1 - name.column,
          Style(name.page == page ? .tabSelected : .tab))
      }
      for (place, (shownPage, part)) in shown.enumerated() {
        let top = shownPage == page ? top : 0
        if place > 0 {
          for row in 1...part.rows {
            painter.write("│", column: part.column - 2, row: row, Style(.faint))
          }
        }
        painter.inside(part) { draw(pages[shownPage], top: top, pattern, &$0) }
        painter.inside(
          Rect(column: part.column - 2, columns: part.columns + 4, rows: area.rows)
        ) { $0.tellMore(above: top, below: pages[shownPage].count - top - height) }
        if shownPage == page { painter.setCursor(column: part.column, row: 1) }
      }
    }
  }

  private func draw(
    _ lines: [HelpLine], top: Int, _ pattern: TextPattern?, _ painter: inout Painter
  ) {
    for (row, line) in lines.dropFirst(top).prefix(painter.rows).enumerated() {
      painter.write(line.label, column: 0, row: row, Style(.heading))
      var column = line.indent
      for part in line.parts {
        let (text, role) = content(of: part, painter)
        column = painter.write(
          text, column: column, row: row, width: max(0, painter.columns - column), Style(role))
      }
    }
    if let pattern { painter.underline(pattern) }
  }

  private func content(of part: HelpPart, _ painter: Painter) -> (String, Role) {
    switch part {
    case .key(let text): (text, .hintKey)
    case .text(let text): (text, .text)
    case .sign(let sign): (painter.isUTF8 ? sign.glyphs : sign.ascii, sign.role)
    }
  }
}
