// Columns by what a person calls them. It refuses to guess.

extension Column {
  /// What a person may call it: its key, its title, its word in filters, its head on screen.
  private var names: [String] {
    [key, title] + [filterWord, screen?.head].compactMap { $0 }.filter { !$0.isEmpty }
  }

  fileprivate func isCalled(_ name: String) -> Bool {
    names.contains { $0.lowercased() == name.lowercased() }
  }
}

extension Array {
  /// The columns of a list of words, `name,type,dur`; throws `invalidParameter` for the argument `argument` where one is
  /// none.
  public func chosen<Row>(
    _ words: String, for argument: String
  ) throws(TrackerError) -> [Column<Row>] where Element == Column<Row> {
    var columns: [Column<Row>] = []
    for word in words.split(separator: ",", omittingEmptySubsequences: false) {
      let word = String(word).trimmingBlanks
      guard let column = first(where: { $0.isCalled(word) }) else {
        let names = map(\.key)
        let nearest = nearestName(to: word, among: names + map(\.title))
        throw .invalidParameter(
          name: argument,
          mustBe: "one of \(names.joined(separator: ", ")); not '\(word.clipped)'"
            + (nearest.map { " (nearest: \($0))" } ?? ""))
      }
      columns.append(column)
    }
    return columns
  }
}
