// The lists of sessions in groups: by what `b` picks, folded and unfolded, in which order, with which row selected.

internal import TrackerCore

extension TabGrouping {
  /// What the lists of sessions are grouped by; nil for one list without groups.
  static let ofSessions = TabGrouping(
    Grouping.ofSessions, word: { $0?.word ?? "none" }, at: \.sessions
  ) { dashboard, dimension in
    dashboard.read.numbers.sessions = nil
    (dashboard.place.openGroups, dashboard.place.selectedGroup) = (nil, nil)
    dashboard.read.dataVersion += 1
    dashboard.followSessions()
    return dimension.map { "by \($0.title)" } ?? "without groups"
  }
}

extension Dashboard {
  /// Groups the lists of sessions, where they are to be grouped and are not.
  mutating func groupSessions() {
    guard let dimension = chosen.grouping.sessions, read.numbers.sessions == nil else { return }
    let previous = chosen.range.previous(now: now, calendar: calendar)
    let before = calendar.boundsBefore(bounds(of: chosen.range), previous: previous, now: now).map {
      read.history.restricted(to: $0).restricted(to: chosen.filter, now: now, calendar: calendar)
    }
    let groups =
      hasRows
      ? engine.comparedGroups(read.covered, before: before, by: dimension, calendar: calendar) : []
    read.numbers.sessions = SessionGroups(dimension, inGroupOrder(groups))
    openFirstGroup()
    listGroupedSessions()
    followSessions()
  }

  /// Takes the sessions of each list in, in the order in which they stand.
  mutating func listGroupedSessions() {
    guard var groups = read.numbers.sessions else { return }
    for list in ListKind.ofRange {
      groups.list(list.id, list.sessions(self), open: place.openGroups ?? [], calendar)
    }
    read.numbers.sessions = groups
  }

  /// At first the group of the selected session is open, and its head selected.
  private mutating func openFirstGroup() {
    guard place.openGroups == nil, let grouped = read.numbers.sessions else { return }
    let selected = read.overview.rows.first { $0.id == place.selectedID }
    let key =
      selected.map { grouped.dimension.value(of: $0, calendar) } ?? grouped.groups.first?.key
    guard let key else { return }
    (place.openGroups, place.selectedGroup) = ([key], key)
    // The list begins at its top again.
    for list in ListKind.ofRange { place.windows[list.id] = nil }
  }

  /// The groups as they come, or by the figure that was asked for, the most first.
  private func inGroupOrder(_ groups: [ComparedGroup]) -> [ComparedGroup] {
    groupOrder?.sorted(groups, isDescending: true) ?? groups
  }

  /// The figure by which groups stand; nil for their usual order.
  private var groupOrder: Column<ComparedGroup>? {
    ComparedGroup.listed.first { $0.key == chosen.grouping.groupOrder }
  }

  /// Orders the groups by the next figure, behind the last one as they come, and says by what.
  mutating func turnGroups() {
    let usual = chosen.grouping.sessions == .developer ? nil : Figure.totalSessions.key
    let orders = [nil] + ComparedGroup.listed.map(\.key).filter { $0 != usual }
    let here = orders.firstIndex { $0 == groupOrder?.key } ?? 0
    chosen.grouping.groupOrder = orders[(here + 1) % orders.count]
    read.numbers.sessions = nil
    groupSessions()
    read.dataVersion += 1
    over.message = "groups " + groupOrderText
  }

  /// `by sessions`, `by cost saved`, `by name`: the order of the groups.
  var groupOrderText: String {
    let usual = chosen.grouping.sessions == .developer ? "name" : Figure.totalSessions.title.asWord
    return "by " + (groupOrder?.screen?.head.asWord ?? usual)
  }
}

extension Dashboard {
  /// A list of sessions in groups; nil for one without, and for lists of something else.
  func grouped(_ list: ListID) -> (groups: SessionGroups, rows: GroupedRows)? {
    guard let groups = read.numbers.sessions, let rows = groups.lists[list] else { return nil }
    return (groups, rows)
  }

  /// Where the groups of a list begin; nil for a list without any.
  func listGroups(_ list: ListID) -> ListGroups? {
    grouped(list).map { ListGroups(heads: $0.rows.heads, count: $0.rows.rows.count) }
  }

  /// The group whose head is a row of a list; nil for other rows.
  func group(_ list: ListID, at row: Int) -> ComparedGroup? {
    guard let grouped = grouped(list), case .group(let place) = grouped.rows.rows.at(row) else {
      return nil
    }
    return grouped.groups.groups[place]
  }

  /// The group whose head is the selected row of the list that keys go to.
  func focusedGroup(on screen: Screen) -> ComparedGroup? {
    screen.focus.flatMap { group($0, at: window($0).selected) }
  }

  /// Whether the sessions of a group stand below it.
  func isOpen(_ group: ComparedGroup) -> Bool { place.openGroups?.contains(group.key) ?? false }

  /// The sessions of a row of a list: its own one, or those of the group.
  func sessions(_ list: ListID, at row: Int) -> [SessionRow] {
    let all = list.kind.sessions(self)
    guard let rows = grouped(list)?.rows else { return all.at(row).map { [$0] } ?? [] }
    return switch rows.rows.at(row) {
    case .group(let place): rows.members[place].map { all[$0] }
    case .session(let place): [all[place]]
    case nil: []
    }
  }

  /// Finds what is selected again in each list of sessions: the head of a group, else the session; where it is in none, the
  /// row stays.
  mutating func followSessions() {
    for list in ListKind.ofRange {
      let (row, count) = (selectedRow(of: list) ?? window(list.id).selected, rowCount(list.id))
      if place.windows[list.id] == nil {
        place.windows[list.id, default: ListWindow()].select(row, count: count)
      } else {
        place.windows[list.id]?.follow(to: row, count: count)
      }
    }
  }

  private func selectedRow(of list: ListKind) -> Int? {
    let grouped = grouped(list.id)
    if let key = place.selectedGroup, let grouped, let group = grouped.groups.place(of: key) {
      return grouped.rows.heads[group]
    }
    guard let session = list.sessions(self).firstIndex(where: { $0.id == place.selectedID }) else {
      return nil
    }
    return grouped.map { $0.rows.row(ofSession: session) } ?? session
  }

  /// Folds a group of a list, or unfolds it, and selects it.
  mutating func fold(_ list: ListID, row: Int) {
    guard let key = group(list, at: row)?.key else { return }
    var open = place.openGroups ?? []
    if open.remove(key) == nil { open.insert(key) }
    place.openGroups = open
    read.numbers.sessions?.open(open)
    // What a search found stands in other rows now.
    read.dataVersion += 1
    place.selectedGroup = key
    followSessions()
  }

  /// Selects the next group, or the head of this one and those before it.
  mutating func changeGroup(_ step: Int) {
    guard let focus, let rows = grouped(focus)?.rows else { return }
    let row = window(focus).selected
    guard let here = rows.group(of: row) else { return }
    let isWithin = step < 0 && rows.heads[here] < row
    guard let head = rows.heads.at(isWithin ? here : here + step) else {
      over.message = step > 0 ? "last group" : "first group"
      return
    }
    select(focus, row: head)
  }

  /// Keeps only the sessions of the selected group.
  mutating func filterGroup() {
    guard let group = focusedGroup(on: screen), let dimension = read.numbers.sessions?.dimension
    else { return }
    let name = groupTitle(group.key, dimension)
    guard let term = SessionFilter.term(for: group.key, of: dimension) else {
      over.message = "a filter cannot say \(name)"
      return
    }
    let old = chosen.filter.isEmpty ? "" : chosen.filter.expression + " "
    let isThere = (" " + old).hasSuffix(" " + term + " ")
    guard let filter = try? filter(isThere ? chosen.filter.expression : old + term) else { return }
    self.filter(by: filter)
    over.message = countText(read.overview.rows.count, "session") + " with " + term
  }

  /// `shop, 1 of 3 projects`: where in its groups a list is; nil for one without.
  func groupPosition(_ list: ListID) -> String? {
    guard let (groups, rows) = grouped(list), let place = rows.group(of: window(list).selected)
    else { return nil }
    let count = countText(groups.groups.count, groups.dimension.title)
    return groupTitle(groups.groups[place].key, groups.dimension)
      + ", \(countText(place + 1)) of \(count)"
  }
}
