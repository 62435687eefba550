// The ratings: how they spread, by attempts, by project, model, kind of work and what `b` picks, by day. Places its panels; they draw.

internal import TrackerCore

extension Tab {
  static let effectiveness = Tab(
    name: "Effectiveness", shortName: "Effect",
    lists: [.ratings, .iterations] + RatingList.all.map(ListKind.ratingGroups) + [.ratingDays],
    firstHints: Tab.chartHints, restsOn: .interactions,
    grouping: TabGrouping(Grouping.fronts, word: { $0?.word ?? "none" }, at: \.dimension) {
      dashboard, dimension in
      dashboard.read.numbers.effectiveness = nil
      (dashboard.place.items[.groups], dashboard.place.windows[.groups]) = (nil, nil)
      let titles = dimension.map { [$0] } ?? Grouping.ofRatings
      return "by " + titles.map(\.title).joined(separator: ", ")
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
        dashboard.read.covered, by: RatingList.all.compactMap { $0.dimension(dashboard) },
        days: dashboard.trendDays, calendar: dashboard.calendar)
      dashboard.followItems([.ratings, .iterations, .ratingDays] + RatingList.all.map(\.id))
    },
    spoken: spokenEffectiveness)
}

extension ListID {
  static let ratings = ListID("ratings")
  static let iterations = ListID("iterations")
  /// By what `b` puts in front.
  static let groups = ListID("groups")
  static let projects = ListID("projects")
  static let models = ListID("models")
  static let taskTypes = ListID("taskTypes")
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
    $0.explained = { dashboard, row in
      ShownExplanation.all(
        ["effectiveness.distribution.\(5 - row)"], of: dashboard.read.overview)
    }
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

  /// The ratings by what the interactions have in common.
  static func ratingGroups(_ list: RatingList) -> ListKind {
    ListKind(
      list.id, "group", opening: .interactions, rows: { list.groups($0) },
      counted: { dashboard, rows, row in
        guard let dimension = list.dimension(dashboard) else { return nil }
        let key = rows[row].key
        return (.group(dimension, key: key), dashboard.groupTitle(key, dimension))
      }, spoken: { spokenGroup($1, $2) }
    ).with {
      $0.title = { "By " + (list.dimension($0)?.title ?? "nothing") }
      $0.table = { ratingTable(list.groups($0)) }
    }
  }

  private static func ratingTable(_ groups: [RatingGroup]?) -> ExportSource {
    ExportSource("groups", RatingGroup.columns, groups ?? [], ids: "rating.by_group")
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
  let sessions = group.sessionCount.map { [countText($0, "session")] } ?? []
  return
    ([(title == Dimension.none ? "not named" : title) + ": " + spokenRatings(group.tally)]
    + counts + sessions).joined(separator: ", ")
}

private func effectivenessSections(_ dashboard: Dashboard, _ body: Rect) -> [Section] {
  let isLow = body.rows < 16
  let gap = body.rows >= 30 ? 1 : 0
  let distribution = Section(minimum: 6, wanted: 6 + gap) { area, layout in
    placeDistribution(area, &layout)
  }
  let pair = Section(minimum: 6, wanted: 6 + gap) { area, layout in
    var right = area
    placeDistribution(right.takeLeft((area.columns + 1) / 2), &layout, gap: 1)
    placeIterations(right, &layout)
  }
  let iterations = Section(minimum: 5, wanted: 5 + gap) { placeIterations($0, &$1) }
  let groups = RatingList.shown(dashboard).map { list, _ in
    let count = max(1, dashboard.rowCount(list.id))
    // The sentence under the models stands on one row, in full.
    let findings = list.id == .models ? dashboard.modelFindings : nil
    let last = (findings?.count).map { $0 + 2 <= body.columns } ?? false ? 1 : 0
    return Section(
      minimum: 1 + min(count, isLow ? 2 : 4), wanted: 1 + count + last + gap
    ) { area, layout in
      var rest = area
      layout.placeList(list.rows, under: list.rule, rest.takeTop(1 + count), focus: list.id)
      if last > 0, !rest.isEmpty { layout.place(.modelFindings, rest.takeTop(1)) }
    }
  }
  let days = Section(minimum: 5, wanted: 8, grows: true) { area, layout in
    layout.placeChart(.ratingDays, area, focus: .ratingDays, dashboard)
  }
  return body.columns >= 80
    ? [pair] + groups + [days] : [distribution] + groups + [iterations, days]
}

/// The last column of bars is blank, so that it may be the gap to what stands beside them.
private func placeDistribution(_ area: Rect, _ layout: inout Layout, gap: Int = 0) {
  var rest = area
  var rule = rest.takeTop(1)
  layout.place(.distributionRule, rule.takeLeft(area.columns - gap))
  layout.place(.ratingBars, rest.takeTop(5), focus: .ratings)
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
    cursor, countText(ratings.ratedCount) + " rated",
    ratings.count > 0 ? "mean " + Figure.averageEffectiveness.shown(overview) : nil,
    ratings.medianRating == nil ? nil : Figure.medianRating.said(overview),
    "grouped by "
      + RatingList.shown(dashboard).map(\.dimension.word).joined(separator: ", "),
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
  ] + [dashboard.modelFindings].compactMap(\.self)
}
