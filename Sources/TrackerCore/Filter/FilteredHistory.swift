// A history of the sessions that a filter means. What a session is asked about was counted: no file is read.

internal import JSON

extension History {
  /// Only the sessions that the filter means, with their interactions and issues, and the pauses that lead to them. `now`
  /// and `calendar` say how long running sessions have run and which day it is. Cost: a pass over the sessions, and over
  /// the issues where asked about.
  public func restricted(
    to filter: SessionFilter, now: Timestamp, calendar: LocalCalendar
  ) -> History {
    guard !filter.isEmpty else { return self }
    let meant = rows(meaning: filter, now: now, calendar: calendar)
    // Also where every session stays: what belongs to none of them goes with any filter.
    return restricted(toSessionsAt: meant.map(\.place), keepsLine: true)
  }

  /// The sessions that the filter means, in file order. What they say in further `fields` can be asked, too.
  package func rows(
    meaning filter: SessionFilter, asking fields: Set<FilterField> = [], now: Timestamp,
    calendar: LocalCalendar
  ) -> [SessionRow] {
    guard !filter.isEmpty || !fields.isEmpty else { return sessionRows }
    let asked = Set(filter.fields.union(fields).map(\.column.key))
    let facts = SessionFacts(
      self, severities: asked.contains("severity"), tools: asked.contains("tools_used"))
    return filter.meant(of: facts.rows, now: now, calendar: calendar)
  }

  /// Only the sessions that started within `bounds` and that the filter means; `outside` counts those that it means.
  public func restricted(
    to bounds: Range<Int64>?, and filter: SessionFilter, now: Timestamp, calendar: LocalCalendar
  ) -> History {
    let inRange = restricted(to: bounds, now: now)
    var result = inRange.restricted(to: filter, now: now, calendar: calendar)
    if !filter.isEmpty, inRange.outside.sentence != nil {
      let meant = restricted(to: filter, now: now, calendar: calendar)
      result.outside = meant.restricted(to: bounds, now: now).outside
    }
    return result
  }

  /// This part of a history once some of its sessions stand otherwise, those told apart by their ids; one that the filter
  /// then no longer means is gone from it. Which range they are in must not change. Cost: a pass over the ids.
  public func changing(
    _ sessions: [Session], filter: SessionFilter, now: Timestamp, calendar: LocalCalendar
  ) -> History {
    guard !sessions.isEmpty else { return self }
    var result = self
    let changed = Dictionary(sessions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    func change(_ sessions: inout [Session]) {
      for index in sessions.indices {
        if let new = changed[sessions[index].id] { sessions[index] = new }
      }
    }
    change(&result.sessions)
    if var line = result.line {
      result.line = nil
      change(&line)
      result.line = line
    }
    guard !filter.isEmpty else { return result }
    var few = result
    few.sessions = sessions
    let meant = Set(few.rows(meaning: filter, now: now, calendar: calendar).map(\.id))
    guard meant.count < changed.count else { return result }
    let left = result.sessions.indices.filter {
      changed[result.sessions[$0].id] == nil || meant.contains(result.sessions[$0].id)
    }
    return result.restricted(toSessionsAt: left, keepsLine: true)
  }
}

extension SessionFilter {
  /// Those of some sessions that it means; their facts have what it asks about.
  func meant(of rows: [SessionRow], now: Timestamp, calendar: LocalCalendar) -> [SessionRow] {
    let spans = terms.map { $0.test.spans(now, calendar) }
    // By position: a copy of each term for each session would cost more than the tests.
    return rows.filter { row in
      terms.indices.allSatisfy {
        terms[$0].isNegated != terms[$0].test.isTrue(of: row, now, spans[$0], calendar)
      }
    }
  }
}

extension SessionFilter.Test {
  /// Where the ranges that it asks for begin and end now, each with whether it counts back from now.
  fileprivate func spans(_ now: Timestamp, _ calendar: LocalCalendar) -> [FilterSpan] {
    guard case .day(_, _, let ranges) = self else { return [] }
    return ranges.map { range in
      (range.bounds(now: now, calendar: calendar) ?? .min..<(.max), range.countsBack)
    }
  }

  fileprivate func isTrue(
    of row: SessionRow, _ now: Timestamp, _ spans: [FilterSpan], _ calendar: LocalCalendar
  ) -> Bool {
    switch self {
    case .words(let patterns):
      return patterns.contains { row.session.mentions($0) }
    case .text(let field, let patterns, let isWhole):
      let texts = field.column.searchedTexts(row, now: now)
      guard isWhole else { return patterns.contains { texts.contains(where: $0.occurs) } }
      let whole = texts.allSatisfy(\.isBlank) ? [Dimension.none] : texts
      return patterns.contains { whole.contains(where: $0.isWhole) }
    case .number(let field, let comparison, let values):
      guard let number = field.column.exactCell(row, now: now).number, number.isFinite else {
        return false
      }
      let tolerance = field.column.kind.tolerance
      return values.contains { comparison.holds(number, $0, tolerance: tolerance) }
    case .severity(let comparison, let ranks):
      return Severity.known.indices.contains { severity in
        row.severities & 1 << UInt8(severity) != 0
          && ranks.contains { comparison.holds(Double(severity), Double($0)) }
      }
    case .day(let field, let comparison, _):
      guard case .time(let time) = field.column.exactCell(row, now: now),
        let instant = time.instant
      else { return false }
      return spans.contains { span in
        // Later than so many days back is within these days: nothing follows the present.
        let isSince = span.countsBack && comparison == .more
        return (isSince ? .atLeast : comparison).holds(instant.microseconds, span.bounds)
      }
    case .value(let dimension, let wanted):
      return dimension.isValue(wanted, of: row, calendar)
    }
  }
}

private typealias FilterSpan = (bounds: Range<Int64>, countsBack: Bool)

extension Column {
  /// What a filter looks for text in; what is missing is an empty text.
  fileprivate func searchedTexts(_ row: Row, now: Timestamp) -> [String] {
    let texts: [String] =
      switch exactCell(row, now: now) {
      case .text(let text): [text]
      case .time(let time): [time.text]
      case .texts(let texts): texts
      default: [""]
      }
    return texts + (filterWords?(row, now) ?? [])
  }
}

extension CellKind {
  /// Equal is what looks equal: ratings are shown with one decimal, times in minutes.
  fileprivate var tolerance: Double { unit == .rating ? 0.05 : unit == .minutes ? 0.5 : 0 }
}

extension SessionFilter.Comparison {
  func holds(_ number: Double, _ value: Double, tolerance: Double = 0) -> Bool {
    let isEqual = (number - value).magnitude <= tolerance
    return switch self {
    case .less: number < value
    case .atMost: number < value || isEqual
    case .equal: isEqual
    case .atLeast: number > value || isEqual
    case .more: number > value
    }
  }

  func holds(_ instant: Int64, _ bounds: Range<Int64>) -> Bool {
    switch self {
    case .less: instant < bounds.lowerBound
    case .atMost: instant < bounds.upperBound
    case .equal: bounds.contains(instant)
    case .atLeast: instant >= bounds.lowerBound
    case .more: instant >= bounds.upperBound
    }
  }
}

extension TextPattern {
  /// Whether the text is this and nothing else.
  func isWhole(_ text: String) -> Bool {
    var folded: [UInt8] = []
    TextFolding(keepsCase: countsCase).append(text, to: &folded)
    return folded == bytes
  }
}

extension Session {
  /// Whether the text occurs in what a search looks at: name, id, context, notes, model.
  public func mentions(_ pattern: TextPattern) -> Bool {
    pattern.occurs(in: name) || pattern.occurs(in: id.text) || pattern.occurs(in: context)
      || pattern.occurs(in: modelName) || (notes.map(pattern.occurs) ?? false)
  }
}
