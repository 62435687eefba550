// What a filter can ask about a session: the columns that have a word for it.

/// A column of sessions, as filters name it.
public struct FilterField: Sendable, Hashable {
  private let place: Int

  var column: Column<SessionRow> { SessionRow.filterColumns[place] }

  /// The word that filters use.
  public var word: String { column.filterWord ?? column.key }

  /// What it says of a session.
  package var help: String { column.help }

  /// What the column is called.
  public var title: String { column.title }

  /// All of them.
  public static let all = SessionRow.filterColumns.indices.map(FilterField.init)

  /// The field of a word, its own, its column's or its key in JSON, whatever the case of its letters; nil for other words.
  public static func named(_ word: String) -> FilterField? {
    let word = word.lowercased()
    return all.first { $0.word == word }
      ?? all.first { $0.column.title == word || $0.column.key == word }
  }

  /// What its value is.
  package enum Kind: CaseIterable, Sendable { case text, number, minutes, severity, day }

  package var kind: Kind {
    switch column.kind {
    case .number(.minutes, _): .minutes
    case .count, .number: .number
    case .time: .day
    default: self == .severity ? .severity : .text
    }
  }

  static let severity = named("sev")
  static let status = named("status")

  /// The words that are offered for it, in their order; nil where its values are those of the sessions.
  public var closedWords: [String]? {
    switch word {
    case "status":
      [SessionCondition.running.rawValue, SessionCondition.stale.rawValue, Session.completed]
    case "sev": Severity.known.map(\.rawValue)
    case "outcome": Outcome.known.map(\.rawValue)
    default: nil
    }
  }

  /// What a value looks like, for whoever typed another one.
  var example: String {
    switch kind {
    case .text: "text"
    case .number: "a number"
    case .minutes: "minutes, or a time such as 1.5h or 2d"
    case .severity: "one of " + Severity.known.map(\.rawValue).joined(separator: ", ")
    case .day: DateRange.formsOfBoth
    }
  }

  /// The fields that a name which is none may mean, the likeliest first.
  static func nearest(to name: String) -> [FilterField] {
    nearestNames(to: name, among: all.map(\.word)).compactMap(named)
  }
}

/// Why a filter cannot be used.
public enum FilterProblem: Error, Sendable, Equatable, CustomStringConvertible {
  /// No field has this name; the one that is probably meant, if any is.
  case unknownField(String, nearest: FilterField?)
  /// The value is none of this field's.
  case badValue(FilterField, value: String)
  /// The field has no order, so less and more mean nothing.
  case noOrder(FilterField)
  /// A quotation mark without its end.
  case openQuote
  /// No filter was saved under this name.
  case unknownSaved(String)

  /// One line that also says how to mend it.
  public var description: String {
    switch self {
    case .unknownField(let name, let nearest):
      "no field '\(name.clipped)'; "
        + (nearest.map { "the nearest is \($0.word)" }
          ?? "there are \(FilterField.all.map(\.word).joined(separator: ", "))")
    case .badValue(let field, let value):
      "\(field.word) takes \(field.example), not '\(value.clipped)'"
    case .noOrder(let field): "\(field.word) takes : or =, it has no less or more"
    case .openQuote: "a quotation mark is not closed"
    case .unknownSaved(let name): "no saved filter '@\(name.clipped)'"
    }
  }
}
