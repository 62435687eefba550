// The grammar of compound statements; here functions are found, nesting and branches counted.
// It refuses to look into a statement that has no block.

extension PythonParser {
  mutating func statement() throws(Stop) {
    switch kind {
    case .if: try ifStatement()
    case .while: try whileStatement()
    case .for: try forStatement()
    case .with: try withStatement()
    case .try: try tryStatement()
    case .def: try function(branchesBefore: branches)
    case .class: try classDefinition()
    case .at: try decorated()
    case .async: try asynchronous(branchesBefore: branches)
    case .name where startsMatch: try matchStatement()
    default: try simpleStatements()
    }
  }

  // MARK: - Blocks

  /// The colon before a block. Most statements ask for it only where the line ends too early;
  /// `isForced` ones ask at once.
  mutating func colon(isForced: Bool = false) throws(Stop) {
    guard !accept(.colon) else { return }
    throw isForced || kind == .newline ? error("expected ':'") : unexpected()
  }

  /// What belongs to the statement whose keyword stands at `start`, one level deeper.
  mutating func block(
    of owner: String, at start: Int, levels: Int = 1
  ) throws(Stop) {
    depth += levels
    if accept(.newline) {
      guard kind == .indent else { throw missingBlock(of: owner, at: start) }
      try enter()
      advance()
      repeat { try statement() } while kind != .dedent
      advance()
      leave()
    } else {
      try simpleStatements()
    }
    depth -= levels
  }

  func missingBlock(of owner: String, at start: Int) -> Stop {
    error("expected an indented block after \(owner) on line \(tokens[start].line)")
  }

  // MARK: - Definitions

  private mutating func decorated() throws(Stop) {
    let branchesBefore = branches
    while accept(.at) {
      _ = try namedExpression()
      try expect(.newline)
    }
    switch kind {
    case .def: try function(branchesBefore: branchesBefore)
    case .class: try classDefinition()
    case .async where nextKind == .def: try asynchronous(branchesBefore: branchesBefore)
    default: throw unexpected()
    }
  }

  private mutating func asynchronous(branchesBefore: Int) throws(Stop) {
    advance()
    switch kind {
    case .def: try function(branchesBefore: branchesBefore)
    case .for: try forStatement(isAsynchronous: true)
    case .with: try withStatement(isAsynchronous: true)
    default: throw unexpected()
    }
  }

  private mutating func function(branchesBefore: Int) throws(Stop) {
    let start = position
    advance()
    let name = token
    try expect(.name)
    try typeParameters()
    guard accept(.openParenthesis) else { throw error("expected '('") }
    var hasTypeHints = try parameters(until: .closeParenthesis)
    try expect(.closeParenthesis)
    if accept(.arrow) {
      hasTypeHints = true
      guard startsExpression(kind) else { throw error("expected ':'", at: position - 1) }
      _ = try expression()
    }
    try colon(isForced: true)
    let place = functions.count
    let identifier = PythonIdentifier.normalized(bytes[Int(name.start)..<Int(name.end)])
    functions.append(
      PythonFunction(
        name: identifier, enclosingNames: enclosingNames, line: Int(tokens[start].line),
        nestingDepth: depth, hasTypeHints: hasTypeHints))
    let body = position
    enclosingNames.append(identifier)
    try block(of: "function definition", at: start)
    enclosingNames.removeLast()
    let docstring = docstring(ofBodyAt: body)
    functions[place].complexity = 1 + branches - branchesBefore
    functions[place].hasDocstring = docstring != nil
    functions[place].documentationScore = PythonDocstring.score(
      of: docstring, hasTypeHints: hasTypeHints)
  }

  /// The text of the body's first statement when that is nothing but string literals, parentheses
  /// around them allowed; nil otherwise.
  private func docstring(ofBodyAt body: Int) -> [UInt32]? {
    var index = body
    while [.newline, .indent, .openParenthesis].contains(tokens[index].kind) { index += 1 }
    var text: [UInt32]?
    while tokens[index].kind == .string, !tokens[index].isBytes {
      let token = tokens[index]
      let literal = bytes[Int(token.start)..<Int(token.end)].drop {
        $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\"")
      }
      let isTriple = literal.count >= 6 && literal.prefix(3).allSatisfy { $0 == literal.first }
      let content = literal.dropFirst(isTriple ? 3 : 1).dropLast(isTriple ? 3 : 1)
      let points = PythonStringText.points(of: content, isRaw: token.isRaw)
      text = text.map { $0 + points } ?? points
      index += 1
    }
    while tokens[index].kind == .closeParenthesis { index += 1 }
    return tokens[index].kind == .newline || tokens[index].kind == .semicolon ? text : nil
  }

  private mutating func classDefinition() throws(Stop) {
    let start = position
    advance()
    let name = token
    try expect(.name)
    try typeParameters()
    if accept(.openParenthesis) { try arguments() }
    try colon()
    enclosingNames.append(PythonIdentifier.normalized(bytes[Int(name.start)..<Int(name.end)]))
    try block(of: "class definition", at: start)
    enclosingNames.removeLast()
  }

  // MARK: - Branches and loops

  private mutating func ifStatement() throws(Stop) {
    let depthOfFirst = depth
    repeat {
      let start = position
      let keyword = kind == .if ? "if" : "elif"
      branches += 1
      advance()
      _ = try namedExpression()
      try colon()
      try block(of: "'\(keyword)' statement", at: start)
      if kind == .elif { depth += 1 }
    } while kind == .elif
    try elseBlock()
    depth = depthOfFirst
  }

  private mutating func elseBlock() throws(Stop) {
    let start = position
    guard accept(.else) else { return }
    try colon(isForced: true)
    try block(of: "'else' statement", at: start)
  }

  private mutating func whileStatement() throws(Stop) {
    let start = position
    branches += 1
    advance()
    _ = try namedExpression()
    try colon()
    try block(of: "'while' statement", at: start)
    try elseBlock()
  }

  private mutating func forStatement(isAsynchronous: Bool = false) throws(Stop) {
    let start = position
    if !isAsynchronous { branches += 1 }
    advance()
    try targets(until: .in)
    _ = try starExpressions()
    try colon()
    try block(of: "'for' statement", at: start)
    try elseBlock()
  }

  // MARK: - With and try

  private mutating func withStatement(isAsynchronous: Bool = false) throws(Stop) {
    let start = position
    if !isAsynchronous { branches += 1 }
    advance()
    if hasParenthesizedItems {
      advance()
      repeat {
        if kind == .closeParenthesis { break }
        try withItem()
      } while accept(.comma)
      try expect(.closeParenthesis)
    } else {
      repeat { try withItem() } while accept(.comma)
    }
    try colon()
    try block(of: "'with' statement", at: start)
  }

  /// Whether the parenthesis here holds items with names rather than an expression.
  private var hasParenthesizedItems: Bool {
    guard kind == .openParenthesis else { return false }
    var open = 0
    var hasNames = false
    for index in position..<tokens.count {
      switch tokens[index].kind {
      case .openParenthesis, .openBracket, .openBrace: open += 1
      case .closeParenthesis, .closeBracket, .closeBrace:
        open -= 1
        if open == 0 { return hasNames && [.colon, .newline].contains(tokens[index + 1].kind) }
      case .as where open == 1: hasNames = true
      case .newline: return false
      default: break
      }
    }
    return false
  }

  private mutating func withItem() throws(Stop) {
    _ = try expression()
    guard accept(.as) else { return }
    let start = position
    _ = accept(.star)
    let target = try bitwiseOr()
    guard [.comma, .closeParenthesis, .colon].contains(kind) else {
      throw kind == .newline ? error("expected ':'") : unexpected()
    }
    if let blame = target.blame {
      throw error("cannot assign to \(PythonShape.description(of: blame))", at: start)
    }
  }

  private mutating func tryStatement() throws(Stop) {
    let start = position
    advance()
    try colon(isForced: true)
    try block(of: "'try' statement", at: start)
    guard kind == .except || kind == .finally else {
      throw kind == .indent
        ? unexpected() : error("expected 'except' or 'finally' block")
    }
    let hasHandlers = kind == .except
    while kind == .except { try handler() }
    if hasHandlers { try elseBlock() }
    let last = position
    guard accept(.finally) else { return }
    try colon(isForced: true)
    try block(of: "'finally' statement", at: last)
  }

  private mutating func handler() throws(Stop) {
    let start = position
    branches += 1
    advance()
    let isGroup = accept(.star)
    if kind == .colon || kind == .newline, isGroup {
      throw error("expected one or more exception types")
    }
    if kind != .colon, kind != .newline {
      _ = try expression()
      if kind == .comma {
        throw error("multiple exception types must be parenthesized", at: start)
      }
      if accept(.as) { try expect(.name) }
    }
    try colon()
    try block(of: "'except\(isGroup ? "*" : "")' statement", at: start, levels: 2)
  }
}
