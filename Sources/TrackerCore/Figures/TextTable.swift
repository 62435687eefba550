// Rows and columns as lines for people, as wide as there is room: cells in the forms of the dashboard.

/// A table on a terminal.
package struct TextTable {
  private let heads: [String]
  private let isRight: [Bool]
  private let cells: [[String]]
  /// The width of each column, and of the terminal.
  private let widths: [Int]
  private let room: Int
  /// How many columns of the terminal a text takes.
  private let width: (String) -> Int

  private static let gap = 2
  /// A text is not cut shorter than this while another is longer.
  private static let fewest = 8

  /// `fitting` is how many columns of the terminal there are at most; columns of the table are dropped from the end of
  /// `importance` (keys, the most important first) until the rest fits; what is not named there stays, and is cut. Columns
  /// of `least` are then made as narrow as that instead, and have what room is left, the most important first.
  package init<Row>(
    _ columns: [Column<Row>], _ rows: [Row], time: TimeText, importance: [String] = [],
    least: [String: Int] = [:], fitting room: Int, width: @escaping (String) -> Int
  ) {
    let all = columns.map { column in rows.map { column.shown($0, time: time).oneLine } }
    let widths = zip(columns, all).map { column, cells in
      max(width(column.head), cells.map(width).max() ?? 0)
    }
    var shown = Array(columns.indices)
    var fitted = widths
    var left: Int { room - shown.reduce(-TextTable.gap) { $0 + fitted[$1] + TextTable.gap } }
    for key in importance.reversed() where left < 0 {
      if let width = least[key], let place = columns.firstIndex(where: { $0.key == key }) {
        fitted[place] = min(widths[place], width)
      } else if shown.count > 1 {
        shown.removeAll { columns[$0].key == key }
      }
    }
    for key in importance where left > 0 {
      guard let place = shown.first(where: { columns[$0].key == key }) else { continue }
      fitted[place] = min(widths[place], fitted[place] + left)
    }
    heads = shown.map { columns[$0].head }
    isRight = shown.map { columns[$0].kind.isNumeric }
    self.width = width
    self.room = room
    self.widths = TextTable.fitted(shown.map { fitted[$0] }, room)
    cells = rows.indices.map { row in shown.map { all[$0][row] } }
  }

  /// The widths, the widest ones made smaller until all fit.
  private static func fitted(_ widths: [Int], _ room: Int) -> [Int] {
    var widths = widths
    var sum = widths.reduce(-gap) { $0 + $1 + gap }
    while sum > room, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
      widths[widest] > fewest
    {
      let others = widths.enumerated().filter { $0.offset != widest }.map(\.element)
      let next = max(fewest, others.max() ?? fewest, widths[widest] - (sum - room))
      // Of several that are equally wide one gives way by one.
      let new = next < widths[widest] ? next : widths[widest] - 1
      sum -= widths[widest] - new
      widths[widest] = new
    }
    return widths
  }

  /// A line for the heads and one for each row.
  package var lines: [String] {
    ([heads] + cells).map { row in
      let parts = row.indices.map { padded(row[$0], to: widths[$0], isRight: isRight[$0]) }
      let line = parts.joined(separator: String(repeating: " ", count: TextTable.gap))
      return cut(String(line.reversed().drop { $0 == " " }.reversed()), to: room)
    }
  }

  private func padded(_ text: String, to columns: Int, isRight: Bool) -> String {
    let text = cut(text, to: columns)
    let blanks = String(repeating: " ", count: max(0, columns - width(text)))
    return isRight ? blanks + text : text + blanks
  }

  private func cut(_ text: String, to columns: Int) -> String {
    guard width(text) > columns else { return text }
    var (kept, used) = ("", 1)
    for character in text {
      used += width(String(character))
      if used > columns { break }
      kept.append(character)
    }
    return kept + "…"
  }
}

extension Column {
  /// What stands over it in a table that leaves the dashboard.
  fileprivate var head: String {
    let head = screen?.head ?? ""
    return head.utf8.count > 1 ? head : title.prefix(1).uppercased() + title.dropFirst()
  }
}
