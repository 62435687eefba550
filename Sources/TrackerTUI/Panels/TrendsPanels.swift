// Three charts over one axis, and the timeline.

internal import TrackerCore

extension Panel {
  /// Charts of days, weeks or months below one another over one axis: sessions, hours, mean rating.
  static func trendCharts(_ charts: [YearMeasure]) -> Panel {
    let isWhole = charts == YearMeasure.inCharts
    let name = isWhole ? "trendCharts" : charts.map { "\($0.rawValue)Chart" }.joined()
    return Panel(name) { dashboard, isFocused, painter in
      let points = dashboard.read.numbers.trends?.points ?? []
      let bucket = dashboard.chosen.grouping.bucket
      let list = dashboard.chartList(.trend, isFocused: isFocused, columns: painter.columns)
      var rest = Rect(columns: painter.columns, rows: max(0, painter.rows - 1))
      for (index, measure) in charts.enumerated() {
        let left = charts.count - index
        let area = rest.takeTop((rest.rows + left - 1) / left)
        let isRead = measure != .rating || dashboard.read.unreadable(.interactions) == nil
        painter.rule(
          measure.title + (measure == .rating ? "" : " a \(bucket.rawValue)"),
          notes: [isRead ? measure.note : Painter.unreadable],
          noteRole: isRead ? .muted : .warn, row: area.row)
        let rows = (area.row + 1)..<max(area.row + 1, area.endRow)
        painter.trendChart(points, of: list, by: measure, rows: rows)
      }
      if points.allSatisfy({ $0.sessionCount == 0 }) {
        painter.writeEmpty("sessions", dashboard, row: 1)
      }
      painter.timeAxis(points, of: list, time: dashboard.timeText, bucket: bucket)
    }
  }

  static let timeline = Panel("timeline") { dashboard, _, painter in
    let labelColumns = 9
    let room = painter.columns - labelColumns - 1
    let isFine = room >= 96
    guard dashboard.read.unreadable(.interactions) == nil else {
      return painter.ruleOfUnreadable("Timeline")
    }
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

extension YearMeasure {
  /// From the highest chart to the lowest.
  static let inCharts: [YearMeasure] = [.sessions, .hours, .rating]

  fileprivate var title: String {
    switch self {
    case .hours: "Hours"
    case .sessions: "Sessions"
    case .rating: "Mean rating"
    }
  }

  fileprivate var note: String {
    switch self {
    case .hours: "completed work"
    case .sessions: ""
    case .rating: "1…5"
    }
  }
}

extension Painter {
  /// The chart of one measure; steps without sessions are blank.
  fileprivate mutating func trendChart(
    _ points: [TrendPoint], of list: ChartList, by measure: YearMeasure, rows: Range<Int>
  ) {
    guard measure != .rating else { return ratingColumns(points, of: list, rows: rows) }
    let isHours = measure == .hours
    let maximum = points.compactMap { $0.value(by: measure) }.max() ?? 0
    chart(
      points, of: list, maximum: maximum, rows: rows, labels: (measure.text(maximum), "0")
    ) { point in
      ChartColumn(
        value: point.sessionCount == 0 ? nil : point.value(by: measure) ?? 0,
        role: isHours ? .data2 : .data,
        text: isHours ? hoursText(point.aiHours) : countText(point.sessionCount))
    }
  }
}
