// Other rates to try out, over the ROI tab. They hold for the run, until `:save` keeps them.

internal import TrackerCore

extension Dashboard {
  /// The rates with the selected one.
  var assumptionsBox: ChoiceBox {
    let fields = Assumptions.Field.allCases
    let configured = Assumptions(engine.config)
    let assumed = assumptions ?? configured
    var area = Rect(
      columns: min(46, size.columns - 2), rows: min(fields.count + 6, size.rows - 1)
    ).centered(on: size)
    area.row = max(0, size.rows - area.rows - 3)
    var box = ChoiceBox(
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
    box.drawRest = { painter in
      let advice =
        painter.columns >= 46
        ? "← → change   r configured rates   Esc close" : "← → change  r reset  Esc close"
      painter.write(
        advice, column: 2, row: fields.count + 3, width: painter.columns - 3, Style(.muted))
    }
    return box
  }
}
