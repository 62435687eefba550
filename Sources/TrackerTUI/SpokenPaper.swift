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
  if let reason = dashboard.read.staleReason { lines.append("Stale: \(reason).") }
  guard dashboard.screen.modeBelow != .noSessions else {
    return lines + [spokenNothing(dashboard)]
  }
  lines += dashboard.spokenUnreadable
  guard dashboard.unreadableFileOfTab == nil else { return lines }
  lines += dashboard.tab.spoken(dashboard)
  if let chart = dashboard.tab.paperChart(dashboard), !chart.lines.isEmpty {
    lines += ["\(chart.name):"] + chart.lines
  }
  for list in dashboard.tab.lists where !list.isToldByTab {
    let count = list.count(dashboard)
    let rows = (0..<count).filter { list.isWorthALine(dashboard, $0) }
    if count == 0, list.isOfSessions { lines.append("No sessions.") }
    guard !rows.isEmpty else { continue }
    let isWhole = rows.count == count
    lines.append(spokenName(dashboard, list) + (isWhole ? ":" : ", empty ones left out:"))
    lines += rows.map { list.spoken(dashboard, $0) }
  }
  return lines
}
