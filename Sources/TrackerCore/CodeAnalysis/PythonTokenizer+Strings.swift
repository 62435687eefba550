// String literals: prefixes, quotes, and format strings with their nested fields (PEP 701).
// It refuses to decode escapes; it only has them checked.

extension PythonTokenizer {
  /// CPython's limits.
  private static let maximumFormatStrings = 150
  private static let maximumNestedFields = 3

  /// Whether the letters before a quote are a prefix such as `rb`.
  func isStringPrefix(from start: Int) -> Bool {
    let first = bytes[start] | 0x20
    if at - start == 1 {
      return first == UInt8(ascii: "r") || first == UInt8(ascii: "b")
        || first == UInt8(ascii: "f") || first == UInt8(ascii: "u")
    }
    guard at - start == 2 else { return false }
    let second = bytes[start + 1] | 0x20
    let other = first == UInt8(ascii: "r") ? second : first
    return (first == UInt8(ascii: "r")) != (second == UInt8(ascii: "r"))
      && (other == UInt8(ascii: "b") || other == UInt8(ascii: "f"))
  }

  /// Cuts a literal whose opening quote is next; of a format string only the start.
  mutating func cutString(prefixStart: Int) throws(Failure) {
    var token = PythonToken(
      kind: .string, start: Int32(prefixStart), end: 0, line: line)
    var isFormat = false
    for byte in bytes[prefixStart..<at] {
      switch byte | 0x20 {
      case UInt8(ascii: "b"): token.isBytes = true
      case UInt8(ascii: "r"): token.isRaw = true
      case UInt8(ascii: "f"): isFormat = true
      default: break
      }
    }
    let quote = bytes[at]
    let isTriple = bytes[at + 1] == quote && bytes[at + 2] == quote
    at += isTriple ? 3 : 1
    if isFormat {
      guard formatStrings.count < Self.maximumFormatStrings else {
        throw fail("too many nested f-strings")
      }
      formatStrings.append(
        FormatString(
          quote: quote, isTriple: isTriple, isRaw: token.isRaw, line: line,
          bracketsOutside: brackets.count))
      return append(.formatStart, from: prefixStart)
    }
    let textStart = at
    let needsCheck = try skipText(of: token, quote: quote, isTriple: isTriple)
    token.end = Int32(at)
    if needsCheck {
      let text = textStart..<at - (isTriple ? 3 : 1)
      if let problem = PythonStringText.problem(in: bytes[text], of: token) {
        throw fail(problem, line: token.line, outranksParser: false)
      }
    }
    append(token)
  }

  /// Moves behind the closing quote; true when the text has bytes or escapes that may be wrong.
  private mutating func skipText(
    of token: PythonToken, quote: UInt8, isTriple: Bool
  ) throws(Failure) -> Bool {
    var seen: UInt8 = 0
    var hasEscape = false
    var hasEscapedQuote = false
    while true {
      let byte = bytes[at]
      seen |= byte
      at += 1
      if byte == quote {
        if !isTriple { break }
        if bytes[at] == quote, bytes[at + 1] == quote {
          at += 2
          break
        }
      } else if byte == UInt8(ascii: "\\") {
        hasEscape = true
        if bytes[at] == quote { hasEscapedQuote = true }
        if bytes[at] == 0x0A || bytes[at] == 0x0D {
          skipLineEnd()
        } else if bytes[at] != 0 {
          at += 1
        }
      } else if byte == 0x0A || byte == 0x0D {
        at -= 1
        guard isTriple else {
          throw unterminatedString(token, quote: quote, hasEscapedQuote: hasEscapedQuote)
        }
        skipLineEnd()
      } else if byte == 0 {
        at -= 1
        line -= 1
        if isTriple {
          throw fail(
            "unterminated triple-quoted string literal (detected at line \(line))",
            line: token.line)
        }
        throw unterminatedString(token, quote: quote, hasEscapedQuote: hasEscapedQuote)
      }
    }
    return (hasEscape && !token.isRaw) || (token.isBytes && seen >= 0x80)
  }

  private func unterminatedString(
    _ token: PythonToken, quote: UInt8, hasEscapedQuote: Bool
  ) -> Failure {
    if let format = formatStrings.last, format.quote == quote, !format.isTriple {
      return fail("f-string: expecting '}'", line: token.line)
    }
    let hint = hasEscapedQuote ? "; perhaps you escaped the end quote?" : ""
    return fail(
      "unterminated string literal (detected at line \(line))\(hint)", line: token.line)
  }

  // MARK: - Format strings

  /// Cuts the text of the innermost format string up to the next field or to its end.
  mutating func formatText() throws(Failure) {
    guard var format = formatStrings.last else { return }
    let text = (start: at, line: line)
    var needsCheck = false
    while true {
      let byte = bytes[at]
      switch byte {
      case format.quote:
        let isEnd =
          !format.isTriple || (bytes[at + 1] == byte && bytes[at + 2] == byte)
        guard isEnd else {
          at += 1
          continue
        }
        guard format.fields == 0 else { throw fail("f-string: expecting '}', or format specs") }
        if needsCheck { try checkFormatText(from: text.start, line: text.line) }
        let start = at
        at += format.isTriple ? 3 : 1
        formatStrings.removeLast()
        return append(.formatEnd, from: start)
      case UInt8(ascii: "{"):
        if bytes[at + 1] == byte, format.fields == 0 {
          at += 2
          continue
        }
        if needsCheck { try checkFormatText(from: text.start, line: text.line) }
        guard format.fields < Self.maximumNestedFields else {
          throw fail("f-string: expressions nested too deeply")
        }
        format.fields += 1
        format.isInExpression = true
        formatStrings[formatStrings.count - 1] = format
        return try openBracket()
      case UInt8(ascii: "}"):
        if format.fields > 0 {
          if needsCheck { try checkFormatText(from: text.start, line: text.line) }
          return formatStrings[formatStrings.count - 1].isInExpression = true
        }
        guard bytes[at + 1] == byte else {
          throw fail("f-string: single '}' is not allowed")
        }
        at += 2
      case UInt8(ascii: "\\"):
        at += 1
        if !format.isRaw { needsCheck = true }
        skipEscape(isRaw: format.isRaw)
      case 0x0A, 0x0D:
        if format.isTriple {
          skipLineEnd()
        } else if format.fields > 0 {
          return formatStrings[formatStrings.count - 1].isInExpression = true
        } else {
          throw unterminated(format)
        }
      case 0:
        line -= 1
        throw unterminated(format)
      default:
        at += 1
      }
    }
  }

  /// Moves behind what a backslash escapes; a brace stays, and `\N{` takes its name along.
  private mutating func skipEscape(isRaw: Bool) {
    switch bytes[at] {
    case UInt8(ascii: "{"), UInt8(ascii: "}"), 0:
      break
    case 0x0A, 0x0D:
      skipLineEnd()
    case UInt8(ascii: "N") where !isRaw && bytes[at + 1] == UInt8(ascii: "{"):
      at += 2
      while Self.continuesName(bytes[at]) || bytes[at] == 0x20 || bytes[at] == UInt8(ascii: "-") {
        at += 1
      }
      if bytes[at] == UInt8(ascii: "}") { at += 1 }
    default:
      at += 1
    }
  }

  private func checkFormatText(from start: Int, line: Int32) throws(Failure) {
    let token = PythonToken(kind: .string, start: 0, end: 0, line: line)
    if let problem = PythonStringText.problem(in: bytes[start..<at], of: token) {
      throw fail(problem, line: line, outranksParser: false)
    }
  }

  private func unterminated(_ format: FormatString) -> Failure {
    let kind = format.isTriple ? "triple-quoted f-string" : "f-string"
    return fail("unterminated \(kind) literal (detected at line \(line))", line: format.line)
  }
}
