// What one request asks of one version of the ledger: its parameters, checked, and the history they are about.

internal import TrackerCore

/// A request to a route, understood.
struct Question {
  let service: SessionService
  /// What every answer may say about the server itself.
  let server: ServerFacts
  let generation: LedgerGeneration
  /// Which starts are asked for, all conditions together, and of which session.
  let range: ReportRange
  /// The local clock that days are told by.
  let calendar: LocalCalendar
  /// Which sessions are asked for by their values.
  let filter: SessionFilter
  private let now: Timestamp
  private let values: [(name: String, value: String)]
  private let readHistory: () throws(TrackerError) -> History

  /// Throws `invalidParameter` for a value that its parameter does not allow.
  init(
    _ request: HTTPRequest, id: String?, to route: Route, service: SessionService,
    server: ServerFacts, generation: LedgerGeneration,
    zone: (String) throws(TrackerError) -> LocalCalendar,
    history: @escaping () throws(TrackerError) -> History
  ) throws(TrackerError) {
    self.service = service
    self.server = server
    self.generation = generation
    readHistory = history
    var values: [(name: String, value: String)] = []
    for parameter in route.parameters {
      let value =
        switch parameter.place {
        case .path: id
        case .query: request.query.first { $0.name == parameter.name }?.value
        case .header: request.header(parameter.name.lowercased())
        }
      guard let value else { continue }
      if let mustBe = parameter.refusal(value) {
        throw .invalidParameter(
          name: parameter.name, mustBe: "\(mustBe), not '\(value.prefix(100))'")
      }
      values.append((parameter.name, value))
    }
    self.values = values
    let item = { (name: String) in
      values.first { $0.name == name }.flatMap { $0.value.isEmpty ? nil : $0.value }
    }
    let now = service.environment.now()
    calendar = try item("tz").map(zone) ?? service.environment.calendar
    var range = try ReportRange(
      range: item("range"), session: item("session"), now: now, calendar: calendar)
    range.narrow(to: try ReportRange(since: item("since"), now: now, calendar: calendar))
    range.narrow(to: try ReportRange(until: item("until"), now: now, calendar: calendar))
    self.range = range
    self.now = now
    do throws(FilterProblem) {
      var filter = try SessionFilter(item(Parameter.filter.name) ?? "")
      for (parameter, dimension) in Parameter.dimensions {
        if let value = item(parameter.name), !value.isEmpty {
          filter = filter.narrowed(to: dimension, value)
        }
      }
      self.filter = filter
    } catch {
      throw .invalidParameter(name: Parameter.filter.name, mustBe: "a filter expression: \(error)")
    }
  }

  /// A parameter's value; nil when it was not given, or empty.
  func value(_ parameter: Parameter) -> String? {
    values.first { $0.name == parameter.name }.flatMap { $0.value.isEmpty ? nil : $0.value }
  }

  /// Whether what a record holds is what a parameter asks for.
  func wants(_ parameter: Parameter, _ stored: String) -> Bool {
    value(parameter).map { $0.utf8.elementsEqual(stored.utf8) } ?? true
  }

  var limit: Int { value(.limit).flatMap { Int($0) } ?? Parameter.usualLimit }
  var position: Int { value(.position).flatMap { Int($0) } ?? 0 }
  var statistics: StatisticsEngine { service.statistics }

  /// Everything.
  func history() throws(TrackerError) -> History { try readHistory() }

  /// What the range covers, of the sessions that are asked for by their values.
  func covered() throws(TrackerError) -> History {
    try range.covered(of: try readHistory(), meaning: filter, now: now, calendar: calendar)
  }

  /// The same sessions without what belongs to them, which costs less, and those that no range contains.
  func rows() throws(TrackerError) -> (rows: [SessionRow], outside: OutsideSessions) {
    let history = try range.covered(of: try readHistory(), now: now, calendar: calendar)
    let outside =
      filter.isEmpty || history.outside.sentence == nil ? history.outside : try covered().outside
    return (history.rows(meaning: filter, now: now, calendar: calendar), outside)
  }

  /// The sessions that are asked for by their values, and what belongs to them.
  func narrowed(_ history: History) -> History {
    history.restricted(to: filter, now: now, calendar: calendar)
  }

  /// The sessions whose records are asked for; nil for those of all, whether they are there or not.
  func wantedSessions() throws(TrackerError) -> Set<SessionID>? {
    let session = value(.session).map { SessionID($0) }
    if filter.isEmpty { return session.map { [$0] } }
    return Set(narrowed(try history()).sessions.map(\.id).filter { $0 == session ?? $0 })
  }

  /// The period before, of what is covered.
  func comparison(of covered: History) throws(TrackerError) -> Comparison {
    statistics.comparison(
      of: covered, in: range.session == nil ? try readHistory() : covered, bounds: range.bounds,
      previous: range.previous, now: now, calendar: calendar, meant: narrowed)
  }

  /// Two questions with the same key to the same generation have the same answer.
  func key(_ route: Route) -> [UInt8] {
    var key = Array(route.path.utf8)
    for (name, value) in values {
      // No byte of UTF-8 text is 0xFF, so that no two lists of values spell the same key.
      key += [0xFF] + name.utf8 + [0xFF] + value.utf8
    }
    return key + [0xFF] + boundsText.utf8
  }

  /// What moves with the clock: the bounds, mostly once a minute, and what a filter asks; empty without either.
  var boundsText: String {
    (range.bounds.map { "-\($0.lowerBound).\($0.upperBound)" } ?? "")
      + (filter.followsTheClock ? "-\(now.microseconds)" : "")
  }
}

/// What does not change while the server runs.
struct ServerFacts: Sendable {
  let version: String
  let requiresToken: Bool
  /// Distinguishes this run of the server from others.
  let run: String
}
