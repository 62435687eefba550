// A year of days, a week a column: the list with its cursor, and what is told of all days.

internal import TrackerCore

extension ListID { static let yearDays = ListID("yearDays") }

extension ListKind {
  /// The days of the year up to today, whatever the range.
  static let yearDays = ListKind(
    timeAxis: .yearDays, opening: .daySessions, points: { $0.read.numbers.trends?.year.days ?? [] },
    bucket: { _ in .day },
    spoken: { _, day, title in
      [
        title + ": " + countText(day.sessionCount, "session"), hoursText(day.aiHours),
        spokenMean(day),
      ].joined(separator: ", ")
    }
  ).with {
    $0.sidewaysStep = YearGrid.daysPerWeek
    $0.sidewaysHint = "week"
    $0.turn = { dashboard in
      let measure = Dashboard.following(
        dashboard.chosen.grouping.measure, in: YearMeasure.allCases)
      dashboard.chosen.grouping.measure = measure
      return "the year by " + measure.name
    }
    $0.title = { _ in "The days of a year" }
    // On paper the list of the range is enough.
    $0.isWorthALine = { _, _ in false }
  }
}

extension Opening {
  /// Lists the sessions of a day, which the range may not contain.
  fileprivate static let daySessions = Opening(hint: "sessions") { dashboard, list, row in
    if let counted = list.counted(dashboard, row) {
      dashboard.listSessions(counted, inAnyRange: true)
    }
  }
}

extension YearMeasure {
  fileprivate var name: String { self == .rating ? "mean rating" : rawValue }
  fileprivate var note: String { self == .rating ? "mean rating of the day" : rawValue + " a day" }
}

extension Layout {
  /// Adds the year under its rule and the names of months, and what is told of it beside it or in a row that is left.
  mutating func placeYear(_ area: Rect, _ dashboard: Dashboard) {
    var rest = area
    let scale = WeekScale(columns: area.columns)
    place(.yearHead, rest.takeTop(2))
    var days = rest.takeTop(WeekScale.rows)
    if WeekScale.hasFactsBeside(columns: area.columns) {
      var facts = days
      days = facts.takeLeft(scale.columns)
      _ = facts.takeLeft(2)
      place(.yearFacts, facts)
    } else if rest.rows > 0 {
      place(.yearFactsRow, rest.takeTop(1))
    }
    place(.yearDays, days, focus: .yearDays, weeks: scale)
  }
}

extension Dashboard {
  /// What is told of all days by the measure that is chosen.
  fileprivate var yearSummary: YearSummary? {
    read.numbers.trends?.summaries[chosen.grouping.measure]
  }

  /// The first week in sight.
  fileprivate func firstWeek(_ scale: WeekScale) -> Int {
    let count = rowCount(.yearDays)
    return window(.yearDays).rows(count: count, height: scale.fitting).lowerBound / WeekScale.rows
  }
}

extension Panel {
  static let yearHead = Panel("yearHead") { dashboard, _, painter in
    let scale = WeekScale(columns: painter.columns)
    let note = dashboard.chosen.grouping.measure.note
    guard !dashboard.isYearUnreadable else { return painter.ruleOfUnreadable("A year") }
    painter.rule("A year", notes: ["\(note), \(scale.weekCount) weeks", note])
    guard let year = dashboard.read.numbers.trends?.year else { return }
    let first = dashboard.firstWeek(scale)
    var free = 0
    for week in 0..<scale.weekCount {
      guard let monday = year.day(week: first + week, weekday: 0)?.firstDay,
        monday.parts.day <= YearGrid.daysPerWeek
      else { continue }
      let column = WeekScale.origin + week * scale.dayColumns
      guard column >= free, column + 3 <= scale.columns else { continue }
      free =
        painter.write(
          monthNames[monday.parts.month - 1], column: column, row: 1, Style(.muted)) + 1
    }
  }

  static let yearDays = Panel("yearDays") { dashboard, isFocused, painter in
    guard let year = dashboard.read.numbers.trends?.year, let summary = dashboard.yearSummary else {
      return
    }
    let scale = WeekScale(columns: dashboard.size.columns)
    let measure = summary.measure
    let first = dashboard.firstWeek(scale)
    let selected = dashboard.window(.yearDays).selected - first * WeekScale.rows
    for weekday in 0..<WeekScale.rows {
      if weekday % 2 == 0 {
        painter.write(weekdayNames[weekday], column: 1, row: weekday, Style(.muted))
      }
      for week in 0..<scale.weekCount {
        guard let day = year.day(week: first + week, weekday: weekday) else { continue }
        let column = WeekScale.origin + week * scale.dayColumns
        painter.yearDay(
          day, summary, columns: column..<(column + scale.dayColumns), row: weekday)
        guard week * WeekScale.rows + weekday == selected else { continue }
        // A whole block in reverse would be seen as none.
        if isFocused, measure != .rating {
          painter.fill("x", columns: column..<(column + 1), row: weekday, Style())
          painter.fill(
            " ", columns: (column + 1)..<(column + scale.dayColumns), row: weekday, Style())
        }
        painter.restyle(row: weekday, columns: column..<(column + scale.dayColumns)) {
          if isFocused { $0 = Style(reversed: true) } else { $0.isUnderlined = true }
        }
      }
    }
  }

  /// What is told of the year, a fact a row; on wide screens also the hours of each weekday.
  static let yearFacts = Panel("yearFacts") { dashboard, _, painter in
    guard let year = dashboard.read.numbers.trends?.year, let summary = dashboard.yearSummary else {
      return
    }
    for (row, fact) in dashboard.facts(of: summary).enumerated() {
      painter.write(fact.name, column: 0, row: row, Style(.muted))
      painter.writeNote(fact.value, column: 7, row: row)
    }
    if summary.measure != .rating, let top = summary.shadeBegins.last {
      let shades = painter.shadeSigns
      painter.write(shades[4], column: 0, row: 5, Style(.data))
      painter.write("from " + summary.measure.text(top), column: 4, row: 5, Style(.muted))
      let end = painter.write(shades[1...3].reversed().joined(), column: 0, row: 6, Style(.data))
      painter.write("less", column: end + 1, row: 6, Style(.muted))
    }
    let factColumns = 26
    guard dashboard.size.columns >= 160, painter.columns >= factColumns + 30 else { return }
    let hours = year.hoursByWeekday
    let rect = Rect(
      column: factColumns, row: 0, columns: painter.columns - factColumns, rows: painter.rows)
    painter.inside(rect) {
      $0.bars(
        zip(weekdayNames, hours).map {
          BarRow(label: $0, value: $1, numbers: hoursText($1), role: .data2)
        }, row: 0, labelColumns: 5, numberColumns: 9)
    }
  }

  /// The same in a row, as much of it as fits.
  static let yearFactsRow = Panel("yearFactsRow") { dashboard, _, painter in
    guard let summary = dashboard.yearSummary else { return }
    var column = 1
    for (index, fact) in dashboard.facts(of: summary).enumerated() {
      let text = (index > 0 ? " · " : "") + fact.name + " " + fact.value
      let end = painter.writeNote(text, column: column, Style(.muted))
      guard end > column else { return }
      column = end
    }
  }
}

extension Dashboard {
  /// Whether the days are measured by what cannot be read.
  fileprivate var isYearUnreadable: Bool {
    chosen.grouping.measure == .rating && read.unreadable(.interactions) != nil
  }

  fileprivate func facts(of summary: YearSummary) -> [(name: String, value: String)] {
    let measure = summary.measure
    guard !isYearUnreadable else { return [("days", "—")] }
    var facts = [("days", countText(summary.dayCount))]
    guard summary.dayCount > 0 else { return facts }
    facts.append((measure == .rating ? "mean" : measure.rawValue, measure.text(summary.total)))
    if let most = summary.most {
      facts.append(("most", measure.text(most.value) + " " + timeText.day(most.day)))
    }
    if let median = summary.median { facts.append(("median", measure.text(median))) }
    return facts
  }
}

extension Painter {
  /// None, then the four shades.
  fileprivate var shadeSigns: [String] {
    isUTF8 ? ["·", "░", "▒", "▓", "█"] : [" ", ".", ":", "+", "#"]
  }

  /// A day of the year: a shade, or the digit of its mean rating.
  fileprivate mutating func yearDay(
    _ day: TrendPoint, _ summary: YearSummary, columns: Range<Int>, row: Int
  ) {
    let value = day.value(by: summary.measure)
    if summary.measure == .rating, let value {
      let digit = min(max(printedRating(value), 1), 5).rounded()
      write(
        countText(Int(digit)), column: columns.lowerBound, row: row, Style(Role(average: value)))
      return
    }
    let shade = summary.shade(of: value)
    if shade == 0 {
      write(shadeSigns[0], column: columns.lowerBound, row: row, Style(.faint))
    } else {
      fill(shadeSigns[shade], columns: columns, row: row, Style(.data))
    }
  }
}
