import Platform
import TrackerCore
import TrackerTUI

/// Copies text through tmux, the terminal itself (OSC 52, also around GNU screen), or a program of the desktop that was asked for.
struct Clipboard {
  /// `auto`, or one of the ways of the setting `clipboard`.
  var way: String
  let terminal: CursesTerminal

  private static let limitMilliseconds: Int64 = 2000
  /// More of base 64 terminals do not take: 100,000 bytes less what stands around it, in whole groups, as the most common
  /// ones cut it.
  private static let mostBytes = 74_994

  /// Copies; returns how, in words, or nil when there is no way.
  func copy(_ text: String) -> String? {
    switch way {
    case "auto":
      return Clipboard.isInTmux ? throughTmux(text) ?? throughTerminal(text) : throughTerminal(text)
    case "tmux": return throughTmux(text)
    case "osc52": return throughTerminal(text)
    case "wl-copy": return through("wl-copy", [], text)
    case "xclip": return through("xclip", ["-selection", "clipboard"], text)
    case "pbcopy": return through("pbcopy", [], text)
    default: return nil
    }
  }

  /// `-w` hands it on to the terminal around tmux; before tmux 3.2 there is only its own buffer.
  private func throughTmux(_ text: String) -> String? {
    through("tmux", ["load-buffer", "-w", "-"], text)
      ?? through("tmux", ["load-buffer", "-"], text)
  }

  private func throughTerminal(_ text: String) -> String? {
    let encoded = Base64.encoding(text.utf8)
    // A terminal of the kind that tells of pasting keeps text, too (OSC 52 of xterm's control sequences).
    guard encoded.utf8.count <= Clipboard.mostBytes, terminal.hasPaste else { return nil }
    let sequence = "\u{1B}]52;c;\(encoded)\u{7}"
    guard Clipboard.isInScreen else {
      terminal.device.write(sequence)
      return "by the terminal"
    }
    terminal.device.write(Clipboard.passedThroughScreen(sequence))
    return "by the terminal, if screen passes it on"
  }

  private static var isInTmux: Bool { isSet("TMUX") }

  /// Whether the next terminal around is GNU screen's; tmux, too, may call its own `screen`.
  private static var isInScreen: Bool {
    !isInTmux
      && (isSet("STY") || ProcessEnvironment.variable("TERM")?.hasPrefix("screen") ?? false)
  }

  private static func isSet(_ name: String) -> Bool {
    ProcessEnvironment.variable(name).map { !$0.isEmpty } ?? false
  }

  /// What screen hands on to the terminal around it: strings (DCS) of at most 256 bytes, which its oldest versions take.
  private static func passedThroughScreen(_ sequence: String) -> String {
    var rest = Array(sequence.utf8)[...]
    var strings = ""
    while !rest.isEmpty {
      strings += "\u{1B}P" + String(decoding: rest.prefix(252), as: UTF8.self) + "\u{1B}\\"
      rest = rest.dropFirst(252)
    }
    return strings
  }

  private func through(_ program: String, _ arguments: [String], _ text: String) -> String? {
    do throws(SystemError) {
      let status = try ProgramRun.status(
        of: program, arguments, input: Array(text.utf8),
        limitMilliseconds: Clipboard.limitMilliseconds)
      return status == 0 ? "by \(program)" : nil
    } catch {
      // A program that is not there is no way; the text is then shown to be selected.
      return nil
    }
  }
}
