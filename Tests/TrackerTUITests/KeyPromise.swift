// What each command promises to change, for the tests of keys: the model before, the model after, what was asked for.

import TrackerCore

@testable import TrackerTUI

/// One key press and what came of it.
struct KeyPromise {
  let command: Command
  let before: Dashboard
  let after: Dashboard
  let effects: [Effect]

  init(
    _ command: Command, _ before: Dashboard, _ after: Dashboard, _ effects: [Effect]
  ) {
    self.command = command
    self.before = before
    self.after = after
    self.effects = effects
  }

  private var isTold: Bool { after.over.message != nil }

  /// Whether finding, sorting, marking, looking and acting do what they say.
  var isKept: Bool {
    switch command {
    case .search: return ["search", "helpSearch"].contains(after.over.prompt?.kind.name)
    case .findNext: return isTold
    case .filter: return after.over.prompt?.kind.name == "filter"
    case .clearFilter: return after.chosen.filter.isEmpty && isTold
    case .chooseSort: return after.over.box is SortBox
    case .reverseSort:
      guard let sorted = before.screen.sortable else { return false }
      return after.sortOrder(sorted)?.isReversed != before.sortOrder(sorted)?.isReversed
    case .sort(_, let letter):
      guard after.over.box == nil else { return isTold }
      guard let sorted = (before.over.box as? SortBox)?.focus else { return false }
      return after.sortOrder(sorted)?.letter == letter
    case .chooseDates: return after.form?.purpose is DatesForm
    case .mark: return after.place.marked.symmetricDifference(before.place.marked).count == 1
    case .markAll: return after.place.marked != before.place.marked
    case .chooseColumns: return after.over.box is ColumnsBox
    case .toggleColumn:
      return after.chosen.view.hiddenColumns.symmetricDifference(before.chosen.view.hiddenColumns)
        .count == 1
    case .togglePane: return after.chosen.view.hasPane != before.chosen.view.hasPane
    case .widenPane(let step):
      return (before.chosen.view.listPercent - after.chosen.view.listPercent) * step > 0 || isTold
    case .toggleWrap:
      return before.mode == .textPage
        ? after.chosen.view.wraps != before.chosen.view.wraps
        : after.chosen.view.isWhole != before.chosen.view.isWhole
    case .toggleASCII: return after.chosen.view.isASCII != before.chosen.view.isASCII
    case .nextColors: return after.themeName != before.themeName
    case .toggleMouse: return after.wantsMouse != before.wantsMouse
    case .showInPager: return effects.contains { if case .page = $0 { true } else { false } }
    case .scroll:
      return after.chosen.view.firstColumn != before.chosen.view.firstColumn
        || after.chosen.view.firstTextColumn != before.chosen.view.firstTextColumn || isTold
        || after.place.textPage != nil
    case .act: return after.form != nil || isTold
    case .copyID, .copyMarkdown:
      return effects.contains { if case .copy = $0 { true } else { false } }
    case .export: return after.over.box != nil
    case .selectPage(let page): return (after.over.box as? HelpBox)?.page == page
    case .changePage(let step):
      guard let help = before.over.box as? HelpBox else { return false }
      let count = HelpPage.all.count
      return (after.over.box as? HelpBox)?.page == (help.page + step + count) % count
    case .commandLine: return after.over.prompt?.kind.name == "command"
    case .confirmForm, .leaveForm, .takeField, .changeField: return before.form != nil
    default: return false
    }
  }

  /// The same for every command, in every place.
  var isKeptHere: Bool {
    switch (command, before.mode) {
    case (.back, _) where before.screen.hasKept: return after.over.kept == nil
    case (.back, .textPage):
      return after.place.textPage == nil && after.place.openID == before.place.openID
    case (.back, .finds): return after.place.finds == nil
    case (.back, _) where before.over.box != nil: return after.over.box == nil
    case (.act, _), (.copyID, _), (.copyMarkdown, _), (.export, _):
      return isKept || isTold
    case (.sideways, _):
      return after.focus.map { after.window($0).selected }
        != before.focus.map {
          before.window($0).selected
        } || isTold || isAtEnd
    case (.chooseGrouping, _): return after.chosen.grouping != before.chosen.grouping || isTold
    case (.assume, _): return after.over.box is RatesBox
    case (.open, .finds): return after.place.openID != nil
    case (.open, .tab) where before.focus != .sessions:
      return after.place.openID != nil || after.place.members != nil || after.place.finds != nil
        || isTold
    case (.open, _) where before.over.box != nil: return after.over.box == nil && isTold
    case (.pickRange(let range), _): return after.over.box == nil && after.chosen.range == range
    case (.help, _) where before.over.box is HelpBox: return after.over.box == nil
    case (.move(let movement), _): return isMoved(movement)
    case (.toggleOrder, _):
      return after.chosen.isNewestFirst != before.chosen.isNewestFirst || isTold
    case (.changePane, _):
      return after.focus != before.focus || after.place.firstSection != before.place.firstSection
    case (.changeRange, _): return isTold
    case (.openNeighbour, _):
      return after.place.openID != before.place.openID || isTold
    case (.pause, _): return after.read.isPaused != before.read.isPaused
    case (.readAgain, _): return effects.first == .reload
    case (.selectTab, _), (.changeTab, _): return after.mode != .textPage
    default: return HelpTests.isDone(command, before, after, effects)
    }
  }

  /// Whether the list that keys go to stood at one of its ends.
  private var isAtEnd: Bool {
    guard let focus = before.focus else { return true }
    let row = before.window(focus).selected
    return row == 0 || row == before.rowCount(focus) - 1
  }

  /// Nothing but the place in a list, a text or a choice is another one, and never outside.
  private func isMoved(_ movement: Movement) -> Bool {
    if before.over.box != nil { return after.over.box != nil }
    guard let focus = before.focus else { return false }
    let (from, to) = (before.window(focus).selected, after.window(focus).selected)
    let last = before.rowCount(focus) - 1
    switch movement {
    case _ where focus.kind.isTimeAxis: return isTold || to != from || isAtEnd
    case .by(let step): return to == min(max(0, from + step), last)
    case .toFirst: return to == 0
    case .toLast: return to == last
    case .byPages(let pages):
      return pages > 0 ? to > from || to == last : to < from || to == 0
    }
  }
}
