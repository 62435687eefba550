// What each event does to the model: a pure function from model and event to model and effects.

internal import TrackerCore

extension Dashboard {
  /// Takes one event in.
  package mutating func update(_ event: Event) -> [Effect] {
    var effects: [Effect] = []
    switch event {
    case .key(let key): effects = press(key)
    case .mouse(let mouse): effects = point(mouse)
    case .paste(let text):
      paste(text)
      over.box = over.box?.pasted(text, self)
    case .resized(let size): self.size = size
    case .loaded(let history, let now): take(history, now: now)
    case .loadFailed(let reason): read.staleReason = reason
    case .detailFailed(let id, let reason):
      read.staleReason = reason
      if read.askedDetail == id { read.askedDetail = nil }
    case .textsFailed(let reason):
      read.staleReason = reason
      place.finds?.forgetAsked()
    case .detailLoaded(let id, let detail): take(detail, of: id)
    case .tick(let now): pass(to: now)
    case .searched(let found): take(found)
    case .textsLoaded(let texts): place.finds?.take(texts)
    case .paged(let problem): over.message = problem.map { "no pager: \($0)" }
    case .calmed: read.changed = ChangedNumbers()
    case .messageRead: over.message = nil
    case .acted(let request, let outcome): takeActed(request, outcome)
    case .copied(let request, let way): takeCopied(request, way: way)
    case .exported(let request, let outcome): takeExported(request, outcome)
    case .settingsRead(let file): takeSettings(file, isAsked: true)
    case .settingsSaved(let path, let problem):
      if problem == nil { chosen.savedSettings = chosen.settings }
      over.message = problem.map { "not saved: \($0)" } ?? "saved \(path)"
    }
    computeNumbers()
    showScreen()
    return effects + askForDetail() + askForTexts() + askForCalm()
  }

  private mutating func press(_ key: Key) -> [Effect] {
    over.message = nil
    if takesText, type(key) { return [] }
    if let line = boundLine(for: key) { return run(line: line) }
    guard let command = KeyBinding.binding(for: key, on: screen)?.command(for: key) else {
      over.message = "\(key.label) does nothing here · ? help"
      return []
    }
    return perform(command)
  }

  /// Does what is asked for.
  mutating func perform(_ command: Command) -> [Effect] {
    switch command {
    case .back: goBack()
    case .open: open()
    case .openNeighbour(let step): openNeighbour(step)
    case .selectTab(let index): show(tab: index)
    case .changeTab(let step): show(tab: (place.tabIndex + step + Tab.all.count) % Tab.all.count)
    case .changePane(let step): movePane(step)
    case .move(let movement): move(movement)
    case .sideways(let step): moveSideways(step)
    case .select(let focus, let row):
      place.chosenFocus = focus
      select(focus, row: row)
    case .chooseGrouping: chooseGrouping()
    case .changeGroup(let step): changeGroup(step)
    case .filterGroup: filterGroup()
    case .fold(let list, let row):
      place.chosenFocus = list
      fold(list, row: row)
    case .assume: over.box = RatesBox()
    case .explain: openExplanation()
    case .copyExplanation(let asDocument):
      return (over.box as? ExplainBox)?.copied(self, asDocument: asDocument) ?? []
    case .resetAssumptions: resetAssumptions()
    case .toggleOrder: toggleOrder()
    case .chooseRange: chooseRange()
    case .pickRange(let range):
      over.box = nil
      settle(range)
    case .changeRange(let step): moveRange(step)
    case .pause: togglePause()
    case .readAgain:
      read.isReadingAgain = true
      return [.reload]
    case .help: over.box = over.box is HelpBox ? nil : HelpBox()
    case .selectPage(let page): over.box = (over.box as? HelpBox)?.turned(to: page)
    case .changePage(let step): over.box = (over.box as? HelpBox)?.turned(by: step)
    case .acceptPrompt: return acceptPrompt()
    case .cancelPrompt: cancelPrompt()
    case .takeOffer: takeOffer()
    case .changeOffer(let step): changeOffer(step)
    case .act(let action): act(action)
    case .copyID: return copyID()
    case .copyMarkdown: return copyMarkdown()
    case .export:
      ExportForm.open(&self)
      goOnWithKept()
    case .commandLine: ask(.command)
    case .confirmForm: return confirmForm()
    case .leaveForm: return leaveForm()
    case .takeField: return takeField()
    case .changeField(let step): moveFormFocus(step)
    case .search: askForSearch()
    case .findNext(let step): findNext(step)
    case .filter: askForFilter()
    case .clearFilter: clearFilter()
    case .chooseSort: chooseSort()
    case .reverseSort: reverseSort()
    case .sort(let list, let letter): sort(list, by: letter)
    case .chooseDates:
      DatesForm.open(&self)
      goOnWithKept()
    case .mark: toggleMark()
    case .markAll: markAll()
    case .chooseColumns: over.box = ColumnsBox()
    case .toggleColumn: over.box?.take(&self)
    case .showInPager: return pagedText.map { [.page($0)] } ?? []
    case .togglePane: togglePane()
    case .widenPane(let step): widenPane(step)
    case .toggleWrap: toggleWrap()
    case .toggleASCII: toggleASCII()
    case .nextColors: chooseNextColors()
    case .toggleMouse: toggleMouse()
    case .scroll(let step): scroll(step)
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .quit: return [.quit]
    }
    return []
  }

  private mutating func goBack() {
    if over.box != nil {
      over.box = nil
    } else if dropKept() {
      return
    } else if place.textPage != nil {
      leaveText()
    } else if place.openID != nil {
      place.openID = nil
      place.chosenFocus = nil
      followSessions()
    } else if place.finds != nil {
      leaveFinds()
    } else if place.members != nil {
      leaveMembers()
    } else {
      over.search = nil
      place.chosenFocus = nil
    }
  }

  private mutating func open() {
    if let box = over.box {
      box.take(&self)
    } else {
      openItem()
    }
  }

  /// Opens the next or previous session of the list that the open one was opened from; rows of the same one, and those of
  /// none, are passed over.
  private mutating func openNeighbour(_ step: Int) {
    let list = walkedList
    let session = { (dashboard: Dashboard, row: Int) in list.kind.session(dashboard, row) }
    let rows = 0..<rowCount(list)
    var row = window(list).selected
    // Where the open one has left the list, its neighbour is selected there: the next one is that.
    if session(self, row) == place.openID || step < 0 { row += step }
    while rows.contains(row), [nil, place.openID].contains(session(self, row)) { row += step }
    guard rows.contains(row) else {
      over.message = step > 0 ? "last session" : "first session"
      return
    }
    select(list, row: row)
    if list == .sessions {
      place.openID = place.selectedID
    } else {
      list.kind.opening?.open(&self, list.kind, row)
    }
  }

  mutating func show(tab index: Int) {
    place.openID = nil
    place.textPage = nil
    place.finds = nil
    place.members = nil
    if place.tabIndex != index { place.firstSection = 0 }
    place.tabIndex = index
    place.chosenFocus = nil
    followSessions()
    computeNumbers()
  }

  private mutating func movePane(_ step: Int) {
    let lists = screen.layout.steps
    let next = focus.flatMap { lists.firstIndex(of: $0) }.map { $0 + step }
    // Beyond the last list on screen the sections that had no room come up.
    if screen.layout.hidesSections, lists.count < 2 || !lists.indices.contains(next ?? -1) {
      place.firstSection += step
      place.chosenFocus = nil
      return
    }
    guard let next else { return }
    place.chosenFocus = lists[(next + lists.count) % lists.count]
  }

  private mutating func toggleOrder() {
    if screen.hasGroups { return turnGroups() }
    if let turn = screen.layout.lists.lazy.compactMap(\.kind.turn).first {
      over.message = turn(&self)
      return
    }
    guard !turnOrder() else { return }
    chosen.isNewestFirst.toggle()
    let last = rowCount(.interactions) - 1
    select(.interactions, row: last - window(.interactions).selected)
    over.message = chosen.isNewestFirst ? "newest first" : "oldest first"
  }

  private mutating func moveRange(_ step: Int) {
    if let next = range(chosen.range, movedBy: step) {
      settle(next)
    } else {
      over.message = "no range is \(step < 0 ? "shorter" : "longer") than \(chosen.range.title)"
    }
  }

  mutating func settle(_ range: DateRange) {
    if range == self.chosen.range {
      over.message = "range: \(range.title)"
    } else {
      self.chosen.range = range
      refresh()
      over.message = "range: \(range.title), " + countText(read.overview.rows.count, "session")
    }
    chosen.isRangeSettled = true
  }

  private mutating func togglePause() {
    read.isPaused.toggle()
    guard !read.isPaused else { return }
    let count = read.heldChangeCount
    if let held = read.held { apply(held) }
    over.message = count == 0 ? "live" : "live, \(countText(count, "change")) applied"
  }
}
