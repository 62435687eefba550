// JSON with comments and trailing commas, as editors keep their settings: where each value stands in the text.
// It refuses to change anything, and to accept what editors would not.

internal import JSON

/// Where one value stands.
struct JSONCNode {
  enum Content {
    case scalar
    case array([JSONCNode])
    case object(JSONCObject)
  }
  /// The value's own bytes.
  var range: Range<Int>
  var content: Content
}

/// The members of an object.
struct JSONCObject {
  struct Member {
    var name: String
    var nameStart: Int
    var value: JSONCNode
  }
  var members: [Member] = []
  /// The first byte after a comma that follows the last member.
  var trailingCommaEnd: Int?

  /// The member that counts: the last of its name.
  subscript(name: String) -> Member? {
    members.last { $0.name.utf8.elementsEqual(name.utf8) }
  }
}

/// A text that was read.
struct JSONCText {
  let bytes: [UInt8]
  /// The value; nil when there are only blanks and comments.
  let root: JSONCNode?

  /// Reads a text. A byte order mark may stand in front.
  init(_ bytes: [UInt8]) throws(JSONError) {
    let hasMark = bytes.starts(with: JSONCText.byteOrderMark)
    var scanner = JSONCScanner(bytes: bytes, at: hasMark ? 3 : 0)
    try scanner.skipBlanks()
    root = scanner.isAtEnd ? nil : try scanner.value(depth: 0)
    try scanner.skipBlanks()
    guard scanner.isAtEnd else { throw scanner.error("expected nothing more") }
    self.bytes = bytes
  }

  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The value that stands at a node, without its comments.
  func value(of node: JSONCNode) throws(JSONError) -> JSONValue {
    switch node.content {
    case .scalar: return try JSONReader.read(Array(bytes[node.range]), dialect: .strict)
    case .array(let elements):
      var values: [JSONValue] = []
      for element in elements { values.append(try value(of: element)) }
      return .array(values)
    case .object(let object):
      var members: [JSONValue.Member] = []
      for member in object.members {
        members.append(JSONValue.Member(member.name, try value(of: member.value)))
      }
      return .object(members)
    }
  }
}

/// Walks over a text.
struct JSONCScanner {
  let bytes: [UInt8]
  var at: Int

  var isAtEnd: Bool { at >= bytes.count }
  private var next: UInt8? { isAtEnd ? nil : bytes[at] }

  func error(_ message: String, at offset: Int? = nil) -> JSONError {
    let offset = offset ?? at
    let before = bytes[..<offset]
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return JSONError(
      offset: offset, line: before.count { $0 == UInt8(ascii: "\n") } + 1,
      column: offset - lineStart + 1, message: message)
  }

  /// Moves over blanks and comments.
  mutating func skipBlanks() throws(JSONError) {
    while let byte = next {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: at += 1
      case UInt8(ascii: "/"): try skipComment()
      default: return
      }
    }
  }

  /// Moves over the comment that begins here: to the end of its line (not over it), or past its `*/`.
  mutating func skipComment() throws(JSONError) {
    let start = at
    switch bytes[at...].dropFirst().first {
    case UInt8(ascii: "/"):
      at = bytes[at...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
    case UInt8(ascii: "*"):
      at += 2
      while !bytes[at...].starts(with: "*/".utf8) {
        guard at < bytes.count else { throw error("this comment has no end", at: start) }
        at += 1
      }
      at += 2
    default: throw error("expected a value or a comment")
    }
  }

  private mutating func eat(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  /// The value that begins here. The depth is bounded, so no text can exhaust the stack.
  mutating func value(depth: Int) throws(JSONError) -> JSONCNode {
    guard depth < 100 else { throw error("nested too deeply") }
    let start = at
    switch next {
    case UInt8(ascii: "{"):
      let object = try object(depth: depth)
      return JSONCNode(range: start..<at, content: .object(object))
    case UInt8(ascii: "["):
      let elements = try array(depth: depth)
      return JSONCNode(range: start..<at, content: .array(elements))
    case UInt8(ascii: "\""): _ = try string()
    default: try scalar()
    }
    return JSONCNode(range: start..<at, content: .scalar)
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONCObject {
    at += 1
    var object = JSONCObject()
    while true {
      try skipBlanks()
      if eat("}") { return object }
      guard object.members.isEmpty || object.trailingCommaEnd != nil else {
        throw error("expected ',' or '}'")
      }
      let nameStart = at
      guard next == UInt8(ascii: "\"") else { throw error("expected a name in quotes") }
      let name = try string()
      try skipBlanks()
      guard eat(":") else { throw error("expected ':'") }
      try skipBlanks()
      let value = try value(depth: depth + 1)
      object.members.append(JSONCObject.Member(name: name, nameStart: nameStart, value: value))
      try skipBlanks()
      object.trailingCommaEnd = eat(",") ? at : nil
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> [JSONCNode] {
    at += 1
    var elements: [JSONCNode] = []
    var hasComma = true
    while true {
      try skipBlanks()
      if eat("]") { return elements }
      guard hasComma else { throw error("expected ',' or ']'") }
      elements.append(try value(depth: depth + 1))
      try skipBlanks()
      hasComma = eat(",")
    }
  }

  private mutating func string() throws(JSONError) -> String {
    let start = at
    at += 1
    while let byte = next, byte != UInt8(ascii: "\"") { at += byte == UInt8(ascii: "\\") ? 2 : 1 }
    guard !isAtEnd else { throw error("this text has no closing quote", at: start) }
    at += 1
    return try checked(start).text ?? ""
  }

  private mutating func scalar() throws(JSONError) {
    let start = at
    while let byte = next, byte > 0x20, !"{}[],:\"/".utf8.contains(byte) { at += 1 }
    guard at > start else { throw error("expected a value") }
    _ = try checked(start)
  }

  /// What was moved over since `start`, read by the strict reader.
  private func checked(_ start: Int) throws(JSONError) -> JSONValue {
    do throws(JSONError) {
      return try JSONReader.read(Array(bytes[start..<at]), dialect: .strict)
    } catch let problem {
      throw error(problem.message, at: start + problem.offset)
    }
  }
}
