// What sessions say in the fields of a filter, counted once and kept while a word is typed: every letter asks for the same.

/// What offers for the words of an expression are counted from. It is of one history, as it is now.
public struct FilterCounts: Sendable {
  let saved: [SavedFilter]
  private let bounds: Range<Int64>?
  let now: Timestamp
  private let calendar: LocalCalendar
  /// Every session, with all that a filter asks about.
  private let all: [SessionRow]
  /// What any session says in a field.
  private var known: [FilterField: [String]] = [:]

  /// What stands before the word; nil before the first one.
  private var rest: String?
  /// The sessions of the range that the rest means.
  private var rows: [SessionRow] = []
  private var texts: [FilterField: TextCounts] = [:]
  private var ends: [FilterField: (least: Double, most: Double)?] = [:]
  /// How many sessions further expressions mean.
  private var sums: [String: Int] = [:]

  /// How many sessions say what in a field.
  struct TextCounts: Sendable {
    /// By text; a session that says several counts for each.
    var each: [String: Int] = [:]
    /// By the texts of a session.
    var sets: [[String]: Int] = [:]

    /// How many sessions say something in which the pattern occurs.
    func sessions(with pattern: TextPattern) -> Int {
      sets.reduce(0) { $0 + ($1.key.contains(where: pattern.occurs) ? $1.value : 0) }
    }
  }

  /// Cost: a pass over sessions, interactions and issues.
  init(
    _ history: History, saved: [SavedFilter], bounds: Range<Int64>?, now: Timestamp,
    calendar: LocalCalendar
  ) {
    (self.saved, self.bounds, self.now, self.calendar) = (saved, bounds, now, calendar)
    all = SessionFacts(history, severities: true, tools: true).rows
  }

  /// Whether nothing but the expression may differ.
  func holds(_ saved: [SavedFilter], _ bounds: Range<Int64>?, _ now: Timestamp) -> Bool {
    self.saved == saved && self.bounds == bounds && self.now == now
  }

  /// Goes on with what stands before another word. Cost, where it is another one: a pass over the sessions.
  mutating func begin(_ rest: String) {
    guard self.rest != rest else { return }
    (self.rest, rows) = (rest, sessions(rest))
    (texts, ends, sums) = ([:], [:], [:])
  }

  /// The sessions of the range that an expression means; all of them where it cannot be read.
  private func sessions(_ expression: String) -> [SessionRow] {
    let filter = (try? SessionFilter(expression, saved: saved)) ?? .all
    let meant = filter.isEmpty ? all : filter.meant(of: all, now: now, calendar: calendar)
    guard let bounds else { return meant }
    return meant.filter { $0.start.map { bounds.contains($0.microseconds) } ?? false }
  }

  /// How many sessions of the rest another term means, too.
  mutating func count(with term: String) -> Int {
    if let sum = sums[term] { return sum }
    let sum = sessions("\(rest ?? "") \(term)").count
    sums[term] = sum
    return sum
  }

  /// What the sessions of the rest say in a field. Cost, once: a pass over them.
  mutating func texts(_ field: FilterField) -> TextCounts {
    if let counted = texts[field] { return counted }
    let counted = FilterCounts.count(field, in: rows, now: now)
    texts[field] = counted
    return counted
  }

  /// What any session says in a field. Cost, once: a pass over the sessions.
  mutating func known(_ field: FilterField) -> [String] {
    if let texts = known[field] { return texts }
    let texts = Array(FilterCounts.count(field, in: all, now: now).each.keys)
    known[field] = texts
    return texts
  }

  /// From where to where the numbers of a field go; nil without any. Cost, once: a pass over the sessions.
  mutating func ends(_ field: FilterField) -> (least: Double, most: Double)? {
    if let found = ends[field] { return found }
    var found: (least: Double, most: Double)?
    for row in rows {
      guard let number = field.column.exactCell(row, now: now).number, number.isFinite else {
        continue
      }
      found = (min(found?.least ?? number, number), max(found?.most ?? number, number))
    }
    ends[field] = .some(found)
    return found
  }

  private static func count(
    _ field: FilterField, in rows: [SessionRow], now: Timestamp
  ) -> TextCounts {
    var counts = TextCounts()
    for row in rows {
      switch field.column.exactCell(row, now: now) {
      case .text(let text):
        if !text.isBlank { counts.each[text, default: 0] += 1 }
      case .texts(let texts):
        let said = texts.filter { !$0.isBlank }.sorted()
        if !said.isEmpty { counts.sets[said, default: 0] += 1 }
      default: break
      }
    }
    let ofSets = counts.sets
    for (text, count) in counts.each { counts.sets[[text], default: 0] += count }
    for (texts, count) in ofSets { for text in texts { counts.each[text, default: 0] += count } }
    return counts
  }
}
