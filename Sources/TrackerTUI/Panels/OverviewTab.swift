// The overview: is it worth it, is it going well, what is running now. Places its panels; they draw.

internal import TrackerCore

extension Tab {
  static let overview = Tab(
    name: "Overview", shortName: "Over", lists: [.sessions],
    arrange: { dashboard, body, layout in
      if body.columns < 80 {
        arrangeInOneColumn(dashboard, body, &layout)
      } else {
        arrangeInBands(dashboard, body, &layout)
      }
    },
    status: { dashboard in
      let overview = dashboard.read.overview
      let changed = overview.changedAt.map { "changed " + dashboard.timeText.clock($0) }
      return [
        countText(overview.rows.count, "session"),
        countText(overview.effectiveness.count, "interaction"),
        dashboard.directory, changed,
      ].compactMap { $0 }
    },
    spoken: spokenNumbers,
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
      Panel.effectiveness.name: .effectiveness, Panel.roi.name: .roi, Panel.gaps.name: .gaps,
      Panel.activity.name: .trends,
    ]
    let name = tabs[name]?.name
    return { _, _, _ in name }
  }
}

/// Fewest rows of the list of sessions, its rule included.
private let fewestListRows = 2

/// Sections side by side, two or, where there is room, three; below them the list.
private func arrangeInBands(_ dashboard: Dashboard, _ body: Rect, _ layout: inout Layout) {
  var rest = body
  layout.place(.tiles, rest.takeTop(TilePlaces.rows(body)), opens: Panel.tabOfTile)
  let bands: [(panels: [Panel], rows: Int)] =
    body.columns < 160
    ? [([.effectiveness, .roi], 6), ([.gaps, .activity], 5)]
    : [([.effectiveness, .roi, .gaps], 6), ([.activity], dashboard.size.rows >= 34 ? 7 : 5)]
  for band in bands where rest.rows - band.rows >= fewestListRows {
    for (panel, area) in zip(band.panels, rest.takeTop(band.rows).columns(band.panels.count)) {
      layout.place(panel, area, opens: panel.summarizedTab)
    }
  }
  arrangeList(rest, &layout)
}

private func arrangeList(_ area: Rect, _ layout: inout Layout) {
  layout.placeList(
    .sessionRows, under: .sessionsRule, area, focus: .sessions, heads: .sessions)
}

private func arrangeInOneColumn(_ dashboard: Dashboard, _ body: Rect, _ layout: inout Layout) {
  var rest = body
  layout.place(.tiles, rest.takeTop(TilePlaces.rows(body)), opens: Panel.tabOfTile)
  let sections: [(panel: Panel?, rows: Int)] = [
    (.effectiveness, 6), (nil, 5), (.roi, 6), (.gaps, 5), (.activity, 5),
  ]
  let othersRows = 6 + 6 + 5 + 5
  let offset =
    (dashboard.place.firstSection % sections.count + sections.count) % sections.count
  let ordered = sections[offset...] + sections[..<offset]
  let hasRoomForAll = rest.rows >= othersRows + 8
  var shown = 0
  for section in ordered where rest.rows >= section.rows {
    shown += 1
    if let panel = section.panel {
      layout.place(panel, rest.takeTop(section.rows), opens: panel.summarizedTab)
    } else {
      arrangeList(
        rest.takeTop(hasRoomForAll ? rest.rows - roomAfterList(ordered) : rest.rows),
        &layout)
    }
  }
  layout.hidesSections = shown < sections.count
}

/// Rows of the sections that follow the list.
private func roomAfterList(_ sections: ArraySlice<(panel: Panel?, rows: Int)>) -> Int {
  sections.drop { $0.panel != nil }.reduce(0) { $0 + ($1.panel == nil ? 0 : $1.rows) }
}

private func spokenNumbers(_ dashboard: Dashboard) -> [String] {
  let overview = dashboard.read.overview
  let ratings = overview.effectiveness
  var lines = spokenTiles(dashboard)
  if ratings.ratedCount > 0 {
    lines += zip((1...5).reversed(), ratings.countsByRating.reversed()).map { rating, count in
      "\(rating) \(rating == 1 ? "star" : "stars"): \(countText(count)), "
        + "\(percent(count, of: ratings.ratedCount)) percent"
    }
  }
  lines.append(
    spoken([.roiPercentage], overview, end: ": ")
      + spoken(FigureGroup.hours, overview).asWord)
  let gaps = zip(GapClass.allCases, overview.gaps.countsByClass).map { gapClass, count in
    "\(gapClass.word) \(countText(count))"
  }
  lines.append(
    overview.gaps.gaps.isEmpty
      ? "No gaps."
      : spoken([.totalGaps, .averageGap], overview, as: \.brief, end: ": ")
        + gaps.joined(separator: ", ") + ".")
  return lines
}
