// Moving through lists, by keys and by mouse. The selected session is known by its id.

internal import TrackerCore

extension Dashboard {
  /// Moves the selection of the focused list, or what a box shows.
  mutating func move(_ movement: Movement) {
    if let box = over.box {
      self.over.box = box.moved(movement, self)
      return
    }
    guard let focus, let list = screen.layout.placement(of: focus) else { return }
    let movement = focus.kind.isWalkedBackwards ? movement.reversed : movement
    let (window, count) = (window(focus), rowCount(focus))
    let page = list.page(isBack: movement.isBack, window, count: count)
    select(focus, row: movement.target(from: window.selected, count: count, height: page))
  }

  /// Selects a row of a list.
  mutating func select(_ focus: ListID, row: Int) {
    place.windows[focus, default: ListWindow()].select(row, count: rowCount(focus))
    if let remember = focus.kind.remember { remember(&self) } else { rememberItem(focus) }
  }

  /// Takes the id from the selected row of a list of the range; of a group its key, and the session stays selected.
  mutating func rememberSelection(of list: ListID) {
    let row = window(list).selected
    place.selectedGroup = group(list, at: row)?.key
    guard place.selectedGroup == nil else { return }
    let id = list.kind.session(self, row)
    // A list of some of the sessions may be empty though one is selected.
    guard id != place.selectedID, id != nil || list == .sessions else { return }
    resetDetailWindows()
    place.selectedID = id
    if list != .sessions { followSessions() }
  }

  /// Selects a session wherever it is listed.
  mutating func select(_ id: SessionID) {
    (place.selectedID, place.selectedGroup) = (id, nil)
    followSessions()
  }

  /// A new session is read from its beginning.
  mutating func resetDetailWindows() {
    for list in ListKind.ofDetail { place.windows[list.id] = nil }
  }

  /// What a click or the wheel does.
  mutating func point(_ mouse: Mouse) -> [Effect] {
    over.message = nil
    guard mode != .tooSmall else { return [] }
    if mouse.action == .press, let prompt = over.prompt {
      if prompt.kind.isAppliedAsTyped { return acceptPrompt() }
      cancelPrompt()
      return []
    }
    switch mouse.action {
    case .wheelDown: return perform(.move(.by(3)))
    case .wheelUp: return perform(.move(.by(-3)))
    case .press:
      if let box = over.box { return box.press(column: mouse.column, row: mouse.row, &self) }
      return command(atColumn: mouse.column, row: mouse.row).map { perform($0) } ?? []
    }
  }

  /// What a click on the screen asks for; nil where there is nothing to click.
  private func command(atColumn column: Int, row: Int) -> Command? {
    if let command = TabBar(self).command(atColumn: column, row: row) {
      // Range and filter are asked for where they count.
      return [.chooseRange, .filter].contains(command) && !screen.isOfRange ? nil : command
    }
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
    let index = list.index(
      atColumn: column, row: row, window(focus), count: rowCount(focus))
    guard index >= 0, index < rowCount(focus) else { return nil }
    let isFold = column - list.area.column < GroupRow.nameColumn && group(focus, at: index) != nil
    if isFold { return .fold(focus, row: index) }
    let isOpenable = focus.kind.opening.map { !$0.isOfDetail || place.openID != nil } ?? false
    return isOpenable && index == window(focus).selected && self.focus == focus
      ? .open : .select(focus, row: index)
  }
}
