// Interactions of several sessions listed over a tab: how they come up, are read, opened and left.

internal import TrackerCore

extension Dashboard {
  /// Shows what a search found.
  mutating func take(_ found: InteractionSearch?) {
    guard let found else {
      over.message = "search stopped"
      return
    }
    guard found.matchCount > 0 else {
      over.message =
        "'\(found.pattern.text)' is in none of "
        + countText(found.interactionCount, "interaction")
      return
    }
    over.message = nil
    place.openID = nil
    place.textPage = nil
    over.search = ListSearch(pattern: found.pattern)
    // The sessions behind a bar come back when this list goes, and then the bar.
    if place.members == nil { place.returnFocus = nil }
    show(FoundInteractions(found))
  }

  /// Lists the interactions that a bar counts.
  mutating func listInteractions(_ counted: ListKind.Counted) {
    let (choice, title) = counted
    let list = engine.interactions(of: read.covered, in: choice, calendar: calendar)
    guard !list.rows.isEmpty else {
      over.message = "no interactions: \(title)"
      return
    }
    place.returnFocus = focus
    show(
      FoundInteractions(choice, title: title, list, of: read.overview.effectiveness.count))
  }

  private mutating func show(_ found: FoundInteractions) {
    place.finds = found
    nameFinds()
    place.chosenFocus = nil
    (place.windows[.finds], place.items[.finds], chosen.sortOrders[.finds]) = (nil, nil, nil)
    read.dataVersion += 1
    rememberItem(.finds)
  }

  /// Finds anew what a bar counts.
  mutating func refreshFinds() {
    guard place.finds != nil else { return }
    if let choice = place.finds?.choice, let title = place.finds?.title {
      place.finds = FoundInteractions(
        choice, title: title, engine.interactions(of: read.covered, in: choice, calendar: calendar),
        of: read.overview.effectiveness.count)
    }
    nameFinds()
    guard place.finds?.choice != nil else { return }
    sortRows(.finds)
    followItems([.finds])
  }

  /// Back from the listed interactions to where they were asked for.
  mutating func leaveFinds() {
    place.finds = nil
    over.search = nil
    place.chosenFocus = place.members == nil ? place.returnFocus : nil
    if place.members == nil { place.returnFocus = nil }
  }

  private mutating func nameFinds() {
    let names = read.history.sessions.lazy.map { ($0.id, $0.shownName) }
    place.finds?.names = Dictionary(names, uniquingKeysWith: { first, _ in first })
  }

  /// Whether texts in sight are still to come.
  package var awaitsTexts: Bool {
    screen.modeBelow == .finds && place.finds?.asked.isEmpty == false
  }

  /// Asks for the texts of the interactions in sight, each once for each change of the files. Those that are out of sight
  /// again before they were read are not waited for.
  mutating func askForTexts() -> [Effect] {
    guard mode != .tooSmall, let count = place.finds?.list.rows.count,
      let height = screen.layout.placement(of: .finds)?.height
    else {
      place.finds?.forgetAsked()
      return []
    }
    // One more than fits whole: the first line of a row may still be in sight.
    let rows = window(.finds).rows(count: count, height: height + 1)
    guard let missing = place.finds?.missing(in: rows), !missing.isEmpty else { return [] }
    return [.loadTexts(missing)]
  }

  /// Opens the session of the selected row, at its interaction.
  mutating func openFind() {
    guard let finds = place.finds, let row = finds.list.rows.at(window(.finds).selected) else {
      return
    }
    guard let found = finds.list.place(of: row) else {
      over.message = "this interaction names no session"
      return
    }
    guard read.history.sessions.contains(where: { $0.id == found.session }) else {
      over.message = "no session \(found.session.text)"
      return
    }
    if !read.overview.rows.contains(where: { $0.id == found.session }) {
      chosen.filter = .all
      chosen.range = .all
      refresh()
      over.message = "range and filter cleared to show it"
    }
    guard read.overview.rows.contains(where: { $0.id == found.session }) else { return }
    place.openID = nil
    place.chosenFocus = nil
    select(found.session)
    place.openID = found.session
    place.openedFrom = .finds
    resetDetailWindows()
    place.wantedInteraction = found.ordinal
    selectWantedInteraction()
  }

  /// Selects the interaction that a row led to, once it is there.
  mutating func selectWantedInteraction() {
    guard let ordinal = place.wantedInteraction, let loaded = shownDetail else { return }
    place.wantedInteraction = nil
    let count = loaded.detail.interactions.count
    guard ordinal < count else { return }
    select(.interactions, row: chosen.isNewestFirst ? count - 1 - ordinal : ordinal)
  }

  func findsStatus(_ found: FoundInteractions) -> [String] {
    let count = found.list.rows.count
    let position = count == 0 ? 0 : window(.finds).selected + 1
    let place = "\(countText(position)) of \(countText(found.matchCount))"
    let sorting = "sort: " + sortText(.finds)
    guard found.choice == nil else {
      return ["\(tab.name) › \(found.title)", place, sorting, chosen.range.label]
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
      dashboard.over.message = "searching all interactions · Esc stops"
      return [.searchInteractions(pattern)]
    },
    note: { _, _ in PromptNote(text: "prompts and summaries of all interactions") })
}
