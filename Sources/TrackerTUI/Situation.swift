// What a key binding may ask about the screen, found out once for all bindings. It refuses to know keys.

internal import TrackerCore

/// What a binding may ask about the screen, found out once for all bindings.
struct Situation {
  let place: Place
  let focus: Focus?
  /// Whether keys go to a list beside the first one.
  let isInPane: Bool
  /// Whether there are several lists or sections to step through.
  let hasPanes: Bool
  /// Whether there is something to walk through.
  let canMove: Bool
  /// Whether a session can be opened.
  let canOpen: Bool
  /// Whether a list is on screen whose order can be turned.
  let hasOrder: Bool
  /// Whether a chart is on screen with a cursor to move.
  let hasChart: Bool
  /// Whether what is shown can be grouped otherwise.
  let hasGrouping: Bool
  /// Whether other rates can be tried out.
  let canAssume: Bool

  /// Whether what is on screen follows range and filter.
  let isOfRange: Bool

  /// Whether there is a session that can be acted upon, or its name be copied.
  let canAct: Bool
  /// Whether issues are on screen.
  let canResolve: Bool
  /// Whether something was changed in this run.
  let canUndo: Bool
  /// Whether keys are text in a form.
  let isInFormText: Bool

  /// Whether a whole screen takes keys, not a popup.
  var isScreen: Bool { [.tab, .detail, .noSessions, .finds, .textPage].contains(place) }

  /// Whether there is a list or help that can be searched, and something looked for.
  let canSearch: Bool
  let hasSearch: Bool
  /// Whether there is a list that can be sorted.
  let canSort: Bool
  /// Whether sessions are listed.
  let canMark: Bool
  /// Whether there is room for a detail beside the list, and whether it is there.
  let canHavePane: Bool
  let hasPane: Bool
  /// Whether columns or uncut lines can be scrolled.
  let canScroll: Bool
  /// Whether there is a text for a pager.
  let hasText: Bool

  init(_ dashboard: Dashboard) {
    let layout = dashboard.layout
    let lists = layout.placements.compactMap(\.focus)
    place = dashboard.place
    focus = dashboard.focus(in: layout)
    isInPane = lists.count > 1 && focus != layout.firstFocus || dashboard.members != nil
    hasChart = layout.placements.contains { placement in
      placement.chart != nil && placement.focus.map { dashboard.rowCount($0) > 0 } ?? false
    }
    hasGrouping = dashboard.canGroup
    canAssume = dashboard.tab.name == Tab.roi.name && dashboard.members == nil
    let hasRows = focus.map { dashboard.rowCount($0) > 0 } ?? false
    switch place {
    case .tab, .detail, .finds, .textPage:
      hasPanes = layout.hidesSections || lists.count > 1
      canMove = hasRows
    case .rangePopup, .helpPopup, .assumptionsPopup, .page, .sortPopup, .columnsPopup:
      (hasPanes, canMove) = (false, true)
    case .tooSmall, .noSessions, .prompt, .form: (hasPanes, canMove) = (false, false)
    }
    canAct = [.tab, .detail].contains(place) && dashboard.hasActionSession
    canResolve = [.tab, .detail].contains(place) && dashboard.hasIssueRows(lists)
    canUndo = [.tab, .detail].contains(place) && !dashboard.undoSteps.isEmpty
    isInFormText = dashboard.form?.isInText ?? false
    canOpen =
      hasRows
      && (place == .tab && focus?.isOpenable ?? false || place == .finds
        || place == .detail && focus?.hasTexts ?? false)
    canSearch =
      place == .helpPopup
      || [.tab, .detail, .finds, .textPage].contains(place)
        && dashboard.searchableFocus(in: layout) != nil
    hasSearch = place == .helpPopup ? dashboard.helpSearch != nil : dashboard.search != nil
    isOfRange = place == .tab || place == .finds && dashboard.finds?.choice != nil
    canSort = [.tab, .finds].contains(place) && dashboard.sortableFocus(in: layout) != nil
    canMark = place == .tab && focus == .sessions && hasRows
    hasPane = dashboard.view.hasPane
    canHavePane =
      place == .tab && dashboard.hasWideList && dashboard.tab.name == Tab.sessions.name
    let listColumns = dashboard.sessionListColumns(in: layout)
    canScroll =
      place == .textPage && !dashboard.view.wraps
      || canMark
        && SessionColumn.mostSkipped(room: listColumns, hidden: dashboard.view.hiddenColumns) > 0
    hasText =
      place == .textPage
      || place == .detail && focus?.hasTexts ?? false && hasRows
    hasOrder =
      [.tab, .detail].contains(place)
      && lists.contains {
        ($0 == .interactions || SortedList.of($0)?.hasOtherOrder ?? false)
          && dashboard.rowCount($0) > 1
      }
  }
}
