// What the body of an answer holds, each member named once: the bytes and their JSON Schema both follow from the list.
// A subject comes with its numbers: nothing is computed here.

package import JSON

/// The members of one JSON object.
package struct Shape<Subject>: Sendable {
  /// Its name among the schemas.
  package let name: String
  package let fields: [Field<Subject>]

  package init(_ name: String, _ fields: [Field<Subject>]) {
    self.name = name
    self.fields = fields
  }

  /// The columns of a row.
  package init(_ name: String, _ columns: [Column<Subject>]) {
    self.init(name, columns.map(Field.init))
  }

  /// The object as compact JSON in raw UTF-8, appended.
  package func write(_ subject: Subject, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += field.start
      field.write(subject, &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// The object as compact JSON in raw UTF-8.
  package func document(_ subject: Subject) -> [UInt8] {
    var bytes: [UInt8] = []
    write(subject, to: &bytes)
    return bytes
  }

  /// What a document of this shape is promised to be.
  package var schema: Schema {
    Schema(
      name: name,
      value: [
        "type": "object",
        "required": .array(fields.map { .string($0.name) }),
        "properties": .object(fields.map { JSONValue.Member($0.name, $0.schema) }),
      ], parts: fields.flatMap(\.parts))
  }
}

/// A JSON Schema with a name, and those it refers to.
package struct Schema: Sendable {
  package let name: String
  package let value: JSONValue
  package let parts: [Schema]

  package var reference: JSONValue { ["$ref": .string("#/components/schemas/\(name)")] }

  package init(name: String, value: JSONValue, parts: [Schema]) {
    self.name = name
    self.value = value
    self.parts = parts
  }

  /// This one and all it refers to.
  package var all: [Schema] { [self] + parts.flatMap(\.all) }
}

/// One member of an object.
package struct Field<Subject>: Sendable {
  package let name: String
  package let schema: JSONValue
  package let parts: [Schema]
  /// The name in quotes and the colon.
  package let start: [UInt8]
  package let write: @Sendable (Subject, inout [UInt8]) -> Void

  private init(
    _ name: String, _ meaning: String, _ schema: [JSONValue.Member], parts: [Schema] = [],
    write: @escaping @Sendable (Subject, inout [UInt8]) -> Void
  ) {
    self.name = name
    self.schema = .object(schema + [JSONValue.Member("description", .string(meaning))])
    self.parts = parts
    start = JSONWriter.compact(.string(name)) + [UInt8(ascii: ":")]
    self.write = write
  }

  /// The cell of a column.
  package init(_ column: Column<Subject>) {
    self.init(column.key, column.help, column.schema) { subject, bytes in
      bytes += JSONWriter.compact(column.cell(subject).json)
    }
  }

  /// A member of a type of JSON Schema, or of several.
  private static func leaf(
    _ name: String, _ meaning: String, _ types: [JSONValue],
    _ value: @escaping @Sendable (Subject) -> JSONValue
  ) -> Field {
    let type = types.count == 1 ? types[0] : .array(types)
    return Field(name, meaning, [JSONValue.Member("type", type)]) { subject, bytes in
      bytes += JSONWriter.compact(value(subject))
    }
  }

  package static func text(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Subject) -> String
  ) -> Field {
    leaf(name, meaning, ["string"]) { .string(value($0)) }
  }

  package static func optionalText(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Subject) -> String?
  ) -> Field {
    leaf(name, meaning, ["string", "null"]) { value($0).map(JSONValue.string) ?? .null }
  }

  /// One of some words.
  package static func word(
    _ name: String, _ meaning: String, of words: [String],
    _ value: @escaping @Sendable (Subject) -> String
  ) -> Field {
    let schema = [
      JSONValue.Member("type", "string"),
      JSONValue.Member("enum", .array(words.map(JSONValue.string))),
    ]
    return Field(name, meaning, schema) { subject, bytes in
      bytes += JSONWriter.compact(.string(value(subject)))
    }
  }

  package static func integer(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Subject) -> Int
  ) -> Field {
    leaf(name, meaning, ["integer"]) { .number(value($0)) }
  }

  /// A number; null for nil and for what JSON cannot say.
  package static func number(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Subject) -> Double?
  ) -> Field {
    leaf(name, meaning, ["number", "null"]) {
      value($0).flatMap { $0.isFinite ? JSONValue.number($0) : nil } ?? .null
    }
  }

  package static func texts(
    _ name: String, _ meaning: String, _ values: @escaping @Sendable (Subject) -> [String]
  ) -> Field {
    let schema = [JSONValue.Member("type", "array"), .init("items", ["type": "string"])]
    return Field(name, meaning, schema) { subject, bytes in
      bytes += JSONWriter.compact(.array(values(subject).map(JSONValue.string)))
    }
  }

  package static func object<Part>(
    _ name: String, _ meaning: String, _ shape: Shape<Part>,
    _ part: @escaping @Sendable (Subject) -> Part
  ) -> Field {
    Field(name, meaning, shape.schema.reference.members ?? [], parts: [shape.schema]) {
      subject, bytes in
      shape.write(part(subject), to: &bytes)
    }
  }

  /// A list, written element by element.
  package static func list<Parts: Sequence & SendableMetatype>(
    _ name: String, _ meaning: String, _ shape: Shape<Parts.Element>,
    _ parts: @escaping @Sendable (Subject) -> Parts
  ) -> Field {
    let schema = [
      JSONValue.Member("type", "array"), .init("items", shape.schema.reference),
    ]
    return Field(name, meaning, schema, parts: [shape.schema]) { subject, bytes in
      bytes.append(UInt8(ascii: "["))
      var isFirst = true
      for part in parts(subject) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        shape.write(part, to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    }
  }
}
