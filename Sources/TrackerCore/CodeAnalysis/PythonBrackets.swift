// The grammar of what stands in brackets: groups, displays, comprehensions, calls, subscripts.
// It refuses to know what the bracket belongs to beyond that.

extension PythonParser {
  // MARK: - Displays

  /// `()`, `(a)`, `(a, b)`, `(yield)`, `(a for a in b)`; the bracket is next.
  mutating func group() throws(Stop) -> PythonShape {
    let start = position
    advance()
    if accept(.closeParenthesis) { return PythonShape(.tuple, start: start) }
    var shape =
      kind == .yield ? try yieldExpression() : try elements(.tuple, until: .closeParenthesis)
    if shape.kind == .starred { throw error("cannot use starred expression here", at: start) }
    try expect(.closeParenthesis)
    shape.isGrouped = true
    shape.start = Int32(start)
    return shape
  }

  mutating func list() throws(Stop) -> PythonShape {
    let start = position
    advance()
    if accept(.closeBracket) { return PythonShape(.list, start: start) }
    let shape = try elements(.list, until: .closeBracket)
    try expect(.closeBracket)
    return shape
  }

  /// One element or several with commas or a comprehension, up to the bracket that closes it.
  private mutating func elements(
    _ kind: PythonShape.Kind, until close: PythonToken.Kind
  ) throws(Stop) -> PythonShape {
    let start = position
    let first = try starNamedExpression()
    if startsComprehension {
      if first.kind == .starred {
        throw error("iterable unpacking cannot be used in comprehension", at: start)
      }
      try comprehension()
      return PythonShape(kind == .list ? .listComprehension : .generator, start: start)
    }
    if kind == .tuple, self.kind != .comma { return first }
    var shape = PythonShape(kind, start: start)
    shape.add(first)
    while accept(.comma), self.kind != close { shape.add(try starNamedExpression()) }
    try rejectComprehensionOfTuple(close, start: start)
    return shape
  }

  private func rejectComprehensionOfTuple(
    _ close: PythonToken.Kind, start: Int
  ) throws(Stop) {
    if startsComprehension, close != .closeParenthesis {
      throw error("did you forget parentheses around the comprehension target?", at: start)
    }
  }

  mutating func dictionaryOrSet() throws(Stop) -> PythonShape {
    let start = position
    advance()
    var shape = PythonShape(.dictionary, start: start)
    if kind != .closeBrace {
      if kind == .doubleStar {
        shape.kind = try dictionary()
      } else {
        let first = try starNamedExpression()
        if kind == .colon {
          shape.kind = try dictionary(afterKey: first)
        } else if startsComprehension {
          if first.kind == .starred {
            throw error("iterable unpacking cannot be used in comprehension", at: start)
          }
          try comprehension()
          shape.kind = .setComprehension
        } else {
          shape.kind = .set
          while accept(.comma), kind != .closeBrace { _ = try starNamedExpression() }
          try rejectComprehensionOfTuple(.closeBrace, start: start)
        }
      }
    }
    try expect(.closeBrace)
    shape.blame = shape.kind
    return shape
  }

  /// The items of a dictionary; `afterKey` when the first key has been passed.
  private mutating func dictionary(
    afterKey key: PythonShape? = nil
  ) throws(Stop) -> PythonShape.Kind {
    if let key, key.kind == .starred || (key.kind == .namedExpression && !key.isGrouped) {
      throw unexpected()
    }
    let first = position
    var hasKey = key != nil
    repeat {
      guard kind != .closeBrace else { break }
      let start = position
      if !hasKey, accept(.doubleStar) {
        _ = try bitwiseOr()
        if start == first, startsComprehension {
          throw error("dict unpacking cannot be used in dict comprehension")
        }
        continue
      }
      if !hasKey {
        _ = try expression()
        if kind != .colon { throw error("':' expected after dictionary key", at: start) }
      }
      try expect(.colon)
      if kind == .comma || kind == .closeBrace {
        throw error("expression expected after dictionary key and ':'", at: position - 1)
      }
      if kind == .star { throw error("cannot use a starred expression in a dictionary value") }
      _ = try expression()
      if hasKey, startsComprehension {
        try comprehension()
        return .dictionaryComprehension
      }
      hasKey = false
    } while accept(.comma)
    return .dictionary
  }

  // MARK: - Comprehensions

  private var startsComprehension: Bool {
    kind == .for || (kind == .async && nextKind == .for)
  }

  private mutating func comprehension() throws(Stop) {
    while startsComprehension {
      _ = accept(.async)
      advance()
      try targets(until: .in)
      _ = try disjunction()
      while accept(.if) { _ = try disjunction() }
    }
  }

  /// The targets of a `for`, and the keyword behind them.
  mutating func targets(until keyword: PythonToken.Kind) throws(Stop) {
    repeat {
      if kind == keyword, tokens[position - 1].kind == .comma { break }
      let start = position
      _ = accept(.star)
      let target = try bitwiseOr()
      if let blame = target.blame {
        guard kind == keyword || kind == .comma else { throw unexpected() }
        throw error("cannot assign to \(PythonShape.description(of: blame))", at: start)
      }
    } while accept(.comma)
    try expect(keyword)
  }

  // MARK: - Calls

  /// The arguments behind an open parenthesis, and the closing one.
  mutating func arguments() throws(Stop) {
    let first = position
    var hasKeyword = false
    var hasUnpacking = false
    var problem: String?
    while kind != .closeParenthesis {
      let start = position
      switch kind {
      case .star:
        advance()
        _ = try expression()
        if hasUnpacking {
          throw error("iterable argument unpacking follows keyword argument unpacking", at: start)
        }
      case .doubleStar:
        advance()
        _ = try expression()
        hasUnpacking = true
      case .name where nextKind == .assign:
        position += 2
        if kind == .comma || kind == .closeParenthesis {
          throw error("expected argument value expression", at: start)
        }
        _ = try expression()
        hasKeyword = true
      default:
        try positionalArgument(isFirst: start == first)
        if hasUnpacking || hasKeyword, kind == .comma || kind == .closeParenthesis {
          let suffix = hasUnpacking ? " unpacking" : ""
          problem = problem ?? "positional argument follows keyword argument\(suffix)"
        }
      }
      guard accept(.comma) else { break }
    }
    if kind == .closeParenthesis, let problem { throw error(problem) }
    try expect(.closeParenthesis)
  }

  private mutating func positionalArgument(isFirst: Bool) throws(Stop) {
    let start = position
    var shape: PythonShape
    if kind == .name, nextKind == .walrus {
      shape = try namedExpression()
    } else {
      shape = try expression()
    }
    if kind == .assign {
      switch shape.kind {
      case .constantTrue, .constantFalse, .constantNone:
        throw error("cannot assign to \(shape.description)", at: start)
      default:
        throw error(
          "expression cannot contain assignment, perhaps you meant \"==\"?", at: start)
      }
    }
    if startsComprehension {
      try comprehension()
      if kind == .comma || !isFirst {
        throw error("Generator expression must be parenthesized", at: start)
      }
    }
  }

  // MARK: - Subscripts

  /// The slices behind an open bracket, and the closing one.
  mutating func subscripts() throws(Stop) {
    repeat {
      if kind == .closeBracket, tokens[position - 1].kind == .comma { break }
      if kind == .star {
        _ = try starNamedExpression()
      } else {
        if kind != .colon { _ = try namedExpression() }
        var colons = 0
        while colons < 2, accept(.colon) {
          colons += 1
          if startsExpression(kind) { _ = try expression() }
        }
      }
    } while accept(.comma)
    try expect(.closeBracket)
  }
}
