// THE LIST of pages of the help. Each is made of the list that the program itself uses, so that none falls behind.

internal import TrackerCore

/// A page of the help.
struct HelpPage: Sendable {
  /// As it is chosen from the others.
  let name: String
  /// What is on it, for the status row.
  let about: String
  /// What stands on it over a screen.
  let entries: @Sendable (Dashboard) -> [HelpEntry]

  /// Every page, in the order of its digit.
  static let all: [HelpPage] = [keys, filter, commands, mouse, signs]

  static let keys = HelpPage(name: "Keys", about: "keys that work here") { dashboard in
    let working = KeyBinding.working(on: dashboard.screenBelow).filter { !$0.help.isEmpty }
    let about = dashboard.screenBelow.mode == .tab ? dashboard.tab.help : ""
    return HelpGroup.allCases.compactMap { group in
      let chunks = working.filter { $0.group == group }.map { binding in
        HelpChunk([.key(binding.label), .text(" " + binding.help)])
      }
      return chunks.isEmpty ? nil : HelpEntry(group.rawValue, chunks)
    } + (about.isEmpty ? [] : [HelpEntry("figures", about)])
  }

  static let mouse = HelpPage(name: "Mouse", about: "mouse") { _ in
    MouseHelp.all.map { HelpEntry($0.what, $0.does) }
  }

  static let signs = HelpPage(name: "Signs", about: "signs") { _ in
    SignGroup.all.map { group in
      HelpEntry(group.name, group.signs.map { HelpChunk([.sign($0), .text(" " + $0.meaning)]) })
    } + [HelpEntry("", "Colour never says anything that a sign or a number does not.")]
  }
}

/// A part of a line of help.
enum HelpPart: Sendable {
  case key(String), text(String), sign(Sign)

  /// As it stands on a screen of UTF-8.
  var text: String {
    switch self {
    case .key(let text), .text(let text): text
    case .sign(let sign): sign.glyphs
    }
  }

  /// As it is read aloud: signs are for the eye.
  var spoken: String { if case .sign = self { "" } else { text } }

  /// The most columns that it takes, in plain ASCII too.
  var columns: Int {
    if case .sign(let sign) = self { return max(sign.glyphs.count, sign.ascii.count) }
    return WidestColumns.of(text.unicodeScalars)
  }
}

/// Parts that stay together where they fit into a line.
struct HelpChunk: Sendable {
  var parts: [HelpPart]
  /// Blanks before it.
  var gap: Int

  init(_ parts: [HelpPart], gap: Int = 2) { (self.parts, self.gap) = (parts, gap) }

  var columns: Int { parts.reduce(0) { $0 + $1.columns } }

  /// The same for a line that it is too long for.
  var words: [HelpChunk] {
    var words = parts.flatMap { part in
      switch part {
      case .text(let text):
        text.split(separator: " ").map { HelpChunk([.text(String($0))], gap: 1) }
      case .key(let text): text.split(separator: " ").map { HelpChunk([.key(String($0))], gap: 1) }
      case .sign: [HelpChunk([part], gap: 1)]
      }
    }
    if !words.isEmpty { words[0].gap = gap }
    return words
  }
}

/// What stands beside a word, over as many lines as it needs.
struct HelpEntry: Sendable {
  var label: String
  var chunks: [HelpChunk]

  static let blank = HelpEntry("", [])

  init(_ label: String, _ chunks: [HelpChunk]) { (self.label, self.chunks) = (label, chunks) }

  /// Running text.
  init(_ label: String, _ text: String) {
    self.init(label, HelpChunk([.text(text)], gap: 1).words)
  }

  var spoken: String {
    let said = chunks.enumerated().map { place, chunk in
      let text = chunk.parts.map(\.spoken).joined().withoutOuterBlanks
      return (place == 0 ? "" : chunk.gap == 1 ? " " : ", ") + text
    }
    return (label.isEmpty ? "" : label + ": ") + said.joined()
  }
}
