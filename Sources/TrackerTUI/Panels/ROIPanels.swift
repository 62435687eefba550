// The sections of the return on investment: the three numbers, hours, money, kinds of work, hours saved over time.

internal import TrackerCore

/// From this width on each line tells how it came about.
private let fewestColumnsWithFormulas = 100
private let formulaColumns = 34

extension Panel {
  static let roiHeadline = Panel("roiHeadline") { dashboard, _, painter in
    guard let numbers = dashboard.numbers.roi else { return }
    let roi = numbers.roi
    let hasAny = roi.completedSessions > 0
    let isShort = painter.columns < 60
    let parts: [(value: String, name: String)] = [
      (
        multiplierText(hasAny ? roi.productivityMultiplier : nil),
        isShort ? "" : painter.columns < 80 ? "multiplier" : "productivity multiplier"
      ),
      (hasAny ? percentText(roi.roiPercentage) : "—", "ROI"),
      (hasAny ? moneyText(roi.savedDollars) : "—", "saved"),
    ]
    let row = painter.rows / 2
    var column = isShort ? 1 : 2
    for part in parts {
      let end = painter.write(part.value, column: column, row: row, Style(.number, bold: true))
      let nameEnd = painter.write(part.name, column: end + 1, row: row, Style(.muted))
      column = max(end, nameEnd) + (isShort ? 2 : 5)
    }
    guard let sign = dashboard.rates.sign else { return }
    if column + sign.count < painter.columns {
      painter.write(sign, column: column, row: row, Style(.warning, bold: true))
    } else if row > 0 {
      painter.write(sign, column: isShort ? 1 : 2, row: row - 1, Style(.warning, bold: true))
    }
  }

  static let roiTime = Panel("roiTime") { dashboard, _, painter in
    guard let roi = dashboard.numbers.roi?.roi else { return }
    painter.rule(
      "Time", notes: [roi.completedSessions > 0 ? "hours" : "nothing completed in this range"])
    painter.explainedBars(
      [
        line(
          "Human estimate", roi.estimatedHumanHours, hoursText, .rating4,
          "estimates of " + countText(roi.completedSessions, "session")),
        line("AI actual", roi.aiHours, hoursText, .rating3, "session time"),
        line(
          "Oversight", roi.oversightHours, hoursText, .rating2, "AI time + quick and normal gaps"),
        line(
          "Saved", roi.savedHoursAfterOversight, hoursText, .good, "estimate − oversight"),
      ], numberColumns: 10)
  }

  static let roiMoney = Panel("roiMoney") { dashboard, _, painter in
    guard let numbers = dashboard.numbers.roi else { return }
    let roi = numbers.roi
    let rate = rateText(numbers.config.humanHourlyRateDollars)
    painter.rule("Money", notes: ["USD"])
    painter.explainedBars(
      [
        line(
          "Human baseline", roi.humanBaselineDollars, moneyText, .rating4,
          hoursText(roi.estimatedHumanHours) + " × " + rate),
        line(
          "AI subscription", roi.subscriptionDollars, moneyText, .rating3,
          hoursText(roi.aiHours) + " × " + moneyText(numbers.config.aiHourlyRate())),
        line(
          "Oversight", roi.oversightDollars, moneyText, .rating2,
          shareText(numbers.config.oversightRatio) + " of " + hoursText(roi.aiHours) + " × " + rate),
        line(
          "Total AI cost", roi.totalAIDollars, moneyText, .rating2, "subscription + oversight"),
        line("Saved", roi.savedDollars, moneyText, .good, "baseline − total AI cost"),
      ], numberColumns: 13)
  }

  private static func line(
    _ label: String, _ value: Double, _ text: (Double) -> String, _ role: Role, _ formula: String
  ) -> (bar: BarRow, formula: String) {
    let role = value < 0 ? Role.bad : role
    return (BarRow(label: label, value: value, numbers: text(value), role: role), formula)
  }

  static let taskTypesRule = Panel("taskTypesRule") { _, _, painter in
    painter.rule(
      "By task type",
      notes: [
        "human hours per AI hour · time saved · sessions", "multiplier · time saved · sessions",
        "multiplier · saved",
      ])
  }

  static let taskTypeRows = Panel("taskTypeRows") { dashboard, isFocused, painter in
    let types = dashboard.numbers.roi?.byTaskType ?? []
    guard !types.isEmpty else {
      painter.writeEmpty("completed sessions", dashboard)
      return
    }
    let isNarrow = painter.columns < 60
    let numbers = numberTexts(
      types.map { type in
        let roi = type.roi
        let multiplier = multiplierText(roi.aiMinutes > 0 ? roi.productivityMultiplier : nil)
        return [multiplier, hoursText(roi.savedHours)]
          + (isNarrow ? [] : [countText(roi.completedSessions)])
      }, wanted: isNarrow ? [6, 8] : [6, 10, 7])
    let bars = zip(types, numbers).map { type, numbers in
      BarRow(
        label: type.taskType.isEmpty ? "—" : type.taskType,
        value: type.roi.productivityMultiplier, numbers: numbers,
        role: type.roi.savedHours < 0 ? .bad : .rating4)
    }
    painter.barList(
      bars, dashboard.window(.taskTypes), isFocused: isFocused,
      labelColumns: isNarrow ? 16 : 24, numberColumns: isNarrow ? 16 : 25)
  }

  static let savedHours = Panel("savedHours") { dashboard, isFocused, painter in
    guard let numbers = dashboard.numbers.roi else { return }
    let points = numbers.points
    painter.rule(
      "Hours saved per \(numbers.bucket.rawValue)", notes: ["estimate − AI time", "hours"])
    let maximum = numbers.mostSavedHours
    guard maximum > 0 else {
      painter.writeEmpty("hours saved", dashboard, row: 1)
      return
    }
    let scale = ChartScale(origin: 8, count: points.count, columns: painter.columns - 1)
    let window = dashboard.window(.savedHours)
    painter.timeChart(
      points, window, scale: scale, isFocused: isFocused, time: dashboard.timeText,
      bucket: numbers.bucket)
    let shown = window.rows(count: points.count, height: scale.capacity(columns: painter.columns))
    let bars = points[shown].map { point in
      ChartColumn(
        value: point.sessionCount == 0 ? nil : max(0, point.savedHours),
        role: point.savedHours < 0 ? .bad : .good, text: hoursText(point.savedHours))
    }
    painter.chart(
      bars, scale: scale, maximum: maximum, rows: 1..<(painter.rows - 1),
      labels: (hoursText(maximum), "0"),
      selected: isFocused ? window.selected - shown.lowerBound : nil)
  }
}

extension Painter {
  /// Bars below a rule, each with how it came about where there is room.
  fileprivate mutating func explainedBars(
    _ lines: [(bar: BarRow, formula: String)], numberColumns: Int
  ) {
    let hasFormulas = columns >= fewestColumnsWithFormulas
    let barColumns = hasFormulas ? columns - formulaColumns : columns
    let isNarrow = columns < 60
    inside(Rect(columns: barColumns, rows: rows)) {
      $0.bars(
        lines.map(\.bar), row: 1, labelColumns: isNarrow ? 16 : 17,
        numberColumns: numberColumns)
    }
    guard hasFormulas else { return }
    for (offset, line) in lines.enumerated() {
      write(
        line.formula, column: barColumns + 1, row: 1 + offset, width: formulaColumns - 2,
        Style(.muted))
    }
  }
}
