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
  private let explain: (Int) -> [ShownExplanation]

  /// `records` gives the stored records behind all rows, `ids` is what the ids of its numbers
  /// begin with; without it they cannot be asked about.
  init<Row>(
    _ name: String, _ columns: [Column<Row>], _ rows: [Row],
    records: ((_ rows: [Row]) -> RecordSelection)? = nil,
    ids list: String? = nil
  ) {
    (self.name, count) = (name, rows.count)
    hasRecords = records != nil
    self.rows = { Table(columns, rows[$0]) }
    findRecords = { records?(rows) }
    explain = { row in
      guard let list, let row = rows.at(row) else { return [] }
      return ShownExplanation.all(columns, of: row, in: list)
    }
  }

  /// How the numbers of a row come about; empty for rows without any.
  func explanations(row: Int) -> [ShownExplanation] { explain(row) }

  /// The stored records of all rows; nil for rows that no record stands behind.
  var records: RecordSelection? { findRecords() }

  /// All of it.
  var table: Table { rows(0..<count) }

  /// One row; no row where there is none.
  func table(row: Int) -> Table { rows((row..<(row + 1)).clamped(to: 0..<count)) }
}
