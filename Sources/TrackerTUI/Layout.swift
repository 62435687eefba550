// Where everything stands on a screen, from size and state alone. Drawing and pointing read the same layout.

/// Something that draws itself into the part of the screen it is given.
package struct Panel: Sendable {
  /// Unique among panels.
  package var name: String
  /// Draws; the flag tells whether keys go to this panel.
  package var draw: @Sendable (Dashboard, Bool, inout Painter) -> Void

  init(_ name: String, draw: @escaping @Sendable (Dashboard, Bool, inout Painter) -> Void) {
    self.name = name
    self.draw = draw
  }
}

/// A panel and its place.
package struct Placement: Sendable {
  package var panel: Panel
  package var area: Rect
  /// The list whose rows fill the area; nil for what cannot be walked through.
  package var focus: ListID?
  /// Screen rows that each row of the list takes.
  package var linesPerRow = 1
  /// The same where rows differ in it; nil where they do not.
  var rowHeights: RowHeights?
  /// Where the groups of a list begin; nil for a list without any.
  var groups: ListGroups?
  /// The list whose titles these are, which a click sorts; nil for all else.
  var heads: ListID?
  /// Which tab a click opens; nil for what is no summary of tabs.
  var opens: TabAtPlace?
  /// How the list stands side by side as columns of a chart; nil for rows below one another.
  var chart: ChartScale?
  /// How the list stands as days in columns of weeks.
  var weeks: WeekScale?
  /// Where the parts of a strip begin, each a row of the list.
  var strip: [Int]?

  /// How many rows of the list fit, or how many columns of a chart; at most where rows differ in height.
  package var height: Int {
    chart?.fitting ?? weeks?.fitting ?? strip?.count ?? area.rows / max(1, linesPerRow)
  }

  /// Whether keys lead sideways through it.
  var isSideways: Bool { chart != nil || weeks != nil || strip != nil }

  /// Which row of the list stands at a place of the screen; a negative one is none.
  func index(atColumn column: Int, row: Int, _ window: ListWindow, count: Int) -> Int {
    let (column, row) = (column - area.column, row - area.row)
    if let weeks { return weeks.index(atColumn: column, row: row, top: window.top) }
    if let strip { return strip.lastIndex { $0 <= column } ?? 0 }
    if let chart { return window.top + chart.index(atColumn: column) }
    return shownRows(window, count: count).first { $0.lines.contains(row) }?.index ?? -1
  }

  /// The rows of a list in sight. Where all are of one height, one more than fits whole, so that an odd last line shows a
  /// beginning.
  package func shownRows(_ window: ListWindow, count: Int) -> [ShownRow] {
    if let rowHeights { return window.shown(count: count, room: area.rows, rowHeights) }
    if let groups {
      return groups.sight(top: window.top, room: area.rows).rows.enumerated().map {
        ShownRow(index: $1, lines: $0..<($0 + 1))
      }
    }
    let lines = max(1, linesPerRow)
    return window.rows(count: count, height: (area.rows + lines - 1) / lines).enumerated().map {
      let line = $0 * lines
      return ShownRow(index: $1, lines: line..<min(area.rows, line + lines))
    }
  }

  /// How many rows a page on, or back, leads.
  func page(isBack: Bool, _ window: ListWindow, count: Int) -> Int {
    rowHeights.map { window.page(isBack: isBack, count: count, room: area.rows, $0) } ?? height
  }

  /// Brings the selected row into sight.
  fileprivate func reveal(_ window: inout ListWindow, count: Int) {
    if let rowHeights {
      window.reveal(count: count, room: area.rows, rowHeights)
    } else if let groups {
      window.reveal(room: area.rows, groups)
    } else {
      window.reveal(count: count, height: height)
    }
  }
}

/// The name of the tab that a click on a summary opens, by column and row within it; nil where there is nothing.
typealias TabAtPlace = @Sendable (Dashboard, _ column: Int, _ row: Int) -> String?

extension Dashboard {
  /// Shows the model as it is now: lays the screen out and brings the selected rows into sight. Nothing else lays it out.
  mutating func showScreen() {
    let layout = Layout(self, number: screen.layout.number + 1)
    for placement in layout.placements {
      guard let focus = placement.focus else { continue }
      placement.reveal(&place.windows[focus, default: ListWindow()], count: rowCount(focus))
    }
    if let lostList = over.lostList, layout.placement(of: lostList) != nil {
      over.message = "the \(lostList.kind.itemName) is gone"
    }
    screen = Screen(self, layout)
  }
}

/// The parts of a screen.
package struct Layout: Sendable {
  package var tabBar = Rect(columns: 0, rows: 0)
  package var body = Rect(columns: 0, rows: 0)
  package var status = Rect(columns: 0, rows: 0)
  /// Empty on low screens.
  package var hints = Rect(columns: 0, rows: 0)
  package var placements: [Placement] = []
  /// Whether some sections have no room, so that stepping through them is worth a key.
  package var hidesSections = false
  /// The list that keys go to at first, where it is another than the first one.
  var home: ListID?
  /// The lists of a detail in the order in which they are stepped through, those included that have no room.
  var panes: [ListID] = []
  /// Counts the layouts of a run.
  package private(set) var number = 0

  /// Screens with fewer rows have no hint line.
  static let fewestRowsWithHints = 14

  /// Of an empty screen.
  init() {}

  /// What tabs, status and hints leave of a screen.
  static func body(of size: ScreenSize) -> Rect { Layout(size).body }

  /// The rims of a screen.
  private init(_ size: ScreenSize) {
    var rest = Rect(columns: size.columns, rows: size.rows)
    tabBar = rest.takeTop(1)
    hints = rest.takeBottom(size.rows < Layout.fewestRowsWithHints ? 0 : 1)
    status = rest.takeBottom(1)
    body = rest
  }

  fileprivate init(_ dashboard: Dashboard, number: Int) {
    self.init(dashboard.size)
    self.number = number
    switch ScreenMode(below: dashboard) {
    case .detail: placeDetail(dashboard, body)
    case .noSessions, .tooSmall: break
    case .textPage: place(.textPage, body.inset(columns: 1), focus: .textLines)
    case .finds:
      placeList(
        .findRows, under: .findsRule, body, focus: .finds, linesPerRow: 2, heads: .finds)
    default:
      if dashboard.place.members == nil, dashboard.unreadableFileOfTab != nil {
        place(.unreadableTab, body)
      } else if dashboard.place.members == nil {
        dashboard.tab.arrange(dashboard, body, &self)
      } else {
        placeList(.memberRows, under: .membersRule, body, focus: .members, heads: .sessions)
      }
    }
    for index in placements.indices {
      placements[index].groups = placements[index].focus.flatMap(dashboard.listGroups)
    }
  }

  /// Adds a panel.
  mutating func place(
    _ panel: Panel, _ area: Rect, focus: ListID? = nil, linesPerRow: Int = 1,
    rowHeights: RowHeights? = nil, heads: ListID? = nil, opens: TabAtPlace? = nil,
    chart: ChartScale? = nil, weeks: WeekScale? = nil, strip: [Int]? = nil
  ) {
    placements.append(
      Placement(
        panel: panel, area: area, focus: focus, linesPerRow: linesPerRow, rowHeights: rowHeights,
        heads: heads, opens: opens, chart: chart, weeks: weeks, strip: strip))
  }

  /// Adds a list that stands side by side as columns of a chart.
  mutating func placeChart(_ panel: Panel, _ area: Rect, focus: ListID, _ dashboard: Dashboard) {
    place(panel, area, focus: focus, chart: dashboard.chartScale(focus, columns: area.columns))
  }

  /// The name of the tab that a click at a place of the screen opens; nil where it opens none.
  func tab(atColumn column: Int, row: Int, in dashboard: Dashboard) -> String? {
    let summary = placements.first {
      $0.opens != nil && $0.area.contains(column: column, row: row)
    }
    return summary.flatMap { $0.opens?(dashboard, column - $0.area.column, row - $0.area.row) }
  }

  /// Adds a list under its rule, and under the titles of a list where a row is left for its own.
  mutating func placeList(
    _ list: Panel, under rule: Panel?, _ area: Rect, focus: ListID, linesPerRow: Int = 1,
    heads: ListID? = nil
  ) {
    var rows = area
    if let rule { place(rule, rows.takeTop(1)) }
    if let heads, rule == nil || rows.rows > linesPerRow {
      place(.heads(of: heads), rows.takeTop(1), heads: heads)
    }
    place(list, rows, focus: focus, linesPerRow: linesPerRow)
  }

  /// The list that keys go to at first: the first one whose rows stand below one another, else the first chart.
  var firstFocus: ListID? {
    if let home { return home }
    let lists = steps.compactMap(placement)
    return (lists.first { $0.chart == nil } ?? lists.first)?.focus
  }

  /// Every list on screen.
  var lists: [ListID] { placements.compactMap(\.focus) }

  /// Every list that can be stepped to.
  var steps: [ListID] { lists.filter { !panes.contains($0) } + panes }

  /// Where a list stands; nil when it is not on screen.
  package func placement(of focus: ListID) -> Placement? {
    placements.first { $0.focus == focus }
  }
}
