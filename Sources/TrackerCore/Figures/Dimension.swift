// THE LIST of what sessions are grouped and narrowed by. Every viewer takes its words from here; a column of sessions that is
// a dimension, too, has its value there.

internal import JSON

/// A side from which sessions can be grouped.
public struct Dimension: Sendable {
  /// As it is asked for: of a filter, of an option.
  public let word: String
  /// As a heading says it.
  public let title: String
  /// Its name in JSON and in `/api`: groups stand in a member `by_KEY`.
  public let key: String
  /// The column of sessions that holds it; nil for what no column holds. By these sessions are narrowed, too.
  public let column: Column<SessionRow>?
  private let value: @Sendable (SessionRow, LocalCalendar) -> String?

  private init(
    _ word: String, title: String? = nil, key: String? = nil,
    value: @escaping @Sendable (SessionRow, LocalCalendar) -> String?
  ) {
    (self.word, self.title, self.key) = (word, title ?? word, key ?? word)
    (self.value, column) = (value, nil)
  }

  /// One that a column holds, under the column's words unless others are given.
  private init(
    _ column: Column<SessionRow>, title: String? = nil, key: String? = nil
  ) {
    word = column.filterWord ?? column.title
    (self.title, self.key) = (title ?? column.title, key ?? column.key)
    self.column = column
    value = { row, _ in
      if case .text(let text) = column.cell(row) { text } else { nil }
    }
  }

  /// In the order in which they are offered.
  public static let all = [
    project, developer, client, model, type, outcome, week, context, tool,
  ]

  public static let project = Dimension(SessionRow.project)
  public static let developer = Dimension(SessionRow.developer)
  public static let client = Dimension(SessionRow.client)
  public static let model = Dimension(SessionRow.model, key: "model")
  public static let type = Dimension(SessionRow.taskType, title: "task type")
  public static let outcome = Dimension(SessionRow.outcome)
  /// The local week of the start, by its Monday: `2026-01-05`.
  public static let week = Dimension("week") { row, calendar in
    row.start.map { calendar.day(of: $0).firstOfWeek.description }
  }
  public static let context = Dimension("context", key: "execution_context") { row, _ in
    row.session.executionContext
  }
  /// Of interactions: a session has several, so sums over groups count it several times.
  public static let tool = Dimension("tool") { _, _ in nil }

  /// Those of which every session has one value or none: its groups add up to the whole.
  public static let ofSessions = all.filter { $0 != tool }

  /// Those by which sessions are narrowed to one value.
  public static let narrowing = all.filter { $0.column != nil }

  /// What stands for a value that is not there.
  public static let none = "(none)"

  /// A session's value; empty where its record names none, or only blanks.
  public func value(of row: SessionRow, _ calendar: LocalCalendar) -> String {
    value(row, calendar).flatMap { $0.isBlank ? nil : $0 } ?? ""
  }

  /// Whether a session has this value; `none` stands for none.
  func isValue(_ wanted: String, of row: SessionRow, _ calendar: LocalCalendar) -> Bool {
    guard let value = value(row, calendar) else { return wanted == Dimension.none }
    return value.hasSameBytes(as: wanted)
      ? !value.isBlank : wanted == Dimension.none && value.isBlank
  }
}

extension Dimension: Hashable {
  public static func == (a: Dimension, b: Dimension) -> Bool { a.key == b.key }
  public func hash(into hasher: inout Hasher) { hasher.combine(key) }
}
