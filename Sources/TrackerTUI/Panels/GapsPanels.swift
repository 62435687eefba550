// The sections of the pauses: bars by class, friction with its limits, means by hour, the list.

internal import TrackerCore

extension Panel {
  static let gapClasses = Panel("gapClasses") { dashboard, _, painter in
    painter.gapClasses(dashboard.read.overview)
  }

  /// Each sign of friction with its value and limit, those beyond it first in colour and word.
  static let friction = Panel("friction") { dashboard, _, painter in
    painter.rule("Friction", notes: ["value and limit"])
    let measures = dashboard.read.numbers.gaps?.friction ?? []
    let order = measures.filter { $0.indicator != nil } + measures.filter { $0.indicator == nil }
    var isMeaningShown = true
    for (row, measure) in order.enumerated() {
      let isBeyond = measure.indicator != nil
      painter.write(isBeyond ? "!" : "", column: 1, row: 1 + row, Style(.warn, bold: true))
      let end = painter.write(
        measure.text, column: 3, row: 1 + row, width: painter.columns - 4,
        Style(isBeyond ? .text : .muted))
      guard let meaning = measure.meaning else { continue }
      if end + 3 + painter.width(of: meaning) < painter.columns {
        painter.write(" · " + meaning, column: end, row: 1 + row, Style(.muted))
      } else {
        isMeaningShown = false
      }
    }
    let isFree = !measures.contains { $0.indicator != nil }
    let rest = isMeaningShown ? "" : order.lazy.compactMap(\.meaning).first ?? ""
    painter.write(
      isFree ? "No friction found" : rest, column: 3, row: 1 + order.count,
      width: painter.columns - 4, Style(isFree ? .gain : .muted))
  }

  static let gapHours = Panel("gapHours") { dashboard, isFocused, painter in
    painter.rule(
      "When gaps happen",
      notes: ["mean by hour of day, start of gap", "mean by hour", "by hour"])
    let hours = dashboard.read.numbers.gaps?.byHour ?? []
    let maximum = hours.map(\.averageMinutes).max() ?? 0
    guard dashboard.rowCount(.gapHours) > 0 else {
      painter.write("none", column: 1, row: 1, Style(.muted))
      return
    }
    let list = dashboard.chartList(.gapHours, isFocused: isFocused, columns: painter.columns)
    painter.chart(
      hours, of: list, maximum: maximum, rows: 1..<(painter.rows - 1),
      labels: (durationText(minutes: maximum), "0")
    ) { hour in
      ChartColumn(
        value: hour.count == 0 ? nil : hour.averageMinutes,
        role: Role(gap: GapClass(minutes: hour.averageMinutes)),
        text: durationText(minutes: hour.averageMinutes))
    }
    painter.axis(
      list.shown.map { padded($0) }, step: 3, scale: list.scale, row: painter.rows - 1,
      selected: list.selected, isFocused: isFocused)
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
      ? "none" : "\(Figure.totalGaps.shown(overview)), avg \(Figure.averageGap.shown(overview))"
    rule(Figure.totalGaps.title, notes: [note])
    let rows = zip(GapClass.allCases, gaps.countsByClass).map { gapClass, count in
      let share = percent(count, of: gaps.gaps.count)
      return BarRow(
        label: gapClass.title, value: Double(count),
        numbers: countText(count) + " " + padded("\(share)%", to: 3), role: Role(gap: gapClass))
    }
    bars(rows, row: 1, labelColumns: 15, numberColumns: 11)
  }
}

extension Dashboard {
  /// The columns of the list of gaps.
  func gapColumns(_ columns: Int) -> [ListColumn<GapRow>] {
    let isWide = columns >= 60
    let from = isWide ? 19 : 8
    let end = columns - (isWide ? 13 : 1)
    let side = (end - from) / 2
    return [
      ListColumn("Gap", "p", column: 1, columns: 6, alignment: .right) {
        (durationText(minutes: $0.gap.durationMinutes), Style())
      },
      ListColumn("Class", "c", column: 8, columns: isWide ? 11 : 0, gap: 1) {
        ($0.gap.classification.rawValue, Style(Role(gap: $0.gap.classification)))
      },
      // A name stays apart from those of the other column, too.
      ListColumn(
        "After", "a", column: from, columns: side, gap: 1, apartFrom: { [$0.toName] }
      ) { ($0.fromName, Style()) },
      ListColumn(
        "Before", "b", column: from + side, columns: side, gap: 1, apartFrom: { [$0.fromName] }
      ) { ($0.toName, Style()) },
      ListColumn("Ended", "e", column: end, columns: isWide ? 12 : 0) {
        (timeText.start($0.gap.toStart), Style(.muted))
      },
    ]
  }
}

extension FrictionMeasure {
  /// What it measures, its value, its limit.
  var text: String {
    switch kind {
    case .longBreakRatio:
      "long-break ratio \(value.map(shareText) ?? "—") (limit \(shareText(limit)))"
    case .averageMinutes:
      "average gap \(durationText(minutes: value)) (limit \(durationText(minutes: limit)))"
    case .growth:
      "gaps grew \(multiplierText(value)) (limit \(multiplierText(limit)))"
    }
  }

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
