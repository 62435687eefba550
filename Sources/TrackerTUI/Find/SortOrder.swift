// In which order a list stands. The same for every list; a list brings the columns that it can be sorted by.

internal import TrackerCore

/// The order chosen for a list.
struct SortOrder: Hashable, Sendable {
  var letter: Character
  var isReversed = false
}

/// A row of a list that can be sorted.
protocol SortableRow: Sendable {
  /// The columns of the list; those with a key sort it, in their order.
  static var listed: [Column<Self>] { get }
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

extension SortableRow {
  /// Everything that the list can be sorted by.
  static var sortTitles: [SortTitle] {
    sortColumns.compactMap { column in
      column.letter.map {
        SortTitle(letter: $0, title: column.title, isDescending: column.isDescending)
      }
    }
  }

  static var sortColumns: [Column<Self>] { listed.filter { $0.letter != nil } }
}

extension SortOrder {
  /// An order by its words, `rating` or `rating reversed`; the word of a filter names its column, too, and a column's name
  /// may be cut short where only one begins so. Nil for what is none.
  init?(words: String, among titles: [SortTitle]) {
    let parts = words.split(separator: " ").map { $0.lowercased() }
    guard let word = parts.first, parts.count == 1 || parts.count == 2 && parts[1] == "reversed"
    else { return nil }
    let beginning = titles.filter { $0.title.hasPrefix(word) }
    let column = FilterField.named(word)?.title
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
  /// The order of a list that nobody has sorted.
  static let usualOrder = SortOrder(letter: "s")
  static let usualOrders = [usualOrder]
}
