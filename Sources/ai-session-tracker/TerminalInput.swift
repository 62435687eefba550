import Platform
import TrackerTUI

/// Characters from the terminal into events: typed keys, pasted text, and nothing for what the terminal says by itself.
/// Keys that a terminal's description names are curses' business.
struct TerminalInput {
  private var reader = SequenceReader()
  private var paste: Paste?
  /// Whether the terminal was asked what it draws on and has not answered. What it says unasked counts for nothing.
  private(set) var awaitsGround = false
  /// What it answered.
  private(set) var ground: Ground?

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

  mutating func awaitGround() { awaitsGround = true }

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
      case .ground(let answer) where awaitsGround: (ground, awaitsGround) = (answer, false)
      case .ground: break
      }
    }
    return events
  }
}

/// Text on its way in, until its end comes. Whether it is fit for anything, who takes it judges.
private struct Paste {
  private var scalars: [Unicode.Scalar] = []
  /// How many characters of `end` came last.
  private var matched = 0

  /// A longer text is cut, so that a paste by mistake costs nothing.
  private static let mostScalars = 65_536
  /// What the terminal sends behind the text. Curses knows it, too, but not when it comes in pieces.
  private static let end = Array("\u{1B}[201~".unicodeScalars)

  /// Takes a character in the numbering of Unicode; true when with it the text is over.
  mutating func add(_ value: UInt32) -> Bool {
    guard let scalar = Unicode.Scalar(value) else { return false }
    if scalars.count < Paste.mostScalars { scalars.append(scalar) }
    matched = scalar == Paste.end[matched] ? matched + 1 : scalar == Paste.end[0] ? 1 : 0
    guard matched == Paste.end.count else { return false }
    if scalars.suffix(matched).elementsEqual(Paste.end) { scalars.removeLast(matched) }
    return true
  }

  var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}

extension Key {
  /// The key of a character in the numbering of Unicode, where those below 32 are made with Ctrl; nil when it is none.
  fileprivate init?(typed value: UInt32) {
    switch value {
    case 8, 127: self = .backspace
    case 9: self = .tab
    case 10, 13: self = .enter
    case 28: self = .control("\\")
    case 1...26, 32..<128, 160...:
      guard let scalar = Unicode.Scalar(value < 32 ? value + 96 : value) else { return nil }
      self = value < 32 ? .control(Character(scalar)) : .character(Character(scalar))
    default: return nil
    }
  }
}
