// THE LIST of what a filter can ask about a session.

/// A member of a session, by the name that a filter uses.
public enum FilterField: String, Sendable, CaseIterable {
  case status, type, model, outcome, context
  /// Mean rating.
  case eff
  /// Interactions.
  case n
  /// Minutes so far, and estimated.
  case dur, est
  /// How many issues, and how bad they are.
  case issues, sev
  /// The local day of the start.
  case start
  case id, name, tool

  /// The heading of the column that shows it, where that is another word; a filter takes either.
  public var column: String {
    switch self {
    case .status: "state"
    case .eff: "rating"
    case .n: "interactions"
    case .dur: "duration"
    case .est: "estimate"
    case .sev: "severity"
    case .type, .model, .outcome, .context, .issues, .start, .id, .name, .tool: rawValue
    }
  }

  /// The field of a word, its own or its column's, whatever the case of its letters; nil for other words.
  public static func named(_ word: String) -> FilterField? {
    let word = word.lowercased()
    return FilterField(rawValue: word) ?? allCases.first { $0.column == word }
  }

  /// What its value is.
  enum Kind { case text, number, minutes, severity, day }

  var kind: Kind {
    switch self {
    case .status, .type, .model, .outcome, .context, .id, .name, .tool: .text
    case .eff, .n, .issues: .number
    case .dur, .est: .minutes
    case .sev: .severity
    case .start: .day
    }
  }

  /// What a value looks like, for whoever typed another one.
  var example: String {
    switch kind {
    case .text: "text"
    case .number: "a number"
    case .minutes: "minutes, or a time such as 1.5h or 2d"
    case .severity: "one of " + Severity.known.map(\.rawValue).joined(separator: ", ")
    case .day: "a day such as 2024-11-22, 2024-11, today or 7d"
    }
  }

  /// The known name that is spelled most alike.
  static func nearest(to name: String) -> FilterField {
    let wanted = Array(name.lowercased().utf8)
    let distances = allCases.map { ($0, editDistance(wanted, Array($0.rawValue.utf8))) }
    return distances.min { $0.1 < $1.1 }?.0 ?? .name
  }
}

/// Why a filter cannot be used.
public enum FilterProblem: Error, Sendable, Equatable, CustomStringConvertible {
  /// No field has this name; the known one that is spelled most alike.
  case unknownField(String, nearest: FilterField)
  /// The value is none of this field's.
  case badValue(FilterField, value: String)
  /// The field has no order, so less and more mean nothing.
  case noOrder(FilterField)
  /// A quotation mark without its end.
  case openQuote

  /// One line that also says how to mend it.
  public var description: String {
    switch self {
    case .unknownField(let name, let nearest):
      "no field '\(name.clipped)'; the nearest is \(nearest.rawValue)"
    case .badValue(let field, let value):
      "\(field.rawValue) takes \(field.example), not '\(value.clipped)'"
    case .noOrder(let field): "\(field.rawValue) takes : or =, it has no less or more"
    case .openQuote: "a quotation mark is not closed"
    }
  }
}
