// What a search of all interactions found, as a list over the tab: each opens its session at that interaction.

internal import TrackerCore

/// The list of finds.
typealias FoundInteractions = InteractionSearch

extension Dashboard {
  /// Shows what was found.
  mutating func take(_ found: InteractionSearch?) {
    guard let found else {
      message = "search stopped"
      return
    }
    guard found.matchCount > 0 else {
      message =
        "'\(found.pattern.text)' is in none of "
        + countText(found.interactionCount, "interaction")
      return
    }
    finds = found
    message = nil
    openID = nil
    textPage = nil
    chosenFocus = nil
    windows[.finds] = nil
    search = ListSearch(pattern: found.pattern)
    dataVersion += 1
    revealSelections()
  }

  /// Opens the session of the selected find, at its interaction.
  mutating func openFind() {
    let row = window(.finds).selected
    guard let finds, finds.matches.indices.contains(row) else { return }
    let match = finds.matches[row]
    guard history.sessions.contains(where: { $0.id == match.sessionID }) else {
      message = "no session \(match.sessionID.text)"
      return
    }
    if !overview.rows.contains(where: { $0.id == match.sessionID }) {
      filter = .all
      range = .all
      refresh()
      message = "range and filter cleared to show it"
    }
    guard let index = overview.rows.firstIndex(where: { $0.id == match.sessionID }) else { return }
    openID = nil
    chosenFocus = nil
    windows[.sessions, default: ListWindow()].select(
      index, count: overview.rows.count, height: max(1, size.rows - 4))
    rememberSelection()
    openID = match.sessionID
    resetDetailWindows()
    wantedInteraction = match.ordinal
    selectWantedInteraction()
  }

  /// Selects the interaction that a find led to, once it is there.
  mutating func selectWantedInteraction() {
    guard let ordinal = wantedInteraction, let loaded = shownDetail else { return }
    wantedInteraction = nil
    let count = loaded.detail.interactions.count
    guard ordinal < count else { return }
    select(.interactions, row: isNewestFirst ? count - 1 - ordinal : ordinal)
  }

  func findsStatus(_ found: InteractionSearch) -> [String] {
    let position = window(.finds).selected + 1
    let listed =
      found.matchCount > found.matches.count ? ["first \(countText(found.matches.count))"] : []
    return ["\(countText(position)) of \(countText(found.matchCount))"] + listed + [
      "of \(countText(found.interactionCount, "interaction"))", "all sessions",
    ]
  }
}

extension PromptKind {
  static let searchAll = PromptKind(
    name: "searchAll", label: "//", hint: "search all",
    entered: { dashboard, text in
      let pattern = TextPattern(text)
      guard !pattern.isEmpty else { return [] }
      dashboard.message = "searching all interactions · any key stops"
      return [.searchInteractions(pattern)]
    },
    note: { _, _ in PromptNote(text: "prompts and summaries of all interactions") })
}

extension Panel {
  static let findsRule = Panel("findsRule") { dashboard, _, painter in
    guard let finds = dashboard.finds else { return }
    painter.rule(
      "Found \(countText(finds.matchCount))", notes: [finds.pattern.text + " · Enter opens"])
  }

  /// Two lines each: when, how good, of which session; below the text.
  static let findRows = Panel("findRows") { dashboard, isFocused, painter in
    guard let finds = dashboard.finds else { return }
    let window = dashboard.window(.finds)
    let time = dashboard.timeText
    let shown = window.rows(count: finds.matches.count, height: (painter.rows + 1) / 2)
    let ids = Set(shown.map { finds.matches[$0].sessionID })
    let names = dashboard.history.sessions.lazy.filter { ids.contains($0.id) }.map {
      ($0.id, $0.shownName)
    }
    let nameByID = Dictionary(names, uniquingKeysWith: { first, _ in first })
    for (offset, index) in shown.enumerated() {
      let match = finds.matches[index]
      let start = match.timestamp.flatMap(Timestamp.init)
      painter.write(time.start(start), column: 0, row: offset * 2, Style(.muted))
      painter.write(
        match.rating.map { "\($0)" } ?? "—", column: 13, row: offset * 2,
        Style(match.rating.map(Role.init(rating:)) ?? .muted))
      let name = nameByID[match.sessionID] ?? match.sessionID.text
      painter.write(name, column: 16, row: offset * 2, Style(.heading))
      painter.write(match.excerpt, column: 16, row: offset * 2 + 1)
      if isFocused, index == window.selected {
        painter.restyle(row: offset * 2, count: 2, Style(reversed: true))
      }
    }
  }
}
