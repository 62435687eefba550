// The sections of the return on investment: the three numbers, hours, money, groups, hours saved over time.

internal import TrackerCore

/// From this width on each line tells how it came about.
private let fewestColumnsWithFormulas = 100
private let formulaColumns = 34

extension Panel {
  static let roiHeadline = Panel("roiHeadline") { dashboard, _, painter in
    guard dashboard.read.numbers.roi != nil else { return }
    let overview = dashboard.assumedOverview
    let hasAny = overview.roi.completedSessions > 0
    let isShort = painter.columns < 60
    let parts = FigureGroup.roiHeadline.map { figure in
      (value: hasAny ? figure.shown(overview) : "—", name: figure.brief.asWord)
    }
    let row = painter.rows / 2
    var column = isShort ? 1 : 2
    for (index, part) in parts.enumerated() {
      let end = painter.write(part.value, column: column, row: row, Style(.number, bold: true))
      let wide = painter.columns < 80 ? part.name : "productivity " + part.name
      let name = index > 0 ? part.name : isShort ? "" : wide
      let nameEnd = painter.writeNote(name, column: end + 1, row: row, Style(.muted))
      column = max(end, nameEnd) + (isShort ? 2 : 5)
    }
    guard let sign = dashboard.rates.sign else { return }
    if column + sign.count < painter.columns {
      painter.write(sign, column: column, row: row, Style(.warn, bold: true))
    } else if row > 0 {
      painter.write(sign, column: isShort ? 1 : 2, row: row - 1, Style(.warn, bold: true))
    }
  }

  static let roiTime = Panel("roiTime") { dashboard, _, painter in
    guard let numbers = dashboard.read.numbers.roi else { return }
    let hasAny = numbers.roi.completedSessions > 0
    painter.rule("Time", notes: [hasAny ? "hours" : "nothing completed in this range"])
    painter.explainedBars(FigureGroup.hours, dashboard, numberColumns: 10)
  }

  static let roiMoney = Panel("roiMoney") { dashboard, _, painter in
    guard dashboard.read.numbers.roi != nil else { return }
    painter.rule("Money", notes: ["USD"])
    painter.explainedBars(FigureGroup.money, dashboard, numberColumns: 13)
  }

  static let worthRule = Panel("worthRule") { dashboard, _, painter in
    painter.rule(
      "By " + dashboard.chosen.grouping.worth.title,
      notes: [
        "human hours per hour spent · time saved · sessions", "multiplier · time saved · sessions",
        "multiplier · saved",
      ])
  }

  static let worthRows = Panel("worthRows") { dashboard, isFocused, painter in
    let groups = dashboard.read.numbers.roi?.groups ?? []
    guard !groups.isEmpty else {
      painter.writeEmpty("completed sessions", dashboard)
      return
    }
    let isNarrow = painter.columns < 60
    let numbers = numberTexts(
      groups.map { group in
        let roi = group.overview.roi
        let multiplier = multiplierText(roi.oversightHours > 0 ? roi.productivityMultiplier : nil)
        return [multiplier, hoursText(roi.savedHours)]
          + (isNarrow ? [] : [countText(roi.completedSessions)])
      }, wanted: isNarrow ? [6, 8] : [6, 10, 7])
    let bars = zip(groups, numbers).map { group, numbers in
      let roi = group.overview.roi
      return BarRow(
        label: dashboard.groupTitle(group.key, dashboard.chosen.grouping.worth),
        value: roi.productivityMultiplier, numbers: numbers,
        role: roi.savedHours < 0 ? .loss : .gain)
    }
    painter.barList(
      bars, dashboard.window(.worth), isFocused: isFocused,
      labelColumns: isNarrow ? 16 : 24, numberColumns: isNarrow ? 16 : 25)
  }

  static let savedHours = Panel("savedHours") { dashboard, isFocused, painter in
    guard let numbers = dashboard.read.numbers.roi else { return }
    let points = numbers.points
    painter.rule(
      "Hours saved per \(numbers.bucket.rawValue)", notes: ["estimate − AI time", "hours"])
    let maximum = numbers.mostSavedHours
    guard maximum > 0 else {
      painter.writeEmpty("hours saved", dashboard, row: 1)
      return
    }
    let list = dashboard.chartList(.savedHours, isFocused: isFocused, columns: painter.columns)
    painter.timeAxis(points, of: list, time: dashboard.timeText, bucket: numbers.bucket)
    painter.chart(
      points, of: list, maximum: maximum, rows: 1..<(painter.rows - 1),
      labels: (hoursText(maximum), "0")
    ) { point in
      ChartColumn(
        value: point.sessionCount == 0 ? nil : max(0, point.savedHours),
        role: point.savedHours < 0 ? .loss : .gain, text: hoursText(point.savedHours))
    }
  }
}

extension Painter {
  /// Bars below a rule, each with how it came about where there is room.
  fileprivate mutating func explainedBars(
    _ figures: [Figure], _ dashboard: Dashboard, numberColumns: Int
  ) {
    let hasFormulas = columns >= fewestColumnsWithFormulas
    let barColumns = hasFormulas ? columns - formulaColumns : columns
    let isNarrow = columns < 60
    let overview = dashboard.assumedOverview
    inside(Rect(columns: barColumns, rows: rows)) {
      $0.bars(
        overview.bars(figures), row: 1, labelColumns: isNarrow ? 16 : 17,
        numberColumns: numberColumns)
    }
    guard hasFormulas else { return }
    for (offset, figure) in figures.enumerated() {
      writeNote(
        formula(figure, overview, dashboard.assumingEngine.config), column: barColumns + 1,
        row: 1 + offset, width: formulaColumns - 2, Style(.muted))
    }
  }
}

/// How a figure came about, with its numbers; what it means where no formula is known.
private func formula(_ figure: Figure, _ overview: Overview, _ config: Config) -> String {
  let hours = Figure.aiHours.shown(overview)
  let rate = rateText(config.humanHourlyRateDollars)
  return switch figure.key {
  case Figure.humanHours.key:
    "estimates of " + countText(overview.roi.completedSessions, "session")
  case Figure.aiHours.key: "session time"
  case Figure.oversightHours.key: "AI time + quick and normal gaps"
  case Figure.savedHoursAfterOversight.key: "estimate − oversight"
  case Figure.humanBaselineCost.key: Figure.humanHours.shown(overview) + " × " + rate
  case Figure.subscriptionCost.key: hours + " × " + rateText(config.aiHourlyRate())
  case Figure.oversightCost.key:
    shareText(config.oversightRatio) + " of " + hours + " × " + rate
  case Figure.totalAICost.key: "subscription + oversight"
  case Figure.costSaved.key: "baseline − total AI cost"
  default: figure.help
  }
}
