// Where the parts of one session's detail stand: head, ratings, interactions, and at their right all else.

internal import TrackerCore

/// How much a detail says.
enum DetailSize {
  case small, medium, wide

  init(_ area: Rect) {
    self =
      area.columns < 60 || area.rows < 12
      ? .small : area.columns < 110 || area.rows < 16 ? .medium : .wide
  }

  /// Lines for each text of an interaction that is not selected.
  var linesPerText: Int {
    switch self {
    case .small: 1
    case .medium: 2
    case .wide: 3
    }
  }
}

extension Layout {
  /// The panels of a detail in an area of any size: name and facts, ratings over time, interactions, and on wide screens what
  /// else belongs to the session at their right. A list without room takes their place when keys go to it.
  mutating func placeDetail(_ dashboard: Dashboard, _ area: Rect) {
    let size = DetailSize(area)
    let head = DetailHead(dashboard, size)
    var rest = area
    var facts = rest.takeTop(min(head.rowCount, max(2, area.rows - 5)))
    let title = facts.takeTop(1)
    place(.detailHead(head), facts)
    let isOpen = dashboard.place.openID != nil
    if let loaded = dashboard.shownDetail {
      placeParts(loaded, dashboard, size, rest)
      panes = [.interactions, .issues, .functions].filter {
        $0 == .interactions || dashboard.rowCount($0) > 0
      }
      if isOpen { panes.append(.title) }
    }
    place(.detailTitle(head), title, focus: isOpen && dashboard.shownDetail != nil ? .title : nil)
  }

  private mutating func placeParts(
    _ loaded: LoadedDetail, _ dashboard: Dashboard, _ size: DetailSize, _ area: Rect
  ) {
    var rest = area
    if let ratings = loaded.ratings, rest.rows > 3 {
      if size == .wide { place(.ratingsRule, rest.takeTop(1)) }
      place(.ratings(ratings, size), rest.takeTop(1))
    }
    let wanted = dashboard.place.chosenFocus
    let sides = size == .wide ? DetailSide.all(of: loaded, dashboard) : []
    if !sides.isEmpty {
      // A blank column, the one before its content, the content.
      let columns = area.columns < 160 ? 40 : 80
      let left = rest.takeLeft(area.columns - columns - 2)
      var side = rest
      _ = side.takeLeft(1)
      rest = left
      placeSides(sides, side)
    }
    if let wanted, !lists.contains(wanted), let section = DetailSide.list(wanted, dashboard),
      section.rows > 0
    {
      place(section.rule, rest.takeTop(1))
      place(section.panel, rest.inset(columns: 1), focus: wanted)
      return
    }
    let rule = size == .small ? rest.takeTop(0) : rest.takeTop(1)
    let form = InteractionForm(size, rest, isWhole: dashboard.chosen.view.isWhole)
    place(.interactionsRule(form), rule)
    place(
      .interactions(form), rest, focus: .interactions,
      rowHeights: form.heights(loaded, isNewestFirst: dashboard.chosen.isNewestFirst))
  }

  /// As many sections as have room; the last ones go first.
  private mutating func placeSides(_ sections: [DetailSide], _ area: Rect) {
    var rest = area
    for section in sections {
      let gap = rest.rows == area.rows ? 0 : 1
      guard rest.rows >= gap + section.fewestRows else { return }
      _ = rest.takeTop(gap)
      place(section.rule, rest.takeTop(1))
      let rows = rest.takeTop(section.rows)
      place(
        section.panel,
        Rect(column: rows.column + 1, row: rows.row, columns: rows.columns - 1, rows: rows.rows),
        focus: section.list)
    }
  }
}

extension Dashboard {
  /// The list that the open session was opened from, which the next and the previous one are of.
  var walkedList: ListID {
    place.openedFrom.flatMap { rowCount($0) > 0 ? $0 : nil } ?? .sessions
  }

  /// Where in it the open session stands; nil where it is in it no more.
  fileprivate var walkedPosition: String? {
    let list = walkedList
    let session = list.kind.session(self, window(list).selected)
    return session == place.openID ? positionText(list) : nil
  }
}

/// Status of a detail: the way back, where in the list, where in the interactions.
func detailStatus(_ dashboard: Dashboard) -> [String] {
  let name = dashboard.detailRow?.shownName ?? ""
  let count = dashboard.rowCount(.interactions)
  let interaction = count == 0 ? 0 : dashboard.window(.interactions).selected + 1
  let isRead = dashboard.read.unreadable(.interactions) == nil
  return [
    "\(dashboard.tab.name) › " + String(name.prefix(40)),
    dashboard.walkedPosition,
    isRead
      ? "interactions \(countText(interaction))/\(countText(count))"
      : "interactions \(Painter.unreadable)",
  ].compactMap(\.self)
}
