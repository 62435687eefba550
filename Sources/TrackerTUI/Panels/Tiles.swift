// The six numbers at the head of the overview.

internal import TrackerCore

/// A number with its name.
struct Tile {
  var title: String
  var value: String
  var role: Role = .number
  /// Less important, after the value.
  var note = ""
  var noteRole: Role = .muted
  /// Fewest columns of the tile, a gap included.
  var columns: Int
  /// The name of the tab that says more.
  var tab = Tab.roi.name

  /// The tiles of an overview with so many completed sessions.
  static func all(_ overview: Overview, completedCount: Int, _ symbols: Symbols) -> [Tile] {
    let hasCompleted = overview.roi.completedSessions > 0
    let isRated = overview.effectiveness.count > 0
    let average = isRated ? Figure.averageEffectiveness.number(overview) : nil
    func tile(_ figure: Figure, isKnown: Bool, columns: Int) -> Tile {
      Tile(
        title: figure.title, value: isKnown ? figure.shown(overview) : "—",
        role: figure.number(overview) ?? 0 < 0 ? .bad : .number, columns: columns)
    }
    var sessions = tile(.totalSessions, isKnown: true, columns: 15)
    (sessions.note, sessions.tab) = ("\(countText(completedCount)) done", Tab.sessions.name)
    var rating = tile(.averageEffectiveness, isKnown: isRated, columns: 14)
    rating.tab = Tab.effectiveness.name
    if let average {
      rating.value += "/5"
      (rating.note, rating.noteRole) = (starsText(average), Role(average: average))
    }
    var issues = tile(.totalIssues, isKnown: true, columns: 14)
    issues.tab = Tab.issues.name
    if let worst = [Severity.critical, .high].first(where: { overview.issues.count(of: $0) > 0 }) {
      issues.note =
        "\(countText(overview.issues.count(of: worst))) \(symbols.severity(worst.rawValue))"
      issues.noteRole = Role(severity: worst.rawValue)
    }
    return [
      tile(.productivityMultiplier, isKnown: hasCompleted, columns: 11), sessions,
      tile(.savedHours, isKnown: hasCompleted, columns: 12),
      tile(.costSaved, isKnown: hasCompleted, columns: 13), rating, issues,
    ]
  }

  /// The titles of those whose number or note is another one.
  static func changedTitles(from before: Overview, to after: Overview) -> Set<String> {
    func tiles(_ overview: Overview) -> [Tile] {
      all(
        overview, completedCount: overview.rows.count { $0.state == .completed },
        Symbols(isUTF8: true))
    }
    let changed = zip(tiles(before), tiles(after)).filter {
      $0.value != $1.value || $0.note != $1.note
    }
    return Set(changed.map(\.1.title))
  }
}

extension Panel {
  /// Where there are fewer, the tiles stand below one another.
  static let fewestColumnsOfTileStrip = 60

  /// The name of the tab that says more of the tile at a place.
  static func tabOfTile(_ dashboard: Dashboard, _ column: Int, _ row: Int) -> String? {
    let tiles = Tile.all(
      dashboard.overview, completedCount: dashboard.completedCount, Symbols(isUTF8: true))
    guard dashboard.size.columns >= fewestColumnsOfTileStrip else {
      return tiles.indices.contains(row) ? tiles[row].tab : nil
    }
    // Characters of tiles are columns.
    let starts = tileColumns(tiles, columns: dashboard.size.columns) { $0.count }
    return starts.lastIndex { $0 <= column }.map { tiles[$0].tab }
  }

  static let tiles = Panel("tiles") { dashboard, _, painter in
    let tiles = Tile.all(
      dashboard.overview, completedCount: dashboard.completedCount, painter.symbols)
    if painter.columns < fewestColumnsOfTileStrip {
      drawTileList(dashboard, tiles, &painter)
    } else {
      drawTileStrip(tiles, dashboard.changed.tiles, &painter)
    }
  }
}

private func drawTileList(_ dashboard: Dashboard, _ tiles: [Tile], _ painter: inout Painter) {
  for (row, tile) in tiles.prefix(painter.rows).enumerated() {
    let isChanged = dashboard.changed.tiles.contains(tile.title)
    painter.write(tile.title, column: 1, row: row, Style(.muted, bold: isChanged))
    let column = painter.write(
      tile.value, column: 14, row: row, Style(tile.role, bold: isChanged))
    let running =
      tile.title == "Sessions" ? "(\(countText(dashboard.activeCount)) active)" : tile.note
    painter.write(running, column: column + 1, row: row, Style(tile.noteRole, bold: isChanged))
  }
}

/// At which columns the tiles stand that have room beside one another.
private func tileColumns(
  _ tiles: [Tile], columns: Int, width: (String) -> Int
) -> [Int] {
  let room = columns - 1
  let narrow = tiles.map { tile in
    let note = tile.note.isEmpty ? 0 : width(tile.note) + 1
    return max(tile.title.count, width(tile.value) + note) + 2
  }
  let wide = zip(tiles, narrow).map { max($0.columns, $1) }
  // The usual widths, unless narrow ones leave room for one more.
  let widths = fitting(narrow, room) > fitting(wide, room) ? narrow : wide
  let count = max(1, fitting(widths, room))
  let spare = max(0, room - widths.prefix(count).reduce(0, +))
  let extra = (spare + tiles.count / 2) / tiles.count
  return (0..<count).map { 1 + widths.prefix($0).reduce(0) { $0 + $1 + extra } }
}

/// The numbers are bold at any time; of changed ones name and note are, too.
private func drawTileStrip(
  _ tiles: [Tile], _ changed: Set<String>, _ painter: inout Painter
) {
  let columns = tileColumns(tiles, columns: painter.columns) { [painter] in painter.width(of: $0) }
  for (tile, column) in zip(tiles, columns) {
    let isChanged = changed.contains(tile.title)
    painter.write(tile.title, column: column, Style(.muted, bold: isChanged))
    let end = painter.write(tile.value, column: column, row: 1, Style(tile.role, bold: isChanged))
    painter.write(tile.note, column: end + 1, row: 1, Style(tile.noteRole, bold: isChanged))
  }
}

/// How many widths from the first on fit.
private func fitting(_ widths: [Int], _ room: Int) -> Int {
  (1...widths.count).last { widths.prefix($0).reduce(0, +) <= room } ?? 0
}
