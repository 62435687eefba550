// Bytes → tokens, as Python 3.13 cuts them: here names and operators, in the files beside lines,
// brackets, strings and numbers. It refuses to judge the order of tokens.

struct PythonTokenizer {
  /// Why the rest could not be cut.
  struct Failure: Error {
    var error: PythonSyntaxError
    /// Whether it is reported even when the parser stumbles over an earlier token.
    var outranksParser: Bool
  }

  /// A bracket still open.
  struct Bracket {
    var byte: UInt8
    var line: Int32
  }

  /// A format string still open. Between its braces tokens are cut as elsewhere.
  struct FormatString {
    var quote: UInt8
    var isTriple: Bool
    var isRaw: Bool
    var line: Int32
    /// How many brackets were open before it.
    var bracketsOutside: Int
    /// How many fields are open; a specification may hold further fields.
    var fields = 0
    /// Whether an expression is next rather than literal text or a specification.
    var isInExpression = false
  }

  /// How far a line is indented, with tabs to every eighth column and with tabs as one.
  struct Indentation {
    var columns = 0
    var alternateColumns = 0
  }

  /// CPython's limits.
  static let maximumBrackets = 200
  static let maximumIndentations = 100

  /// Ends with a line end and a zero byte; no other byte is zero.
  let bytes: [UInt8]
  private let keywords = PythonKeywords()
  private(set) var tokens: [PythonToken] = []
  private(set) var failure: Failure?
  var at = 0
  var line: Int32 = 1
  var brackets: [Bracket] = []
  var formatStrings: [FormatString] = []
  var indentations = [Indentation()]

  init(_ terminatedBytes: [UInt8]) {
    bytes = terminatedBytes
    tokens.reserveCapacity(bytes.count / 4)
  }

  /// The source as the tokenizer wants it.
  static func terminated(_ source: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(source.count + 2)
    bytes += source
    if let last = source.last, last != 0x0A, last != 0x0D { bytes.append(0x0A) }
    bytes.append(0)
    return bytes
  }

  /// Cuts everything; the last token is `.end` or `.failure`.
  mutating func run() {
    do {
      try startLine()
      repeat {
        while let format = formatStrings.last, !format.isInExpression { try formatText() }
      } while try cutToken()
    } catch {
      failure = error
      append(.failure, from: at)
    }
  }

  mutating func append(_ kind: PythonToken.Kind, from start: Int) {
    tokens.append(
      PythonToken(kind: kind, start: Int32(start), end: Int32(at), line: line))
  }

  mutating func append(_ token: PythonToken) {
    tokens.append(token)
  }

  func fail(_ message: String, line: Int32? = nil, outranksParser: Bool = true) -> Failure {
    Failure(
      error: PythonSyntaxError(message: message, line: Int(line ?? self.line)),
      outranksParser: outranksParser)
  }

  // MARK: - One token

  /// Cuts the next token; false at the end of the source.
  private mutating func cutToken() throws(Failure) -> Bool {
    while bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == 0x0C { at += 1 }
    let start = at
    let byte = bytes[at]
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"), 0x80...:
      try cutName()
    case 0x0A, 0x0D:
      if brackets.isEmpty {
        append(.newline, from: start)
        skipLineEnd()
        try startLine()
      } else {
        skipLineEnd()
      }
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
      try openBracket()
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
      try closeBracket()
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      try cutString(prefixStart: start)
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      try cutNumber()
    case UInt8(ascii: "."):
      try cutDot()
    case UInt8(ascii: "#"):
      skipComment()
    case UInt8(ascii: "\\"):
      try skipContinuation()
    case 0:
      guard let bracket = brackets.last else {
        append(.end, from: start)
        return false
      }
      throw Self.neverClosed(bracket)
    default:
      try cutOperator(byte)
    }
    return true
  }

  private mutating func cutName() throws(Failure) {
    let start = at
    var byte = bytes[at]
    var seen: UInt8 = 0
    while Self.continuesName(byte) {
      seen |= byte
      at += 1
      byte = bytes[at]
    }
    if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\""), isStringPrefix(from: start) {
      return try cutString(prefixStart: start)
    }
    if seen >= 0x80, let problem = PythonIdentifier.problem(in: bytes[start..<at]) {
      throw fail(problem)
    }
    append(keywords.kind(of: bytes, from: start, to: at), from: start)
  }

  @inline(__always)
  static func continuesName(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
      || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  private mutating func cutDot() throws(Failure) {
    if bytes[at + 1] &- UInt8(ascii: "0") < 10 { return try cutNumber() }
    let isEllipsis = bytes[at + 1] == UInt8(ascii: ".") && bytes[at + 2] == UInt8(ascii: ".")
    let start = at
    at += isEllipsis ? 3 : 1
    append(isEllipsis ? .ellipsis : .dot, from: start)
  }

  private mutating func cutOperator(_ byte: UInt8) throws(Failure) {
    let start = at
    let isBeforeEqual = bytes[at + 1] == UInt8(ascii: "=")
    at += 1
    var kind: PythonToken.Kind
    switch byte {
    case UInt8(ascii: ","): return append(.comma, from: start)
    case UInt8(ascii: ";"): return append(.semicolon, from: start)
    case UInt8(ascii: "~"): return append(.tilde, from: start)
    case UInt8(ascii: "$"), UInt8(ascii: "?"), UInt8(ascii: "`"):
      return append(.unknown, from: start)
    case UInt8(ascii: ":"):
      if endsFieldExpression {
        formatStrings[formatStrings.count - 1].isInExpression = false
        return append(.specification, from: start)
      }
      if isBeforeEqual { at += 1 }
      return append(isBeforeEqual ? .walrus : .colon, from: start)
    case UInt8(ascii: "="), UInt8(ascii: "!"):
      if isBeforeEqual { at += 1 }
      kind = byte == UInt8(ascii: "=") ? .assign : .exclamation
      return append(isBeforeEqual ? .comparison : kind, from: start)
    case UInt8(ascii: "<"), UInt8(ascii: ">"):
      if bytes[at] != byte {
        if isBeforeEqual { at += 1 }
        return append(.comparison, from: start)
      }
      at += 1
      kind = .otherOperator
    case UInt8(ascii: "*"), UInt8(ascii: "/"):
      let isDouble = bytes[at] == byte
      if isDouble { at += 1 }
      kind =
        byte == UInt8(ascii: "*")
        ? (isDouble ? .doubleStar : .star)
        : (isDouble ? .otherOperator : .slash)
    case UInt8(ascii: "-") where bytes[at] == UInt8(ascii: ">"):
      at += 1
      return append(.arrow, from: start)
    case UInt8(ascii: "+"), UInt8(ascii: "-"): kind = .sign
    case UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "^"): kind = .otherOperator
    case UInt8(ascii: "|"): kind = .bar
    case UInt8(ascii: "@"): kind = .at
    default:
      throw fail("invalid non-printable character \(PythonIdentifier.codePoint(UInt32(byte)))")
    }
    if bytes[at] == UInt8(ascii: "=") {
      at += 1
      kind = .augmentedAssign
    }
    append(kind, from: start)
  }
}
