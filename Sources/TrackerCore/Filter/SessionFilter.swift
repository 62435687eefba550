// Which sessions are meant, from an expression that a person types: `type:debugging eff<3 -model:gpt "two words"`.
// It refuses to guess: what cannot be read is a problem with a name.

/// A filter that was kept under a name.
public struct SavedFilter: Sendable, Equatable {
  public let name: String
  public let expression: String

  public init(name: String, expression: String) {
    (self.name, self.expression) = (name, expression)
  }
}

/// A question that every session answers with yes or no. All its terms must hold.
public struct SessionFilter: Sendable, Equatable {
  /// As it was typed.
  public let expression: String
  private(set) var terms: [Term]

  /// Lets every session through.
  public static let all = SessionFilter()

  /// One condition.
  struct Term: Sendable, Equatable {
    var isNegated = false
    var test: Test
  }

  /// What must be true; of several values one is enough.
  enum Test: Sendable, Equatable {
    /// Somewhere in name, id, context, notes or model.
    case words([TextPattern])
    /// In the field, or the whole field.
    case text(FilterField, [TextPattern], isWhole: Bool)
    case number(FilterField, Comparison, [Double])
    /// An issue with such a severity, from 0 for the mildest.
    case severity(Comparison, [Int])
    case day(FilterField, Comparison, [DateRange])
    /// This value and no other, byte by byte; empty for sessions without one.
    case value(Dimension, String)
  }

  enum Comparison: String, Sendable, Equatable {
    case less = "<"
    case atMost = "<="
    case equal = "="
    case atLeast = ">="
    case more = ">"
  }

  private init() { (expression, terms) = ("", []) }

  /// Reads an expression; throws what is wrong with its first bad term. Blanks separate terms that must all hold; `-`
  /// before one turns it round, `a|b` means either, quotation marks keep blanks and signs. A field without a value yet is
  /// no condition. Text is compared as `TextPattern` does. `@name` stands for what a saved filter says; where none can be
  /// kept (nil) it is a word.
  public init(_ expression: String, saved: [SavedFilter]? = nil) throws(FilterProblem) {
    self.expression = expression
    var terms: [Term] = []
    var tokens = FilterTokens(expression)
    while let token = try tokens.next() {
      if let saved, let name = token.savedName {
        guard let filter = saved.first(where: { $0.name == name }) else {
          throw .unknownSaved(name)
        }
        // Without itself, so that it cannot stand in what it says.
        terms += try SessionFilter(
          filter.expression, saved: saved.filter { $0.name != name }
        ).terms
        continue
      }
      if let test = try SessionFilter.test(of: token) {
        terms.append(Term(isNegated: token.isNegated, test: test))
      }
    }
    self.terms = terms
  }

  /// The same for sessions with one value of a dimension alone, byte by byte; `(none)` is for those without one.
  public func narrowed(to dimension: Dimension, _ value: String) -> SessionFilter {
    var filter = self
    filter.terms.append(Term(test: .value(dimension, value)))
    return filter
  }

  /// `project="two words"`: the term for sessions of one group, `project=(none)` for those without a value; nil where no
  /// term can say it.
  public static func term(for value: String, of dimension: Dimension) -> String? {
    guard let field = dimension.column?.filterWord, !value.contains("\"") else { return nil }
    return field + "=" + quoted(value.isEmpty ? Dimension.none : value)
  }

  /// Whether what it lets through may change with the clock alone: as running sessions go on or fall silent, or at midnight.
  package var followsTheClock: Bool {
    fields.contains { $0.kind == .minutes || $0.kind == .day || $0 == .status }
  }

  /// Whether every session is let through.
  public var isEmpty: Bool { terms.isEmpty }

  /// The fields that are asked about.
  var fields: Set<FilterField> {
    Set(
      terms.compactMap { term in
        switch term.test {
        case .words, .value: nil
        case .text(let field, _, _), .number(let field, _, _), .day(let field, _, _): field
        case .severity: .severity
        }
      })
  }

  private static func test(of token: FilterTokens.Token) throws(FilterProblem) -> Test? {
    let values = token.values.filter { !$0.isEmpty }
    guard let name = token.field else {
      return values.isEmpty ? nil : .words(values.map(TextPattern.init))
    }
    guard let field = FilterField.named(name) else {
      throw .unknownField(name, nearest: FilterField.nearest(to: name).first)
    }
    guard !values.isEmpty else { return nil }
    let comparison = token.sign == ":" ? Comparison.equal : Comparison(rawValue: token.sign)
    guard let comparison else { return nil }
    switch field.kind {
    case .text:
      guard comparison == .equal else { throw .noOrder(field) }
      return .text(field, values.map(TextPattern.init), isWhole: token.sign == "=")
    case .number, .minutes:
      return .number(field, comparison, try read(values, of: field, number))
    case .severity:
      return .severity(comparison, try read(values, of: field) { rank($1) })
    case .day:
      return .day(field, comparison, try read(values, of: field) { day($1) })
    }
  }

  private static func read<Value>(
    _ values: [String], of field: FilterField, _ convert: (FilterField, String) -> Value?
  ) throws(FilterProblem) -> [Value] {
    var result: [Value] = []
    for value in values {
      guard let converted = convert(field, value) else { throw .badValue(field, value: value) }
      result.append(converted)
    }
    return result
  }

  private static func number(of field: FilterField, _ text: String) -> Double? {
    var digits = text
    var factor = 1.0
    let units: [Character: Double] = ["m": 1, "h": 60, "d": 1440]
    if field.kind == .minutes, let unit = text.last.flatMap({ units[$0] }) {
      factor = unit
      digits.removeLast()
    }
    // Only what a person would call a number: no infinity, no hexadecimals.
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D }) else {
      return nil
    }
    return Double(digits).map { $0 * factor }
  }

  private static func day(_ text: String) -> DateRange? {
    do throws(TrackerError) { return try DateRange(text) } catch { return nil }
  }

  /// The place of a severity word, or of one that begins so.
  private static func rank(_ word: String) -> Int? {
    let words = Severity.known.map(\.rawValue)
    return words.firstIndex { $0 == word.lowercased() }
      ?? words.firstIndex { $0.hasPrefix(word.lowercased()) }
  }
}
