// Searching the help: as it is typed, from the line found last, around the end.

internal import TrackerCore

/// What is looked for in the help, and the line where it was found last.
struct HelpSearch: Sendable {
  var pattern: TextPattern
  var line: Int?
}

extension Dashboard {
  /// Opens the prompt over the help, which stays.
  mutating func askForHelpSearch() {
    let help = popup
    helpSearch = nil
    ask(.helpSearch)
    popup = help
  }

  /// Brings the next line of the help that has the text into sight, or the one before.
  mutating func findInHelp(_ step: Int) {
    guard let pattern = helpSearch?.pattern else { return }
    let help = HelpText(self)
    let found = help.lines.indices.filter { pattern.occurs(in: help.lines[$0].text) }
    guard let next = nextPlace(in: found, from: helpSearch?.line ?? -1, step) else {
      message = "no \(pattern.text) in this help"
      return
    }
    helpSearch?.line = next.place
    popup = .help(top: min(next.place, max(0, help.lines.count - help.height)))
    message = next.message
  }
}

extension HelpText.Line {
  /// All that is written on it.
  var text: String {
    parts.reduce(into: group + " ") { text, part in
      switch part {
      case .key(let word), .text(let word): text += word
      case .severity: return
      }
    }
  }
}

extension PromptKind {
  /// What `/` opens over the help.
  static let helpSearch = PromptKind(
    name: "helpSearch", label: "/", hint: "stay there", isAppliedAsTyped: true,
    changed: { dashboard, text in
      dashboard.helpSearch = text.isEmpty ? nil : HelpSearch(pattern: TextPattern(text))
      dashboard.message = nil
      dashboard.findInHelp(1)
    },
    entered: { dashboard, text in
      dashboard.helpSearch = text.isEmpty ? nil : HelpSearch(pattern: TextPattern(text))
      dashboard.findInHelp(1)
      return []
    },
    cancelled: { $0.helpSearch = nil },
    note: { $0.searchNote($1, orElse: "searches this help") })
}
