// The sections of the pauses: bars by class, friction with its limits, counts by hour, the list.

internal import TrackerCore

extension Panel {
  static let gapClasses = Panel("gapClasses") { dashboard, _, painter in
    painter.gapClasses(dashboard.read.overview)
  }

  /// Each sign of friction with its value and limit, those beyond it first in colour and word.
  static let friction = Panel("friction") { dashboard, _, painter in
    painter.rule("Friction", notes: ["value, limit"])
    let gaps = dashboard.read.numbers.gaps
    let measures = gaps?.friction ?? []
    let beyond = measures.filter { $0.indicator != nil }
    let order = beyond + measures.filter { $0.indicator == nil }
    for (row, measure) in order.enumerated() {
      let isBeyond = measure.indicator != nil
      let style = Style(isBeyond ? .text : .muted)
      painter.write(isBeyond ? "!" : "", column: 1, row: 1 + row, Style(.warn, bold: true))
      painter.write(measure.name, column: 3, row: 1 + row, style)
      painter.write(
        measure.number(measure.value), column: 15, row: 1 + row, width: 9, style, align: .right)
      painter.write(
        "limit " + measure.number(measure.limit), column: 25, row: 1 + row, Style(.muted))
    }
    let mayBeFree = beyond.contains { $0.kind != .growth } && gaps?.longBreaks.areFree == true
    let meaning =
      mayBeFree
      ? "may be nights and weekends" + (dashboard.size.columns >= 80 ? ": see below" : "")
      : beyond.first?.meaning
    painter.writeNote(
      meaning ?? "No friction found", column: 3, row: 1 + order.count,
      width: painter.columns - 3, Style(meaning == nil ? .gain : .muted))
  }

  /// How many gaps and how many long breaks began in each hour, over one axis.
  static let gapHours = Panel("gapHours") { dashboard, isFocused, painter in
    let gaps = dashboard.read.numbers.gaps
    let hours = gaps?.byHour ?? []
    let list = dashboard.chartList(.gapHours, isFocused: isFocused, columns: painter.columns)
    let middle = painter.rows / 2
    func chart(
      _ title: String, _ notes: [String], rows: Range<Int>, _ role: Role,
      count: (GapHour) -> Int
    ) {
      painter.rule(title, notes: notes, row: rows.lowerBound)
      let most = hours.map(count).max() ?? 0
      guard most > 0 else {
        painter.write("none", column: 1, row: rows.lowerBound + 1, Style(.muted))
        return
      }
      painter.chart(
        hours, of: list, maximum: Double(most), rows: rows.dropFirst(),
        labels: (tightCountText(most, columns: list.scale.origin - 1), "0")
      ) { ChartColumn(value: count($0) == 0 ? nil : Double(count($0)), role: role) }
    }
    chart(
      "When gaps begin",
      ["under 2h, count by hour of the day", "under 2h, by hour", "under 2h"],
      rows: 0..<middle, .data, count: \.shortCount)
    chart(
      "When long breaks begin", longBreakNotes(gaps?.longBreaks),
      rows: middle..<(painter.rows - 1), .data2, count: \.longCount)
    guard dashboard.rowCount(.gapHours) > 0 else { return }
    painter.axis(
      list.shown.map { padded($0) }, step: 3, endsWithLast: false, scale: list.scale,
      row: painter.rows - 1, selected: list.selected, isFocused: isFocused)
  }

  /// What the long breaks are, where there are any.
  private static func longBreakNotes(_ breaks: LongBreaks?) -> [String] {
    let (limit, unit) = ("2h and more", ", count by hour")
    guard let breaks, let words = breaks.words else { return [limit + unit, limit] }
    var known = breaks
    known.restCount = 0
    return [limit + unit + " · " + words, limit + " · " + words]
      + (known.words.map { [limit + " · " + $0, $0] } ?? []) + [limit]
  }

  static let gapListRule = Panel("gapListRule") { dashboard, _, painter in
    let hasAny = dashboard.rowCount(.gapRows) > 0
    painter.rule("Gaps one by one", notes: [hasAny ? "Enter lists both sessions" : ""])
  }

  static let gapListRows = Panel("gapListRows") { dashboard, isFocused, painter in
    let rows = dashboard.read.numbers.gaps?.rows ?? []
    guard !rows.isEmpty else {
      painter.writeEmpty("gaps between sessions", dashboard)
      return
    }
    painter.list(
      rows, dashboard.gapColumns(painter.columns), dashboard.window(.gapRows), isFocused: isFocused)
  }
}

extension Painter {
  /// Rule and bars of the classes of pauses.
  mutating func gapClasses(_ overview: Overview) {
    let gaps = overview.gaps
    let note =
      gaps.gaps.isEmpty
      ? "none" : Figure.totalGaps.shown(overview) + ", " + gapsMedian(gaps)
    rule(Figure.totalGaps.title, notes: [note])
    let rows = zip(GapClass.allCases, gaps.countsByClass).map { gapClass, count in
      let share = percent(count, of: gaps.gaps.count)
      return BarRow(
        label: gapClass.title, value: Double(count),
        numbers: countText(count) + " " + padded("\(share)%", to: 4), role: Role(gap: gapClass))
    }
    bars(rows, row: 1, labelColumns: 15, numberColumns: 11)
  }
}

extension Dashboard {
  /// The columns of the list of gaps.
  func gapColumns(_ columns: Int) -> [ListColumn<GapRow>] {
    let isWide = columns >= 60
    let from = isWide ? 20 : 9
    let end = columns - (isWide ? 13 : 1)
    let side = (end - from) / 2
    return [
      ListColumn("Gap", "p", column: 1, columns: 7, alignment: .right) {
        (durationText(minutes: $0.gap.durationMinutes), Style())
      },
      ListColumn("Class", "c", column: 9, columns: isWide ? 11 : 0, gap: 1) {
        ($0.gap.classification.word, Style(Role(gap: $0.gap.classification)))
      },
      // A name stays apart from those of the other column, too.
      ListColumn(
        "After", "a", column: from, columns: side, gap: isWide ? 2 : 1, apartFrom: { [$0.toName] }
      ) { ($0.fromName, Style()) },
      ListColumn(
        "Before", "b", column: from + side, columns: side, gap: isWide ? 2 : 1,
        apartFrom: { [$0.fromName] }
      ) { ($0.toName, Style()) },
      ListColumn("Ended", "e", column: end, columns: isWide ? 12 : 0) {
        (timeText.start($0.gap.toStart), Style(.muted))
      },
    ]
  }
}

/// `half under 1.0h`, of gaps.
func gapsMedian(_ gaps: SessionGaps) -> String {
  "half under " + durationText(minutes: gaps.medianMinutes)
}

extension FrictionMeasure {
  /// What it measures.
  var name: String {
    switch kind {
    case .longBreakRatio: "long breaks"
    case .averageMinutes: "average gap"
    case .growth: "growth"
    }
  }

  /// A value of it, or its limit.
  func number(_ number: Double?) -> String {
    switch kind {
    case .longBreakRatio: number.map(shareText) ?? "—"
    case .averageMinutes: durationText(minutes: number)
    case .growth: multiplierText(number)
    }
  }

  /// What it measures, its value, its limit.
  var text: String { "\(name) \(number(value)) (limit \(number(limit)))" }

  /// What being beyond the limit may mean, in the report's words; nil while it is within.
  var meaning: String? {
    guard indicator != nil else { return nil }
    switch kind {
    case .longBreakRatio: return "potential tool friction"
    case .averageMinutes: return "users may be avoiding tool"
    case .growth: return "possible adoption decline"
    }
  }
}
