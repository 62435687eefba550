// The model: everything the dashboard knows and remembers. What changes it stands in Update.swift and its neighbours.

package import TrackerCore

/// Everything the dashboard knows and remembers. Numbers are computed when data or range change, never by a key press.
package struct Dashboard: Sendable {
  /// The data directory, as shown.
  package let directory: String
  package let calendar: LocalCalendar
  let engine: StatisticsEngine
  package internal(set) var size: ScreenSize {
    didSet { layOutText() }
  }
  package internal(set) var now: Timestamp

  /// All that was read.
  var history = History()
  /// What range and filter leave of it.
  var covered = History()
  /// The numbers of what is covered.
  package internal(set) var overview = Overview()
  /// Of all that was read.
  var modelNames = ModelNames()
  /// The columns that none of its sessions fills.
  var unfilledColumns: Set<String> = []
  /// What they are held against.
  var comparison = Comparison()
  /// Sessions a day up to today, or to the last day shown, whatever the range.
  var days: [DayActivity] = []
  /// How many sessions in range are running, and how many are completed.
  var activeCount = 0
  var completedCount = 0
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

  package internal(set) var range = DateRange.month
  /// Whether the range stays: chosen by the user, or settled by the first data.
  var isRangeSettled = false

  /// Index into `Tab.all`.
  package internal(set) var tabIndex = 0
  /// The list that keys go to, where there are several; nil for the first one on screen.
  var chosenFocus: ListID?
  /// Which section stands first where not all have room.
  var firstSection = 0
  var windows: [ListID: ListWindow] = [:]
  /// The selected session; it stays selected whatever changes around it.
  package internal(set) var selectedID: SessionID?
  /// The session that fills the screen; nil while a tab does.
  package internal(set) var openID: SessionID?
  var detail: LoadedDetail?
  /// The session whose detail was asked for last.
  var askedDetail: SessionID?
  var isNewestFirst = true
  /// What stands over the screen.
  var box: (any Box)?
  /// What the tab on screen shows beyond the overview; empty for tabs not looked at since the data changed.
  package internal(set) var numbers = TabNumbers()
  /// What a list's selected row is about, so that it is found again when data change.
  var chosen: [ListID: Item] = [:]
  /// The sessions behind a bar, while they are listed.
  var members: MemberList?
  /// The list that they were opened from.
  var returnFocus: ListID?
  /// What is grouped by, counted in and listed in the tabs.
  package internal(set) var grouping = Grouping()
  /// The line that is being typed; nil when none is.
  var prompt: Prompt?
  /// Which sessions are meant, besides the range; what it was before it was edited.
  package internal(set) var filter = SessionFilter.all
  var filterBefore = SessionFilter.all
  /// Orders of lists other than the usual ones.
  var sortOrders: [ListID: SortOrder] = [:]
  /// Whether the sessions stand as they came.
  var areRowsUsual = true
  /// What is looked for; what it was and where the search began, while it is typed.
  var search: ListSearch?
  var searchBefore: ListSearch?
  var searchStart: (focus: ListID, window: ListWindow)?
  /// Counts every change of the rows of any list.
  var dataVersion = 0
  /// The text of an interaction that fills the screen; nil while none does.
  var textPage: TextPage?
  /// Interactions that a search found or a bar counts, over the tab; nil while none are listed.
  var finds: FoundInteractions?
  /// Which interaction to select once the session's detail is there.
  var wantedInteraction: Int?
  package internal(set) var marked: Set<SessionID> = []
  var view = ViewChoices() {
    didSet { layOutText() }
  }
  /// What changed at the last reading, for the short time in which it is stressed.
  var changed = ChangedNumbers()
  /// What was entered in prompts, by kind, oldest first.
  var entered: [String: [String]] = [:]
  /// What was changed in this run and not undone, oldest first.
  var undoSteps: [UndoStep] = []
  /// As read from the file, and set since.
  package internal(set) var settings = Settings()
  /// As the file has them: read from it or written to it.
  var savedSettings = Settings()
  var startOptions = StartOptions()
  /// Stands in the status line for a while, or until the next key.
  package internal(set) var message: String? {
    didSet { lostList = nil }
  }
  /// The list whose selected row is gone: said where the list is on screen, unless something else is said.
  var lostList: ListID?
  /// What is on screen, or was before the event that is taken in.
  var screen = Screen()

  /// A dashboard before anything was read. `directory` is shown; `range` starts at 30 days (all when that is empty).
  package init(
    directory: String, calendar: LocalCalendar, now: Timestamp, size: ScreenSize,
    engine: StatisticsEngine = StatisticsEngine()
  ) {
    self.directory = directory
    self.calendar = calendar
    self.now = now
    self.size = size
    self.engine = engine
    showScreen()
  }
}

extension Dashboard {
  /// The smallest screen that is drawn.
  static let smallestSize = ScreenSize(columns: 40, rows: 12)

  var timeText: TimeText { TimeText(calendar: calendar, now: now) }
  var today: CivilDate { calendar.day(of: now) }
  /// When the next local day begins: ranges begin elsewhere then.
  package var endOfDay: Timestamp {
    let tomorrow = CivilDate(daysSince1970: today.daysSince1970 + 1)
    return Timestamp(microseconds: calendar.startMicroseconds(of: tomorrow))
  }

  func window(_ focus: ListID) -> ListWindow { windows[focus] ?? ListWindow() }

  /// The row of the session that a detail is about: the open one, else the selected one.
  var detailRow: SessionRow? {
    guard let id = openID ?? selectedID else { return nil }
    let selected = window(.sessions).selected
    let row = overview.rows.at(selected)
    return row?.id == id ? row : overview.rows.first { $0.id == id }
  }

  /// The detail, once it has been read for the session that is shown.
  var shownDetail: LoadedDetail? {
    detail.flatMap { $0.detail.session.id == (openID ?? selectedID) ? $0 : nil }
  }

  /// Whether the list of sessions has any in this range.
  var hasRows: Bool { !overview.rows.isEmpty }

  /// Whether a running session's clock is on screen, so that a `tick` a minute is wanted.
  package var wantsTicks: Bool {
    guard mode != .tooSmall, mode != .noSessions else { return false }
    if screen.showsDetail, detailRow?.state == .active { return true }
    guard let list = screen.layout.placement(of: .sessions) else { return false }
    let shown = window(.sessions).rows(count: overview.rows.count, height: list.height)
    return overview.rows[shown].contains { $0.state == .active }
  }
}
