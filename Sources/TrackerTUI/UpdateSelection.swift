// Moving through lists, by keys and by mouse. The selected session is known by its id.

internal import TrackerCore

/// A movement through a list.
enum Movement: Hashable, Sendable {
  case by(Int), byPages(Double), toFirst, toLast

  /// The other way round: down a list that begins with the latest is back in time.
  var reversed: Movement {
    switch self {
    case .by(let step): .by(-step)
    case .byPages(let pages): .byPages(-pages)
    case .toFirst: .toLast
    case .toLast: .toFirst
    }
  }
}

extension Dashboard {
  /// Moves the selection of the focused list, or what a popup shows.
  mutating func move(_ movement: Movement) {
    switch popup {
    case .choice(var choice):
      let count = box(of: choice).count
      choice.selected = target(movement, from: choice.selected, count: count, height: count)
      popup = .choice(choice)
    case .help(let top):
      let help = HelpText(self)
      let overflow = max(0, help.lines.count - help.height)
      let line = target(movement, from: top, count: overflow + 1, height: help.height)
      popup = .help(top: line)
    case .page(var page):
      let height = page.height(size)
      let overflow = max(0, page.lines.count - height)
      page.top = target(movement, from: page.top, count: overflow + 1, height: height)
      popup = .page(page)
    case .form: return
    case nil:
      guard let focus, let list = screen.layout.placement(of: focus) else { return }
      let count = rowCount(focus)
      let row = target(
        focus.kind.isWalkedBackwards ? movement.reversed : movement, from: window(focus).selected,
        count: count, height: list.height)
      select(focus, row: row)
    }
  }

  private func target(_ movement: Movement, from row: Int, count: Int, height: Int) -> Int {
    let target =
      switch movement {
      case .by(let step): row + step
      case .byPages(let pages): row + Int((pages * Double(max(2, height))).rounded())
      case .toFirst: 0
      case .toLast: count - 1
      }
    return max(0, min(target, count - 1))
  }

  /// Selects a row of a list.
  mutating func select(_ focus: ListID, row: Int) {
    windows[focus, default: ListWindow()].select(row, count: rowCount(focus))
    if focus == .sessions { rememberSelection() } else { rememberItem(focus) }
  }

  /// Takes the id from the selected row.
  mutating func rememberSelection() {
    let id = overview.rows.at(window(.sessions).selected)?.id
    if id != selectedID { resetDetailWindows() }
    selectedID = id
  }

  /// A new session is read from its beginning.
  mutating func resetDetailWindows() {
    for list in ListKind.ofDetail { windows[list.id] = nil }
  }

  /// What a click or the wheel does.
  mutating func point(_ mouse: Mouse) -> [Effect] {
    message = nil
    guard mode != .tooSmall else { return [] }
    if mouse.action == .press, let prompt {
      if prompt.kind.isAppliedAsTyped { return acceptPrompt() }
      cancelPrompt()
      return []
    }
    switch mouse.action {
    case .wheelDown: return perform(.move(.by(3)))
    case .wheelUp: return perform(.move(.by(-3)))
    case .press where mode == .form:
      return pointAtForm(column: mouse.column, row: mouse.row)
    case .press: return press(column: mouse.column, row: mouse.row)
    }
  }

  private mutating func press(column: Int, row: Int) -> [Effect] {
    switch popup {
    case .choice(var choice):
      let box = box(of: choice)
      popup = nil
      if let index = box.index(atColumn: column, row: row, selected: choice.selected) {
        choice.selected = index
        take(choice)
      }
    case .help, .page: popup = nil
    case .form: break
    case nil: return command(atColumn: column, row: row).map { perform($0) } ?? []
    }
    return []
  }

  /// What a click on the screen asks for; nil where there is nothing to click.
  private func command(atColumn column: Int, row: Int) -> Command? {
    if let index = TabBar(self).tab(atColumn: column, row: row) { return .selectTab(index) }
    let placements = screen.layout.placements.filter { $0.area.contains(column: column, row: row) }
    if let head = placements.first(where: { $0.heads != nil }) {
      return letter(of: head, at: column - head.area.column).map { .sort(head.heads, by: $0) }
    }
    if let name = screen.layout.tab(atColumn: column, row: row, in: self),
      let index = Tab.index(named: name)
    {
      return .selectTab(index)
    }
    guard mode != .noSessions, let list = placements.first(where: { $0.focus != nil }),
      let focus = list.focus
    else { return nil }
    let index = window(focus).top + list.offset(atColumn: column, row: row)
    guard index >= 0, index < rowCount(focus) else { return nil }
    let isOpenable = focus.kind.opening.map { !$0.isOfDetail || openID != nil } ?? false
    return isOpenable && index == window(focus).selected && self.focus == focus
      ? .open : .select(focus, row: index)
  }
}
