// One value of a row as a value itself: what it is called, how it is rounded, sorted by and filtered by, where it comes
// from. Lists of columns stand beside their rows; every viewer takes names, schemas, orders and cells from them.

/// A value of every row.
public struct Column<Row>: Sendable {
  /// Its name in JSON, in CSV and in filters.
  public let key: String
  /// Its name to people, in choices and read aloud; filters take it, too.
  public let title: String
  public let help: String
  public let kind: CellKind
  /// Whether a cell can be missing.
  public private(set) var isOptional: Bool
  private var value: @Sendable (Row, Timestamp?) -> CellValue

  /// The key that sorts by it; nil when nothing does.
  public private(set) var letter: Character?
  /// Whether the largest come first unless turned round.
  public private(set) var isDescending = false
  /// The short word of a filter; nil where filters do not ask for it.
  public private(set) var filterWord: String?
  /// What filters look for beside its text.
  private(set) var filterWords: (@Sendable (Row, Timestamp) -> [String])?
  /// How it stands in a list on screen; nil when it does not.
  public private(set) var screen: ScreenColumn?
  /// A shorter title, where the place says the rest.
  public private(set) var brief: String
  /// What Prometheus is told of it; nil for nothing.
  package private(set) var metric: Metric<Row>?
  /// Whether there is anything to compute it from; documents have a number even where there is not.
  private(set) var isKnown: @Sendable (Row) -> Bool = { _ in true }
  /// Whether what it is computed from could be read.
  package private(set) var isReadable: @Sendable (Row) -> Bool = { _ in true }
  /// Whether a document leaves it out where there is none.
  package private(set) var isLeftOutWhenNone = false
  /// How it comes about; nil where its help says all.
  package private(set) var explanation: Explanation?
  /// Further names under which it can be asked for.
  package private(set) var otherIDs: [String] = []
  /// What stands on screen, and is sorted by, where the text is empty.
  private var substitute: (@Sendable (Row) -> String)?

  private init(
    _ key: String, _ title: String, _ help: String, _ kind: CellKind, isOptional: Bool,
    _ value: @escaping @Sendable (Row, Timestamp?) -> CellValue
  ) {
    self.key = key
    self.title = title
    brief = title
    self.help = help
    self.kind = kind
    self.isOptional = isOptional
    self.value = value
  }

  /// The cell as every viewer shows it, rounded. `now` is for what still grows; without it that is not known.
  public func cell(_ row: Row, now: Timestamp? = nil) -> CellValue {
    let exact = value(row, now)
    guard case .number(let number) = exact else { return exact }
    guard number.isFinite else { return .none }
    guard case .number(_, let decimals?) = kind else { return .number(number) }
    return .number(number.rounded(toDecimals: decimals))
  }

  /// The cell as a number; nil for what is none or not known.
  package func number(_ row: Row) -> Double? { cell(row).number }

  /// The same; nil also where there is nothing to compute it from.
  package func knownNumber(_ row: Row) -> Double? { isKnown(row) ? number(row) : nil }

  /// The same unrounded, for orders and filters.
  func exactCell(_ row: Row, now: Timestamp?) -> CellValue { value(row, now) }

  /// The text of a cell of text, or what stands in for it.
  public func text(_ row: Row) -> String {
    guard case .text(let text) = value(row, nil), !text.isEmpty else {
      return substitute?(row) ?? ""
    }
    return text
  }
}

extension Column {
  public static func text(
    _ key: String, _ title: String, _ help: String, _ text: @escaping @Sendable (Row) -> String
  ) -> Column {
    Column(key, title, help, .text, isOptional: false) { row, _ in .text(text(row)) }
  }

  public static func optionalText(
    _ key: String, _ title: String, _ help: String, _ text: @escaping @Sendable (Row) -> String?
  ) -> Column {
    Column(key, title, help, .text, isOptional: true) { row, _ in
      text(row).map(CellValue.text) ?? .none
    }
  }

  /// `words` are the known ones, in their order; others come last.
  public static func word(
    _ key: String, _ title: String, _ help: String, of words: [String],
    _ word: @escaping @Sendable (Row) -> String?
  ) -> Column {
    Column(key, title, help, .word(words), isOptional: true) { row, _ in
      word(row).map(CellValue.text) ?? .none
    }
  }

  public static func count(
    _ key: String, _ title: String, _ help: String, _ count: @escaping @Sendable (Row) -> Int
  ) -> Column {
    Column(key, title, help, .count, isOptional: false) { row, _ in .integer(count(row)) }
  }

  public static func optionalCount(
    _ key: String, _ title: String, _ help: String, _ count: @escaping @Sendable (Row) -> Int?
  ) -> Column {
    Column(key, title, help, .count, isOptional: true) { row, _ in
      count(row).map(CellValue.integer) ?? .none
    }
  }

  /// Nil and what is no number are not known.
  public static func number(
    _ key: String, _ title: String, _ unit: CellKind.Unit, decimals: Int?, _ help: String,
    _ number: @escaping @Sendable (Row) -> Double?
  ) -> Column {
    growing(key, title, unit, decimals: decimals, help) { row, _ in number(row) }
  }

  /// A number that grows with time; without a time it is nil until it is final.
  public static func growing(
    _ key: String, _ title: String, _ unit: CellKind.Unit, decimals: Int?, _ help: String,
    _ number: @escaping @Sendable (Row, Timestamp?) -> Double?
  ) -> Column {
    Column(key, title, help, .number(unit, decimals: decimals), isOptional: true) {
      number($0, $1).map(CellValue.number) ?? .none
    }
  }

  public static func truth(
    _ key: String, _ title: String, _ help: String, _ truth: @escaping @Sendable (Row) -> Bool
  ) -> Column {
    Column(key, title, help, .truth, isOptional: false) { row, _ in .truth(truth(row)) }
  }

  /// A time as it is stored, and what it means.
  public static func time(
    _ key: String, _ title: String, _ help: String,
    _ time: @escaping @Sendable (Row) -> StoredTime?
  ) -> Column {
    Column(key, title, help, .time, isOptional: true) { row, _ in
      time(row).map(CellValue.time) ?? .none
    }
  }

  public static func texts(
    _ key: String, _ title: String, _ help: String, _ texts: @escaping @Sendable (Row) -> [String]
  ) -> Column {
    Column(key, title, help, .texts, isOptional: false) { row, _ in .texts(texts(row)) }
  }

  public static func counts(
    _ key: String, _ title: String, _ help: String,
    _ counts: @escaping @Sendable (Row) -> [WordCount]
  ) -> Column {
    Column(key, title, help, .counts, isOptional: false) { row, _ in .counts(counts(row)) }
  }
}

extension Column {
  /// Sorted by with a key.
  public func sorted(_ letter: Character, descending: Bool = false) -> Column {
    with { ($0.letter, $0.isDescending) = (letter, descending) }
  }

  private func with(_ change: (inout Column) -> Void) -> Column {
    var column = self
    change(&column)
    return column
  }

  /// Asked for by filters with a short word.
  public func filtered(_ word: String) -> Column { with { $0.filterWord = word } }

  /// With further words that filters find.
  func alsoFound(by words: @escaping @Sendable (Row, Timestamp) -> [String]) -> Column {
    with { $0.filterWords = words }
  }

  /// Shown in a list on screen.
  public func shown(
    _ head: String, _ width: Int, rank: Int, from: Int? = nil, gap: Int = 1, leadingGap: Int = 0,
    widest: Int? = nil, ifFilled: Bool = false, _ look: ScreenColumn.Look = .plain
  ) -> Column {
    with {
      $0.screen = ScreenColumn(
        head: head, width: width, gap: gap, leadingGap: leadingGap, rank: rank, widest: widest,
        ifFilled: ifFilled, from: from, look: look)
    }
  }

  /// With a shorter title for places that say the rest.
  public func briefly(_ title: String) -> Column { with { $0.brief = title } }

  /// Left out of documents where there is none.
  func whereKnown() -> Column { with { $0.isLeftOutWhenNone = true } }

  /// Told to Prometheus under a name, to which the base unit is added; `missing` stands for what is not known.
  func metric(_ name: String, _ help: String, orElse missing: Double = .nan) -> Column {
    metric(name, help, of: { [value] in value($0, nil).number ?? missing }, count: nil)
  }

  /// A mean, told to Prometheus as a sum in the column's unit and how many it is of.
  func metric(
    _ name: String, _ help: String, sum: @escaping @Sendable (Row) -> Double,
    count: @escaping @Sendable (Row) -> Int
  ) -> Column {
    metric(name, help, of: sum, count: { Double(count($0)) })
  }

  private func metric(
    _ name: String, _ help: String, of value: @escaping @Sendable (Row) -> Double,
    count: (@Sendable (Row) -> Double)?
  ) -> Column {
    // A count has no unit, as a score has none.
    let base = (kind.unit ?? .score).base
    return with {
      $0.metric = Metric(
        name: name + base.ending, help: help, value: { base.number(value($0)) }, count: count)
    }
  }

  /// With what it is made of.
  func explained(_ explanation: Explanation) -> Column { with { $0.explanation = explanation } }

  /// The same of a figure that is told under another name elsewhere.
  func explained(
    _ id: String, _ term: (@Sendable (Overview) -> Term)? = nil
  ) -> Column {
    explained(Explanation(id, term))
  }

  /// Also asked for by these ids.
  func asked(_ ids: String...) -> Column { with { $0.otherIDs = ids } }

  /// Known only where there is something to compute it from.
  func known(where isKnown: @escaping @Sendable (Row) -> Bool) -> Column {
    with { $0.isKnown = isKnown }
  }

  /// Not known, and told to Prometheus as no number, of a row from which this keeps it.
  func knownUnless(_ isHidden: @escaping @Sendable (Row) -> Bool) -> Column {
    with { column in
      column.isOptional = true
      column.isReadable = { [isReadable] in !isHidden($0) && isReadable($0) }
      column.value = { [value] row, now in isHidden(row) ? .none : value(row, now) }
      column.isKnown = { [isKnown] in !isHidden($0) && isKnown($0) }
      column.metric = metric?.knownUnless(isHidden)
    }
  }

  /// With a text that stands in for an empty one on screen.
  public func orElse(_ substitute: @escaping @Sendable (Row) -> String) -> Column {
    with { $0.substitute = substitute }
  }

  /// The same value under the name and with the rounding of a frozen body; one that is never null has a number for what is
  /// not known.
  func alias(_ key: String, decimals: Int?, _ help: String, orElse number: Double? = nil) -> Column
  {
    let kind = kind.unit.map { CellKind.number($0, decimals: decimals) } ?? kind
    return Column(key, title, help, kind, isOptional: isOptional) { [value] row, now in
      let cell = value(row, now)
      return cell == .none ? number.map(CellValue.number) ?? .none : cell
    }
  }

  /// The column of a part of other rows.
  public func of<Whole>(_ part: @escaping @Sendable (Whole) -> Row) -> Column<Whole> {
    var column = Column<Whole>(key, title, help, kind, isOptional: isOptional) { [value] in
      value(part($0), $1)
    }
    (column.letter, column.isDescending) = (letter, isDescending)
    (column.filterWord, column.screen, column.brief) = (filterWord, screen, brief)
    column.isKnown = { [isKnown] in isKnown(part($0)) }
    column.isReadable = { [isReadable] in isReadable(part($0)) }
    if let substitute { column.substitute = { substitute(part($0)) } }
    return column
  }
}
