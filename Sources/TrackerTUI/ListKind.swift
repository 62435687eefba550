// A list that can be walked through, as a value: its rows, what stands behind one, how it is sorted, searched, read aloud and
// taken out. Each stands beside the tab that shows it; who has a list's id finds it here.

internal import TrackerCore

/// What a list is.
struct ListKind: Sendable {
  /// The sessions or interactions that a row counts, and what they have in common.
  typealias Counted = (choice: SessionChoice, title: String)

  let id: ListID
  /// What a row is, for a message.
  var itemName = "row"
  var count: @Sendable (Dashboard) -> Int = { _ in 0 }
  /// What a row is about, whatever its place; nil where there is no such row or none is found again.
  var item: @Sendable (Dashboard, Int) -> Item? = { _, _ in nil }
  /// The row that is about this; nil when none is.
  var find: @Sendable (Dashboard, Item) -> Int? = { _, _ in nil }
  /// Takes note of the selected row; nil where that is its item alone.
  var remember: (@Sendable (inout Dashboard) -> Void)?
  /// What a row counts; nil for rows that are records.
  var counted: @Sendable (Dashboard, Int) -> Counted? = { _, _ in nil }
  /// The session that a row is about, to be opened or acted upon.
  var session: @Sendable (Dashboard, Int) -> SessionID? = { _, _ in nil }
  /// The issue that a row is, to be resolved; nil for lists of something else.
  var issue: (@Sendable (Dashboard, Int) -> ShownIssue?)?
  /// The whole text of a row.
  var text: @Sendable (Dashboard, Int) -> TextPage? = { _, _ in nil }
  /// What Enter does; nil where it does nothing.
  var opening: Opening?

  /// Whether it is a time axis, which begins at its end.
  var isTimeAxis = false
  /// Whether down is back in time though the latest stands last.
  var isWalkedBackwards = false
  /// How many rows a step sideways leads on.
  var sidewaysStep = 1
  /// Shows it by something else when its order is asked for, and says by what; nil where it has one look.
  var turn: (@Sendable (inout Dashboard) -> String)?
  /// What the hint line calls the step sideways; nil for the usual word.
  var sidewaysHint: String?
  /// Where its columns stand as a chart, by their number and the columns of the screen.
  var scale: @Sendable (_ count: Int, _ columns: Int) -> ChartScale = {
    ChartScale(origin: 5, count: $0, columns: $1 - 1)
  }
  /// What stands over its rows in so many columns; empty without titles.
  var heads: @Sendable (Dashboard, Int) -> [ListHead] = { _, _ in [] }

  /// How it is sorted; nil where it stands in one order.
  var sorting: SortedList?
  /// The list in whose order it stands; nil for its own.
  var sortedWith: ListID?
  /// The rows in which a text is found; nil for lists that are not searched.
  var matches: (@Sendable (Dashboard, TextPattern) -> [Int])?
  /// Whether it can be searched now.
  var isSearched: @Sendable (Dashboard) -> Bool = { _ in true }

  /// What it is called when it is read aloud.
  var title: @Sendable (Dashboard) -> String = { _ in "" }
  /// A row as it is read aloud.
  var spoken: @Sendable (Dashboard, Int) -> String = { _, _ in "" }
  /// Whether a row has anything to tell on paper.
  var isWorthALine: @Sendable (Dashboard, Int) -> Bool = { _, _ in true }
  /// Whether the numbers of its tab tell it, so that it is not read again.
  var isToldByTab = false
  /// Whether its rows are the sessions of the range, which can be marked and have columns to choose from.
  var isOfSessions = false
  /// These sessions, whether they are grouped or not.
  var sessions: @Sendable (Dashboard) -> [SessionRow] = { _ in [] }
  /// The list as a table; nil where the sessions of the range stand for it.
  var table: (@Sendable (Dashboard) -> ExportSource?)?
  /// How the numbers of a row come about; nil where the table says it.
  var explained: (@Sendable (Dashboard, Int) -> [ShownExplanation])?

  /// How the numbers of a row come about; empty for rows without any.
  func explanations(_ dashboard: Dashboard, row: Int) -> [ShownExplanation] {
    explained?(dashboard, row) ?? table?(dashboard)?.explanations(row: row) ?? []
  }
}

extension ListKind {
  /// A list of records.
  init<Row: Sendable>(
    _ id: ListID, _ itemName: String, rows: @escaping @Sendable (Dashboard) -> [Row],
    item: (@Sendable (Dashboard, Row) -> Item?)? = nil,
    session: @escaping @Sendable (Row) -> SessionID? = { _ in nil },
    columns: (@Sendable (Dashboard, Int, Symbols) -> [ListColumn<Row>])? = nil,
    searched: (@Sendable (Dashboard, Row) -> [String])? = nil,
    spoken: @escaping @Sendable (Dashboard, Row) -> String
  ) {
    self.init(id: id, itemName: itemName, count: { rows($0).count })
    if let item {
      self.item = { dashboard, row in rows(dashboard).at(row).flatMap { item(dashboard, $0) } }
      find = { dashboard, wanted in rows(dashboard).firstIndex { item(dashboard, $0) == wanted } }
    }
    self.session = { rows($0).at($1).flatMap(session) }
    if let columns {
      // Titles are the same whatever signs there are.
      heads = { columns($0, $1, Symbols(isUTF8: true)).map(\.head) }
    }
    if let searched {
      matches = { dashboard, pattern in
        let rows = rows(dashboard)
        return rows.indices.filter { row in
          searched(dashboard, rows[row]).contains { pattern.occurs(in: $0) }
        }
      }
    }
    self.spoken = { dashboard, row in
      rows(dashboard).at(row).map { spoken(dashboard, $0) } ?? ""
    }
  }

  /// A list of numbers, each with what it counts; `spoken` is given what that has in common.
  init<Row: Sendable>(
    _ id: ListID, _ itemName: String = "row", opening: Opening,
    rows: @escaping @Sendable (Dashboard) -> [Row],
    counted: @escaping @Sendable (Dashboard, [Row], Int) -> Counted?,
    spoken: @escaping @Sendable (Dashboard, Row, String) -> String
  ) {
    let counted: @Sendable (Dashboard, Int) -> Counted? = { dashboard, row in
      let rows = rows(dashboard)
      return rows.indices.contains(row) ? counted(dashboard, rows, row) : nil
    }
    self.init(id: id, itemName: itemName, count: { rows($0).count }, counted: counted)
    self.opening = opening
    item = { dashboard, row in counted(dashboard, row).map { .choice($0.choice) } }
    find = { [item] dashboard, wanted in
      rows(dashboard).indices.first { item(dashboard, $0) == wanted }
    }
    self.spoken = { dashboard, row in
      rows(dashboard).at(row).map { spoken(dashboard, $0, counted(dashboard, row)?.title ?? "") }
        ?? ""
    }
  }

  /// A time axis. Of `points` only those are steps that `isShown` says; a table has all.
  init(
    timeAxis id: ListID, opening: Opening, points: @escaping @Sendable (Dashboard) -> [TrendPoint],
    isShown: @escaping @Sendable (Dashboard) -> Bool = { _ in true },
    bucket: @escaping @Sendable (Dashboard) -> TrendBucket,
    spoken: @escaping @Sendable (Dashboard, TrendPoint, String) -> String
  ) {
    let rows: @Sendable (Dashboard) -> [TrendPoint] = { isShown($0) ? points($0) : [] }
    self.init(
      id, opening: opening, rows: rows,
      counted: { dashboard, rows, row in
        let first = rows[row].firstDay
        return (
          .days(from: first, before: rows.at(row + 1)?.firstDay),
          dashboard.timeText.step(first, bucket(dashboard))
        )
      }, spoken: spoken)
    isTimeAxis = true
    // Only the first day: whether another step follows is of no matter.
    let item: @Sendable (TrendPoint) -> Item = {
      .choice(.days(from: $0.firstDay, before: nil))
    }
    self.item = { rows($0).at($1).map(item) }
    find = { dashboard, wanted in rows(dashboard).firstIndex { item($0) == wanted } }
    table = { ExportSource("trend", TrendPoint.columns, points($0), ids: "trend") }
  }

  /// With something changed.
  func with(_ change: (inout ListKind) -> Void) -> ListKind {
    var list = self
    change(&list)
    return list
  }
}

/// What Enter does with a row of a list.
struct Opening: Sendable {
  /// What the hint line calls it.
  var hint: String
  /// Whether it works only where a session fills the screen.
  var isOfDetail = false
  let open: @Sendable (inout Dashboard, ListKind, Int) -> Void

  /// Opens the session that the row is about.
  static let session = Opening(hint: "open") { dashboard, list, row in
    if let id = list.session(dashboard, row) { dashboard.openSession(id, from: list.id) }
  }

  /// Lists the sessions that it counts.
  static let sessions = Opening(hint: "sessions") { dashboard, list, row in
    if let counted = list.counted(dashboard, row) { dashboard.listSessions(counted) }
  }

  /// Lists the interactions that it counts.
  static let interactions = Opening(hint: "interactions") { dashboard, list, row in
    if let counted = list.counted(dashboard, row) { dashboard.listInteractions(counted) }
  }

  /// Shows the whole text of the row.
  static let text = Opening(hint: "whole text", isOfDetail: true) { dashboard, list, row in
    if let page = list.text(dashboard, row) { dashboard.show(page) }
  }

  func named(_ hint: String) -> Opening {
    var opening = self
    opening.hint = hint
    return opening
  }
}

extension ListKind {
  /// Every list: those of tabs, of a session, and over tabs.
  static let all = Tab.all.flatMap(\.lists) + ofDetail + [members, finds, textLines]

  /// Those of the sessions of the range.
  static let ofRange = all.filter(\.isOfSessions)

  fileprivate static let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
}

extension ListID {
  /// The list itself.
  var kind: ListKind { ListKind.byID[self] ?? ListKind(id: self) }
}
