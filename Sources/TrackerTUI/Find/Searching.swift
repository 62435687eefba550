// Searching the lists on screen: as it is typed, from the selected row on, around the end.

internal import TrackerCore

/// What is being looked for in the lists.
struct ListSearch: Sendable {
  var pattern: TextPattern
  /// Rows that have it, with the list and the version of its rows they were counted in.
  var rows: [Int] = []
  var focus: Focus?
  var version = -1
}

extension Dashboard {
  /// What a search looks at in a row of a list; nil for lists that are not searched. A further list has its line here.
  func searchTexts(_ focus: Focus, row: Int) -> [String]? {
    switch focus {
    case .sessions: return overview.rows.at(row).map { [$0.name] } ?? []
    case .interactions:
      let interaction = shownDetail?.interaction(row: row, isNewestFirst: isNewestFirst)
      return interaction.map { [$0.prompt, $0.responseSummary] } ?? []
    case .members: return members?.rows.at(row).map { [$0.name, $0.id.text, $0.modelName] } ?? []
    case .allIssues:
      return numbers.issues?.rows.at(row).map {
        [
          $0.issue.description, $0.issue.issueType ?? "", $0.issue.severity ?? "", $0.sessionName,
        ]
      } ?? []
    case .gapRows: return numbers.gaps?.rows.at(row).map { [$0.fromName, $0.toName] } ?? []
    case .finds:
      // Most texts of what a bar counts were never read.
      guard let finds, finds.choice == nil else { return nil }
      let place = finds.list.rows.at(row).flatMap { finds.list.place(of: $0) }
      return place.flatMap { finds.texts[$0] }.map { [$0] } ?? []
    case .textLines: return textPage?.lines.at(row).map { [$0.text] } ?? []
    default: return nil
    }
  }

  /// The rows of a list that a text is found in.
  private func rows(of focus: Focus, with pattern: TextPattern) -> [Int] {
    if focus == .textLines {
      let lines = textPage?.lines ?? []
      return lines.indices.filter { pattern.occurs(in: lines[$0].text) }
    }
    guard focus == .sessions else {
      return (0..<rowCount(focus)).filter { row in
        searchTexts(focus, row: row)?.contains { pattern.occurs(in: $0) } ?? false
      }
    }
    // Context and notes of a session are not in its row.
    let ids = Set(history.sessions.lazy.filter { $0.mentions(pattern) }.map(\.id))
    return overview.rows.indices.filter { ids.contains(overview.rows[$0].id) }
  }

  mutating func askForSearch() {
    searchStart = screen.searchable.map { ($0, window($0)) }
    searchBefore = search
    ask(.search)
  }

  /// Looks for a text from where the search began.
  mutating func look(for text: String) {
    if let searchStart { windows[searchStart.focus] = searchStart.window }
    search = text.isEmpty ? nil : ListSearch(pattern: TextPattern(text))
    if let searchStart, searchStart.focus == .sessions { rememberSelection() }
    guard !text.isEmpty else { return }
    findNext(1, includingThis: true)
  }

  /// Goes to the next row that has the text, or to the one before.
  mutating func findNext(_ step: Int, includingThis: Bool = false) {
    guard search != nil, let focus = screen.searchable else { return }
    countMatches(in: focus)
    let here = window(focus).selected
    guard
      let next = nextPlace(in: search?.rows ?? [], from: here, step, includingThis: includingThis)
    else {
      message = "no \(search?.pattern.text ?? "") here"
      return
    }
    chosenFocus = focus
    select(focus, row: next.place)
    message = next.message
  }

  /// Finds all rows that have the text, once for a list and its rows.
  private mutating func countMatches(in focus: Focus) {
    guard let old = search, old.focus != focus || old.version != dataVersion else { return }
    var found = old
    found.focus = focus
    found.version = dataVersion
    found.rows = rows(of: focus, with: old.pattern)
    search = found
  }

  /// What a search that is typed has found; without a text what it looks through.
  func searchNote(_ text: String, orElse advice: String) -> PromptNote? {
    text.isEmpty
      ? PromptNote(text: advice)
      : message.map { PromptNote(text: $0, isWarning: $0.hasPrefix("no ")) }
  }

  /// What is looked for now, to be underlined.
  var shownPattern: TextPattern? { search.map(\.pattern) }
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
        dashboard.search = dashboard.searchBefore
        dashboard.findNext(1)
      } else {
        dashboard.look(for: text)
      }
      return []
    },
    cancelled: { dashboard in
      dashboard.look(for: "")
      dashboard.search = dashboard.searchBefore
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
