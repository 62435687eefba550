// How many issues were flagged on each day, where the list of issues leaves room.

internal import TrackerCore

extension Panel {
  /// Issues a day, coloured as the worst of the day.
  static let issueDays = Panel("issueDays") { dashboard, _, painter in
    let all = dashboard.numbers.issueDays
    let days = all.suffix(max(1, (painter.columns - 6) / 2))
    let maximum = days.map(\.count).max() ?? 0
    guard let first = days.first, let last = days.last, maximum > 0 else {
      painter.rule("Flagged per day", notes: ["none of them has a time"])
      return
    }
    painter.rule("Flagged per day", notes: ["coloured as the worst of the day"])
    let scale = ChartScale(origin: 5, count: days.count, columns: painter.columns - 1)
    painter.chart(
      days.map { day in
        ChartColumn(
          value: day.count == 0 ? nil : Double(day.count),
          role: Role(severity: day.worst?.rawValue ?? ""), text: countText(day.count))
      }, scale: scale, maximum: Double(maximum), rows: 1..<(painter.rows - 1),
      labels: (countText(maximum), "0"))
    let time = dashboard.timeText
    painter.axis(
      (first.day.daysSince1970...last.day.daysSince1970).map {
        let day = CivilDate(daysSince1970: $0)
        return day == time.today ? "today" : time.day(day)
      }, step: 7, scale: scale, row: painter.rows - 1, selected: nil, isFocused: false)
  }
}
