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
  /// rest of the expression means. `counts` is what an earlier call of this history left, and is used as far as it holds; nil
  /// the first time. Cost: some passes over the sessions, for each further letter of the word next to nothing.
  public func offers(
    for expression: String, saved: [SavedFilter] = [], bounds: Range<Int64>?, now: Timestamp,
    calendar: LocalCalendar, counts: inout FilterCounts?
  ) -> FilterOffers {
    let kept = counts.flatMap { $0.holds(saved, bounds, now) ? $0 : nil }
    var source =
      kept ?? FilterCounts(self, saved: saved, bounds: bounds, now: now, calendar: calendar)
    let offers = FilterOffers(expression, &source)
    counts = source
    return offers
  }
}

extension FilterOffers {
  /// So many values are listed.
  private static let mostValues = 200

  fileprivate init(_ expression: String, _ source: inout FilterCounts) {
    let words = FilterWord.all(of: expression)
    let last = words.last.flatMap { $0.characters.upperBound == expression.count ? $0 : nil }
    start = last?.characters.lowerBound ?? expression.count
    findUnknown(words, &source)
    source.begin(String(expression.prefix(start)))
    offer(for: last?.token ?? FilterTokens.Token(), &source)
  }

  private mutating func offer(for word: FilterTokens.Token, _ source: inout FilterCounts) {
    if let name = word.field {
      guard let field = FilterField.named(name) else { return offerNearest(to: name, word) }
      offerValues(of: field, word, &source)
    } else if word.values[0].hasPrefix("@"), !word.isNegated {
      heading = "saved filters"
      offers = source.saved.filter { ("@" + $0.name).hasPrefix(word.values[0]) }.map {
        Offer($0, note: "", &source)
      }
    } else if word.values.count == 1 {
      offerFields(beginning: word.values[0].lowercased(), word, &source)
    }
  }

  private mutating func offerFields(
    beginning: String, _ word: FilterTokens.Token, _ source: inout FilterCounts
  ) {
    let fields = FilterField.offered.filter { $0.word.hasPrefix(beginning) }
    heading = "fields · values · how many"
    offers = fields.map { Offer($0, sign: word.isNegated ? "-" : "", &source) }
    if beginning.isEmpty, !word.isNegated {
      offers += source.saved.map { Offer($0, note: "saved: ", &source) }
    }
  }

  private mutating func offerNearest(
    to name: String, _ word: FilterTokens.Token
  ) {
    offers = FilterField.nearest(to: name).map { field in
      Offer(
        word: (word.isNegated ? "-" : "") + field.word + word.sign
          + word.values.map(quoted)
          .joined(separator: "|"),
        label: field.word + ":", note: field.title, amount: "")
    }
    heading = "nearest of \(FilterField.all.count) fields"
  }

  private mutating func offerValues(
    of field: FilterField, _ word: FilterTokens.Token, _ source: inout FilterCounts
  ) {
    let head =
      (word.isNegated ? "-" : "") + field.word + word.sign
      + word.values.dropLast().map { quoted($0) + "|" }.joined()
    let pattern = TextPattern(word.values[word.values.count - 1])
    let isTyped = { (text: String) in pattern.text.isEmpty || pattern.occurs(in: text) }
    if field.kind == .day {
      offers = DateRange.suggested.filter(isTyped).map { text in
        let sessions = source.count(with: "\(field.word):\(text)")
        return Offer(
          word: head + text, label: text, note: "", amount: countText(sessions, "session"))
      }
      return
    }
    guard field.listsValues, ":=".contains(word.sign) else { return }
    let said = source.texts(field)
    var counts = said.each
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
        Offer(
          word: head + quoted(value), label: value,
          note: isNear && place == 0 ? "nearest of \(countText(counts.count))" : "",
          amount: countText(said.sessions(with: TextPattern(value)), "session"))
      }
  }

  private mutating func findUnknown(_ words: [FilterWord], _ source: inout FilterCounts) {
    for word in words {
      guard let name = word.token.field else { continue }
      guard let field = FilterField.named(name) else {
        (unknown, unknownCharacters) = (.field(name), word.characters)
        return
      }
      let values = word.token.values.filter { !$0.isEmpty }
      guard field.listsValues, field.kind == .text, !values.isEmpty else { continue }
      let known = source.known(field) + field.knownWords
      for value in values
      where value != Dimension.none && !known.contains(where: TextPattern(value).occurs) {
        (unknown, unknownCharacters) = (.value(field, value), word.characters)
        return
      }
    }
  }
}

extension FilterOffers.Offer {
  fileprivate init(_ saved: SavedFilter, note: String, _ source: inout FilterCounts) {
    self.init(
      word: "@" + saved.name, label: "@" + saved.name, note: note + saved.expression,
      amount: countText(source.count(with: "@" + saved.name), "session"))
  }

  /// A field with what sessions say in it.
  fileprivate init(_ field: FilterField, sign: String, _ source: inout FilterCounts) {
    guard field.listsValues else {
      let isOrdered = field.kind == .number || field.kind == .minutes
      self.init(
        word: sign + field.word + (isOrdered ? "<" : ":"),
        label: isOrdered ? "\(field.word)< \(field.word)>" : field.word + ":",
        note: field.column.help,
        amount: source.ends(field).map {
          numberText($0.least, field.column.kind) + "–" + numberText($0.most, field.column.kind)
        } ?? "")
      return
    }
    let counts = source.texts(field).each
    let values = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    self.init(
      word: sign + field.word + ":", label: field.word + ":",
      note: (values.isEmpty ? field.knownWords : values).prefix(8).joined(separator: " "),
      amount: countText(values.count))
  }
}

/// A value as a filter takes it: in quotation marks where it has blanks or signs.
func quoted(_ value: String) -> String {
  value.contains(where: { $0.isWhitespace || $0 == "|" }) ? "\"\(value)\"" : value
}
