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
  }

  private var rest: Substring

  init(_ expression: String) { rest = expression[...] }

  /// The next term; nil at the end.
  mutating func next() throws(FilterProblem) -> Token? {
    rest = rest.drop { $0.isWhitespace }
    guard !rest.isEmpty else { return nil }
    var token = Token()
    if rest.first == "-", rest.dropFirst().first.map({ !$0.isWhitespace }) ?? false {
      token.isNegated = true
      rest = rest.dropFirst()
    }
    takeField(&token)
    while let character = rest.first, !character.isWhitespace {
      rest = rest.dropFirst()
      switch character {
      case "|": token.values.append("")
      case "\"":
        guard let end = rest.firstIndex(of: "\"") else { throw .openQuote }
        token.values[token.values.count - 1] += rest[..<end]
        rest = rest[rest.index(after: end)...]
      default: token.values[token.values.count - 1].append(character)
      }
    }
    return token
  }

  /// Letters and a sign behind them.
  private mutating func takeField(_ token: inout Token) {
    let name = rest.prefix { $0.isASCII && ($0.isLetter || $0 == "_") }
    let behind = rest[name.endIndex...]
    guard !name.isEmpty, let sign = ["<=", ">=", "<", ">", ":", "="].first(where: behind.hasPrefix)
    else { return }
    token.field = String(name)
    token.sign = sign
    rest = behind.dropFirst(sign.count)
  }
}
