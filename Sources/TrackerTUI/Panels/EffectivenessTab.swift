// The ratings: how they spread, by attempts, by model, by what `b` picks, by day. Places its panels; they draw.

internal import TrackerCore

extension Tab {
  static let effectiveness = Tab(
    name: "Effectiveness", shortName: "Effect",
    lists: [.ratings, .iterations, .models, .groups, .ratingDays], firstHints: Tab.chartHints,
    grouping: TabGrouping(Grouping.dimensions, word: \.word, at: \.dimension) {
      dashboard, dimension in
      dashboard.read.numbers.effectiveness = nil
      (dashboard.place.items[.groups], dashboard.place.windows[.groups]) = (nil, nil)
      return "by \(dimension.title)"
    },
    figures: FigureGroup.effectiveness.ids,
    arrange: { dashboard, body, layout in
      layout.arrange(
        effectivenessSections(dashboard, body), first: dashboard.place.firstSection, in: body)
    },
    status: effectivenessStatus,
    compute: { dashboard in
      guard dashboard.read.numbers.effectiveness == nil else { return }
      dashboard.read.numbers.effectiveness = dashboard.engine.effectivenessBreakdown(
        dashboard.read.covered, by: dashboard.chosen.grouping.dimension,
        days: dashboard.trendDays, calendar: dashboard.calendar)
      dashboard.followItems([.ratings, .iterations, .models, .groups, .ratingDays])
    },
    spoken: spokenEffectiveness)
}

extension ListID {
  static let ratings = ListID("ratings")
  static let iterations = ListID("iterations")
  static let models = ListID("models")
  static let groups = ListID("groups")
  static let ratingDays = ListID("ratingDays")
}

extension ListKind {
  /// How often each rating was given, the best first.
  static let ratings = ListKind(
    .ratings, opening: .interactions, rows: ratingRows,
    counted: { _, rows, row in (.rating(rows[row].rating), "rated \(rows[row].rating)") },
    spoken: { dashboard, row, _ in
      "\(row.rating) \(row.rating == 1 ? "star" : "stars"): \(countText(row.count)), "
        + "\(percent(row.count, of: dashboard.read.overview.effectiveness.ratedCount)) percent"
    }
  ).with {
    $0.title = { _ in "Interactions by rating" }
    $0.table = {
      ExportSource(
        "ratings", RatingCount.columns, $0.read.overview.effectiveness.ratingCounts.reversed())
    }
  }

  /// Mean ratings by attempts.
  static let iterations = ListKind(
    .iterations, opening: .interactions,
    rows: { $0.isRated ? $0.read.numbers.effectiveness?.byIterations ?? [] : [] },
    counted: { _, _, row in
      (.iterations(row + 1), row == 0 ? "1 try" : row == 3 ? "4+ tries" : "\(row + 1) tries")
    },
    spoken: { $2 + ": " + spokenRatings($1.tally) }
  ).with {
    $0.title = { _ in "Mean rating by attempts" }
    $0.table = { ratingTable($0.read.numbers.effectiveness?.byIterations) }
  }

  static let models = ratingGroups(
    .models, { $0.read.numbers.effectiveness?.byModel }, by: { _ in .model }
  ).with { $0.title = { _ in "By model" } }

  /// By what `b` picks.
  static let groups = ratingGroups(
    .groups, { $0.read.numbers.effectiveness?.byDimension },
    by: { $0.read.numbers.effectiveness?.dimension ?? .type }
  ).with { $0.title = { "By " + $0.chosen.grouping.dimension.title } }

  private static func ratingGroups(
    _ id: ListID, _ groups: @escaping @Sendable (Dashboard) -> [RatingGroup]?,
    by dimension: @escaping @Sendable (Dashboard) -> Dimension
  ) -> ListKind {
    ListKind(
      id, "group", opening: .interactions, rows: { groups($0) ?? [] },
      counted: { dashboard, rows, row in
        let (key, dimension) = (rows[row].key, dimension(dashboard))
        return (.group(dimension, key: key), dashboard.groupTitle(key, dimension))
      }, spoken: { spokenGroup($1, $2) }
    ).with { $0.table = { ratingTable(groups($0)) } }
  }

  private static func ratingTable(_ groups: [RatingGroup]?) -> ExportSource {
    ExportSource("groups", RatingGroup.columns, groups ?? [])
  }

  /// Mean ratings day by day.
  static let ratingDays = ListKind(
    timeAxis: .ratingDays, opening: .interactions,
    points: { $0.read.numbers.effectiveness?.byDay ?? [] }, isShown: \.isRated,
    bucket: { _ in .day },
    spoken: { $2 + ": " + spokenRatings($1.tally) }
  ).with {
    $0.title = { _ in "Mean rating by day" }
    $0.isWorthALine = { $0.read.numbers.effectiveness?.byDay.at($1)?.tally.count ?? 0 > 0 }
  }
}

private func ratingRows(_ dashboard: Dashboard) -> [RatingCount] {
  guard dashboard.read.numbers.effectiveness != nil, dashboard.isRated else { return [] }
  return dashboard.read.overview.effectiveness.ratingCounts.reversed()
}

private func spokenRatings(_ tally: InteractionTally) -> String {
  countText(tally.count, "interaction")
    + (tally.count == 0 ? "" : ", " + spokenRating(tally.averageRating, "mean"))
}

private func spokenGroup(_ group: RatingGroup, _ title: String) -> String {
  let counts = zip((1...5).reversed(), group.tally.countsByRating.reversed())
    .filter { $0.1 > 0 }.map { "\(countText($0.1)) rated \($0.0)" }
  return
    ([(title == Dimension.none ? "not named" : title) + ": " + spokenRatings(group.tally)]
    + counts).joined(separator: ", ")
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
  func groups(_ list: Panel, under rule: Panel, _ focus: ListID, mostNeeded: Int) -> Section {
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
  let overview = dashboard.read.overview
  let ratings = overview.effectiveness
  let cursor: String? = {
    let selected = dashboard.window(.ratingDays).selected
    guard dashboard.focus == .ratingDays,
      let day = dashboard.read.numbers.effectiveness?.byDay.at(selected)
    else { return nil }
    return dashboard.timeText.step(day.firstDay, .day) + ": "
      + countText(day.tally.count, "interaction") + ", mean " + ratingText(day.tally.averageRating)
  }()
  return [
    cursor, countText(ratings.ratedCount, "interaction") + " rated",
    ratings.count > 0 ? Figure.averageEffectiveness.said(overview) : nil,
    ratings.medianRating == nil ? nil : Figure.medianRating.said(overview),
    dashboard.chosen.range.label,
  ].compactMap { $0 }
}

private func spokenEffectiveness(_ dashboard: Dashboard) -> [String] {
  let ratings = dashboard.read.overview.effectiveness
  guard dashboard.isRated else { return ["Nothing rated yet."] }
  let overview = dashboard.read.overview
  return [
    "Rating \(Figure.averageEffectiveness.shown(overview)) of 5, "
      + countText(ratings.ratedCount, "interaction") + " rated, "
      + inWords(Figure.medianRating.said(overview), orElse: "median none") + ".",
    FigureGroup.spread.map { figure in
      figure.title + ": " + inWords(figure.shown(overview), orElse: "not known")
    }.joined(separator: ", ") + ".",
  ]
}
