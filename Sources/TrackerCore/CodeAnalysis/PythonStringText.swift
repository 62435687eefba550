// What a string literal's text means: escapes, as code points.
// It refuses to look for quotes; the tokenizer has found them.

/// One pass over the text between the quotes.
struct PythonStringText {
  private let bytes: ArraySlice<UInt8>
  private var at: Int
  /// Where CPython would be: it writes each character beyond ASCII as ten bytes before it decodes.
  private var position = 0
  /// Whether `\N{name}` is looked up, which is slow; else it counts as one U+FFFD.
  private let findsNames: Bool
  /// Python's code points, lone surrogates included.
  private(set) var points: [UInt32] = []

  /// What a wrong escape is told as.
  private struct Problem: Error {
    var message: String
  }

  private init(_ bytes: ArraySlice<UInt8>, findsNames: Bool) {
    self.bytes = bytes
    self.findsNames = findsNames
    at = bytes.startIndex
  }

  /// The code points of a literal that has passed `problem(in:of:)`.
  static func points(of bytes: ArraySlice<UInt8>, isRaw: Bool) -> [UInt32] {
    var text = PythonStringText(bytes, findsNames: true)
    do {
      try text.decode(isRaw: isRaw)
    } catch {
      preconditionFailure("an escape was not checked: \(error.message)")
    }
    return text.points
  }

  /// What is wrong with the text of this literal; nil when nothing is.
  static func problem(in bytes: ArraySlice<UInt8>, of token: PythonToken) -> String? {
    if token.isBytes { return problemInBytes(bytes, isRaw: token.isRaw) }
    guard !token.isRaw else { return nil }
    var text = PythonStringText(bytes, findsNames: false)
    do {
      try text.decode(isRaw: false)
      return nil
    } catch {
      return error.message
    }
  }

  private static func problemInBytes(_ bytes: ArraySlice<UInt8>, isRaw: Bool) -> String? {
    guard bytes.allSatisfy({ $0 < 0x80 }) else {
      return "bytes can only contain ASCII literal characters"
    }
    var at = bytes.startIndex
    while !isRaw, at < bytes.endIndex {
      guard bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.endIndex else {
        at += 1
        continue
      }
      let digits = bytes[(at + 2)...].prefix(2)
      if bytes[at + 1] == UInt8(ascii: "x"),
        digits.count < 2 || !digits.allSatisfy({ hexadecimalValue($0) != nil })
      {
        return "(value error) invalid \\x escape at position \(at - bytes.startIndex)"
      }
      at += 2
    }
    return nil
  }

  private mutating func decode(isRaw: Bool) throws(Problem) {
    points.reserveCapacity(bytes.count)
    while at < bytes.endIndex {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\\"), !isRaw {
        try decodeEscape()
      } else if byte == 0x0D {
        if at + 1 == bytes.endIndex || bytes[at + 1] != 0x0A { points.append(0x0A) }
        advance(1)
      } else if byte < 0x80 {
        points.append(UInt32(byte))
        advance(1)
      } else {
        decodeScalar()
      }
    }
  }

  private mutating func advance(_ count: Int) {
    at += count
    position += count
  }

  private mutating func decodeScalar() {
    let first = bytes[at]
    let count = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = UInt32(first) & (0x7F >> UInt32(count))
    for byte in bytes[at + 1..<at + count] { value = value << 6 | UInt32(byte & 0x3F) }
    points.append(value)
    at += count
    position += 10
  }

  private mutating func decodeEscape() throws(Problem) {
    guard at + 1 < bytes.endIndex else {
      points.append(UInt32(UInt8(ascii: "\\")))
      return advance(1)
    }
    let escaped = bytes[at + 1]
    switch escaped {
    case 0x0A: advance(2)
    case 0x0D: advance(at + 2 < bytes.endIndex && bytes[at + 2] == 0x0A ? 3 : 2)
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): append(UInt32(escaped))
    case UInt8(ascii: "a"): append(0x07)
    case UInt8(ascii: "b"): append(0x08)
    case UInt8(ascii: "f"): append(0x0C)
    case UInt8(ascii: "n"): append(0x0A)
    case UInt8(ascii: "r"): append(0x0D)
    case UInt8(ascii: "t"): append(0x09)
    case UInt8(ascii: "v"): append(0x0B)
    case UInt8(ascii: "x"): try decodeHexadecimal(digits: 2, shape: "\\xXX")
    case UInt8(ascii: "u"): try decodeHexadecimal(digits: 4, shape: "\\uXXXX")
    case UInt8(ascii: "U"): try decodeHexadecimal(digits: 8, shape: "\\UXXXXXXXX")
    case UInt8(ascii: "N"): try decodeName()
    case UInt8(ascii: "0")...UInt8(ascii: "7"): decodeOctal()
    default:
      points.append(UInt32(UInt8(ascii: "\\")))
      advance(1)
    }
  }

  /// Takes a backslash and one letter.
  private mutating func append(_ point: UInt32) {
    points.append(point)
    advance(2)
  }

  private mutating func decodeOctal() {
    var value: UInt32 = 0
    advance(1)
    for byte in bytes[at...].prefix(3) {
      guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(byte) else { break }
      value = value * 8 + UInt32(byte - UInt8(ascii: "0"))
      advance(1)
    }
    points.append(value)
  }

  private mutating func decodeHexadecimal(digits: Int, shape: String) throws(Problem) {
    var value: UInt32 = 0
    for found in 0..<digits {
      let index = at + 2 + found
      guard index < bytes.endIndex, let digit = Self.hexadecimalValue(bytes[index]) else {
        throw problem("truncated \(shape) escape", length: 2 + found)
      }
      value = value << 4 | digit
    }
    guard value <= 0x10FFFF else {
      throw problem("illegal Unicode character", length: 2 + digits)
    }
    points.append(value)
    advance(2 + digits)
  }

  private static func hexadecimalValue(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  /// A name outside the blocks up to U+2FFF, or an unknown one, counts as one U+FFFD.
  private mutating func decodeName() throws(Problem) {
    let open = at + 2
    guard open < bytes.endIndex, bytes[open] == UInt8(ascii: "{"),
      let close = bytes[open...].firstIndex(of: UInt8(ascii: "}")), close > open + 1
    else { throw problem("malformed \\N character escape", length: 2) }
    let name = String(decoding: bytes[open + 1..<close], as: UTF8.self).uppercased()
    points.append((findsNames ? Self.scalar(named: name) : nil) ?? 0xFFFD)
    advance(close + 1 - at)
  }

  private static func scalar(named name: String) -> UInt32? {
    (UInt32(0)...0x2FFF).lazy.compactMap { Unicode.Scalar($0) }.first {
      $0.properties.name == name || $0.properties.nameAlias == name
    }?.value
  }

  private func problem(_ reason: String, length: Int) -> Problem {
    Problem(
      message: "(unicode error) 'unicodeescape' codec can't decode bytes in position "
        + "\(position)-\(position + length - 1): \(reason)")
  }
}
