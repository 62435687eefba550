// Moving along charts, opening what stands behind a bar, and trying out other rates.

internal import TrackerCore

extension Dashboard {
  /// Moves the cursor of the focused chart, else of the first one; in a box changes what is selected.
  mutating func moveSideways(_ step: Int) {
    if let box = over.box { return box.change(by: step, &self) }
    let charts = screen.layout.placements.filter(\.isSideways).compactMap(\.focus)
    guard let focus = charts.first(where: { $0 == self.focus }) ?? charts.first else { return }
    place.chosenFocus = focus
    let row = window(focus).selected + step * focus.kind.sidewaysStep
    select(focus, row: row)
  }

  /// Does with the selected row of the focused list what Enter does there.
  mutating func openItem() {
    guard let focus, let opening = focus.kind.opening else { return }
    opening.open(&self, focus.kind, window(focus).selected)
  }

  /// Opens a session of a list by its id and selects it in the list of sessions too.
  mutating func openSession(_ id: SessionID, from list: ListID = .sessions) {
    if read.overview.rows.contains(where: { $0.id == id }) {
      select(id)
    } else if place.members?.rows.contains(where: { $0.id == id }) != true,
      !read.presence.running.contains(where: { $0.id == id })
    {
      over.message = "the session \(id.text) is not there"
      return
    }
    place.openID = id
    place.openedFrom = list
    place.chosenFocus = nil
    resetDetailWindows()
  }

  /// Lists the sessions behind a bar, of any range where `inAnyRange`.
  mutating func listSessions(_ counted: ListKind.Counted, inAnyRange: Bool = false) {
    place.returnFocus = focus
    place.members = MemberList(
      choice: counted.choice, title: counted.title, isOfAnyRange: inAnyRange)
    refreshMembers()
    place.chosenFocus = nil
    place.windows[.members] = nil
    rememberItem(.members)
  }

  /// Finds anew what stands behind a bar.
  mutating func refreshMembers() {
    refreshFinds()
    guard let members = place.members else { return }
    let history = members.isOfAnyRange ? meantHistory : read.covered
    let ids = engine.sessions(of: history, in: members.choice, calendar: calendar)
    let rows = members.isOfAnyRange ? history.sessionRows : read.overview.rows
    let meant = rows.filter { ids.contains($0.id) }
    let order = members.isOfAnyRange ? sortOrder(.sessions) : nil
    let sorted = order.map { inOrder($0, meant) } ?? meant
    place.members?.rows = sorted
    followItems([.members])
  }

  /// Back from the listed sessions to the bar.
  mutating func leaveMembers() {
    place.members = nil
    place.items[.members] = nil
    place.chosenFocus = place.returnFocus
  }
}
