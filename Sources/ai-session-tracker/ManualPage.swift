import JSON
import TrackerCore

/// The manual page, in the language of man(7), made from the commands' own help.
struct ManualPage {
  private let root: JSONValue
  private let version: String

  /// `help` is what the argument parser tells of the program.
  init(help: JSONValue, version: String) {
    root = help["command"] ?? .null
    self.version = version
  }

  /// The page.
  var text: String {
    let name = root["commandName"]?.text ?? ""
    let sections = [
      ".TH \(name.uppercased()) 1 \"\" \"\(name) \(version)\" \"User Commands\"",
      ".SH NAME", "\(name) \\- \(escaped(root["abstract"]?.text ?? ""))",
      ".SH SYNOPSIS", ".B \(escaped(name))", ".RI [ command ]", ".RI [ options ]",
      ".SH DESCRIPTION", paragraphs(root["discussion"]?.text ?? ""),
      ".SH OPTIONS", common.flatMap(argument).joined(separator: "\n"),
      ".SH COMMANDS", commands.map { command($0, of: name) }.joined(separator: "\n"),
      ManualPage.environment, ManualPage.files,
    ]
    return sections.joined(separator: "\n") + "\n"
  }

  /// What every command takes.
  private var common: [JSONValue] { root["arguments"]?.elements ?? [] }

  private var commands: [JSONValue] {
    (root["subcommands"]?.elements ?? []).filter {
      $0["shouldDisplay"]?.bool != false && $0["commandName"]?.text != "help"
    }
  }

  private func command(_ command: JSONValue, of program: String) -> String {
    let name = command["commandName"]?.text ?? ""
    let arguments = (command["arguments"]?.elements ?? []).filter {
      let names = $0["names"]
      return $0["shouldDisplay"]?.bool != false && !common.contains { $0["names"] == names }
    }
    var lines = [
      ".SS \"\(escaped("\(program) \(name)"))\"", escaped(command["abstract"]?.text ?? ""),
    ]
    for argument in arguments { lines += self.argument(argument) }
    if let discussion = command["discussion"]?.text {
      lines += [".PP", paragraphs(discussion)]
    }
    return lines.joined(separator: "\n")
  }

  private func argument(_ argument: JSONValue) -> [String] {
    let value = argument["valueName"]?.text ?? ""
    let names = (argument["names"]?.elements ?? []).map { name in
      let dashes = name["kind"]?.text == "short" ? "-" : "--"
      return "\\fB\(escaped(dashes + (name["name"]?.text ?? "")))\\fR"
    }
    var tag = names.joined(separator: ", ")
    switch argument["kind"]?.text {
    case "positional": tag = "\\fI\(escaped(value))\\fR"
    case "option": tag += " \\fI\(escaped(value))\\fR"
    default: break
    }
    if argument["isRepeating"]?.bool == true { tag += " ..." }
    var words = argument["abstract"]?.text ?? ""
    let choices = (argument["allValues"]?.elements ?? []).compactMap(\.text)
    if !choices.isEmpty { words += " One of: \(choices.joined(separator: ", "))." }
    if let usual = argument["defaultValue"]?.text { words += " (default: \(usual))" }
    if argument["kind"]?.text != "flag", argument["isOptional"]?.bool == false {
      words += " Required."
    }
    return [".TP", tag, escaped(words)]
  }

  /// Blank lines part paragraphs; what is indented is shown as it is.
  private func paragraphs(_ text: String) -> String {
    var lines: [String] = []
    var isShown = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("  ") != isShown {
        lines += isShown ? [".fi", ".RE"] : [".RS", ".nf"]
        isShown.toggle()
      }
      lines.append(
        line.isEmpty ? ".PP" : escaped(isShown ? String(line.dropFirst(2)) : String(line)))
    }
    return (lines + (isShown ? [".fi", ".RE"] : [])).joined(separator: "\n")
  }

  /// Text that says to roff what it says to people.
  private func escaped(_ text: String) -> String {
    let texts: [Unicode.Scalar: String] = [
      "\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti",
    ]
    return (text.first == "." || text.first == "'" ? "\\&" : "") + text.escaped { texts[$0] }
  }

  private static let environment = """
    .SH ENVIRONMENT
    .TP
    .B AI_OUTPUT_DIR
    Folder of the session data: absolute, or relative to the current directory. Without it the nearest .ai_sessions upwards,
    below the home folder, on the same file system, not above a folder with .git, and of the same owner.
    .TP
    .B AI_MAX_SESSION_DURATION_HOURS
    An automatic close ends a session at most so long after its start. (default: 4.0)
    .TP
    .B AI_LOCK_SECONDS
    How long a write waits while another program holds the data's lock, which is then named. (default: 5.0)
    .TP
    .B AI_DEVELOPER
    Who works, where a start does not say; set and empty, nobody is named. (default: git's user.name)
    .TP
    .B AI_TRACK_REQUESTS
    When 1, the server lists its tools for single requests to models; else only where some were logged. (default: 0)
    .TP
    .B NO_COLOR
    When set and not empty, nothing is coloured.
    .TP
    .B ESCDELAY
    Milliseconds in which \\fBtui\\fR takes Esc and what follows for one key. (default: 25)
    .TP
    .B COLORFGBG
    \\fIforeground\\fR;\\fIbackground\\fR by number: what \\fBtui\\fR draws on, where the terminal does not tell when asked.
    .TP
    .B AI_SESSION_TRACKER_SCREEN_READER
    When set, not empty and not 0, \\fBtui\\fR speaks in words, as with \\fB--screen-reader\\fR.
    .TP
    .BR HOME ", " XDG_CONFIG_HOME ", " CLAUDE_CONFIG_DIR ", " CODEX_HOME ", " COPILOT_HOME
    Where \\fBinstall\\fR finds the files of the user.
    """

  private static let files = """
    .SH FILES
    .TP
    .IR .ai_sessions/sessions.json ", " interactions.json ", " issues.json ", " requests.json
    The session data, plain JSON.
    .TP
    .I .ai_sessions/.trash.jsonl
    What \\fBdelete\\fR took out, for 30 days; \\fBundelete\\fR brings it back.
    .TP
    .I ~/.config/ai\\-session\\-tracker/tui.conf
    Settings; \\fBconfig\\fR reads and writes them. Below \\fBXDG_CONFIG_HOME\\fR where that is set.
    .TP
    .I ~/.config/systemd/user/ai\\-session\\-tracker.service
    The unit that \\fBinstall \\-\\-service\\fR writes.
    """
}
