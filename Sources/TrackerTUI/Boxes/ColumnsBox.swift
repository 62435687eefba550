// Which columns the list of sessions has.

internal import TrackerCore

/// The columns, each shown or left out.
struct ColumnsBox: ChoiceBox {
  var selected = 0

  func list(_ dashboard: Dashboard) -> ChoiceList {
    let titles = SessionColumn.choosable.map(\.choiceTitle)
    let hidden = dashboard.chosen.view.hiddenColumns
    let needs = dashboard.columnNeeds
    return ChoiceList(
      "Columns", count: titles.count, columns: 28, on: dashboard.size,
      spoken: { index in
        let state = hidden.contains(titles[index]) ? "left out" : needs[titles[index]] ?? "shown"
        return titles[index] + ", " + state
      }
    ) { index, row, painter in
      let isHidden = hidden.contains(titles[index])
      painter.write(isHidden ? "[ ]" : "[x]", column: 3, row: row, Style(.hintKey))
      painter.write(titles[index], column: 7, row: row)
      guard !isHidden, let needs = needs[titles[index]] else { return }
      painter.writeNote(needs, column: 16, row: row, width: painter.columns - 18, Style(.muted))
    }
  }

  /// Shows or leaves out the selected column; the box stays.
  func take(_ dashboard: inout Dashboard) {
    let title = SessionColumn.choosable[selected].choiceTitle
    if dashboard.chosen.view.hiddenColumns.remove(title) == nil {
      dashboard.chosen.view.hiddenColumns.insert(title)
    }
    dashboard.chosen.view.firstColumn = 0
    dashboard.over.box = self
  }
}

extension Dashboard {
  /// Why columns that are not left out have no place, by their titles: `needs 110`, or `no values`.
  var columnNeeds: [String: String] {
    let area = screen.layout.placement(of: .sessions)?.area
    let hasPane = area.map { $0.columns < size.columns } ?? false
    var needs = Dictionary(read.unfilledColumns.map { ($0, "no values") }) { first, _ in first }
    var left = Set(SessionColumn.choosable.map(\.choiceTitle))
      .subtracting(chosen.view.hiddenColumns.union(read.unfilledColumns))
    for columns in size.columns..<max(size.columns + 1, mostColumns) where !left.isEmpty {
      let room = hasPane ? columns * chosen.view.listPercent / 100 : columns
      for (column, _) in sessionColumns(room, of: columns)
      where left.remove(column.choiceTitle) != nil && columns > size.columns {
        needs[column.choiceTitle] = "needs \(columns)"
      }
    }
    return needs
  }
}
/// No screen is wider.
private let mostColumns = 500

extension KeyBinding {
  static let ofColumns: [KeyBinding] = [
    KeyBinding(
      nil, .toggleColumn, [" ", .enter, "c"], .view, "Space Enter", "show or leave out",
      hint: "show or not"
    ) { $0.box is ColumnsBox }
  ]
}
