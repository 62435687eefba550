internal import JSON

/// A value and where it stands.
struct TOMLNode {
  var range: Range<Int>
  /// Strings, truth values, arrays and tables; null for numbers and dates.
  var value: JSONValue
  /// What an inline table holds; nil for anything else.
  var entries: [TOMLEntry]?
}

/// `key = value`, perhaps with a dotted key.
struct TOMLEntry {
  var path: [String]
  var keyStart: Int
  var value: TOMLNode
}

/// A header and what follows it up to the next one; the first section of a text has no header.
struct TOMLSection {
  var path: [String] = []
  var isArray = false
  /// The start of the header's line.
  var start: Int
  /// Behind the last line that says something: the header's or an entry's, line end included.
  var contentEnd: Int
  var entries: [TOMLEntry] = []
}

/// A TOML text: which tables it has, what they hold and where each of it stands, as far as an edit needs to know. Where it
/// cannot be sure what it reads, it is an error.
struct TOMLText {
  let bytes: [UInt8]
  let sections: [TOMLSection]

  /// Reads a text. A byte order mark may stand in front.
  init(_ bytes: [UInt8]) throws(UneditableText) {
    var scanner = TOMLScanner(bytes: bytes, at: SplicedText(bytes).markLength)
    sections = try scanner.sections()
    self.bytes = bytes
  }

  func error(_ message: String, at offset: Int) -> UneditableText {
    TOMLScanner(bytes: bytes, at: offset).error(message)
  }
}

/// Walks over a text.
struct TOMLScanner {
  let bytes: [UInt8]
  var at: Int

  var isAtEnd: Bool { at >= bytes.count }
  var next: UInt8? { isAtEnd ? nil : bytes[at] }

  /// `line 3, column 1: expected '='`; columns are bytes.
  func error(_ message: String, at offset: Int? = nil) -> UneditableText {
    UneditableText(reason: "\(JSONError(message, at: offset ?? at, in: bytes))")
  }

  mutating func sections() throws(UneditableText) -> [TOMLSection] {
    var sections: [TOMLSection] = []
    var section = TOMLSection(start: at, contentEnd: at)
    while true {
      let lineStart = at
      try skipBlanksAndLines()
      guard let byte = next else { break }
      let start = max(lineStart, SplicedText(bytes).lineStart(of: at))
      if byte == UInt8(ascii: "[") {
        sections.append(section)
        section = try header(start: start)
      } else {
        section.entries.append(try entry(depth: 0))
        try endLine()
      }
      section.contentEnd = at
    }
    return sections + [section]
  }

  mutating func eat(_ text: String) -> Bool {
    guard bytes[at...].starts(with: text.utf8) else { return false }
    at += text.utf8.count
    return true
  }

  private mutating func skipBlanks() { while next == 0x20 || next == 0x09 { at += 1 } }

  /// Blanks, line ends and comments.
  private mutating func skipBlanksAndLines() throws(UneditableText) {
    while true {
      skipBlanks()
      if next == UInt8(ascii: "#") {
        at = bytes[at...].firstIndex(of: 0x0A) ?? bytes.count
      } else if next == 0x0A {
        at += 1
      } else if next == 0x0D {
        guard eat("\r\n") else { throw error("a carriage return that ends no line") }
      } else {
        return
      }
    }
  }

  private mutating func endLine() throws(UneditableText) {
    skipBlanks()
    if next == UInt8(ascii: "#") { at = bytes[at...].firstIndex(of: 0x0A) ?? bytes.count }
    guard isAtEnd || eat("\n") || eat("\r\n") else { throw error("expected the end of the line") }
  }

  private mutating func header(start: Int) throws(UneditableText) -> TOMLSection {
    let isArray = eat("[[")
    if !isArray { at += 1 }
    let path = try key()
    guard eat(isArray ? "]]" : "]") else { throw error("expected '\(isArray ? "]]" : "]")'") }
    try endLine()
    return TOMLSection(path: path, isArray: isArray, start: start, contentEnd: at)
  }

  private mutating func entry(depth: Int) throws(UneditableText) -> TOMLEntry {
    let start = at
    let path = try key()
    guard eat("=") else { throw error("expected '='") }
    skipBlanks()
    return TOMLEntry(path: path, keyStart: start, value: try value(depth: depth))
  }

  private mutating func key() throws(UneditableText) -> [String] {
    var path: [String] = []
    repeat {
      skipBlanks()
      path.append(try keyPart())
      skipBlanks()
    } while eat(".")
    return path
  }

  private mutating func keyPart() throws(UneditableText) -> String {
    switch next {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return try string()
    default:
      let start = at
      while let byte = next, byte.isBareKeyByte { at += 1 }
      guard at > start else { throw error("expected a key") }
      return String(decoding: bytes[start..<at], as: UTF8.self)
    }
  }

  private mutating func value(depth: Int) throws(UneditableText) -> TOMLNode {
    guard depth < 100 else { throw error("nested too deeply") }
    let start = at
    let value: JSONValue
    var entries: [TOMLEntry]?
    switch next {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): value = .string(try string())
    case UInt8(ascii: "["): value = .array(try array(depth: depth))
    case UInt8(ascii: "{"):
      let inner = try table(depth: depth)
      value = inner.reduce(.object([])) { $0.setting($1.value.value, at: $1.path[...]) }
      entries = inner
    default: value = try scalar()
    }
    return TOMLNode(range: start..<at, value: value, entries: entries)
  }

  private mutating func array(depth: Int) throws(UneditableText) -> [JSONValue] {
    at += 1
    var elements: [JSONValue] = []
    var hasComma = true
    while true {
      try skipBlanksAndLines()
      if eat("]") { return elements }
      guard hasComma else { throw error("expected ',' or ']'") }
      elements.append(try value(depth: depth + 1).value)
      try skipBlanksAndLines()
      hasComma = eat(",")
    }
  }

  private mutating func table(depth: Int) throws(UneditableText) -> [TOMLEntry] {
    at += 1
    var entries: [TOMLEntry] = []
    skipBlanks()
    if eat("}") { return entries }
    repeat {
      skipBlanks()
      entries.append(try entry(depth: depth + 1))
      skipBlanks()
    } while eat(",")
    guard eat("}") else { throw error("expected ',' or '}'") }
    return entries
  }

  private mutating func scalar() throws(UneditableText) -> JSONValue {
    let start = at
    while let byte = next, byte.isBareKeyByte || "+.:".utf8.contains(byte) { at += 1 }
    // Between a date and a time there may be a blank.
    if at - start == 10, bytes[start + 4] == UInt8(ascii: "-"), next == 0x20,
      bytes[at...].dropFirst().first.map({ $0.isDigit }) ?? false
    {
      at += 1
      while let byte = next, byte.isDigit || "+-.:Zz".utf8.contains(byte) { at += 1 }
    }
    let word = String(decoding: bytes[start..<at], as: UTF8.self)
    let unsigned = word.drop { $0 == "+" || $0 == "-" }
    guard
      ["true", "false"].contains(word) || ["inf", "nan"].contains(unsigned)
        || unsigned.utf8.first?.isDigit ?? false
    else { throw error("expected a value", at: start) }
    return ["true", "false"].contains(word) ? .bool(word == "true") : .null
  }
}

extension UInt8 {
  /// A-Z, a-z, 0-9, `_`, `-`.
  var isBareKeyByte: Bool {
    isDigit || isLetter || self == UInt8(ascii: "_") || self == UInt8(ascii: "-")
  }
}
