// The model: everything the dashboard knows and remembers. What changes it stands in Update.swift and its neighbours.

package import TrackerCore

/// Everything the dashboard knows and remembers: what was read, what was chosen, where one is, what lies over it.
package struct Dashboard: Sendable {
  /// The data directory, as shown.
  package let directory: String
  package let calendar: LocalCalendar
  let engine: StatisticsEngine
  /// Of the program, as explanations say it.
  let version: String
  package internal(set) var size: ScreenSize {
    didSet { layOutText() }
  }
  package internal(set) var now: Timestamp

  package internal(set) var read = ReadData()
  package internal(set) var chosen = Choices() {
    didSet { if chosen.view != oldValue.view { layOutText() } }
  }
  package internal(set) var place = Whereabouts()
  package internal(set) var over = Overlay()
  /// What is on screen, or was before the event that is taken in.
  var screen = Screen()

  /// A dashboard before anything was read. `directory` is shown; `range` starts at 30 days (all when that is empty).
  package init(
    directory: String, calendar: LocalCalendar, now: Timestamp, size: ScreenSize,
    engine: StatisticsEngine = StatisticsEngine(), version: String = ""
  ) {
    self.directory = directory
    self.calendar = calendar
    self.now = now
    self.size = size
    self.engine = engine
    self.version = version
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

  func window(_ focus: ListID) -> ListWindow { place.windows[focus] ?? ListWindow() }

  /// The row of the session that a detail is about: the open one, else the selected one.
  var detailRow: SessionRow? {
    guard let id = place.openID ?? place.selectedID else { return nil }
    let selected = window(.sessions).selected
    let row = read.overview.rows.at(selected)
    if row?.id == id { return row }
    return [read.overview.rows, place.members?.rows ?? [], read.presence.running].lazy.compactMap {
      $0.first { $0.id == id }
    }.first
  }

  /// The detail, once it has been read for the session that is shown.
  var shownDetail: LoadedDetail? {
    read.detail.flatMap { $0.detail.session.id == (place.openID ?? place.selectedID) ? $0 : nil }
  }

  /// Whether the list of sessions has any in this range.
  var hasRows: Bool { !read.overview.rows.isEmpty }

  /// Whether a running session's clock is on screen, so that a `tick` a minute is wanted.
  package var wantsTicks: Bool {
    guard mode != .tooSmall, mode != .noSessions else { return false }
    if screen.showsDetail, detailRow?.isRunning(at: now) == true { return true }
    if screen.layout.placement(of: .now) != nil { return !read.presence.running.isEmpty }
    guard let list = screen.layout.placement(of: .sessions) else { return false }
    return list.shownRows(window(.sessions), count: rowCount(.sessions)).contains {
      group(.sessions, at: $0.index) == nil
        && sessions(.sessions, at: $0.index).contains { $0.isRunning(at: now) }
    }
  }
}
