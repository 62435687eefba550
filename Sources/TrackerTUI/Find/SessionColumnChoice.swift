// Which columns of the list of sessions stand on the screen: all that fit, without those left out, from a place on.

internal import TrackerCore

extension SessionColumn {
  /// Those that can be left out: all but state and name.
  static let choosable = all.filter { $0.rank > 1 }

  /// The stars have no title of their own.
  var choiceTitle: String { title.isEmpty ? "Stars" : title }

  /// The key that sorts by this column; nil when nothing does.
  var sortLetter: Character? { screen.look == .stars ? nil : column.letter }

  /// Fewest columns of the name while others are scrolled.
  private static let fewestNameColumns = 16

  /// The columns that fit, with their widths, left to right; they fill the room. `hidden` ones are left out, and the
  /// first `skipped` of those behind the name.
  static func shown(
    _ room: Int, hidden: Set<String>, skipped: Int
  ) -> [(column: SessionColumn, width: Int)] {
    guard !hidden.isEmpty || skipped > 0 else { return fitting(room) }
    let fixed = all.filter { $0.rank <= 1 }
    var used = fixed.reduce(0) { $0 + $1.columns } + fewestNameColumns
    var chosen = fixed
    var candidates = choosable.filter { !hidden.contains($0.choiceTitle) }
    if skipped > 0 {
      candidates = Array(candidates.dropFirst(skipped))
      for column in candidates {
        guard used + column.columns <= room else { break }
        used += column.columns
        chosen.append(column)
      }
    } else {
      let kept = candidates.sorted { $0.rank < $1.rank }.prefix { column in
        used += column.columns
        return used <= room
      }.map(\.title)
      chosen += candidates.filter { kept.contains($0.title) }
    }
    let rest = room - chosen.reduce(0) { $0 + $1.columns }
    return chosen.map { ($0, $0.columns + ($0.title == "Session" ? max(0, rest) : 0)) }
  }

  /// How many columns can be skipped so that the last one is on screen.
  static func mostSkipped(room: Int, hidden: Set<String>) -> Int {
    let candidates = choosable.filter { !hidden.contains($0.choiceTitle) }
    guard shown(room, hidden: hidden, skipped: 0).count < candidates.count + 2 else { return 0 }
    var used = all.filter { $0.rank <= 1 }.reduce(0) { $0 + $1.columns } + fewestNameColumns
    let last = candidates.reversed().prefix { column in
      used += column.columns
      return used <= room
    }
    return candidates.count - last.count
  }
}
