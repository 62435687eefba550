// What a screen reader hears of texts, finds and choices.

internal import TrackerCore

/// The lines of a text, or what a search found.
func spokenFound(_ dashboard: Dashboard) -> SpokenList {
  if let page = dashboard.textPage {
    let lines = page.lines
    return SpokenList(count: lines.count, selected: dashboard.window(.textLines).selected) {
      lines.indices.contains($0) ? lines[$0].text : ""
    }
  }
  guard let finds = dashboard.finds else { return SpokenList() }
  let count = finds.list.rows.count
  return SpokenList(count: count, selected: dashboard.window(.finds).selected) {
    let row = finds.list.rows[$0]
    let rating = row.rating.map { "rated \($0)" } ?? "not rated"
    let attempts = row.iterations.map { countText($0, "attempt") }
    let text = finds.list.place(of: row).flatMap { finds.texts[$0] }
    let session = finds.list.session(of: row)?.text ?? "no session"
    return [text, dashboard.timeText.start(row.time), rating, attempts, session]
      .compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

func spokenSorts(_ dashboard: Dashboard, _ focus: Focus, _ selected: Int) -> SpokenList {
  let titles = dashboard.sortTitles(focus)
  let sorted = dashboard.sortOrder(focus)?.letter
  return SpokenList(count: titles.count, selected: selected) {
    let title = titles[$0]
    return "\(title.letter): \(title.title)" + (title.letter == sorted ? ", now" : "")
  }
}

func spokenColumns(_ dashboard: Dashboard, _ selected: Int) -> SpokenList {
  let columns = SessionColumn.choosable
  return SpokenList(count: columns.count, selected: selected) {
    let title = columns[$0].choiceTitle
    return title + (dashboard.view.hiddenColumns.contains(title) ? ", left out" : ", shown")
  }
}
