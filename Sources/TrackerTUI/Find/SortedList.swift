// How a list is sorted: its columns, its usual orders, how its rows are put in one. The order itself is the same for every
// list.

internal import TrackerCore

/// A list that can be sorted.
struct SortedList: Sendable {
  let titles: [SortTitle]
  /// The order of a list that nobody has sorted; behind it the one that `o` turns to, where there is one.
  let usualOrders: [SortOrder]
  /// Whether `o` turns to another usual order.
  var hasOtherOrder: Bool { usualOrders.count > 1 }
  /// Puts the dashboard's rows in an order.
  let sort: @Sendable (inout Dashboard, SortOrder) -> Void

  init<Row: SortableRow>(
    _: Row.Type, sort: @escaping @Sendable (inout Dashboard, SortOrder) -> Void
  ) {
    titles = Row.sortTitles
    usualOrders = Row.usualOrders
    self.sort = sort
  }

  /// The letters of all columns of all lists.
  static let letters: [Character] = Array(
    Set(ListKind.all.compactMap(\.sorting).flatMap(\.titles).map(\.letter))
  ).sorted()
}

extension Dashboard {
  /// Rows in an order, whatever order they come in.
  func inOrder<Row: SortableRow>(_ order: SortOrder, _ rows: [Row]) -> [Row] {
    guard let column = Row.listed.first(where: { $0.letter == order.letter }) else {
      return rows
    }
    return column.sorted(
      rows, isDescending: column.isDescending != order.isReversed, now: now,
      isBefore: Row.isBefore)
  }
}

extension IssueRow: SortableRow {
  static let usualOrders = [SortOrder(letter: "s"), SortOrder(letter: "w")]
}

extension GapRow: SortableRow {
  static let usualOrders = [SortOrder(letter: "p"), SortOrder(letter: "e")]
}

extension FoundRow: SortableRow {
  static let usualOrders = [SortOrder(letter: "w")]
}

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
