// The numbers at the head of the overview for a screen reader: each a sentence with its change and its parts.

internal import TrackerCore

/// Each number of the overview, how it changed, and what its parts were; then what they rest on.
func spokenTiles(_ dashboard: Dashboard) -> [String] {
  let claims = dashboard.read.overview.claims
  let gate = claims.map { claims in
    [claims.gateTexts[0]]
      + (claims.conservative.bounds == nil ? [] : [claims.conservative.verdictText])
  }
  return dashboard.tiles(Symbols(isUTF8: true)).enumerated().map {
    spokenTile($1, dashboard, isFirst: $0 == 0)
  } + (gate ?? []).map { $0 + "." }
}

/// One of them; the first one says what is compared.
func spokenTile(_ tile: Tile, _ dashboard: Dashboard, isFirst: Bool) -> String {
  let isTold = !tile.isUnproven
  return [
    spokenNumber(tile, dashboard, isFirst: isFirst),
    isTold ? spokenChange(tile.figure, dashboard, isFirst: isFirst) : nil,
    isTold ? spokenParts(tile.figure, dashboard, isFirst: isFirst) : nil,
  ].compactMap { $0 }.joined(separator: " ")
}

private func spokenNumber(_ tile: Tile, _ dashboard: Dashboard, isFirst: Bool) -> String {
  let overview = dashboard.read.overview
  let rated = overview.effectiveness.ratedCount
  guard tile.isUnproven || tile.figure.isReadable(overview) else {
    return "\(tile.title): not known, it \(Painter.unreadable)."
  }
  switch tile.title {
  case Figure.totalSessions.title:
    return countText(overview.rows.count, "session")
      + ", \(countText(dashboard.read.completedCount)) ended."
  case Figure.averageEffectiveness.title:
    return rated == 0
      ? "Nothing rated yet."
      : "Rating \(tile.value) of 5, \(countText(rated)) rated."
  case Figure.totalIssues.title: return countText(overview.issues.total, "issue") + "."
  default:
    if tile.isUnproven { return "\(tile.title) \(tile.value) as logged, unproven." }
    let ends = overview.claims?.conservative.timesEnds
    let interval =
      isFirst ? ends.map { ", conservative, \($0.low)x to \($0.high)x in 8 of 10 cases" } : nil
    return "\(tile.title) \(inWords(tile.value, orElse: "not known"))\(interval ?? "")"
      + (tile.note.isEmpty ? "." : "; \(tile.note).")
  }
}

private func spokenChange(_ figure: Figure, _ dashboard: Dashboard, isFirst: Bool) -> String? {
  let comparison = dashboard.comparison
  guard let change = figure.change(to: dashboard.read.overview, from: comparison.before) else {
    return nil
  }
  let period =
    !isFirst ? "before" : (comparison.days == 1 ? "on " : "in ") + comparison.periodWords
  guard let size = differenceText(change.difference, figure.kind) else {
    return "The same as \(period)."
  }
  return "\(size) \(change.difference < 0 ? "less" : "more") than \(period)"
    + (change.isClear ? "." : "; could be chance.")
}

private func spokenParts(_ figure: Figure, _ dashboard: Dashboard, isFirst: Bool) -> String? {
  let comparison = dashboard.comparison
  let parts = zip(comparison.parts, figure.parts(of: comparison)).filter { $0.0 != nil }.map(\.1)
  guard parts.contains(where: { $0 != nil }) else { return nil }
  let head = isFirst ? "\(parts.count) parts of \(comparison.partWords)" : "Parts"
  return head + ": "
    + parts.map { inWords(numberText($0, figure.kind), orElse: "none") }
    .joined(separator: ", ") + "."
}
