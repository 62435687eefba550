// The words of a filter with their places, for whoever helps to type one.

/// A term as it stands in an expression.
struct FilterWord {
  let token: FilterTokens.Token
  /// Where it stands, in characters.
  let characters: Range<Int>

  /// Every term; of a quotation mark without its end, the rest is in quotation marks.
  static func all(of expression: String) -> [FilterWord] {
    var words: [FilterWord] = []
    var tokens = FilterTokens(expression)
    while true {
      let start = tokens.skipBlanks()
      do throws(FilterProblem) {
        guard let token = try tokens.next() else { return words }
        words.append(FilterWord(token, start, tokens.skipBlanks(), expression))
      } catch {
        var closed = FilterTokens(expression[start...] + "\"")
        if let token = try? closed.next() {
          words.append(FilterWord(token, start, expression.endIndex, expression))
        }
        return words
      }
    }
  }

  private init(
    _ token: FilterTokens.Token, _ start: String.Index, _ end: String.Index, _ expression: String
  ) {
    self.token = token
    var text = expression[start..<end]
    while text.last?.isWhitespace ?? false { text.removeLast() }
    let first = expression.distance(from: expression.startIndex, to: start)
    characters = first..<(first + text.count)
  }
}

extension FilterField {
  /// Whether its values are few enough to be listed: what sessions are grouped by, and words of lists.
  var listsValues: Bool {
    kind == .severity || column.key == "tools_used" || column.key == "status"
      || Dimension.narrowing.contains { $0.column?.key == column.key }
  }

  /// Words that are known although no session says them.
  var knownWords: [String] {
    switch column.key {
    case SessionRow.taskType.key: TaskType.known.map(\.rawValue)
    default: closedWords ?? []
    }
  }

  /// Those whose values can be listed, then what has an order, then texts.
  static let offered: [FilterField] =
    all.filter(\.listsValues) + all.filter { !$0.listsValues && $0.kind != .text }
    + all.filter { !$0.listsValues && $0.kind == .text }
}
