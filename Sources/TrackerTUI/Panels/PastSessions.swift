// The list of the overview: the sessions of the range but those that run, which stand above it. Its selected row is the
// selected session, as that of the list of all is.

internal import TrackerCore

extension ListID { static let pastSessions = ListID("pastSessions") }

extension ListKind {
  /// The sessions of the range that do not run.
  static let pastSessions = ListKind.ofSessions(.pastSessions, rows: { $0.read.pastRows }).with {
    $0.sortedWith = .sessions
  }
}

extension Dashboard {
  /// Takes from the rows those that run.
  mutating func keepPastRows() {
    let running = Set(read.presence.running.map(\.id))
    read.pastRows =
      running.isEmpty
      ? read.overview.rows : read.overview.rows.filter { !running.contains($0.id) }
  }
}

extension Panel {
  static let pastRule = Panel("pastRule") { dashboard, _, painter in
    let isSorted = dashboard.chosen.sortOrders[.sessions] != nil
    let count = countText(dashboard.read.pastRows.count)
    let first = isSorted ? "by \(dashboard.sortText(.sessions))" : count + " ended or stale"
    let open = "Enter opens"
    let notes = painter.columns < 110 && !isSorted ? [open] : [first + " · " + open, first]
    let none = dashboard.hasRows ? "none ended or stale" : "none in this range"
    if let groups = dashboard.read.numbers.sessions, dashboard.hasRows {
      return painter.rule(
        "Sessions by " + groups.dimension.title, notes: groupNotes,
        isFocused: dashboard.focus == .pastSessions)
    }
    painter.rule(
      "Sessions", notes: dashboard.read.pastRows.isEmpty ? [none] : notes,
      isFocused: dashboard.focus == .pastSessions)
  }

  static let pastRows = Panel("pastRows") { dashboard, isFocused, painter in
    guard !dashboard.read.pastRows.isEmpty || dashboard.grouped(.pastSessions) != nil else {
      return painter.writeEmpty(dashboard.hasRows ? "other sessions" : "sessions", dashboard)
    }
    drawSessions(dashboard, dashboard.read.pastRows, .pastSessions, isFocused, &painter)
  }
}
