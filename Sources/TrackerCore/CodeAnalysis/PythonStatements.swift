// The grammar of simple statements.
// It refuses to know what only the compiler checks: `return` outside a function, unknown labels.

extension PythonParser {
  /// Simple statements up to the end of the line.
  mutating func simpleStatements() throws(Stop) {
    repeat { try simpleStatement() } while accept(.semicolon) && kind != .newline
    try expect(.newline)
  }

  private mutating func simpleStatement() throws(Stop) {
    switch kind {
    case .pass, .break, .continue:
      advance()
    case .return:
      advance()
      if startsExpression(kind) || kind == .star { _ = try starExpressions() }
    case .raise:
      advance()
      if startsExpression(kind) {
        _ = try expression()
        if accept(.from) { _ = try expression() }
      }
    case .assert:
      branches += 1
      advance()
      _ = try namedExpression()
      if accept(.comma) { _ = try namedExpression() }
    case .import: try importStatement()
    case .from: try fromImport()
    case .del: try deletion()
    case .global, .nonlocal:
      repeat {
        advance()
        try expect(.name)
      } while kind == .comma
    case .name where nextKind == .name && isName("type", at: position):
      position += 2
      try typeParameters()
      try expect(.assign)
      _ = try expression()
    default: try assignmentOrExpression()
    }
  }

  // MARK: - Assignments

  private mutating func assignmentOrExpression() throws(Stop) {
    var shape = try yieldOrStarExpressions()
    switch kind {
    case .colon:
      try annotation(of: shape)
    case .augmentedAssign:
      guard shape.isSingleTarget else {
        throw error(
          "'\(shape.description)' is an illegal expression for augmented assignment",
          at: Int(shape.start))
      }
      advance()
      _ = try yieldOrStarExpressions()
    case .assign:
      var isFirst = true
      while kind == .assign {
        if let blame = shape.blame { throw cannotAssign(to: blame, of: shape, isFirst: isFirst) }
        advance()
        shape = try yieldOrStarExpressions()
        isFirst = false
      }
    default: break
    }
  }

  private mutating func annotation(of target: PythonShape) throws(Stop) {
    guard target.isSingleTarget else {
      let isAnnotation = attempt { parser throws(Stop) in
        parser.advance()
        _ = try parser.expression()
      }.succeeds
      guard isAnnotation, target.kind != .yieldExpression, target.kind != .starred else {
        throw unexpected()
      }
      let message =
        target.kind == .tuple || target.kind == .list
        ? "only single target (not \(target.description)) can be annotated"
        : "illegal target for annotation"
      throw error(message, at: Int(target.start))
    }
    advance()
    _ = try expression()
    if accept(.assign) { _ = try yieldOrStarExpressions() }
  }

  private func cannotAssign(
    to blame: PythonShape.Kind, of shape: PythonShape, isFirst: Bool
  ) -> Stop {
    let start = Int(shape.start)
    if shape.kind == .yieldExpression, !shape.isGrouped {
      return error("assignment to yield expression not possible", at: start)
    }
    let isMeantAsComparison =
      isFirst && shape.isBitwise && !shape.isDisplayOrConstant && isSingleAssignment
    let hint = isMeantAsComparison ? " here. Maybe you meant '==' instead of '='?" : ""
    return error("cannot assign to \(PythonShape.description(of: blame))\(hint)", at: start)
  }

  private mutating func deletion() throws(Stop) {
    advance()
    let shape = try starExpressions()
    guard kind == .newline || kind == .semicolon else { throw unexpected() }
    if shape.kind == .starred { throw error("cannot delete starred", at: Int(shape.start)) }
    if let blame = shape.blame {
      throw error("cannot delete \(PythonShape.description(of: blame))", at: Int(shape.start))
    }
  }

  // MARK: - Imports

  private mutating func dottedName() throws(Stop) {
    try expect(.name)
    while accept(.dot) { try expect(.name) }
  }

  private mutating func importStatement() throws(Stop) {
    advance()
    if kind == .newline { throw error("Expected one or more names after 'import'") }
    repeat {
      try dottedName()
      if accept(.as) { try expect(.name) }
    } while accept(.comma)
  }

  private mutating func fromImport() throws(Stop) {
    advance()
    var isRelative = false
    while kind == .dot || kind == .ellipsis {
      isRelative = true
      advance()
    }
    if !isRelative || kind == .name { try dottedName() }
    try expect(.import)
    if accept(.star) { return }
    let isGrouped = accept(.openParenthesis)
    if kind == .newline { throw error("Expected one or more names after 'import'") }
    repeat {
      if isGrouped, kind == .closeParenthesis, tokens[position - 1].kind == .comma { break }
      if !isGrouped, kind == .newline {
        throw error("trailing comma not allowed without surrounding parentheses")
      }
      try expect(.name)
      if accept(.as) { try expect(.name) }
    } while accept(.comma)
    if isGrouped { try expect(.closeParenthesis) }
  }
}
