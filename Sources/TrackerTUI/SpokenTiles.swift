// The numbers at the head of the overview for a screen reader: each a sentence with its change and its parts.

internal import TrackerCore

/// Each number of the overview, how it changed, and what its parts were.
func spokenTiles(_ dashboard: Dashboard) -> [String] {
  FigureGroup.compared.enumerated().map { spokenTile($1, dashboard, isFirst: $0 == 0) }
}

/// One of them; the first one says what is compared.
func spokenTile(_ figure: Figure, _ dashboard: Dashboard, isFirst: Bool) -> String {
  [
    spokenNumber(figure, dashboard), spokenChange(figure, dashboard, isFirst: isFirst),
    spokenParts(figure, dashboard, isFirst: isFirst),
  ].compactMap { $0 }.joined(separator: " ")
}

private func spokenNumber(_ figure: Figure, _ dashboard: Dashboard) -> String {
  let overview = dashboard.read.overview
  let rated = overview.effectiveness.ratedCount
  switch figure.title {
  case Figure.totalSessions.title:
    return countText(overview.rows.count, "session")
      + ", \(countText(dashboard.read.completedCount)) ended."
  case Figure.averageEffectiveness.title:
    return rated == 0
      ? "Nothing rated yet."
      : "Rating \(figure.shown(overview)) of 5, \(countText(rated)) rated."
  case Figure.totalIssues.title: return countText(overview.issues.total, "issue") + "."
  default: return spoken([figure], overview)
  }
}

private func spokenChange(_ figure: Figure, _ dashboard: Dashboard, isFirst: Bool) -> String? {
  let comparison = dashboard.read.comparison
  guard let change = figure.change(to: dashboard.read.overview, from: comparison.before) else {
    return nil
  }
  let period =
    switch comparison.days {
    case _ where !isFirst: "before"
    case 1?: "on the day before"
    case let days?: "in the \(countText(days)) days before"
    case nil: "in as long a time before"
    }
  guard let size = differenceText(change.difference, figure.kind) else {
    return "The same as \(period)."
  }
  return "\(size) \(change.difference < 0 ? "less" : "more") than \(period)"
    + (change.isClear ? "." : "; could be chance.")
}

private func spokenParts(_ figure: Figure, _ dashboard: Dashboard, isFirst: Bool) -> String? {
  let comparison = dashboard.read.comparison
  let parts = zip(comparison.parts, figure.parts(of: comparison)).filter { $0.0 != nil }.map(\.1)
  guard parts.contains(where: { $0 != nil }) else { return nil }
  let length =
    comparison.daysOfPart == 0 ? "3 hours" : countText(comparison.daysOfPart, "day")
  let head = isFirst ? "\(parts.count) parts of \(length)" : "Parts"
  return head + ": "
    + parts.map { inWords(numberText($0, figure.kind), orElse: "none") }
    .joined(separator: ", ") + "."
}
