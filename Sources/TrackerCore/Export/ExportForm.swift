// How rows are written: SQL in the one dialect that PostgreSQL, SQLite and DuckDB take, CSV, lines of JSON.

internal import JSON

/// A form of the tables for databases.
public enum ExportForm: String, Sendable, CaseIterable {
  case sql, csv, jsonl
}

/// Writes the rows of one table, which come in the order of their keys: loaders that run at once then never wait for each other
/// in a circle.
struct RowWriter<Row> {
  let table: ExportTable<Row>
  let form: ExportForm
  /// Whether free texts are written.
  let withTexts: Bool
  private var rowCount = 0

  /// Rows of one statement.
  private static var rowsPerStatement: Int { 500 }

  init(_ table: ExportTable<Row>, _ form: ExportForm, withTexts: Bool) {
    (self.table, self.form, self.withTexts) = (table, form, withTexts)
  }

  mutating func begin(_ output: inout [UInt8]) {
    if form == .csv { output += (table.columns.map(\.name).joined(separator: ",") + "\n").utf8 }
  }

  mutating func write(_ row: Row, to output: inout [UInt8]) {
    switch form {
    case .sql:
      if rowCount % Self.rowsPerStatement == 0 {
        endStatement(&output)
        let names = table.columns.map(\.name).joined(separator: ", ")
        output += "INSERT INTO \(table.name) (\(names)) VALUES\n(".utf8
      } else {
        output += ",\n(".utf8
      }
      writeCells(row, &output) { $0.writeSQL(to: &$1) }
      output.append(Sign.close)
    case .csv:
      writeCells(row, &output) { $0.writeCSV(to: &$1) }
      output.append(Sign.lineFeed)
    case .jsonl:
      output += "{\"table\":\"\(table.name)\"".utf8
      for column in table.columns {
        output += ",\"\(column.name)\":".utf8
        cell(column, row).writeJSON(to: &output)
      }
      output += "}\n".utf8
    }
    rowCount += 1
  }

  mutating func end(_ output: inout [UInt8]) { if form == .sql { endStatement(&output) } }

  private func cell(_ column: ExportColumn<Row>, _ row: Row) -> ExportCell {
    column.isFreeText && !withTexts ? .none : column.cell(row)
  }

  private func writeCells(
    _ row: Row, _ output: inout [UInt8], _ write: (ExportCell, inout [UInt8]) -> Void
  ) {
    for (place, column) in table.columns.enumerated() {
      if place > 0 { output.append(Sign.comma) }
      write(cell(column, row), &output)
    }
  }

  private func endStatement(_ output: inout [UInt8]) {
    guard rowCount > 0 else { return }
    let keys = table.columns.prefix(table.keyCount).map(\.name)
    let others = table.columns.dropFirst(table.keyCount).map { "\($0.name) = excluded.\($0.name)" }
    output +=
      """

      ON CONFLICT (\(keys.joined(separator: ", "))) DO UPDATE SET \(others.joined(separator: ", "))
      WHERE excluded.version > \(table.name).version;

      """.utf8
  }
}

private enum Sign {
  static let (quote, doubleQuote, comma, close, lineFeed) = (
    UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: ")"), UInt8(0x0A)
  )
}

extension ExportCell {
  fileprivate func writeSQL(to output: inout [UInt8]) {
    if case .truth(let truth) = self { return output += (truth ? "TRUE" : "FALSE").utf8 }
    let isSomething = withBytes { bytes, isText in
      guard isText else { return output += bytes }
      output.append(Sign.quote)
      ExportCell.write(bytes, doubling: Sign.quote, to: &output)
      output.append(Sign.quote)
    }
    if !isSomething { output += "NULL".utf8 }
  }

  fileprivate func writeCSV(to output: inout [UInt8]) {
    if case .truth(let truth) = self { return output += (truth ? "true" : "false").utf8 }
    // Nothing is empty, an empty text is `""`.
    _ = withBytes { bytes, isText in
      let needsQuotes =
        isText && (bytes.isEmpty || bytes.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) })
      guard needsQuotes else { return output += bytes }
      output.append(Sign.doubleQuote)
      ExportCell.write(bytes, doubling: Sign.doubleQuote, to: &output)
      output.append(Sign.doubleQuote)
    }
  }

  fileprivate func writeJSON(to output: inout [UInt8]) {
    switch self {
    case .truth(let truth): output += (truth ? "true" : "false").utf8
    case .stored(let slice): output += slice.bytes
    default:
      let isSomething = withBytes { bytes, isText in
        output +=
          isText
          ? JSONWriter.compact(.string(String(decoding: bytes, as: UTF8.self))) : Array(bytes)
      }
      if !isSomething { output += "null".utf8 }
    }
  }

  /// Hands over the cell as bytes, and whether they are a text; false without a call where nothing stands. In texts NUL, which
  /// PostgreSQL does not take, and lone surrogates are U+FFFD.
  private func withBytes(_ body: (UnsafeRawBufferPointer, Bool) -> Void) -> Bool {
    func hand(_ text: String, isText: Bool) {
      var text = text
      text.withUTF8 { body(UnsafeRawBufferPointer($0), isText) }
    }
    func hand(_ write: (inout [UInt8]) -> Void) {
      var bytes: [UInt8] = []
      write(&bytes)
      bytes.withUnsafeBytes { body($0, true) }
    }
    switch self {
    case .none, .truth: return false
    case .text(let text): hand(text.withoutNUL, isText: true)
    case .stored(let slice):
      if let plain = slice.plainText {
        body(plain, true)
      } else {
        hand((slice.text ?? "").withoutNUL, isText: true)
      }
    case .document(let slice):
      guard let slice, slice.kind == .array else {
        hand("[]", isText: true)
        break
      }
      hand { slice.appendCompact(to: &$0) }
    case .integer(let number): hand("\(number)", isText: false)
    case .number(let number):
      guard number.isFinite else { return false }
      hand("\(number)", isText: false)
    case .time(let time):
      let utc = Timestamp(microseconds: time.microseconds, utcOffsetMicroseconds: nil)
      hand(utc.description + "Z", isText: true)
    case .key(let key): hand { key.append(to: &$0) }
    case .version(let version): hand { version.append(to: &$0) }
    }
    return true
  }

  private static func write(
    _ bytes: UnsafeRawBufferPointer, doubling quote: UInt8, to output: inout [UInt8]
  ) {
    guard bytes.contains(quote) else { return output += bytes }
    for byte in bytes {
      output.append(byte)
      if byte == quote { output.append(quote) }
    }
  }
}

extension String {
  fileprivate var withoutNUL: String {
    guard utf8.contains(0) else { return self }
    var text = UnicodeScalarView()
    for scalar in unicodeScalars { text.append(scalar == "\0" ? "\u{FFFD}" : scalar) }
    return String(text)
  }
}
