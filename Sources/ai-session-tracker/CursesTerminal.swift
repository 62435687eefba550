import CNcurses
import Platform
import TrackerTUI

/// A terminal in full-screen use through ncurses, from `init` to `close`. No other file imports that.
final class CursesTerminal {
  /// What roles look like; at first what the terminal's colours allow on an unknown ground.
  var theme: Theme {
    didSet { shown = nil }
  }
  let device: TerminalDevice
  /// Whether clicks and the wheel are told; otherwise the terminal itself has them.
  var usesMouse = false {
    didSet { if usesMouse != oldValue { adoptMouse() } }
  }
  /// How many colours themes can count on: 256, 16, 8 or 0.
  let colorCount: Int
  private let restoringBytes: [UInt8]
  private let hasAlternateScreen: Bool
  let hasPaste: Bool
  private var shown: Canvas?
  private var colorPairs: [[Int]: Int32] = [:]
  private var typed = TerminalInput()
  /// When the terminal was asked what it draws on; nil before.
  private var asked: Int64?

  /// Takes the terminal over. `type` is the variable TERM, `escapeDelay` ESCDELAY. Throws before anything on the terminal was
  /// changed.
  init(type named: String?, escapeDelay: String?, usesMouse: Bool) throws(TerminalError) {
    guard let device = TerminalDevice() else { throw .notATerminal }
    guard let named, !named.isEmpty else { throw .noTerminalType }
    let type = try TerminalType(named) { name throws(TerminalError) in
      var problem: Int32 = 0
      // curses itself would end the process, and would draw on a terminal that cannot be drawn on.
      guard setupterm(name, device.output, &problem) != OK else { return true }
      if problem < 0 { throw .noDatabase }
      return false
    }.name
    guard curses_capability("cup") != nil else { throw .noCursorAddressing(type) }
    self.device = device
    hasAlternateScreen = curses_capability("rmcup") != nil
    let hasMouse = curses_capability("kmous") != nil
    // A terminal with a mouse and a second screen is some kind of xterm, even if its entry does not name the paste mode.
    hasPaste = curses_capability("BE") != nil || (hasMouse && hasAlternateScreen)
    restoringBytes = CursesTerminal.restoringBytes(hasMouse: hasMouse, hasPaste: hasPaste)
    device.hold(restoringBytes: restoringBytes)
    let delay = escapeDelay.map { curses_number($0) } ?? -1
    set_escdelay(delay < 0 ? 25 : delay)
    guard curses_open(type, device.output, device.input) != nil else {
      device.release()
      throw .refused(type)
    }
    colorCount = CursesTerminal.startColors()
    theme = Theme(colorCount: colorCount, ground: .unknown)
    raw()
    noecho()
    nonl()
    let window = curses_window()
    nodelay(window, true)
    keypad(window, true)
    define_key("\u{1B}[200~", CursesTerminal.pasteBegins)
    define_key("\u{1B}[201~", CursesTerminal.pasteEnds)
    // Some descriptions list what tells of the focus among the keys.
    for report in ["\u{1B}[I", "\u{1B}[O"] { define_key(report, 0) }
    self.usesMouse = usesMouse
    if usesMouse { adoptMouse() }
    if hasPaste { device.write(CursesTerminal.pasteOn) }
    adoptSize()
  }

  private func adoptMouse() {
    mouseinterval(0)
    mousemask(usesMouse ? curses_click | curses_wheel_up | curses_wheel_down : 0, nil)
  }

  /// Gives the terminal back as it was. An answer that is on its way still would be typed into the shell.
  func close() {
    while typed.awaitsGround, !device.isGone, answerTimeLeft > 0,
      device.hasInput(within: answerTimeLeft)
    {
      _ = readEvents()
    }
    leaveScreen()
    device.release()
  }

  /// Its extent, as of the last `adoptSize`.
  var size: ScreenSize {
    ScreenSize(columns: Int(getmaxx(curses_window())), rows: Int(getmaxy(curses_window())))
  }

  /// What the terminal draws on; nil while that is not known. It is asked once, at the first call, and answers when it likes
  /// or never.
  var ground: Ground? {
    // What tells of pasting knows such questions (OSC 11 of xterm's control sequences); others might print it.
    if asked == nil, hasPaste {
      asked = Clock.monotonicMilliseconds()
      typed.awaitGround()
      device.write("\u{1B}]11;?\u{7}")
    }
    return typed.ground
  }

  /// How long leaving waits for the answer: most come in a few milliseconds, some never.
  private var answerTimeLeft: Int64 {
    max(0, (asked ?? 0) + 100 - Clock.monotonicMilliseconds())
  }

  /// Asks the terminal for its extent anew.
  func adoptSize() {
    guard let now = TerminalDevice.size(of: device.output), now != (size.columns, size.rows)
    else { return }
    resize_term(Int32(now.rows), Int32(now.columns))
    // What terminals keep of a screen that shrinks or grows, curses does not know.
    forgetScreen()
  }

  /// From now on nothing on the screen is taken for granted: the next `show` sends every cell.
  func forgetScreen() {
    clearok(curses_physical_screen(), true)
    shown = nil
  }

  /// Gives the terminal back, stops the whole foreground group, and takes the terminal again once it continues.
  func suspend() { leave { Signal.suspendGroup() } }

  /// Gives the terminal back while `body` runs, and takes it again.
  func leave(while body: () -> Void) {
    leaveScreen()
    device.release()
    body()
    device.hold(restoringBytes: restoringBytes)
    keypad(curses_window(), true)
    if hasPaste { device.write(CursesTerminal.pasteOn) }
    adoptSize()
    forgetScreen()
  }

  private func leaveScreen() {
    if hasPaste { device.write(CursesTerminal.pasteOff) }
    curs_set(1)
    if !hasAlternateScreen {
      werase(curses_window())
      wrefresh(curses_window())
    }
    endwin()
  }

  private static let pasteBegins: Int32 = KEY_MAX + 1
  private static let pasteEnds: Int32 = KEY_MAX + 2
  private static let pasteOn = "\u{1B}[?2004h"
  private static let pasteOff = "\u{1B}[?2004l"

  /// What gives the screen back when there is no time for curses.
  private static func restoringBytes(hasMouse: Bool, hasPaste: Bool) -> [UInt8] {
    var text = hasPaste ? pasteOff : ""
    if hasMouse { text += "\u{1B}[?1006l\u{1B}[?1000l" }
    for name in ["sgr0", "rmkx", "cnorm"] { text += capability(name) ?? "" }
    text += capability("rmcup") ?? capability("clear") ?? ""
    return Array(text.withoutPadding.utf8)
  }

  private static func capability(_ name: String) -> String? {
    curses_capability(name).map { String(cString: $0) }
  }

  private static func startColors() -> Int {
    guard has_colors(), start_color() == OK, use_default_colors() == OK else { return 0 }
    return switch tigetnum("colors") {
    case 256: 256
    case 16...255: 16
    // With more than 256 the numbers from 8 on mean red, green and blue, not places in a palette.
    case 8...: 8
    default: 0
    }
  }
}

// What goes out.
extension CursesTerminal {
  /// Brings the canvas to the screen; only what differs from the one before is sent.
  func show(_ canvas: Canvas) {
    let window = curses_window()
    let before = shown?.size == canvas.size ? shown : nil
    for (row, cells) in canvas.cells.enumerated() where before?.cells[row] != cells {
      let line = characters(of: cells)
      mvwadd_wchnstr(window, Int32(row), 0, line, Int32(line.count))
    }
    shown = canvas
    curs_set(canvas.cursor == nil ? 0 : 1)
    if let cursor = canvas.cursor { wmove(window, Int32(cursor.row), Int32(cursor.column)) }
    wrefresh(window)
  }

  /// A row as curses wants it: a wide character is one, not two.
  private func characters(of cells: [Cell]) -> [cchar_t] {
    var line: [cchar_t] = []
    line.reserveCapacity(cells.count)
    var text: [wchar_t] = []
    for (cell, shown) in zip(cells, theme.shown(cells)) where cell.columns > 0 {
      text.removeAll(keepingCapacity: true)
      for scalar in shown.text.unicodeScalars { text.append(wchar_t(bitPattern: scalar.value)) }
      text.append(0)
      line.append(curses_cell(text, attributes(of: shown.look), colorPair(of: shown.look)))
    }
    return line
  }

  private func attributes(of look: Look) -> UInt32 {
    (look.isBold ? curses_bold : 0) | (look.isUnderlined ? curses_underlined : 0)
      | (look.isReversed ? curses_reversed : 0)
  }

  /// The pair of its colours; 0, the terminal's own, when it has none or there are no more pairs.
  private func colorPair(of look: Look) -> Int32 {
    guard look.foreground != nil || look.background != nil else { return 0 }
    let colors = [look.foreground ?? -1, look.background ?? -1]
    if let pair = colorPairs[colors] { return pair }
    let pair = max(0, alloc_pair(Int32(colors[0]), Int32(colors[1])))
    colorPairs[colors] = pair
    return pair
  }
}

// What comes in.
extension CursesTerminal {
  /// All keys and mouse actions that have arrived, at most `limit`.
  func readEvents(limit: Int = 4096) -> [Event] {
    var events: [Event] = []
    var value: wint_t = 0
    while events.count < limit {
      switch wget_wch(curses_window(), &value) {
      case OK: events += typed.take(value)
      case KEY_CODE_YES: events += typed.interrupt() + take(code: Int32(bitPattern: value))
      default: return events + typed.pause()
      }
    }
    return events
  }

  private func take(code: Int32) -> [Event] {
    switch code {
    case CursesTerminal.pasteBegins: typed.beginPaste()
    case CursesTerminal.pasteEnds: return typed.endPaste()
    case _ where typed.isPasting: break
    case KEY_MOUSE: return mouse().map { [.mouse($0)] } ?? []
    default: return key(ofCode: code).map { [.key($0)] } ?? []
    }
    return []
  }

  private func key(ofCode code: Int32) -> Key? {
    switch code {
    case KEY_UP: .up
    case KEY_DOWN: .down
    case KEY_LEFT: .left
    case KEY_RIGHT: .right
    case KEY_PPAGE: .pageUp
    case KEY_NPAGE: .pageDown
    case KEY_HOME: .home
    case KEY_END: .end
    case KEY_ENTER: .enter
    case KEY_BTAB: .backTab
    case KEY_BACKSPACE: .backspace
    case KEY_DC: .delete
    // The Linux console's entry makes this of Ctrl-Z.
    case KEY_SUSPEND: .control("z")
    case KEY_F0 + 1...KEY_F0 + 12: .function(Int(code - KEY_F0))
    // Told by the size of the terminal itself.
    case KEY_RESIZE: nil
    default: .unnamed
    }
  }

  private func mouse() -> Mouse? {
    var event = MEVENT()
    guard getmouse(&event) == OK else { return nil }
    let actions: [(UInt32, Mouse.Action)] = [
      (curses_click, .press), (curses_wheel_up, .wheelUp), (curses_wheel_down, .wheelDown),
    ]
    let action = actions.first { event.bstate & $0.0 != 0 }?.1
    return action.map { Mouse($0, column: Int(event.x), row: Int(event.y)) }
  }
}

extension String {
  /// A capability without the pauses (`$<5>`) that hardware terminals needed.
  fileprivate var withoutPadding: String {
    var parts = split(separator: "$<", omittingEmptySubsequences: false)[...]
    var result = String(parts.removeFirst())
    for part in parts { result += part.drop { $0 != ">" }.dropFirst() }
    return result
  }
}
