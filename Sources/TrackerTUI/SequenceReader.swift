// Escape sequences among what a terminal sends: which characters are typed, and which belong to an answer of the terminal
// or to a key without a name. It holds at any place where the bytes are cut.

/// Reads characters in the numbering of Unicode, one by one, with the time at which each came.
package struct SequenceReader: Sendable {
  /// What a character turned out to be.
  package enum Outcome: Hashable, Sendable {
    case typed(UInt32)
    /// The Escape key.
    case escape
    /// A key that has no name here.
    case unnamedKey
    case pasteBegins
    /// What the terminal draws on (OSC 11).
    case ground(Ground)
  }

  private enum State: Hashable {
    case ground
    /// After an escape character.
    case escape
    /// In a control sequence, with its parameters so far.
    case control(String)
    /// So many characters are still to come, which mean nothing by themselves; then it was a key or it was not.
    case skipping(Int, isKey: Bool)
    /// In a string (OSC, DCS, APC, PM, SOS), which BEL or ST ends.
    case string(Answer)
    /// After an escape character in a string.
    case stringEscape(Answer)
  }

  /// A string so far.
  private struct Answer: Hashable {
    /// Whether an OSC began it: all others mean nothing here.
    var isCommand: Bool
    /// Its first characters.
    var text = ""
    var count = 0
    var began: Int64

    func adding(_ value: UInt32) -> Answer {
      var answer = self
      answer.count += 1
      if count < mostParameters, let scalar = Unicode.Scalar(value) {
        answer.text.unicodeScalars.append(scalar)
      }
      return answer
    }
  }

  private var state = State.ground
  /// When the last character came.
  private var last: Int64 = .min
  /// Whether that was an escape character that stood alone.
  private var wasAlone = false

  /// A sequence that has not gone on for so long does not go on: the next character is typed.
  package static let patienceMilliseconds: Int64 = 500
  /// A `[`, `]`, `P`, `_`, `^` or `X` that comes so soon after a lone escape character goes on from it.
  static let cutMilliseconds: Int64 = 120
  /// Parameters, and what is kept of a string, are no longer than this.
  private static let mostParameters = 64
  /// A string takes no longer, and is not longer than any that terminals send (a clipboard of 100,000 characters): what
  /// somebody began with Alt and `]` ends, however fast the typing goes on.
  static let stringMilliseconds: Int64 = 3000
  static let mostStringCharacters = 131_072

  package init() {}

  /// Takes a character that came at a time on the monotonic clock.
  package mutating func take(_ value: UInt32, at now: Int64) -> [Outcome] {
    let pause = last == .min ? .max : now - last
    if pause > SequenceReader.patienceMilliseconds || isTooLong(at: now) { state = .ground }
    if wasAlone, pause <= SequenceReader.cutMilliseconds, begin(value, at: now) {
      (last, wasAlone) = (now, false)
      return []
    }
    (last, wasAlone) = (now, false)
    return read(value, at: now)
  }

  private func isTooLong(at now: Int64) -> Bool {
    switch state {
    case .string(let answer), .stringEscape(let answer):
      now - answer.began > SequenceReader.stringMilliseconds
        || answer.count > SequenceReader.mostStringCharacters
    default: false
    }
  }

  /// Nothing more is there just now, or something that is no character: an escape character that stands alone is a key.
  package mutating func pause() -> [Outcome] {
    guard state == .escape else { return [] }
    state = .ground
    wasAlone = true
    return [.escape]
  }

  /// A key came that was read elsewhere: nothing that was begun goes on behind it.
  package mutating func interrupt() -> [Outcome] {
    let outcomes = pause()
    (state, wasAlone) = (.ground, false)
    return outcomes
  }

  private mutating func read(_ value: UInt32, at now: Int64) -> [Outcome] {
    switch state {
    case .ground: return plain(value, at: now)
    case .escape:
      if value == 0x1B { return [.escape] }
      if begin(value, at: now) { return [] }
      state = .ground
      return [.escape] + plain(value, at: now)
    case .control(let parameters): return control(parameters, value, at: now)
    case .skipping(let count, let isKey):
      if value < 0x20 { return broken(value, at: now) }
      state = count > 1 ? .skipping(count - 1, isKey: isKey) : .ground
      return count == 1 && isKey ? [.unnamedKey] : []
    case .string(let answer):
      switch value {
      case 0x07, 0x9C: return end(answer)
      case 0x1B: state = .stringEscape(answer)
      case 0..<0x20: return broken(value, at: now)
      default: state = .string(answer.adding(value))
      }
      return []
    case .stringEscape(let answer):
      guard value != UInt32(UInt8(ascii: "\\")) else { return end(answer) }
      state = .escape
      return read(value, at: now)
    }
  }

  private mutating func end(_ answer: Answer) -> [Outcome] {
    state = .ground
    guard answer.isCommand, answer.text.hasPrefix("11;") else { return [] }
    return Ground(answer: answer.text.dropFirst(3)).map { [.ground($0)] } ?? []
  }

  /// A character outside of sequences. The C1 controls begin one by themselves.
  private mutating func plain(_ value: UInt32, at now: Int64) -> [Outcome] {
    switch value {
    case 0x1B: state = .escape
    case 0x80..<0xA0: _ = begin(value - 0x40, at: now)
    default: return [.typed(value)]
    }
    return []
  }

  /// A control character ends what was begun, and counts.
  private mutating func broken(_ value: UInt32, at now: Int64) -> [Outcome] {
    state = .ground
    return plain(value, at: now)
  }

  /// Whether a character after an escape character begins a sequence.
  private mutating func begin(_ value: UInt32, at now: Int64) -> Bool {
    switch Unicode.Scalar(value) {
    case "[": state = .control("")
    case "O": state = .skipping(1, isKey: true)
    case "]": state = .string(Answer(isCommand: true, began: now))
    case "P", "_", "^", "X": state = .string(Answer(isCommand: false, began: now))
    default: return false
    }
    return true
  }

  private mutating func control(
    _ parameters: String, _ value: UInt32, at now: Int64
  ) -> [Outcome] {
    guard let scalar = Unicode.Scalar(value), 0x20..<0x7F ~= value else {
      return broken(value, at: now)
    }
    guard value >= 0x40 else {
      let kept = parameters.utf8.count < SequenceReader.mostParameters
      state = .control(kept ? parameters + String(scalar) : parameters)
      return []
    }
    state = .ground
    switch (parameters, scalar) {
    case ("200", "~"): return [.pasteBegins]
    // The oldest form of the mouse: button, column and row.
    case ("", "M"): state = .skipping(3, isKey: false)
    // Function keys of the Linux console.
    case ("", "["): state = .skipping(1, isKey: true)
    default: return SequenceReader.isKey(parameters, scalar) ? [.unnamedKey] : []
    }
    return []
  }

  /// Whether a control sequence is what terminals send for keys: no private sign before its parameters, nothing between
  /// these and a last letter that keys have. All else answers a question, or tells of mouse or focus.
  private static func isKey(_ parameters: String, _ last: Unicode.Scalar) -> Bool {
    parameters.utf8.allSatisfy { $0 >= 0x30 && $0 < 0x3C }
      && "ABCDEFGHPQSZ~^@u".unicodeScalars.contains(last)
  }
}

extension Ground {
  /// What a terminal answers when it is asked for its background: `rgb:` and three parts, or `rgba:` and four, each of
  /// one to four hexadecimal digits. Nil for anything else.
  init?(answer: Substring) {
    guard let colon = answer.firstIndex(of: ":"), ["rgb", "rgba"].contains(answer[..<colon])
    else { return nil }
    let parts = answer[answer.index(after: colon)...].split(
      separator: "/", omittingEmptySubsequences: false
    ).map { digits -> Double? in
      guard 1...4 ~= digits.utf8.count, digits.allSatisfy(\.isHexDigit) else { return nil }
      return UInt16(digits, radix: 16).map {
        Double($0) / Double(1 << (4 * digits.utf8.count) - 1)
      }
    }
    guard parts.count == (answer.hasPrefix("rgba") ? 4 : 3), let red = parts[0],
      let green = parts[1], let blue = parts[2]
    else { return nil }
    self = 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 ? .light : .dark
  }
}
