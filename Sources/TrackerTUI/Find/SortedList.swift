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
    titles = Row.sortColumns.map(\.sortTitle)
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
    let rows = finds.list.rows.map { FoundRow(row: $0, sessionName: finds.name(of: $0) ?? "") }
    let sorted = dashboard.inOrder(order, rows).map(\.row)
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
    guard let column = Row.sortColumns.first(where: { $0.letter == order.letter }) else {
      return rows
    }
    return column.sorted(rows, isReversed: order.isReversed, now: now, isBefore: Row.isBefore)
  }
}

extension IssueRow: SortableRow {
  static let sortColumns: [SortColumn<IssueRow>] = [
    SortColumn(letter: "s", title: "severity", isDescending: true) { row, _ in
      .number(row.issue.severityRank.map(Double.init))
    },
    SortColumn(letter: "t", title: "type") { row, _ in .text(row.issue.issueType ?? "") },
    SortColumn(letter: "a", title: "status") { row, _ in .number(row.issue.resolved ? 1 : 0) },
    SortColumn(letter: "d", title: "description") { row, _ in .text(row.issue.description) },
    SortColumn(letter: "n", title: "session") { row, _ in .text(row.sessionName) },
    SortColumn(letter: "w", title: "when", isDescending: true) { row, _ in
      .number(row.time.map { Double($0.microseconds) })
    },
  ]

  static let usualOrders = [SortOrder(letter: "s"), SortOrder(letter: "w")]
}

extension GapRow: SortableRow {
  static let sortColumns: [SortColumn<GapRow>] = [
    SortColumn(letter: "p", title: "gap", isDescending: true) { row, _ in
      .number(row.gap.durationMinutes)
    },
    SortColumn(letter: "c", title: "class") { row, _ in
      .number(GapClass.allCases.firstIndex(of: row.gap.classification).map(Double.init))
    },
    SortColumn(letter: "a", title: "after") { row, _ in .text(row.fromName) },
    SortColumn(letter: "b", title: "before") { row, _ in .text(row.toName) },
    SortColumn(letter: "e", title: "ended", isDescending: true) { row, _ in
      .number(Double(row.gap.toStart.microseconds))
    },
  ]

  static let usualOrders = [SortOrder(letter: "p"), SortOrder(letter: "e")]
}

/// An interaction of a list over a tab, with the name of its session.
struct FoundRow: SortableRow {
  var row: InteractionList.Row
  /// Empty when the record names no session.
  var sessionName: String

  static let sortColumns: [SortColumn<FoundRow>] = [
    SortColumn(letter: "w", title: "when", isDescending: true) { found, _ in
      .number(found.row.microseconds == .min ? nil : Double(found.row.microseconds))
    },
    SortColumn(letter: "r", title: "rating", isDescending: true) { found, _ in
      .number(found.row.rating.map(Double.init))
    },
    SortColumn(letter: "a", title: "attempts", isDescending: true) { found, _ in
      .number(found.row.iterations.map(Double.init))
    },
    SortColumn(letter: "n", title: "session") { found, _ in .text(found.sessionName) },
  ]

  static let usualOrders = [SortOrder(letter: "w")]

  static func isBefore(_ a: FoundRow, _ b: FoundRow) -> Bool {
    InteractionList.Row.isBefore(a.row, b.row)
  }
}
