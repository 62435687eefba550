// Text as a terminal may be given it: the one rule for characters that steer a terminal, turn the direction of what is
// read, or carry what nobody sees.

extension Unicode.Scalar {
  /// Whether it must never reach a terminal: control characters (C0, DEL, C1), marks of direction, separators of lines and
  /// paragraphs, fillers, invisible operators, annotations and tags. What only shapes the letter beside it (joiners,
  /// variation selectors as emoji need them) is text like any other.
  package var isHidden: Bool {
    switch value {
    case 0x20..<0x7F: false
    case 0..<0xA0, 0xAD, 0x61C, 0x115F, 0x1160, 0x180E, 0x3164, 0xFEFF, 0xFFA0: true
    case 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F: true
    case 0xFFF0...0xFFFB, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF: true
    default: false
    }
  }
}

extension String {
  /// For one line: `U+FFFD` stands where a hidden character does, line breaks included.
  package var printable: String { replacingHidden { _ in false } }

  /// For several lines: the same, but line feeds and tabs stay.
  package var printableLines: String { replacingHidden { $0 == "\n" || $0 == "\t" } }

  private func replacingHidden(except stays: (Unicode.Scalar) -> Bool) -> String {
    guard unicodeScalars.contains(where: { $0.isHidden && !stays($0) }) else { return self }
    return String(
      UnicodeScalarView(unicodeScalars.map { $0.isHidden && !stays($0) ? "\u{FFFD}" : $0 }))
  }
}
