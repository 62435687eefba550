// The words of Python, and which may stand next to which.

/// One token; 16 bytes, because a file has many.
struct PythonToken {
  enum Kind: UInt8 {
    /// The end of a logical line.
    case newline
    // Operands. A format string is its start, the tokens of its fields, its end.
    case name, number, string, formatStart, formatEnd, constant, ellipsis
    // Brackets; `close` is any but that of a field.
    case openParenthesis, openBracket, openBrace, close, openField, closeField
    // Punctuation. `specification` is the colon before a format specification, `star` also `**`.
    case comma, colon, specification, semicolon, dot, assign, arrow, exclamation, star, slash, sign,
      at
    /// An operator between operands, `is` and `as` among them.
    case binary
    /// `and`, `or`.
    case logical
    /// `~`, `await`.
    case prefix
    // Keywords that may stand within a statement.
    case async, `else`, `for`, from, `if`, `in`, lambda, not, yield
    // Keywords that only begin one. `naming` is `del`, `global`, `nonlocal`; `leaving` is `return`, `raise`;
    // `pass` is `break` and `continue`, too.
    case assert, `class`, def, elif, except, finally, `import`, leaving, naming, pass, `try`,
      `while`, with
    /// Names that begin a statement; the tokenizer leaves them names.
    case match, `case`
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
  struct Traits: OptionSet {
    let rawValue: UInt8
    /// An operand may start with it.
    static let starts = Traits(rawValue: 1)
    /// An operand may end with it.
    static let ends = Traits(rawValue: 2)
    /// An operand must stand before it.
    static let joins = Traits(rawValue: 4)
    /// An operand must stand after it.
    static let wants = Traits(rawValue: 8)
    /// It stands at the beginning of a statement only, or between two.
    static let begins = Traits(rawValue: 16)
    /// A statement that begins with it has a block.
    static let opensBlock = Traits(rawValue: 32)
  }

  var traits: Traits {
    switch self {
    case .newline, .colon, .specification, .closeField: []
    case .name, .number, .string, .constant, .ellipsis: [.starts, .ends]
    case .formatStart, .openParenthesis, .openBracket, .openBrace, .lambda, .yield: .starts
    case .formatEnd, .close: .ends
    case .not, .prefix, .sign, .star: [.starts, .wants]
    case .binary, .logical, .in, .dot, .assign, .arrow, .exclamation, .slash, .at: [.joins, .wants]
    case .if, .else, .for: [.joins, .wants, .opensBlock]
    case .async: [.joins, .opensBlock]
    case .comma: .joins
    case .openField, .from: .wants
    case .match, .case: [.wants, .opensBlock]
    case .elif, .while, .with: [.wants, .begins, .opensBlock]
    case .class, .def, .except, .finally, .try: [.begins, .opensBlock]
    case .assert, .import, .naming: [.wants, .begins]
    case .leaving, .semicolon: .begins
    case .pass: [.ends, .begins]
    }
  }

  func has(_ trait: Traits) -> Bool { traits.contains(trait) }

  var isString: Bool { self == .string || self == .formatStart || self == .formatEnd }

  /// Whether it can stand between these neighbours. An operand and an operator take turns: that tells what is no
  /// Python from what is, nearly always, without a grammar.
  func mayStand(after previous: Self, before next: Self) -> Bool {
    let (own, before) = (traits, previous.traits)
    if before.contains(.wants), !own.contains(.starts) {
      return switch self {
      case .closeField, .exclamation, .specification: previous == .assign
      case .in: previous == .not
      default: false
      }
    }
    if before.contains(.ends), own.contains(.starts) {
      return switch self {
      case .openParenthesis, .openBracket, .sign, .star: true
      case .not: next == .in
      default: isString && previous.isString
      }
    }
    if before.contains(.ends) || !own.contains(.joins) { return true }
    return switch self {
    case .for: previous == .async
    case .comma: previous == .colon
    case .assign, .in: previous == .comma
    default: false
    }
  }

  /// The keyword of at most eight letters, packed into a number, or `.name`.
  init(packed word: UInt64) {
    self = Self.keywords[word] ?? .name
  }

  private static let keywords: [UInt64: Self] = {
    let spellings: KeyValuePairs<String, Self> = [
      "False": .constant, "None": .constant, "True": .constant, "and": .logical, "as": .binary,
      "assert": .assert, "async": .async, "await": .prefix, "break": .pass, "class": .class,
      "continue": .pass, "def": .def, "del": .naming, "elif": .elif, "else": .else,
      "except": .except, "finally": .finally, "for": .for, "from": .from, "global": .naming,
      "if": .if, "import": .import, "in": .in, "is": .binary, "lambda": .lambda,
      "nonlocal": .naming, "not": .not, "or": .logical, "pass": .pass, "raise": .leaving,
      "return": .leaving, "try": .try, "while": .while, "with": .with, "yield": .yield,
    ]
    let packed = spellings.map { ($0.utf8.reduce(0) { $0 << 8 | UInt64($1) }, $1) }
    return Dictionary(uniqueKeysWithValues: packed)
  }()
}
