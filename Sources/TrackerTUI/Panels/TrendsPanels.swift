// Three charts over one axis, and the timeline.

internal import TrackerCore

extension Panel {
  static let trendCharts = Panel("trendCharts") { dashboard, isFocused, painter in
    let points = dashboard.read.numbers.trends?.points ?? []
    let bucket = dashboard.chosen.grouping.bucket
    let chartRows = max(1, (painter.rows - 1) / 3 - 1)
    let list = dashboard.chartList(.trend, isFocused: isFocused, columns: painter.columns)
    let sessions = points.map(\.sessionCount).max() ?? 0
    let hours = points.map(\.aiHours).filter(\.isFinite).max() ?? 0
    let titles = [
      "Sessions per \(bucket.rawValue)", "AI hours per \(bucket.rawValue)", "Mean rating",
    ]
    let tops = titles.indices.map { $0 * (chartRows + 1) }
    let rows = tops.map { ($0 + 1)..<($0 + 1 + chartRows) }
    for (top, (title, note)) in zip(tops, zip(titles, ["", "completed work", "1…5"])) {
      painter.rule(title, notes: [note], row: top)
    }
    painter.chart(
      points, of: list, maximum: Double(sessions), rows: rows[0],
      labels: (countText(sessions), "0")
    ) {
      ChartColumn(
        value: $0.sessionCount == 0 ? nil : Double($0.sessionCount), role: .data,
        text: countText($0.sessionCount))
    }
    painter.chart(
      points, of: list, maximum: hours, rows: rows[1], labels: (hoursText(hours), "0")
    ) {
      ChartColumn(
        value: $0.sessionCount == 0 ? nil : max(0, $0.aiHours), role: .data2,
        text: hoursText($0.aiHours))
    }
    painter.ratingColumns(points, of: list, rows: rows[2])
    if sessions == 0 { painter.writeEmpty("sessions", dashboard, row: 1) }
    painter.timeAxis(points, of: list, time: dashboard.timeText, bucket: bucket)
  }

  static let timeline = Panel("timeline") { dashboard, _, painter in
    let labelColumns = 9
    let room = painter.columns - labelColumns - 1
    let isFine = room >= 96
    let pitch = max(1, min(4, room / (isFine ? 48 : 24)))
    painter.rule(
      "Timeline",
      notes: [
        "each row a day, each cell \(isFine ? "half an hour" : "an hour") · height and colour: rating",
        "each cell \(isFine ? "half an hour" : "an hour") · height: rating", "rating by hour",
      ])
    let days = dashboard.read.numbers.trends?.timeline ?? []
    let rows = max(0, painter.rows - 2)
    let selected = selectedDays(dashboard)
    // The cursor's days are in sight, today at the top as long as it can be.
    let cursor = days.firstIndex { selected.contains($0.day.daysSince1970) } ?? 0
    let top = max(0, min(cursor < rows ? 0 : cursor - rows + 1, days.count - rows))
    let chart = BlockChart(isUTF8: painter.isUTF8)
    for (line, day) in days.dropFirst(top).prefix(rows).enumerated() {
      let isSelected = selected.contains(day.day.daysSince1970)
      let name = dashboard.timeText.dayName(day.day)
      painter.write(
        name, column: 1, row: 1 + line, width: labelColumns - 1,
        Style(isSelected ? .number : .muted, bold: isSelected))
      for (index, cell) in day.cells(halfHours: isFine ? 1 : 2).enumerated() {
        let column = labelColumns + index * pitch
        guard let average = cell.average else {
          painter.write("·", column: column, row: 1 + line, Style(.faint))
          continue
        }
        painter.fill(
          chart.level(Int((average / 5 * 8).rounded())), columns: column..<(column + pitch),
          row: 1 + line, Style(Role(average: average)))
      }
    }
    guard painter.rows >= 3 else { return }
    for hour in stride(from: 0, to: 24, by: pitch * (isFine ? 2 : 1) == 1 ? 6 : 3) {
      let column = labelColumns + hour * pitch * (isFine ? 2 : 1)
      painter.write(
        padded(hour), column: column, row: 1 + min(rows, days.count - top),
        Style(.muted))
    }
  }

  /// The days under the cursor.
  private static func selectedDays(_ dashboard: Dashboard) -> Range<Int> {
    let points = dashboard.read.numbers.trends?.points ?? []
    let index = dashboard.window(.trend).selected
    guard points.indices.contains(index) else { return 0..<0 }
    let first = points[index].firstDay.daysSince1970
    let end = index + 1 < points.count ? points[index + 1].firstDay.daysSince1970 : Int.max
    return first..<end
  }
}

extension TimeText {
  /// `Fri 22`, or `01 Nov` at the beginning of a month, which a weekday beside it would leave no room.
  func dayName(_ day: CivilDate) -> String {
    let number = day.parts.day
    return number == 1 ? self.day(day) : "\(weekdayNames[day.weekday]) \(number)"
  }
}
