// The grammar of string literals: what may be joined, and the fields of format strings.
// It refuses to look at their text.

extension PythonParser {
  /// Adjacent literals, which are one.
  mutating func strings() throws(Stop) -> Shape {
    let start = position
    var hasBytes = false
    var hasText = false
    var hasFormat = false
    while kind == .string || kind == .formatStart {
      if kind == .string {
        if token.isBytes { hasBytes = true } else { hasText = true }
        advance()
      } else {
        hasText = true
        hasFormat = true
        advance()
        while kind == .openBrace { try field() }
        try expect(.formatEnd)
      }
    }
    guard !(hasBytes && hasText) else {
      throw error("cannot mix bytes and nonbytes literals", at: start)
    }
    return Shape(hasFormat ? .formatString : .literal, start: start)
  }

  /// One replacement field of a format string.
  private mutating func field() throws(Stop) {
    advance()
    switch kind {
    case .closeBrace, .exclamation, .specification, .assign:
      throw error("f-string: valid expression required before '\(text(of: token))'")
    case .yield: _ = try yieldExpression()
    case _ where startsExpression(kind) || kind == .star:
      do {
        _ = try starExpressions()
      } catch {
        guard error.isGeneric else { throw error }
        throw Stop(
          error: PythonSyntaxError(
            message: "f-string: expecting '=', or '!', or ':', or '}'", line: error.error.line),
          furthest: error.furthest)
      }
    default: throw error("f-string: expecting a valid expression after '{'")
    }
    _ = accept(.assign)
    if accept(.exclamation) { try conversion() }
    if accept(.specification) {
      while kind == .openBrace { try field() }
    }
    try expect(.closeBrace)
  }

  private mutating func conversion() throws(Stop) {
    guard kind == .name else { throw error("f-string: missing conversion character") }
    guard isName("s", at: position) || isName("r", at: position) || isName("a", at: position)
    else {
      throw error(
        "f-string: invalid conversion character '\(text(of: token))': "
          + "expected 's', 'r', or 'a'")
    }
    advance()
    if kind != .specification, kind != .closeBrace {
      throw error("f-string: expecting ':' or '}'")
    }
  }
}
