// Docstrings: which literals are one, and what their text means, as code points.

extension PythonTokenizer {
  /// The text of the statement at this token when that is nothing but string literals, parentheses around them
  /// allowed; nil otherwise.
  func docstring(at index: Int) -> [UInt32]? {
    var index = index
    while tokens[index].kind == .openParenthesis { index += 1 }
    var found: [UInt32]?
    while tokens[index].kind == .string, !tokens[index].isBytes {
      let token = tokens[index]
      let literal = text(index).drop {
        $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\"")
      }
      let isTriple = literal.count >= 6 && literal.prefix(3).allSatisfy { $0 == literal.first }
      let content = literal.dropFirst(isTriple ? 3 : 1).dropLast(isTriple ? 3 : 1)
      found = (found ?? []) + PythonStringText.points(of: content, isRaw: token.isRaw)
      index += 1
    }
    while tokens[index].kind == .close { index += 1 }
    return tokens[index].kind == .newline || tokens[index].kind == .semicolon ? found : nil
  }
}

/// One pass over the text between the quotes, whose escapes the tokenizer has checked.
struct PythonStringText {
  private let bytes: ArraySlice<UInt8>
  private var at: Int
  /// Python's code points, lone surrogates included.
  private var points: [UInt32] = []

  private init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    at = bytes.startIndex
  }

  /// The code points of a literal.
  static func points(of bytes: ArraySlice<UInt8>, isRaw: Bool) -> [UInt32] {
    var text = PythonStringText(bytes)
    text.points.reserveCapacity(bytes.count)
    while text.at < bytes.endIndex {
      if bytes[text.at] == UInt8(ascii: "\\"), !isRaw {
        text.decodeEscape()
      } else {
        text.decodeCharacter()
      }
    }
    return text.points
  }

  /// A character as it stands; every line end is a line feed.
  private mutating func decodeCharacter() {
    let first = bytes[at]
    let count = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    if first == 0x0D {
      if bytes[(at + 1)...].first != 0x0A { points.append(0x0A) }
    } else {
      var value = count == 1 ? UInt32(first) : UInt32(first) & (0x7F >> UInt32(count))
      for byte in bytes[at + 1..<at + count] { value = value << 6 | UInt32(byte & 0x3F) }
      points.append(value)
    }
    at += count
  }

  private static let characters: [UInt8: UInt32] = {
    let pairs: KeyValuePairs<Unicode.Scalar, UInt32> = [
      "\\": 0x5C, "'": 0x27, "\"": 0x22, "a": 0x07, "b": 0x08, "f": 0x0C, "n": 0x0A, "r": 0x0D,
      "t": 0x09, "v": 0x0B,
    ]
    return Dictionary(uniqueKeysWithValues: pairs.map { (UInt8(ascii: $0), $1) })
  }()

  private mutating func decodeEscape() {
    at += 1
    let escaped = at < bytes.endIndex ? bytes[at] : 0
    at += 1
    switch escaped {
    case 0x0A: break
    case 0x0D: if bytes[at...].first == 0x0A { at += 1 }
    case UInt8(ascii: "x"): decodeNumber(base: 16, digits: 2)
    case UInt8(ascii: "u"): decodeNumber(base: 16, digits: 4)
    case UInt8(ascii: "U"): decodeNumber(base: 16, digits: 8)
    case UInt8(ascii: "N"): decodeName()
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      at -= 1
      decodeNumber(base: 8, digits: 3)
    default:
      // An unknown escape is a backslash, and what follows stands for itself.
      points.append(Self.characters[escaped] ?? 0x5C)
      if Self.characters[escaped] == nil { at -= 1 }
    }
  }

  private mutating func decodeNumber(base: UInt8, digits: Int) {
    var value: UInt32 = 0
    for byte in bytes[at...].prefix(digits) {
      guard PythonTokenizer.digit(byte) < base else { break }
      value = value &* UInt32(base) &+ UInt32(PythonTokenizer.digit(byte))
      at += 1
    }
    points.append(value)
  }

  /// A name outside the blocks up to U+2FFF, or an unknown one, counts as one U+FFFD.
  private mutating func decodeName() {
    let close = bytes[at...].firstIndex(of: UInt8(ascii: "}")) ?? bytes.endIndex
    let name = String(decoding: bytes[at..<close].dropFirst(), as: UTF8.self).uppercased()
    let scalar = (UInt32(0)...0x2FFF).lazy.compactMap { Unicode.Scalar($0) }.first {
      $0.properties.name == name || $0.properties.nameAlias == name
    }
    points.append(scalar?.value ?? 0xFFFD)
    at = min(close + 1, bytes.endIndex)
  }
}
