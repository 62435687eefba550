// Rows of a label, a bar and numbers, as several sections have them.

internal import TrackerCore

/// One labelled bar.
struct BarRow {
  var label: String
  var value: Double
  /// Stands right of the bar, aligned right.
  var numbers: String
  var role: Role
}

extension Painter {
  /// Draws rows from `row` on: labels in their own column, bars of one scale, numbers in `numberColumns` columns at the
  /// right end, the last of them blank. `labels` and `values` are those of the whole list, of which the bars may be a
  /// part. Where a value lies below zero and no maximum is given, a line stands at zero and losses left of it.
  mutating func bars(
    _ bars: [BarRow], row: Int, labelColumns: Int, numberColumns: Int, maximum: Double? = nil,
    selected: Int? = nil, labels: [String]? = nil, values: [Double]? = nil
  ) {
    let labels = labels ?? bars.map(\.label)
    let widestNumber = bars.map { width(of: $0.numbers) }.max() ?? 0
    let numberColumns = max(numberColumns, widestNumber + 2)
    // A longer label widens its column by a few.
    let longest = (bars.map { width(of: $0.label) }.max() ?? 0) + 2
    let usual = max(labelColumns, min(longest, labelColumns + (columns >= 80 ? 6 : 2)))
    let labelColumns = self.labelColumns(labels, wanted: usual, beside: numberColumns)
    let short = ShortLabels(labels, columns: labelColumns - 2, typesetter)
    let barColumns = columns - labelColumns - numberColumns
    let values = values ?? bars.map(\.value)
    let scale = LossScale.bars(maximum == nil ? values : [], columns: max(0, barColumns))
    let maximum = maximum ?? values.filter(\.isFinite).max() ?? 0
    let chart = BlockChart(isUTF8: isUTF8)
    for (offset, bar) in bars.enumerated() {
      writeCut(short[bar.label], column: 1, row: row + offset, width: labelColumns - 2)
      if scale.zero == nil {
        let text = chart.bar(bar.value, of: maximum, width: barColumns)
        write(text, column: labelColumns, row: row + offset, Style(bar.role))
      } else {
        self.bar(bar, on: scale, column: labelColumns, row: row + offset)
      }
      write(
        bar.numbers, column: labelColumns + max(0, barColumns), row: row + offset,
        width: numberColumns - 1, align: .right)
      if offset == selected {
        select(row: row + offset, leaving: labelColumns..<(labelColumns + max(0, barColumns)))
      }
    }
  }
}

extension Painter {
  /// A bar beside the line of zero, on its outer cell a sign where it is cut.
  private mutating func bar(_ bar: BarRow, on scale: LossScale, column: Int, row: Int) {
    let chart = BlockChart(isUTF8: isUTF8)
    let shape = chart.bar(bar.value, on: scale)
    write(shape.text, column: column + shape.column, row: row, Style(bar.role))
    if let zero = scale.zero {
      write(chart.zeroLine, column: column + zero, row: row, Style(.faint))
    }
    if let cut = shape.cut {
      write(cut.sign, column: column + cut.column, row: row, Style(bar.role, reversed: true))
    }
  }

  /// Draws the rows of a list of bars that are in its window, on the scale of all of them, the selected one reversed.
  mutating func barList(
    _ bars: [BarRow], _ window: ListWindow, isFocused: Bool, labelColumns: Int,
    numberColumns: Int, maximum: Double? = nil
  ) {
    let shown = window.rows(count: bars.count, height: rows)
    self.bars(
      Array(bars[shown]), row: 0, labelColumns: labelColumns, numberColumns: numberColumns,
      maximum: maximum, selected: isFocused ? window.selected - shown.lowerBound : nil,
      labels: bars.map(\.label), values: bars.map(\.value))
  }

  /// Columns of labels with a blank on both sides: more than wanted where that keeps them apart and leaves bars that can be
  /// read.
  func labelColumns(_ labels: [String], wanted: Int, beside others: Int) -> Int {
    let most = columns - others - Painter.fewestBarColumns - 2
    return ShortLabels.columns(for: labels, wanted: wanted - 2, most: most, typesetter) + 2
  }

  private static let fewestBarColumns = 8

  /// Marks a row as the selected one and leaves the colours of its bar.
  mutating func select(row: Int, leaving bar: Range<Int>) {
    for columns in [0..<bar.lowerBound, bar.upperBound..<max(bar.upperBound, columns)] {
      inside(Rect(column: columns.lowerBound, row: row, columns: columns.count, rows: 1)) {
        $0.restyle(row: 0, Style(reversed: true))
      }
    }
  }
}

extension Overview {
  /// Figures side by side, what is saved in a colour of its own; money with cents.
  func bars(_ figures: [Figure]) -> [BarRow] {
    let roles = [Role.human, .data, .data2]
    let saved = [Figure.savedHoursAfterOversight, .costSaved].map(\.key)
    return figures.enumerated().map { index, figure in
      let number = figure.number(self) ?? .nan
      let isSaved = saved.contains(figure.key)
      let role = isSaved ? Role.gain : roles[min(index, roles.count - 1)]
      return BarRow(
        label: figure.brief, value: number,
        numbers: figure.kind.unit == .dollars
          ? moneyText(number, cents: true) : figure.shown(self),
        role: number < 0 ? .loss : role)
    }
  }
}

extension InteractionTally {
  /// A bar for each rating, the best first.
  func bars(withStars hasStars: Bool) -> [BarRow] {
    zip((1...5).reversed(), countsByRating.reversed()).map { rating, count in
      let stars = hasStars ? " " + String(repeating: "★", count: rating) : ""
      let share = percent(count, of: ratedCount)
      return BarRow(
        label: "\(rating)" + stars, value: Double(count),
        numbers: countText(count) + " " + padded("\(share)%", to: 4), role: Role(rating: rating))
    }
  }
}

/// Numbers side by side, as text that is as wide in every row: a column is as wide as its widest number and at least as it
/// is wanted; behind the first one each begins with a blank.
func numberTexts(_ rows: [[String]], wanted: [Int]) -> [String] {
  let columns = wanted.indices.map { index in
    max(wanted[index], (rows.map { $0[index].count }.max() ?? 0) + (index > 0 ? 1 : 0))
  }
  return rows.map { zip($0, columns).map { padded($0, to: $1) }.joined() }
}

/// Text with blanks before it up to a width.
func padded(_ text: String, to columns: Int) -> String {
  String(repeating: " ", count: max(0, columns - text.count)) + text
}
