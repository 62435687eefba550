// Sessions with what belongs to each, in an order, filtered, by the page. It refuses to copy them: a row is a place.

internal import TrackerCore

/// The sessions of a history as rows.
final class SessionTable: Sendable {
  let history: History
  let statistics: StatisticsEngine
  private let issueCounts: [SessionID: Int]

  init(_ history: History, _ statistics: StatisticsEngine) {
    self.history = history
    self.statistics = statistics
    issueCounts = history.issues.reduce(into: [:]) { $0[$1.sessionID, default: 0] += 1 }
  }

  /// In file order.
  var rows: [Row] { history.sessions.indices.map { Row(table: self, index: $0) } }

  /// By start as it is written, latest first; ties in file order.
  var newestFirst: [Row] {
    rows.map { ($0, $0.session.startTime ?? "") }
      .sorted { a, b in b.1.utf8.lexicographicallyPrecedes(a.1.utf8) }
      .map(\.0)
  }

  struct Row: Sendable {
    let table: SessionTable
    let index: Int

    var session: Session { table.history.sessions[index] }
    var tally: InteractionTally? { table.history.interactions.bySession[session.id] }
    var issueCount: Int { table.issueCounts[session.id] ?? 0 }
    /// From start to end; 0 while it runs or without both times.
    var durationMinutes: Double { table.statistics.calculateSessionDurationMinutes(session) }
    /// From start to end; nil while it runs or without both times.
    var finalMinutes: Double? {
      session.state == .active || session.start == nil || session.end == nil
        ? nil : durationMinutes
    }
  }
}

/// What sessions are put in order by.
enum SessionOrder: String, CaseIterable {
  case start, name, id, duration, rating, interactions, issues

  static let usual = "-start"
  /// Every order, and with `-` every one turned round.
  static let words = allCases.map(\.rawValue) + allCases.map { "-" + $0.rawValue }

  private enum Key {
    case number(Double)
    case text(String)
  }

  private func key(_ row: SessionTable.Row) -> Key? {
    switch self {
    case .start: row.session.start.map { .number(Double($0.microseconds)) }
    case .name: .text(row.session.name)
    case .id: .text(row.session.id.text)
    case .duration: row.finalMinutes.map(Key.number)
    case .rating: row.tally?.averageRating.map(Key.number)
    case .interactions: .number(Double(row.tally?.count ?? 0))
    case .issues: .number(Double(row.issueCount))
    }
  }

  /// Rows by a word of `words`. Missing values come last either way; ties stay in file order.
  static func sorted(_ rows: [SessionTable.Row], by word: String) -> [SessionTable.Row] {
    let isDescending = word.hasPrefix("-")
    let order = SessionOrder(rawValue: isDescending ? String(word.dropFirst()) : word) ?? .start
    let keyed = rows.map { (row: $0, key: order.key($0)) }
    return keyed.sorted { a, b in
      guard let first = a.key, let second = b.key else { return a.key != nil && b.key == nil }
      return isDescending ? precedes(second, first) : precedes(first, second)
    }.map(\.row)
  }

  private static func precedes(_ a: Key, _ b: Key) -> Bool {
    switch (a, b) {
    case (.number(let x), .number(let y)): x < y
    case (.text(let x), .text(let y)): x.utf8.lexicographicallyPrecedes(y.utf8)
    default: false
    }
  }
}

/// One page of sessions.
struct SessionPage {
  let rows: ArraySlice<SessionTable.Row>
  /// How many sessions there are on all pages together.
  let total: Int
  /// The id of the last one here when more follow.
  var nextCursor: String? {
    rows.endIndex < total ? rows.last?.session.id.text : nil
  }

  /// Throws `sessionNotFound` when the cursor's session is none of those asked for.
  init(_ question: Question) throws(TrackerError) {
    let wanted = SessionTable(try question.covered(), question.statistics).rows.filter {
      question.wants($0.session)
    }
    let sorted = SessionOrder.sorted(wanted, by: question.value(.sort) ?? SessionOrder.usual)
    var first = 0
    if let cursor = question.value(.place).map({ SessionID($0) }) {
      guard let last = sorted.firstIndex(where: { $0.session.id == cursor }) else {
        throw .sessionNotFound(cursor)
      }
      first = last + 1
    }
    rows = sorted[first...].prefix(question.limit)
    total = sorted.count
  }
}

extension Question {
  /// Whether a session is one of those asked for.
  fileprivate func wants(_ session: Session) -> Bool {
    wants(.status, session.status ?? "unknown") && wants(.taskType, session.taskType ?? "")
      && wants(.model, session.modelName) && wants(.outcome, session.outcome ?? "")
      && wants(.project, session.project ?? "")
  }
}
