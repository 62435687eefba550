// Literals: numbers, strings with their prefixes, format strings with their nested fields (PEP 701).

extension PythonTokenizer {
  /// A format string still open. Between its braces tokens are cut as elsewhere.
  struct FormatString {
    var quote: UInt8
    var isTriple: Bool
    var line: Int32
    /// How many brackets were open before it.
    var bracketsOutside: Int
    /// How many fields are open; a specification may hold further fields.
    var fields = 0
    /// Whether an expression is next rather than literal text or a specification.
    var isInExpression = false
  }

  /// The digit's value; 255 when the byte is no digit.
  static func digit(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: 255
    }
  }

  // MARK: - Numbers

  /// Cuts a number that starts here with a digit or with a point before a digit. It may touch a keyword: `1if a else b`.
  mutating func cutNumber() {
    let start = at
    let bases: [UInt8: UInt8] = [
      UInt8(ascii: "x"): 16, UInt8(ascii: "o"): 8, UInt8(ascii: "b"): 2,
    ]
    let base = bytes[at] == UInt8(ascii: "0") ? bases[bytes[at + 1] | 0x20] ?? 10 : 10
    if base != 10 { at += 2 }
    skipDigits(below: base)
    if base == 10 {
      if bytes[at] == UInt8(ascii: ".") {
        at += 1
        skipDigits(below: 10)
      }
      let isSigned = bytes[at + 1] == UInt8(ascii: "+") || bytes[at + 1] == UInt8(ascii: "-")
      if bytes[at] | 0x20 == UInt8(ascii: "e"), isSigned || Self.digit(bytes[at + 1]) < 10 {
        at += 2
        skipDigits(below: 10)
      }
      if bytes[at] | 0x20 == UInt8(ascii: "j") { at += 1 }
    }
    append(.other, from: start)
  }

  private mutating func skipDigits(below base: UInt8) {
    while Self.digit(bytes[at]) < base || bytes[at] == UInt8(ascii: "_") { at += 1 }
  }

  // MARK: - Strings

  /// Whether the letters before a quote are a prefix such as `rb`.
  func isStringPrefix(from start: Int) -> Bool {
    at - start <= 2 && bytes[start..<at].allSatisfy { "rbfu".utf8.contains($0 | 0x20) }
  }

  /// Cuts a literal whose opening quote is next; of a format string only the start.
  mutating func cutString(prefixStart: Int) throws(PythonSyntaxError) {
    var token = PythonToken(kind: .string, start: Int32(prefixStart), end: 0, line: line)
    for byte in bytes[prefixStart..<at] {
      switch byte | 0x20 {
      case UInt8(ascii: "b"): token.isBytes = true
      case UInt8(ascii: "r"): token.isRaw = true
      case UInt8(ascii: "f"): token.kind = .formatStart
      default: break
      }
    }
    let quote = bytes[at]
    let isTriple = bytes[at + 1] == quote && bytes[at + 2] == quote
    at += isTriple ? 3 : 1
    if token.kind == .formatStart {
      formatStrings.append(
        FormatString(
          quote: quote, isTriple: isTriple, line: line, bracketsOutside: brackets.count))
    } else {
      try skipText(of: token, quote: quote, isTriple: isTriple)
    }
    token.end = Int32(at)
    append(token)
  }

  /// Moves behind the closing quote.
  private mutating func skipText(of token: PythonToken, quote: UInt8, isTriple: Bool)
    throws(PythonSyntaxError)
  {
    while !closes(quote, isTriple: isTriple) {
      switch bytes[at] {
      case UInt8(ascii: "\\"): skipEscape()
      case 0x0A where isTriple, 0x0D where isTriple: skipLineEnd()
      case 0, 0x0A, 0x0D: throw invalid(line: token.line)
      default: at += 1
      }
    }
    at += isTriple ? 3 : 1
  }

  private func closes(_ quote: UInt8, isTriple: Bool) -> Bool {
    bytes[at] == quote && (!isTriple || bytes[at + 1] == quote && bytes[at + 2] == quote)
  }

  /// Moves behind a backslash and what it escapes, which may be a line end.
  private mutating func skipEscape() {
    at += 1
    if bytes[at] == 0x0A || bytes[at] == 0x0D { return skipLineEnd() }
    if bytes[at] != 0 { at += 1 }
  }

  // MARK: - Format strings

  /// Cuts the text of the innermost format string up to the next field or to its end.
  mutating func formatText() throws(PythonSyntaxError) {
    let last = formatStrings.count - 1
    let format = formatStrings[last]
    while true {
      let byte = bytes[at]
      switch byte {
      case format.quote where closes(format.quote, isTriple: format.isTriple):
        guard format.fields == 0 else { throw invalid() }
        at += format.isTriple ? 3 : 1
        formatStrings.removeLast()
        return append(.formatEnd, from: at)
      case UInt8(ascii: "{") where bytes[at + 1] == byte && format.fields == 0,
        UInt8(ascii: "}") where bytes[at + 1] == byte && format.fields == 0:
        at += 2
      case UInt8(ascii: "{"):
        formatStrings[last].fields += 1
        formatStrings[last].isInExpression = true
        return try open(.open)
      case UInt8(ascii: "}"):
        guard format.fields > 0 else { throw invalid() }
        return formatStrings[last].isInExpression = true
      // A brace behind a backslash begins a field all the same.
      case UInt8(ascii: "\\") where "{}".utf8.contains(bytes[at + 1]): at += 1
      case UInt8(ascii: "\\"): skipFormatEscape()
      case 0x0A where format.isTriple, 0x0D where format.isTriple: skipLineEnd()
      case 0x0A where format.fields > 0, 0x0D where format.fields > 0:
        return formatStrings[last].isInExpression = true
      case 0, 0x0A, 0x0D: throw invalid(line: format.line)
      default: at += 1
      }
    }
  }

  /// The braces of `\N{DASH}` are no field.
  private mutating func skipFormatEscape() {
    let isName = bytes[at + 1] == UInt8(ascii: "N") && bytes[at + 2] == UInt8(ascii: "{")
    skipEscape()
    guard isName else { return }
    while bytes[at] != UInt8(ascii: "}"), bytes[at] >= 0x20 { at += 1 }
    if bytes[at] == UInt8(ascii: "}") { at += 1 }
  }
}
