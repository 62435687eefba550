/// Bytes → the tokens of one logical line after another, as Python 3.13 cuts them; literals are cut in the file beside.
struct PythonTokenizer {
  /// A bracket still open.
  struct Bracket {
    var byte: UInt8
    var line: Int32
  }

  /// CPython's limit.
  private static let maximumBrackets = 200

  /// Ends with a line end and a zero byte; no other byte is zero.
  let bytes: [UInt8]
  /// Those of the line at hand; the last is `.newline`.
  private(set) var tokens: [PythonToken] = []
  /// How many columns the line at hand is indented, tabs to every eighth.
  private(set) var indentation = 0
  var at = 0
  /// From 1; at the end of the source the last line.
  var line: Int32 = 1
  var brackets: [Bracket] = []
  var formatStrings: [FormatString] = []

  init(_ source: [UInt8]) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(source.count + 2)
    bytes += source
    if let last = source.last, last != 0x0A, last != 0x0D { bytes.append(0x0A) }
    bytes.append(0)
    self.bytes = bytes
  }

  /// Cuts the next logical line; false at the end of the source.
  mutating func nextLine() throws(PythonSyntaxError) -> Bool {
    tokens.removeAll(keepingCapacity: true)
    try startLine()
    guard bytes[at] != 0 else {
      if line > 1 { line -= 1 }
      return false
    }
    repeat {
      while let format = formatStrings.last, !format.isInExpression { try formatText() }
      try cutToken()
    } while tokens.last?.kind != .newline
    return true
  }

  mutating func append(_ kind: PythonToken.Kind, from start: Int) {
    append(PythonToken(kind: kind, start: Int32(start), end: Int32(at), line: line))
  }

  mutating func append(_ token: PythonToken) {
    var token = token
    token.depth = UInt8(brackets.count)
    tokens.append(token)
  }

  func text(_ index: Int) -> ArraySlice<UInt8> {
    bytes[Int(tokens[index].start)..<Int(tokens[index].end)]
  }

  func isName(_ name: String, _ index: Int) -> Bool {
    tokens[index].kind == .name && text(index).elementsEqual(name.utf8)
  }

  func invalid(line: Int32? = nil) -> PythonSyntaxError {
    PythonSyntaxError(line: Int(line ?? self.line))
  }

  // MARK: - Lines

  /// Skips blank lines and comments, then notes how far the line is indented.
  private mutating func startLine() throws(PythonSyntaxError) {
    var columns = 0
    var beforeContinuation: Int?
    scan: while true {
      switch bytes[at] {
      case 0x20: columns += 1
      case 0x09: columns = (columns / 8 + 1) * 8
      case 0x0C: columns = 0
      case UInt8(ascii: "\\"):
        if beforeContinuation == nil, columns > 0 { beforeContinuation = columns }
        try skipContinuation()
        continue scan
      case UInt8(ascii: "#"):
        skipComment()
        continue scan
      case 0x0A, 0x0D:
        skipLineEnd()
        (columns, beforeContinuation) = (0, nil)
        continue scan
      default: break scan
      }
      at += 1
    }
    indentation = beforeContinuation ?? columns
  }

  mutating func skipLineEnd() {
    if bytes[at] == 0x0D, bytes[at + 1] == 0x0A { at += 1 }
    at += 1
    line += 1
  }

  private mutating func skipComment() {
    while bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
  }

  private mutating func skipContinuation() throws(PythonSyntaxError) {
    at += 1
    let lineOfBackslash = line
    guard bytes[at] == 0x0A || bytes[at] == 0x0D else { throw invalid() }
    skipLineEnd()
    if bytes[at] == 0 { throw invalid(line: brackets.last?.line ?? lineOfBackslash) }
  }

  // MARK: - One token

  private mutating func cutToken() throws(PythonSyntaxError) {
    while bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == 0x0C { at += 1 }
    let start = at
    switch bytes[at] {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"), 0x80...:
      try cutName()
    case 0x0A, 0x0D:
      if brackets.isEmpty { append(.newline, from: start) }
      skipLineEnd()
    case UInt8(ascii: "("): try open(.openParenthesis)
    case UInt8(ascii: "["): try open(.openBracket)
    case UInt8(ascii: "{"): try open(.open)
    case UInt8(ascii: ")"): try close(UInt8(ascii: "("))
    case UInt8(ascii: "]"): try close(UInt8(ascii: "["))
    case UInt8(ascii: "}"): try close(UInt8(ascii: "{"))
    case UInt8(ascii: "\""), UInt8(ascii: "'"): try cutString(prefixStart: start)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): cutNumber()
    case UInt8(ascii: ".") where Self.digit(bytes[at + 1]) < 10: cutNumber()
    case UInt8(ascii: "#"): skipComment()
    case UInt8(ascii: "\\"): try skipContinuation()
    case 0: throw invalid(line: brackets.last?.line)
    default: try cutOperator()
    }
  }

  private mutating func cutName() throws(PythonSyntaxError) {
    let start = at
    var word: UInt64 = 0
    while Self.continuesName(bytes[at]) {
      word = word << 8 | UInt64(bytes[at])
      at += 1
    }
    if bytes[at] == UInt8(ascii: "'") || bytes[at] == UInt8(ascii: "\""),
      isStringPrefix(from: start)
    {
      return try cutString(prefixStart: start)
    }
    append(2...8 ~= at - start ? PythonToken.Kind(packed: word) : .name, from: start)
  }

  @inline(__always)
  static func continuesName(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
      || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  private static let operators: [Unicode.Scalar: PythonToken.Kind] = {
    var kinds: [Unicode.Scalar: PythonToken.Kind] = [
      ",": .comma, ";": .semicolon, ":": .colon, "*": .star, "/": .slash, "@": .at,
    ]
    for scalar in ".=!+-~<>%&^|".unicodeScalars { kinds[scalar] = .other }
    return kinds
  }()

  private mutating func cutOperator() throws(PythonSyntaxError) {
    let start = at
    guard let kind = Self.operators[Unicode.Scalar(bytes[at])] else { throw invalid() }
    at += 1
    if kind == .colon, endsFieldExpression {
      formatStrings[formatStrings.count - 1].isInExpression = false
      return append(.specification, from: start)
    }
    let pair = (bytes[start], bytes[at])
    // `**` unpacks as `*` does; `//`, `:=`, `*=` and the like are one operator.
    if pair == (UInt8(ascii: "*"), UInt8(ascii: "*")) { at += 1 }
    let isLonger =
      pair == (UInt8(ascii: "/"), UInt8(ascii: "/"))
      || bytes[at] == UInt8(ascii: "=") && kind != .comma && kind != .semicolon
    if isLonger { at += 1 }
    let isArrow = pair == (UInt8(ascii: "-"), UInt8(ascii: ">"))
    if isArrow { at += 1 }
    append(isArrow ? .arrow : isLonger ? .other : kind, from: start)
  }

  // MARK: - Brackets

  /// Whether a `:` or `}` here belongs to the innermost field rather than to its expression.
  private var endsFieldExpression: Bool {
    guard let format = formatStrings.last else { return false }
    return format.fields > 0 && brackets.count == format.bracketsOutside + format.fields
  }

  mutating func open(_ kind: PythonToken.Kind) throws(PythonSyntaxError) {
    guard brackets.count < Self.maximumBrackets else { throw invalid() }
    at += 1
    append(kind, from: at - 1)
    brackets.append(Bracket(byte: bytes[at - 1], line: line))
  }

  private mutating func close(_ partner: UInt8) throws(PythonSyntaxError) {
    guard brackets.last?.byte == partner else { throw invalid() }
    if endsFieldExpression {
      formatStrings[formatStrings.count - 1].fields -= 1
      formatStrings[formatStrings.count - 1].isInExpression = false
    }
    brackets.removeLast()
    at += 1
    append(.close, from: at - 1)
  }
}
