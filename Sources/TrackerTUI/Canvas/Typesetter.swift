// Text into characters that a terminal may be given, each with its width. The only door to the screen for text:
// what comes from data is never trusted.

/// A character as it stands on the screen.
package struct Glyph: Hashable, Sendable {
  /// A base and up to four combining marks, safe for a terminal.
  package var text: String
  /// 1 or 2.
  package var columns: Int
}

/// Makes text fit for a terminal.
///
/// Controls (C0, C1, DEL), direction controls and everything without width but combining marks are dropped, tab and
/// newline become one blank. Variation selectors are dropped and an emoji sequence shows its first part, since
/// terminals do not agree how wide a sequence is. Conjoining Hangul is composed.
package struct Typesetter: Sendable {
  package let capabilities: Capabilities

  package init(_ capabilities: Capabilities) { self.capabilities = capabilities }

  /// Hands over the characters one by one until `body` returns false. Cost: only what was asked for.
  package func forEachGlyph(in text: String, _ body: (Glyph) -> Bool) {
    var pending: Glyph?
    var markCount = 0
    var sequence = EmojiSequence()
    for scalar in text.unicodeScalars {
      if scalar.value >= 0x20, scalar.value < 0x7F {
        if let pending, !body(pending) { return }
        pending = Glyph(text: String(scalar), columns: 1)
        (markCount, sequence) = (0, EmojiSequence())
        continue
      }
      let kind = kind(of: scalar)
      guard sequence.shows(scalar, kind) else { continue }
      switch kind {
      case .nothing, .joiner: continue
      case .mark:
        guard capabilities.isUTF8, pending != nil, markCount < 4, !sequence.isJoined else {
          continue
        }
        pending?.text.unicodeScalars.append(scalar)
        markCount += 1
      case .hangulTail:
        if let composed = pending.flatMap({ composedHangul($0.text, scalar) }) {
          pending?.text = composed
        }
      case .blank, .modifier, .base, .spacingMark:
        let next = spacing(scalar)
        if let pending, !body(pending) { return }
        pending = nil
        for glyph in next.dropLast() where !body(glyph) { return }
        pending = next.last
        markCount = 0
      }
    }
    if let pending { _ = body(pending) }
  }

  /// How many columns the text takes; counting stops beyond `limit`.
  package func columns(of text: String, limit: Int = .max) -> Int {
    var sum = 0
    forEachGlyph(in: text) {
      sum += $0.columns
      return sum <= limit
    }
    return sum
  }

  /// What a scalar is on this terminal, which alone knows what has no width.
  private func kind(of scalar: Unicode.Scalar) -> ScalarKind {
    let kind = ScalarKind(scalar)
    switch kind {
    case .spacingMark: return capabilities.columnWidth(scalar) > 0 ? .base : .mark
    case .base where scalar.value >= 0x300:
      return capabilities.isUTF8 && capabilities.columnWidth(scalar) == 0 ? .nothing : .base
    default: return kind
    }
  }

  /// What stands for a character that takes room; `?` where the terminal cannot show it.
  private func spacing(_ scalar: Unicode.Scalar) -> [Glyph] {
    if scalar.value < 0x20 || scalar.value == 0x2028 || scalar.value == 0x2029 {
      return [Glyph(text: " ", columns: 1)]
    }
    // Half of a flag: terminals do not agree how wide a flag is, but everyone shows its country's letters.
    if let letter = regionalLetter(scalar) { return [Glyph(text: letter, columns: 1)] }
    guard capabilities.isUTF8 else {
      return asciiText(of: scalar).unicodeScalars.map { Glyph(text: String($0), columns: 1) }
    }
    let width = capabilities.columnWidth(scalar)
    return width == 1 || width == 2
      ? [Glyph(text: String(scalar), columns: width)] : [Glyph(text: "?", columns: 1)]
  }

  /// A syllable of a leading consonant or open syllable and what follows it (Unicode 16, section 3.12).
  private func composedHangul(_ text: String, _ tail: Unicode.Scalar) -> String? {
    guard let first = text.unicodeScalars.first else { return nil }
    let value: UInt32
    switch (first.value, tail.value) {
    case (0x1100...0x1112, 0x1161...0x1175):
      value = 0xAC00 + ((first.value - 0x1100) * 21 + tail.value - 0x1161) * 28
    case (0xAC00...0xD7A3, 0x11A8...0x11C2) where (first.value - 0xAC00) % 28 == 0:
      value = first.value + tail.value - 0x11A7
    default: return nil
    }
    return Unicode.Scalar(value).map { String($0) }
  }
}
