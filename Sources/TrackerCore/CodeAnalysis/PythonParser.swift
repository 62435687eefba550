// Tokens → functions: a recogniser of Python's grammar that counts as it goes.
// It refuses to build a tree; statements, expressions and patterns stand in the files beside.

struct PythonParser {
  let bytes: [UInt8]
  let tokens: [PythonToken]
  /// The token to be judged next; `.end` and `.failure` are never passed.
  var position = 0
  /// Decisions met so far: what complexity counts.
  var branches = 0
  /// Syntax nodes around the statement at hand.
  var depth = 0
  var functions: [PythonFunction] = []
  /// The names of the classes and functions around the statement at hand.
  var enclosingNames: [String] = []
  /// Where the last operand chain (`disjunction`) began and ended.
  var lastChain = 0..<0
  private var recursion = 0
  /// Whether this is a look ahead for the sake of a better message.
  private var isAttempt = false
  /// How deep expressions and blocks may nest before the stack is in danger.
  private static let maximumRecursion = 600

  init(bytes: [UInt8], tokens: [PythonToken]) {
    self.bytes = bytes
    self.tokens = tokens
  }

  mutating func parseFile() throws(Stop) {
    while kind != .end { try statement() }
  }

  // MARK: - The cursor

  @inline(__always)
  var token: PythonToken { tokens[position] }

  @inline(__always)
  var kind: PythonToken.Kind { tokens[position].kind }

  /// The kind of the token after this one.
  var nextKind: PythonToken.Kind {
    position + 1 < tokens.count ? tokens[position + 1].kind : .end
  }

  @inline(__always)
  mutating func advance() {
    position += 1
  }

  /// Passes a token of that kind; false when another one stands here.
  @inline(__always)
  mutating func accept(_ expected: PythonToken.Kind) -> Bool {
    guard kind == expected else { return false }
    advance()
    return true
  }

  mutating func expect(_ expected: PythonToken.Kind) throws(Stop) {
    guard accept(expected) else { throw unexpected() }
  }

  /// Whether the token is that name; soft keywords are names.
  func isName(_ name: StaticString, at index: Int) -> Bool {
    guard index < tokens.count, tokens[index].kind == .name else { return false }
    let token = tokens[index]
    guard Int(token.end - token.start) == name.utf8CodeUnitCount else { return false }
    return name.withUTF8Buffer { bytes[Int(token.start)..<Int(token.end)].elementsEqual($0) }
  }

  func text(of token: PythonToken) -> String {
    String(decoding: bytes[Int(token.start)..<Int(token.end)], as: UTF8.self)
  }

  mutating func enter() throws(Stop) {
    recursion += 1
    guard recursion <= Self.maximumRecursion else { throw error("too many nested expressions") }
  }

  mutating func leave() {
    recursion -= 1
  }

  // MARK: - Errors

  /// Why parsing ended: what to say, and how far the parser had looked.
  struct Stop: Error {
    var error: PythonSyntaxError
    /// The index of the last token looked at.
    var furthest: Int
    /// Whether nothing more is known than that the token cannot stand here.
    var isGeneric = false
  }

  func error(_ message: String, at index: Int? = nil) -> Stop {
    Stop(
      error: PythonSyntaxError(
        message: message, line: Int(tokens[index ?? position].line)),
      furthest: position)
  }

  /// This token cannot stand here. Says why where the reason is a usual one.
  func unexpected() -> Stop {
    var stop = error("invalid syntax")
    switch kind {
    case .indent: return error("unexpected indent")
    case .dedent: return error("unexpected unindent")
    default: stop.isGeneric = true
    }
    guard !isAttempt, !lastChain.isEmpty, lastChain.upperBound == position, startsExpression(kind)
    else { return stop }
    let first = tokens[lastChain.lowerBound]
    if lastChain.count == 1, let name = ["print", "exec"].first(where: { $0 == text(of: first) }) {
      let attempt = attempt { parser throws(Stop) in _ = try parser.starExpressions() }
      if attempt.succeeds {
        return error(
          "Missing parentheses in call to '\(name)'. Did you mean \(name)(...)?",
          at: lastChain.lowerBound)
      }
    }
    let isPrefixed = first.kind == .name && tokens[lastChain.lowerBound + 1].kind == .string
    if !isPrefixed, !startsSoftKeyword(first) {
      let attempt = attempt { parser throws(Stop) in _ = try parser.expression() }
      stop.furthest = attempt.furthest
      if attempt.succeeds, isInBrackets {
        stop.isGeneric = false
        stop.error.message = "invalid syntax. Perhaps you forgot a comma?"
        stop.error.line = Int(first.line)
      }
    }
    return stop
  }

  /// Whether the rest could be parsed so, and how far that looks; for telling errors apart only.
  func attempt(
    _ body: (inout PythonParser) throws(Stop) -> Void
  ) -> (succeeds: Bool, furthest: Int) {
    guard !isAttempt else { return (false, position) }
    var parser = self
    parser.isAttempt = true
    do {
      try body(&parser)
      return (true, parser.position)
    } catch {
      return (false, error.furthest)
    }
  }

  /// CPython 3.13 takes the first letters of a soft keyword for the keyword here.
  private func startsSoftKeyword(_ token: PythonToken) -> Bool {
    guard token.kind == .name else { return false }
    let name = text(of: token)
    return ["match", "case", "type", "_"].contains { $0.hasPrefix(name) }
  }

  private var isInBrackets: Bool {
    var open = 0
    for token in tokens[..<position] {
      switch token.kind {
      case .openParenthesis, .openBracket, .openBrace: open += 1
      case .closeParenthesis, .closeBracket, .closeBrace: open -= 1
      default: break
      }
    }
    return open > 0
  }

  /// What to report when the parser stopped: a wrong indentation; else the tokenizer's complaint,
  /// if the parser looked so far or if it outranks the parser; else a bracket left open on an
  /// earlier line; else what the parser says.
  func judge(_ stop: Stop, tokenizer: PythonTokenizer) -> PythonSyntaxError {
    let last = tokens[stop.furthest]
    if last.kind == .indent || last.kind == .dedent, stop.error == unexpected().error {
      return stop.error
    }
    if let failure = tokenizer.failure, failure.outranksParser || last.kind == .failure {
      return failure.error
    }
    if let bracket = tokenizer.brackets.last, last.line > bracket.line {
      return PythonTokenizer.neverClosed(bracket).error
    }
    return stop.error
  }
}
