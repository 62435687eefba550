// A tab as lines to be read out or printed: every number, chart and list of it, however many lines that takes.

internal import TrackerCore

/// All that the tab says, in words, in lines of at most `columns` columns.
package func spokenText(
  _ dashboard: Dashboard, columns: Int, capabilities: Capabilities
) -> String {
  let size = ScreenSize(columns: max(columns, Dashboard.smallestSize.columns), rows: 1)
  let blank = Painter(size: size, capabilities: capabilities)
  return paperLines(dashboard).flatMap { wrapped($0, blank) }.map { line in
    var painter = blank
    painter.write(line, column: 0)
    return painter.canvas.text
  }.joined(separator: "\n")
}

private func paperLines(_ dashboard: Dashboard) -> [String] {
  var lines = [spokenPlace(dashboard, isOnPaper: true)]
  if let reason = dashboard.staleReason { lines.append("Stale: \(reason).") }
  guard dashboard.screen.modeBelow != .noSessions else {
    return lines + [spokenNothing(dashboard)]
  }
  lines += spokenTabNumbers(dashboard)
  for chart in paperCharts(dashboard) where !chart.lines.isEmpty {
    lines += ["\(chart.name):"] + chart.lines
  }
  for focus in dashboard.tab.lists {
    let list = spokenTabList(dashboard, focus)
    let rows = (0..<list.count).filter { isWorthALine(dashboard, focus, $0) }
    if list.count == 0, focus == .sessions { lines.append("No sessions.") }
    guard !rows.isEmpty else { continue }
    let hidden = list.count - rows.count
    lines.append(spokenName(dashboard, focus) + (hidden > 0 ? ", empty ones left out:" : ":"))
    lines += rows.map(list.line)
  }
  return lines
}

/// Charts that are no lists: name and a line for each column that has something.
private func paperCharts(_ dashboard: Dashboard) -> [(name: String, lines: [String])] {
  let time = dashboard.timeText
  switch dashboard.tab.name {
  case Tab.overview.name:
    let first = dashboard.firstDay
    let days = dashboard.days.filter { day in
      day.sessionCount > 0 && first.map { day.day >= $0 } ?? true
    }
    return [
      (
        "Sessions a day, empty days left out",
        days.map { time.dayAndYear($0.day) + ": " + countText($0.sessionCount, "session") }
      )
    ]
  case Tab.issues.name:
    return [
      (
        "Issues flagged a day, empty days left out",
        dashboard.numbers.issueDays.filter { $0.count > 0 }.map { day in
          time.dayAndYear(day.day) + ": " + countText(day.count, "issue")
            + (day.worst.map { ", the worst \($0.rawValue)" } ?? "")
        }
      )
    ]
  case Tab.trends.name where dashboard.grouping.bucket != .day:
    let days = dashboard.numbers.trends?.timeline ?? []
    return [
      (
        "Mean rating by day and hour, empty days left out",
        days.map { (day: $0.day, hours: spokenHours($0)) }.filter { !$0.hours.isEmpty }.map {
          time.dayAndYear($0.day) + ": " + $0.hours.joined(separator: ", ")
        }
      )
    ]
  default: return []
  }
}

/// Whether a step of a time axis or an hour has anything to tell; rows of other lists always have.
private func isWorthALine(_ dashboard: Dashboard, _ focus: Focus, _ row: Int) -> Bool {
  switch focus {
  case .ratingDays: dashboard.numbers.effectiveness?.byDay[row].tally.count ?? 0 > 0
  case .savedHours: dashboard.numbers.roi?.points[row].sessionCount ?? 0 > 0
  case .gapHours: dashboard.numbers.gaps?.byHour[row].count ?? 0 > 0
  case .trend:
    dashboard.numbers.trends.map {
      $0.points[row].sessionCount > 0 || $0.points[row].tally.count > 0
    } ?? false
  default: true
  }
}
