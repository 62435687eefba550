// Texts and items in a few lines of a list, whatever terminal shows them.

internal import TrackerCore

/// Text in so many lines of so many columns at most.
enum FlowedText {
  /// A text wrapped at words, its breaks and runs of blanks one blank each. Where it has more lines than `limit`, the last one
  /// runs on, to be cut where it is written. Cost: only what has room.
  static func lines(_ text: String, columns: Int, limit: Int) -> [String] {
    let columns = max(2, columns)
    // More scalars than characters and their marks have room in these lines.
    let most = 8 * columns * (limit + 1)
    let scalars = text.unicodeScalars.prefix(most)
    let words = scalars.split { $0.properties.isWhitespace }
    let flowed = words.map { String($0) }.joined(separator: " ")
    var lines = Array(
      TextPage.wrapped(flowed, columns: columns, limit: limit + 1).prefix(limit + 1))
    if lines.count > limit {
      if lines[limit - 1].last == " " { lines[limit - 1].removeLast() }
      lines[limit - 1] += " " + lines[limit] + "…"
      lines.removeLast()
    }
    return lines
  }

  /// Items with ` · ` between them, each whole and in one line unless it is longer than that. Where they take more lines than
  /// `limit`, the last one ends in how many more there are.
  static func lines(ofItems items: [String], columns: Int, limit: Int) -> [String] {
    let fits = { (items: [String]) in
      WidestColumns.of(items.joined(separator: between).unicodeScalars) <= columns
    }
    var lines: [[String]] = []
    for item in items {
      if let last = lines.last, fits(last + [item]) {
        lines[lines.count - 1].append(item)
      } else {
        lines.append([item])
      }
    }
    if lines.count > limit {
      var hidden = lines[limit...].reduce(0) { $0 + $1.count }
      lines.removeSubrange(limit...)
      while lines[limit - 1].count > 1, !fits(lines[limit - 1] + [moreText(hidden)]) {
        lines[limit - 1].removeLast()
        hidden += 1
      }
      if fits(lines[limit - 1] + [moreText(hidden)]) { lines[limit - 1].append(moreText(hidden)) }
    }
    return lines.map { $0.joined(separator: between) }
  }

  /// How many more there are.
  static func moreText(_ count: Int) -> String { "+\(countText(count)) more" }

  private static let between = " · "
}
