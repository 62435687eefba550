// Which columns the list of sessions has.

internal import TrackerCore

/// The columns, each shown or left out.
struct ColumnsBox: ChoiceBox {
  var selected = 0

  func list(_ dashboard: Dashboard) -> ChoiceList {
    let titles = SessionColumn.choosable.map(\.choiceTitle)
    let hidden = dashboard.chosen.view.hiddenColumns
    return ChoiceList(
      "Columns", count: titles.count, columns: 28, on: dashboard.size,
      spoken: { titles[$0] + (hidden.contains(titles[$0]) ? ", left out" : ", shown") }
    ) { index, row, painter in
      let sign = hidden.contains(titles[index]) ? "[ ]" : "[x]"
      painter.write(sign, column: 3, row: row, Style(.hintKey))
      painter.write(titles[index], column: 7, row: row)
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

extension KeyBinding {
  static let ofColumns: [KeyBinding] = [
    KeyBinding(
      nil, .toggleColumn, [" ", .enter, "c"], .view, "Space Enter", "show or leave out",
      hint: "show or not"
    ) { $0.box is ColumnsBox }
  ]
}
