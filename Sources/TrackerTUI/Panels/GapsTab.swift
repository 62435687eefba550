// The pauses between sessions and what they hint at: classes, signs of friction, when of the day they begin, each of them. Places its panels;
// they draw.

internal import TrackerCore

extension Tab {
  static let gaps = Tab(
    name: "Gaps", shortName: "Gaps", lists: [.gapHours, .gapRows],
    firstHints: [
      .back, .open, .chooseSort, .chooseRange, .changePane(by: 1), .sideways(-1), .filter,
    ],
    figures: FigureGroup.gaps.ids,
    arrange: { dashboard, body, layout in
      layout.arrange(gapSections(dashboard, body), first: dashboard.place.firstSection, in: body)
    },
    status: gapStatus,
    compute: { dashboard in
      guard dashboard.read.numbers.gaps == nil else { return }
      dashboard.read.numbers.gaps = dashboard.engine.gapBreakdown(
        dashboard.read.covered, calendar: dashboard.calendar)
      dashboard.sortRows(.gapRows)
      dashboard.followItems([.gapRows, .gapHours])
    },
    spoken: spokenGaps)
}

extension ListID {
  static let gapRows = ListID("gapRows")
  static let gapHours = ListID("gapHours")
}

extension ListKind {
  /// The gaps one by one.
  static let gapRows = ListKind(
    .gapRows, "gap", rows: { $0.read.numbers.gaps?.rows ?? [] },
    item: { .gap(from: $1.gap.fromSession, to: $1.gap.toSession) },
    columns: { dashboard, columns, _ in dashboard.gapColumns(columns) },
    searched: { [$1.fromName, $1.toName] }, spoken: spokenGap
  ).with {
    $0.counted = { dashboard, row in
      dashboard.read.numbers.gaps?.rows.at(row).map {
        (.ids([$0.gap.fromSession, $0.gap.toSession]), "around a gap")
      }
    }
    $0.opening = .sessions.named("both sessions")
    $0.sorting = SortedList(GapRow.self) {
      let rows = $0.inOrder($1, $0.read.numbers.gaps?.rows ?? [])
      $0.read.numbers.gaps?.rows = rows
    }
    $0.title = { _ in "Gaps one by one" }
    $0.table = {
      ExportSource("gaps", GapRow.listed, $0.read.numbers.gaps?.rows ?? [], ids: "gap")
    }
  }

  /// The gaps by the hour in which they begin.
  static let gapHours = ListKind(
    .gapHours, opening: .sessions, rows: hours,
    counted: { dashboard, _, row in
      let gaps = dashboard.read.numbers.gaps?.rows.map(\.gap) ?? []
      let ids = gaps.filter { dashboard.calendar.clock(of: $0.fromEnd).hour == row }
      return (.ids(ids.map(\.toSession)), "after gaps from \(row):00")
    },
    spoken: { _, hour, _ in
      "From \(hour.hour) o'clock: " + hour.words
    }
  ).with {
    $0.item = { hours($0).at($1).map { .hour($0.hour) } }
    $0.find = { dashboard, wanted in hours(dashboard).firstIndex { .hour($0.hour) == wanted } }
    $0.scale = { ChartScale(origin: 5, count: $0, columns: $1, isEven: true) }
    $0.title = { _ in "When gaps begin" }
    $0.isWorthALine = { $0.read.numbers.gaps?.byHour.at($1)?.count ?? 0 > 0 }
    $0.table = {
      ExportSource(
        "hours", GapHour.columns, $0.read.numbers.gaps?.byHour ?? [], ids: "gaps.by_hour")
    }
  }
}

/// The hours of a day; none without gaps.
private func hours(_ dashboard: Dashboard) -> [GapHour] {
  guard let gaps = dashboard.read.numbers.gaps, !gaps.rows.isEmpty else { return [] }
  return gaps.byHour
}

private func spokenGap(_ dashboard: Dashboard, _ row: GapRow) -> String {
  durationText(minutes: row.gap.durationMinutes) + ", " + row.gap.classification.word
    + ", after \(row.fromName), before \(row.toName), ended "
    + dashboard.timeText.start(row.gap.toStart)
}

private func gapSections(_ dashboard: Dashboard, _ body: Rect) -> [Section] {
  let listed = max(1, dashboard.rowCount(.gapRows))
  let isWide = body.columns >= 80
  let chart = Section(
    minimum: isWide ? 7 : 5, wanted: body.rows >= 50 ? 17 : body.rows >= 30 ? 11 : 7
  ) { area, layout in
    layout.placeChart(.gapHours, area, focus: .gapHours, dashboard)
  }
  let list = Section(minimum: min(4, 2 + listed), wanted: 2 + listed, grows: true) { area, layout in
    layout.placeList(
      .gapListRows, under: .gapListRule, area, focus: .gapRows, heads: .gapRows)
  }
  guard isWide else {
    return [
      Section(minimum: 5, wanted: 5) { $1.place(.gapClasses, $0) }, list, chart,
      Section(minimum: 4, wanted: 4) { $1.place(.friction, $0) },
    ]
  }
  return [
    Section(minimum: 5, wanted: 5) { area, layout in
      for (panel, area) in zip([Panel.gapClasses, .friction], area.columns(2)) {
        layout.place(panel, area)
      }
    }, chart, list,
  ]
}

private func gapStatus(_ dashboard: Dashboard) -> [String] {
  let gaps = dashboard.read.overview.gaps
  guard let numbers = dashboard.read.numbers.gaps, !gaps.gaps.isEmpty else {
    return ["no gaps", dashboard.chosen.range.label]
  }
  var parts: [String] = []
  let hour = dashboard.window(.gapHours).selected
  if dashboard.focus == .gapHours, let shown = numbers.byHour.at(hour) {
    parts.append("from \(hour):00: " + shown.words)
  }
  parts.append(dashboard.positionText(.gapRows) + (gaps.gaps.count == 1 ? " gap" : " gaps"))
  return parts + ["sort: " + dashboard.sortText(.gapRows), dashboard.chosen.range.label]
}

private func spokenGaps(_ dashboard: Dashboard) -> [String] {
  let gaps = dashboard.read.overview.gaps
  guard let numbers = dashboard.read.numbers.gaps, !gaps.gaps.isEmpty else {
    return ["No gaps in this range."]
  }
  let classes = zip(GapClass.allCases, gaps.countsByClass).map { "\($0.word) \(countText($1))" }
  return [
    spoken(FigureGroup.lengths, dashboard.read.overview, as: \.brief, end: ": ")
      + classes.joined(separator: ", ") + ", " + gapsMedian(gaps) + ".",
    numbers.longBreaks.words.map { "Long breaks: \($0)." } ?? "No long breaks.",
    gaps.frictionIndicators.isEmpty
      ? "No friction found." : gaps.frictionIndicators.joined(separator: ". ") + ".",
    numbers.friction.map(spokenFriction).joined(separator: ", ") + ".",
  ]
}

private func spokenFriction(_ measure: FrictionMeasure) -> String {
  measure.text.split(separator: "—", omittingEmptySubsequences: false)
    .joined(separator: "not known")
}

extension GapClass {
  /// As a sentence says it.
  var word: String { self == .longBreak ? "long" : rawValue }
}

extension GapHour {
  /// How many began in it.
  fileprivate var words: String {
    countText(shortCount, "gap") + " under 2 hours, " + countText(longCount, "long break")
  }
}

extension LongBreaks {
  /// `nights 14, weekends 3, holidays and the rest 2`; nil without any.
  var words: String? {
    let parts = [
      ("nights", nightCount), ("weekends", weekendCount), ("holidays and the rest", restCount),
    ].filter { $0.1 > 0 }.map { "\($0) \(countText($1))" }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
