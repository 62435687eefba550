/// A position in checked bytes, which walks over and decodes members, elements, texts and trees. On bytes that were never
/// checked its results mean nothing.
struct JSONCursor {
  private(set) var position: BytePointer
  private let end: BytePointer

  /// Stands before the first element or member of `container`; nil when it is neither array nor
  /// object.
  @inline(__always)
  init?(inside container: JSONSlice, opener: UInt8) {
    guard let first = container.first, first.pointee == opener else { return nil }
    end = first + (container.bytes.count - 1)
    position = JSONBytes.afterBlanks(first + 1, end)
  }

  init(at position: BytePointer, end: BytePointer) {
    self.position = position
    self.end = end
  }

  /// The next element; nil at the end of the array.
  @inline(__always)
  mutating func nextElement() -> JSONSlice? {
    guard position < end else { return nil }
    let element = value()
    skipSeparator()
    return element
  }

  /// The next member; nil at the end of the object.
  @inline(__always)
  mutating func nextMember() -> MemberPlace? {
    guard position < end else { return nil }
    let name = position
    let isPlain = JSONBytes.firstSpecial(name + 1, end).pointee == Ascii.quote
    skipValue()
    let nameEnd = position
    skipSeparator()
    let value = position
    skipValue()
    let valueEnd = position
    skipSeparator()
    return MemberPlace(
      nameStart: name, nameEnd: nameEnd, valueStart: value, valueEnd: valueEnd, isPlain: isPlain)
  }

  /// The value at the position, passing it.
  @inline(__always)
  mutating func value() -> JSONSlice {
    let start = position
    skipValue()
    return JSONSlice(from: start, to: position)
  }

  /// Passes a comma or a colon, and the blanks around it.
  @inline(__always)
  private mutating func skipSeparator() {
    position = JSONBytes.afterBlanks(position, end)
    if position < end { position = JSONBytes.afterBlanks(position + 1, end) }
  }

  @inline(__always)
  private mutating func skipString() {
    position += 1
    while true {
      position = JSONBytes.firstQuoteOrBackslash(position, end)
      guard position < end else { return }
      if position.pointee == Ascii.quote {
        position += 1
        return
      }
      position = min(position + 2, end)
    }
  }

  @inline(__always)
  private mutating func skipValue() {
    switch position.pointee {
    case Ascii.quote: skipString()
    case Ascii.openBrace, Ascii.openBracket: skipContainer()
    default: skipScalar()
    }
  }

  private mutating func skipScalar() {
    while position < end, position.pointee > Ascii.space, position.pointee != Ascii.comma,
      position.pointee != Ascii.closeBrace, position.pointee != Ascii.closeBracket
    {
      position += 1
    }
  }

  private mutating func skipContainer() {
    var depth = 0
    while position < end {
      switch position.pointee {
      case Ascii.quote: skipString()
      case Ascii.openBrace, Ascii.openBracket:
        depth += 1
        position += 1
      case Ascii.closeBrace, Ascii.closeBracket:
        depth -= 1
        position += 1
        if depth == 0 { return }
      case Ascii.newline: position = JSONBytes.afterBlanks(position, end)
      default: position += 1
      }
    }
  }

  // MARK: Trees

  /// The value at the position as a tree, passing it.
  mutating func tree() -> JSONValue {
    switch position.pointee {
    case Ascii.quote: return .string(value().decodedText)
    case Ascii.openBracket: return .array(elements())
    case Ascii.openBrace: return .object(members())
    case UInt8(ascii: "n"):
      skipScalar()
      return .null
    case UInt8(ascii: "t"), UInt8(ascii: "f"):
      let isTrue = position.pointee == UInt8(ascii: "t")
      skipScalar()
      return .bool(isTrue)
    default: return .number(value().checkedNumber)
    }
  }

  private mutating func elements() -> [JSONValue] {
    var elements: [JSONValue] = []
    position = JSONBytes.afterBlanks(position + 1, end)
    while position < end, position.pointee != Ascii.closeBracket {
      elements.append(tree())
      passSeparator()
    }
    position += 1
    return elements
  }

  private mutating func members() -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    var seen = SeenNames()
    position = JSONBytes.afterBlanks(position + 1, end)
    while position < end, position.pointee != Ascii.closeBrace {
      let name = value().decodedText
      skipSeparator()
      let value = tree()
      if let first = seen.firstPlace(of: name) {
        members[first].value = value
      } else {
        members.append(JSONValue.Member(name, value))
      }
      passSeparator()
    }
    position += 1
    return members
  }

  /// Passes blanks and a comma, and stops at a closing bracket.
  @inline(__always)
  private mutating func passSeparator() {
    position = JSONBytes.afterBlanks(position, end)
    if position < end, position.pointee == Ascii.comma {
      position = JSONBytes.afterBlanks(position + 1, end)
    }
  }
}
