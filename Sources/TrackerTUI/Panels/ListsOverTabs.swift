// What is listed over a tab: interactions of several sessions, two lines each, and the sessions behind a bar.

internal import TrackerCore

extension Dashboard {
  /// The columns of the first line of each.
  func findColumns(_ columns: Int) -> [ListColumn<InteractionList.Row>] {
    [
      ListColumn("When", "w", column: 0, columns: 13) { (timeText.start($0.time), Style(.muted)) },
      ListColumn("Eff", "r", column: 13, columns: 4) { row in
        (
          row.rating.map { tightCountText($0, columns: 4) } ?? "—",
          Style(row.rating.map(Role.init(rating:)) ?? .muted)
        )
      },
      ListColumn("Try", "a", column: 18, columns: 4) { row in
        (row.iterations.map { tightCountText($0, columns: 4) } ?? "—", Style(.muted))
      },
      ListColumn("Session", "n", column: 23, columns: columns - 23) {
        (place.finds?.name(of: $0) ?? "no session", Style(.heading))
      },
    ]
  }
}

extension ListID {
  static let finds = ListID("finds")
  static let members = ListID("members")
}

extension ListKind {
  /// Interactions that a search found or a bar counts.
  static let finds = ListKind(
    .finds, "interaction", rows: { $0.place.finds?.list.rows ?? [] },
    columns: { dashboard, columns, _ in dashboard.findColumns(columns) },
    searched: { [$0.place.finds?.text(of: $1) ?? ""] }, spoken: spokenFound
  ).with {
    $0.item = { dashboard, row in
      dashboard.place.finds.flatMap { $0.list.rows.at(row).flatMap($0.list.place) }.map {
        .interaction($0)
      }
    }
    $0.find = { dashboard, wanted in
      if case .interaction(let place) = wanted {
        dashboard.place.finds?.list.row(of: place)
      } else {
        nil
      }
    }
    $0.session = { dashboard, row in
      dashboard.place.finds.flatMap { found in
        found.list.rows.at(row).flatMap { found.list.session(of: $0) }
      }
    }
    $0.opening = Opening(hint: "open") { dashboard, _, _ in dashboard.openFind() }
    $0.sorting = SortedList(FoundRow.self) { dashboard, order in
      guard let finds = dashboard.place.finds else { return }
      let sorted = dashboard.inOrder(order, finds.rows).map(\.row)
      dashboard.place.finds?.list.rows = sorted
    }
    // Most texts of what a bar counts were never read.
    $0.isSearched = { $0.place.finds?.choice == nil }
    $0.table = { dashboard in
      dashboard.place.finds.map { found in
        ExportSource(
          "interactions", FoundRow.listed.map { $0.of(found.row) }, found.list.rows,
          records: { .listed($0.compactMap(found.list.place)) })
      }
    }
  }

  /// The sessions behind a bar. They stand as the list of sessions does.
  static let members = ListKind(
    .members, "session", rows: { $0.place.members?.rows ?? [] }, item: { .session($1.id) },
    session: \.id, searched: { [$1.name, $1.id.text, $1.modelName] }, spoken: spokenSession
  ).with {
    $0.opening = .session
    $0.sortedWith = .sessions
    $0.title = { dashboard in
      dashboard.place.members.map { $0.title + ", " + countText($0.rows.count, "session") } ?? ""
    }
    $0.table = { dashboard in dashboard.place.members.map { dashboard.sessionSource($0.rows) } }
  }
}

private func spokenFound(_ dashboard: Dashboard, _ row: InteractionList.Row) -> String {
  [
    dashboard.place.finds?.text(of: row), dashboard.timeText.start(row.time),
    row.rating.map { "rated \($0)" } ?? "not rated",
    row.iterations.map { countText($0, "attempt") },
    dashboard.place.finds?.list.session(of: row)?.text ?? "no session",
  ].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
}

extension Panel {
  static let findsRule = Panel("findsRule") { dashboard, _, painter in
    guard let finds = dashboard.place.finds else { return }
    let count = countText(finds.matchCount)
    guard finds.choice != nil else {
      painter.rule("Found \(count)", notes: [finds.title + " · Enter opens"])
      return
    }
    let note = countText(finds.matchCount, "interaction")
    painter.rule(
      finds.title, titleColumns: painter.columns / 2,
      notes: [note + " · Enter opens · Esc back", note])
  }

  static let findRows = Panel("findRows") { dashboard, isFocused, painter in
    guard let finds = dashboard.place.finds else { return }
    guard !finds.list.rows.isEmpty else {
      painter.write("none any more", column: 1, Style(.muted))
      return
    }
    painter.list(
      finds.list.rows, dashboard.findColumns(painter.columns), dashboard.window(.finds),
      isFocused: isFocused, linesPerRow: 2, unfocused: nil
    ) { row, line, painter in
      let text = finds.text(of: row) ?? ""
      painter.writeCut(text, column: 13, row: line + 1)
    }
  }
}

/// Status of the list: where in it, what its sessions have in common.
func memberStatus(_ dashboard: Dashboard, _ members: MemberList) -> [String] {
  [
    "\(dashboard.tab.name) › " + members.title, dashboard.positionText(.members),
    "sort: " + dashboard.sortText(.sessions), dashboard.chosen.range.label,
  ]
}

extension Panel {
  static let membersRule = Panel("membersRule") { dashboard, _, painter in
    guard let members = dashboard.place.members else { return }
    let count = countText(members.rows.count, "session")
    painter.rule(
      members.title, titleColumns: painter.columns / 2,
      notes: [count + " · Enter opens · Esc back", count])
  }

  static let memberRows = Panel("memberRows") { dashboard, isFocused, painter in
    drawSessions(dashboard, dashboard.place.members?.rows ?? [], .members, isFocused, &painter)
  }
}
