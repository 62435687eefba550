/// One token, as far as functions, blocks and branches depend on it; 16 bytes, because a file has many.
struct PythonToken {
  enum Kind: UInt8 {
    /// The end of a logical line.
    case newline
    /// A format string is its start, the tokens of its fields, its end.
    case name, string, formatStart, formatEnd
    /// Brackets; `open` is a brace, or begins a field.
    case openParenthesis, openBracket, open, close
    /// `star` is also `**`, `specification` the colon before a format specification.
    case comma, colon, specification, semicolon, star, slash, arrow, at
    /// Keywords; `logical` is `and`, `or`.
    case logical, assert, async, `class`, def, elif, `else`, except, finally, `for`, `if`, lambda,
      `try`, `while`, with
    /// Names that begin a statement; the tokenizer leaves them names.
    case match, `case`
    /// Numbers and all other operators.
    case other
  }

  var kind: Kind
  /// Whether a string literal has the `b` prefix.
  var isBytes = false
  /// Whether a string literal has the `r` prefix.
  var isRaw = false
  /// How many brackets are around it.
  var depth: UInt8 = 0
  /// The first byte and the byte after the last, from the start of the source.
  var start: Int32
  var end: Int32
  /// From 1.
  var line: Int32
}

extension PythonToken.Kind {
  /// Whether a statement that begins with it has a block.
  var opensBlock: Bool {
    switch self {
    case .class, .def, .elif, .else, .except, .finally, .for, .if, .try, .while, .with, .match,
      .case:
      true
    default: false
    }
  }

  /// The keyword of at most eight letters, packed into a number, or `.name`.
  init(packed word: UInt64) { self = Self.keywords[word] ?? .name }

  private static let keywords: [UInt64: Self] = {
    let spellings: KeyValuePairs<String, Self> = [
      "and": .logical, "assert": .assert, "async": .async, "class": .class, "def": .def,
      "elif": .elif, "else": .else, "except": .except, "finally": .finally, "for": .for, "if": .if,
      "lambda": .lambda, "or": .logical, "try": .try, "while": .while, "with": .with,
    ]
    let packed = spellings.map { ($0.utf8.reduce(0) { $0 << 8 | UInt64($1) }, $1) }
    return Dictionary(uniqueKeysWithValues: packed)
  }()
}
