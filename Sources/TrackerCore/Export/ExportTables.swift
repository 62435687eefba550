// THE LISTS of the tables for databases, schema version 1. Columns never change: old and new programs load side by side.

internal import JSON

/// What stands in a cell.
enum ExportCell {
  case none
  case text(String)
  /// A text as stored.
  case stored(JSONSlice)
  /// A list or an object as stored, written as JSON text.
  case document(JSONSlice?)
  case integer(Int)
  case number(Double)
  case truth(Bool)
  /// In UTC.
  case time(Timestamp)
  case key(RecordKey)
  case version(RecordVersion)
}

/// A column of a table.
struct ExportColumn<Row>: Sendable {
  let name: String
  let type: String
  /// Whether it is free text, which `--no-text` leaves out.
  var isFreeText = false
  let cell: @Sendable (Row) -> ExportCell

  init(_ name: String, _ type: String, _ cell: @escaping @Sendable (Row) -> ExportCell) {
    (self.name, self.type, self.cell) = (name, type, cell)
  }

  /// The same as free text.
  static func freeText(
    _ name: String, _ text: @escaping @Sendable (Row) -> JSONSlice?
  ) -> ExportColumn {
    var column = ExportColumn(name, "TEXT") { .storedText(text($0)) }
    column.isFreeText = true
    return column
  }
}

/// A table: its first columns are its key, its last one is the version.
struct ExportTable<Row>: Sendable {
  let name: String
  var keyCount = 1
  let columns: [ExportColumn<Row>]
}

/// What rows are made of.
struct ExportedSession {
  var key: RecordKey
  var id: SessionID
  var ledger: String
  var record: JSONSlice
  var session: Session
  /// Interactions that were found of it.
  var counted: Int
  var countsInROI: Bool
  var version: RecordVersion
}

struct ExportedRecord {
  var key: RecordKey
  var session: RecordKey
  var record: JSONSlice
  var version: RecordVersion
}

struct ExportedMetrics {
  var session: RecordKey
  /// From 0, in the session's list.
  var position: Int
  var record: JSONSlice
  var version: RecordVersion
}

extension ExportTable where Row == ExportedSession {
  static let sessions = ExportTable(
    name: "ai_session",
    columns: [
      ExportColumn("session_key", "UUID PRIMARY KEY") { .key($0.key) },
      ExportColumn("session_id", "TEXT NOT NULL") { .text($0.id.text) },
      ExportColumn("ledger", "TEXT NOT NULL") { .text($0.ledger) },
      ExportColumn("developer", "TEXT") { .name($0.record["developer"]) },
      ExportColumn("project", "TEXT") { .name($0.record["project"]) },
      ExportColumn("name", "TEXT") { .storedText($0.record["session_name"]) },
      ExportColumn("task_type", "TEXT") { .storedText($0.record["task_type"]) },
      ExportColumn("model", "TEXT") { .storedText($0.record["model_name"]) },
      ExportColumn("estimate_source", "TEXT") { .storedText($0.record["estimate_source"]) },
      ExportColumn("status", "TEXT") { .storedText($0.record["status"]) },
      ExportColumn("outcome", "TEXT") { .storedText($0.record["outcome"]) },
      ExportColumn("origin", "TEXT NOT NULL") { _ in .text("reported") },
      ExportColumn("client", "TEXT") { .storedText($0.record["client"]) },
      ExportColumn("started_at", "TIMESTAMPTZ") { $0.session.start.map { .time($0) } ?? .none },
      ExportColumn("ended_at", "TIMESTAMPTZ") { $0.session.end.map { .time($0) } ?? .none },
      ExportColumn("duration_minutes", "DOUBLE PRECISION") {
        .number($0.session.minutesToEnd ?? 0)
      },
      ExportColumn("estimate_minutes", "DOUBLE PRECISION") {
        .number($0.session.estimateMinutes ?? 0)
      },
      ExportColumn("first_estimate_minutes", "DOUBLE PRECISION") {
        $0.session.firstEstimateMinutes.map { .number($0) } ?? .none
      },
      ExportColumn("counts_in_roi", "BOOLEAN NOT NULL") { .truth($0.countsInROI) },
      ExportColumn("interactions", "INTEGER NOT NULL") {
        .whole($0.record["total_interactions"]?.integer ?? $0.counted, orElse: $0.counted)
      },
      ExportColumn("rating_mean", "DOUBLE PRECISION") {
        $0.record["avg_effectiveness"]?.double.map { .number($0) } ?? .none
      },
      .freeText("context") { $0.record["context"] },
      .freeText("notes") { $0.record["notes"] },
      ExportColumn("version", "TEXT NOT NULL") { .version($0.version) },
    ])
}

extension ExportTable where Row == ExportedRecord {
  static let interactions = ExportTable(
    name: "ai_interaction",
    columns: [
      ExportColumn("interaction_key", "UUID PRIMARY KEY") { .key($0.key) },
      ExportColumn("session_key", "UUID NOT NULL") { .key($0.session) },
      ExportColumn("logged_at", "TIMESTAMPTZ") { .time($0.record["timestamp"]) },
      ExportColumn("rating", "SMALLINT") {
        .whole($0.record["effectiveness_rating"]?.integer, as: Int16.self)
      },
      ExportColumn("attempts", "INTEGER") {
        .whole($0.record["iteration_count"]?.integer, as: Int32.self)
      },
      ExportColumn("tools", "TEXT") { .document($0.record["tools_used"]) },
      ExportColumn("tokens_in", "BIGINT") {
        .whole($0.record["tokens_in"]?.integer, as: Int64.self)
      },
      ExportColumn("tokens_out", "BIGINT") {
        .whole($0.record["tokens_out"]?.integer, as: Int64.self)
      },
      ExportColumn("cached_tokens", "BIGINT") {
        .whole($0.record["cached_tokens"]?.integer, as: Int64.self)
      },
      .freeText("prompt") { $0.record["prompt"] },
      .freeText("response") { $0.record["response_summary"] },
      ExportColumn("version", "TEXT NOT NULL") { .version($0.version) },
    ])

  static let issues = ExportTable(
    name: "ai_issue",
    columns: [
      ExportColumn("issue_key", "UUID PRIMARY KEY") { .key($0.key) },
      ExportColumn("session_key", "UUID NOT NULL") { .key($0.session) },
      ExportColumn("flagged_at", "TIMESTAMPTZ") { .time($0.record["timestamp"]) },
      ExportColumn("issue_type", "TEXT") { .storedText($0.record["issue_type"]) },
      ExportColumn("severity", "TEXT") { .storedText($0.record["severity"]) },
      ExportColumn("resolved", "BOOLEAN NOT NULL") {
        .truth($0.record["resolved"]?.bool ?? false)
      },
      .freeText("description") { $0.record["description"] },
      .freeText("resolution_notes") { $0.record["resolution_notes"] },
      ExportColumn("version", "TEXT NOT NULL") { .version($0.version) },
    ])
}

extension ExportTable where Row == ExportedMetrics {
  static let metrics = ExportTable(
    name: "ai_code_metric", keyCount: 2,
    columns: [
      ExportColumn("session_key", "UUID NOT NULL") { .key($0.session) },
      ExportColumn("position", "INTEGER NOT NULL") { .integer($0.position) },
      ExportColumn("file_path", "TEXT") { .storedText($0.record["file_path"]) },
      ExportColumn("functions", "TEXT") { .document($0.record["functions"]) },
      ExportColumn("version", "TEXT NOT NULL") { .version($0.version) },
    ])
}

extension ExportCell {
  /// Nothing for what is no text.
  fileprivate static func storedText(_ slice: JSONSlice?) -> ExportCell {
    slice.flatMap { $0.kind == .string ? .stored($0) : nil } ?? .none
  }

  /// Nothing for a name of blanks, too.
  fileprivate static func name(_ slice: JSONSlice?) -> ExportCell {
    slice?.text?.isBlank ?? true ? .none : storedText(slice)
  }

  /// Nothing for a number that the column's type does not hold: it would keep the whole load out.
  fileprivate static func whole<Whole: FixedWidthInteger>(
    _ number: Int?, as: Whole.Type
  ) -> ExportCell {
    number.flatMap { Whole(exactly: $0) }.map { .integer(Int($0)) } ?? .none
  }

  fileprivate static func whole(_ number: Int, orElse other: Int) -> ExportCell {
    .integer(Int32(exactly: number) == nil ? other : number)
  }

  fileprivate static func time(_ slice: JSONSlice?) -> ExportCell {
    slice.flatMap { StoredTime(json: $0)?.instant }.map { .time($0) } ?? .none
  }
}

extension ExportTable {
  /// The statement that makes it.
  var creation: String {
    var lines = columns.map { "  \($0.name) \($0.type)" }
    if keyCount > 1 {
      lines.append(
        "  PRIMARY KEY (\(columns.prefix(keyCount).map(\.name).joined(separator: ", ")))")
    }
    return "CREATE TABLE IF NOT EXISTS \(name) (\n" + lines.joined(separator: ",\n") + "\n);\n"
  }
}
