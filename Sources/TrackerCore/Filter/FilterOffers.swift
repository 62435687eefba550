// What the last word of a filter may become while it is typed, and what in the filter is not known: by the fields that there
// are, and by what sessions say in them.

/// What is offered for the word at the end of an expression.
public struct FilterOffers: Sendable, Equatable {
  /// What the word may become.
  public struct Offer: Sendable, Equatable {
    /// Stands for the whole word: `project:`, `-type:debugging`.
    public let word: String
    /// What is listed of it: `project:`, `debugging`.
    public let label: String
    /// The values of a field, or why something is offered.
    public let note: String
    /// How many values a field has, from where to where its numbers go, or how many sessions have a value.
    public let amount: String
  }

  /// What nothing is called.
  public enum Unknown: Sendable, Equatable {
    case field(String)
    /// What no session has in a field whose values are listed.
    case value(FilterField, String)

    /// `no field projct`, `type:debuging is not known`.
    public var sentence: String {
      switch self {
      case .field(let name): "no field \(name.clipped)"
      case .value(let field, let value): "\(field.word):\(value.clipped) is not known"
      }
    }
  }

  /// How many characters of the expression stand before the word.
  public private(set) var start = 0
  /// What the offers are; empty where each says it.
  public private(set) var heading = ""
  public private(set) var offers: [Offer] = []
  /// What is not known; of several the first one. Nil when all is.
  public private(set) var unknown: Unknown?
  /// Where it stands, in characters.
  public private(set) var unknownCharacters = 0..<0

  init() {}
}

extension History {
  /// What the last word of an expression may become. Counts are of the sessions that started within `bounds` and that the
  /// rest of the expression means. Cost: some passes over the sessions.
  public func offers(
    for expression: String, saved: [SavedFilter] = [], bounds: Range<Int64>?, now: Timestamp,
    calendar: LocalCalendar
  ) -> FilterOffers {
    FilterOffers(
      expression,
      FilterSource(history: self, saved: saved, bounds: bounds, now: now, calendar: calendar))
  }
}

/// Where offers come from.
private struct FilterSource {
  let history: History
  let saved: [SavedFilter]
  let bounds: Range<Int64>?
  let now: Timestamp
  let calendar: LocalCalendar

  /// The sessions of the range that an expression means; all of them where it cannot be read.
  func rows(_ expression: String, asking fields: Set<FilterField> = []) -> [SessionRow] {
    let filter = (try? SessionFilter(expression, saved: saved)) ?? .all
    let rows = history.rows(meaning: filter, asking: fields, now: now, calendar: calendar)
    guard let bounds else { return rows }
    return rows.filter { $0.start.map { bounds.contains($0.microseconds) } ?? false }
  }

  /// How many sessions say what in a field.
  func tally(_ field: FilterField, in rows: [SessionRow]) -> [[String]: Int] {
    rows.reduce(into: [:]) { $0[field.texts(of: $1, now: now), default: 0] += 1 }
  }
}

extension FilterField {
  /// What filters look for text in, without what says nothing.
  fileprivate func texts(of row: SessionRow, now: Timestamp) -> [String] {
    switch column.exactCell(row, now: now) {
    case .text(let text): text.isBlank ? [] : [text]
    case .texts(let texts): texts.filter { !$0.isBlank }.sorted()
    default: []
    }
  }
}

extension FilterOffers {
  /// So many values are listed.
  private static let mostValues = 200

  fileprivate init(_ expression: String, _ source: FilterSource) {
    let words = FilterWord.all(of: expression)
    let last = words.last.flatMap { $0.characters.upperBound == expression.count ? $0 : nil }
    start = last?.characters.lowerBound ?? expression.count
    findUnknown(words, source)
    offer(for: last?.token ?? FilterTokens.Token(), String(expression.prefix(start)), source)
  }

  private mutating func offer(
    for word: FilterTokens.Token, _ rest: String, _ source: FilterSource
  ) {
    if let name = word.field {
      guard let field = FilterField.named(name) else { return offerNearest(to: name, word) }
      offerValues(of: field, word, rest, source)
    } else if word.values[0].hasPrefix("@"), !word.isNegated {
      heading = "saved filters"
      offers = source.saved.filter { ("@" + $0.name).hasPrefix(word.values[0]) }.map {
        Offer($0, note: "", rest, source)
      }
    } else if word.values.count == 1 {
      offerFields(beginning: word.values[0].lowercased(), word, rest, source)
    }
  }

  private mutating func offerFields(
    beginning: String, _ word: FilterTokens.Token, _ rest: String, _ source: FilterSource
  ) {
    let fields = FilterField.offered.filter { $0.word.hasPrefix(beginning) }
    let rows = source.rows(rest, asking: Set(fields.filter(\.listsValues)))
    heading = "fields · values · how many"
    offers = fields.map { Offer($0, sign: word.isNegated ? "-" : "", rows, source) }
    if beginning.isEmpty, !word.isNegated {
      offers += source.saved.map { Offer($0, note: "saved: ", rest, source) }
    }
  }

  private mutating func offerNearest(
    to name: String, _ word: FilterTokens.Token
  ) {
    let near = nearestNames(to: name, among: FilterField.all.map(\.word))
    offers = near.compactMap(FilterField.named).map { field in
      Offer(
        word: (word.isNegated ? "-" : "") + field.word + word.sign
          + word.values.map(quoted)
          .joined(separator: "|"),
        label: field.word + ":", note: field.title, amount: "")
    }
    heading = "nearest of \(FilterField.all.count) fields"
  }

  private mutating func offerValues(
    of field: FilterField, _ word: FilterTokens.Token, _ rest: String, _ source: FilterSource
  ) {
    let head =
      (word.isNegated ? "-" : "") + field.word + word.sign
      + word.values.dropLast().map { quoted($0) + "|" }.joined()
    let pattern = TextPattern(word.values[word.values.count - 1])
    let isTyped = { (text: String) in pattern.text.isEmpty || pattern.occurs(in: text) }
    if field.kind == .day {
      offers = DateRange.suggested.filter(isTyped).map { text in
        let sessions = source.rows("\(rest) \(field.word):\(text)").count
        return Offer(
          word: head + text, label: text, note: "", amount: countText(sessions, "session"))
      }
      return
    }
    guard field.listsValues, ":=".contains(word.sign) else { return }
    let tally = source.tally(field, in: source.rows(rest, asking: [field]))
    var counts: [String: Int] = [:]
    for (texts, count) in tally { for text in texts { counts[text, default: 0] += count } }
    for known in field.knownWords { counts[known, default: 0] += 0 }
    var values = counts.keys.filter(isTyped)
    let isNear = values.isEmpty
    if isNear { values = nearestNames(to: pattern.text, among: counts.keys.sorted()) }
    // Those that begin as typed come first.
    let rank = { (value: String) in
      (
        value.lowercased().hasPrefix(pattern.text.lowercased()) ? 0 : 1, -(counts[value] ?? 0),
        value
      )
    }
    values.sort { rank($0) < rank($1) }
    offers = values.prefix(FilterOffers.mostValues).filter { !$0.contains("\"") }
      .enumerated().map { place, value in
        let pattern = TextPattern(value)
        let sessions = tally.reduce(0) { sum, said in
          sum + (said.key.contains(where: pattern.occurs) ? said.value : 0)
        }
        return Offer(
          word: head + quoted(value), label: value,
          note: isNear && place == 0 ? "nearest of \(countText(counts.count))" : "",
          amount: countText(sessions, "session"))
      }
  }

  private mutating func findUnknown(_ words: [FilterWord], _ source: FilterSource) {
    for word in words {
      guard let name = word.token.field else { continue }
      guard let field = FilterField.named(name) else {
        (unknown, unknownCharacters) = (.field(name), word.characters)
        return
      }
      let values = word.token.values.filter { !$0.isEmpty }
      guard field.listsValues, field.kind == .text, !values.isEmpty else { continue }
      let rows = source.history.rows(
        meaning: .all, asking: [field], now: source.now, calendar: source.calendar)
      let known = Set(rows.flatMap { field.texts(of: $0, now: source.now) })
        .union(field.knownWords)
      for value in values where !known.contains(where: TextPattern(value).occurs) {
        (unknown, unknownCharacters) = (.value(field, value), word.characters)
        return
      }
    }
  }
}

extension FilterOffers.Offer {
  fileprivate init(_ saved: SavedFilter, note: String, _ rest: String, _ source: FilterSource) {
    self.init(
      word: "@" + saved.name, label: "@" + saved.name, note: note + saved.expression,
      amount: countText(source.rows(rest + " @" + saved.name).count, "session"))
  }

  /// A field with what sessions say in it.
  fileprivate init(
    _ field: FilterField, sign: String, _ rows: [SessionRow], _ source: FilterSource
  ) {
    guard field.listsValues else {
      let numbers = rows.compactMap { field.column.exactCell($0, now: source.now).number }
        .filter(\.isFinite)
      let ends = numbers.min().flatMap { least in numbers.max().map { (least, $0) } }
      let isOrdered = field.kind == .number || field.kind == .minutes
      self.init(
        word: sign + field.word + (isOrdered ? "<" : ":"),
        label: isOrdered ? "\(field.word)< \(field.word)>" : field.word + ":",
        note: field.column.help,
        amount: ends.map {
          numberText($0.0, field.column.kind) + "–" + numberText($0.1, field.column.kind)
        } ?? "")
      return
    }
    var counts: [String: Int] = [:]
    for row in rows {
      for text in field.texts(of: row, now: source.now) { counts[text, default: 0] += 1 }
    }
    let values = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    self.init(
      word: sign + field.word + ":", label: field.word + ":",
      note: (values.isEmpty ? field.knownWords : values).prefix(8).joined(separator: " "),
      amount: countText(values.count))
  }
}

/// A value as a filter takes it: in quotation marks where it has blanks or signs.
private func quoted(_ value: String) -> String {
  value.contains(where: { $0.isWhitespace || $0 == "|" }) ? "\"\(value)\"" : value
}
