/// Why the dashboard cannot have the screen. Each sentence also says what works.
enum TerminalError: Error, CustomStringConvertible {
  case notATerminal
  case noTerminalType
  case unknownType(String)
  case noCursorAddressing(String)
  case noDatabase
  case refused(String)

  var description: String {
    switch self {
    case .notATerminal:
      "tui needs a terminal; ai-session-tracker report prints text"
    case .noTerminalType:
      "TERM is not set, so tui cannot draw; try TERM=xterm-256color, or: ai-session-tracker report"
    case .unknownType(let name):
      "TERM=\(name) is not known here, so tui cannot draw; try TERM=xterm-256color, or: ai-session-tracker report"
    case .noCursorAddressing(let name):
      "TERM=\(name) cannot place text on the screen; try TERM=xterm-256color, or: ai-session-tracker report"
    case .noDatabase:
      "no terminfo database was found; install ncurses-base or set TERMINFO, or: ai-session-tracker report"
    case .refused(let name):
      "TERM=\(name) could not be set up; try TERM=xterm-256color, or: ai-session-tracker report"
    }
  }
}
