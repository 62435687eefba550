// Checks JSON bytes behind unsafe pointers: from the start of a value to its end, or where it breaks.
// It refuses to decode, to allocate for ordinary texts, and to touch a byte at or after `end`.

typealias BytePointer = UnsafePointer<UInt8>

/// What can be wrong with a text.
enum JSONProblem: UInt8 {
  case empty, cutShort, textAfterValue
  case value, valueOrBracket, name, nameOrBrace, colon, commaOrBrace, commaOrBracket
  case unterminatedString, controlCharacter, escape, unicodeEscape, utf8
  case leadingZero, digit, nonFinite, depth

  /// The problem for people.
  var message: String {
    switch self {
    case .empty: "no value: the text is empty"
    case .cutShort: "the text ends too early"
    case .textAfterValue: "text after the value"
    case .value: "expected a value"
    case .valueOrBracket: "expected a value or ']'"
    case .name: "expected a name in quotes"
    case .nameOrBrace: "expected a name in quotes or '}'"
    case .colon: "expected ':'"
    case .commaOrBrace: "expected ',' or '}'"
    case .commaOrBracket: "expected ',' or ']'"
    case .unterminatedString: "unterminated string"
    case .controlCharacter: "control character in a string"
    case .escape: "unknown escape in a string"
    case .unicodeEscape: "expected four hexadecimal digits after \\u"
    case .utf8: "bytes that are not UTF-8 in a string"
    case .leadingZero: "number with a leading zero"
    case .digit: "expected a digit"
    case .nonFinite: "NaN and Infinity are not accepted here"
    case .depth: "nested too deeply"
    }
  }
}

/// Checks bytes from `start` up to `end`. Every function takes a position and returns the one after what it names.
struct JSONScanner {
  /// Where offsets count from.
  let start: BytePointer
  /// The first byte that must not be touched.
  let end: BytePointer
  let acceptsNonFinite: Bool
  let maximumDepth: Int

  init(start: BytePointer, end: BytePointer, dialect: JSONDialect) {
    self.start = start
    self.end = end
    acceptsNonFinite = dialect.acceptsNonFinite
    maximumDepth = min(dialect.maximumDepth, JSONDialect.greatestDepth)
  }

  /// What is wrong and where, in bytes from `start`.
  struct Failure: Error {
    var problem: JSONProblem
    var offset: Int
    /// Whether more bytes could mend it.
    var isCutShort: Bool { problem == .cutShort || problem == .unterminatedString }
  }

  func failure(_ problem: JSONProblem, at position: BytePointer) -> Failure {
    Failure(problem: problem, offset: position - start)
  }

  /// The byte at `position`; the text must not end there.
  @inline(__always)
  func byte(at position: BytePointer) throws(Failure) -> UInt8 {
    guard position < end else { throw failure(.cutShort, at: position) }
    return position.pointee
  }

  @inline(__always)
  func afterBlanks(_ position: BytePointer) -> BytePointer {
    JSONBytes.afterBlanks(position, end)
  }

  // MARK: Values

  /// The one value of the whole text, after a byte order mark.
  func root() throws(Failure) -> JSONSlice {
    let first = afterBlanks(start + JSONBytes.byteOrderMarkLength(start, end))
    guard first < end else { throw failure(.empty, at: first) }
    let after = try afterValue(first, depth: 0)
    let rest = afterBlanks(after)
    guard rest == end else { throw failure(.textAfterValue, at: rest) }
    return JSONSlice(from: first, to: after)
  }

  /// `depth` counts the containers around the value; `orBracket` only words the failure.
  @inline(__always)
  func afterValue(
    _ position: BytePointer, depth: Int, orBracket: Bool = false
  ) throws(Failure) -> BytePointer {
    switch try byte(at: position) {
    case Ascii.quote: try afterString(position)
    case Ascii.openBrace, Ascii.openBracket: try afterContainer(position, depth: depth)
    default: try afterScalar(position, orBracket: orBracket)
    }
  }

  /// An array or object with all that is in it, without recursion.
  func afterContainer(_ position: BytePointer, depth: Int) throws(Failure) -> BytePointer {
    guard depth < maximumDepth else { throw failure(.depth, at: position) }
    var around = Nesting()
    var inObject = position.pointee == Ascii.openBrace
    var mayClose = true
    var p = afterBlanks(position + 1)
    while true {
      let closer = inObject ? Ascii.closeBrace : Ascii.closeBracket
      let first = try byte(at: p)
      if !(mayClose && first == closer) {
        if inObject { p = try afterColon(afterName(p, mayClose: mayClose)) }
        switch try byte(at: p) {
        case Ascii.quote: p = try afterString(p)
        case let opener where opener == Ascii.openBrace || opener == Ascii.openBracket:
          guard depth + around.count + 1 < maximumDepth else { throw failure(.depth, at: p) }
          around.push(inObject)
          inObject = opener == Ascii.openBrace
          mayClose = true
          p = afterBlanks(p + 1)
          continue
        default: p = try afterScalar(p, orBracket: mayClose && !inObject)
        }
        mayClose = false
        p = afterBlanks(p)
        if try byte(at: p) == Ascii.comma {
          p = afterBlanks(p + 1)
          continue
        }
      }
      mayClose = false
      while true {
        let isCloser = try byte(at: p) == (inObject ? Ascii.closeBrace : Ascii.closeBracket)
        guard isCloser else { throw failure(inObject ? .commaOrBrace : .commaOrBracket, at: p) }
        guard around.count > 0 else { return p + 1 }
        inObject = around.pop()
        p = afterBlanks(p + 1)
        if try byte(at: p) == Ascii.comma {
          p = afterBlanks(p + 1)
          break
        }
      }
    }
  }

  /// A name with its quotes; `mayClose` only words the failure.
  @inline(__always)
  func afterName(_ position: BytePointer, mayClose: Bool) throws(Failure) -> BytePointer {
    guard try byte(at: position) == Ascii.quote else {
      throw failure(mayClose ? .nameOrBrace : .name, at: position)
    }
    return try afterString(position)
  }

  /// The colon and the blanks around it.
  @inline(__always)
  func afterColon(_ position: BytePointer) throws(Failure) -> BytePointer {
    let p = afterBlanks(position)
    guard try byte(at: p) == Ascii.colon else { throw failure(.colon, at: p) }
    return afterBlanks(p + 1)
  }

  // MARK: Strings

  /// A string from its opening to its closing quote.
  @inline(__always)
  func afterString(_ opening: BytePointer) throws(Failure) -> BytePointer {
    var p = opening + 1
    while true {
      p = JSONBytes.firstSpecial(p, end)
      guard p < end else { throw failure(.unterminatedString, at: opening) }
      if p.pointee == Ascii.quote { return p + 1 }
      p = try afterSpecial(p, opening: opening)
    }
  }

  /// An escape or a character beyond ASCII.
  @inline(never)
  private func afterSpecial(
    _ position: BytePointer, opening: BytePointer
  ) throws(Failure) -> BytePointer {
    let byte = position.pointee
    if byte < 0x20 { throw failure(.controlCharacter, at: position) }
    guard byte == Ascii.backslash else { return try afterScalars(position, opening: opening) }
    guard position + 1 < end else { throw failure(.unterminatedString, at: opening) }
    switch position[1] {
    case Ascii.quote, Ascii.backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return position + 2
    case UInt8(ascii: "u"):
      for index in 2..<6 {
        guard position + index < end else { throw failure(.unterminatedString, at: opening) }
        guard Ascii.hexadecimalValue(position[index]) != nil else {
          throw failure(.unicodeEscape, at: position)
        }
      }
      return position + 6
    default: throw failure(.escape, at: position)
    }
  }

  /// Characters of two to four bytes: no overlong form, no surrogate, nothing beyond U+10FFFF.
  private func afterScalars(
    _ position: BytePointer, opening: BytePointer
  ) throws(Failure) -> BytePointer {
    var p = position
    while p < end, p.pointee >= 0x80 {
      let length: Int
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch p.pointee {
      case 0xC2...0xDF: length = 2
      case 0xE0: (length, second) = (3, 0xA0...0xBF)
      case 0xED: (length, second) = (3, 0x80...0x9F)
      case 0xE1...0xEF: length = 3
      case 0xF0: (length, second) = (4, 0x90...0xBF)
      case 0xF1...0xF3: length = 4
      case 0xF4: (length, second) = (4, 0x80...0x8F)
      default: throw failure(.utf8, at: p)
      }
      for index in 1..<length {
        guard p + index < end else { throw failure(.unterminatedString, at: opening) }
        guard (index == 1 ? second : 0x80...0xBF).contains(p[index]) else {
          throw failure(.utf8, at: p)
        }
      }
      p += length
    }
    return p
  }

  // MARK: Numbers and words

  /// A number, `true`, `false`, `null`; `orBracket` only words the failure.
  @inline(__always)
  private func afterScalar(
    _ position: BytePointer, orBracket: Bool = false
  ) throws(Failure) -> BytePointer {
    switch position.pointee {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): try afterNumber(position)
    case UInt8(ascii: "t"): try afterWord("true", position)
    case UInt8(ascii: "f"): try afterWord("false", position)
    case UInt8(ascii: "n"): try afterWord("null", position)
    case UInt8(ascii: "N"): try afterNonFinite("NaN", position, numberStart: position)
    case UInt8(ascii: "I"): try afterNonFinite("Infinity", position, numberStart: position)
    default: throw failure(orBracket ? .valueOrBracket : .value, at: position)
    }
  }

  private func afterWord(
    _ word: StaticString, _ position: BytePointer
  ) throws(Failure) -> BytePointer {
    for index in 0..<word.utf8CodeUnitCount {
      guard try byte(at: position + index) == word.utf8Start[index] else {
        throw failure(.value, at: position)
      }
    }
    return position + word.utf8CodeUnitCount
  }

  private func afterNonFinite(
    _ word: StaticString, _ position: BytePointer, numberStart: BytePointer
  ) throws(Failure) -> BytePointer {
    let after = try afterWord(word, position)
    guard acceptsNonFinite else { throw failure(.nonFinite, at: numberStart) }
    return after
  }

  private func afterNumber(_ position: BytePointer) throws(Failure) -> BytePointer {
    var p = position
    if p.pointee == UInt8(ascii: "-") {
      p += 1
      if try byte(at: p) == UInt8(ascii: "I") {
        return try afterNonFinite("Infinity", p, numberStart: position)
      }
    }
    let first = p
    p = try afterDigits(p)
    if first.pointee == UInt8(ascii: "0"), p - first > 1 { throw failure(.leadingZero, at: first) }
    if p < end, p.pointee == UInt8(ascii: ".") { p = try afterDigits(p + 1) }
    if p < end, p.pointee == UInt8(ascii: "e") || p.pointee == UInt8(ascii: "E") {
      p += 1
      let sign = try byte(at: p)
      if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { p += 1 }
      p = try afterDigits(p)
    }
    return p
  }

  /// One digit or more.
  @inline(__always)
  private func afterDigits(_ position: BytePointer) throws(Failure) -> BytePointer {
    guard Ascii.isDigit(try byte(at: position)) else { throw failure(.digit, at: position) }
    var p = position + 1
    while p < end, Ascii.isDigit(p.pointee) { p += 1 }
    return p
  }
}

/// The kinds of the containers around a position, a bit each; allocates beyond 64.
private struct Nesting {
  private(set) var count = 0
  private var innermost: UInt64 = 0
  private var outer: [UInt64] = []

  @inline(__always)
  mutating func push(_ isObject: Bool) {
    if count > 0, count % 64 == 0 { outer.append(innermost) }
    innermost = innermost << 1 | (isObject ? 1 : 0)
    count += 1
  }

  @inline(__always)
  mutating func pop() -> Bool {
    let isObject = innermost & 1 == 1
    innermost >>= 1
    count -= 1
    if count > 0, count % 64 == 0 { innermost = outer.removeLast() }
    return isObject
  }
}
