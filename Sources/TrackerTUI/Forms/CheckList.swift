// Sessions in a form, each of which can be left out.

internal import TrackerCore

/// Sessions with their ends, a row each.
struct CheckList: Sendable {
  struct Row: Sendable {
    var name: String
    var started: String
    var ends: String
    var lasts: String
    /// Whether it is not left out.
    var isIn = true
  }

  var rows: [Row]
  /// The row that keys go to.
  var cursor = 0

  private static let boxColumns = 4
  private static let lastsColumns = 6

  /// How many are in, in words; empty for none.
  var value: String {
    let count = rows.count(where: \.isIn)
    return count == 0 ? "" : "\(countText(count)) of \(countText(rows.count))"
  }

  /// Takes a key; false when it means nothing here, or leads beyond either end.
  mutating func edit(_ key: Key) -> Bool {
    switch key {
    case .character(" "): rows[cursor].isIn.toggle()
    case .down where cursor < rows.count - 1: cursor += 1
    case .up where cursor > 0: cursor -= 1
    case .pageDown: cursor = rows.count - 1
    case .pageUp: cursor = 0
    default: return false
    }
    return true
  }

  /// Where the columns begin in so many columns, and where the last one ends; the start only where there is room.
  private static func places(_ columns: Int) -> (started: Int?, ends: Int, end: Int) {
    let isWide = columns >= 60
    let ends = columns - lastsColumns - (isWide ? 18 : 13)
    return (isWide ? ends - 15 : nil, ends, columns)
  }

  /// The heads; where the list is longer than its room, which row of how many.
  func drawHead(column: Int, row: Int, width: Int, isCut: Bool, _ painter: inout Painter) {
    let name = isCut ? "Session \(countText(cursor + 1)) of \(countText(rows.count))" : "Session"
    let head = Row(name: name, started: "Started", ends: "Ends", lasts: "Lasts")
    draw(head, column: column, row: row, width: width, Style(.muted), &painter)
  }

  func draw(
    _ index: Int, column: Int, row: Int, width: Int, isFocused: Bool, _ painter: inout Painter
  ) {
    var shown = rows[index]
    if !shown.isIn { (shown.ends, shown.lasts) = (width < 60 ? "stays" : "stays running", "") }
    let isSelected = isFocused && index == cursor
    painter.write(
      shown.isIn ? "[x]" : "[ ]", column: column, row: row, Style(reversed: isSelected))
    let style = Style(shown.isIn ? .text : .muted)
    draw(shown, column: column, row: row, width: width, style, &painter)
    if isSelected { painter.setCursor(column: column + 1, row: row) }
  }

  private func draw(
    _ shown: Row, column: Int, row: Int, width: Int, _ style: Style, _ painter: inout Painter
  ) {
    let places = CheckList.places(width)
    let name = column + CheckList.boxColumns
    painter.writeCut(
      shown.name, column: name, row: row,
      width: column + (places.started ?? places.ends) - name - 1, style)
    if let started = places.started {
      painter.write(shown.started, column: column + started, row: row, style)
    }
    painter.write(shown.ends, column: column + places.ends, row: row, style)
    painter.write(
      shown.lasts, column: column + places.end - painter.width(of: shown.lasts), row: row, style)
  }
}
