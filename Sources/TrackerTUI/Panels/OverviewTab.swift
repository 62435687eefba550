// The overview: is it worth it, is it going well, what is running now. Places its panels; they draw.

internal import TrackerCore

extension Tab {
  static let overview = Tab(
    name: "Overview", shortName: "Over",
    arrange: { dashboard, body, layout in
      switch body.columns {
      case ..<60: arrangeInOneColumn(dashboard, body, &layout)
      case ..<160: arrangeInTwoColumns(dashboard, body, &layout)
      default: arrangeInThreeColumns(dashboard, body, &layout)
      }
    },
    status: { dashboard in
      let overview = dashboard.overview
      let changed = overview.changedAt.map { "changed " + dashboard.timeText.clock($0) }
      return [
        countText(overview.rows.count, "session"),
        countText(overview.effectiveness.interactionCount, "interaction"),
        dashboard.directory, changed,
      ].compactMap { $0 }
    })
}

/// Fewest rows of the list of sessions, its rule included.
private let fewestListRows = 2

private func arrangeInTwoColumns(_ dashboard: Dashboard, _ body: Rect, _ layout: inout Layout) {
  var rest = body
  layout.place(.tiles, rest.takeTop(2))
  for (pair, rows) in [([Panel.effectiveness, .roi], 6), ([.gaps, .activity], 5)]
  where rest.rows - rows >= fewestListRows {
    for (panel, area) in zip(pair, rest.takeTop(rows).columns(2)) { layout.place(panel, area) }
  }
  arrangeList(dashboard, rest, &layout)
}

private func arrangeInThreeColumns(_ dashboard: Dashboard, _ body: Rect, _ layout: inout Layout) {
  var rest = body
  layout.place(.tiles, rest.takeTop(2))
  if rest.rows - 6 >= fewestListRows {
    for (panel, area) in zip([Panel.effectiveness, .roi, .gaps], rest.takeTop(6).columns(3)) {
      layout.place(panel, area)
    }
  }
  let chartRows = dashboard.size.rows >= 34 ? 7 : 5
  if rest.rows - chartRows >= fewestListRows { layout.place(.activity, rest.takeTop(chartRows)) }
  arrangeList(dashboard, rest, &layout)
}

/// The rule, the head where there are three rows or more, the rows.
private func arrangeList(_ dashboard: Dashboard, _ area: Rect, _ layout: inout Layout) {
  var rest = area
  layout.place(.sessionsRule, rest.takeTop(1))
  if rest.rows >= 3 { layout.placeSessionsHead(dashboard, rest.takeTop(1)) }
  layout.place(.sessionRows, rest, focus: .sessions)
}

private func arrangeInOneColumn(_ dashboard: Dashboard, _ body: Rect, _ layout: inout Layout) {
  var rest = body
  layout.place(.tiles, rest.takeTop(body.rows < 16 ? 4 : 6))
  let sections: [(panel: Panel?, rows: Int)] = [
    (.effectiveness, 6), (nil, 5), (.roi, 6), (.gaps, 5), (.activity, 5),
  ]
  let othersRows = 6 + 6 + 5 + 5
  let offset =
    (dashboard.firstSection % sections.count + sections.count) % sections.count
  let ordered = sections[offset...] + sections[..<offset]
  let hasRoomForAll = rest.rows >= othersRows + 8
  var shown = 0
  for section in ordered where rest.rows >= section.rows {
    shown += 1
    if let panel = section.panel {
      layout.place(panel, rest.takeTop(section.rows))
    } else {
      arrangeList(
        dashboard, rest.takeTop(hasRoomForAll ? rest.rows - roomAfterList(ordered) : rest.rows),
        &layout)
    }
  }
  layout.hidesSections = shown < sections.count
}

/// Rows of the sections that follow the list.
private func roomAfterList(_ sections: ArraySlice<(panel: Panel?, rows: Int)>) -> Int {
  sections.drop { $0.panel != nil }.reduce(0) { $0 + ($1.panel == nil ? 0 : $1.rows) }
}
