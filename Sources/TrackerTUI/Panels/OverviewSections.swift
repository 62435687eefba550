// The sections of the overview: ratings, return on investment, gaps, activity. Each draws its own rule.

internal import TrackerCore

extension Panel {
  /// Whether it is a section with a rule of its own, on which the cursor may stand.
  var isSection: Bool { Panel.sections.contains(name) }
  private static let sections = ["effectiveness", "roi", "gaps", "activity"]

  static let effectiveness = Panel("effectiveness") { dashboard, _, painter in
    let ratings = dashboard.overview.effectiveness
    let average = ratingText(ratings.average)
    let hasAny = ratings.interactionCount > 0
    let notes =
      painter.columns == dashboard.size.columns
      ? ["\(average)/5"]
      : ["\(countText(ratings.ratedCount)) rated, avg \(average)", "avg \(average)"]
    painter.rule("Effectiveness", notes: hasAny ? notes : ["nothing rated yet"])
    let hasStars = painter.columns >= 50 && dashboard.size.columns >= 100
    painter.bars(
      ratings.bars(withStars: hasStars), row: 1, labelColumns: hasStars ? 9 : 4, numberColumns: 12)
  }

  static let roi = Panel("roi") { dashboard, _, painter in
    let roi = dashboard.overview.roi
    let hasAny = roi.completedSessions > 0
    painter.rule("ROI", notes: [hasAny ? percentText(roi.roiPercentage) : "nothing completed yet"])
    let rows = [
      BarRow(
        label: "Human estimate", value: roi.estimatedHumanHours,
        numbers: hoursText(roi.estimatedHumanHours), role: .rating4),
      BarRow(
        label: "AI actual", value: roi.aiHours, numbers: hoursText(roi.aiHours), role: .rating3),
      BarRow(
        label: "Oversight", value: roi.oversightHours, numbers: hoursText(roi.oversightHours),
        role: .rating2),
    ]
    painter.bars(rows, row: 1, labelColumns: 16, numberColumns: 9)
    let baseline = "Baseline " + moneyText(roi.humanBaselineDollars)
    let cost = "AI " + moneyText(roi.totalAIDollars)
    let end = painter.write(baseline, column: 1, row: 4, Style(.muted))
    if end + 2 + painter.width(of: cost) <= painter.columns {
      painter.write(cost, column: end + 2, row: 4, Style(.muted))
    }
    let saved = "Saved " + hoursText(roi.savedHoursAfterOversight)
    painter.write(saved + " after oversight", column: 1, row: 5, Style(.muted))
  }

  static let gaps = Panel("gaps") { dashboard, _, painter in
    let gaps = dashboard.overview.gaps
    painter.gapClasses(gaps)
    let friction = gaps.frictionIndicators.first
    painter.write(
      friction ?? "No friction found", column: 1, row: 5,
      width: painter.columns - 2, Style(friction == nil ? .muted : .warning))
  }
}

extension GapClass {
  /// Its name and limits, at most 13 columns.
  var title: String {
    switch self {
    case .quick: "quick <5m"
    case .normal: "normal 5–30m"
    case .extended: "extended ≤2h"
    case .longBreak: "long ≥2h"
    }
  }
}

extension Panel {
  static let activity = Panel("activity") { dashboard, _, painter in
    painter.rule("Activity", notes: ["sessions a day"])
    let days = shownDays(dashboard, columns: painter.columns)
    let chartRows = painter.rows - 2
    let dayColumns = activityDayColumns(dashboard)
    let maximum = days.map(\.sessionCount).max() ?? 0
    guard let first = days.first, let last = days.last, chartRows > 0, maximum > 0 else {
      let text = days.isEmpty ? "none yet" : "none in the last \(days.count) days"
      painter.write(text, column: 1, row: 1, Style(.muted))
      return
    }
    let labelColumns = max(3, String(maximum).count + 1)
    let origin = labelColumns + 1
    for (label, row) in [(String(maximum), 1), ("0", chartRows)] {
      painter.write(label, column: 0, row: row, width: labelColumns, Style(.muted), align: .right)
    }
    let firstInRange = dashboard.range.firstDay(today: dashboard.today)
    let chart = BlockChart(isUTF8: painter.isUTF8)
    for (index, day) in days.enumerated() {
      let isInRange = firstInRange.map { day.day >= $0 } ?? true
      let cells = chart.column(Double(day.sessionCount), of: Double(maximum), rows: chartRows)
      for (row, cell) in cells.enumerated() where cell != " " {
        for offset in 0..<dayColumns {
          painter.write(
            cell, column: origin + index * dayColumns + offset, row: 1 + row,
            Style(isInRange ? .active : .muted))
        }
      }
    }
    let text = dashboard.timeText
    painter.write(text.day(first.day), column: origin, row: painter.rows - 1, Style(.muted))
    let lastLabel = last.day == dashboard.today ? "today" : text.day(last.day)
    let end = origin + days.count * dayColumns
    if days.count * dayColumns >= 13 {
      painter.write(
        lastLabel, column: end - 6, row: painter.rows - 1, width: 6, Style(.muted), align: .right)
    }
  }
}

private func activityDayColumns(_ dashboard: Dashboard) -> Int {
  dashboard.size.columns >= 160 ? 2 : 1
}

/// The last days that have room, at least as many as the range has: a month, on wide screens a quarter.
private func shownDays(_ dashboard: Dashboard, columns: Int) -> ArraySlice<DayActivity> {
  let room = max(0, columns - 5) / activityDayColumns(dashboard)
  let today = dashboard.today.daysSince1970
  let rangeDays =
    dashboard.range.firstDay(today: dashboard.today).map { today - $0.daysSince1970 + 1 } ?? .max
  let wanted = max(dashboard.size.columns >= 160 ? 90 : 30, rangeDays)
  return dashboard.days.suffix(min(room, wanted))
}
