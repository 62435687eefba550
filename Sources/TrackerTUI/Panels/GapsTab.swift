// The pauses between sessions and what they hint at: classes, signs of friction, hours, each of them. Places its panels;
// they draw.

internal import TrackerCore

extension Tab {
  static let gaps = Tab(
    name: "Gaps", shortName: "Gaps",
    arrange: { dashboard, body, layout in
      layout.arrange(gapSections(dashboard, body), first: dashboard.firstSection, in: body)
    },
    status: gapStatus,
    compute: { dashboard in
      guard dashboard.numbers.gaps == nil else { return }
      dashboard.numbers.gaps = dashboard.engine.gapBreakdown(
        dashboard.covered, calendar: dashboard.calendar)
      dashboard.sortRows(.gapRows)
      dashboard.followItems([.gapRows, .gapHours])
    })
}

private func gapSections(_ dashboard: Dashboard, _ body: Rect) -> [Section] {
  let listed = max(1, dashboard.rowCount(.gapRows))
  let chart = Section(
    minimum: 4, wanted: body.rows >= 50 ? 12 : body.rows >= 30 ? 9 : 5
  ) { area, layout in
    layout.placeChart(.gapHours, area, focus: .gapHours, dashboard)
  }
  let list = Section(minimum: min(4, 2 + listed), wanted: 2 + listed, grows: true) { area, layout in
    layout.placeList(
      .gapListRows, under: .gapListRule, area, focus: .gapRows, heads: .gapRows)
  }
  guard body.columns >= 80 else {
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
  let gaps = dashboard.overview.gaps
  guard let numbers = dashboard.numbers.gaps, !gaps.gaps.isEmpty else {
    return ["no gaps", dashboard.range.label]
  }
  var parts: [String] = []
  let hour = dashboard.window(.gapHours).selected
  if dashboard.focus == .gapHours, let shown = numbers.byHour.at(hour) {
    parts.append(
      "from \(hour):00: " + countText(shown.count, "gap")
        + (shown.count == 0 ? "" : ", mean " + durationText(minutes: shown.averageMinutes)))
  }
  parts.append(countText(gaps.gaps.count, "gap"))
  parts += FigureGroup.lengths.dropFirst().map { $0.said(dashboard.overview) }
  return parts + ["sort: " + dashboard.sortText(.gapRows), dashboard.range.label]
}
