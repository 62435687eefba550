// The sections of the ratings: bars by rating and attempts, shares by group, means by day.

internal import TrackerCore

extension Panel {
  static let distributionRule = Panel("distributionRule") { dashboard, _, painter in
    let count = Figure.ratedCount.shown(dashboard.read.overview)
    painter.rule(
      "Distribution",
      notes: dashboard.isRated
        ? ["all interactions in range", "\(count) rated"] : ["nothing rated yet"])
  }

  static let ratingBars = Panel("ratingBars") { dashboard, isFocused, painter in
    let ratings = dashboard.read.overview.effectiveness
    let hasStars = painter.columns >= 60
    painter.barList(
      ratings.bars(withStars: hasStars), dashboard.window(.ratings),
      isFocused: isFocused && dashboard.isRated,
      labelColumns: hasStars ? 9 : 4, numberColumns: 12)
  }

  static let ratingShares = Panel("ratingShares") { dashboard, _, painter in
    guard dashboard.isRated else { return }
    let parts = FigureGroup.spread.map { "\($0.brief): \($0.shown(dashboard.read.overview))" }
    var column = 1
    for part in parts where column + painter.width(of: part) <= painter.columns {
      column = painter.write(part, column: column, row: 1, Style(.muted)) + 4
    }
  }

  static let iterationsRule = Panel("iterationsRule") { _, _, painter in
    painter.rule("By attempts", notes: ["mean rating · interactions", "mean rating"])
  }

  static let iterationBars = Panel("iterationBars") { dashboard, isFocused, painter in
    let groups = dashboard.read.numbers.effectiveness?.byIterations ?? []
    let names = ["1 try", "2", "3", "4+"]
    let numbers = numberTexts(
      groups.map { [ratingText($0.tally.averageRating), countText($0.tally.count)] },
      wanted: [0, 6])
    let rows = zip(names, zip(groups, numbers)).map { name, group in
      let mean = group.0.tally.averageRating
      return BarRow(
        label: name, value: mean ?? 0, numbers: group.1,
        role: mean.map(Role.init(average:)) ?? .muted)
    }
    painter.barList(
      rows, dashboard.window(.iterations), isFocused: isFocused && dashboard.isRated,
      labelColumns: 8, numberColumns: 12, maximum: 5)
  }

  static let modelsRule = Panel("modelsRule") { _, _, painter in
    painter.rule("By model", notes: shareNotes)
  }

  static let modelRows = Panel("modelRows") { dashboard, isFocused, painter in
    drawGroups(
      dashboard, dashboard.read.numbers.effectiveness?.byModel ?? [], .model, .models, isFocused,
      &painter)
  }

  static let groupsRule = Panel("groupsRule") { dashboard, _, painter in
    painter.rule("By " + dashboard.chosen.grouping.dimension.title, notes: shareNotes)
  }

  static let groupRows = Panel("groupRows") { dashboard, isFocused, painter in
    drawGroups(
      dashboard, dashboard.read.numbers.effectiveness?.byDimension ?? [],
      dashboard.chosen.grouping.dimension,
      .groups, isFocused, &painter)
  }

  private static let shareNotes = [
    "share of each rating 1…5 · mean · interactions", "share of each rating 1…5 · mean",
    "share of ratings",
  ]

  /// A bar for each group in the window, cut into the shares of its ratings, mean and count at the right.
  private static func drawGroups(
    _ dashboard: Dashboard, _ groups: [RatingGroup], _ dimension: Dimension,
    _ focus: ListID, _ isFocused: Bool, _ painter: inout Painter
  ) {
    guard !groups.isEmpty else {
      painter.writeEmpty("interactions", dashboard)
      return
    }
    let labels = groups.map { dashboard.groupTitle($0.key, dimension) }
    let window = dashboard.window(focus)
    let shown = window.rows(count: groups.count, height: painter.rows)
    let counts = groups[shown].map { countText($0.tally.count) }
    // A blank before the count, and one behind it.
    let countColumns = max(7, (counts.map(\.count).max() ?? 0) + 2)
    let labelColumns = painter.labelColumns(
      labels, wanted: painter.columns >= 80 ? 23 : painter.columns >= 60 ? 20 : 15,
      beside: 8 + countColumns)
    let short = ShortLabels(labels, columns: labelColumns - 2, painter.typesetter)
    let barColumns = painter.columns - labelColumns - 8 - countColumns
    for (line, index) in shown.enumerated() {
      let tally = groups[index].tally
      painter.writeCut(
        short[labels[index]], column: 1, row: line, width: labelColumns - 2)
      painter.shares(tally.countsByRating, column: labelColumns, row: line, width: barColumns)
      let end = labelColumns + barColumns + 8
      painter.write(
        ratingText(tally.averageRating), column: end - 8, row: line, width: 8,
        Style(tally.averageRating.map(Role.init(average:)) ?? .muted), align: .right)
      painter.write(
        counts[line], column: end, row: line, width: countColumns - 1, align: .right)
      if isFocused, index == window.selected {
        painter.select(
          row: line, leaving: labelColumns..<(labelColumns + max(0, barColumns)))
      }
    }
  }

  static let ratingDays = Panel("ratingDays") { dashboard, isFocused, painter in
    let days = dashboard.read.numbers.effectiveness?.byDay ?? []
    painter.rule(
      "Mean rating by day",
      notes: [
        "\(countText(days.count, "day")) · 1 at the bottom, 5 at the top",
        countText(days.count, "day"),
      ])
    guard dashboard.isRated, !days.isEmpty else {
      painter.writeEmpty("rated interactions", dashboard, row: 1)
      return
    }
    let list = dashboard.chartList(.ratingDays, isFocused: isFocused, columns: painter.columns)
    painter.timeAxis(days, of: list, time: dashboard.timeText, bucket: .day)
    painter.ratingColumns(days, of: list, rows: 1..<(painter.rows - 1))
  }
}

extension Painter {
  /// A bar of whole cells cut into shares, each with its rating as a digit in its middle, in the background's colour on
  /// the bar's, so that the bar is one. The parts fill the width.
  mutating func shares(_ countsByRating: [Int], column: Int, row: Int, width: Int) {
    let total = countsByRating.reduce(0, +)
    guard total > 0, width > 0 else { return }
    let block = BlockChart(isUTF8: isUTF8).bar(1, of: 1, width: 1)
    // Where a share ends is seen without colours, too.
    let edge = isUTF8 ? "▉" : "|"
    var sum = 0
    var start = 0
    for (index, count) in countsByRating.enumerated() where count > 0 {
      sum += count
      let end = Int((Double(sum) / Double(total) * Double(width)).rounded())
      guard end > start else { continue }
      let style = Style(Role(rating: index + 1))
      fill(block, columns: (column + start)..<(column + end), row: row, style)
      if sum < total { write(edge, column: column + end - 1, row: row, style) }
      write(
        "\(index + 1)", column: column + (start + end - 1) / 2, row: row,
        Style(Role(rating: index + 1), bold: true, reversed: isUTF8))
      start = end
    }
  }

  /// The axis below a chart of days, weeks or months.
  mutating func timeAxis(
    _ points: [TrendPoint], of list: ChartList, time: TimeText, bucket: TrendBucket
  ) {
    let names = points[list.shown].map { point in
      bucket == .month
        ? "\(monthNames[point.firstDay.parts.month - 1]) \(point.firstDay.parts.year)"
        : bucket == .day && point.firstDay == time.today ? "today" : time.day(point.firstDay)
    }
    let mondays = names.indices.filter {
      bucket != .day || points[list.shown.lowerBound + $0].firstDay.weekday == 0
    }
    axis(
      names, at: mondays, scale: list.scale, row: rows - 1,
      selected: list.selected, isFocused: list.isFocused)
  }

  /// Means from 1 at the bottom to 5 at the top.
  mutating func ratingColumns(_ points: [TrendPoint], of list: ChartList, rows: Range<Int>) {
    chart(points, of: list, maximum: 4, rows: rows, labels: ("5", "1")) { point in
      // A mean of 1 is still a visible block.
      ChartColumn(
        value: point.tally.averageRating.map { max(0.1, min(5, $0) - 1) },
        role: point.tally.averageRating.map(Role.init(average:)) ?? .muted,
        text: point.tally.averageRating.map(ratingText))
    }
  }
}
