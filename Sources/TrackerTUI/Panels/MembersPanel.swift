// The sessions behind a bar, listed as the list of sessions lists its own.

internal import TrackerCore

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
