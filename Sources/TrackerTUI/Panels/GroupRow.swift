// Groups of sessions in their lists: the row of a group, its titles, what is read aloud of it, and the sessions below it.

internal import TrackerCore

/// Where the parts of a group's row stand.
enum GroupRow {
  /// Behind the sign that says whether it is open. Its sessions begin there, too.
  static let nameColumn = SessionColumn.groupIndent
  fileprivate static let fewestNameColumns = 12
  /// From this width on the change against the period before stands behind all else, and columns may be wider.
  fileprivate static let fewestColumnsWithChange = 110
  fileprivate static let changeColumns = 14

  /// The places in `ComparedGroup.listed` of the columns that have room, and how wide each is.
  fileprivate static func fitting(_ room: Int, _ widths: [Int]) -> [(place: Int, width: Int)] {
    var rest = room - nameColumn - fewestNameColumns
    let ranked = ComparedGroup.listed.enumerated().sorted {
      $0.element.screen?.rank ?? 0 < $1.element.screen?.rank ?? 0
    }
    var fitting: [(place: Int, width: Int)] = []
    for (place, column) in ranked {
      guard let screen = column.screen else { continue }
      let usual = room < fewestColumnsWithChange ? screen.width : screen.widest ?? screen.width
      let width = max(usual, (widths.at(place) ?? 0) + 1)
      guard rest >= width else { break }
      rest -= width
      fitting.append((place, width))
    }
    return fitting.sorted { $0.place < $1.place }
  }
}

/// How the figures of groups are counted, shorter forms behind longer ones.
let groupNotes = ["as logged; gaps and oversight of the whole time line, per person", "as logged"]

extension ListKind {
  /// With groups above its sessions, where they are grouped.
  var inGroups: ListKind {
    with { list in
      let (id, plain) = (list.id, self)
      list.count = { $0.grouped(id)?.rows.rows.count ?? plain.count($0) }
      list.session = { dashboard, row in
        dashboard.group(id, at: row) == nil ? dashboard.sessions(id, at: row).first?.id : nil
      }
      list.heads = { dashboard, columns in
        dashboard.read.numbers.sessions == nil
          ? plain.heads(dashboard, columns)
          : dashboard.groupColumns(columns, Symbols(isUTF8: true)).map(\.head)
      }
      list.opening = Opening(hint: Opening.session.hint) { dashboard, list, row in
        if dashboard.group(id, at: row) != nil {
          dashboard.fold(id, row: row)
        } else {
          Opening.session.open(&dashboard, list, row)
        }
      }
      list.matches = { dashboard, pattern in
        let found = plain.matches?(dashboard, pattern) ?? []
        return dashboard.grouped(id).map { grouped in
          dashboard.rows(of: grouped, with: Set(found), naming: pattern)
        } ?? found
      }
      list.table = { dashboard in
        guard dashboard.markedRows.isEmpty, let (groups, rows) = dashboard.grouped(.sessions) else {
          return plain.table?(dashboard) ?? nil
        }
        // What the selected row is one of.
        guard dashboard.group(id, at: dashboard.window(id).selected) == nil else {
          return ExportSource("groups", SessionGroup.columns, groups.groups.map(\.group))
        }
        let sessions = dashboard.read.overview.rows
        return dashboard.sessionSource(rows.members.joined().map { sessions[$0] })
      }
      list.explained = { dashboard, row in
        dashboard.group(id, at: row)?.group.explanations
          ?? dashboard.sessions(id, at: row).first?.explanations ?? []
      }
      list.title = { dashboard in
        guard let groups = dashboard.read.numbers.sessions else { return plain.title(dashboard) }
        return "\(plain.title(dashboard)) by \(groups.dimension.title), groups "
          + dashboard.groupOrderText
      }
      list.spoken = { dashboard, row in
        if let group = dashboard.group(id, at: row) { return spokenGroup(dashboard, group) }
        return dashboard.sessions(id, at: row).first.map { spokenSession(dashboard, $0) } ?? ""
      }
    }
  }
}

extension Dashboard {
  /// The rows in which something is found: sessions, groups by their names, and folded ones by their sessions.
  fileprivate func rows(
    of grouped: (groups: SessionGroups, rows: GroupedRows), with sessions: Set<Int>,
    naming pattern: TextPattern
  ) -> [Int] {
    let (groups, rows) = grouped
    return rows.rows.indices.filter { row in
      switch rows.rows[row] {
      case .session(let place): return sessions.contains(place)
      case .group(let group):
        let head = groups.groups[group]
        return pattern.occurs(in: groupTitle(head.key, groups.dimension))
          || !isOpen(head) && !sessions.isDisjoint(with: rows.members[group])
      }
    }
  }

  /// The columns of the groups in so many columns.
  fileprivate func groupColumns(
    _ room: Int, _ symbols: Symbols
  ) -> [ListColumn<ComparedGroup>] {
    guard let groups = read.numbers.sessions else { return [] }
    let hasChange = room >= GroupRow.fewestColumnsWithChange
    // The last column stays blank.
    let figures = GroupRow.fitting(
      room - 1 - (hasChange ? GroupRow.changeColumns : 0), groups.widths)
    var end = room - 1 - (hasChange ? GroupRow.changeColumns : 0)
    var columns: [ListColumn<ComparedGroup>] = []
    if hasChange {
      // In ASCII a sign that it could be chance stands behind it, in the last column: the numbers stay where they are.
      let width = GroupRow.changeColumns + (symbols.isUTF8 ? 0 : 1)
      columns.append(
        ListColumn("Change", column: end, columns: width, alignment: .right) { group in
          let text = symbols.change(group.change, Figure.productivityMultiplier.kind)[0]
          return (symbols.isUTF8 || text.hasSuffix("~") ? text : text + " ", Style(.muted))
        })
    }
    for (place, width) in figures.reversed() {
      end -= width
      let column = ComparedGroup.listed[place]
      columns.append(
        ListColumn(column.screen?.head ?? "", column: end, columns: width, alignment: .right) {
          (column.groupCell($0), Style(column.role(of: $0), bold: true))
        })
    }
    let title = groups.dimension.title
    columns.append(
      ListColumn(
        title.prefix(1).uppercased() + title.dropFirst(), column: GroupRow.nameColumn,
        columns: end - GroupRow.nameColumn, apartFrom: { _ in [] }
      ) { group in
        (groupTitle(group.key, groups.dimension), Style(.heading))
      })
    return columns.reversed()
  }
}

extension Column<ComparedGroup> {
  fileprivate func role(of group: ComparedGroup) -> Role {
    guard let number = knownNumber(group) else { return .muted }
    return screen?.look == .stars ? Role(average: number) : number < 0 ? .loss : .text
  }
}

extension Painter {
  /// Draws the rows of a list in groups that are in its window, and how many of a long group are not.
  mutating func groupedList(
    _ sessions: [SessionRow], _ grouped: (groups: SessionGroups, rows: GroupedRows),
    _ dashboard: Dashboard, _ list: ListID, isFocused: Bool
  ) {
    let (window, rows) = (dashboard.window(list), grouped.rows)
    let sight = ListGroups(heads: rows.heads, count: rows.rows.count).sight(
      top: window.top, room: self.rows)
    var shownGroups: [(row: ComparedGroup, line: Int)] = []
    var shownSessions: [(row: SessionRow, line: Int)] = []
    for (line, row) in sight.rows.enumerated() where sight.contains(row) {
      switch rows.rows[row] {
      case .group(let place): shownGroups.append((grouped.groups.groups[place], line))
      case .session(let place): shownSessions.append((sessions[place], line))
      }
    }
    cells(of: shownGroups, dashboard.groupColumns(columns, symbols))
    for (group, line) in shownGroups {
      write(symbols.fold(isOpen: dashboard.isOpen(group)), column: 0, row: line, Style(.heading))
    }
    inside(
      Rect(column: GroupRow.nameColumn, columns: dashboard.sessionRoom(columns), rows: self.rows)
    ) { painter in
      painter.cells(
        of: shownSessions, dashboard.sessionColumns(painter.columns, painter.symbols))
      for (row, line) in shownSessions { painter.dress(row, line: line, dashboard) }
    }
    if sight.more > 0 {
      let isOnHead =
        rows.group(of: sight.upper.upperBound).map { rows.heads[$0] } == window.selected
      let texts = dashboard.moreTexts(sight.more, grouped.groups.dimension, isOnHead: isOnHead)
      let column = GroupRow.nameColumn * 2
      let fitting = texts.first { column + width(of: $0) < columns } ?? ""
      write(fitting, column: column, row: sight.upper.count, Style(.muted))
    }
    let line = sight.rows.firstIndex(of: window.selected)
    if let line, sight.contains(window.selected) {
      restyle(
        row: line, count: 1,
        isFocused ? Style(reversed: true) : Style(bold: true, underlined: true))
    }
  }
}

extension Dashboard {
  /// What sessions have of the columns of their list.
  func sessionRoom(_ columns: Int) -> Int {
    read.numbers.sessions == nil ? columns : columns - GroupRow.nameColumn
  }

  /// `+11 more · Enter folds, J to the next project`, and shorter.
  fileprivate func moreTexts(_ count: Int, _ dimension: Dimension, isOnHead: Bool) -> [String] {
    let more = "+\(countText(count)) more"
    let next = keyLabel(of: .changeGroup(by: 1)).map { "\($0) to the next \(dimension.title)" }
    let fold = isOnHead ? keyLabel(of: .open).map { "\($0) folds" } : nil
    let keys = [fold, next].compactMap(\.self).joined(separator: ", ")
    return (keys.isEmpty ? [] : [more + " · " + keys]) + [more]
  }
}

extension Panel {
  static let groupsNote = Panel("groupsNote") { _, _, painter in
    let note = groupNotes.first { 1 + painter.width(of: $0) < painter.columns }
    painter.write(note ?? "", column: 1, Style(.muted))
  }
}

/// `multiplier 0.1 more than before, could be chance`
private func spokenChange(_ change: Change) -> String {
  guard let size = differenceText(change.difference, Figure.productivityMultiplier.kind) else {
    return "multiplier the same as before"
  }
  return "multiplier \(size) \(change.difference < 0 ? "less" : "more") than before"
    + (change.isClear ? "" : ", could be chance")
}

/// `shop, open, sessions 26, hours 13.3h, rated 3.8, …`
private func spokenGroup(_ dashboard: Dashboard, _ group: ComparedGroup) -> String {
  let dimension = dashboard.read.numbers.sessions?.dimension ?? .project
  let name = dashboard.groupTitle(group.key, dimension)
  let figures =
    ComparedGroup.listed.map { column in
      let text = inWords(column.shownIfKnown(group), orElse: "not known")
      return (column.screen?.head.asWord ?? "") + " " + text
    } + [group.change.map(spokenChange)].compactMap(\.self)
  return ([name, dashboard.isOpen(group) ? "open" : "folded"] + figures).joined(separator: ", ")
}
