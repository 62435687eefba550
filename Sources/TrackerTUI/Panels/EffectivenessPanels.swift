// The sections of the ratings beside their groups: bars by rating and attempts, means by day.

internal import TrackerCore

extension Panel {
  static let distributionRule = Panel("distributionRule") { dashboard, _, painter in
    guard dashboard.isRated else {
      return painter.rule("Distribution", notes: ["nothing rated yet"])
    }
    let overview = dashboard.read.overview
    let rated = "\(Figure.ratedCount.shown(overview)) rated"
    let (mean, median) = (Figure.averageEffectiveness.shown(overview), Figure.medianRating)
    painter.rule(
      "Distribution",
      notes: [
        [rated, "mean " + mean, median.said(overview)].joined(separator: ", "),
        rated + ", " + mean, rated,
      ])
  }

  static let ratingBars = Panel("ratingBars") { dashboard, isFocused, painter in
    let ratings = dashboard.read.overview.effectiveness
    let hasStars = painter.columns >= 55
    painter.barList(
      ratings.bars(withStars: hasStars), dashboard.window(.ratings),
      isFocused: isFocused && dashboard.isRated,
      labelColumns: hasStars ? 9 : 3, numberColumns: 12)
  }

  static let iterationsRule = Panel("iterationsRule") { _, _, painter in
    painter.rule("By attempts", notes: ["mean · rated"])
  }

  static let iterationBars = Panel("iterationBars") { dashboard, isFocused, painter in
    let groups = dashboard.read.numbers.effectiveness?.byIterations ?? []
    let names = ["1 try", "2", "3", "4+"]
    let isWide = painter.columns >= 55
    let numbers = numberTexts(
      groups.map { [ratingText($0.tally.averageRating), countText($0.tally.ratedCount)] },
      wanted: [4, isWide ? 9 : 7])
    let rows = zip(names, zip(groups, numbers)).map { name, group in
      let mean = group.0.tally.averageRating
      return BarRow(
        label: name, value: barValue(ofMean: mean) ?? 0, numbers: group.1,
        role: mean.map(Role.init(average:)) ?? .muted)
    }
    painter.barList(
      rows, dashboard.window(.iterations), isFocused: isFocused && dashboard.isRated,
      labelColumns: isWide ? 8 : 7, numberColumns: 0, maximum: highestMean)
  }

  static let ratingDays = Panel("ratingDays") { dashboard, isFocused, painter in
    let days = dashboard.read.numbers.effectiveness?.byDay ?? []
    painter.rule("Mean rating by day", notes: ["1 to 5"])
    guard dashboard.isRated, !days.isEmpty else {
      painter.writeEmpty("rated interactions", dashboard, row: 1)
      return
    }
    let list = dashboard.chartList(.ratingDays, isFocused: isFocused, columns: painter.columns)
    painter.timeAxis(days, of: list, time: dashboard.timeText, bucket: .day)
    painter.ratingColumns(days, of: list, rows: 1..<(painter.rows - 1))
  }
}

/// How high a mean stands in bars that begin at 1; one of 1 is still a visible block.
private func barValue(ofMean mean: Double?) -> Double? {
  mean.map { max(0.1, min(5, $0) - 1) }
}

/// Where such bars end: at 5.
private let highestMean = 4.0

extension Painter {
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
    chart(points, of: list, maximum: highestMean, rows: rows, labels: ("5", "1")) { point in
      ChartColumn(
        value: barValue(ofMean: point.tally.averageRating),
        role: point.tally.averageRating.map(Role.init(average:)) ?? .muted,
        text: point.tally.averageRating.map(ratingText))
    }
  }
}
