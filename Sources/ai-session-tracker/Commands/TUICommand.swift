import ArgumentParser
import CPlatform
import Platform
import TrackerCore
import TrackerTUI

/// The dashboard on a terminal, or one frame of it as text.
struct TUICommand: ProgrammableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tui",
    abstract: "Show the sessions in a live terminal dashboard.",
    discussion: """
      Reads AI_OUTPUT_DIR, NO_COLOR, COLORFGBG, ESCDELAY and AI_SESSION_TRACKER_SCREEN_READER. \
      Press ? for the keys, q to leave.
      """)

  /// Which paints are used.
  enum ThemeName: String, ExpressibleByArgument, CaseIterable { case dark, light, mono }

  @OptionGroup var data: DataOptions

  @Flag(help: "Show made-up sample data, which is removed afterwards.")
  var demo = false

  @Flag(help: "Print the screen as text, or as --svg says, and end; needs no terminal.")
  var once = false

  @Option(
    help: ArgumentHelp("With --once: the extent of the screen, e.g. 120x40.", valueName: "size"),
    transform: TUICommand.parseSize)
  var size: ScreenSize?

  @Flag(help: "With --once: print the numbers of the tab as one JSON object.")
  var json = false

  @Flag(help: "With --once: print the screen as a picture, SVG in the colours of the theme.")
  var svg = false

  @Option(
    help: ArgumentHelp(
      "The first tab: \(Tab.all.map { $0.name.lowercased() }.joined(separator: ", ")), or its digit.",
      valueName: "name"), transform: TUICommand.parseTab)
  var tab: Int?

  @Flag(help: "Use plain ASCII instead of block characters.")
  var ascii = false

  @Flag(name: .customLong("no-color"), help: "Use no colours, only bold and reverse.")
  var noColor = false

  @Option(help: "The colours.")
  var theme: ThemeName?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Only these sessions, e.g. 'type:debugging eff<3 -model:gpt'.", valueName: "expression"),
    transform: TUICommand.parseFilter)
  var filter: SessionFilter?

  @Flag(name: .customLong("no-mouse"), help: "Leave the mouse to the terminal.")
  var noMouse = false

  @Flag(name: .customLong("read-only"), help: "Change nothing.")
  var readOnly = false

  @Option(
    help: ArgumentHelp(
      "The range that is shown first: today, 7d, 2026-01 or 2026-01-05..today.", valueName: "range"),
    completion: .list(DateRange.suggested), transform: DateRange.option)
  var range: DateRange?

  @Flag(name: .customLong("screen-reader"), help: "One column, words instead of bars and symbols.")
  var screenReader = false

  /// Checks what the options say together.
  func validate() throws {
    if demo, data.directory != nil { throw ValidationError("Use either --demo or --data.") }
    if json, !once { throw ValidationError("--json goes with --once.") }
    if svg, !once { throw ValidationError("--svg goes with --once.") }
    if svg, json { throw ValidationError("Use either --svg or --json.") }
    if size != nil, !once { throw ValidationError("--size goes with --once.") }
  }

  /// Runs the dashboard until it is left.
  func run() throws {
    let isUTF8 = platform_adopt_locale() == 1
    let capabilities = Capabilities(
      isUTF8: isUTF8 && !ascii, isScreenReader: screenReader || TUICommand.wantsScreenReader,
      columnWidth: { Int(platform_column_width($0.value)) })
    let loop = EventLoop()
    var running: DashboardLoop?
    if demo || !once {
      // From here on no signal ends the process before the terminal is as it was and the sample data is gone.
      try loop.whenSignalled(TUICommand.signals) {
        running?.receive(Signal(number: $0))
      }
    }
    let sample = demo ? try SampleDirectory(in: .process) : nil
    defer { sample?.remove() }
    var config = data.config(warn: TUICommand.tell)
    if let sample { config.directory = sample.path }
    var source = HistorySource(config: config)
    do throws(SystemError) {
      try source.checkAccess()
    } catch {
      throw refusal("cannot read the session data: \(error); check its permissions, or use --data")
    }
    if once { return try printFrame(of: &source, capabilities: capabilities) }
    let terminal = try openTerminal()
    let settingsFiles = SettingsFiles(files: source.files)
    let dashboardLoop = DashboardLoop(
      dashboard: try dashboard(of: source, size: terminal.size, settingsFiles), terminal: terminal,
      source: source, capabilities: capabilities, loop: loop, settingsFiles: settingsFiles,
      actions: LedgerActions(config: config, loop: loop),
      themeNamed: {
        theme(named: $0, colorCount: terminal.colorCount, answered: terminal.ground)
      })
    running = dashboardLoop
    dashboardLoop.adoptSettings()
    let ending = Result { () throws(SystemError) in try dashboardLoop.run() }
    terminal.close()
    sample?.remove()
    remember(dashboardLoop.rememberedText, settingsFiles)
    if case .signalled(let signal) = try ending.get() { signal.die() }
  }

  private static let signals =
    [Signal.windowChange, .stop].map(\.number) + EndingSignals.every

  private func openTerminal() throws -> CursesTerminal {
    do throws(TerminalError) {
      return try CursesTerminal(
        type: ProcessEnvironment.variable("TERM"),
        escapeDelay: ProcessEnvironment.variable("ESCDELAY"), usesMouse: !noMouse)
    } catch {
      throw refusal(error.description)
    }
  }

  private func dashboard(
    of source: HistorySource, size: ScreenSize, _ settingsFiles: SettingsFiles
  ) throws(SystemError) -> Dashboard {
    var dashboard = Dashboard(
      directory: demo ? "sample data" : source.service.directory,
      calendar: Environment.process.calendar, now: source.now(), size: size,
      engine: source.service.statistics, version: AISessionTracker.version)
    var options = StartOptions()
    options.values["theme"] = noColor ? "mono" : theme?.rawValue
    if noMouse { options.values["mouse"] = "off" }
    options.values["range"] = range?.label
    options.readOnlyReason = readOnly ? "--read-only" : try source.readOnlyReason()
    dashboard.begin(options, settingsFiles.read(), remembered: settingsFiles.remembered())
    if let filter { dashboard.startFilter(filter) }
    if let tab { dashboard.open(tab: tab) }
    return dashboard
  }

  private func remember(_ text: String?, _ settingsFiles: SettingsFiles) {
    guard let text else { return }
    do throws(SettingsFiles.Problem) {
      try settingsFiles.remember(text)
    } catch {
      TUICommand.tell("cannot remember tab and range: \(error.reason)")
    }
  }

  /// What would stand on the screen, as text.
  private func printFrame(of source: inout HistorySource, capabilities: Capabilities) throws {
    let size = self.size ?? TUICommand.terminalSize
    let settingsFiles = SettingsFiles(files: source.files)
    // Money is computed with what they say.
    for problem in settingsFiles.read().problems { TUICommand.tell(problem) }
    var dashboard = try dashboard(of: source, size: size, settingsFiles)
    let reading = source.read()
    var effects: [Effect] = []
    if let history = reading.history {
      effects = dashboard.update(.loaded(history, now: source.now()))
    }
    if let problem = reading.problem { effects += dashboard.update(.loadFailed(problem)) }
    for case .loadDetail(let id) in effects {
      _ = dashboard.update(.detailLoaded(id, try source.detail(of: id)))
    }
    // Without the sessions nothing is known.
    let problem = reading.problem.map(Failure.init(unusableData:))
    if json, let problem { throw problem }
    if json {
      Stream.output.write(document: dashboard.tabDocument)
    } else {
      Stream.output.write(text(of: dashboard, size: size, capabilities))
    }
    if let problem { throw problem }
    let files = reading.history?.unusableFiles ?? []
    for file in files { TUICommand.tell("\(file.path) is not usable: \(file.reason)") }
    if !files.isEmpty { throw ExitCode(Failure.operation) }
  }

  private func text(
    of dashboard: Dashboard, size: ScreenSize, _ capabilities: Capabilities
  ) -> String {
    if svg {
      // Where there is a picture there are colours.
      return TrackerTUI.svg(
        of: render(dashboard, size: size, capabilities: capabilities),
        theme: theme(named: dashboard.themeName, colorCount: 256, answered: nil))
    }
    if capabilities.isScreenReader, dashboard.mode != .tooSmall {
      return spokenText(dashboard, columns: size.columns, capabilities: capabilities) + "\n"
    }
    return render(dashboard, size: size, capabilities: capabilities).text + "\n"
  }

  private static var terminalSize: ScreenSize {
    for descriptor: Int32 in 0...2 {
      if let size = TerminalDevice.size(of: descriptor) {
        return ScreenSize(columns: size.columns, rows: size.rows)
      }
    }
    return ScreenSize(columns: 80, rows: 24)
  }

  /// What the command line says counts more than the variables, and NO_COLOR more than the settings. The ground is what is
  /// said, else what the terminal answers, which is asked only if it matters, else what COLORFGBG says.
  private func theme(
    named name: String, colorCount: Int, answered: @autoclosure () -> Ground?
  ) -> Theme {
    let wantsNone = ProcessEnvironment.variable("NO_COLOR").map { !$0.isEmpty } ?? false
    if colorCount == 0 || name == ThemeName.mono.rawValue || (theme == nil && wantsNone) {
      return Theme(colorCount: 0, ground: .unknown)
    }
    let ground: Ground =
      switch ThemeName(rawValue: name) {
      case .dark: .dark
      case .light: .light
      default: answered() ?? TUICommand.namedGround
      }
    return Theme(colorCount: colorCount, ground: ground)
  }

  /// What AI_SESSION_TRACKER_SCREEN_READER says: anything but nothing and 0 asks for it.
  private static var wantsScreenReader: Bool {
    let variable = setting(
      "AI_SESSION_TRACKER_SCREEN_READER", ProcessEnvironment.variable, warn: Environment.process.log
    )
    return variable != nil && variable != "0"
  }

  /// What COLORFGBG says: `foreground;background` by number; white and the bright colours are light.
  private static var namedGround: Ground {
    let variable = ProcessEnvironment.variable("COLORFGBG") ?? ""
    let background = variable.split(separator: ";").last.flatMap { Int($0) } ?? -1
    return switch background {
    case 7, 9...15: .light
    case 0...6, 8: .dark
    default: .unknown
    }
  }

  private func refusal(_ message: String) -> ExitCode {
    TUICommand.tell(message)
    return ExitCode(2)
  }

  private static func tell(_ message: String) {
    Stream.error.write("ai-session-tracker: \(message.printable)\n")
  }

  private static func parseTab(_ text: String) throws -> Int {
    guard let index = Tab.index(named: text) else {
      let names = Tab.all.map { $0.name.lowercased() }.joined(separator: ", ")
      throw ValidationError("The tab is one of \(names), or its digit.")
    }
    return index
  }

  private static func parseFilter(_ text: String) throws -> SessionFilter {
    try check(textProblem(text, of: "--filter"))
    do throws(FilterProblem) {
      return try SessionFilter(text)
    } catch {
      throw ValidationError("\(error).")
    }
  }

  private static func parseSize(_ text: String) throws -> ScreenSize {
    let parts = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let columns = parts[0], let rows = parts[1],
      (1...1000).contains(columns), (1...1000).contains(rows)
    else {
      throw ValidationError("The size is COLUMNSxROWS, each from 1 to 1000, e.g. 120x40.")
    }
    return ScreenSize(columns: columns, rows: rows)
  }
}
