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
        (finds?.name(of: $0) ?? "no session", Style(.heading))
      },
    ]
  }
}

extension Panel {
  static let findsRule = Panel("findsRule") { dashboard, _, painter in
    guard let finds = dashboard.finds else { return }
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
    guard let finds = dashboard.finds else { return }
    guard !finds.list.rows.isEmpty else {
      painter.write("none any more", column: 1, Style(.muted))
      return
    }
    painter.list(
      finds.list.rows, dashboard.findColumns(painter.columns), dashboard.window(.finds),
      isFocused: isFocused, linesPerRow: 2, unfocused: nil
    ) { row, line, painter in
      let text = finds.list.place(of: row).flatMap { finds.texts[$0] } ?? ""
      painter.writeCut(text, column: 13, row: line + 1)
    }
  }
}

/// Status of the list: where in it, what its sessions have in common.
func memberStatus(_ dashboard: Dashboard, _ members: MemberList) -> [String] {
  [
    "\(dashboard.tab.name) › " + members.title, dashboard.positionText(.members),
    "sort: " + dashboard.sortText(.sessions), dashboard.range.label,
  ]
}

extension Panel {
  static let membersRule = Panel("membersRule") { dashboard, _, painter in
    guard let members = dashboard.members else { return }
    let count = countText(members.rows.count, "session")
    painter.rule(
      members.title, titleColumns: painter.columns / 2,
      notes: [count + " · Enter opens · Esc back", count])
  }

  static let memberRows = Panel("memberRows") { dashboard, isFocused, painter in
    drawSessions(dashboard, dashboard.members?.rows ?? [], .members, isFocused, &painter)
  }
}
