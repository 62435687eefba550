// What keys and command lines can ask for, and under which heading help lists it.

/// What a key asks for.
package enum Command: String, Hashable, Sendable, CaseIterable {
  case back, open, nextSession, previousSession, selectTab, previousTab, nextTab
  case nextPane, previousPane, moveDown, moveUp, first, last
  case halfPageDown, halfPageUp, pageDown, pageUp
  case toggleOrder, chooseRange, pickRange, shorterRange, longerRange, allRange
  case moveLeft, moveRight, chooseGrouping, assume, resetAssumptions
  case pause, readAgain, help, redraw, suspend, quit
  case acceptPrompt, cancelPrompt
  case endSession, flagIssue, resolveIssue, editSession, rateInteraction, deleteSession, undo
  case copyID, copyMarkdown, export, commandLine
  case confirmForm, leaveForm, nextField, previousField
  case search, nextMatch, previousMatch, filter, clearFilter, sort, reverseSort, pickSort
  case chooseDates, mark, markAll, chooseColumns, toggleColumn, togglePane, widerPane, narrowerPane
  case toggleWrap, toggleASCII, nextColors, toggleMouse, showInPager, scrollLeft, scrollRight
}

/// Where a line of the help stands.
package enum HelpGroup: String, Sendable, CaseIterable {
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
