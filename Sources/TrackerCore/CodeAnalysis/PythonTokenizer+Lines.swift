// Lines and brackets: where a statement ends, how deep it is indented, what is still open.
// It refuses to cut what stands within a line.

extension PythonTokenizer {
  // MARK: - Lines

  mutating func skipLineEnd() {
    if bytes[at] == 0x0D, bytes[at + 1] == 0x0A { at += 1 }
    at += 1
    line += 1
  }

  mutating func skipComment() {
    while bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
  }

  mutating func skipContinuation() throws(Failure) {
    at += 1
    guard bytes[at] == 0x0A || bytes[at] == 0x0D else {
      throw fail("unexpected character after line continuation character", outranksParser: false)
    }
    let lineOfBackslash = line
    skipLineEnd()
    if bytes[at] == 0 {
      if let bracket = brackets.last { throw Self.neverClosed(bracket) }
      throw fail("unexpected EOF while parsing", line: lineOfBackslash, outranksParser: false)
    }
  }

  /// Skips blank lines and comments, then compares the indentation with the blocks that are open.
  mutating func startLine() throws(Failure) {
    var found = Indentation()
    var beforeContinuation: Indentation?
    scan: while true {
      switch bytes[at] {
      case 0x20:
        found.columns += 1
        found.alternateColumns += 1
      case 0x09:
        found.columns = (found.columns / 8 + 1) * 8
        found.alternateColumns += 1
      case 0x0C:
        found = Indentation()
      case UInt8(ascii: "\\"):
        if beforeContinuation == nil, found.columns > 0 { beforeContinuation = found }
        try skipContinuation()
        continue scan
      case UInt8(ascii: "#"):
        skipComment()
        continue scan
      case 0x0A, 0x0D:
        skipLineEnd()
        found = Indentation()
        beforeContinuation = nil
        continue scan
      default:
        break scan
      }
      at += 1
    }
    // The end of the source belongs to the last line.
    if bytes[at] == 0, line > 1 { line -= 1 }
    try indent(to: beforeContinuation ?? found)
  }

  private mutating func indent(to new: Indentation) throws(Failure) {
    var old = indentations[indentations.count - 1]
    if new.columns > old.columns {
      guard indentations.count < Self.maximumIndentations else {
        throw fail("too many levels of indentation", outranksParser: false)
      }
      guard new.alternateColumns > old.alternateColumns else { throw inconsistentTabs() }
      indentations.append(new)
      return append(.indent, from: at)
    }
    var closed = 0
    while new.columns < old.columns {
      indentations.removeLast()
      old = indentations[indentations.count - 1]
      closed += 1
    }
    guard new.columns == old.columns else {
      throw fail(
        "unindent does not match any outer indentation level", outranksParser: false)
    }
    guard new.alternateColumns == old.alternateColumns else { throw inconsistentTabs() }
    for _ in 0..<closed { append(.dedent, from: at) }
  }

  private func inconsistentTabs() -> Failure {
    fail("inconsistent use of tabs and spaces in indentation", outranksParser: false)
  }

  // MARK: - Brackets

  /// Whether a `:` or `}` here belongs to the innermost field rather than to its expression.
  var endsFieldExpression: Bool {
    guard let format = formatStrings.last else { return false }
    return format.fields > 0 && brackets.count == format.bracketsOutside + format.fields
  }

  static func neverClosed(_ bracket: Bracket) -> Failure {
    let text = Character(Unicode.Scalar(bracket.byte))
    let error = PythonSyntaxError(
      message: "'\(text)' was never closed", line: Int(bracket.line))
    return Failure(error: error, outranksParser: false)
  }

  mutating func openBracket() throws(Failure) {
    let byte = bytes[at]
    guard brackets.count < Self.maximumBrackets else {
      throw fail("too many nested parentheses")
    }
    brackets.append(Bracket(byte: byte, line: line))
    at += 1
    let kind: PythonToken.Kind =
      switch byte {
      case UInt8(ascii: "("): .openParenthesis
      case UInt8(ascii: "["): .openBracket
      default: .openBrace
      }
    append(kind, from: at - 1)
  }

  mutating func closeBracket() throws(Failure) {
    let byte = bytes[at]
    let text = Character(Unicode.Scalar(byte))
    guard let open = brackets.last else { throw fail("unmatched '\(text)'") }
    let (kind, partner): (PythonToken.Kind, UInt8) =
      switch byte {
      case UInt8(ascii: ")"): (.closeParenthesis, UInt8(ascii: "("))
      case UInt8(ascii: "]"): (.closeBracket, UInt8(ascii: "["))
      default: (.closeBrace, UInt8(ascii: "{"))
      }
    guard open.byte == partner else {
      if endsFieldExpression { throw fail("f-string: unmatched '\(text)'") }
      let place = open.line == line ? "" : " on line \(open.line)"
      throw fail(
        "closing parenthesis '\(text)' does not match opening parenthesis "
          + "'\(Character(Unicode.Scalar(open.byte)))'\(place)")
    }
    if endsFieldExpression {
      formatStrings[formatStrings.count - 1].fields -= 1
      formatStrings[formatStrings.count - 1].isInExpression = false
    }
    brackets.removeLast()
    at += 1
    append(kind, from: at - 1)
  }
}
