// New data, passing time, and what has to be read. A selected session stays where it is; a half-written file changes
// nothing that is shown.

internal import TrackerCore

extension Dashboard {
  /// More days than any screen shows beside one another.
  private static let longestActivityDays = 400

  /// Takes a history in, or holds it back while paused.
  mutating func take(_ history: History, now: Timestamp) {
    staleReason = nil
    if isPaused, hasLoaded, !isReadingAgain {
      pass(to: now)
      held = history
      heldChangeCount += 1
    } else {
      self.now = now
      apply(history)
    }
    isReadingAgain = false
  }

  /// Shows a history.
  mutating func apply(_ history: History) {
    let isFirst = !hasLoaded
    self.history = history
    modelNames = ModelNames(Set(history.sessions.lazy.map(\.modelName)))
    held = nil
    heldChangeCount = 0
    hasLoaded = true
    askedDetail = nil
    if !isRangeSettled, !history.sessions.isEmpty {
      // The range of the first data stays, so that nothing jumps later.
      isRangeSettled = true
      if !history.hasSessions(in: bounds(of: range)) { range = .all }
    }
    let before = overview
    days = []
    refresh()
    if !isFirst { changed = ChangedNumbers(from: before, to: overview) }
    renewForm()
  }

  /// Counts the sessions of each day up to where time axes end; whatever the range, since days before it are shown, too.
  private mutating func countDays() {
    days = engine.sessionsPerDay(
      history, lastDay: lastShownDay, dayCount: Dashboard.longestActivityDays, calendar: calendar)
  }

  /// What range and filter leave of a history.
  func covered(of history: History) -> History {
    history.restricted(to: bounds(of: range), and: filter, now: now, calendar: calendar)
  }

  /// Computes the numbers of the range and finds the selected session again.
  mutating func refresh() {
    let oldRows = overview.rows
    let bounds = bounds(of: range)
    covered = covered(of: history)
    overview = engine.overview(covered, calendar: calendar)
    unfilledColumns = SessionColumn.unfilled(in: overview.rows)
    comparison = engine.comparison(
      of: covered, in: history, bounds: bounds,
      previous: range.previous(now: now, calendar: calendar), now: now, calendar: calendar,
      meant: { [filter, now, calendar] in $0.restricted(to: filter, now: now, calendar: calendar) })
    activeCount = overview.activeCount
    completedCount = overview.rows.count { $0.state == .completed }
    if days.last?.day != lastShownDay { countDays() }
    dataVersion += 1
    areRowsUsual = true
    sortRows(.sessions)
    if !marked.isEmpty { marked.formIntersection(history.sessions.lazy.map(\.id)) }
    numbers = TabNumbers()
    refreshMembers()
    computeNumbers()
    followSelection(oldRows)
    if let openID, !overview.rows.contains(where: { $0.id == openID }) {
      self.openID = nil
      textPage = nil
      chosenFocus = nil
      message = "the session that was open is gone"
    }
  }

  /// Finds the selected session among the new rows; when it is gone, the next one that is left.
  mutating func followSelection(_ oldRows: [SessionRow]) {
    let count = overview.rows.count
    guard let selectedID, let oldRow = oldRows.firstIndex(where: { $0.id == selectedID }) else {
      select(.sessions, row: window(.sessions).selected)
      return
    }
    if let row = overview.rows.firstIndex(where: { $0.id == selectedID }) {
      windows[.sessions, default: ListWindow()].follow(to: row, count: count)
    } else {
      let newRows = Dictionary(
        overview.rows.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
      let neighbour =
        oldRows[(oldRow + 1)...].lazy.compactMap { newRows[$0.id] }.first
        ?? oldRows[..<oldRow].reversed().lazy.compactMap { newRows[$0.id] }.first
      let isHidden = history.sessions.contains { $0.id == selectedID }
      message = "\(oldRows[oldRow].shownName) is \(isHidden ? "not among these" : "gone")"
      windows[.sessions, default: ListWindow()].follow(to: neighbour ?? 0, count: count)
    }
    rememberSelection()
  }

  /// Takes a detail in. A session that is gone closes it.
  mutating func take(_ detail: SessionDetail?, of id: SessionID) {
    guard id == openID ?? selectedID else { return }
    if let detail {
      self.detail = LoadedDetail(detail, engine: engine)
      dataVersion += 1
      selectWantedInteraction()
    } else if openID == id {
      openID = nil
      chosenFocus = nil
      message = "the session that was open is gone"
    }
  }

  /// Moves the present. On a new day the ranges begin elsewhere.
  mutating func pass(to now: Timestamp) {
    let day = today
    self.now = now
    guard hasLoaded, today != day else { return }
    days = []
    refresh()
  }

  /// Whether a session is open that has not been read yet.
  package var awaitsDetail: Bool { openID != nil && shownDetail == nil }

  /// Whether a key does something now.
  package func answers(_ key: Key) -> Bool {
    takesText || boundLine(for: key) != nil || KeyBinding.binding(for: key, on: screen) != nil
  }

  /// Asks for the detail on screen, once for each session and each change of the files.
  mutating func askForDetail() -> [Effect] {
    guard mode != .tooSmall, let wanted = openID ?? selectedID, wanted != askedDetail,
      screen.showsDetail
    else { return [] }
    askedDetail = wanted
    return [.loadDetail(wanted)]
  }
}
