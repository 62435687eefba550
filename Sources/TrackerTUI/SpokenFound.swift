// What a screen reader hears of texts, finds and choices.

internal import TrackerCore

/// The lines of a text, or what a search found.
func spokenFound(_ dashboard: Dashboard) -> SpokenList {
  if let page = dashboard.textPage {
    let lines = page.lines(columns: dashboard.size.columns, wraps: true)
    return SpokenList(count: lines.count, selected: dashboard.window(.textLines).selected) {
      lines.indices.contains($0) ? lines[$0].text : ""
    }
  }
  let matches = dashboard.finds?.matches ?? []
  return SpokenList(count: matches.count, selected: dashboard.window(.finds).selected) {
    let match = matches[$0]
    let rating = match.rating.map { "rated \($0)" } ?? "not rated"
    let start = match.timestamp.flatMap(Timestamp.init)
    return [match.excerpt, dashboard.timeText.start(start), rating, match.sessionID.text]
      .joined(separator: ", ")
  }
}

func spokenSorts(_ dashboard: Dashboard, _ focus: Focus, _ selected: Int) -> SpokenList {
  let titles = dashboard.sortTitles(focus)
  let order = dashboard.sortOrder(focus)
  return SpokenList(count: titles.count, selected: selected) {
    let title = titles[$0]
    return "\(title.letter): \(title.title)" + (title.letter == order.letter ? ", now" : "")
  }
}

func spokenColumns(_ dashboard: Dashboard, _ selected: Int) -> SpokenList {
  let columns = SessionColumn.choosable
  return SpokenList(count: columns.count, selected: selected) {
    let title = columns[$0].choiceTitle
    return title + (dashboard.view.hiddenColumns.contains(title) ? ", left out" : ", shown")
  }
}
