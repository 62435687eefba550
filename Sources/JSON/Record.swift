// A struct that is stored as one object, each field named once: reading and writing run through the same lines.
// It refuses to re-encode what did not change: a record is written as the difference to what was read.

/// A value that one member of a record can hold.
public protocol JSONField {
  /// Reads the value; nil when the JSON has another type.
  init?(json: JSONSlice)
  /// The value as it is stored.
  var json: JSONValue { get }
}

/// What walks over the fields of a record: the reader, the writer, the difference.
public protocol FieldVisitor {
  /// Visits one member. `value` is read or replaced.
  mutating func field<Value: JSONField>(_ name: StaticString, _ value: inout Value)
}

/// A struct stored as one JSON object. Its defaults are what a missing member means.
public protocol Record {
  /// All fields at their defaults.
  init()
  /// Names every field once, in the order in which a new record is written.
  mutating func visitFields(_ visitor: inout some FieldVisitor)
}

extension Record {
  /// Reads the members this record knows. A missing member, `null` for a field that has no null, or one of another type
  /// leaves the field's default. `oddFields` tells the names whose value had another type (not `null`, not missing).
  public init(object: JSONSlice, oddFields: inout [String]) { fatalError("contract") }

  /// Every field as a member, in order: how a new record is stored.
  public var members: [JSONValue.Member] { fatalError("contract") }

  /// The members whose value differs from `original`'s, in order.
  public func changes(since original: Self) -> [JSONValue.Member] { fatalError("contract") }
}
