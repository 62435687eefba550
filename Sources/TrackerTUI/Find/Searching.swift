// Searching the lists on screen: as it is typed, from the selected row on, around the end. It refuses to read files.

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
    case .sessions:
      guard overview.rows.indices.contains(row) else { return [] }
      return [overview.rows[row].name]
    case .interactions:
      let interaction = shownDetail?.interaction(row: row, isNewestFirst: isNewestFirst)
      return interaction.map { [$0.prompt, $0.responseSummary] } ?? []
    case .members:
      let rows = members?.rows ?? []
      return rows.indices.contains(row)
        ? [rows[row].name, rows[row].id.text, rows[row].modelName] : []
    case .allIssues:
      let rows = numbers.issues?.rows ?? []
      guard rows.indices.contains(row) else { return [] }
      let issue = rows[row].issue
      return [
        issue.description, issue.issueType ?? "", issue.severity ?? "", rows[row].sessionName,
      ]
    case .gapRows:
      let rows = numbers.gaps?.rows ?? []
      return rows.indices.contains(row) ? [rows[row].fromName, rows[row].toName] : []
    case .finds:
      // Most texts of what a bar counts were never read.
      guard let finds, finds.choice == nil else { return nil }
      guard finds.list.rows.indices.contains(row) else { return [] }
      let text = finds.list.place(of: finds.list.rows[row]).flatMap { finds.texts[$0] }
      return text.map { [$0] } ?? []
    case .textLines:
      let lines = textPage?.lines ?? []
      return lines.indices.contains(row) ? [lines[row].text] : []
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

  /// The list that is searched: the one that keys go to, else the first that can be.
  func searchableFocus(in layout: Layout) -> Focus? {
    let lists = layout.lists
    return ([focus(in: layout)].compactMap { $0 } + lists).first {
      searchTexts($0, row: 0) != nil
    }
  }

  mutating func askForSearch() {
    searchStart = searchableFocus(in: layout).map { ($0, window($0)) }
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
    let layout = layout
    guard search != nil, let focus = searchableFocus(in: layout) else { return }
    countMatches(in: focus)
    guard let rows = search?.rows, let first = rows.first, let last = rows.last else {
      message = "no \(search?.pattern.text ?? "") here"
      return
    }
    let here = window(focus).selected
    let isForward = step > 0
    let next =
      isForward
      ? rows.first { $0 > here || includingThis && $0 == here } : rows.last { $0 < here }
    let row = next ?? (isForward ? first : last)
    chosenFocus = focus
    select(focus, row: row, height: layout.placement(of: focus)?.height)
    let place = (rows.firstIndex(of: row) ?? 0) + 1
    message = "\(countText(place)) of \(countText(rows.count))"
    if next == nil {
      message = (message ?? "") + (isForward ? ", on from the top" : ", on from the end")
    }
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

  /// What is looked for now, to be underlined.
  var shownPattern: TextPattern? { search.map(\.pattern) }
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
      dashboard.revealSelections()
    },
    note: { dashboard, text in
      text.isEmpty
        ? PromptNote(text: "// searches all interactions")
        : dashboard.message.map { PromptNote(text: $0, isWarning: $0.hasPrefix("no ")) }
    })
}

extension Painter {
  /// Underlines what is looked for in the rows of this part, as far as it is on screen.
  mutating func underline(_ pattern: TextPattern) {
    for row in 0..<rows {
      let cells = canvas.cells[area.row + row][area.column..<area.endColumn]
      for found in pattern.occurrences(in: cells.lazy.map(\.text)) {
        for index in found {
          var style = cells[cells.startIndex + index].style
          style.isUnderlined = true
          restyle(column: index, row: row, style)
        }
      }
    }
  }
}
