// New data, passing time, and what has to be read. A selected session stays where it is; a half-written file changes
// nothing that is shown.

internal import TrackerCore

extension Dashboard {
  /// More days than any screen shows beside one another.
  private static let longestActivityDays = 400

  /// Takes a history in, or holds it back while paused.
  mutating func take(_ history: History, now: Timestamp) {
    read.staleReason = nil
    if read.isPaused, read.hasLoaded, !read.isReadingAgain {
      pass(to: now)
      read.held = history
      read.heldChangeCount += 1
    } else {
      self.now = now
      apply(history)
    }
    read.isReadingAgain = false
  }

  /// Shows a history.
  mutating func apply(_ history: History) {
    let isFirst = !read.hasLoaded
    self.read.history = history
    over.prompt?.offers.counts = nil
    read.modelNames = ModelNames(Set(history.sessions.lazy.map(\.modelName)))
    read.held = nil
    read.heldChangeCount = 0
    read.hasLoaded = true
    read.askedDetail = nil
    if !history.unreadable.isEmpty, let detail = read.detail?.detail {
      read.detail = LoadedDetail(detail.without(history.unreadable), engine: engine)
    }
    if !chosen.isRangeSettled, !history.sessions.isEmpty {
      // The range of the first data stays, so that nothing jumps later.
      chosen.isRangeSettled = true
      if !history.hasSessions(in: bounds(of: chosen.range)) { chosen.range = .all }
    }
    let before = read.overview
    read.days = []
    refresh()
    if !isFirst { read.changed = ChangedNumbers(from: before, to: read.overview) }
    renewForm()
  }

  /// Counts the sessions of each day up to where time axes end; whatever the range, since days before it are shown, too.
  private mutating func countDays() {
    read.days = engine.sessionsPerDay(
      read.history, lastDay: lastShownDay, dayCount: Dashboard.longestActivityDays,
      calendar: calendar)
  }

  /// What range and filter leave of a history.
  func covered(of history: History) -> History {
    history.restricted(
      to: bounds(of: chosen.range), and: chosen.filter, now: now, calendar: calendar)
  }

  /// What the filter leaves of all, whatever the range.
  var meantHistory: History {
    read.history.restricted(to: chosen.filter, now: now, calendar: calendar)
  }

  /// Computes the numbers of the range and finds the selected session again.
  mutating func refresh() {
    let oldRows = read.overview.rows
    let bounds = bounds(of: chosen.range)
    read.covered = covered(of: read.history)
    read.overview = engine.overview(read.covered, calendar: calendar, at: now)
    read.unfilledColumns = SessionColumn.unfilled(in: read.overview.rows)
    read.longestTexts = SessionColumn.longestTexts(in: read.overview.rows)
    read.presence = Presence(
      of: chosen.range == .all ? read.overview.rows : meantHistory.sessionRows, at: now)
    read.rangeCount = read.history.sessionCount(in: bounds)
    read.completedCount = read.overview.rows.count { $0.state == .completed }
    if read.days.last?.day != lastShownDay { countDays() }
    read.dataVersion += 1
    read.areRowsUsual = true
    sortRows(.sessions)
    if !place.marked.isEmpty { place.marked.formIntersection(read.history.sessions.lazy.map(\.id)) }
    read.numbers = TabNumbers()
    refreshMembers()
    computeNumbers()
    followItems([.now])
    followSelection(oldRows)
    if place.openID != nil, detailRow == nil {
      self.place.openID = nil
      place.textPage = nil
      place.chosenFocus = nil
      over.message = "the session that was open is gone"
    }
  }

  /// Finds the selected session among the new rows; when it is gone, the next one that is left.
  mutating func followSelection(_ oldRows: [SessionRow]) {
    if let key = place.selectedGroup, let groups = read.numbers.sessions,
      groups.place(of: key) == nil
    {
      place.selectedGroup = nil
      over.message = "\(groupTitle(key, groups.dimension)) is gone"
    }
    guard let selectedID = place.selectedID,
      let oldRow = oldRows.firstIndex(where: { $0.id == selectedID })
    else {
      if place.selectedGroup == nil { select(.sessions, row: window(.sessions).selected) }
      followSessions()
      return
    }
    if !read.overview.rows.contains(where: { $0.id == selectedID }) {
      let newRows = Dictionary(
        read.overview.rows.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first }
      )
      let neighbour =
        oldRows[(oldRow + 1)...].lazy.compactMap { newRows[$0.id] }.first
        ?? oldRows[..<oldRow].reversed().lazy.compactMap { newRows[$0.id] }.first
      let isHidden = read.history.sessions.contains { $0.id == selectedID }
      over.message = "\(oldRows[oldRow].shownName) is \(isHidden ? "not among these" : "gone")"
      place.selectedID = read.overview.rows.at(neighbour ?? 0)?.id
      resetDetailWindows()
    }
    followSessions()
  }

  /// Takes a detail in. A session that is gone closes it.
  mutating func take(_ detail: SessionDetail?, of id: SessionID) {
    guard id == place.openID ?? place.selectedID else { return }
    if let detail {
      self.read.detail = LoadedDetail(detail.without(read.history.unreadable), engine: engine)
      read.dataVersion += 1
      selectWantedInteraction()
    } else if place.openID == id {
      place.openID = nil
      place.chosenFocus = nil
      over.message = "the session that was open is gone"
    }
  }

  /// Moves the present. On a new day the ranges begin elsewhere; a session that fell silent has another place.
  mutating func pass(to now: Timestamp) {
    let day = today
    self.now = now
    guard read.hasLoaded else { return }
    let fellSilent = read.presence.running.contains { !$0.isRunning(at: now) }
    guard today != day || fellSilent else { return }
    read.days = []
    refresh()
  }

  /// Whether a session is open that has not been read yet.
  package var awaitsDetail: Bool { place.openID != nil && shownDetail == nil }

  /// Whether a key does something now.
  package func answers(_ key: Key) -> Bool {
    takesText || boundLine(for: key) != nil || KeyBinding.binding(for: key, on: screen) != nil
  }

  /// Asks for the detail on screen, once for each session and each change of the files.
  mutating func askForDetail() -> [Effect] {
    guard mode != .tooSmall, let wanted = place.openID ?? place.selectedID,
      wanted != read.askedDetail,
      screen.showsDetail
    else { return [] }
    read.askedDetail = wanted
    return [.loadDetail(wanted)]
  }
}
