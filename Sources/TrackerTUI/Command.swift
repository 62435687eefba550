// What keys, clicks and command lines can ask for, and under which heading help lists it.

internal import TrackerCore

/// What a key, a click or a line asks for. A step is 1 for onwards, -1 for back.
enum Command: Hashable, Sendable {
  case back, open, openNeighbour(Int)
  /// By the tab's place in `Tab.all`.
  case selectTab(Int)
  case changeTab(by: Int), changePane(by: Int)
  case move(Movement), sideways(Int), select(ListID, row: Int)
  case chooseRange, chooseDates, pickRange(DateRange), changeRange(by: Int)
  /// By the letter of a column; without a list the one whose columns are to be chosen from.
  case sort(ListID? = nil, by: Character)
  case chooseSort, reverseSort, toggleOrder, chooseGrouping
  /// Of a list of sessions in groups.
  case changeGroup(by: Int), filterGroup, fold(ListID, row: Int)
  case assume, resetAssumptions
  case pause, readAgain, help, redraw, suspend, quit
  /// By the page's place in `HelpPage.all`.
  case selectPage(Int), changePage(by: Int)
  case commandLine, acceptPrompt, cancelPrompt, takeOffer
  /// To the next offer, or back; before the first one to what was entered earlier.
  case changeOffer(by: Int)
  case act(RecordAction), confirmForm, leaveForm, takeField, changeField(by: Int)
  case copyID, copyMarkdown, export
  case explain, copyExplanation(asDocument: Bool)
  case search, findNext(Int), filter, clearFilter
  case mark, markAll, chooseColumns, toggleColumn
  case togglePane, widenPane(by: Int), toggleWrap, toggleASCII, nextColors, toggleMouse
  case showInPager, scroll(Int)
}

/// What can be done to a record.
enum RecordAction: Sendable {
  case end, endStale, flag, resolve, edit, rate, delete, undo
}

/// Where a line of the help stands.
enum HelpGroup: String, Sendable, CaseIterable {
  case move = "Move"
  case tabs = "Tabs"
  case open = "Open"
  case by = "By"
  case range = "Range"
  case live = "Live"
  case change = "Change"
  case copy = "Copy"
  case find = "Find"
  case view = "View"
  case other = "Other"
  /// Only while a line is typed, where no help can be asked for.
  case typing = "Typing"
}
