// `export` for databases: the rows of the tables, in pieces, of one ledger or of the union of several.

internal import JSON
internal import Platform

/// The tables of a union, written in one form.
public struct DatabaseExport {
  private var union: LedgerUnion
  private let config: Config
  private let withTexts: Bool

  /// Reads the ledgers. `since`: only sessions that started, ended or were last worked in since then, in microseconds since
  /// 1970, and what belongs to them; nil for all.
  package init(
    of sources: [UnionSource], config: Config, withTexts: Bool, since: Int64?
  ) throws(TrackerError) {
    union = try LedgerUnion(of: sources)
    (self.config, self.withTexts) = (config, withTexts)
    if let since { union.restrict(since: since) }
  }

  /// The names of the tables.
  public static let tableNames = [
    ExportTable.sessions.name, ExportTable.interactions.name, ExportTable.issues.name,
    ExportTable.metrics.name,
  ]

  /// The statements that make the tables and views, for the owner of the database: once, never as a part of a load.
  public static var schema: String {
    "CREATE TABLE IF NOT EXISTS ai_export (version INTEGER PRIMARY KEY CHECK (version = 1));\n"
      + ExportTable.sessions.creation + ExportTable.interactions.creation
      + ExportTable.issues.creation + ExportTable.metrics.creation
      + ExportView.all.map(\.creation).joined()
  }

  /// Whether there are ledgers, and of each some file could not be read. What could be counts.
  public var isNoLedgerWhole: Bool {
    !union.sources.isEmpty && union.incomplete.count == union.sources.count
  }

  /// `12 sessions, 87 interactions, 3 issues`.
  public var summary: String {
    countText(union.sessions.count, "session") + ", "
      + countText(union.interactions.count, "interaction") + ", "
      + countText(union.issues.count, "issue")
  }

  /// Writes the rows of a table, or of all of them (nil), piece by piece.
  public func write(
    _ form: ExportForm, table: String? = nil, to output: ([UInt8]) throws -> Void
  ) throws {
    var bytes: [UInt8] = []
    // Another version of the schema fails here, before any row.
    if form == .sql {
      bytes += "BEGIN;\nINSERT INTO ai_export VALUES (1) ON CONFLICT DO NOTHING;\n".utf8
    }
    func write<Row, Entry>(
      _ wanted: ExportTable<Row>, _ entries: [Entry], _ file: DataFile,
      _ place: (Entry) -> StoredPlace, _ rows: (Entry, JSONSlice, (Row) -> Void) -> Void
    ) throws {
      guard table == nil || table == wanted.name else { return }
      var writer = RowWriter(wanted, form, withTexts: withTexts)
      writer.begin(&bytes)
      let records = JSONRecords()
      var buffer: [UInt8] = []
      for entry in entries {
        let place = place(entry)
        try union.read(place, in: file, into: &buffer)
        try records.withSlice(of: buffer, count: Int(place.count)) { record in
          rows(entry, record) { writer.write($0, to: &bytes) }
        }
        if bytes.count >= DatabaseExport.pieceBytes {
          try output(bytes)
          bytes.removeAll(keepingCapacity: true)
        }
      }
      writer.end(&bytes)
    }
    try write(.sessions, union.sessions, .sessions, \.place) { entry, record, row in
      row(exported(entry, record))
    }
    for (wanted, entries, file) in [
      (ExportTable.interactions, union.interactions, DataFile.interactions),
      (ExportTable.issues, union.issues, DataFile.issues),
    ] {
      try write(wanted, entries, file, \.place) { entry, record, row in
        row(
          ExportedRecord(
            key: entry.key, session: entry.session, record: record,
            version: entry.version.marked(hasTexts: withTexts)))
      }
    }
    try write(.metrics, union.metrics, .sessions, \.place) { entry, record, row in
      var position = 0
      record["code_metrics"]?.forEachElement { metrics in
        row(
          ExportedMetrics(
            session: entry.session, position: position, record: metrics,
            version: entry.version))
        position += 1
      }
    }
    if form == .sql { bytes += "COMMIT;\n".utf8 }
    try output(bytes)
  }

  private static let pieceBytes = 64 * 1024

  private func exported(_ entry: UnionSession, _ record: JSONSlice) -> ExportedSession {
    var oddFields: [String] = []
    let session = Session(object: record, without: [.texts, .lists], oddFields: &oddFields)
    return ExportedSession(
      key: entry.key, id: entry.id, ledger: union.sources[Int(entry.place.source)].name,
      record: record, session: session, counted: entry.counted,
      countsInROI: session.isCompleted && config.isProductive(session),
      version: entry.version.marked(hasTexts: withTexts))
  }
}
