// Characters from the terminal into events: typed keys, pasted text, and nothing for what the terminal says by itself.
// Keys that a terminal's description names are curses' business.

import Platform
import TrackerTUI

/// What has been begun and not ended among the characters that came.
struct TerminalInput {
  private var reader = SequenceReader()
  private var paste: Paste?

  var isPasting: Bool { paste != nil }

  /// Takes a character in the numbering of Unicode.
  mutating func take(_ value: UInt32) -> [Event] {
    if value == 3 {
      paste = nil
      return [.key(.control("c"))]
    }
    // Pasted text is no command: a `q` in it must not quit.
    if isPasting { return paste?.add(value) == true ? endPaste() : [] }
    return events(of: reader.take(value, at: Clock.monotonicMilliseconds()))
  }

  /// Nothing more is there just now.
  mutating func pause() -> [Event] { events(of: reader.pause()) }

  /// Curses read a key.
  mutating func interrupt() -> [Event] { events(of: reader.interrupt()) }

  mutating func beginPaste() { paste = Paste() }

  mutating func endPaste() -> [Event] {
    defer { paste = nil }
    return paste.map { [.paste($0.text)] } ?? []
  }

  private mutating func events(of outcomes: [SequenceReader.Outcome]) -> [Event] {
    var events: [Event] = []
    for outcome in outcomes {
      switch outcome {
      case .typed(let value): if let key = Key(typed: value) { events.append(.key(key)) }
      case .escape: events.append(.key(.escape))
      case .unnamedKey: events.append(.key(.unnamed))
      case .pasteBegins: beginPaste()
      }
    }
    return events
  }
}
