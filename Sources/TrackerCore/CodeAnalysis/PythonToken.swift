// The words of Python: what kinds of token there are and which names are keywords.
// It refuses to know what order tokens may come in.

/// One token; 16 bytes, because a file has many.
struct PythonToken {
  enum Kind: UInt8 {
    // Layout.
    case newline, indent, dedent, end
    /// Where the tokenizer gave up.
    case failure
    // Operands. A format string is its start, the tokens of its fields, its end.
    case name, number, string, formatStart, formatEnd, ellipsis
    case constantTrue, constantFalse, constantNone
    // Keywords.
    case and, `as`, assert, async, await, `break`, `class`, `continue`, def, del, elif, `else`
    case except, finally, `for`, from, global, `if`, `import`, `in`, `is`, lambda, nonlocal, not
    case or, pass, raise, `return`, `try`, `while`, with, yield
    // Brackets.
    case openParenthesis, closeParenthesis, openBracket, closeBracket, openBrace, closeBrace
    // Punctuation. `sign` is `+` or `-`; `specification` is the colon before a format
    // specification.
    case comma, colon, specification, semicolon, dot, assign, walrus, arrow, exclamation
    case augmentedAssign, star, doubleStar, slash, sign, tilde, bar, at, comparison, otherOperator
    /// A byte such as `$` or `?` that means nothing.
    case unknown
  }

  var kind: Kind
  /// Whether a string literal has the `b` prefix.
  var isBytes = false
  /// Whether a string literal has the `r` prefix.
  var isRaw = false
  /// The first byte and the byte after the last, from the start of the source.
  var start: Int32
  var end: Int32
  /// From 1.
  var line: Int32
}

/// Tells keywords from names, eight bytes at a time.
struct PythonKeywords {
  /// Candidates sorted by their first letter, each packed as `pack` does.
  private var words: [UInt64] = []
  private var kinds: [PythonToken.Kind] = []
  /// Where the candidates of a first byte begin; 129 entries.
  private var starts: [UInt8] = [0]

  private static let spellings: [(StaticString, PythonToken.Kind)] = [
    ("False", .constantFalse), ("None", .constantNone), ("True", .constantTrue), ("and", .and),
    ("as", .as), ("assert", .assert), ("async", .async), ("await", .await), ("break", .break),
    ("class", .class), ("continue", .continue), ("def", .def), ("del", .del), ("elif", .elif),
    ("else", .else), ("except", .except), ("finally", .finally), ("for", .for), ("from", .from),
    ("global", .global), ("if", .if), ("import", .import), ("in", .in), ("is", .is),
    ("lambda", .lambda), ("nonlocal", .nonlocal), ("not", .not), ("or", .or), ("pass", .pass),
    ("raise", .raise), ("return", .return), ("try", .try), ("while", .while), ("with", .with),
    ("yield", .yield),
  ]

  init() {
    let packed = Self.spellings.map { spelling in
      (
        word: spelling.0.description.utf8.reduce(0) { $0 << 8 | UInt64($1) }, kind: spelling.1,
        first: spelling.0.description.utf8.first ?? 0
      )
    }
    for byte in UInt8(0)..<128 {
      for candidate in packed where candidate.first == byte {
        words.append(candidate.word)
        kinds.append(candidate.kind)
      }
      starts.append(UInt8(words.count))
    }
  }

  /// The keyword in that range of ASCII bytes, or `.name`.
  @inline(__always)
  func kind(of bytes: [UInt8], from start: Int, to end: Int) -> PythonToken.Kind {
    let first = Int(bytes[start])
    guard end - start <= 8, end - start >= 2, first < 128 else { return .name }
    var candidate = Int(starts[first])
    let last = Int(starts[first + 1])
    guard candidate < last else { return .name }
    var word: UInt64 = 0
    for index in start..<end { word = word << 8 | UInt64(bytes[index]) }
    while candidate < last {
      if words[candidate] == word { return kinds[candidate] }
      candidate += 1
    }
    return .name
  }
}
