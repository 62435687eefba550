// Rows and columns as a table that leaves the program: CSV, values between tabs, Markdown, JSON.

internal import JSON

/// Cells under the names of their columns.
public struct Table: Sendable, Equatable {
  /// The keys of the columns.
  public let columns: [String]
  /// As many cells each as there are columns.
  public let rows: [[CellValue]]
  private let kinds: [CellKind]

  /// `now` is for what still grows.
  public init<Row>(_ columns: [Column<Row>], _ rows: some Sequence<Row>, now: Timestamp? = nil) {
    self.columns = columns.map(\.key)
    kinds = columns.map(\.kind)
    self.rows = rows.map { row in columns.map { $0.cell(row, now: now) } }
  }

  /// RFC 4180: a line for the columns and one for each row, ended by CR LF; quoted where a comma, a quote or a line break
  /// stands inside. A text that a spreadsheet would take for a formula has an apostrophe before it.
  public var csv: String {
    let cells = rows.map { row in
      zip(row, kinds).map { cell, kind in cell.isFormula ? "'" + cell.plain(kind) : cell.plain(kind)
      }
    }
    return ([columns] + cells).map { $0.map(Table.quoted).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func quoted(_ cell: String) -> String {
    guard
      cell.unicodeScalars.contains(where: { [",", "\"", "\r", "\n"].contains($0) })
    else { return cell }
    let doubled = cell.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }
    return "\"" + doubled.joined() + "\""
  }

  /// A line for the columns and one for each row, cells parted by tabs. Within a cell a tab is `\t`, a line feed `\n`, a
  /// carriage return `\r`, a backslash `\\`.
  public var tsv: String {
    let cells = rows.map { zip($0, kinds).map { Table.inOneCell($0.plain($1)) } }
    return ([columns] + cells).map { $0.joined(separator: "\t") + "\n" }.joined()
  }

  private static func inOneCell(_ cell: String) -> String {
    cell.unicodeScalars.map { scalar in
      switch scalar {
      case "\t": "\\t"
      case "\n": "\\n"
      case "\r": "\\r"
      case "\\": "\\\\"
      default: String(scalar)
      }
    }.joined()
  }

  /// A table in Markdown. What would end a cell is escaped, what would end a line is a blank.
  public var markdown: String {
    let rule = columns.map { _ in "---" }
    let cells = rows.map { zip($0, kinds).map { Table.escaped($0.plain($1)) } }
    return ([columns, rule] + cells).map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }

  private static func escaped(_ cell: String) -> String {
    cell.oneLine.unicodeScalars.map { scalar in
      switch scalar {
      case "|", "\\", "<", "`": "\\" + String(scalar)
      default: String(scalar)
      }
    }.joined()
  }

  /// An array of objects, one on each line.
  public var json: String {
    let lines = objects().map { "  " + $0 }
    return lines.isEmpty ? "[]\n" : "[\n" + lines.joined(separator: ",\n") + "\n]\n"
  }

  /// An object on each line, its first member the name of the table; spelled in ASCII.
  public func jsonLines(named name: String) -> String {
    objects([.init("table", .string(name))], .ascii).map { $0 + "\n" }.joined()
  }

  private func objects(
    _ first: [JSONValue.Member] = [], _ text: JSONWriter.Text = .utf8
  ) -> [String] {
    rows.map { row in
      let object = JSONValue.object(first + zip(columns, row).map { .init($0, $1.json) })
      return String(decoding: JSONWriter.compact(object, text: text), as: UTF8.self)
    }
  }
}

extension CellValue {
  /// Without separators and units; empty for what is not known. Texts in a row are separated by spaces.
  package func plain(_ kind: CellKind) -> String {
    switch self {
    case .none: ""
    case .text(let text): text
    case .time(let time): time.text
    case .integer(let number): String(number)
    case .number(let number):
      if case .number(_, let decimals?) = kind {
        number.fixed(decimals: decimals)
      } else {
        number.plainText
      }
    case .truth(let isTrue): isTrue ? "true" : "false"
    case .texts(let texts): texts.joined(separator: " ")
    case .counts(let counts): counts.map { "\($0.word) \($0.count)" }.joined(separator: ", ")
    }
  }

  /// Whether a spreadsheet would take the text for a formula.
  fileprivate var isFormula: Bool {
    switch self {
    case .text(let text): text.beginsFormula
    case .time(let time): time.text.beginsFormula
    case .texts(let texts): texts.first?.beginsFormula ?? false
    default: false
    }
  }
}

extension String {
  fileprivate var beginsFormula: Bool {
    unicodeScalars.first.map {
      ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"].contains($0)
    } ?? false
  }
}
