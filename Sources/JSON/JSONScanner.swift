typealias BytePointer = UnsafePointer<UInt8>

/// Checks bytes from `start` up to `end`, allocating nothing for ordinary texts. Every function takes a position and returns
/// the one after what it names.
struct JSONScanner {
  /// Where offsets count from.
  let start: BytePointer
  /// The first byte that must not be touched.
  let end: BytePointer
  let acceptsNonFinite: Bool
  /// Whether a word that breaks is told where it breaks, as editors do, not where it begins.
  private let pointsIntoWords: Bool
  let maximumDepth: Int

  init(start: BytePointer, end: BytePointer, dialect: JSONDialect) {
    self.start = start
    self.end = end
    acceptsNonFinite = dialect.acceptsNonFinite
    pointsIntoWords = dialect.acceptsComments
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
    _ position: BytePointer, depth: Int, orBracket: Bool = false, notes: MemberNotes? = nil
  ) throws(Failure) -> BytePointer {
    switch try byte(at: position) {
    case Ascii.quote: try afterString(position)
    case Ascii.openBrace: try afterObject(position, depth: depth, notes: notes)
    case Ascii.openBracket: try afterArray(position, depth: depth)
    default: try afterScalar(position, orBracket: orBracket)
    }
  }

  private func afterArray(_ position: BytePointer, depth: Int) throws(Failure) -> BytePointer {
    guard depth < maximumDepth else { throw failure(.depth, at: position) }
    var p = afterBlanks(position + 1)
    if try byte(at: p) == Ascii.closeBracket { return p + 1 }
    var isFirst = true
    while true {
      p = afterBlanks(try afterValue(p, depth: depth + 1, orBracket: isFirst))
      isFirst = false
      let next = try byte(at: p)
      if next == Ascii.closeBracket { return p + 1 }
      guard next == Ascii.comma else { throw failure(.commaOrBracket, at: p) }
      p = afterBlanks(p + 1)
    }
  }

  private func afterObject(
    _ position: BytePointer, depth: Int, notes: MemberNotes?
  ) throws(Failure) -> BytePointer {
    guard depth < maximumDepth else { throw failure(.depth, at: position) }
    var p = position
    var count = 0
    while true {
      // What was checked in the record before, byte for byte, needs no second check.
      if var member = notes?.sameAsBefore(p, end, at: count) {
        p = try afterValue(member.valueStart, depth: depth + 1)
        member.valueEnd = p
        notes?.note(member, at: count)
      } else {
        let before = p
        p = afterBlanks(p + (count == 0 ? 1 : 0))
        let next = try byte(at: p)
        if next == Ascii.closeBrace { return p + 1 }
        if count > 0 {
          guard next == Ascii.comma else { throw failure(.commaOrBrace, at: p) }
          p = afterBlanks(p + 1)
        }
        let name = try afterName(p, mayClose: count == 0)
        let value = try afterColon(name.end)
        let valueEnd = try afterValue(value, depth: depth + 1)
        let member = MemberPlace(
          nameStart: p, nameEnd: name.end, valueStart: value, valueEnd: valueEnd,
          isPlain: name.isPlain)
        notes?.note(member, at: count)
        notes?.expect(member, behind: before, at: count)
        p = valueEnd
      }
      count += 1
    }
  }

  /// A name with its quotes, and whether it is plain ASCII without escapes; `mayClose` only words
  /// the failure.
  @inline(__always)
  func afterName(
    _ position: BytePointer, mayClose: Bool
  ) throws(Failure) -> (end: BytePointer, isPlain: Bool) {
    guard try byte(at: position) == Ascii.quote else {
      throw failure(mayClose ? .nameOrBrace : .name, at: position)
    }
    let plainEnd = JSONBytes.firstSpecial(position + 1, end)
    if plainEnd < end, plainEnd.pointee == Ascii.quote { return (plainEnd + 1, true) }
    return (try afterString(position), false)
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
        throw failure(.value, at: pointsIntoWords ? position + index : position)
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
