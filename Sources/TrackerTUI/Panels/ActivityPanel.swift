// Sessions a day, as columns: as many days as have room. Days before the range are dim.

internal import TrackerCore

extension Panel {
  static let activity = Panel("activity") { dashboard, _, painter in
    let days = shownDays(dashboard, columns: painter.columns)
    let text = dashboard.timeText
    let maximum = days.map(\.sessionCount).max() ?? 0
    let isOld = maximum > 0 && days.last.map { $0.day != dashboard.today } ?? false
    let end = isOld ? days.last.map { ", up to " + text.dayAndYear($0.day) } ?? "" : ""
    let span = dashboard.hasWideList && !days.isEmpty ? ", \(days.count) days" : ""
    painter.rule(
      "Activity", notes: ["sessions a day" + span + end, "a day" + end, "sessions a day"])
    guard let first = days.first, let last = days.last, painter.rows > 2, maximum > 0 else {
      let message = days.isEmpty ? "none yet" : "none in the last \(days.count) days"
      painter.write(message, column: 1, row: 1, Style(.muted))
      return
    }
    let scale = ChartScale(
      origin: activityOrigin(maximum), count: days.count, columns: painter.columns - 1)
    let firstInRange = dashboard.firstDay
    painter.chart(
      days.map { day in
        let isInRange = firstInRange.map { day.day >= $0 } ?? true
        return ChartColumn(
          value: day.sessionCount == 0 ? nil : Double(day.sessionCount),
          role: isInRange ? .data : .muted)
      }, scale: scale, maximum: Double(maximum), rows: 1..<(painter.rows - 1),
      labels: (countText(maximum), "0"))
    painter.write(text.day(first.day), column: scale.origin, row: painter.rows - 1, Style(.muted))
    let label = last.day == dashboard.today ? "today" : text.day(last.day)
    let endColumn = scale.column(of: days.count - 1) + scale.barColumns
    if endColumn - scale.origin >= 13 {
      painter.write(
        label, column: endColumn - 6, row: painter.rows - 1, width: 6, Style(.muted),
        align: .right)
    }
  }
}

/// Columns of the numbers at the left and a blank.
private func activityOrigin(_ maximum: Int) -> Int { max(3, countText(maximum).count + 1) + 1 }

/// The last days that have room: more than a month, on wide screens a quarter.
private func shownDays(_ dashboard: Dashboard, columns: Int) -> ArraySlice<DayActivity> {
  let room = max(0, columns - 5)
  return dashboard.read.days.suffix(
    dashboard.hasWideList ? min(daysOfAQuarter, room / 2) : room)
}

private let daysOfAQuarter = 90
