// In which order a list stands: columns that it can be sorted by, one chosen. The same for every list; a list brings its
// columns. It refuses to draw.

internal import TrackerCore

/// What a row is sorted by.
enum SortValue: Sendable {
  /// Nil comes last, whichever way round.
  case number(Double?)
  /// Empty text comes last.
  case text(String)
}

/// A column that a list can be sorted by.
struct SortColumn<Row>: Sendable {
  /// The key that picks it in the choice.
  var letter: Character
  /// Its name in the choice, and in the status line.
  var title: String
  /// Whether the largest come first unless turned round.
  var isDescending = false
  var value: @Sendable (Row, Timestamp) -> SortValue
}

/// The order chosen for a list.
struct SortOrder: Hashable, Sendable {
  var letter: Character
  var isReversed = false
}

/// A row of a list that can be sorted.
protocol SortableRow: Sendable {
  /// Everything that the list can be sorted by, in the order of its columns.
  static var sortColumns: [SortColumn<Self>] { get }
  /// The order of a list that nobody has sorted; behind it the one that `o` turns to, where there is one.
  static var usualOrders: [SortOrder] { get }
  /// Decides between rows with the same value.
  static func isBefore(_ a: Self, _ b: Self) -> Bool
}

/// A column of any list, for the choice.
struct SortTitle: Hashable, Sendable {
  var letter: Character
  var title: String
  var isDescending: Bool
}

extension SortColumn {
  var sortTitle: SortTitle {
    SortTitle(letter: letter, title: title, isDescending: isDescending)
  }

  /// The rows in this column's order, stable: `isBefore` decides between rows with the same value.
  func sorted(
    _ rows: [Row], isReversed: Bool, now: Timestamp, isBefore: (Row, Row) -> Bool
  ) -> [Row] {
    let isDescending = isDescending != isReversed
    var numbers: [Double?] = []
    var texts: [String] = []
    for row in rows {
      switch value(row, now) {
      case .number(let number): numbers.append(number.flatMap { $0.isNaN ? nil : $0 })
      case .text(let text): texts.append(text.lowercased())
      }
    }
    let hasNumbers = numbers.count == rows.count
    let order = rows.indices.sorted { a, b in
      if hasNumbers {
        switch (numbers[a], numbers[b]) {
        case (let first?, let second?) where first != second:
          return isDescending ? first > second : first < second
        case (nil, _?): return false
        case (_?, nil): return true
        default: break
        }
      } else if texts[a] != texts[b] {
        if texts[a].isEmpty || texts[b].isEmpty { return texts[b].isEmpty }
        return isDescending ? texts[a] > texts[b] : texts[a] < texts[b]
      }
      if isBefore(rows[a], rows[b]) { return true }
      return isBefore(rows[b], rows[a]) ? false : a < b
    }
    return order.map { rows[$0] }
  }
}

extension SortOrder {
  /// An order by its words, `rating` or `rating reversed`; the word of a filter names its column, too, and a column's name
  /// may be cut short where only one begins so. Nil for what is none.
  init?(words: String, among titles: [SortTitle]) {
    let parts = words.split(separator: " ").map { $0.lowercased() }
    guard let word = parts.first, parts.count == 1 || parts.count == 2 && parts[1] == "reversed"
    else { return nil }
    let beginning = titles.filter { $0.title.hasPrefix(word) }
    let column = FilterField(rawValue: word)?.column
    guard
      let title = titles.first(where: { $0.title == word })
        ?? titles.first(where: { $0.title == column })
        ?? (beginning.count == 1 ? beginning[0] : nil)
    else { return nil }
    self.init(letter: title.letter, isReversed: parts.count > 1)
  }

  /// The words for it.
  func words(among titles: [SortTitle]) -> String {
    let title = titles.first { $0.letter == letter }?.title ?? ""
    return title + (isReversed ? " reversed" : "")
  }
}

extension SessionRow: SortableRow {
  static let sortColumns: [SortColumn<SessionRow>] = [
    SortColumn(letter: "a", title: "state") { row, _ in
      .number(row.state == .active ? 0 : row.state == .completed ? 1 : 2)
    },
    SortColumn(letter: "n", title: "name") { row, _ in
      .text(row.name.isEmpty ? row.id.text : row.name)
    },
    SortColumn(letter: "t", title: "type") { row, _ in .text(row.taskType) },
    SortColumn(letter: "m", title: "model") { row, _ in .text(row.modelName) },
    SortColumn(letter: "o", title: "outcome") { row, _ in .text(row.outcome) },
    SortColumn(letter: "s", title: "start", isDescending: true) { row, _ in
      .number(row.start.map { Double($0.microseconds) })
    },
    SortColumn(letter: "d", title: "duration", isDescending: true) {
      .number($0.minutes(at: $1))
    },
    SortColumn(letter: "e", title: "estimate", isDescending: true) { row, _ in
      .number(row.estimateMinutes)
    },
    SortColumn(letter: "v", title: "saved", isDescending: true) { .number($0.timesFaster(at: $1)) },
    SortColumn(letter: "i", title: "interactions", isDescending: true) { row, _ in
      .number(Double(row.interactionCount))
    },
    SortColumn(letter: "r", title: "rating", isDescending: true) { row, _ in
      .number(row.averageRating)
    },
    SortColumn(letter: "p", title: "issues", isDescending: true) { row, _ in
      .number(Double(row.issueCount))
    },
    SortColumn(letter: "x", title: "id") { row, _ in .text(row.id.text) },
  ]

  /// The order of a list that nobody has sorted.
  static let usualOrder = SortOrder(letter: "s")
  static let usualOrders = [usualOrder]

  /// Newest first; of the same start by id.
  static func isBefore(_ a: SessionRow, _ b: SessionRow) -> Bool {
    let (first, second) = (a.start?.microseconds ?? .min, b.start?.microseconds ?? .min)
    if first != second { return first > second }
    return a.id.text.utf8.lexicographicallyPrecedes(b.id.text.utf8)
  }
}
