// Which sessions are meant, from an expression that a person types: `type:debugging eff<3 -model:gpt "two words"`.
// It refuses to guess: what cannot be read is a problem with a name.

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
    case day(FilterField, Comparison, [FilterDays])
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
  /// no condition. Text is compared as `TextPattern` does.
  public init(_ expression: String) throws(FilterProblem) {
    self.expression = expression
    var terms: [Term] = []
    var tokens = FilterTokens(expression)
    while let token = try tokens.next() {
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
      throw .unknownField(name, nearest: .nearest(to: name))
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
      return .day(field, comparison, try read(values, of: field) { FilterDays($1) })
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

  /// The place of a severity word, or of one that begins so.
  private static func rank(_ word: String) -> Int? {
    let words = Severity.known.map(\.rawValue)
    return words.firstIndex { $0 == word.lowercased() }
      ?? words.firstIndex { $0.hasPrefix(word.lowercased()) }
  }
}

/// Days that a filter names.
enum FilterDays: Sendable, Equatable {
  /// From the first to the last.
  case days(Int, Int)
  /// So many days back from today; 1 is yesterday.
  case back(Int)
  /// The last so many days, today among them.
  case last(Int)

  /// Reads `2024`, `2024-11`, `2024-11-22`, `today`, `yesterday`, `7d`; nil for anything else.
  init?(_ text: String) {
    let text = text.lowercased()
    if text == "today" || text == "yesterday" {
      self = .back(text == "today" ? 0 : 1)
      return
    }
    if text.hasSuffix("d") {
      guard let count = Int(text.dropLast()), (1...100_000).contains(count) else { return nil }
      self = .last(count)
      return
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, (1...3).contains(parts.count), parts[0].utf8.count == 4
    else { return nil }
    let month = numbers.count > 1 ? numbers[1] : 1
    let day = numbers.count > 2 ? numbers[2] : 1
    guard let first = CivilDate(year: numbers[0], month: month, day: day) else { return nil }
    let next: CivilDate? =
      switch parts.count {
      case 1: CivilDate(year: numbers[0] + 1, month: 1, day: 1)
      case 2:
        CivilDate(year: numbers[0] + month / 12, month: month % 12 + 1, day: 1)
      default: CivilDate(daysSince1970: first.daysSince1970 + 1)
      }
    self = .days(first.daysSince1970, (next?.daysSince1970 ?? first.daysSince1970 + 1) - 1)
  }

  /// The first and last day, counted from 1970.
  func bounds(today: Int) -> ClosedRange<Int> {
    switch self {
    case .days(let first, let last): first...max(first, last)
    case .back(let count): (today - count)...(today - count)
    case .last(let count): (today - count + 1)...today
    }
  }
}
