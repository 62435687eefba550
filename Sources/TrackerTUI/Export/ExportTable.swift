// What is shown, as a table that can leave the screen: which records, in which order, with which columns.
// It refuses to know where it goes.

internal import TrackerCore

/// A list as it is shown, before any of its rows becomes a row of a table.
struct ExportSource {
  /// As in `ExportTable`.
  let name: String
  let columns: [String]
  let count: Int
  /// Whether stored records stand behind the rows.
  let hasRecords: Bool
  private let cells: (Int) -> [ExportValue]
  private let findRecords: () -> RecordSelection?

  /// `records` gives the stored records behind all rows.
  init<Row>(
    _ name: String, _ columns: [String], _ rows: [Row],
    records: ((_ rows: [Row]) -> RecordSelection)? = nil, cells: @escaping (Row) -> [ExportValue]
  ) {
    (self.name, self.columns, count) = (name, columns, rows.count)
    hasRecords = records != nil
    self.cells = { cells(rows[$0]) }
    findRecords = { records?(rows) }
  }

  /// The stored records of all rows; nil for rows that no record stands behind.
  var records: RecordSelection? { findRecords() }

  /// All of it.
  var table: ExportTable {
    ExportTable(name: name, columns: columns, rows: (0..<count).map(cells), records: records)
  }

  /// One row, without records; no row where there is none.
  func table(row: Int) -> ExportTable {
    let rows = row >= 0 && row < count ? [cells(row)] : []
    return ExportTable(name: name, columns: columns, rows: rows, records: nil)
  }
}

/// The rows of a list as they are shown: range, filter, sort and marks are applied already.
struct ExportTable: Sendable, Equatable {
  /// What the rows are, in the plural: the beginning of a file's name.
  var name: String
  var columns: [String]
  /// As many cells each as there are columns.
  var rows: [[ExportValue]]
  /// The stored records of the rows; nil for rows that no record stands behind.
  var records: RecordSelection?
}

extension ExportTable {
  /// RFC 4180: a line for the columns and one for each row, ended by CR LF; quoted where a comma, a quote or a line break
  /// stands inside. A text that a spreadsheet would take for a formula has an apostrophe before it.
  var csv: String {
    ([columns] + rows.map { $0.map(ExportTable.unarmed) }).map {
      $0.map(ExportTable.quoted).joined(separator: ",") + "\r\n"
    }.joined()
  }

  private static func unarmed(_ cell: ExportValue) -> String {
    guard case .text(let text) = cell, let first = text.unicodeScalars.first,
      ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"].contains(first)
    else { return cell.plain }
    return "'" + text
  }

  private static func quoted(_ cell: String) -> String {
    guard
      cell.unicodeScalars.contains(where: { [",", "\"", "\r", "\n"].contains($0) })
    else { return cell }
    let doubled = cell.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }
    return "\"" + doubled.joined() + "\""
  }

  /// A table in Markdown. What would end a cell is escaped, what would end a line is a blank.
  var markdown: String {
    let rule = columns.map { _ in "---" }
    let lines = ([columns, rule] + rows.map { $0.map { ExportTable.escaped($0.plain) } }).map {
      "| " + $0.joined(separator: " | ") + " |\n"
    }
    return lines.joined()
  }

  private static func escaped(_ cell: String) -> String {
    TextField.oneLine(cell).unicodeScalars.map { scalar in
      switch scalar {
      case "|", "\\", "<", "`": "\\" + String(scalar)
      default: String(scalar)
      }
    }.joined()
  }

  /// An array of objects, for rows that no record stands behind.
  var json: String {
    let lines = rows.map { row in
      let members = zip(columns, row).map { name, cell in
        ExportValue.literal(name) + ": " + cell.json
      }
      return "  {" + members.joined(separator: ", ") + "}"
    }
    return lines.isEmpty ? "[]\n" : "[\n" + lines.joined(separator: ",\n") + "\n]\n"
  }
}

extension Dashboard {
  /// What is shown, for export: the list that keys go to, else the sessions of the range.
  var exportTable: ExportTable { exportSource.table }

  /// The same, of which no row is built yet.
  var exportSource: ExportSource {
    if let source = focus.flatMap({ itemSource($0) }) { return source }
    guard let focus, focus != .sessions, let loaded = shownDetail else { return listedSessions }
    switch focus {
    case .interactions: return interactionSource(loaded)
    case .issues: return issueSource(loaded.detail.issues) { $0 }
    case .functions: return functionSource(loaded)
    default: return listedSessions
    }
  }

  /// The sessions that are listed; of these the marked ones, if any are.
  private var listedSessions: ExportSource {
    sessionSource(markedRows.isEmpty ? overview.rows : markedRows)
  }

  /// The sessions that are listed and marked.
  var markedRows: [SessionRow] {
    marked.isEmpty ? [] : overview.rows.filter { marked.contains($0.id) }
  }

  /// Sessions as a table.
  func sessionSource(_ sessions: [SessionRow]) -> ExportSource {
    ExportSource(
      "sessions",
      [
        "id", "session_name", "task_type", "model_name", "status", "outcome", "start_time",
        "duration_minutes", "estimate_minutes", "interactions", "average_rating", "issues",
      ], sessions, records: { .sessions($0.map(\.id)) }
    ) { row in
      [
        .text(row.id.text), .text(row.name), .text(row.taskType), .text(row.modelName),
        .text(row.state.exportWord), ExportValue(row.outcome.isEmpty ? nil : row.outcome),
        ExportValue(row.start?.description), ExportValue(row.minutes(at: now), decimals: 1),
        ExportValue(row.estimateMinutes, decimals: 1), .integer(row.interactionCount),
        ExportValue(row.averageRating, decimals: 2), .integer(row.issueCount),
      ]
    }
  }

  private func interactionSource(_ loaded: LoadedDetail) -> ExportSource {
    let all = loaded.detail.interactions
    return ExportSource(
      "interactions",
      ["timestamp", "rating", "iterations", "prompt", "response_summary", "tools"],
      isNewestFirst ? Array(all.indices.reversed()) : Array(all.indices),
      records: { .interactions(loaded.detail.session.id, places: $0) }
    ) { place in
      let interaction = all[place]
      return [
        ExportValue(interaction.timestamp), ExportValue(interaction.effectivenessRating),
        .integer(interaction.iterationCount), .text(interaction.prompt),
        .text(interaction.responseSummary), .text(interaction.toolsUsed.joined(separator: " ")),
      ]
    }
  }

  func issueSource<Row>(_ rows: [Row], issue: @escaping (Row) -> Issue) -> ExportSource {
    ExportSource(
      "issues",
      [
        "session_id", "timestamp", "severity", "issue_type", "description", "resolved",
        "resolution_notes",
      ], rows, records: { .issues(shown($0.map(issue))) }
    ) { row in
      let issue = issue(row)
      return [
        .text(issue.sessionID.text), ExportValue(issue.timestamp), ExportValue(issue.severity),
        ExportValue(issue.issueType), .text(issue.description), .truth(issue.resolved),
        .text(issue.resolutionNotes),
      ]
    }
  }

  private func functionSource(_ loaded: LoadedDetail) -> ExportSource {
    ExportSource(
      "functions",
      [
        "file", "function", "lines_added", "lines_modified", "complexity", "documentation",
        "effort",
      ], loaded.functions, records: { _ in .sessions([loaded.detail.session.id]) }
    ) { function in
      let metrics = function.metrics
      return [
        .text(function.path), .text(metrics.functionName),
        ExportValue(metrics.contribution.linesAdded.value, decimals: 0),
        ExportValue(metrics.contribution.linesModified.value, decimals: 0),
        .integer(metrics.context.finalComplexity), .integer(metrics.documentation.qualityScore),
        ExportValue(metrics.value.effortScore, decimals: 2),
      ]
    }
  }
}

extension SessionState {
  fileprivate var exportWord: String {
    switch self {
    case .active: "active"
    case .completed: "completed"
    case .other: "other"
    }
  }
}
