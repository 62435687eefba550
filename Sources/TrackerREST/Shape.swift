// What the body of an answer holds, each member named once: the bytes and their JSON Schema both follow from the list.
// It refuses to compute: a subject comes with its numbers.

internal import JSON

/// The members of one JSON object.
struct Shape<Subject>: Sendable {
  /// Its name among the schemas.
  let name: String
  let fields: [Field<Subject>]

  init(_ name: String, _ fields: [Field<Subject>]) {
    self.name = name
    self.fields = fields
  }

  /// The object as compact JSON in raw UTF-8, appended.
  func write(_ subject: Subject, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += field.start
      field.write(subject, &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// The object as compact JSON in raw UTF-8.
  func document(_ subject: Subject) -> [UInt8] {
    var bytes: [UInt8] = []
    write(subject, to: &bytes)
    return bytes
  }

  /// What a document of this shape is promised to be.
  var schema: Schema {
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
struct Schema: Sendable {
  let name: String
  let value: JSONValue
  let parts: [Schema]

  var reference: JSONValue { ["$ref": .string("#/components/schemas/\(name)")] }

  /// This one and all it refers to.
  var all: [Schema] { [self] + parts.flatMap(\.all) }
}

/// One member of an object.
struct Field<Subject>: Sendable {
  let name: String
  let schema: JSONValue
  let parts: [Schema]
  /// The name in quotes and the colon.
  let start: [UInt8]
  let write: @Sendable (Subject, inout [UInt8]) -> Void

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

  static func text(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Subject) -> String
  ) -> Field {
    leaf(name, meaning, ["string"]) { .string(value($0)) }
  }

  static func optionalText(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Subject) -> String?
  ) -> Field {
    leaf(name, meaning, ["string", "null"]) { value($0).map(JSONValue.string) ?? .null }
  }

  /// One of some words.
  static func word(
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

  static func integer(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Subject) -> Int
  ) -> Field {
    leaf(name, meaning, ["integer"]) { .number(value($0)) }
  }

  static func optionalInteger(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Subject) -> Int?
  ) -> Field {
    leaf(name, meaning, ["integer", "null"]) {
      value($0).map { JSONValue.number($0) } ?? .null
    }
  }

  /// A number; null for nil and for what JSON cannot say.
  static func number(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Subject) -> Double?
  ) -> Field {
    leaf(name, meaning, ["number", "null"]) {
      value($0).flatMap { $0.isFinite ? JSONValue.number($0) : nil } ?? .null
    }
  }

  static func truth(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Subject) -> Bool
  ) -> Field {
    leaf(name, meaning, ["boolean"]) { .bool(value($0)) }
  }

  static func texts(
    _ name: String, _ meaning: String, _ values: @escaping @Sendable (Subject) -> [String]
  ) -> Field {
    let schema = [JSONValue.Member("type", "array"), .init("items", ["type": "string"])]
    return Field(name, meaning, schema) { subject, bytes in
      bytes += JSONWriter.compact(.array(values(subject).map(JSONValue.string)))
    }
  }

  /// How often each of some words occurs, which the files choose.
  static func counts(
    _ name: String, _ meaning: String,
    _ values: @escaping @Sendable (Subject) -> [(word: String, count: Int)]
  ) -> Field {
    let schema = [
      JSONValue.Member("type", "object"), .init("additionalProperties", ["type": "integer"]),
    ]
    return Field(name, meaning, schema) { subject, bytes in
      let members = values(subject).map { JSONValue.Member($0.word, .number($0.count)) }
      bytes += JSONWriter.compact(.object(members))
    }
  }

  static func object<Part>(
    _ name: String, _ meaning: String, _ shape: Shape<Part>,
    _ part: @escaping @Sendable (Subject) -> Part
  ) -> Field {
    Field(name, meaning, shape.schema.reference.members ?? [], parts: [shape.schema]) {
      subject, bytes in
      shape.write(part(subject), to: &bytes)
    }
  }

  /// A list, written element by element.
  static func list<Parts: Sequence & SendableMetatype>(
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
