// Searching the lists on screen: as it is typed, from the selected row on, around the end.

internal import TrackerCore

extension Dashboard {
  /// Whether a list is searched.
  func isSearched(_ list: ListID) -> Bool { list.kind.matches != nil && list.kind.isSearched(self) }

  mutating func askForSearch() {
    if let box = over.box as? any SearchableBox { return box.askForSearch(&self) }
    over.searchStart = screen.searchable.map { ($0, window($0)) }
    over.searchBefore = over.search
    ask(.search)
  }

  /// Looks for a text from where the search began.
  mutating func look(for text: String) {
    if let searchStart = over.searchStart { place.windows[searchStart.focus] = searchStart.window }
    over.search = text.isEmpty ? nil : ListSearch(pattern: TextPattern(text))
    if let searchStart = over.searchStart, searchStart.focus.kind.isOfSessions {
      select(searchStart.focus, row: window(searchStart.focus).selected)
    }
    guard !text.isEmpty else { return }
    findNext(1, includingThis: true)
  }

  /// Goes to the next row that has the text, or to the one before.
  mutating func findNext(_ step: Int, includingThis: Bool = false) {
    if let box = over.box as? any SearchableBox { return box.findNext(step, &self) }
    guard over.search != nil, let focus = screen.searchable else { return }
    countMatches(in: focus)
    let here = window(focus).selected
    guard
      let next = nextPlace(
        in: over.search?.rows ?? [], from: here, step, includingThis: includingThis)
    else {
      over.message = "no \(over.search?.pattern.text ?? "") here"
      return
    }
    place.chosenFocus = focus
    select(focus, row: next.place)
    over.message = next.message
  }

  /// Finds all rows that have the text, once for a list and its rows.
  private mutating func countMatches(in focus: ListID) {
    guard let old = over.search, old.focus != focus || old.version != read.dataVersion else {
      return
    }
    var found = old
    found.focus = focus
    found.version = read.dataVersion
    found.rows = focus.kind.matches?(self, old.pattern) ?? []
    over.search = found
  }

  /// What a search that is typed has found; without a text what it looks through.
  func searchNote(_ text: String, orElse advice: String) -> PromptNote? {
    text.isEmpty
      ? PromptNote(text: advice)
      : over.message.map { PromptNote(text: $0, isWarning: $0.hasPrefix("no ")) }
  }

  /// What is looked for now, to be underlined.
  var shownPattern: TextPattern? { over.search.map(\.pattern) }
}

/// Of ascending places the next one from `here`, or the one before, around the end, and how a message says which it is.
func nextPlace(
  in places: [Int], from here: Int, _ step: Int, includingThis: Bool = false
) -> (place: Int, message: String)? {
  guard let first = places.first, let last = places.last else { return nil }
  let isForward = step > 0
  let next =
    isForward
    ? places.first { $0 > here || includingThis && $0 == here } : places.last { $0 < here }
  let place = next ?? (isForward ? first : last)
  let number = (places.firstIndex(of: place) ?? 0) + 1
  let turned = isForward ? ", on from the top" : ", on from the end"
  return (
    place,
    "\(countText(number)) of \(countText(places.count))" + (next == nil ? turned : "")
  )
}

extension PromptKind {
  static let search = PromptKind(
    name: "search", label: "/", hint: "stay there", isAppliedAsTyped: true,
    changed: { dashboard, text in
      // A second stroke right away: all interactions are meant.
      if text == "/" { return dashboard.ask(.searchAll) }
      dashboard.look(for: text)
    },
    entered: { dashboard, text in
      if text.isEmpty {
        dashboard.over.search = dashboard.over.searchBefore
        dashboard.findNext(1)
      } else {
        dashboard.look(for: text)
      }
      return []
    },
    cancelled: { dashboard in
      dashboard.look(for: "")
      dashboard.over.search = dashboard.over.searchBefore
    },
    note: { $0.searchNote($1, orElse: "// searches all interactions") })
}

extension Painter {
  /// Underlines what is looked for in the rows of this part, as far as it is on screen.
  mutating func underline(_ pattern: TextPattern) {
    for row in 0..<rows {
      let cells = canvas.cells[area.row + row][area.column..<area.endColumn]
      for found in pattern.occurrences(in: cells.lazy.map(\.text)) {
        restyle(row: row, columns: found) { $0.isUnderlined = true }
      }
    }
  }
}
