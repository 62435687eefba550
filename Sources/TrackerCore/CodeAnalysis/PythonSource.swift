// What the analysis of Python source offers: bytes in, one record a function out.
// It refuses to read files and to judge what a compiler checks later (names, scopes, `return`).

/// One function definition found in Python source.
public struct PythonFunction: Sendable, Equatable {
  /// The identifier as Python's parser sees it: NFKC-normalised within the limits of
  /// `PythonIdentifier`; compare names with `==`, which ignores how accents are composed.
  public var name: String
  /// The names of the classes and functions around it, the outermost first.
  public var enclosingNames: [String]
  /// The line of the `def`, from 1; decorators stand above it.
  public var line: Int
  /// How many syntax nodes enclose the definition, 0 at the top level. `if`, `for`, `while`,
  /// `with`, `try`, `class`, `def` and `match` count one, a handler and a `case` one more, and an
  /// `elif` is nested in the `if` before it.
  public var nestingDepth: Int
  /// Cyclomatic complexity, 1 or more, over everything from the first decorator to the last line.
  public var complexity: Int
  /// Whether the body starts with a plain string literal, even an empty one.
  public var hasDocstring: Bool
  /// How much the docstring and the hints tell, 0…100; see `PythonDocstring.score`.
  public var documentationScore: Int
  /// Whether the result or an ordinary parameter (neither positional-only nor keyword-only nor
  /// starred) is annotated.
  public var hasTypeHints: Bool

  /// Makes a record.
  public init(
    name: String, enclosingNames: [String] = [], line: Int, nestingDepth: Int = 0,
    complexity: Int = 1,
    hasDocstring: Bool = false, documentationScore: Int = 0, hasTypeHints: Bool = false
  ) {
    self.name = name
    self.enclosingNames = enclosingNames
    self.line = line
    self.nestingDepth = nestingDepth
    self.complexity = complexity
    self.hasDocstring = hasDocstring
    self.documentationScore = documentationScore
    self.hasTypeHints = hasTypeHints
  }
}

/// Why source is not Python, in the words CPython 3.13 uses where the case is a usual one.
public struct PythonSyntaxError: Error, Equatable, Sendable {
  /// The sentence without a place, e.g. `'(' was never closed`.
  public var message: String
  /// The line to show, from 1.
  public var line: Int

  /// Makes an error.
  public init(message: String, line: Int) {
    self.message = message
    self.line = line
  }
}

/// Reads Python source, the grammar of 3.13 (which is a superset of what older versions write).
public enum PythonSource {
  /// Every function in source order.
  ///
  /// Lines end with LF, CR LF or CR; an encoding cookie means nothing, a byte order mark is an
  /// error.
  /// - Parameter bytes: the source as UTF-8; other bytes are an error that says where.
  /// - Throws: the first syntax error. What CPython's compiler finds only after parsing (a `return`
  ///   outside a function, a duplicate parameter, an unknown `\N{name}`) is accepted.
  public static func functions(in bytes: [UInt8]) throws(PythonSyntaxError) -> [PythonFunction] {
    try checkEncoding(bytes)
    let source = PythonTokenizer.terminated(bytes)
    var tokenizer = PythonTokenizer(source)
    tokenizer.run()
    var parser = PythonParser(bytes: source, tokens: tokenizer.tokens)
    do {
      try parser.parseFile()
    } catch {
      throw parser.judge(error, tokenizer: tokenizer)
    }
    return parser.functions
  }

  /// Whether a path has the name of a Python file: a module or a stub.
  public static func isNamedLikeIt(_ path: String) -> Bool {
    path.hasSuffix(".py") || path.hasSuffix(".pyi")
  }

  /// The definition that a name refers to: the shallowest one, and of several the first in the
  /// source, which is the order of a breadth-first walk over the syntax tree.
  /// - Returns: nil when no function has that name.
  public static func function(
    named name: String, in functions: [PythonFunction]
  ) -> PythonFunction? {
    var best: PythonFunction?
    for function in PythonSource.functions(named: name, in: functions) {
      if function.nestingDepth < best?.nestingDepth ?? .max { best = function }
    }
    return best
  }

  /// All definitions that a name may mean, in source order. `Type.name` means those in a class or
  /// function of that name, as far as the dots go, at the top level alone if there are some;
  /// Python's own `outer.<locals>.inner` means `outer.inner`.
  public static func functions(
    named name: String, in functions: [PythonFunction]
  ) -> [PythonFunction] {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      .filter { $0 != "<locals>" }
    guard let last = parts.last else { return [] }
    let enclosing = parts.dropLast()
    let named = functions.filter {
      $0.name == last && $0.enclosingNames.suffix(enclosing.count).elementsEqual(enclosing)
    }
    guard !enclosing.isEmpty else { return named }
    let outermost = named.filter { $0.enclosingNames.count == enclosing.count }
    return outermost.isEmpty ? named : outermost
  }

  private static func checkEncoding(_ bytes: [UInt8]) throws(PythonSyntaxError) {
    func line(at offset: Int) -> Int {
      1 + bytes[..<offset].count { $0 == 0x0A }
    }
    guard bytes.count < Int(Int32.max) else {
      throw PythonSyntaxError(message: "source is larger than 2 GiB", line: 1)
    }
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      let offset = error.byteOffsets.lowerBound
      throw PythonSyntaxError(
        message: "source is not UTF-8: bad byte at offset \(offset)", line: line(at: offset))
    }
    if let offset = bytes.firstIndex(of: 0) {
      throw PythonSyntaxError(
        message: "source code string cannot contain null bytes", line: line(at: offset))
    }
  }
}
