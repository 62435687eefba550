// Interactions of several sessions listed over a tab: how they come up, are read, opened and left.

internal import TrackerCore

extension Dashboard {
  /// Shows what a search found.
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
    message = nil
    openID = nil
    textPage = nil
    search = ListSearch(pattern: found.pattern)
    // The sessions behind a bar come back when this list goes, and then the bar.
    if members == nil { returnFocus = nil }
    show(FoundInteractions(found))
  }

  /// Lists the interactions that a bar counts.
  mutating func listInteractions(_ counted: ListKind.Counted) {
    let (choice, title) = counted
    let list = engine.interactions(of: covered, in: choice, calendar: calendar)
    guard !list.rows.isEmpty else {
      message = "no interactions: \(title)"
      return
    }
    returnFocus = focus
    show(
      FoundInteractions(choice, title: title, list, of: overview.effectiveness.count))
  }

  private mutating func show(_ found: FoundInteractions) {
    finds = found
    nameFinds()
    chosenFocus = nil
    (windows[.finds], chosen[.finds], sortOrders[.finds]) = (nil, nil, nil)
    dataVersion += 1
    rememberItem(.finds)
  }

  /// Finds anew what a bar counts.
  mutating func refreshFinds() {
    guard finds != nil else { return }
    if let choice = finds?.choice, let title = finds?.title {
      finds = FoundInteractions(
        choice, title: title, engine.interactions(of: covered, in: choice, calendar: calendar),
        of: overview.effectiveness.count)
    }
    nameFinds()
    guard finds?.choice != nil else { return }
    sortRows(.finds)
    followItems([.finds])
  }

  /// Back from the listed interactions to where they were asked for.
  mutating func leaveFinds() {
    finds = nil
    search = nil
    chosenFocus = members == nil ? returnFocus : nil
    if members == nil { returnFocus = nil }
  }

  private mutating func nameFinds() {
    let names = history.sessions.lazy.map { ($0.id, $0.shownName) }
    finds?.names = Dictionary(names, uniquingKeysWith: { first, _ in first })
  }

  /// Whether texts in sight are still to come.
  package var awaitsTexts: Bool { screen.modeBelow == .finds && finds?.asked.isEmpty == false }

  /// Asks for the texts of the interactions in sight, each once for each change of the files. Those that are out of sight
  /// again before they were read are not waited for.
  mutating func askForTexts() -> [Effect] {
    guard mode != .tooSmall, let count = finds?.list.rows.count,
      let height = screen.layout.placement(of: .finds)?.height
    else {
      finds?.forgetAsked()
      return []
    }
    // One more than fits whole: the first line of a row may still be in sight.
    let rows = window(.finds).rows(count: count, height: height + 1)
    guard let missing = finds?.missing(in: rows), !missing.isEmpty else { return [] }
    return [.loadTexts(missing)]
  }

  /// Opens the session of the selected row, at its interaction.
  mutating func openFind() {
    guard let finds, let row = finds.list.rows.at(window(.finds).selected) else { return }
    guard let found = finds.list.place(of: row) else {
      message = "this interaction names no session"
      return
    }
    guard history.sessions.contains(where: { $0.id == found.session }) else {
      message = "no session \(found.session.text)"
      return
    }
    if !overview.rows.contains(where: { $0.id == found.session }) {
      filter = .all
      range = .all
      refresh()
      message = "range and filter cleared to show it"
    }
    guard let index = overview.rows.firstIndex(where: { $0.id == found.session }) else { return }
    openID = nil
    chosenFocus = nil
    select(.sessions, row: index)
    openID = found.session
    resetDetailWindows()
    wantedInteraction = found.ordinal
    selectWantedInteraction()
  }

  /// Selects the interaction that a row led to, once it is there.
  mutating func selectWantedInteraction() {
    guard let ordinal = wantedInteraction, let loaded = shownDetail else { return }
    wantedInteraction = nil
    let count = loaded.detail.interactions.count
    guard ordinal < count else { return }
    select(.interactions, row: isNewestFirst ? count - 1 - ordinal : ordinal)
  }

  func findsStatus(_ found: FoundInteractions) -> [String] {
    let count = found.list.rows.count
    let position = count == 0 ? 0 : window(.finds).selected + 1
    let place = "\(countText(position)) of \(countText(found.matchCount))"
    let sorting = "sort: " + sortText(.finds)
    guard found.choice == nil else {
      return ["\(tab.name) › \(found.title)", place, sorting, range.label]
    }
    let listed = found.matchCount > count ? ["first \(countText(count))"] : []
    return [place] + listed + [
      "of \(countText(found.interactionCount, "interaction"))", "all sessions", sorting,
    ]
  }
}

extension PromptKind {
  static let searchAll = PromptKind(
    name: "searchAll", label: "//", hint: "search all",
    entered: { dashboard, text in
      let pattern = TextPattern(text)
      guard !pattern.isEmpty else { return [] }
      dashboard.message = "searching all interactions · Esc stops"
      return [.searchInteractions(pattern)]
    },
    note: { _, _ in PromptNote(text: "prompts and summaries of all interactions") })
}
