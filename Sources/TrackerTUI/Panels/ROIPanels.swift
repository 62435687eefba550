// The sections of the return on investment as it is logged: hours, money, groups, hours saved over time. What it is worth:
// `WorthPanels.swift`.

internal import TrackerCore

/// From this width on each line tells how it came about.
private let fewestColumnsWithFormulas = 100
private let formulaColumns = 34
/// From this width on the groups tell what they saved of money.
private let fewestColumnsWithCost = 110

/// What the columns of the groups are, and the key for others.
private func worthNotes(_ columns: Int, other key: String?) -> [String] {
  let numbers =
    columns >= fewestColumnsWithCost
    ? ["hours saved, multiplier, cost saved, sessions"]
    : columns >= 60 ? ["hours saved · multiplier · sessions"] : []
  let said = numbers.map { "as logged · " + $0 }
  return said.compactMap { text in key.map { "\(text) · \($0) by another dimension" } } + said
    + ["as logged"]
}

extension Panel {
  static let roiTime = Panel("roiTime") { dashboard, _, painter in
    guard let numbers = dashboard.read.numbers.roi else { return }
    let hasAny = numbers.roi.completedSessions > 0
    let hasLoss = FigureGroup.hours.contains { $0.number(dashboard.assumedOverview) ?? 0 < 0 }
    painter.rule(
      "Time",
      notes: hasAny
        ? [hasLoss ? "as logged, hours · left of the line a loss" : "", "as logged, hours"]
        : ["nothing completed in this range"])
    painter.explainedBars(FigureGroup.hours, dashboard, numberColumns: 10)
  }

  static let roiMoney = Panel("roiMoney") { dashboard, _, painter in
    guard dashboard.read.numbers.roi != nil else { return }
    let hasLoss = FigureGroup.money.contains { $0.number(dashboard.assumedOverview) ?? 0 < 0 }
    painter.rule(
      "Money",
      notes: [hasLoss ? "as logged, USD · left of the line a loss" : "", "as logged, USD"])
    painter.explainedBars(FigureGroup.money, dashboard, numberColumns: 13)
  }

  static let worthRule = Panel("worthRule") { dashboard, _, painter in
    painter.rule(
      "By " + dashboard.chosen.grouping.worth.title,
      notes: worthNotes(
        painter.columns, other: dashboard.keyLabel(of: .chooseGrouping)))
  }

  static let worthRows = Panel("worthRows") { dashboard, isFocused, painter in
    let groups = dashboard.read.numbers.roi?.groups ?? []
    guard !groups.isEmpty else {
      painter.writeEmpty("completed sessions", dashboard)
      return
    }
    let (hasCost, isNarrow) = (painter.columns >= fewestColumnsWithCost, painter.columns < 60)
    let numbers = numberTexts(
      groups.map { group in
        let roi = group.overview.roi
        return [hoursText(roi.savedHours), multiplierText(roi.shownMultiplier)]
          + (hasCost ? [moneyText(roi.savedDollars)] : [])
          + (isNarrow ? [] : [countText(roi.completedSessions)])
      }, wanted: hasCost ? [10, 8, 13, 9] : isNarrow ? [8, 7] : [10, 8, 8])
    let bars = zip(groups, numbers).map { group, numbers in
      let roi = group.overview.roi
      return BarRow(
        label: dashboard.groupTitle(group.key, dashboard.chosen.grouping.worth),
        value: roi.savedHours, numbers: numbers,
        role: roi.savedHours < 0 ? .loss : .gain)
    }
    painter.barList(
      bars, dashboard.window(.worth), isFocused: isFocused,
      labelColumns: isNarrow ? 16 : 23, numberColumns: isNarrow ? 16 : 28)
  }

  static let savedHours = Panel("savedHours") { dashboard, isFocused, painter in
    guard let numbers = dashboard.read.numbers.roi else { return }
    let points = numbers.points
    let step = numbers.bucket.rawValue
    let (title, sum) = ("Hours saved per \(step)", "as logged, estimate − AI time")
    painter.rule(title, notes: [sum, "as logged"])
    let hours = numbers.savedHours
    guard let maximum = hours.max() else {
      painter.writeEmpty("hours saved", dashboard, row: 1)
      return
    }
    let list = dashboard.chartList(.savedHours, isFocused: isFocused, columns: painter.columns)
    painter.timeAxis(points, of: list, time: dashboard.timeText, bucket: numbers.bucket)
    let scale = LossScale.days(hours, rows: max(0, painter.rows - 2))
    guard scale.zero == nil else {
      let isSaid = painter.lossChart(
        points.map(\.savedHours), of: list, on: scale, row: 1, text: hoursText)
      guard let cut = hours.first(where: scale.cuts) else { return }
      let what = "the \(cut < 0 ? "lowest" : "highest") \(step) is cut"
      let note = isSaid ? what + ", its number beside it" : what + ": " + hoursText(cut)
      painter.rule(title, notes: [sum + " · " + note, note, hoursText(cut)])
      return
    }
    painter.chart(
      points, of: list, maximum: maximum, rows: 1..<(painter.rows - 1),
      labels: (hoursText(maximum), "0")
    ) { point in
      ChartColumn(
        value: point.sessionCount == 0 ? nil : max(0, point.savedHours), role: .gain,
        text: hoursText(point.savedHours))
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
      + (config.estimateScale == 1 ? "" : " × " + shareText(config.estimateScale))
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
