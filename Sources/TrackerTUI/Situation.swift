// What a key binding may ask about the screen. The layout is computed once for all bindings.

internal import TrackerCore

/// The screen as bindings see it.
struct Situation {
  private let dashboard: Dashboard
  private let layout: Layout
  let place: Place
  let focus: Focus?

  init(_ dashboard: Dashboard) {
    self.dashboard = dashboard
    layout = dashboard.layout
    place = dashboard.place
    focus = dashboard.focus(in: layout)
  }

  /// Whether a whole screen takes keys, not a popup.
  var isScreen: Bool { place.isScreen }
  /// Whether something is on screen that goes when it is left: a detail, a text, a list over a tab, a popup.
  var isOver: Bool { ![.tab, .noSessions, .tooSmall, .prompt, .form].contains(place) }
  private var isOnSessions: Bool { [.tab, .detail].contains(place) }
  private var hasRows: Bool { focus.map { dashboard.rowCount($0) > 0 } ?? false }

  /// Whether a tab is to be left for what it shows at first: another list, a search.
  var canLeaveTab: Bool {
    place == .tab
      && (layout.lists.count > 1 && focus != layout.firstFocus || dashboard.members != nil
        || hasSearch)
  }
  /// Whether there are several lists or sections to step through.
  var hasPanes: Bool {
    place.hasLists && (layout.hidesSections || layout.lists.count > 1)
  }
  /// Whether there is something to walk through.
  var canMove: Bool {
    place.hasLists ? hasRows : ![.tooSmall, .noSessions, .prompt, .form].contains(place)
  }
  /// Whether a session, a text or what stands behind a bar can be opened.
  var canOpen: Bool {
    guard hasRows, let focus else { return false }
    return place == .tab && focus.isOpenable || place == .finds
      || place == .detail && focus.hasTexts
  }
  /// Whether a list is on screen whose order can be turned.
  var hasOrder: Bool {
    isOnSessions
      && layout.lists.contains {
        ($0 == .interactions || SortedList.of($0)?.hasOtherOrder ?? false)
          && dashboard.rowCount($0) > 1
      }
  }
  /// Whether a chart is on screen with a cursor to move.
  var hasChart: Bool {
    place == .tab
      && layout.placements.contains { placement in
        placement.chart != nil && placement.focus.map { dashboard.rowCount($0) > 0 } ?? false
      }
  }
  /// Whether what is shown can be grouped otherwise.
  var hasGrouping: Bool { place == .tab && dashboard.canGroup }
  /// Whether other rates can be tried out.
  var canAssume: Bool {
    place == .tab && dashboard.tab.name == Tab.roi.name && dashboard.members == nil
  }
  /// Whether what is on screen follows range and filter.
  var isOfRange: Bool { place == .tab || place == .finds && dashboard.finds?.choice != nil }

  /// Whether there is a session that can be acted upon, or its name be copied.
  var canAct: Bool { isOnSessions && dashboard.actionID(in: layout) != nil }
  /// Whether an interaction is selected that can be rated anew.
  var canRate: Bool { place == .detail && focus == .interactions && hasRows }
  /// Whether issues are on screen.
  var canResolve: Bool {
    isOnSessions
      && [.issues, .allIssues].contains { layout.lists.contains($0) && dashboard.rowCount($0) > 0 }
  }
  /// Whether something was changed in this run.
  var canUndo: Bool { isOnSessions && !dashboard.undoSteps.isEmpty }
  /// Whether what is shown can leave the program.
  var canExport: Bool { [.tab, .detail, .finds].contains(place) }
  /// Whether keys are text in a form.
  var isInFormText: Bool { dashboard.form?.isInText ?? false }

  /// Whether there is a list or help that can be searched, and something looked for.
  var canSearch: Bool {
    place == .helpPopup || place.hasLists && dashboard.searchableFocus(in: layout) != nil
  }
  var hasSearch: Bool {
    place == .helpPopup ? dashboard.helpSearch != nil : dashboard.search != nil
  }
  /// Whether there is a list that can be sorted.
  var canSort: Bool {
    [.tab, .finds].contains(place) && dashboard.sortableFocus(in: layout) != nil
  }
  /// Whether sessions are listed.
  var canMark: Bool { place == .tab && focus == .sessions && hasRows }
  /// Whether there is room for a detail beside the list, and whether it is there.
  var canHavePane: Bool {
    place == .tab && dashboard.hasWideList && dashboard.tab.name == Tab.sessions.name
  }
  var hasPane: Bool { canHavePane && dashboard.view.hasPane }
  /// Whether columns or uncut lines can be scrolled.
  var canScroll: Bool {
    place == .textPage && !dashboard.view.wraps
      || canMark
        && SessionColumn.mostSkipped(
          room: dashboard.sessionListColumns(in: layout), hidden: dashboard.view.hiddenColumns,
          unfilled: dashboard.unfilledColumns) > 0
  }
  /// Whether there is a text for a pager.
  var hasText: Bool {
    place == .textPage || place == .detail && focus?.hasTexts ?? false && hasRows
  }
}

extension Place {
  /// Whether a whole screen takes keys, not a popup.
  var isScreen: Bool { self == .noSessions || hasLists }
  /// Whether lists or sections are on screen.
  var hasLists: Bool { [.tab, .detail, .finds, .textPage].contains(self) }
}
