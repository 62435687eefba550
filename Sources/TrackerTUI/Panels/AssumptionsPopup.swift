// Other rates to try out, over the ROI tab. They hold for the run, until `:save` keeps them.

internal import TrackerCore

/// The rates with the selected one.
struct AssumptionsPopup {
  let area: Rect
  private static let firstFieldRow = 2

  init(_ dashboard: Dashboard) {
    let size = dashboard.size
    let columns = min(46, size.columns - 2)
    let rows = min(Assumptions.Field.allCases.count + 6, size.rows - 1)
    area = Rect(
      column: (size.columns - columns) / 2, row: max(0, size.rows - rows - 3), columns: columns,
      rows: rows)
  }

  func draw(_ dashboard: Dashboard, selected: Int, _ painter: inout Painter) {
    let configured = Assumptions(dashboard.engine.config)
    let assumed = dashboard.assumptions ?? configured
    painter.inside(area) { painter in
      painter.box("What if")
      for (index, field) in Assumptions.Field.allCases.enumerated() {
        let row = AssumptionsPopup.firstFieldRow + index
        painter.write(field.title, column: 3, row: row)
        painter.write("← " + assumed.text(field) + " →", column: 16, row: row, Style(.number))
        let isChanged = assumed[field] != configured[field]
        if isChanged, painter.columns >= 46 {
          painter.write(
            "not " + configured.text(field).prefix(9), column: painter.columns - 14, row: row,
            width: 13, Style(.muted))
        }
        guard index == selected else { continue }
        painter.choose(row: row)
      }
      let row = AssumptionsPopup.firstFieldRow + Assumptions.Field.allCases.count + 1
      let advice =
        painter.columns >= 46
        ? "← → change   r configured rates   Esc close" : "← → change  r reset  Esc close"
      painter.write(advice, column: 2, row: row, width: painter.columns - 3, Style(.muted))
    }
  }

  /// The rate at a place on the screen; nil elsewhere.
  func field(atColumn column: Int, row: Int) -> Int? {
    guard area.contains(column: column, row: row) else { return nil }
    let index = row - area.row - AssumptionsPopup.firstFieldRow
    return Assumptions.Field.allCases.indices.contains(index) ? index : nil
  }
}
