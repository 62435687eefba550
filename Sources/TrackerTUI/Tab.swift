// THE LIST of tabs. A new one is a value here and a file that arranges its panels.

internal import TrackerCore

/// A screen that a digit opens.
package struct Tab: Sendable {
  package var name: String
  /// The name where there is little room.
  package var shortName: String
  /// Its lists, as they stand below one another.
  var lists: [ListKind]
  /// The keys that its hint line names first; empty for the order of the list of keys.
  var firstHints: [Command] = []
  /// The file that all of it rests on, beside the sessions; nil where none is.
  var restsOn: DataFile?
  /// Whether other rates can be tried out here.
  var hasRates = false
  /// What its help says beside keys; empty for nothing.
  var help = ""
  /// Whether a detail may stand beside its list.
  var hasPane = false
  /// What its numbers are grouped by; nil where nothing is grouped.
  var grouping: TabGrouping?
  /// The ids of the figures that can be asked about on it, whatever its lists have.
  var figures: [String] = []
  /// Places the panels in a body.
  var arrange: @Sendable (Dashboard, Rect, inout Layout) -> Void
  /// Parts of the status line, most important first; those at the end go first.
  var status: @Sendable (Dashboard) -> [String]
  /// Computes the numbers that only this tab shows, where they are missing.
  var compute: @Sendable (inout Dashboard) -> Void = { _ in }
  /// The sessions that its charts leave out, said where there is room; nil without any.
  var outside: @Sendable (Dashboard) -> OutsideSessions? = { _ in nil }
  /// Its numbers as sentences.
  var spoken: @Sendable (Dashboard) -> [String] = { _ in [] }
  /// The end of a chart that is no list, as a sentence; nil without such a chart.
  var spokenChart: @Sendable (Dashboard) -> String? = { _ in nil }
  /// The whole of that chart: its name, and a line for each column that has something.
  var paperChart: @Sendable (Dashboard) -> (name: String, lines: [String])? = { _ in nil }

  /// Every tab, in the order of their digits.
  package static let all: [Tab] = [
    .overview, .sessions, .effectiveness, .roi, .issues, .gaps, .trends,
  ]

  /// What comes first where charts stand.
  static let chartHints: [Command] = [
    .back, .sideways(-1), .assume, .chooseGrouping, .changePane(by: 1), .open, .chooseRange,
    .filter, .explain,
  ]

  /// The place of a tab by its name, whatever the case of its letters, or by its digit; nil for anything else.
  package static func index(named text: String) -> Int? {
    let wanted = text.lowercased()
    let byName = all.firstIndex {
      [$0.name, $0.shortName].contains { $0.lowercased() == wanted }
    }
    return byName ?? Int(text).map { $0 - 1 }.flatMap { all.indices.contains($0) ? $0 : nil }
  }
}

extension Dashboard {
  /// The tab on screen.
  var tab: Tab { Tab.all[place.tabIndex] }
}

/// The first row: tabs at the left, at the right whether there is a filter, range and liveness.
struct TabBar {
  /// The columns of each tab shown; a tab that is not shown has none.
  private(set) var spans: [(text: String, columns: Range<Int>, index: Int)] = []
  /// Range, sign and state, right of the tabs.
  let range: String
  let state: String
  let stateColumn: Int
  /// Where the sign of a filter stands; nil without one, or without room.
  let filterColumn: Int?

  /// The sign of a filter.
  private static let filterSign = "f"
  /// Below this width only the current tab is named.
  private static let fewestColumnsWithTabs = 60
  private static let fewestColumnsWithWideState = 100

  init(_ dashboard: Dashboard) {
    let columns = dashboard.size.columns
    state = TabBar.state(of: dashboard)
    let shortest = " \(dashboard.place.tabIndex + 1)/\(Tab.all.count) \(dashboard.tab.name) "
    var label = dashboard.chosen.range.label
    // Days of one's own may leave no room for the tab's name.
    if !dashboard.chosen.range.isUsual,
      shortest.count + label.count + state.count + 2 > columns
    {
      label = "dates"
    }
    range = label + (columns < TabBar.fewestColumnsWithWideState ? " " : "  ")
    // ASCII but for the sign, so characters are columns.
    stateColumn = max(0, columns - 1 - range.count - state.count)
    let hasSign =
      !dashboard.chosen.filter.isEmpty && columns >= TabBar.fewestColumnsWithTabs
      && dashboard.screen.modeBelow != .noSessions
    filterColumn = hasSign ? max(0, stateColumn - 2) : nil
    let end = filterColumn ?? stateColumn
    let numbered = Tab.all.enumerated()
    let forms = [
      numbered.map { " \($0 + 1) \($1.name) " }, numbered.map { " \($0 + 1) \($1.shortName) " },
      numbered.map { " \($0 + 1)\($1.shortName)" },
    ]
    let fitting = forms.first { $0.reduce(0) { $0 + $1.count } < end }
    if columns >= TabBar.fewestColumnsWithTabs, let fitting {
      var column = 0
      for (index, text) in fitting.enumerated() {
        spans.append((text, column..<(column + text.count), index))
        column += text.count
      }
    } else {
      spans = [(shortest, 0..<shortest.count, dashboard.place.tabIndex)]
    }
  }

  private static func state(of dashboard: Dashboard) -> String {
    if dashboard.read.isPaused {
      return dashboard.read.heldChangeCount == 0
        ? "paused" : "paused, " + countText(dashboard.read.heldChangeCount, "change")
    }
    if dashboard.read.isStale { return "stale" }
    return dashboard.readOnlyReason == nil ? "● live" : "read-only"
  }

  /// What a click at a place asks for: a tab, another filter, another range; nil elsewhere.
  func command(atColumn column: Int, row: Int) -> Command? {
    guard row == 0 else { return nil }
    if let span = spans.first(where: { $0.columns.contains(column) }) {
      return .selectTab(span.index)
    }
    if column == filterColumn { return .filter }
    let label = range.split(separator: " ").joined(separator: " ")
    return (stateColumn..<(stateColumn + label.count)).contains(column) ? .chooseRange : nil
  }

  func draw(_ dashboard: Dashboard, _ painter: inout Painter) {
    for span in spans {
      let isSelected = span.index == dashboard.place.tabIndex
      let style = Style(isSelected ? .tabSelected : .tab)
      painter.write(span.text, column: span.columns.lowerBound, style)
    }
    if let filterColumn {
      painter.write(TabBar.filterSign, column: filterColumn, Style(.hintKey, reversed: true))
    }
    let column = painter.write(range, column: stateColumn, Style(.muted))
    let role: Role = dashboard.read.isPaused || dashboard.read.isStale ? .warn : .gain
    painter.write(state, column: column, Style(role))
  }
}
