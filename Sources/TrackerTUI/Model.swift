// The four values of the model: what was read, what was chosen, where one is, and what lies over it.

package import TrackerCore

/// What was read, and the numbers of it. They are computed when data, range or filter change, never by a key press.
package struct ReadData: Sendable {
  /// All that was read.
  var history = History()
  /// What range and filter leave of it.
  var covered = History()
  /// The numbers of what is covered.
  package internal(set) var overview = Overview()
  /// What the tab on screen shows beyond the overview; empty for tabs not looked at since the data changed.
  package internal(set) var numbers = TabNumbers()
  /// Of all that was read.
  var modelNames = ModelNames()
  /// The columns that none of its sessions fills.
  var unfilledColumns: Set<String> = []
  /// How long the texts of its columns are, in characters.
  var longestTexts: [String: Int] = [:]
  /// Sessions a day up to today, or to the last day shown, whatever the range.
  var days: [DayActivity] = []
  /// The sessions in range that do not run, in the order of all.
  var pastRows: [SessionRow] = []
  /// What of all that the filter leaves runs now, and what fell silent.
  var presence = Presence()
  /// How many sessions are in range, whatever the filter.
  var rangeCount = 0
  /// How many sessions in range are completed.
  var completedCount = 0
  /// Whether the sessions stand as they came.
  var areRowsUsual = true
  /// Counts every change of the rows of any list.
  var dataVersion = 0
  /// What changed at the last reading, for the short time in which it is stressed.
  var changed = ChangedNumbers()

  /// The session on screen, as it was read.
  var detail: LoadedDetail?
  /// The session whose detail was asked for last.
  var askedDetail: SessionID?

  /// Whether anything was read yet.
  var hasLoaded = false
  /// Why the files could not be read the last time; nil when they could.
  var staleReason: String?
  var isPaused = false
  /// Changes that came while paused, and the last of them.
  var heldChangeCount = 0
  var held: History?
  /// Whether the user asked to read again, which applies also while paused.
  var isReadingAgain = false
}

/// What of the data is shown, and how.
package struct Choices: Sendable {
  package internal(set) var range = DateRange.month
  /// Whether the range stays: chosen by the user, or settled by the first data.
  var isRangeSettled = false
  /// Which sessions are meant, besides the range.
  package internal(set) var filter = SessionFilter.all
  /// What is grouped by, counted in and listed in the tabs.
  package internal(set) var grouping = Grouping()
  /// Orders of lists other than the usual ones.
  var sortOrders: [ListID: SortOrder] = [:]
  /// The order of a session's interactions.
  var isNewestFirst = true
  var view = ViewChoices()
  /// As read from the file, and set since.
  package internal(set) var settings = Settings()
  /// Percent that each estimate is tried out at; nil for as they are.
  var triedEstimates: Double?
  /// As the file has them: read from it or written to it.
  var savedSettings = Settings()
  var startOptions = StartOptions()
}

/// Where one is: tab, lists and their rows, what is opened.
package struct Whereabouts: Sendable {
  /// Index into `Tab.all`.
  package internal(set) var tabIndex = 0
  /// Which section stands first where not all have room.
  var firstSection = 0
  /// The list that keys go to, where there are several; nil for the first one on screen.
  var chosenFocus: ListID?
  var windows: [ListID: ListWindow] = [:]
  /// What a list's selected row is about, so that it is found again when data change.
  var items: [ListID: Item] = [:]
  /// The selected session; it stays selected whatever changes around it.
  package internal(set) var selectedID: SessionID?
  package internal(set) var marked: Set<SessionID> = []
  /// The group whose head is selected in the lists of sessions; nil while a session is.
  var selectedGroup: String?
  /// Which of their groups are open; nil until they are grouped.
  var openGroups: Set<String>?

  /// The sessions behind a bar, while they are listed.
  var members: MemberList?
  /// Interactions that a search found or a bar counts, over the tab; nil while none are listed.
  var finds: FoundInteractions?
  /// The list that they were opened from.
  var returnFocus: ListID?
  /// The session that fills the screen; nil while a tab does.
  package internal(set) var openID: SessionID?
  /// The list that it was opened from.
  var openedFrom: ListID?
  /// Which interaction to select once the session's detail is there.
  var wantedInteraction: Int?
  /// The text of an interaction that fills the screen; nil while none does.
  var textPage: TextPage?
}

/// What lies over the screen, what is typed and said.
package struct Overlay: Sendable {
  var box: (any Box)?
  /// A form that was left after something was typed in it, until the next Esc.
  var kept: Form?
  /// The line that is being typed; nil when none is.
  var prompt: Prompt?
  /// The filter before it was edited.
  var filterBefore = SessionFilter.all
  /// What is looked for; what it was and where the search began, while it is typed.
  var search: ListSearch?
  var searchBefore: ListSearch?
  var searchStart: (focus: ListID, window: ListWindow)?
  /// What was entered in prompts, by kind, oldest first.
  var entered: [String: [String]] = [:]
  /// What was changed in this run and not undone, oldest first.
  var undoSteps: [UndoStep] = []
  /// Stands in the status line for a while, or until the next key.
  package internal(set) var message: String? {
    didSet { lostList = nil }
  }
  /// The list whose selected row is gone: said where the list is on screen, unless something else is said.
  var lostList: ListID?
}
