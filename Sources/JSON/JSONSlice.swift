/// A view of one JSON value in bytes that a reader has already validated. Valid only during the
/// call that hands it over.
public struct JSONSlice {
  /// The value's own bytes, without surrounding blanks.
  public let bytes: UnsafeRawBufferPointer

  /// The members of an object, when the reader has noted them; otherwise empty.
  let noted: UnsafeBufferPointer<MemberPlace>

  /// Takes checked bytes.
  @inline(__always)
  init(
    from start: BytePointer, to end: BytePointer,
    noted: UnsafeBufferPointer<MemberPlace> = UnsafeBufferPointer(start: nil, count: 0)
  ) {
    bytes = UnsafeRawBufferPointer(start: start, count: end - start)
    self.noted = noted
  }

  /// The kinds of JSON value.
  public enum Kind: Sendable { case null, bool, number, string, array, object }

  /// What kind of value this is, from its first byte.
  public var kind: Kind {
    switch bytes.first {
    case Ascii.quote: .string
    case Ascii.openBrace: .object
    case Ascii.openBracket: .array
    case UInt8(ascii: "n"), nil: .null
    case UInt8(ascii: "t"), UInt8(ascii: "f"): .bool
    default: .number
    }
  }

  /// The unescaped text; nil when this is not a string. Lone surrogates become U+FFFD.
  public var text: String? { kind == .string ? decodedText : nil }

  /// The text's bytes in UTF-8 where they stand as they are; nil when this is not a string, or one
  /// with an escape.
  public var plainText: UnsafeRawBufferPointer? {
    kind == .string && !isEscaped ? quoted : nil
  }

  /// The number; nil when this is not a number.
  public var number: JSONNumber? { kind == .number ? checkedNumber : nil }

  /// A double, read without allocating where the spelling is short; nil when this is not a number.
  public var double: Double? {
    guard kind == .number else { return nil }
    return exactDouble ?? checkedNumber.double
  }

  /// A whole number; nil when this is not a number, not whole or beyond `Int`. Fast for short
  /// spellings.
  public var integer: Int? {
    guard kind == .number else { return nil }
    return shortInteger ?? checkedNumber.integer
  }

  /// True or false; nil when this is neither.
  public var bool: Bool? { kind == .bool ? bytes.first == UInt8(ascii: "t") : nil }

  /// The whole value as a tree.
  public var value: JSONValue {
    guard let first else { return .null }
    var cursor = JSONCursor(at: first, end: first + bytes.count)
    return cursor.tree()
  }

  /// The value of the named member (the last one of that name); nil when this is not an object or
  /// has none.
  public subscript(name: StaticString) -> JSONSlice? {
    name.withUTF8Buffer { wanted in
      if !noted.isEmpty { return noted.last { $0.isNamed(wanted) }?.value }
      var found: JSONSlice?
      forEachPlace { place in
        if place.isNamed(wanted) { found = place.value }
      }
      return found
    }
  }

  /// Whether the value is written with exactly these bytes.
  public func isSpelled(_ other: [UInt8]) -> Bool {
    other.withUnsafeBufferPointer { other in
      guard let first, let start = other.baseAddress, other.count == bytes.count else {
        return false
      }
      return JSONBytes.areEqual(first, start, count: other.count)
    }
  }

  /// A number that is the same for the same spelling. Others may have it too, and may be made to.
  public var spellingMark: UInt64 {
    first.map { JSONBytes.mark($0, count: bytes.count) } ?? 0
  }

  /// Calls `body` with each element; nothing when this is not an array.
  public func forEachElement(_ body: (JSONSlice) throws -> Void) rethrows {
    var cursor = JSONCursor(inside: self, opener: Ascii.openBracket)
    while let element = cursor?.nextElement() { try body(element) }
  }

  /// Calls `body` with each member as written (repeated names come repeatedly); nothing when this
  /// is not an object.
  public func forEachMember(
    _ body: (_ name: JSONSlice, _ value: JSONSlice) throws -> Void
  ) rethrows {
    try forEachPlace { try body($0.name, $0.value) }
  }
}

extension JSONSlice {
  /// Calls `body` with each member as written.
  @inline(__always)
  func forEachPlace(_ body: (MemberPlace) throws -> Void) rethrows {
    if !noted.isEmpty {
      for place in noted { try body(place) }
      return
    }
    var cursor = JSONCursor(inside: self, opener: Ascii.openBrace)
    while let place = cursor?.nextMember() { try body(place) }
  }

  /// The first byte; nil only for a slice of nothing.
  @inline(__always)
  var first: BytePointer? { bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) }

  // MARK: Texts

  /// The bytes between the quotes.
  @inline(__always)
  private var quoted: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes.dropFirst().dropLast())
  }

  /// Whether a string contains an escape.
  @inline(__always)
  var isEscaped: Bool {
    guard let first, bytes.count > 2 else { return false }
    let end = first + (bytes.count - 1)
    return JSONBytes.firstQuoteOrBackslash(first + 1, end) < end
  }

  /// The text of a string.
  var decodedText: String {
    isEscaped ? unescapedText : String(decoding: quoted, as: UTF8.self)
  }

  /// The bytes of a string's text, where lone surrogates are kept as three bytes each, as Python's `surrogatepass` writes
  /// them; nil when this is not a string.
  public var bytesWithSurrogates: [UInt8]? {
    guard kind == .string else { return nil }
    guard isEscaped else { return Array(quoted) }
    return [UInt8](unsafeUninitializedCapacity: quoted.count) { target, count in
      count = unescape(into: target, keepsSurrogates: true)
    }
  }

  private var unescapedText: String {
    String(unsafeUninitializedCapacity: quoted.count) {
      unescape(into: $0, keepsSurrogates: false)
    }
  }

  /// An escape is never shorter than what it stands for, so the text fits into as many bytes. Returns how many it takes.
  private func unescape(
    into target: UnsafeMutableBufferPointer<UInt8>, keepsSurrogates: Bool
  ) -> Int {
    let source = quoted
    var count = 0
    func put(_ bytes: some Sequence<UInt8>) {
      for byte in bytes {
        target[count] = byte
        count += 1
      }
    }
    var index = 0
    while index < source.count {
      let byte = source[index]
      guard byte == Ascii.backslash, index + 1 < source.count else {
        target[count] = byte
        count += 1
        index += 1
        continue
      }
      let escape = source[index + 1]
      guard escape == UInt8(ascii: "u") else {
        target[count] = Self.character(escape)
        count += 1
        index += 2
        continue
      }
      let (scalar, length) = Self.scalar(source, at: index)
      if keepsSurrogates, scalar == "\u{FFFD}", let unit = Self.codeUnit(source, at: index) {
        put([
          0xE0 | UInt8(unit >> 12), 0x80 | UInt8(unit >> 6 & 0x3F), 0x80 | UInt8(unit & 0x3F),
        ])
      } else {
        put(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
      index += length
    }
    return count
  }

  /// What a backslash and `escape` stand for.
  private static func character(_ escape: UInt8) -> UInt8 {
    switch escape {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: escape
    }
  }

  /// The character that the `\u` escape at `index` stands for, and the bytes it takes: 12 for a
  /// surrogate pair.
  private static func scalar(
    _ source: UnsafeRawBufferPointer, at index: Int
  ) -> (Unicode.Scalar, length: Int) {
    let unit = codeUnit(source, at: index)
    if let unit, let scalar = Unicode.Scalar(unit) { return (scalar, 6) }
    if let unit, UTF16.isLeadSurrogate(unit), let trail = codeUnit(source, at: index + 6),
      UTF16.isTrailSurrogate(trail)
    {
      return (UTF16.decode(UTF16.EncodedScalar([unit, trail])), 12)
    }
    return ("\u{FFFD}", 6)
  }

  /// The code unit of the `\u` escape at `index`; nil when there is none.
  private static func codeUnit(_ source: UnsafeRawBufferPointer, at index: Int) -> UInt16? {
    guard index + 6 <= source.count, source[index] == Ascii.backslash,
      source[index + 1] == UInt8(ascii: "u")
    else { return nil }
    var unit: UInt16 = 0
    for digit in source[(index + 2)..<(index + 6)] {
      guard let value = Ascii.hexadecimalValue(digit) else { return nil }
      unit = unit << 4 | value
    }
    return unit
  }

  // MARK: Numbers

  /// The spelling as a number.
  var checkedNumber: JSONNumber {
    JSONNumber(checkedSpelling: String(decoding: bytes, as: UTF8.self))
  }

  /// An integer spelling of at most 18 digits; nil for every other.
  private var shortInteger: Int? {
    let isNegative = bytes.first == UInt8(ascii: "-")
    let digits = isNegative ? bytes.dropFirst() : bytes[...]
    guard digits.count <= 18 else { return nil }
    var value = 0
    for byte in digits {
      guard Ascii.isDigit(byte) else { return nil }
      value = value &* 10 &+ Int(byte &- UInt8(ascii: "0"))
    }
    return isNegative ? -value : value
  }

  /// A decimal of at most 15 characters without exponent, correctly rounded because both its digits
  /// and the power of ten are exact doubles (W. D. Clinger, "How to read floating point numbers
  /// accurately", 1990); nil for every other.
  private var exactDouble: Double? {
    let isNegative = bytes.first == UInt8(ascii: "-")
    let spelling = isNegative ? bytes.dropFirst() : bytes[...]
    guard spelling.count <= 15 else { return nil }
    var digits = 0.0
    var divisor = 1.0
    var isFraction = false
    for byte in spelling {
      if Ascii.isDigit(byte) {
        digits = digits * 10 + Double(byte &- UInt8(ascii: "0"))
        if isFraction { divisor *= 10 }
      } else if byte == UInt8(ascii: ".") {
        isFraction = true
      } else {
        return nil
      }
    }
    let magnitude = digits / divisor
    return isNegative ? -magnitude : magnitude
  }
}
