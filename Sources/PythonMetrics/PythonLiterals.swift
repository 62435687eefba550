// Literals: numbers, strings with their prefixes and escapes, format strings with their nested fields (PEP 701).

extension PythonTokenizer {
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

  /// Cuts a number that starts here with a digit or with a point before a digit.
  mutating func cutNumber() throws(PythonSyntaxError) {
    let start = at
    let base: UInt8 =
      switch (bytes[at], bytes[at + 1] | 0x20) {
      case (UInt8(ascii: "0"), UInt8(ascii: "x")): 16
      case (UInt8(ascii: "0"), UInt8(ascii: "o")): 8
      case (UInt8(ascii: "0"), UInt8(ascii: "b")): 2
      default: 10
      }
    if base == 10 {
      try skipDecimal()
    } else {
      at += bytes[at + 2] == UInt8(ascii: "_") ? 3 : 2
      try skipDigits(below: base)
    }
    // A number may touch a keyword that can follow it, but no other name.
    if Self.continuesName(bytes[at]), bytes[at] < 0x80 {
      let rest = bytes[at...].prefix(4)
      guard
        ["and", "else", "for", "if", "in", "is", "or", "not"].contains(where: {
          rest.starts(with: $0.utf8)
        })
      else { throw invalid() }
    }
    append(.number, from: start)
  }

  private mutating func skipDigits(below base: UInt8) throws(PythonSyntaxError) {
    while true {
      guard Self.digit(bytes[at]) < base else { throw invalid() }
      while Self.digit(bytes[at]) < base { at += 1 }
      guard bytes[at] == UInt8(ascii: "_") else { break }
      at += 1
    }
    if Self.digit(bytes[at]) < 10 { throw invalid() }
  }

  private mutating func skipDecimal() throws(PythonSyntaxError) {
    let start = at
    if bytes[at] != UInt8(ascii: ".") { try skipDigits(below: 10) }
    let hasLeadingZero =
      bytes[start] == UInt8(ascii: "0")
      && bytes[start..<at].contains { $0 != UInt8(ascii: "0") && $0 != UInt8(ascii: "_") }
    let integerEnd = at
    if bytes[at] == UInt8(ascii: ".") {
      at += 1
      if Self.digit(bytes[at]) < 10 { try skipDigits(below: 10) }
    }
    if bytes[at] | 0x20 == UInt8(ascii: "e") {
      let isSigned = bytes[at + 1] == UInt8(ascii: "+") || bytes[at + 1] == UInt8(ascii: "-")
      if isSigned || Self.digit(bytes[at + 1]) < 10 {
        at += isSigned ? 2 : 1
        try skipDigits(below: 10)
      }
    }
    if bytes[at] | 0x20 == UInt8(ascii: "j") { at += 1 }
    if hasLeadingZero, at == integerEnd { throw invalid() }
  }

  // MARK: - Strings

  /// Whether the letters before a quote are a prefix such as `rb`.
  func isStringPrefix(from start: Int) -> Bool {
    let first = bytes[start] | 0x20
    if at - start == 1 { return "rbfu".utf8.contains(first) }
    guard at - start == 2 else { return false }
    let second = bytes[start + 1] | 0x20
    let other = first == UInt8(ascii: "r") ? second : first
    return (first == UInt8(ascii: "r")) != (second == UInt8(ascii: "r"))
      && (other == UInt8(ascii: "b") || other == UInt8(ascii: "f"))
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
          quote: quote, isTriple: isTriple, isRaw: token.isRaw, line: line,
          bracketsOutside: brackets.count))
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
    while true {
      let byte = bytes[at]
      if byte == quote {
        at += 1
        if !isTriple { return }
        if bytes[at] == quote, bytes[at + 1] == quote { return at += 2 }
      } else if byte == UInt8(ascii: "\\") {
        try skipEscape(isRaw: token.isRaw, isBytes: token.isBytes)
      } else if byte == 0 || (!isTriple && (byte == 0x0A || byte == 0x0D)) {
        throw invalid(line: token.line)
      } else if byte == 0x0A || byte == 0x0D {
        skipLineEnd()
      } else {
        if byte >= 0x80, token.isBytes { throw invalid(line: token.line) }
        at += 1
      }
    }
  }

  /// Moves behind a backslash and what it escapes; a brace of a format string stays.
  private mutating func skipEscape(isRaw: Bool, isBytes: Bool = false, isFormat: Bool = false)
    throws(PythonSyntaxError)
  {
    at += 1
    let digits: Int
    switch bytes[at] {
    case 0: return
    case 0x0A, 0x0D: return skipLineEnd()
    case UInt8(ascii: "{") where isFormat, UInt8(ascii: "}") where isFormat: return
    case UInt8(ascii: "N") where !isRaw && !isBytes:
      guard bytes[at + 1] == UInt8(ascii: "{") else { throw invalid() }
      while Self.continuesName(bytes[at]) || " -{".utf8.contains(bytes[at]) { at += 1 }
      guard bytes[at] == UInt8(ascii: "}") else { throw invalid() }
      digits = 0
    case UInt8(ascii: "x") where !isRaw: digits = 2
    case UInt8(ascii: "u") where !isRaw && !isBytes: digits = 4
    case UInt8(ascii: "U") where !isRaw && !isBytes: digits = 8
    default: digits = 0
    }
    at += 1
    var value: UInt32 = 0
    for _ in 0..<digits {
      let digit = Self.digit(bytes[at])
      guard digit < 16 else { throw invalid() }
      value = value << 4 | UInt32(digit)
      at += 1
    }
    guard value <= 0x10FFFF else { throw invalid() }
  }

  // MARK: - Format strings

  /// Cuts the text of the innermost format string up to the next field or to its end.
  mutating func formatText() throws(PythonSyntaxError) {
    let last = formatStrings.count - 1
    let format = formatStrings[last]
    while true {
      let byte = bytes[at]
      switch byte {
      case format.quote where !format.isTriple || (bytes[at + 1] == byte && bytes[at + 2] == byte):
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
        return try open(.openField)
      case UInt8(ascii: "}"):
        guard format.fields > 0 else { throw invalid() }
        return formatStrings[last].isInExpression = true
      case UInt8(ascii: "\\"):
        try skipEscape(isRaw: format.isRaw, isFormat: true)
      case 0x0A where format.isTriple, 0x0D where format.isTriple:
        skipLineEnd()
      case 0x0A where format.fields > 0, 0x0D where format.fields > 0:
        return formatStrings[last].isInExpression = true
      case 0, 0x0A, 0x0D:
        throw invalid(line: format.line)
      default:
        at += 1
      }
    }
  }
}
