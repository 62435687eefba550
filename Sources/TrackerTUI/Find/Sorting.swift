// Sorting lists: the choice of a column, and what it does to the selected row (nothing).

internal import TrackerCore

extension Dashboard {
  /// What a list can be sorted by; empty for lists that stand in one order.
  func sortTitles(_ focus: ListID) -> [SortTitle] { focus.kind.sorting?.titles ?? [] }

  /// The order of a list; nil for lists that stand in one order.
  func sortOrder(_ focus: ListID) -> SortOrder? {
    focus.kind.sorting.flatMap { chosen.sortOrders[focus] ?? $0.usualOrders.first }
  }

  /// The column that a list is sorted by, and whether the largest come first; nil for lists that stand in one order.
  private func sorting(_ focus: ListID) -> (title: String, isDescending: Bool)? {
    guard let order = sortOrder(focus),
      let title = sortTitles(focus).first(where: { $0.letter == order.letter })
    else { return nil }
    return (title.title, title.isDescending != order.isReversed)
  }

  /// Puts the rows of a list in its order; they come in its usual one.
  mutating func sortRows(_ focus: ListID) {
    guard focus == .sessions || chosen.sortOrders[focus] != nil, let order = sortOrder(focus) else {
      return
    }
    focus.kind.sorting?.sort(&self, order)
    if focus == .sessions { keepPastRows() }
  }

  /// Puts the sessions in an order.
  mutating func sortSessions(by order: SortOrder) {
    // The usual order is the one in which they come.
    let isUsual = chosen.sortOrders[.sessions] == nil
    guard !isUsual || !read.areRowsUsual else { return }
    read.areRowsUsual = isUsual
    read.overview.rows = inOrder(order, read.overview.rows)
    if isUsual {
      read.overview.rows =
        read.overview.rows.filter { $0.isRunning(at: now) }
        + read.overview.rows.filter { !$0.isRunning(at: now) }
    }
  }

  /// Sorts a list, or the one whose columns are chosen from, by a column; by the same one again the other way round.
  mutating func sort(_ focus: ListID?, by letter: Character) {
    guard let focus = focus ?? (over.box as? SortBox)?.focus,
      sortTitles(focus).contains(where: { $0.letter == letter })
    else {
      over.message = "no column has this letter"
      return
    }
    over.box = nil
    let old = sortOrder(focus)
    let isReversed = old.map { $0.letter == letter && !$0.isReversed } ?? false
    settle(SortOrder(letter: letter, isReversed: isReversed), of: focus)
  }

  /// Turns the order round.
  mutating func reverseSort() {
    guard let focus = screen.sortable, let order = sortOrder(focus) else { return }
    sort(focus, by: order.letter)
  }

  mutating func settle(_ order: SortOrder, of focus: ListID) {
    chosen.sortOrders[focus] = order
    if focus == .sessions {
      // Back to newest first means back to the usual order, running ones first.
      if order == SessionRow.usualOrder { chosen.sortOrders[focus] = nil }
      let rows = read.overview.rows
      sortRows(focus)
      listGroupedSessions()
      refreshMembers()
      followSelection(rows)
    } else {
      rememberItem(focus)
      sortRows(focus)
      followItems([focus])
    }
    // What a search found stands in other rows now.
    read.dataVersion += 1
    over.message = "sorted by " + sortText(focus)
  }

  /// Turns a list on screen to its other usual order; false when none has one.
  mutating func turnOrder() -> Bool {
    guard
      let focus = screen.layout.lists.first(where: { $0.kind.sorting?.hasOtherOrder ?? false }),
      let orders = focus.kind.sorting?.usualOrders
    else { return false }
    let place = orders.firstIndex { $0 == sortOrder(focus) }.map { $0 + 1 } ?? 0
    settle(orders[place % orders.count], of: focus)
    return true
  }

  /// Sorts by what a line says, `rating` or `rating reversed`; without words asks.
  mutating func runSort(_ words: String) {
    guard screen.canSort, let focus = screen.sortable else {
      over.message = "sort does nothing here · ? help"
      return
    }
    let titles = sortTitles(focus)
    if words.isEmpty {
      chooseSort()
    } else if let order = SortOrder(words: words, among: titles) {
      settle(order, of: focus)
    } else {
      over.message = "the columns are " + titles.map(\.title).joined(separator: ", ")
    }
  }

  /// `start ▼`: what the list is sorted by.
  func sortText(_ focus: ListID) -> String {
    sorting(focus).map { $0.title + " " + sortSign(focus) } ?? ""
  }

  /// `start, descending`: the same in words.
  func sortWords(_ focus: ListID) -> String {
    sorting(focus).map { $0.title + ($0.isDescending ? ", descending" : ", ascending") } ?? ""
  }

  /// The sign at the head of the sorted column.
  func sortSign(_ focus: ListID) -> String {
    sorting(focus).map { $0.isDescending ? "▼" : "▲" } ?? ""
  }
}
