// Sorting lists: which list has which columns, the choice, and what a choice does to the selected row (nothing).

internal import TrackerCore

extension Dashboard {
  /// What a list can be sorted by; empty for lists that stand in one order. A further list has its line here and in
  /// `sortRows`.
  func sortTitles(_ focus: Focus) -> [SortTitle] {
    switch focus {
    case .sessions: SessionRow.sortColumns.map(\.sortTitle)
    default: []
    }
  }

  /// The order of a list.
  func sortOrder(_ focus: Focus) -> SortOrder {
    sortOrders[focus] ?? SessionRow.usualOrder
  }

  /// Puts the rows of a list in its order.
  mutating func sortRows(_ focus: Focus) {
    let order = sortOrder(focus)
    switch focus {
    case .sessions:
      // The usual order is the one in which they come.
      let isUsual = sortOrders[focus] == nil
      guard !isUsual || !areRowsUsual else { return }
      areRowsUsual = isUsual
      guard let column = SessionRow.sortColumns.first(where: { $0.letter == order.letter }) else {
        return
      }
      overview.rows = column.sorted(
        overview.rows, isReversed: order.isReversed, now: now, isBefore: SessionRow.isBefore)
      if isUsual {
        overview.rows =
          overview.rows.filter { $0.state == .active }
          + overview.rows.filter { $0.state != .active }
      }
    default: break
    }
  }

  /// The list that is sorted: the one that keys go to, else the first that can be.
  func sortableFocus(in layout: Layout) -> Focus? {
    let lists = layout.placements.compactMap(\.focus)
    return [focus(in: layout)].compactMap { $0 }.first { !sortTitles($0).isEmpty }
      ?? lists.first { !sortTitles($0).isEmpty }
  }

  mutating func chooseSort() {
    guard let focus = sortableFocus(in: layout) else { return }
    let titles = sortTitles(focus)
    let order = sortOrder(focus)
    popup = .sort(
      selected: titles.firstIndex { $0.letter == order.letter } ?? 0, focus: focus)
  }

  /// Sorts by a column; by the same one again the other way round.
  mutating func sort(_ focus: Focus, by letter: Character) {
    let old = sortOrder(focus)
    settle(
      SortOrder(letter: letter, isReversed: old.letter == letter ? !old.isReversed : false),
      of: focus)
  }

  /// Turns the order round.
  mutating func reverseSort() {
    guard let focus = sortableFocus(in: layout) else { return }
    sort(focus, by: sortOrder(focus).letter)
  }

  /// Sorts by the column of a letter of the choice.
  mutating func pickSort(_ key: Key) {
    guard case .sort(_, let focus) = popup, case .character(let letter) = key,
      sortTitles(focus).contains(where: { $0.letter == letter })
    else {
      message = "no column has this letter"
      return
    }
    popup = nil
    sort(focus, by: letter)
  }

  mutating func settle(_ order: SortOrder, of focus: Focus) {
    // Back to newest first means back to the usual order, running ones first.
    sortOrders[focus] = focus == .sessions && order == SessionRow.usualOrder ? nil : order
    let rows = overview.rows
    sortRows(focus)
    if focus == .sessions {
      refreshMembers()
      followSelection(rows)
    }
    revealSelections()
    message = "sorted by " + sortText(focus)
  }

  /// `start ▼`: what the list is sorted by.
  func sortText(_ focus: Focus) -> String {
    let order = sortOrder(focus)
    guard let title = sortTitles(focus).first(where: { $0.letter == order.letter }) else {
      return ""
    }
    return title.title + " " + sortSign(focus)
  }

  /// The sign at the head of the sorted column.
  func sortSign(_ focus: Focus) -> String {
    let order = sortOrder(focus)
    let isDescending = sortTitles(focus).first { $0.letter == order.letter }?.isDescending ?? false
    return isDescending != order.isReversed ? "▼" : "▲"
  }
}

/// The choice of a column to sort by, over a screen.
struct SortPopup {
  let titles: [SortTitle]
  let focus: Focus
  private let box: ChoiceBox

  init(_ dashboard: Dashboard, focus: Focus) {
    self.focus = focus
    titles = dashboard.sortTitles(focus)
    box = ChoiceBox(count: titles.count, columns: 30, on: dashboard.size)
  }

  func draw(_ dashboard: Dashboard, selected: Int, _ painter: inout Painter) {
    let order = dashboard.sortOrder(focus)
    box.draw("Sort by", selected: selected, &painter) { index, row, painter in
      let title = titles[index]
      painter.write(String(title.letter), column: 3, row: row, Style(.hintKey))
      painter.write(title.title, column: 6, row: row)
      if title.letter == order.letter {
        painter.write(dashboard.sortSign(focus) + " now", column: 20, row: row, Style(.muted))
      }
    }
  }

  /// The column at a place on the screen; nil outside.
  func choice(atColumn column: Int, row: Int, selected: Int) -> SortTitle? {
    box.index(atColumn: column, row: row, selected: selected).map { titles[$0] }
  }
}
