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
      box = box?.pasted(text, self)
    case .resized(let size): self.size = size
    case .loaded(let history, let now): take(history, now: now)
    case .loadFailed(let reason): staleReason = reason
    case .detailFailed(let id, let reason):
      staleReason = reason
      if askedDetail == id { askedDetail = nil }
    case .textsFailed(let reason):
      staleReason = reason
      finds?.forgetAsked()
    case .detailLoaded(let id, let detail): take(detail, of: id)
    case .tick(let now): pass(to: now)
    case .searched(let found): take(found)
    case .textsLoaded(let texts): finds?.take(texts)
    case .paged(let problem): message = problem.map { "no pager: \($0)" }
    case .calmed: changed = ChangedNumbers()
    case .messageRead: message = nil
    case .acted(let request, let outcome): takeActed(request, outcome)
    case .copied(let request, let way): takeCopied(request, way: way)
    case .exported(let request, let outcome): takeExported(request, outcome)
    case .settingsRead(let file): takeSettings(file, isAsked: true)
    case .settingsSaved(let path, let problem):
      if problem == nil { savedSettings = settings }
      message = problem.map { "not saved: \($0)" } ?? "saved \(path)"
    }
    computeNumbers()
    showScreen()
    return effects + askForDetail() + askForTexts() + askForCalm()
  }

  private mutating func press(_ key: Key) -> [Effect] {
    message = nil
    if takesText, type(key) { return [] }
    if let line = boundLine(for: key) { return run(line: line) }
    guard let command = KeyBinding.binding(for: key, on: screen)?.command(for: key) else {
      message = "\(key.label) does nothing here · ? help"
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
    case .changeTab(let step): show(tab: (tabIndex + step + Tab.all.count) % Tab.all.count)
    case .changePane(let step): movePane(step)
    case .move(let movement): move(movement)
    case .sideways(let step): moveSideways(step)
    case .select(let focus, let row):
      chosenFocus = focus
      select(focus, row: row)
    case .chooseGrouping: chooseGrouping()
    case .assume: box = RatesBox()
    case .resetAssumptions: resetAssumptions()
    case .toggleOrder: toggleOrder()
    case .chooseRange: chooseRange()
    case .pickRange(let range):
      box = nil
      settle(range)
    case .changeRange(let step): moveRange(step)
    case .pause: togglePause()
    case .readAgain:
      isReadingAgain = true
      return [.reload]
    case .help: box = box is HelpBox ? nil : HelpBox()
    case .acceptPrompt: return acceptPrompt()
    case .cancelPrompt: cancelPrompt()
    case .act(let action): act(action)
    case .copyID: return copyID()
    case .copyMarkdown: return copyMarkdown()
    case .export: ExportForm.open(&self)
    case .commandLine: ask(.command)
    case .confirmForm: return confirmForm()
    case .leaveForm: return leaveForm()
    case .changeField(let step): moveFormFocus(step)
    case .search: askForSearch()
    case .findNext(let step): findNext(step)
    case .filter: askForFilter()
    case .clearFilter: clearFilter()
    case .chooseSort: chooseSort()
    case .reverseSort: reverseSort()
    case .sort(let list, let letter): sort(list, by: letter)
    case .chooseDates: DatesForm.open(&self)
    case .mark: toggleMark()
    case .markAll: markAll()
    case .chooseColumns: box = ColumnsBox()
    case .toggleColumn: box?.take(&self)
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
    if box != nil {
      box = nil
    } else if textPage != nil {
      leaveText()
    } else if openID != nil {
      openID = nil
      chosenFocus = nil
    } else if finds != nil {
      leaveFinds()
    } else if members != nil {
      leaveMembers()
    } else {
      search = nil
      chosenFocus = nil
    }
  }

  private mutating func open() {
    if let box {
      box.take(&self)
    } else {
      openItem()
    }
  }

  /// Opens the next or previous session of the list that the open one is of; of listed interactions the next one of another
  /// session.
  private mutating func openNeighbour(_ step: Int) {
    let list: ListID = finds != nil ? .finds : members != nil ? .members : .sessions
    var row = window(list).selected + step
    while let found = finds?.list, let other = found.rows.at(row),
      found.session(of: other) == openID
    {
      row += step
    }
    guard (0..<rowCount(list)).contains(row) else {
      message = step > 0 ? "last session" : "first session"
      return
    }
    select(list, row: row)
    if list == .sessions {
      openID = selectedID
    } else {
      list.kind.opening?.open(&self, list.kind, row)
    }
  }

  mutating func show(tab index: Int) {
    openID = nil
    textPage = nil
    finds = nil
    members = nil
    if tabIndex != index { firstSection = 0 }
    tabIndex = index
    chosenFocus = nil
    computeNumbers()
  }

  private mutating func movePane(_ step: Int) {
    let lists = screen.layout.lists
    let next = focus.flatMap { lists.firstIndex(of: $0) }.map { $0 + step }
    // Beyond the last list on screen the sections that had no room come up.
    if screen.layout.hidesSections, lists.count < 2 || !lists.indices.contains(next ?? -1) {
      firstSection += step
      chosenFocus = nil
      return
    }
    guard let next else { return }
    chosenFocus = lists[(next + lists.count) % lists.count]
  }

  private mutating func toggleOrder() {
    guard !turnOrder() else { return }
    isNewestFirst.toggle()
    let last = rowCount(.interactions) - 1
    select(.interactions, row: last - window(.interactions).selected)
    message = isNewestFirst ? "newest first" : "oldest first"
  }

  private mutating func moveRange(_ step: Int) {
    if let next = range(range, movedBy: step) {
      settle(next)
    } else {
      message = "no range is \(step < 0 ? "shorter" : "longer") than \(range.title)"
    }
  }

  mutating func settle(_ range: DateRange) {
    if range == self.range {
      message = "range: \(range.title)"
    } else {
      self.range = range
      refresh()
      message = "range: \(range.title), " + countText(overview.rows.count, "session")
    }
    isRangeSettled = true
  }

  private mutating func togglePause() {
    isPaused.toggle()
    guard !isPaused else { return }
    let count = heldChangeCount
    if let held { apply(held) }
    message = count == 0 ? "live" : "live, \(countText(count, "change")) applied"
  }
}
