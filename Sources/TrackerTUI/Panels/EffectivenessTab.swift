// The ratings: how they spread, by attempts, by model, by what `b` picks, by day. Places its panels; they draw.

internal import TrackerCore

extension Tab {
  static let effectiveness = Tab(
    name: "Effectiveness", shortName: "Effect",
    arrange: { dashboard, body, layout in
      layout.arrange(
        effectivenessSections(dashboard, body), first: dashboard.firstSection, in: body)
    },
    status: effectivenessStatus,
    compute: { dashboard in
      guard dashboard.numbers.effectiveness == nil else { return }
      dashboard.numbers.effectiveness = dashboard.engine.effectivenessBreakdown(
        dashboard.covered, by: dashboard.grouping.dimension,
        days: dashboard.trendDays, calendar: dashboard.calendar)
      dashboard.followItems([.ratings, .iterations, .models, .groups, .ratingDays])
    })
}

private func effectivenessSections(_ dashboard: Dashboard, _ body: Rect) -> [Section] {
  let isLow = body.rows < 16
  let gap = body.rows >= 30 ? 1 : 0
  let distribution = Section(minimum: 6, wanted: body.rows >= 30 ? 9 : 6) { area, layout in
    placeDistribution(area, &layout)
  }
  let pair = Section(minimum: 6, wanted: body.rows >= 30 ? 9 : 6) { area, layout in
    var right = area
    placeDistribution(right.takeLeft(area.columns * 6 / 10 - 1), &layout)
    _ = right.takeLeft(1)
    placeIterations(right, &layout)
  }
  let iterations = Section(minimum: 5, wanted: 5 + gap) { placeIterations($0, &$1) }
  func groups(_ list: Panel, under rule: Panel, _ focus: Focus, mostNeeded: Int) -> Section {
    let count = dashboard.rowCount(focus)
    return Section(
      minimum: 1 + min(max(1, count), isLow ? 2 : mostNeeded), wanted: 1 + count + gap
    ) { $1.placeList(list, under: rule, $0, focus: focus) }
  }
  let byModel = groups(.modelRows, under: .modelsRule, .models, mostNeeded: 6)
  let byGroup = groups(.groupRows, under: .groupsRule, .groups, mostNeeded: 8)
  let days = Section(minimum: 5, wanted: 8, grows: true) { area, layout in
    layout.placeChart(.ratingDays, area, focus: .ratingDays, dashboard)
  }
  return body.columns >= 100
    ? [pair, byModel, byGroup, days] : [distribution, byModel, byGroup, iterations, days]
}

private func placeDistribution(_ area: Rect, _ layout: inout Layout) {
  var rest = area
  layout.place(.distributionRule, rest.takeTop(1))
  layout.place(.ratingBars, rest.takeTop(5), focus: .ratings)
  if rest.rows >= 2 { layout.place(.ratingShares, rest) }
}

private func placeIterations(_ area: Rect, _ layout: inout Layout) {
  var rest = area
  layout.place(.iterationsRule, rest.takeTop(1))
  layout.place(.iterationBars, rest.takeTop(4), focus: .iterations)
}

private func effectivenessStatus(_ dashboard: Dashboard) -> [String] {
  let overview = dashboard.overview
  let ratings = overview.effectiveness
  let cursor: String? = {
    let selected = dashboard.window(.ratingDays).selected
    guard dashboard.focus == .ratingDays,
      let day = dashboard.numbers.effectiveness?.byDay.at(selected)
    else { return nil }
    return dashboard.timeText.step(day.firstDay, .day) + ": "
      + countText(day.tally.count, "interaction") + ", mean " + ratingText(day.tally.averageRating)
  }()
  return [
    cursor, countText(ratings.ratedCount, "interaction") + " rated",
    ratings.count > 0 ? Figure.averageEffectiveness.said(overview) : nil,
    ratings.medianRating == nil ? nil : Figure.medianRating.said(overview),
    dashboard.range.label,
  ].compactMap { $0 }
}
