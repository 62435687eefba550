// The grammar of parameters, of functions and of types.
// It refuses to know duplicates.

extension PythonParser {
  /// The parameters of a `def` (until the parenthesis, with annotations) or of a `lambda` (until
  /// the colon); the closing token stays.
  /// - Returns: whether an ordinary parameter is annotated.
  mutating func parameters(until close: PythonToken.Kind) throws(Stop) -> Bool {
    let isAnnotated = close == .closeParenthesis
    var hasHint = false
    var hasDefault = false
    var hasSlash = false
    var hasStar = false
    let first = position
    list: while kind != close, kind != .specification {
      let start = position
      switch kind {
      case .slash:
        guard start > first else {
          throw nextKind == .comma
            ? error("at least one argument must precede /") : unexpected()
        }
        if hasSlash { throw error("/ may appear only once") }
        if hasStar { throw error("/ must be ahead of *") }
        advance()
        hasSlash = true
        hasHint = false
      case .star:
        if hasStar { throw error("* argument may appear only once") }
        hasStar = true
        advance()
        if kind == .name {
          try parameter(isAnnotated: isAnnotated, isStarred: true)
        } else if kind == close
          || (kind == .comma && (nextKind == close || nextKind == .doubleStar))
        {
          throw error("named arguments must follow bare *", at: start)
        } else if kind != .comma {
          throw unexpected()
        }
      case .doubleStar:
        advance()
        try parameter(isAnnotated: isAnnotated)
        if kind == .assign { throw error("var-keyword argument cannot have default value") }
        if accept(.comma), kind != close, kind != .specification {
          throw kind == .name || kind == .star || kind == .doubleStar || kind == .slash
            ? error("arguments cannot follow var-keyword argument") : unexpected()
        }
        break list
      case .openParenthesis where holdsOnlyNames:
        throw error(
          (isAnnotated ? "Function" : "Lambda expression") + " parameters cannot be parenthesized")
      default:
        let isHinted = try parameter(isAnnotated: isAnnotated)
        let isDefault = accept(.assign)
        if isDefault {
          if kind == .closeParenthesis || kind == .comma {
            throw error("expected default value expression", at: position - 1)
          }
          _ = try expression()
        }
        if hasStar { break }
        hasHint = hasHint || isHinted
        if hasDefault, !isDefault, kind == .comma || kind == close {
          throw error(
            "parameter without a default follows parameter with a default", at: start)
        }
        hasDefault = isDefault
      }
      guard accept(.comma) else { break list }
    }
    guard kind == close || (close == .colon && kind == .specification) else { throw unexpected() }
    return hasHint
  }

  /// Whether the parenthesis here holds names as Python 2 allowed it.
  private var holdsOnlyNames: Bool {
    var index = position + 1
    while tokens[index].kind == .name {
      index += tokens[index + 1].kind == .comma ? 2 : 1
    }
    return index > position + 1 && tokens[index].kind == .closeParenthesis
  }

  /// One name with its annotation; true when it has one.
  @discardableResult
  private mutating func parameter(
    isAnnotated: Bool, isStarred: Bool = false
  ) throws(Stop) -> Bool {
    try expect(.name)
    guard isAnnotated, accept(.colon) else { return false }
    if isStarred, kind == .star {
      _ = try starNamedExpression()
    } else {
      _ = try expression()
    }
    return true
  }

  /// `[T: bound = default, *Ts, **P]`, if it is there.
  mutating func typeParameters() throws(Stop) {
    guard accept(.openBracket) else { return }
    if kind == .closeBracket { throw error("Type parameter list cannot be empty") }
    repeat {
      if kind == .closeBracket { break }
      let isTuple = accept(.star)
      let isPlain = !isTuple && !accept(.doubleStar)
      try expect(.name)
      if isPlain, accept(.colon) { _ = try expression() }
      if accept(.assign) {
        _ = isTuple && kind == .star ? try starNamedExpression() : try expression()
      }
    } while accept(.comma)
    try expect(.closeBracket)
  }
}
