// The grammar of expressions; each function passes one construct and tells its shape.
// It refuses to know precedence beyond what decides whether the text is Python.

extension PythonParser {
  typealias Shape = PythonShape

  func startsExpression(_ kind: PythonToken.Kind) -> Bool {
    switch kind {
    case .name, .number, .string, .formatStart, .ellipsis, .constantTrue, .constantFalse,
      .constantNone, .openParenthesis, .openBracket, .openBrace, .sign, .tilde, .not, .lambda,
      .await:
      true
    default: false
    }
  }

  // MARK: - Lists of expressions

  /// `a`, `a, b`, `*a, b`: what stands on the right of `=`, in `return`, in `for … in`.
  mutating func starExpressions() throws(Stop) -> Shape {
    let first = try starExpression()
    guard kind == .comma else { return first }
    var tuple = Shape(.tuple, start: first.start)
    tuple.add(first)
    while accept(.comma), startsExpression(kind) || kind == .star {
      tuple.add(try starExpression())
    }
    return tuple
  }

  /// What may follow `=`: a `yield` or expressions.
  mutating func yieldOrStarExpressions() throws(Stop) -> Shape {
    kind == .yield ? try yieldExpression() : try starExpressions()
  }

  private mutating func starExpression() throws(Stop) -> Shape {
    kind == .star ? try starred() : try expression()
  }

  mutating func starNamedExpression() throws(Stop) -> Shape {
    kind == .star ? try starred() : try namedExpression()
  }

  private mutating func starred() throws(Stop) -> Shape {
    let start = position
    advance()
    var shape = Shape(.starred, start: start)
    shape.blame = try bitwiseOr().blame
    return shape
  }

  mutating func yieldExpression() throws(Stop) -> Shape {
    let start = position
    advance()
    if accept(.from) {
      _ = try expression()
    } else if startsExpression(kind) || kind == .star {
      _ = try starExpressions()
    }
    return Shape(.yieldExpression, start: start)
  }

  /// An expression that may be `name := value`.
  mutating func namedExpression() throws(Stop) -> Shape {
    let start = position
    if kind == .name, nextKind == .walrus {
      position += 2
      _ = try expression()
      return Shape(.namedExpression, start: start)
    }
    let shape = try expression()
    switch kind {
    case .walrus:
      throw error("cannot use assignment expressions with \(shape.description)", at: start)
    case .assign:
      guard shape.isBitwise, isSingleAssignment else { break }
      if shape.kind == .name {
        throw error(
          "invalid syntax. Maybe you meant '==' or ':=' instead of '='?", at: start)
      }
      guard !shape.isDisplayOrConstant else { break }
      throw error(
        "cannot assign to \(shape.description) here. Maybe you meant '==' instead of '='?",
        at: start)
    default:
      break
    }
    return shape
  }

  /// Whether the `=` here is followed by one operand and no further `=`.
  var isSingleAssignment: Bool {
    attempt { parser throws(Stop) in
      parser.advance()
      _ = try parser.bitwiseOr()
      if parser.kind == .assign || parser.kind == .walrus { throw parser.unexpected() }
    }.succeeds
  }

  // MARK: - One expression

  mutating func expression() throws(Stop) -> Shape {
    try enter()
    let start = position
    let isLambda = kind == .lambda
    var shape = isLambda ? try lambda() : try disjunction()
    if !isLambda { lastChain = start..<position }
    if kind == .if, !isLambda {
      repeat {
        advance()
        _ = try disjunction()
        guard accept(.else) else {
          throw kind == .colon
            ? unexpected() : error("expected 'else' after 'if' expression", at: start)
        }
        if kind == .lambda {
          _ = try lambda()
          break
        }
        let alternative = position
        _ = try disjunction()
        lastChain = alternative..<position
      } while kind == .if
      shape = Shape(.conditionalExpression, start: start)
    }
    leave()
    return shape
  }

  private mutating func lambda() throws(Stop) -> Shape {
    let start = position
    advance()
    _ = try parameters(until: .colon)
    guard kind != .specification else {
      throw error("f-string: lambda expressions are not allowed without parentheses", at: start)
    }
    guard accept(.colon) else { throw error("expected ':'") }
    _ = try expression()
    return Shape(.lambda, start: start)
  }

  /// Operands between `or`, `and`, `not` and comparisons.
  mutating func disjunction() throws(Stop) -> Shape {
    let start = position
    var result: Shape.Kind?
    var shape: Shape
    repeat {
      while accept(.not) { result = .logicalOperation }
      shape = try bitwiseOr()
      while acceptComparison() {
        result = result ?? .comparison
        _ = try bitwiseOr()
      }
      guard kind == .or || kind == .and else { break }
      branches += 1
      result = .logicalOperation
      advance()
    } while true
    return result.map { Shape($0, start: start) } ?? shape
  }

  private mutating func acceptComparison() -> Bool {
    switch kind {
    case .comparison, .in: advance()
    case .is:
      advance()
      _ = accept(.not)
    case .not where nextKind == .in: position += 2
    default: return false
    }
    return true
  }

  /// Operands between arithmetic operators.
  mutating func bitwiseOr() throws(Stop) -> Shape {
    let start = position
    var isOperation = false
    var shape: Shape
    while true {
      while kind == .sign || kind == .tilde {
        isOperation = true
        advance()
      }
      shape = try awaitOrPrimary()
      switch kind {
      case .star, .doubleStar, .slash, .sign, .bar, .at, .otherOperator:
        isOperation = true
        advance()
      default:
        return isOperation ? Shape(.operation, start: start) : shape
      }
    }
  }

  private mutating func awaitOrPrimary() throws(Stop) -> Shape {
    let start = position
    let isAwait = accept(.await)
    var shape = try atom()
    while true {
      switch kind {
      case .dot:
        advance()
        try expect(.name)
        shape = Shape(.attribute, start: start)
      case .openParenthesis:
        advance()
        try arguments()
        shape = Shape(.functionCall, start: start)
      case .openBracket where nextKind != .closeBracket:
        advance()
        try subscripts()
        shape = Shape(.subscript, start: start)
      default:
        return isAwait ? Shape(.awaitExpression, start: start) : shape
      }
    }
  }

  private mutating func atom() throws(Stop) -> Shape {
    let start = position
    switch kind {
    case .name:
      advance()
      return Shape(.name, start: start)
    case .number, .ellipsis, .constantTrue, .constantFalse, .constantNone:
      let literal: Shape.Kind =
        switch kind {
        case .number: .literal
        case .ellipsis: .ellipsis
        case .constantTrue: .constantTrue
        case .constantFalse: .constantFalse
        default: .constantNone
        }
      advance()
      return Shape(literal, start: start)
    case .string, .formatStart: return try strings()
    case .openParenthesis: return try group()
    case .openBracket: return try list()
    case .openBrace: return try dictionaryOrSet()
    default: throw unexpected()
    }
  }
}
