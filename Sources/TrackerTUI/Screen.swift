// What is on screen: made once an event, when the model has changed. Keys, clicks, hints and drawing ask it; while the next
// event is taken in, it says where things stand.

internal import TrackerCore

/// What is on screen, and what can be done there.
struct Screen: Sendable {
  private(set) var mode = ScreenMode.noSessions
  /// The mode of what lies under a box or a line that is typed.
  private(set) var modeBelow = ScreenMode.noSessions
  /// What stands over the screen and takes its keys; nil also while a line is typed over it.
  private(set) var box: (any Box)?
  private(set) var layout = Layout()
  /// The list that keys go to; nil when none is on screen.
  private(set) var focus: ListID?
  /// The session that stands out: the open one, else the one that the selected row of a list is about; nil where no list
  /// of sessions or issues is on screen.
  private(set) var actionID: SessionID?
  /// The list that is searched: the one that keys go to, else the first that can be.
  private(set) var searchable: ListID?
  /// The list that is sorted, chosen likewise. The sessions behind a bar stand as the list of sessions does.
  private(set) var sortable: ListID?

  /// Whether a tab is to be left for what it shows at first: another list, a search.
  private(set) var canLeaveTab = false
  /// Whether a form with something typed is kept, and takes the next Esc.
  private(set) var hasKept = false
  /// Whether there is something to walk through.
  private(set) var canMove = false
  /// Whether a session, a text or what stands behind a bar can be opened.
  private(set) var canOpen = false
  /// Whether a list is on screen whose order can be turned.
  private(set) var hasOrder = false
  /// Whether a chart is on screen with a cursor to move.
  private(set) var hasChart = false
  /// Whether what is shown can be grouped otherwise.
  private(set) var hasGrouping = false
  /// Whether sessions are listed in groups, and whether keys go to them.
  private(set) var hasGroups = false
  private(set) var isInGroups = false
  /// Whether the head of a group is selected there, and whether that one is open.
  private(set) var isOnGroup = false
  private(set) var isOnOpenGroup = false
  /// Whether other rates can be tried out.
  private(set) var canAssume = false
  /// Whether what is on screen follows range and filter.
  private(set) var isOfRange = false
  /// Whether an interaction is selected that can be rated anew.
  private(set) var canRate = false
  /// Whether issues are on screen.
  private(set) var canResolve = false
  /// Whether something was changed in this run.
  private(set) var canUndo = false
  /// Whether a line is typed whose last word may become something.
  private(set) var hasOffers = false
  /// Whether something is looked for.
  private(set) var hasSearch = false
  /// Whether sessions are listed.
  private(set) var canMark = false
  /// Whether marked sessions are listed.
  private(set) var hasMarks = false
  /// Whether there is room for a detail beside the list, and whether it is there.
  private(set) var canHavePane = false
  private(set) var hasPane = false
  /// Whether columns or uncut lines can be scrolled.
  private(set) var canScroll = false
  /// Whether there is a text for a pager.
  private(set) var hasText = false

  /// Before anything was laid out.
  init() {}

  /// What a dashboard shows now, in a layout that holds for it.
  init(_ dashboard: Dashboard, _ layout: Layout) {
    self.layout = layout
    mode = ScreenMode(dashboard)
    if case .box = mode { box = dashboard.over.box }
    modeBelow = ScreenMode(below: dashboard)
    let lists = layout.lists
    focus =
      dashboard.place.chosenFocus.flatMap { lists.contains($0) ? $0 : nil } ?? layout.firstFocus
    let candidates = [focus].compactMap { $0 } + lists
    actionID = dashboard.actionID(on: self)
    searchable = candidates.first { dashboard.isSearched($0) }
    sortable = candidates.map { $0.kind.sortedWith ?? $0 }.first { $0.kind.sorting != nil }

    let isTab = mode == .tab
    let hasRows = focus.map { dashboard.rowCount($0) > 0 } ?? false
    hasSearch = (box as? any SearchableBox)?.hasSearch ?? (dashboard.over.search != nil)
    hasOffers = mode == .prompt && dashboard.over.prompt?.offers.list.isEmpty == false
    canLeaveTab =
      isTab
      && (lists.count > 1 && focus != layout.firstFocus || dashboard.place.members != nil
        || hasSearch)
    hasKept = mode.isScreen && dashboard.over.kept != nil
    canMove = mode.hasLists ? hasRows : box?.takesText == false
    if let box {
      canOpen = box.takeHint != nil
    } else if hasRows, mode.hasLists, let opening = focus?.kind.opening {
      canOpen = opening.isOfDetail == (mode == .detail)
    }
    hasGroups = isTab && lists.contains { dashboard.grouped($0) != nil }
    isInGroups = isTab && focus.flatMap(dashboard.grouped) != nil
    let group = isTab ? dashboard.focusedGroup(on: self) : nil
    isOnGroup = group != nil
    isOnOpenGroup = group.map(dashboard.isOpen) ?? false
    hasOrder =
      hasGroups
      || isOnSessions
        && lists.contains {
          ($0 == .interactions || $0.kind.turn != nil || $0.kind.sorting?.hasOtherOrder ?? false)
            && dashboard.rowCount($0) > 1
        }
    hasChart =
      isTab
      && layout.placements.contains { placement in
        // A strip has its keys only while they go to it: others scroll the list by them.
        placement.isSideways && (placement.strip == nil || placement.focus == focus)
          && placement.focus.map { dashboard.rowCount($0) > 0 } ?? false
      }
    hasGrouping = isTab && dashboard.canGroup
    canAssume = isTab && dashboard.tab.hasRates && dashboard.place.members == nil
    isOfRange = isTab || mode == .finds && dashboard.place.finds?.choice != nil
    canRate = mode == .detail && focus == .interactions && hasRows
    hasMarks =
      isTab && layout.placement(of: .sessions) != nil && !dashboard.markedRows.isEmpty
    canResolve =
      isOnSessions
      && (hasMarks || layout.steps.contains { $0.kind.issue != nil && dashboard.rowCount($0) > 0 })
    canUndo = isOnSessions && !dashboard.over.undoSteps.isEmpty
    canMark = isTab && focus?.kind.isOfSessions == true && hasRows
    canHavePane = isTab && dashboard.hasWideList && dashboard.tab.hasPane
    hasPane = canHavePane && dashboard.chosen.view.hasPane
    canScroll =
      mode == .textPage
      ? !dashboard.chosen.view.wraps : canMark && dashboard.mostSkipped(on: self) > 0
    hasText = mode == .textPage || mode == .detail && focus?.kind.opening != nil && hasRows
  }

  /// Whether a whole screen takes keys, not a box.
  var isScreen: Bool { mode.isScreen }
  /// Whether something is on screen that goes when it is left: a detail, a text, a list over a tab, a box.
  var isOver: Bool {
    box.map { !$0.takesText } ?? [.detail, .finds, .textPage].contains(mode)
  }
  /// Whether keys are text now, so that no key is a command but those that leave the text.
  var takesText: Bool { mode == .prompt || box?.takesText == true }
  private var isOnSessions: Bool { [.tab, .detail].contains(mode) }
  /// Whether there are several lists or sections to step through.
  var hasPanes: Bool { mode.hasLists && (layout.hidesSections || layout.steps.count > 1) }
  /// Whether there is a session that can be acted upon, or its name be copied.
  var canAct: Bool { isOnSessions && actionID != nil }
  /// Whether what is shown can leave the program.
  var canExport: Bool { [.tab, .detail, .finds].contains(mode) }
  /// Whether numbers are on screen that can be asked about.
  var canExplain: Bool { isOnSessions }
  /// Whether there is a list or a box that can be searched.
  var canSearch: Bool { box is any SearchableBox || mode.hasLists && searchable != nil }
  /// Whether there is a list that can be sorted.
  var canSort: Bool { [.tab, .finds].contains(mode) && sortable != nil }
  /// Whether interactions of a session are on screen.
  var showsInteractions: Bool {
    [.tab, .detail].contains(mode) && layout.placement(of: .interactions) != nil
  }
  /// Whether a detail is on screen, its own or beside the list.
  var showsDetail: Bool {
    layout.placements.contains { $0.panel.name == Panel.detailHeadName }
  }
}

/// What the screen shows, as far as keys are concerned.
package enum ScreenMode: Hashable, Sendable {
  case tooSmall, noSessions, tab, detail, finds, textPage
  /// A line is being typed.
  case prompt
  /// A box of this name stands over the screen.
  case box(String)

  init(_ dashboard: Dashboard) {
    let (size, smallest) = (dashboard.size, Dashboard.smallestSize)
    if size.columns < smallest.columns || size.rows < smallest.rows {
      self = .tooSmall
    } else if dashboard.over.prompt != nil {
      self = .prompt
    } else {
      self = dashboard.over.box.map { .box(type(of: $0).name) } ?? ScreenMode(below: dashboard)
    }
  }

  /// Of what lies under a box or a line that is typed.
  init(below dashboard: Dashboard) {
    if dashboard.read.history.sessions.isEmpty {
      self = .noSessions
    } else if dashboard.place.textPage != nil {
      self = .textPage
    } else if dashboard.place.openID != nil {
      self = .detail
    } else {
      self = dashboard.place.finds == nil ? .tab : .finds
    }
  }

  /// Whether a whole screen takes keys, not a box.
  var isScreen: Bool { self == .noSessions || hasLists }
  /// Whether lists or sections are on screen.
  var hasLists: Bool { [.tab, .detail, .finds, .textPage].contains(self) }
}

extension Dashboard {
  /// What is on screen, as far as keys are concerned.
  package var mode: ScreenMode { screen.mode }
  /// The list that keys go to; nil when none is on screen.
  package var focus: ListID? { screen.focus }

  /// The screen without what lies over it.
  var screenBelow: Screen {
    var below = self
    (below.over.box, below.over.prompt) = (nil, nil)
    return Screen(below, screen.layout)
  }

  /// Where a line or a box has gone in the middle of an event: the rest of the screen stands as it did.
  mutating func uncover() { screen = Screen(self, screen.layout) }
}
