// The overview: is it worth it, is it going well, what is running now. Places its panels; they draw.

internal import TrackerCore

extension Tab {
  static let overview = Tab(
    name: "Overview", shortName: "Over", lists: [.tiles, .now, .pastSessions],
    firstHints: [
      .selectTab(0), .back, .sideways(-1), .changePane(by: 1), .open, .chooseRange, .filter,
      .explain,
      .act(.endStale), .help, .quit, .act(.end), .search, .export, .copyID,
    ],
    grouping: .ofSessions,
    figures: FigureGroup.tiles.compactMap(\.explanation?.id)
      + ClaimMeasure.headline.flatMap { ["calibrated." + $0.key, "as_logged." + $0.key] }
      + ["quality.clean_sessions", "quality.doubted_share"] + FigureGroup.effectiveness.ids
      + FigureGroup.gaps.ids,
    arrange: arrangeOverview,
    status: { dashboard in
      let overview = dashboard.read.overview
      let changed = overview.changedAt.map { "changed " + dashboard.timeText.clock($0) }
      let isNarrow = dashboard.size.columns < 60
      return [
        isNarrow ? dashboard.focus.map { dashboard.positionText($0) } : nil,
        isNarrow ? "Enter opens" : nil,
        countText(overview.rows.count, "session"),
        Figure.totalInteractions.knownNumber(overview).map { countText(Int($0), "interaction") },
        dashboard.directory, changed,
      ].compactMap { $0 }
    },
    compute: {
      $0.computeHeadline()
      $0.groupSessions()
    }, spoken: spokenNumbers,
    spokenChart: { dashboard in
      let days = dashboard.read.days.suffix(7).map {
        "\(dashboard.timeText.day($0.day)) \(countText($0.sessionCount))"
      }
      return days.isEmpty
        ? nil : "Sessions a day, the last 7 days: " + days.joined(separator: ", ") + "."
    },
    paperChart: { dashboard in
      let (first, time) = (dashboard.firstDay, dashboard.timeText)
      let days = dashboard.read.days.filter { day in
        day.sessionCount > 0 && first.map { day.day >= $0 } ?? true
      }
      return (
        "Sessions a day, empty days left out",
        days.map { time.dayAndYear($0.day) + ": " + countText($0.sessionCount, "session") }
      )
    })
}

extension Panel {
  /// The tab that says more of what a section of the overview says, wherever on it one points.
  fileprivate var summarizedTab: TabAtPlace {
    let tabs: [String: Tab] = [
      Panel.effectiveness.name: .effectiveness, Panel.claims.name: .roi,
      Panel.gaps.name: .gaps,
      Panel.activity.name: .trends,
    ]
    let name = tabs[name]?.name
    return { _, _, _ in name }
  }
}

/// Fewest rows of the list of sessions where charts stand above it, and those of its rule and its titles.
private let fewestListRows = 4
private let headRows = 2
/// Fewest rows of the list anywhere.
private let fewestRows = 2
/// With so many below the numbers heads are worth theirs, however much runs.
private let enoughRows = 12

/// Numbers, what runs, charts as far as they leave room for the list, the list.
private func arrangeOverview(_ dashboard: Dashboard, _ body: Rect, _ layout: inout Layout) {
  var rest = body
  let tiles = dashboard.tilePlaces
  layout.place(
    .tiles, rest.takeTop(TilePlaces.rows(body)), focus: .tiles, opens: Panel.tabOfTile,
    strip: tiles.isList ? nil : tiles.tiles.map(\.column))
  layout.placeUnreadable(dashboard, &rest)
  // Which sessions are doubtful is not known without interactions, and the line above says so.
  if dashboard.read.overview.claims != nil, dashboard.read.unreadable(.interactions) == nil {
    layout.place(.gate, rest.takeTop(1))
  }
  let now = dashboard.nowRows.count
  let hasHeads =
    rest.rows >= (now > 0 ? 1 + now : 0) + headRows + fewestRows || rest.rows >= enoughRows
  arrangeNow(dashboard, &rest, hasHead: hasHeads, &layout)
  for band in chartBands(dashboard, body) {
    guard rest.rows - band.rows >= fewestListRows + headRows else { break }
    for (panel, area) in zip(band.panels, rest.takeTop(band.rows).columns(band.panels.count)) {
      layout.place(panel, area, opens: panel.summarizedTab)
    }
  }
  layout.placeList(
    .pastRows, under: hasHeads ? .pastRule : nil, rest, focus: .pastSessions,
    heads: hasHeads ? .sessions : nil)
  layout.home = .pastSessions
}

/// What runs and what is stale; where there are few rows, they are shared with the list.
private func arrangeNow(
  _ dashboard: Dashboard, _ rest: inout Rect, hasHead: Bool, _ layout: inout Layout
) {
  let count = dashboard.nowRows.count
  guard count > 0 else { return }
  if hasHead { layout.place(.nowRule, rest.takeTop(1)) }
  let most = max(1, rest.rows - (hasHead ? headRows : 0) - fewestRows)
  layout.place(.nowRows, rest.takeTop(min(count, most)), focus: .now)
}

/// Charts side by side, the most important ones first.
private func chartBands(
  _ dashboard: Dashboard, _ body: Rect
) -> [(panels: [Panel], rows: Int)] {
  switch body.columns {
  case ..<80: [([.effectiveness], 6), ([.activity], 5)]
  case ..<110: [([.effectiveness, .activity], 6)]
  case ..<160: [([.effectiveness, .claims], 6), ([.gaps, .activity], 5)]
  default:
    [
      ([.effectiveness, .claims, .gaps], 6), ([.activity], dashboard.size.rows >= 34 ? 8 : 5),
    ]
  }
}

private func spokenNumbers(_ dashboard: Dashboard) -> [String] {
  let overview = dashboard.read.overview
  let ratings = overview.effectiveness
  var lines = spokenTiles(dashboard) + spokenNow(dashboard)
  if ratings.ratedCount > 0 {
    lines += zip((1...5).reversed(), ratings.countsByRating.reversed()).map { rating, count in
      "\(rating) \(rating == 1 ? "star" : "stars"): \(countText(count)), "
        + "\(percent(count, of: ratings.ratedCount)) percent"
    }
  }
  let gaps = zip(GapClass.allCases, overview.gaps.countsByClass).map { gapClass, count in
    "\(gapClass.word) \(countText(count))"
  }
  lines.append(
    overview.gaps.gaps.isEmpty
      ? "No gaps."
      : spoken([.totalGaps], overview, as: \.brief, end: ", ") + gapsMedian(overview.gaps) + ": "
        + gaps.joined(separator: ", ") + ".")
  return lines
}
