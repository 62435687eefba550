// Text into characters that a terminal may be given, each with its width. The only door to the screen for text:
// what comes from data is never trusted. It refuses to know where it will stand.

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
    var isEmoji = false
    var isJoined = false
    for scalar in text.unicodeScalars {
      if scalar.value >= 0x20, scalar.value < 0x7F {
        if let pending, !body(pending) { return }
        pending = Glyph(text: String(scalar), columns: 1)
        (markCount, isEmoji, isJoined) = (0, false, false)
        continue
      }
      switch kind(of: scalar) {
      case .nothing: continue
      case .joiner: isJoined = isEmoji
      case .modifier where isEmoji: continue
      case .mark:
        guard capabilities.isUTF8, pending != nil, markCount < 4, !isJoined else { continue }
        pending?.text.unicodeScalars.append(scalar)
        markCount += 1
      case .hangulTail:
        if let composed = pending.flatMap({ composedHangul($0.text, scalar) }) {
          pending?.text = composed
        }
      case .blank, .modifier, .base:
        if isJoined {
          isJoined = false
          continue
        }
        let next = spacing(scalar)
        if let pending, !body(pending) { return }
        pending = nil
        for glyph in next.dropLast() where !body(glyph) { return }
        pending = next.last
        (markCount, isEmoji) = (0, isEmojiBase(scalar))
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

  private enum Kind { case nothing, joiner, modifier, mark, hangulTail, blank, base }

  private func kind(of scalar: Unicode.Scalar) -> Kind {
    switch scalar.value {
    case 0x09, 0x0A, 0x2028, 0x2029: return .blank
    case 0..<0x20, 0x7F..<0xA0, 0xAD: return .nothing
    case 0x200D: return .joiner
    case 0xFE00...0xFE0F, 0xE0000...0xE0FFF: return .nothing
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0x061C, 0xFEFF: return .nothing
    case 0x1F3FB...0x1F3FF: return .modifier
    case 0x1160...0x11FF: return .hangulTail
    case 0xA0..<0x300: return .base
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return .mark
    case .spacingMark: return capabilities.columnWidth(scalar) > 0 ? .base : .mark
    case .control, .format, .surrogate: return .nothing
    default: return capabilities.isUTF8 && capabilities.columnWidth(scalar) == 0 ? .nothing : .base
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

  private func isEmojiBase(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0xFF && scalar.properties.isEmoji
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
