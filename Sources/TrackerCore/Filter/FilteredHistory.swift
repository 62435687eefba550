// A history of the sessions that a filter means. It refuses to read files: what a session is asked about was counted.

extension History {
  /// Only the sessions that the filter means, with their interactions and issues. `now` and `calendar` say how long
  /// running sessions have run and which day it is. Cost: a pass over the sessions, and over the issues where asked about.
  public func restricted(
    to filter: SessionFilter, now: Timestamp, calendar: LocalCalendar
  ) -> History {
    guard !filter.isEmpty else { return self }
    let fields = filter.fields
    var severities: [SessionID: [Int]] = [:]
    if !fields.isDisjoint(with: [.issues, .sev]) {
      for issue in issues {
        severities[issue.sessionID, default: []].append(issue.severityRank ?? -1)
      }
    }
    let tools = fields.contains(.tool) ? facts.toolsBySession : [:]
    let isCounted = !fields.isDisjoint(with: [.eff, .n])
    var known = KnownOfSession(now: now, calendar: calendar)
    let meant = sessions.indices.filter { index in
      let session = sessions[index]
      if isCounted { known.tally = interactions.bySession[session.id] }
      if !tools.isEmpty { known.tools = tools[session.id] ?? [] }
      if !severities.isEmpty { known.severities = severities[session.id] ?? [] }
      return filter.matches(session, known)
    }
    // Also where every session stays: what belongs to none of them goes with any filter.
    return restricted(toSessionsAt: meant)
  }
}

/// What a filter may ask about one session and its record does not tell.
struct KnownOfSession {
  /// Nil without interactions, and where nobody asks.
  var tally: InteractionTally?
  /// Of its issues, from 0 for the mildest known word; -1 for others.
  var severities: [Int] = []
  var tools: Set<String> = []
  var now: Timestamp
  var calendar: LocalCalendar
  let today: Int

  init(now: Timestamp, calendar: LocalCalendar) {
    self.now = now
    self.calendar = calendar
    today = calendar.day(of: now).daysSince1970
  }

  func texts(_ field: FilterField, of session: Session) -> [String] {
    switch field {
    case .status: [session.status ?? ""]
    case .type: [session.taskType ?? ""]
    case .model: [session.modelName]
    case .outcome: [session.outcome ?? ""]
    case .context: [session.executionContext ?? "", session.context]
    case .id: [session.id.text]
    case .name: [session.name]
    case .tool: Array(tools)
    case .eff, .n, .dur, .est, .issues, .sev, .start: []
    }
  }

  /// Nil where the session has no such number.
  func number(_ field: FilterField, of session: Session) -> Double? {
    switch field {
    case .eff: tally?.averageRating
    case .n: Double(tally?.count ?? 0)
    case .issues: Double(severities.count)
    case .est: session.estimateMinutes
    case .dur: minutes(of: session)
    default: nil
    }
  }

  private func minutes(of session: Session) -> Double? {
    guard let start = session.start else { return nil }
    if session.state == .active { return now.minutes(since: start) }
    return session.end.flatMap { $0.minutes(since: start) }
  }
}

extension InteractionFacts {
  /// The tools used in each session.
  fileprivate var toolsBySession: [SessionID: Set<String>] {
    var sets: [SessionID: Set<Int32>] = [:]
    forEach { fact in
      guard fact.toolSet != 0, let id = session(of: fact) else { return }
      sets[id, default: []].insert(fact.toolSet)
    }
    return sets.mapValues { Set($0.flatMap { toolSets[Int($0)] }) }
  }
}

extension SessionFilter {
  func matches(_ session: Session, _ known: KnownOfSession) -> Bool {
    terms.allSatisfy { $0.isNegated != isTrue($0.test, of: session, known) }
  }

  private func isTrue(_ test: Test, of session: Session, _ known: KnownOfSession) -> Bool {
    switch test {
    case .words(let patterns):
      return patterns.contains { session.mentions($0) }
    case .text(let field, let patterns, let isWhole):
      let texts = known.texts(field, of: session)
      return patterns.contains { pattern in
        texts.contains { isWhole ? pattern.isWhole($0) : pattern.occurs(in: $0) }
      }
    case .number(let field, let comparison, let values):
      guard let number = known.number(field, of: session), number.isFinite else { return false }
      // Equal is what looks equal: ratings are shown with one decimal, times in minutes.
      let tolerance = field == .eff ? 0.05 : field.kind == .minutes ? 0.5 : 0
      return values.contains { comparison.holds(number, $0, tolerance: tolerance) }
    case .severity(let comparison, let ranks):
      return known.severities.contains { severity in
        severity >= 0 && ranks.contains { comparison.holds(Double(severity), Double($0)) }
      }
    case .day(let comparison, let days):
      guard let start = session.start else { return false }
      let day = known.calendar.day(of: start).daysSince1970
      return days.contains { days in
        // Later than so many days back is within these days: none follows today.
        let isSince = if case .last = days { comparison == .more } else { false }
        return (isSince ? .atLeast : comparison).holds(day, days.bounds(today: known.today))
      }
    }
  }
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

  func holds(_ day: Int, _ days: ClosedRange<Int>) -> Bool {
    switch self {
    case .less: day < days.lowerBound
    case .atMost: day <= days.upperBound
    case .equal: days.contains(day)
    case .atLeast: day >= days.lowerBound
    case .more: day > days.upperBound
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
