// Columns over an axis: how wide each is, where it stands, and how it is drawn. Numbers in, cells out.

/// A list that stands side by side as columns of a chart: which of them are in sight, where, and which one is selected.
struct ChartList {
  let scale: ChartScale
  let shown: Range<Int>
  /// Counted from the first one in sight.
  let selected: Int
  let isFocused: Bool
}

extension Dashboard {
  /// Where the columns of a list stand.
  func chartScale(_ focus: ListID, columns: Int) -> ChartScale {
    focus.kind.scale(rowCount(focus), columns)
  }

  func chartList(_ focus: ListID, isFocused: Bool, columns: Int) -> ChartList {
    let scale = chartScale(focus, columns: columns)
    let window = window(focus)
    let shown = window.rows(count: rowCount(focus), height: scale.fitting)
    return ChartList(
      scale: scale, shown: shown, selected: window.selected - shown.lowerBound,
      isFocused: isFocused)
  }
}

/// Lower charts have no row to spare for the values of their columns.
private let fewestRowsWithTexts = 5

/// One column of a chart.
struct ChartColumn {
  /// Its height; nil for no data, which is blank.
  var value: Double?
  var role: Role
  /// The value in words, over the column where all of them have room; nil says nothing.
  var text: String?
}

extension Painter {
  /// Draws those columns of a list that are in sight.
  mutating func chart<Row>(
    _ points: [Row], of list: ChartList, maximum: Double, rows: Range<Int>,
    labels: (top: String, bottom: String), column: (Row) -> ChartColumn
  ) {
    chart(
      points[list.shown].map(column), scale: list.scale, maximum: maximum, rows: rows,
      labels: labels, selected: list.isFocused ? list.selected : nil)
  }

  /// Draws columns from the bottom of `rows` up, with the ends of the scale at the left. A value of 0 is a low dim block.
  mutating func chart(
    _ bars: some Collection<ChartColumn>, scale: ChartScale, maximum: Double, rows: Range<Int>,
    labels: (top: String, bottom: String), selected: Int? = nil
  ) {
    guard !rows.isEmpty else { return }
    let last = rows.upperBound - 1
    let texts = bars.map { $0.text ?? "" }
    let widest = texts.map { width(of: $0) }.max() ?? 0
    // A blank is between them, be it the gap between columns.
    let hasTexts =
      widest > 0 && widest < scale.column(of: 1) - scale.column(of: 0)
      && rows.count >= fewestRowsWithTexts
    // The highest column leaves a row for its text.
    let rows = hasTexts ? (rows.lowerBound + 1)..<rows.upperBound : rows
    let labelColumns = scale.origin - 1
    if rows.count > 1 {
      write(
        labels.top, column: 0, row: rows.lowerBound, width: labelColumns, Style(.muted),
        align: .right)
    }
    write(
      rows.count > 1 ? labels.bottom : labels.top, column: 0, row: last, width: labelColumns,
      Style(.muted), align: .right)
    let blocks = BlockChart(isUTF8: isUTF8)
    for (index, bar) in bars.enumerated() {
      guard let value = bar.value else { continue }
      let isSelected = index == selected
      let cells = blocks.column(value, of: maximum, rows: rows.count)
      if value == 0 || !value.isFinite {
        draw(blocks.level(1), index, row: last, scale, Style(.muted))
      }
      if hasTexts {
        let top = max(1, cells.count { $0 != " " })
        write(
          texts[index], column: scale.column(of: index), row: rows.upperBound - top - 1,
          Style(isSelected ? .number : .muted, bold: isSelected))
      }
      for (offset, cell) in cells.enumerated() where cell != " " {
        let style = Style(isSelected ? .number : bar.role, bold: isSelected)
        draw(cell, index, row: rows.lowerBound + offset, scale, style)
      }
    }
  }

  /// Draws columns from `row` on around a row of zero, gains above it, losses below, with the ends of the scale at the
  /// left. Beside the end of one that is cut stands its number; false where that has no room or is not in sight.
  mutating func lossChart(
    _ values: [Double], of list: ChartList, on scale: LossScale, row: Int, text: (Double) -> String
  ) -> Bool {
    let blocks = BlockChart(isUTF8: isUTF8)
    let last = row + scale.cells - 1
    let zero = row + scale.gainCells
    fill(blocks.zeroRow, columns: list.scale.origin..<(columns - 1), row: zero, Style(.faint))
    write("0", column: 0, row: zero, width: list.scale.origin - 1, Style(.muted), align: .right)
    for (value, row) in [(scale.high, row), (scale.low, last)] where row != zero {
      write(
        text(value), column: 0, row: row, width: list.scale.origin - 1, Style(.muted),
        align: .right)
    }
    for (index, value) in values[list.shown].enumerated() {
      let isSelected = list.isFocused && index == list.selected
      let role: Role = isSelected ? .number : value < 0 ? .loss : .gain
      for (offset, cell) in blocks.column(value, on: scale).enumerated() where cell != " " {
        draw(cell, index, row: row + offset, list.scale, Style(role, bold: isSelected))
      }
    }
    guard let place = values[list.shown].firstIndex(where: scale.cuts) else { return false }
    let (value, end) = (values[place], values[place] < 0 ? last : row)
    let (number, sign) = (text(value), blocks.beyond(value))
    let size = 2 + width(of: number)
    let start = list.scale.column(of: place - list.shown.lowerBound)
    let right = start + list.scale.barColumns + 1
    for (column, said) in [(right, sign + " " + number), (start - 1 - size, number + " " + sign)] {
      let room = column - 1..<column + size + 1
      guard room.lowerBound >= list.scale.origin - 1, isBlank(room, row: end) else { continue }
      write(said, column: column, row: end, Style(value < 0 ? .loss : .gain))
      return true
    }
    return false
  }

  private mutating func draw(
    _ sign: String, _ index: Int, row: Int, _ scale: ChartScale, _ style: Style
  ) {
    let column = scale.column(of: index)
    fill(sign, columns: column..<(column + scale.barColumns), row: row, style)
  }

  /// The same, with every so many names from the first one on.
  mutating func axis(
    _ names: [String], step: Int, endsWithLast: Bool = true, scale: ChartScale, row: Int,
    selected: Int?, isFocused: Bool
  ) {
    axis(
      names, at: Array(stride(from: 0, to: names.count, by: max(1, step))),
      endsWithLast: endsWithLast, scale: scale, row: row, selected: selected, isFocused: isFocused)
  }

  /// Writes the names of some columns below them, as many as fit of those at `places`, the last one always unless it is
  /// one of them, up to the end of the chart where it has no room below its column; and marks the selected column.
  mutating func axis(
    _ names: [String], at places: [Int], endsWithLast: Bool = true, scale: ChartScale, row: Int,
    selected: Int?, isFocused: Bool
  ) {
    guard let last = names.last else { return }
    // Two blanks are between names, and behind the last one the screen may end.
    let lastStart =
      endsWithLast
      ? min(scale.column(of: names.count - 1), max(scale.origin, columns - 1 - width(of: last)))
      : columns + 2
    // Every name where all have room.
    let areAllShort = scale.barColumns > (names.map { width(of: $0) }.max() ?? 0)
    var free = 0
    for index in areAllShort ? Array(names.indices) : places
    where index < names.count - 1 || !endsWithLast {
      let column = scale.column(of: index)
      if column >= free, column + width(of: names[index]) + 2 <= lastStart {
        free = write(names[index], column: column, row: row, Style(.muted)) + 2
      }
    }
    if endsWithLast { write(last, column: lastStart, row: row, Style(.muted)) }
    guard let selected, selected >= 0 else { return }
    let mark = Rect(
      column: scale.column(of: selected), row: row, columns: scale.barColumns, rows: 1)
    inside(mark) {
      $0.restyle(row: 0, isFocused ? Style(reversed: true) : Style(.muted, underlined: true))
    }
  }
}
