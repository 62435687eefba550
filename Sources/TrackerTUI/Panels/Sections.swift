// Sections below one another: as many as have room, from the one that the user stepped to, grown to fill the screen.

/// A part of a tab over the whole width.
struct Section {
  /// Fewest rows with which it is of use, and rows with which it shows everything.
  var minimum: Int
  var wanted: Int
  /// Whether rows beyond that make it better.
  var grows = false
  var place: (Rect, inout Layout) -> Void
}

extension Layout {
  /// Places sections, the first one with `first` steps taken; those without room are stepped to.
  mutating func arrange(_ sections: [Section], first: Int, in body: Rect) {
    guard !sections.isEmpty else { return }
    let offset = (first % sections.count + sections.count) % sections.count
    let ordered = Array(sections[offset...] + sections[..<offset])
    var rows: [Int] = []
    var rest = body.rows
    for section in ordered {
      guard rest >= section.minimum || rows.isEmpty else { break }
      rows.append(min(section.minimum, rest))
      rest -= rows[rows.count - 1]
    }
    hidesSections = rows.count < sections.count
    for index in rows.indices {
      let more = max(0, min(rest, ordered[index].wanted - rows[index]))
      rows[index] += more
      rest -= more
    }
    let growing = rows.indices.filter { ordered[$0].grows }
    for (place, index) in growing.enumerated() {
      let more = rest / (growing.count - place)
      rows[index] += more
      rest -= more
    }
    var area = body
    for (section, count) in zip(ordered, rows) { section.place(area.takeTop(count), &self) }
  }
}
