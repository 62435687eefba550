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

/// A row of a list that can be sorted.
protocol SortableRow: Sendable {
  /// The columns of the list; those with a key sort it, in their order.
  static var listed: [Column<Self>] { get }
  /// The order of a list that nobody has sorted; behind it the one that `o` turns to, where there is one.
  static var usualOrders: [SortOrder] { get }
  /// Decides between rows with the same value.
  static func isBefore(_ a: Self, _ b: Self) -> Bool
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

extension SessionRow: SortableRow {
  /// The order of a list that nobody has sorted.
  static let usualOrder = SortOrder(letter: "s")
  static let usualOrders = [usualOrder]
}
