// Columns in JSON: members, schemas, members of shapes.

package import JSON

extension CellValue {
  /// As a value of JSON; what is not known is null.
  package var json: JSONValue {
    switch self {
    case .none: .null
    case .text(let text): .string(text)
    case .integer(let number): .number(number)
    case .number(let number): .number(number)
    case .truth(let isTrue): .bool(isTrue)
    case .time(let time): .string(time.text)
    case .texts(let texts): .array(texts.map(JSONValue.string))
    case .counts(let counts): .object(counts.map { .init($0.word, .number($0.count)) })
    }
  }
}

extension Column {
  /// The cell of a row as a member of an object.
  package func member(_ row: Row) -> JSONValue.Member { .init(key, cell(row).json) }

  /// What its cells are in JSON, without a description.
  package var schema: [JSONValue.Member] {
    let type =
      switch kind {
      case .text, .word, .time: "string"
      case .count: "integer"
      case .number: "number"
      case .truth: "boolean"
      case .texts: "array"
      case .counts: "object"
      }
    let types: JSONValue = isOptional ? [.string(type), "null"] : .string(type)
    let parts: [JSONValue.Member] =
      switch kind {
      case .texts: [.init("items", ["type": "string"])]
      case .counts: [.init("additionalProperties", ["type": "integer"])]
      default: []
      }
    return [.init("type", types)] + parts
  }
}

extension Array {
  /// The object that columns make of a row.
  package func document<Row>(_ row: Row) -> JSONValue where Element == Column<Row> {
    .object(map { $0.member(row) })
  }

  /// The array of objects that columns make of rows.
  package func documents<Row>(_ rows: some Sequence<Row>) -> JSONValue
  where Element == Column<Row> {
    .array(rows.map { document($0) })
  }
}
