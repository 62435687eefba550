// Changing how the same data is looked at: columns, the pane, wrapping, plain signs, marks.

internal import TrackerCore

extension ChangedNumbers {
  init(from before: Overview, to after: Overview) {
    let old = Dictionary(before.rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for row in after.rows where old[row.id] != row { rows.insert(row.id) }
    tiles = Tile.changedTitles(from: before, to: after)
    isShown =
      !rows.isEmpty || before.roi != after.roi || before.effectiveness != after.effectiveness
      || before.issues != after.issues
  }
}

extension Dashboard {
  /// Asks to be told when the time is over in which changes are stressed; once for each reading.
  mutating func askForCalm() -> [Effect] {
    guard read.changed.isShown, !read.changed.isAsked else { return [] }
    read.changed.isAsked = true
    return [.calmLater(milliseconds: ChangedNumbers.milliseconds)]
  }

  /// Whether the list of sessions stands beside a detail.
  var hasWideList: Bool { size.columns >= Dashboard.fewestColumnsWithPane }

  static let fewestColumnsWithPane = 160

  mutating func togglePane() {
    chosen.view.hasPane.toggle()
    over.message = chosen.view.hasPane ? "detail beside the list" : "detail hidden"
  }

  /// Makes the detail wider, or narrower.
  mutating func widenPane(_ step: Int) {
    let wanted = chosen.view.listPercent - step * ViewChoices.percentStep
    guard ViewChoices.listPercents.contains(wanted) else {
      over.message = "the \(step > 0 ? "detail" : "list") is as wide as it gets"
      return
    }
    chosen.view.listPercent = wanted
    over.message = "detail \(100 - wanted)% wide"
  }

  mutating func toggleASCII() {
    chosen.view.isASCII.toggle()
    over.message = chosen.view.isASCII ? "plain ASCII" : "all signs of the terminal"
  }

  mutating func chooseNextColors() {
    let words = Setting.theme.words
    let index = words.firstIndex(of: themeName) ?? 0
    set(.theme, to: words[(index + 1) % words.count])
    over.message = "colours: \(themeName)"
  }

  mutating func toggleMouse() {
    set(.mouse, to: wantsMouse ? Setting.off : Setting.on)
    over.message = wantsMouse ? "mouse on" : "mouse off: the terminal selects text"
  }

  mutating func scroll(_ step: Int) {
    if place.textPage != nil {
      chosen.view.firstTextColumn = max(
        0, chosen.view.firstTextColumn + step * ViewChoices.textStep)
      return
    }
    let most = mostSkipped(on: screen)
    let wanted = chosen.view.firstColumn + step
    guard (0...most).contains(wanted) else {
      over.message = step < 0 ? "the first columns" : "the last columns"
      return
    }
    chosen.view.firstColumn = wanted
  }

  /// How many columns of the list of sessions can be scrolled away.
  func mostSkipped(on screen: Screen) -> Int {
    SessionColumn.mostSkipped(
      room: sessionRoom(
        screen.layout.placements.first { $0.focus?.kind.isOfSessions == true }?.area.columns ?? 0),
      of: size.columns, hidden: chosen.view.hiddenColumns, unfilled: unshownColumns)
  }

  /// Marks the selected session, or all of the selected group, or takes their marks away, and goes on to the next.
  mutating func toggleMark() {
    guard let focus else { return }
    let ids = Set(sessions(focus, at: window(focus).selected).map(\.id))
    if ids.isSubset(of: place.marked) {
      place.marked.subtract(ids)
    } else {
      place.marked.formUnion(ids)
    }
    if screen.isOnGroup {
      changeGroup(1)
    } else if window(focus).selected + 1 < rowCount(focus) {
      move(.by(1))
    }
    over.message = countText(place.marked.count) + " marked"
  }

  /// Marks all sessions that are listed; when all are, none.
  mutating func markAll() {
    let listed = Set(read.overview.rows.map(\.id))
    if listed.isSubset(of: place.marked) {
      place.marked.subtract(listed)
    } else {
      place.marked.formUnion(listed)
    }
    over.message = countText(place.marked.count) + " marked"
  }
}
