// Text without what a search overlooks: case, accents, full-width forms, the kind of blank. It refuses to be exact about
// other writing: what it does not know stays as it is.

/// How text is folded.
struct TextFolding {
  /// Whether upper-case letters stay.
  var keepsCase: Bool

  /// Appends a text, folded.
  func append(_ text: String, to bytes: inout [UInt8]) {
    var copy = text
    copy.withUTF8 { append(UnsafeRawBufferPointer($0), to: &bytes) }
  }

  /// Appends UTF-8 text, folded; bytes that are no UTF-8 stay as they are.
  func append(_ text: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte < 0x80 {
        bytes.append(TextFolding.foldedASCII(byte, keepsCase: keepsCase))
        index += 1
        continue
      }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
      guard index + length <= text.count, byte >= 0xC2,
        text[(index + 1)..<(index + length)].allSatisfy({ $0 & 0xC0 == 0x80 })
      else {
        bytes.append(byte)
        index += 1
        continue
      }
      // Kana, Han and Hangul but for the blank and the marks among them: nothing to fold, and most of such a text.
      if byte >= 0xE3, byte <= 0xED, !TextFolding.isFolded(text[index + 1], text[index + 2]) {
        bytes.append(contentsOf: text[index..<(index + 3)])
        index += 3
        continue
      }
      var value = UInt32(byte & (0xFF >> UInt8(length + 1)))
      for offset in 1..<length { value = value << 6 | UInt32(text[index + offset] & 0x3F) }
      index += length
      append(value, to: &bytes)
    }
  }

  /// Whether these follow 0xE3 in the ideographic blank or a combining mark of kana.
  private static func isFolded(_ second: UInt8, _ third: UInt8) -> Bool {
    second == 0x80 && third == 0x80 || second == 0x82 && (third == 0x99 || third == 0x9A)
  }

  /// ASCII folded: controls are blanks, letters are small ones unless case counts.
  static func foldedASCII(_ byte: UInt8, keepsCase: Bool) -> UInt8 {
    if byte < 0x20 { return 0x20 }
    return !keepsCase && byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }

  /// Whether no byte is beyond ASCII.
  static func isASCII(_ text: UnsafeRawBufferPointer) -> Bool {
    var place = 0
    var bits = SIMD16<UInt8>()
    while place + 16 <= text.count {
      bits |= text.loadUnaligned(fromByteOffset: place, as: SIMD16<UInt8>.self)
      place += 16
    }
    var rest: UInt8 = 0
    for index in place..<text.count { rest |= text[index] }
    return (bits.max() | rest) < 0x80
  }

  private func append(_ value: UInt32, to bytes: inout [UInt8]) {
    switch value {
    case 0x300...0x36F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE00...0xFE0F, 0x200B,
      0x200D, 0x3099, 0x309A, 0xAD:
      return
    case 0xA0, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x3000: bytes.append(0x20)
    case 0xFF01...0xFF5E:
      bytes.append(TextFolding.foldedASCII(UInt8(value - 0xFEE0), keepsCase: keepsCase))
    case 0xC0..<0x250: appendEntry(TextFolding.latin, Int(value) - 0xC0, value, to: &bytes)
    case 0x1E00..<0x1F00: appendEntry(TextFolding.latinMore, Int(value) - 0x1E00, value, to: &bytes)
    default: appendOther(value, to: &bytes)
    }
  }

  private func appendEntry(
    _ table: [UInt8], _ index: Int, _ value: UInt32, to bytes: inout [UInt8]
  ) {
    guard table[index] > 0 else { return appendOther(value, to: &bytes) }
    bytes.append(TextFolding.foldedASCII(table[index], keepsCase: keepsCase))
  }

  private func appendOther(_ value: UInt32, to bytes: inout [UInt8]) {
    guard let scalar = Unicode.Scalar(value) else { return }
    let base = TextFolding.bases[scalar] ?? scalar
    if keepsCase || !base.properties.isUppercase {
      bytes.append(contentsOf: String(base).utf8)
    } else {
      for lower in base.properties.lowercaseMapping.unicodeScalars {
        bytes.append(contentsOf: String(TextFolding.bases[lower] ?? lower).utf8)
      }
    }
  }

  /// The ASCII letters of U+00C0…U+024F and U+1E00…U+1EFF; 0 where there is none.
  private static let latin = (0xC0..<0x250).map { letter(UInt32($0)) }
  private static let latinMore = (0x1E00..<0x1F00).map { letter(UInt32($0)) }

  /// The letter of `LATIN SMALL LETTER E WITH ACUTE`, by the character's name in the Unicode database.
  private static func letter(_ value: UInt32) -> UInt8 {
    guard let name = Unicode.Scalar(value)?.properties.name else { return 0 }
    let words = name.split(separator: " ")
    guard words.count >= 4, words[0] == "LATIN", words[2] == "LETTER", words[3].utf8.count == 1,
      let letter = words[3].utf8.first
    else { return 0 }
    return words[1] == "SMALL" ? letter | 0x20 : letter
  }

  /// Letters with marks beyond Latin, without them.
  private static let bases: [Unicode.Scalar: Unicode.Scalar] = [
    "ά": "α", "έ": "ε", "ή": "η", "ί": "ι", "ό": "ο", "ύ": "υ", "ώ": "ω", "ϊ": "ι", "ϋ": "υ",
    "ΐ": "ι", "ΰ": "υ", "Ά": "Α", "Έ": "Ε", "Ή": "Η", "Ί": "Ι", "Ό": "Ο", "Ύ": "Υ", "Ώ": "Ω",
    "ς": "σ", "й": "и", "Й": "И", "ё": "е", "Ё": "Е", "ї": "і", "Ї": "І",
  ]
}
