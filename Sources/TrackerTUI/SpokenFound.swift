// What a screen reader hears of texts and finds.

internal import TrackerCore

/// The lines of a text, or what a search found.
func spokenFound(_ dashboard: Dashboard) -> SpokenList {
  if let page = dashboard.textPage {
    return SpokenList(count: page.lines.count, selected: dashboard.window(.textLines).selected) {
      page.lines.at($0)?.text ?? ""
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
