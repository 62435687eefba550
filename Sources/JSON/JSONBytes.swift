/// The bytes JSON is made of.
enum Ascii {
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
  static let comma = UInt8(ascii: ",")
  static let colon = UInt8(ascii: ":")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let newline = UInt8(ascii: "\n")
  static let space = UInt8(ascii: " ")

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  /// Space, tab, line feed, carriage return.
  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool {
    byte <= 0x20 && (0x1_0000_2600 as UInt64) >> UInt64(byte) & 1 == 1
  }

  /// 0…15; nil when not a hexadecimal digit.
  static func hexadecimalValue(_ byte: UInt8) -> UInt16? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}

/// Searches from a position up to `end`, and return `end` when nothing is found.
enum JSONBytes {
  /// 3 when the text starts with U+FEFF in UTF-8, otherwise 0.
  static func byteOrderMarkLength(_ start: BytePointer, _ end: BytePointer) -> Int {
    end - start >= 3 && start[0] == 0xEF && start[1] == 0xBB && start[2] == 0xBF ? 3 : 0
  }

  @inline(__always)
  static func afterBlanks(_ position: BytePointer, _ end: BytePointer) -> BytePointer {
    guard position < end, Ascii.isBlank(position.pointee) else { return position }
    // Mostly there is one, after a colon, or a line's indentation.
    let next = position + 1
    guard next < end, Ascii.isBlank(next.pointee) else { return next }
    return afterIndentation(next, end)
  }

  @inline(never)
  private static func afterIndentation(
    _ position: BytePointer, _ end: BytePointer
  ) -> BytePointer {
    var p = position
    while p < end, Ascii.isBlank(p.pointee) {
      p += 1
      while end - p >= 8 {
        let count = (word(at: p) ^ 0x2020_2020_2020_2020).trailingZeroBitCount / 8
        p += count
        if count < 8 { break }
      }
    }
    return p
  }

  /// The first quote, backslash, control character or byte beyond ASCII.
  @inline(__always)
  static func firstSpecial(_ position: BytePointer, _ end: BytePointer) -> BytePointer {
    var p = position
    while end - p >= 16 {
      let first = specialMarks(word(at: p))
      let second = specialMarks(word(at: p + 8))
      if first | second != 0 {
        return first != 0
          ? p + first.trailingZeroBitCount / 8 : p + 8 + second.trailingZeroBitCount / 8
      }
      p += 16
    }
    if end - p >= 8 {
      let marks = specialMarks(word(at: p))
      if marks != 0 { return p + marks.trailingZeroBitCount / 8 }
      p += 8
    }
    while p < end, p.pointee >= 0x20, p.pointee < 0x80, p.pointee != Ascii.quote,
      p.pointee != Ascii.backslash
    {
      p += 1
    }
    return p
  }

  /// The first quote or backslash.
  @inline(__always)
  static func firstQuoteOrBackslash(_ position: BytePointer, _ end: BytePointer) -> BytePointer {
    var p = position
    while end - p >= 8 {
      let word = word(at: p)
      let marks = quoteOrBackslash(word) & ~word & topBits
      if marks != 0 { return p + marks.trailingZeroBitCount / 8 }
      p += 8
    }
    while p < end, p.pointee != Ascii.quote, p.pointee != Ascii.backslash { p += 1 }
    return p
  }

  /// Whether `count` bytes are the same.
  @inline(__always)
  static func areEqual(_ a: BytePointer, _ b: BytePointer, count: Int) -> Bool {
    var index = 0
    while count - index >= 8 {
      if word(at: a + index) != word(at: b + index) { return false }
      index += 8
    }
    while index < count {
      if a[index] != b[index] { return false }
      index += 1
    }
    return true
  }

  /// Mixes `count` bytes into one number by multiplying with an odd one (2^64 over the golden ratio).
  static func mark(_ start: BytePointer, count: Int) -> UInt64 {
    var mark = UInt64(count)
    var index = 0
    while index < count {
      let isWhole = count - index >= 8
      let next = isWhole ? word(at: start + index) : UInt64(start[index])
      mark = (mark ^ next) &* 0x9E37_79B9_7F4A_7C15
      mark ^= mark >> 32
      index += isWhole ? 8 : 1
    }
    return mark
  }

  // MARK: Eight bytes at once, the first in the lowest bits

  private static let topBits: UInt64 = 0x8080_8080_8080_8080

  @inline(__always)
  private static func word(at position: BytePointer) -> UInt64 {
    UnsafeRawPointer(position).loadUnaligned(as: UInt64.self).littleEndian
  }

  /// Sets the top bit of the first byte that is a quote, a backslash, a control character or beyond
  /// ASCII, and perhaps of some above it; 0 when there is none.
  @inline(__always)
  private static func specialMarks(_ word: UInt64) -> UInt64 {
    (quoteOrBackslash(word) | (word &- 0x2020_2020_2020_2020)) & topBits
  }

  /// Sets a byte's top bit when a subtraction borrows: at a quote or backslash; besides in every byte
  /// beyond ASCII, and perhaps in some above the first byte that is set.
  @inline(__always)
  private static func quoteOrBackslash(_ word: UInt64) -> UInt64 {
    ((word ^ 0x2222_2222_2222_2222) &- 0x0101_0101_0101_0101)
      | ((word ^ 0x5C5C_5C5C_5C5C_5C5C) &- 0x0101_0101_0101_0101)
  }
}
