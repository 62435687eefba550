// The six numbers at the head of the overview, each with its change and eight cells of where it comes from.

internal import TrackerCore

/// A number with its name.
struct Tile {
  let figure: Figure
  let title: String
  var value: String
  var role: Role = .number
  /// Less important, after the value.
  var note = ""
  var noteRole: Role = .muted
  /// The name of the tab that says more.
  var tab = Tab.roi.name
  /// Whether it is as logged because there is too little for an interval.
  var isUnproven = false

  /// The tile at a place of `FigureGroup.tiles`; the claims stand first.
  private init(_ place: Int, _ overview: Overview) {
    figure = FigureGroup.tiles[place]
    title = FigureGroup.compared[place].title
    value = figure.shownIfKnown(overview)
    if figure.knownNumber(overview) ?? 0 < 0 { role = .loss }
    // Where doubts are not known, the claim as logged is.
    let known = figure.isReadable(overview) ? figure : FigureGroup.compared[place]
    guard let measure = ClaimMeasure.headline.at(place), known.shownIfKnown(overview) != "—",
      let claims = overview.claims
    else { return }
    isUnproven = claims.conservative.bounds == nil
    value = (isUnproven ? claims.asLogged : claims.conservative).text(measure)
    if isUnproven { role = .muted } else { note = measure.note(claims.asLogged) + " as logged" }
  }

  /// The tiles of an overview with so many completed sessions.
  static func all(_ overview: Overview, completedCount: Int, _ symbols: Symbols) -> [Tile] {
    FigureGroup.tiles.indices.map { place in
      var tile = Tile(place, overview)
      switch tile.title {
      case Figure.totalSessions.title:
        (tile.note, tile.tab) = ("\(countText(completedCount)) ended", Tab.sessions.name)
      case Figure.averageEffectiveness.title:
        tile.tab = Tab.effectiveness.name
        if let average = tile.figure.knownNumber(overview) {
          (tile.note, tile.noteRole) = (starsText(average), Role(average: average))
        }
      case Figure.totalIssues.title:
        tile.tab = Tab.issues.name
        guard tile.figure.isReadable(overview) else { break }
        let worst = [Severity.critical, .high].first { overview.issues.count(of: $0) > 0 }
        guard let worst else { break }
        let count = countText(overview.issues.count(of: worst))
        tile.note = "\(count) \(symbols.severity(worst.rawValue))"
        tile.noteRole = Role(severity: worst.rawValue)
      default: break
      }
      return tile
    }
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

/// Which tiles have room, and where each stands.
struct TilePlaces {
  /// Their places in `FigureGroup.tiles`, and where each begins.
  private(set) var tiles: [(index: Int, column: Int, width: Int)] = []
  /// Whether they stand below one another.
  let isList: Bool

  init(columns: Int, rows: Int) {
    isList = columns < 60
    let all = Array(FigureGroup.tiles.indices)
    // Time saved is what cost saved says in other words.
    let fewer = all.filter { FigureGroup.tiles[$0].key != ClaimMeasure.hoursSaved.key }
    guard !isList else {
      tiles = (rows < all.count ? fewer : all).prefix(rows).map { ($0, 1, columns - 1) }
      return
    }
    let order = columns < 110 ? fewer : all
    let widths: [Int] =
      switch columns {
      case ..<110: order.map { _ in 16 }
      case ..<160: order.map { $0 < 3 ? min(25, (columns - 45) / 3) : 15 }
      default: [36, 36, 36, 30, 30, 28].map { min($0, $0 * (columns - 1) / 196) }
      }
    var column = 1
    // The last one needs no blank behind it.
    for (index, width) in zip(order, widths) where column + width <= columns + 1 {
      tiles.append((index, column, width))
      column += width
    }
  }

  /// Rows that tiles take of so many.
  static func rows(_ body: Rect) -> Int { body.columns >= 60 || body.rows < 16 ? 3 : 6 }
}

extension Dashboard {
  /// Where the tiles stand.
  var tilePlaces: TilePlaces {
    let body = Layout.body(of: size)
    return TilePlaces(columns: body.columns, rows: TilePlaces.rows(body))
  }

  /// The tiles, each with what its number says.
  func tiles(_ symbols: Symbols) -> [Tile] {
    Tile.all(read.overview, completedCount: read.completedCount, symbols)
  }

  /// The tiles that have room.
  fileprivate var placedTiles: [Tile] {
    let tiles = tiles(Symbols(isUTF8: true))
    return tilePlaces.tiles.map { tiles[$0.index] }
  }
}

extension ListID { static let tiles = ListID("tiles") }

extension ListKind {
  /// The numbers at the head of the overview.
  static let tiles = ListKind(
    .tiles, "number", rows: \.placedTiles,
    spoken: { spokenTile($1, $0, isFirst: true) }
  ).with {
    $0.opening = Opening(hint: "its tab") { dashboard, _, row in
      let tab = dashboard.placedTiles.at(row).flatMap { Tab.index(named: $0.tab) }
      if let tab { dashboard.show(tab: tab) }
    }
    $0.title = { _ in "Numbers" }
    $0.explained = { dashboard, row in
      let id = dashboard.placedTiles.at(row)?.figure.explanation?.id
      return ShownExplanation.all([id].compactMap(\.self), of: dashboard.read.overview)
    }
    $0.isToldByTab = true
  }
}

extension Panel {
  /// The name of the tab that says more of the tile at a place.
  static func tabOfTile(_ dashboard: Dashboard, _ column: Int, _ row: Int) -> String? {
    let places = dashboard.tilePlaces
    let place =
      places.isList ? places.tiles.at(row) : places.tiles.last { $0.column <= column }
    return place.map { dashboard.tiles(Symbols(isUTF8: true))[$0.index].tab }
  }

  static let tiles = Panel("tiles") { dashboard, isFocused, painter in
    let tiles = dashboard.tiles(painter.symbols)
    let places = dashboard.tilePlaces
    let selected = dashboard.window(.tiles).selected
    for (row, place) in places.tiles.enumerated() {
      let columns = min(place.width, painter.columns - place.column)
      let area = Rect(
        column: place.column, row: places.isList ? row : 0, columns: columns,
        rows: places.isList ? 1 : painter.rows)
      painter.inside(area) {
        if places.isList {
          $0.line(of: tiles[place.index], dashboard)
        } else {
          $0.strip(of: tiles[place.index], width: place.width, dashboard)
        }
        guard isFocused else { return }
        $0.restyle(row: 0, columns: 0..<$0.width(of: tiles[place.index].title)) {
          $0.isUnderlined = true
        }
        if row == selected { $0.selectTile(isLine: places.isList, width: place.width) }
      }
    }
  }
}

extension Painter {
  /// Marks the selected tile: its line, or its name.
  fileprivate mutating func selectTile(isLine: Bool, width: Int) {
    restyle(row: 0, columns: 0..<(isLine ? columns : min(columns, width - 1))) {
      $0 = Style(underlined: $0.isUnderlined, reversed: true)
    }
  }

  /// Name, number and note, change and cells below one another. The last of `width` columns stays blank.
  fileprivate mutating func strip(of tile: Tile, width: Int, _ dashboard: Dashboard) {
    let isChanged = dashboard.read.changed.tiles.contains(tile.title)
    let room = min(columns, width - 1)
    write(tile.title, column: 0, Style(.muted, bold: isChanged))
    let end = write(tile.value, column: 0, row: 1, Style(tile.role, bold: isChanged))
    writeNote(
      tile.note, column: end + 1, row: 1, width: room - end - 1,
      Style(tile.noteRole, bold: isChanged))
    let cells = width > 16 ? 8 : width - 9
    change(of: tile, dashboard, from: 0, cells: cells, room: room, row: 2)
  }

  /// The same in one row, without the note.
  fileprivate mutating func line(of tile: Tile, _ dashboard: Dashboard) {
    let isChanged = dashboard.read.changed.tiles.contains(tile.title)
    write(tile.title, column: 0, Style(.muted, bold: isChanged))
    let end = write(tile.value, column: 11, Style(tile.role, bold: isChanged))
    change(of: tile, dashboard, from: max(19, end + 1), cells: 30, room: columns, row: 0)
  }

  /// How the figure changed, and from `cells` on where it comes from; what has no room is left out.
  private mutating func change(
    of tile: Tile, _ dashboard: Dashboard, from column: Int, cells: Int, room: Int, row: Int
  ) {
    guard !tile.isUnproven else {
      writeNote("unproven", column: column, row: row, width: room - column, Style(.muted))
      return
    }
    guard tile.figure.isReadable(dashboard.read.overview) else {
      writeNote(Painter.unreadable, column: column, row: row, width: room - column, Style(.warn))
      return
    }
    let change = tile.figure.change(
      to: dashboard.read.overview, from: dashboard.comparison.before)
    let forms = symbols.change(change, tile.figure.kind)
    let form = forms.first { column + width(of: $0) < cells } ?? forms[forms.count - 1]
    let end = writeNote(form, column: column, row: row, width: room - column, Style(.muted))
    let numbers = tile.figure.parts(of: dashboard.comparison)
    let start = max(cells, end + 1)
    guard start + numbers.count <= room else { return }
    for (index, number) in numbers.enumerated() {
      let (sign, role) = cell(number, of: numbers, tile.figure)
      write(sign, column: start + index, row: row, Style(role))
    }
  }

  /// A block from 0 to the largest number, a mean rating from 1 to 5; blank where it is not known.
  private func cell(_ number: Double?, of numbers: [Double?], _ figure: Figure) -> (String, Role) {
    guard let number else { return (" ", .muted) }
    let blocks = BlockChart(isUTF8: isUTF8)
    if number < 0 { return ("▾", .loss) }
    if number == 0 { return (blocks.level(1), .faint) }
    let isRating = figure.kind.unit == .rating
    let largest = numbers.compactMap { $0 }.max() ?? 0
    let eighths = BlockChart.eighths(
      isRating ? number - 1 : number, of: isRating ? 4 : largest, cells: 1)
    return (blocks.level(eighths), .data)
  }
}
