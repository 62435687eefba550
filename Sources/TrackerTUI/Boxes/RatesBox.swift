// Other rates to try out, over the ROI tab. They hold for the run, until `:save` keeps them.

internal import TrackerCore

/// The rates, of which one is selected to be changed.
struct RatesBox: ChoiceBox {
  var selected = 0

  func list(_ dashboard: Dashboard) -> ChoiceList {
    let fields = Assumptions.Field.allCases
    let configured = Assumptions(dashboard.engine.config)
    let assumed = dashboard.assumptions ?? configured
    let size = dashboard.size
    var area = Rect(
      columns: min(46, size.columns - 2), rows: min(fields.count + 6, size.rows - 1)
    ).centered(on: size)
    area.row = max(0, size.rows - area.rows - 3)
    var list = ChoiceList(
      "What if", count: fields.count, area: area, firstRow: 2,
      spoken: { "\(fields[$0].title): \(assumed.text(fields[$0]))" }
    ) { index, row, painter in
      let field = fields[index]
      painter.write(field.title, column: 3, row: row)
      painter.write("← " + assumed.text(field) + " →", column: 16, row: row, Style(.number))
      if assumed[field] != configured[field], painter.columns >= 46 {
        painter.write(
          "not " + configured.text(field).prefix(9), column: painter.columns - 14, row: row,
          width: 13, Style(.muted))
      }
    }
    list.drawRest = { painter in
      let advice =
        painter.columns >= 46
        ? "← → change   r configured rates   Esc close" : "← → change  r reset  Esc close"
      painter.write(
        advice, column: 2, row: fields.count + 3, width: painter.columns - 3, Style(.muted))
    }
    return list
  }

  /// A rate that was clicked waits to be changed.
  func take(_ dashboard: inout Dashboard) { dashboard.over.box = self }

  func change(by step: Int, _ dashboard: inout Dashboard) {
    dashboard.change(Assumptions.Field.allCases[selected], step)
  }
}

extension KeyBinding {
  static let ofRates: [KeyBinding] = [
    KeyBinding(
      "move-left", .sideways(-1), ["h", .left], .move, "← → h l", "less, more", hint: "change"
    ) { $0.box is RatesBox },
    KeyBinding("move-right", .sideways(1), ["l", .right]) { $0.box is RatesBox },
    KeyBinding("back", .back, [.enter]) { $0.box is RatesBox },
    KeyBinding(
      "reset-assumptions", .resetAssumptions, ["r"], .other, "r", "back to the configured rates",
      hint: "reset"
    ) { $0.box is RatesBox },
  ]
}
