// The terms of a filter, one after another, still as text. It refuses to know fields.

/// Cuts an expression into terms.
struct FilterTokens {
  struct Token: Equatable {
    var isNegated = false
    /// What stands before the sign; nil for words alone.
    var field: String?
    /// `:`, `=`, `<`, `<=`, `>`, `>=`; empty without a field.
    var sign = ""
    /// What `|` separates.
    var values: [String] = [""]

    /// The name behind `@`; nil for what stands for no saved filter.
    var savedName: String? {
      guard field == nil, !isNegated, values.count == 1, values[0].first == "@", values[0] != "@"
      else { return nil }
      return String(values[0].dropFirst())
    }
  }

  // By scalars, as programs see a text: a mark that joins a quotation mark hides none.
  private var rest: Substring.UnicodeScalarView

  init(_ expression: String) { rest = expression[...].unicodeScalars }

  /// Where the next term begins.
  mutating func skipBlanks() -> String.Index {
    rest = rest.drop { $0.properties.isWhitespace }
    return rest.startIndex
  }

  /// The next term; nil at the end.
  mutating func next() throws(FilterProblem) -> Token? {
    _ = skipBlanks()
    guard !rest.isEmpty else { return nil }
    var token = Token()
    if rest.first == "-", rest.dropFirst().first.map({ !$0.properties.isWhitespace }) ?? false {
      token.isNegated = true
      rest = rest.dropFirst()
    }
    takeField(&token)
    while let scalar = rest.first, !scalar.properties.isWhitespace {
      rest = rest.dropFirst()
      switch scalar {
      case "|": token.values.append("")
      case "\"":
        guard let end = rest.firstIndex(of: "\"") else { throw .openQuote }
        token.values[token.values.count - 1].unicodeScalars += rest[..<end]
        rest = rest[rest.index(after: end)...]
      default: token.values[token.values.count - 1].unicodeScalars.append(scalar)
      }
    }
    return token
  }

  /// Letters and a sign behind them.
  private mutating func takeField(_ token: inout Token) {
    let name = rest.prefix { $0.isASCII && ($0.properties.isAlphabetic || $0 == "_") }
    let behind = rest[name.endIndex...]
    let signs = ["<=", ">=", "<", ">", ":", "="]
    guard !name.isEmpty, let sign = signs.first(where: { behind.starts(with: $0.unicodeScalars) })
    else { return }
    token.field = String(name)
    token.sign = sign
    rest = behind.dropFirst(sign.count)
  }
}
