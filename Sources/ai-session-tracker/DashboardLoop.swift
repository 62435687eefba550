import Platform
import TrackerCore
import TrackerTUI

/// Runs one dashboard on one terminal: what happens goes in, what it asks for is done, then one paint.
final class DashboardLoop {
  /// How the dashboard came to its end.
  enum Ending {
    /// The user left it.
    case left
    /// A signal, or the key that stands for it: the process is to die of it.
    case signalled(Signal)
  }

  /// Milliseconds in which several changes of the window's size become one paint.
  private static let resizeMilliseconds: Int64 = 8
  private static let minuteMilliseconds: Int64 = 60_000
  /// What took longer to read than this, a detail or texts of a list, waits for a pause in the keys.
  private static let blinkMilliseconds: Int64 = 8
  /// How long the keys must rest for it.
  private static let restMilliseconds: Int64 = 150
  private static let calmMilliseconds: Int64 = 50
  /// How long a message stands without a key.
  private static let messageMilliseconds: Int64 = 4000

  let loop: EventLoop
  let terminal: CursesTerminal
  private(set) var source: HistorySource
  let capabilities: Capabilities
  private(set) var dashboard: Dashboard
  let settingsFiles: SettingsFiles
  private let actions: LedgerActions
  let themeNamed: (String) -> Theme
  private var follower: FileFollower?
  private var wantsReading = false
  private var wantedDetail: SessionID?
  /// How long the last detail or the last texts took to read.
  private var readingMilliseconds: Int64 = 0
  private var wantsSuspension = false
  /// The texts asked for last; those asked for before are not wanted any more.
  private var wantedTexts: [InteractionPlace] = []
  var wantedSearch: TextPattern?
  /// What was typed and has not been taken in yet, oldest first.
  var typed: ArraySlice<Event> = []
  private var wantedPage: String?
  private var calming: EventLoop.Timer?
  private var forgetting: EventLoop.Timer?
  /// As long as signals may still come that were meant for the pager.
  private var afterPager: EventLoop.Timer?
  private var resizing: EventLoop.Timer?
  private var ticking: EventLoop.Timer?
  /// Goes off when the local day ends.
  private var turning: EventLoop.Timer?
  private var resting: EventLoop.Timer?
  private var ending: Ending?

  init(
    dashboard: Dashboard, terminal: CursesTerminal, source: HistorySource,
    capabilities: Capabilities, loop: EventLoop, settingsFiles: SettingsFiles,
    actions: LedgerActions, themeNamed: @escaping (String) -> Theme
  ) {
    self.dashboard = dashboard
    self.terminal = terminal
    self.source = source
    self.capabilities = capabilities
    self.loop = loop
    self.settingsFiles = settingsFiles
    self.actions = actions
    self.themeNamed = themeNamed
  }

  /// Takes a signal that arrived on the loop.
  func receive(_ signal: Signal) {
    // What the user typed for the pager is not for us.
    if afterPager != nil, [.interrupt, .quit, .stop].contains(signal) { return }
    switch signal {
    case .windowChange:
      if resizing == nil { set(\.resizing, in: DashboardLoop.resizeMilliseconds, paint) }
    case .stop: suspend()
    default: end(.signalled(signal))
    }
  }

  /// Paints, reads, and goes on until the end.
  func run() throws(SystemError) -> Ending {
    loop.whenReadable(terminal.device.input) { [self] in readTerminal() }
    let follower = FileFollower(
      directory: source.service.directory, names: HistorySource.names, loop: loop,
      files: source.files
    ) { [self] in read() }
    self.follower = follower
    follower.start()
    if try source.isBig() { paint() }
    follower.readNow()
    try loop.run()
    return ending ?? .left
  }

  private func end(_ ending: Ending) {
    self.ending = self.ending ?? ending
    loop.stop()
  }

  func readTerminal() {
    // curses takes an interrupted call for no key: it is asked again, a few times.
    for _ in 0..<5 where typed.isEmpty { typed += terminal.readEvents() }
    if typed.isEmpty, terminal.device.isGone { return end(.signalled(.hangUp)) }
    turnIfDayHasPassed()
    while ending == nil, let event = typed.popFirst() {
      switch event {
      // The keys of the signals, which the terminal does not send while each key is read as it is.
      case .key(.control("c")) where !dashboard.takesText: end(.signalled(.interrupt))
      case .key(.control("\\")): end(.signalled(.quit))
      case .key(let key) where dashboard.awaitsDetail && !dashboard.answers(key):
        // Once the session that was opened just now is read, the key may mean something.
        readWanted()
        take(event)
      default: take(event)
      }
      if let pattern = wantedSearch { search(pattern) }
    }
    settle()
  }

  /// The follower's call: true when the files could be read.
  private func read() -> Bool {
    let reading = source.read()
    if let history = reading.history { take(.loaded(history, now: source.now())) }
    if let problem = reading.problem { take(.loadFailed(problem)) }
    settle()
    return reading.problem == nil
  }

  func take(_ event: Event) {
    let message = dashboard.over.message
    let effects = dashboard.update(event)
    if dashboard.over.message != message { forgetMessageLater() }
    for effect in effects {
      switch effect {
      case .quit: end(.left)
      case .suspend: wantsSuspension = true
      case .redraw: terminal.forgetScreen()
      case .reload: wantsReading = true
      case .loadDetail(let id): wantedDetail = id
      case .loadTexts(let places): wantedTexts = places
      case .act(let request):
        actions.perform(request) { [self] outcome in
          take(.acted(request, outcome))
          settle()
        }
      case .cancelAction: actions.cancel()
      case .copy(let request):
        let clipboard = Clipboard(way: dashboard.clipboardName, terminal: terminal)
        take(.copied(request, way: clipboard.copy(request.text)))
      case .export(let request): take(.exported(request, write(request)))
      case .readSettings: take(.settingsRead(settingsFiles.read()))
      case .saveSettings(let settings): take(saved(settings))
      case .searchInteractions(let pattern): wantedSearch = pattern
      case .page(let text): wantedPage = text
      case .calmLater(let milliseconds): calmLater(milliseconds)
      }
    }
    if !dashboard.awaitsTexts { wantedTexts = [] }
  }

  /// What is to be remembered of this run; nil when that is not wished.
  var rememberedText: String? { dashboard.remembers ? dashboard.rememberedText : nil }

  /// Does what was asked for in the events taken, then paints once.
  private func settle() {
    guard ending == nil else { return }
    if wantsReading {
      wantsReading = false
      follower?.readNow()
      return
    }
    cancel(\.resting)
    if readingMilliseconds <= DashboardLoop.blinkMilliseconds {
      readWanted()
    } else if wantedDetail != nil || !wantedTexts.isEmpty {
      set(\.resting, in: DashboardLoop.restMilliseconds) { [self] in
        readWanted()
        paint()
      }
    }
    paint()
    if wantsSuspension { suspend() }
    if let text = wantedPage { showInPager(text) }
  }

  private func readWanted() {
    guard wantedDetail != nil || !wantedTexts.isEmpty else { return }
    let start = Clock.monotonicMilliseconds()
    if let detail = wantedDetail {
      wantedDetail = nil
      do throws(TrackerError) {
        take(.detailLoaded(detail, try source.detail(of: detail)))
      } catch {
        take(.detailFailed(detail, error.message))
      }
    }
    // A detail may have closed or opened a list.
    let texts = wantedTexts
    wantedTexts = []
    if !texts.isEmpty {
      do throws(TrackerError) {
        take(.textsLoaded(try source.texts(of: texts)))
      } catch {
        take(.textsFailed(error.message))
      }
    }
    readingMilliseconds = Clock.monotonicMilliseconds() - start
  }

  private func showInPager(_ text: String) {
    wantedPage = nil
    take(.paged(problem: terminal.page(text)))
    settle()
    set(\.afterPager, in: DashboardLoop.calmMilliseconds) {}
  }

  /// A screen reader would read every change twice, so nothing is stressed there.
  private func calmLater(_ milliseconds: Int64) {
    set(\.calming, in: milliseconds) { [self] in
      take(.calmed)
      paint()
    }
  }

  /// A screen reader may not have come to it, so there it stands until the next key.
  private func forgetMessageLater() {
    cancel(\.forgetting)
    guard dashboard.over.message != nil, !capabilities.isScreenReader else { return }
    set(\.forgetting, in: DashboardLoop.messageMilliseconds) { [self] in
      take(.messageRead)
      paint()
    }
  }

  private typealias TimerPath = ReferenceWritableKeyPath<DashboardLoop, EventLoop.Timer?>

  /// Sets a timer, in place of what it was set to.
  private func set(_ timer: TimerPath, in milliseconds: Int64, _ body: @escaping () -> Void) {
    cancel(timer)
    self[keyPath: timer] = loop.after(milliseconds: milliseconds) { [self] in
      self[keyPath: timer] = nil
      body()
    }
  }

  private func cancel(_ timer: TimerPath) {
    if let set = self[keyPath: timer] { loop.cancel(set) }
    self[keyPath: timer] = nil
  }

  private func suspend() {
    wantsSuspension = false
    terminal.suspend()
    paint()
  }

  func paint() {
    guard ending == nil else { return }
    if turning == nil { takeEarlyAnswer() }
    adoptSettings()
    let before = terminal.size
    terminal.adoptSize()
    if terminal.size != before { take(.resized(terminal.size)) }
    terminal.show(render(dashboard, size: terminal.size, capabilities: capabilities))
    if dashboard.wantsTicks, ticking == nil { tickAtNextMinute() }
    if !dashboard.wantsTicks { cancel(\.ticking) }
    if turning == nil { turnAtMidnight() }
  }

  private func turnAtMidnight() {
    let wait = (dashboard.endOfDay.microseconds - source.now().microseconds + 999) / 1_000
    set(\.turning, in: max(1, wait)) { [self] in
      take(.tick(source.now()))
      settle()
    }
  }

  /// After a machine slept, or its clock was set, the day may be another one before any timer knows.
  private func turnIfDayHasPassed() {
    let now = source.now()
    guard now.microseconds >= dashboard.endOfDay.microseconds else { return }
    cancel(\.turning)
    take(.tick(now))
  }

  private func tickAtNextMinute() {
    let sinceMinute = source.now().microseconds / 1_000 % DashboardLoop.minuteMilliseconds
    let wait = DashboardLoop.minuteMilliseconds - sinceMinute
    set(\.ticking, in: wait) { [self] in
      take(.tick(source.now()))
      settle()
    }
  }
}
