// THE LIST of lists that can be sorted: the columns of each, its usual orders, how its rows are put in one.

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

  /// The list in which a focus stands; nil for lists that have one order.
  static func of(_ focus: Focus) -> SortedList? {
    switch focus {
    case .sessions: sessions
    case .allIssues: issues
    case .gapRows: gaps
    case .finds: interactions
    default: nil
    }
  }

  private static let sessions = SortedList(SessionRow.self) { $0.sortSessions(by: $1) }
  private static let issues = SortedList(IssueRow.self) {
    let rows = $0.inOrder($1, $0.numbers.issues?.rows ?? [])
    $0.numbers.issues?.rows = rows
  }
  private static let gaps = SortedList(GapRow.self) {
    let rows = $0.inOrder($1, $0.numbers.gaps?.rows ?? [])
    $0.numbers.gaps?.rows = rows
  }
  private static let interactions = SortedList(FoundRow.self) { dashboard, order in
    guard let finds = dashboard.finds else { return }
    let sorted = dashboard.inOrder(order, finds.rows).map(\.row)
    dashboard.finds?.list.rows = sorted
  }

  /// The letters of all columns of all lists.
  static let letters: [Character] = Array(
    Set(Focus.allCases.compactMap(of).flatMap(\.titles).map(\.letter))
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
