// What is shown, as a table that can leave the screen: which records, in which order, with which columns.

internal import TrackerCore

/// A list as it is shown: range, filter, sort and marks are applied already. Rows become cells only when they are asked for.
struct ExportSource {
  /// What the rows are, in the plural: the beginning of a file's name.
  let name: String
  let count: Int
  /// Whether stored records stand behind the rows.
  let hasRecords: Bool
  private let rows: (Range<Int>) -> Table
  private let findRecords: () -> RecordSelection?

  /// `records` gives the stored records behind all rows.
  init<Row>(
    _ name: String, _ columns: [Column<Row>], _ rows: [Row],
    records: ((_ rows: [Row]) -> RecordSelection)? = nil
  ) {
    (self.name, count) = (name, rows.count)
    hasRecords = records != nil
    self.rows = { Table(columns, rows[$0]) }
    findRecords = { records?(rows) }
  }

  /// The stored records of all rows; nil for rows that no record stands behind.
  var records: RecordSelection? { findRecords() }

  /// All of it.
  var table: Table { rows(0..<count) }

  /// One row; no row where there is none.
  func table(row: Int) -> Table { rows((row..<(row + 1)).clamped(to: 0..<count)) }
}

extension Dashboard {
  /// What is shown, for export: the list that keys go to, else the sessions of the range. No row is built yet.
  var exportSource: ExportSource { focus.flatMap { source(of: $0) } ?? listedSessions }

  /// A list as a table; nil for the sessions of the range and for what is none.
  private func source(of focus: Focus) -> ExportSource? {
    switch focus {
    case .sessions, .textLines: nil
    case .interactions: shownDetail.map { interactionSource($0) }
    case .issues:
      shownDetail.map {
        ExportSource(
          "issues", Issue.columns, $0.detail.issues, records: { .issues(shown($0)) })
      }
    case .functions: shownDetail.map { functionSource($0) }
    case .finds:
      finds.map { found in
        ExportSource(
          "interactions", FoundRow.listed.map { $0.of(found.row) }, found.list.rows,
          records: { .listed($0.compactMap(found.list.place)) })
      }
    case .members: members.map { sessionSource($0.rows) }
    case .allIssues:
      ExportSource(
        "issues", IssueRow.listed, numbers.issues?.rows ?? [],
        records: { .issues(shown($0.map(\.issue))) })
    case .ratings:
      ExportSource("ratings", RatingCount.columns, overview.effectiveness.ratingCounts.reversed())
    case .iterations: ratingSource(numbers.effectiveness?.byIterations)
    case .models: ratingSource(numbers.effectiveness?.byModel)
    case .groups: ratingSource(numbers.effectiveness?.byDimension)
    case .ratingDays, .savedHours, .trend:
      ExportSource("trend", TrendPoint.columns, steps(focus) ?? [])
    case .worth: ExportSource("groups", SessionGroup.columns, numbers.roi?.groups ?? [])
    case .gapRows: ExportSource("gaps", GapRow.listed, numbers.gaps?.rows ?? [])
    case .gapHours: ExportSource("hours", GapHour.columns, numbers.gaps?.byHour ?? [])
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
      "sessions", SessionRow.columns, sessions, records: { .sessions($0.map(\.id)) })
  }

  private func interactionSource(_ loaded: LoadedDetail) -> ExportSource {
    let all = loaded.detail.interactions
    return ExportSource(
      "interactions", Interaction.columns.map { $0.of { all[$0] } },
      isNewestFirst ? Array(all.indices.reversed()) : Array(all.indices),
      records: { .interactions(loaded.detail.session.id, places: $0) })
  }

  private func functionSource(_ loaded: LoadedDetail) -> ExportSource {
    ExportSource(
      "functions", MeasuredFunction.columns, loaded.functions,
      records: { _ in .sessions([loaded.detail.session.id]) })
  }

  private func ratingSource(_ groups: [RatingGroup]?) -> ExportSource {
    ExportSource("groups", RatingGroup.columns, groups ?? [])
  }
}
