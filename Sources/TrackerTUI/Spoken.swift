// The screen for a screen reader: one column, words for glyphs, no rules and bars, the selected row within sight.

internal import TrackerCore

/// Draws lines of text in reading order: where one is, numbers, then the list around the selected row, last the status.
func drawSpoken(_ dashboard: Dashboard, _ painter: inout Painter) {
  var lines = [spokenPlace(dashboard)]
  var list = SpokenList()
  switch dashboard.placeBelowPopup {
  case .noSessions:
    lines.append(
      dashboard.hasLoaded
        ? "No sessions yet. Sessions appear here as your assistant calls start_ai_session."
        : "Reading \(dashboard.directory).")
  case .detail:
    lines += spokenHead(dashboard)
    list = spokenInteractions(dashboard)
  default:
    if dashboard.tab.name == Tab.overview.name { lines += spokenNumbers(dashboard) }
    list = spokenSessions(dashboard)
  }
  switch dashboard.popup {
  case .range(let selected, let counts):
    list = SpokenList(count: counts.count, selected: selected) { index in
      let range = DateRange.allCases[index]
      return "\(range.key): \(range.title), \(countText(counts[index], "session"))"
    }
  case .help(let top):
    let help = spokenHelp(dashboard)
    list = SpokenList(count: help.count, selected: min(top, help.count - 1)) { help[$0] }
  case nil: break
  }
  if dashboard.popup != nil { lines = [lines[0]] }
  let statusRow = painter.rows - 1
  // The list has at least a third of the screen; what stands above it is cut from below.
  let listRows = list.count == 0 ? 0 : min(list.count, max(statusRow / 3, statusRow - lines.count))
  lines = Array(lines.prefix(statusRow - listRows))
  for (row, line) in lines.enumerated() { painter.write(line, column: 0, row: row) }
  painter.setCursor(column: 0, row: 0)
  let first = max(0, min(list.selected - listRows / 2, list.count - listRows))
  for offset in 0..<listRows {
    let row = lines.count + offset
    let isSelected = first + offset == list.selected
    painter.write(list.line(first + offset), column: 0, row: row, Style(bold: isSelected))
    if isSelected { painter.setCursor(column: 0, row: row) }
  }
  let status = dashboard.message ?? dashboard.staleReason.map { "stale: \($0)" }
  painter.write(status ?? "Press ? for help.", column: 0, row: statusRow)
}

/// Lines of which one is selected; only those in sight are made.
private struct SpokenList {
  var count = 0
  var selected = 0
  var line: (Int) -> String = { _ in "" }
}

private func spokenPlace(_ dashboard: Dashboard) -> String {
  let state =
    dashboard.isPaused
    ? "paused, " + countText(dashboard.heldChangeCount, "change")
    : dashboard.staleReason == nil ? "live" : "stale"
  let place = dashboard.openID == nil ? dashboard.tab.name : "Session"
  return "\(place), tab \(dashboard.tabIndex + 1) of \(Tab.all.count), \(dashboard.range.title), \(state)."
}

private func spokenNumbers(_ dashboard: Dashboard) -> [String] {
  let overview = dashboard.overview
  let roi = overview.roi
  let ratings = overview.effectiveness
  var lines = [
    "Multiplier \(multiplierText(roi.completedSessions > 0 ? roi.productivityMultiplier : nil)), "
      + "time saved \(hoursText(roi.savedHours)), cost saved \(moneyText(roi.savedDollars)).",
    countText(overview.rows.count, "session") + ", \(countText(dashboard.activeCount)) active, "
      + "\(countText(dashboard.completedCount)) completed.",
    "Rating \(ratingText(ratings.average)) of 5, \(countText(ratings.ratedCount)) rated.",
  ]
  lines += zip((1...5).reversed(), ratings.countsByRating.reversed()).map { rating, count in
    "\(rating) \(rating == 1 ? "star" : "stars"): \(countText(count)), "
      + "\(percent(count, of: ratings.ratedCount)) percent"
  }
  lines.append(
    "Return \(percentText(roi.roiPercentage)): human estimate \(hoursText(roi.estimatedHumanHours)), "
      + "AI \(hoursText(roi.aiHours)), oversight \(hoursText(roi.oversightHours)).")
  let gaps = zip(GapClass.allCases, overview.gaps.countsByClass).map { gapClass, count in
    "\(gapClass == .longBreak ? "long" : gapClass.rawValue) \(countText(count))"
  }
  lines.append(
    "Gaps \(countText(overview.gaps.gaps.count)), average "
      + durationText(minutes: overview.gaps.averageMinutes) + ": " + gaps.joined(separator: ", ")
      + ".")
  let days = dashboard.days.suffix(7).map {
    "\(dashboard.timeText.day($0.day)) \($0.sessionCount)"
  }
  lines.append("Sessions a day: " + days.joined(separator: ", ") + ".")
  lines.append("Issues \(countText(overview.issues.total)).")
  return lines
}

private func spokenState(_ state: SessionState) -> String {
  switch state {
  case .active: "active"
  case .completed: "completed"
  case .other: "not completed"
  }
}

private func spokenSessions(_ dashboard: Dashboard) -> SpokenList {
  let rows = dashboard.overview.rows
  let time = dashboard.timeText
  return SpokenList(count: rows.count, selected: dashboard.window(.sessions).selected) { index in
    let row = rows[index]
    return [
      row.name.isEmpty ? row.id.text : row.name, spokenState(row.state), row.taskType, row.outcome,
      "started " + time.start(row.start), durationText(minutes: row.minutes(at: time.now)),
      countText(row.interactionCount, "interaction"), "rated " + ratingText(row.averageRating),
      row.issueCount == 0 ? "" : countText(row.issueCount, "issue"),
    ].filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

private func spokenHead(_ dashboard: Dashboard) -> [String] {
  let head = DetailHead(dashboard, columns: 40)
  let fields = (head.fields + head.lines).map { field in
    let value =
      field.label == "Rated"
      ? ratingText(dashboard.detailRow?.averageRating) : field.value
    return [field.label + ":", value, field.note].filter { !$0.isEmpty }.joined(separator: " ")
  }
  let loaded = dashboard.shownDetail
  return [head.name] + fields + [
    "Measured: " + countText(loaded?.functions.count ?? 0, "function") + " in "
      + countText(loaded?.fileCount ?? 0, "file") + ".",
    countText(loaded?.detail.interactions.count ?? 0, "interaction")
      + (dashboard.isNewestFirst ? ", newest first:" : ", oldest first:"),
  ]
}

private func spokenInteractions(_ dashboard: Dashboard) -> SpokenList {
  guard let loaded = dashboard.shownDetail else { return SpokenList() }
  return SpokenList(
    count: loaded.detail.interactions.count, selected: dashboard.window(.interactions).selected
  ) { row in
    guard let interaction = loaded.interaction(row: row, isNewestFirst: dashboard.isNewestFirst)
    else { return "" }
    let instant = interaction.timestamp.flatMap(Timestamp.init)
    let rating = interaction.effectivenessRating.map { "rated \($0)" } ?? "not rated"
    return [
      instant.map(dashboard.timeText.clock) ?? "no time", rating, interaction.prompt,
      interaction.responseSummary,
    ].joined(separator: ", ")
  }
}

private func spokenHelp(_ dashboard: Dashboard) -> [String] {
  var below = dashboard
  below.popup = nil
  return KeyBinding.all.filter { !$0.help.isEmpty && $0.isUsable(below) }.map {
    "\($0.group.rawValue): \($0.label): \($0.help)"
  }
}
