// What stands where a list or chart has nothing to show: what would be there, and the key that shows more of it.

internal import TrackerCore

extension Dashboard {
  /// `No issues in the last 30 days · 0 shows all`, and the same in short, for a list of what is named.
  func emptyTexts(_ things: String) -> [String] {
    let command: Command? =
      !chosen.filter.isEmpty ? .clearFilter : chosen.range == .all ? nil : .pickRange(.all)
    let verb = command == .clearFilter ? "clears it" : "shows all"
    let advice = command.flatMap(keyLabel).map { " · \($0) \(verb)" } ?? ""
    let place = command == .clearFilter ? "with this filter" : chosen.range.phrase
    return ["No \(things) \(place)" + advice, "No \(things)" + advice, "None" + advice]
  }
}

extension Painter {
  /// Writes the longest of the texts of an empty list that has room.
  mutating func writeEmpty(_ things: String, _ dashboard: Dashboard, row: Int = 0) {
    let texts = dashboard.emptyTexts(things)
    let fitting = texts.first { 1 + width(of: $0) < columns } ?? texts.last ?? ""
    writeCut(fitting, column: 1, row: row, Style(.muted))
  }
}
