// The screen for a screen reader: one column, words for glyphs, no rules and bars, the selected row within sight.

internal import TrackerCore

/// Draws lines of text in reading order: where one is, numbers, then the list around the selected row, last the status.
func drawSpoken(_ dashboard: Dashboard, _ painter: inout Painter) {
  var (lines, list) = spokenBody(dashboard)
  lines.insert(spokenPlace(dashboard), at: 0)
  if let box = dashboard.over.box {
    let (spoken, selected) = box.spoken(dashboard)
    lines = [lines[0]]
    list = SpokenList(count: spoken.count, selected: selected) { spoken[$0] }
  }
  lines = lines.flatMap { wrapped($0, painter) }
  let statusRow = painter.rows - 1
  // The list has at least a third of the screen; what stands above its name is cut from below.
  let most = statusRow - statusRow / 3
  if list.count > 0, lines.count > most, let name = lines.last {
    lines = lines.prefix(most - 1) + [name]
  }
  for (row, line) in lines.prefix(statusRow).enumerated() {
    painter.write(line, column: 0, row: row)
  }
  painter.setCursor(column: 0, row: 0)
  painter.inside(Rect(row: lines.count, columns: painter.columns, rows: statusRow - lines.count)) {
    draw(list, &$0)
  }
  let status = dashboard.over.message ?? dashboard.read.staleReason.map { "stale: \($0)" }
  if let prompt = dashboard.over.prompt {
    prompt.draw(dashboard, row: statusRow, &painter)
    if let offers = prompt.offers.spoken { painter.write(offers, column: 0, row: statusRow - 1) }
  } else {
    painter.write(status ?? spokenPosition(dashboard, list), column: 0, row: statusRow)
  }
}

/// What stands above the list of the screen, and the list.
private func spokenBody(_ dashboard: Dashboard) -> (lines: [String], list: SpokenList) {
  switch dashboard.screen.modeBelow {
  case .noSessions: return ([spokenNothing(dashboard)], SpokenList())
  case .finds:
    let heads = dashboard.place.finds.map {
      $0.title + ", " + countText($0.matchCount, "interaction") + ":"
    }
    return ([heads].compactMap { $0 }, spokenList(dashboard, .finds))
  case .textPage: return ([], spokenList(dashboard, .textLines))
  case .detail: return (spokenHead(dashboard), spokenList(dashboard, .interactions))
  default:
    let list = spokenFocus(dashboard)
    return (
      spokenTabLines(dashboard, list), list.map { spokenList(dashboard, $0) } ?? SpokenList()
    )
  }
}

/// The list that is read; sessions also where a detail beside them or a section without rows has the keys.
private func spokenFocus(_ dashboard: Dashboard) -> ListKind? {
  guard dashboard.place.members == nil else { return .members }
  let lists = dashboard.tab.lists
  if lists.count == 1, lists[0].isOfSessions { return lists[0] }
  return lists.first { $0.id == dashboard.focus }
}

/// Why there is nothing to read.
func spokenNothing(_ dashboard: Dashboard) -> String {
  if let reason = dashboard.read.staleReason { return "The data cannot be read: " + reason }
  return dashboard.read.hasLoaded
    ? "No sessions yet. Sessions appear here as your assistant calls start_ai_session."
    : "Reading \(dashboard.directory)."
}

/// Where in a list one is, among which sessions, and how to get on.
private func spokenPosition(_ dashboard: Dashboard, _ list: SpokenList) -> String {
  let help = "Press ? for help."
  guard dashboard.over.box == nil, list.count > 0 else { return help }
  let place = "\(countText(list.selected + 1)) of \(countText(list.count))"
  return [place, dashboard.filterText].compactMap { $0 }.joined(separator: ", ") + ". " + help
}

/// Draws the entries around the selected one, wrapped, the cursor on the selected one.
private func draw(_ list: SpokenList, _ painter: inout Painter) {
  guard list.count > 0 else { return }
  var first = list.selected
  var above = 0
  while first > 0 {
    above += wrapped(list.line(first - 1), painter).count
    guard above <= painter.rows / 2 else { break }
    first -= 1
  }
  var row = 0
  for index in first..<list.count where row < painter.rows {
    let isSelected = index == list.selected
    if isSelected { painter.setCursor(column: 0, row: row) }
    for line in wrapped(list.line(index), painter) {
      painter.write(line, column: 0, row: row, Style(bold: isSelected))
      row += 1
    }
  }
}

/// Lines of which one is selected; only those in sight are made.
struct SpokenList {
  var count = 0
  var selected = 0
  var line: (Int) -> String = { _ in "" }
}

/// Where one is and what is shown there: range, filter, what could not be used.
func spokenPlace(_ dashboard: Dashboard, isOnPaper: Bool = false) -> String {
  let state =
    dashboard.read.isPaused
    ? "paused, " + countText(dashboard.read.heldChangeCount, "change")
    : dashboard.read.isStale ? "stale" : "live"
  let place = dashboard.place.openID == nil ? dashboard.tab.name : "Session"
  let skipped = dashboard.read.history.skippedCount
  let parts = [
    "\(place), tab \(dashboard.place.tabIndex + 1) of \(Tab.all.count)",
    dashboard.chosen.range.title,
    dashboard.filterText, isOnPaper ? nil : state,
    dashboard.outsideText,
    skipped == 0
      ? nil
      : countText(skipped, "record") + " skipped" + (isOnPaper ? "" : ", :skipped lists them"),
  ]
  return parts.compactMap { $0 }.joined(separator: ", ") + "."
}

/// Figures as a sentence.
func spoken(
  _ figures: [Figure], _ overview: Overview, as name: KeyPath<Figure, String> = \.title,
  end: String = "."
) -> String {
  let text = figures.map { $0.said(overview, as: name) }.joined(separator: ", ")
  return text.prefix(1).uppercased() + text.dropFirst() + end
}

/// One session of a list.
func spokenSession(_ dashboard: Dashboard, _ row: SessionRow) -> String {
  let time = dashboard.timeText
  return [
    row.shownName, row.conditionWord(at: time.now), row.taskType,
    row.start == nil ? "no start" : "started " + time.start(row.start),
    inWords(durationText(minutes: row.minutes(at: time.now)), orElse: "no duration"),
    row.unreadable.contains(.interactions)
      ? "interactions not known"
      : countText(row.interactionCount, "interaction") + ", "
        + spokenRating(row.averageRating, "rated"),
    row.unreadable.contains(.issues)
      ? "issues not known" : row.issueCount == 0 ? "" : countText(row.issueCount, "issue"),
  ].filter { !$0.isEmpty }.joined(separator: ", ")
}

private func spokenHead(_ dashboard: Dashboard) -> [String] {
  let head = DetailHead(dashboard, .wide)
  let fields = (head.fields + head.further + head.lines).map { field in
    let value =
      field.label == "Rated"
      ? inWords(ratingText(dashboard.detailRow?.averageRating), orElse: "not rated")
      : inWords(field.value, orElse: "none")
    return [field.label + ":", value, field.note].filter { !$0.isEmpty }.joined(separator: " ")
  }
  let loaded = dashboard.shownDetail
  return [head.name] + fields
    + [
      "Measured: " + countText(loaded?.functions.count ?? 0, "function") + " in "
        + countText(loaded?.files.count ?? 0, "file") + ".",
      loaded?.ratings.map { spoken($0, dashboard.timeText) },
      countText(loaded?.detail.interactions.count ?? 0, "interaction")
        + (dashboard.chosen.isNewestFirst ? ", newest first:" : ", oldest first:"),
    ].compactMap(\.self)
}

/// `Ratings from 09:00 to 10:48: 5, 3, none, 4.`
private func spoken(_ ratings: RatingStrip, _ time: TimeText) -> String {
  let cells = ratings.cells(8).map { $0.map { "\($0)" } ?? "none" }
  return "Ratings from \(time.clock(ratings.start)) to \(time.clock(ratings.end)): "
    + cells.joined(separator: ", ") + "."
}
