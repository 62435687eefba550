// The grammar of `match`: the statement and its patterns.
// It refuses to know which names a pattern binds.

extension PythonParser {
  /// `match` is a name unless its line ends with a colon and the next starts with `case`.
  var startsMatch: Bool {
    guard isName("match", at: position), startsExpression(nextKind) || nextKind == .star else {
      return false
    }
    guard let lineEnd = tokens[position...].firstIndex(where: { $0.kind == .newline }) else {
      return false
    }
    let isIndented = tokens[lineEnd + 1].kind == .indent
    return tokens[lineEnd - 1].kind == .colon
      && isName("case", at: lineEnd + (isIndented ? 2 : 1))
  }

  mutating func matchStatement() throws(Stop) {
    let start = position
    advance()
    let subject = try starNamedExpression()
    while accept(.comma), kind != .colon { _ = try starNamedExpression() }
    if subject.kind == .starred, tokens[position - 1].kind != .comma { try rejectLoneStar(subject) }
    try colon()
    try expect(.newline)
    guard accept(.indent) else { throw missingBlock(of: "'match' statement", at: start) }
    repeat {
      let start = position
      guard isName("case", at: position) else { throw unexpected() }
      advance()
      try patterns()
      if accept(.if) { _ = try namedExpression() }
      try colon()
      try block(of: "'case' statement", at: start, levels: 2)
    } while kind != .dedent
    advance()
  }

  private func rejectLoneStar(_ subject: PythonShape) throws(Stop) {
    let isAlone = !tokens[Int(subject.start)..<position].contains { $0.kind == .comma }
    if isAlone { throw error("invalid syntax", at: Int(subject.start)) }
  }

  // MARK: - Patterns

  /// What stands between `case` and its guard or colon.
  private mutating func patterns() throws(Stop) {
    repeat {
      if kind == .colon || kind == .if, tokens[position - 1].kind == .comma { break }
      try starOrPattern()
    } while accept(.comma)
  }

  private mutating func starOrPattern() throws(Stop) {
    if accept(.star) { try expect(.name) } else { try pattern() }
  }

  private mutating func pattern() throws(Stop) {
    try enter()
    repeat { try closedPattern() } while accept(.bar)
    if accept(.as) { try expect(.name) }
    leave()
  }

  private mutating func closedPattern() throws(Stop) {
    switch kind {
    case .name:
      advance()
      while accept(.dot) { try expect(.name) }
      if accept(.openParenthesis) { try classPattern() }
    case .sign, .number:
      try numberPattern()
    case .constantNone, .constantTrue, .constantFalse: advance()
    case .string, .formatStart: _ = try strings()
    case .openParenthesis: try sequencePattern(until: .closeParenthesis)
    case .openBracket: try sequencePattern(until: .closeBracket)
    case .openBrace: try mappingPattern()
    default: throw unexpected()
    }
  }

  /// `1`, `-1`, `1 + 2j`.
  private mutating func numberPattern() throws(Stop) {
    _ = accept(.sign)
    try expect(.number)
    if accept(.sign) { try expect(.number) }
  }

  private mutating func sequencePattern(
    until close: PythonToken.Kind
  ) throws(Stop) {
    advance()
    while kind != close {
      try starOrPattern()
      guard accept(.comma) else { break }
    }
    try expect(close)
  }

  private mutating func mappingPattern() throws(Stop) {
    advance()
    while kind != .closeBrace {
      if accept(.doubleStar) {
        try expect(.name)
      } else {
        try closedPattern()
        try expect(.colon)
        try pattern()
      }
      guard accept(.comma) else { break }
    }
    try expect(.closeBrace)
  }

  private mutating func classPattern() throws(Stop) {
    var hasKeyword = false
    while kind != .closeParenthesis {
      if kind == .name, nextKind == .assign {
        hasKeyword = true
        position += 2
      } else if hasKeyword {
        throw error("positional patterns follow keyword patterns")
      }
      try pattern()
      guard accept(.comma) else { break }
    }
    try expect(.closeParenthesis)
  }
}
