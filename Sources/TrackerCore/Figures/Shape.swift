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
    for (index, field) in present(subject).enumerated() {
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

  /// The object as a value.
  package func members(_ subject: Subject) -> [JSONValue.Member] {
    present(subject).map { .init($0.name, $0.value(subject)) }
  }

  private func present(_ subject: Subject) -> [Field<Subject>] {
    fields.contains { $0.isPresent != nil }
      ? fields.filter { $0.isPresent?(subject) ?? true } : fields
  }

  private var required: JSONValue {
    .array(fields.filter { $0.isPresent == nil }.map { .string($0.name) })
  }

  /// What a document of this shape is promised to be, with all objects in place.
  package var wholeSchema: JSONValue {
    [
      "type": "object", "properties": .object(fields.map { .init($0.name, $0.wholeSchema) }),
      "required": required,
    ]
  }

  /// The same, with all objects by reference.
  package var schema: Schema {
    Schema(
      name: name,
      value: [
        "type": "object",
        "required": required,
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
  /// The schema with the objects in place that `parts` describes.
  package let wholeSchema: JSONValue
  package let parts: [Schema]
  /// The name in quotes and the colon.
  package let start: [UInt8]
  package let write: @Sendable (Subject, inout [UInt8]) -> Void
  package let value: @Sendable (Subject) -> JSONValue
  /// Where it is a member; nil for everywhere.
  fileprivate var isPresent: (@Sendable (Subject) -> Bool)?

  /// The same member only where it is asked for.
  package func present(where isPresent: @escaping @Sendable (Subject) -> Bool) -> Field {
    var field = self
    field.isPresent = isPresent
    return field
  }

  /// An empty `meaning` is that of the name: nothing more is said of it.
  private init(
    _ name: String, _ meaning: String, _ schema: [JSONValue.Member],
    whole: [JSONValue.Member]? = nil, parts: [Schema] = [],
    write: (@Sendable (Subject, inout [UInt8]) -> Void)? = nil,
    value: @escaping @Sendable (Subject) -> JSONValue
  ) {
    let description: [JSONValue.Member] =
      meaning.isEmpty ? [] : [.init("description", .string(meaning))]
    self.name = name
    self.schema = .object(schema + description)
    wholeSchema = .object((whole ?? schema) + description)
    self.parts = parts
    start = JSONWriter.compact(.string(name)) + [UInt8(ascii: ":")]
    self.write = write ?? { $1 += JSONWriter.compact(value($0)) }
    self.value = value
  }

  /// The cell of a column.
  package init(_ column: Column<Subject>) {
    self.init(column.key, column.help, column.schema) { column.cell($0).json }
    if column.isLeftOutWhenNone { isPresent = { column.cell($0) != .none } }
  }

  package static func text(
    _ name: String, _ meaning: String, _ text: @escaping @Sendable (Subject) -> String
  ) -> Field { Field(.text(name, name, meaning, text)) }

  package static func optionalText(
    _ name: String, _ meaning: String, _ text: @escaping @Sendable (Subject) -> String?
  ) -> Field { Field(.optionalText(name, name, meaning, text)) }

  /// One of some words.
  package static func word(
    _ name: String, _ meaning: String, of words: [String],
    _ word: @escaping @Sendable (Subject) -> String
  ) -> Field {
    let schema = [
      JSONValue.Member("type", "string"),
      JSONValue.Member("enum", .array(words.map(JSONValue.string))),
    ]
    return Field(name, meaning, schema) { .string(word($0)) }
  }

  package static func integer(
    _ name: String, _ meaning: String, _ number: @escaping @Sendable (Subject) -> Int
  ) -> Field { Field(.count(name, name, meaning, number)) }

  package static func optionalInteger(
    _ name: String, _ meaning: String, _ number: @escaping @Sendable (Subject) -> Int?
  ) -> Field { Field(.optionalCount(name, name, meaning, number)) }

  /// A number; null for nil and for what JSON cannot say.
  package static func number(
    _ name: String, _ meaning: String, _ number: @escaping @Sendable (Subject) -> Double?
  ) -> Field { Field(.number(name, name, .score, decimals: nil, meaning, number)) }

  package static func texts(
    _ name: String, _ meaning: String, _ texts: @escaping @Sendable (Subject) -> [String]
  ) -> Field { Field(.texts(name, name, meaning, texts)) }

  /// A list of numbers; null for nil.
  package static func numbers(
    _ name: String, _ meaning: String, _ numbers: @escaping @Sendable (Subject) -> [Double]?
  ) -> Field {
    let schema: [JSONValue.Member] = [
      .init("type", ["array", "null"]), .init("items", ["type": ["number", "null"]]),
    ]
    return Field(name, meaning, schema) {
      numbers($0).map { .array($0.map(JSONValue.exact)) } ?? .null
    }
  }

  package static func counts(
    _ name: String, _ meaning: String, _ counts: @escaping @Sendable (Subject) -> [WordCount]
  ) -> Field { Field(.counts(name, name, meaning, counts)) }

  /// Whatever is stored.
  package static func anything(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Subject) -> JSONValue
  ) -> Field { Field(name, meaning, [], value: value) }

  package static func object<Part>(
    _ name: String, _ meaning: String, _ shape: Shape<Part>,
    _ part: @escaping @Sendable (Subject) -> Part
  ) -> Field {
    let reference = shape.schema.reference.members ?? []
    return Field(
      name, meaning, reference, whole: shape.wholeSchema.members, parts: [shape.schema],
      write: { shape.write(part($0), to: &$1) }, value: { .object(shape.members(part($0))) })
  }

  /// The same; null where there is none.
  package static func optionalObject<Part>(
    _ name: String, _ meaning: String, _ shape: Shape<Part>,
    _ part: @escaping @Sendable (Subject) -> Part?
  ) -> Field {
    let orNull = { [JSONValue.Member("anyOf", [$0, ["type": "null"]])] }
    return Field(
      name, meaning, orNull(shape.schema.reference), whole: orNull(shape.wholeSchema),
      parts: [shape.schema]
    ) { part($0).map { .object(shape.members($0)) } ?? .null }
  }

  /// A list, written element by element.
  package static func list<Parts: Sequence & SendableMetatype>(
    _ name: String, _ meaning: String, _ shape: Shape<Parts.Element>,
    _ parts: @escaping @Sendable (Subject) -> Parts
  ) -> Field {
    let array = { [JSONValue.Member("type", "array"), .init("items", $0)] }
    return Field(
      name, meaning, array(shape.schema.reference), whole: array(shape.wholeSchema),
      parts: [shape.schema],
      write: { subject, bytes in
        bytes.append(UInt8(ascii: "["))
        var isFirst = true
        for part in parts(subject) {
          if !isFirst { bytes.append(UInt8(ascii: ",")) }
          isFirst = false
          shape.write(part, to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
      }, value: { .array(parts($0).map { .object(shape.members($0)) }) })
  }
}
