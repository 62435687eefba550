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
  public init(object: JSONSlice, oddFields: inout [String]) {
    self.init()
    var reader = FieldReader(object: object)
    visitFields(&reader)
    oddFields += reader.oddFields
  }

  /// Every field as a member, in order: how a new record is stored.
  public var members: [JSONValue.Member] {
    var copy = self
    var writer = FieldWriter()
    copy.visitFields(&writer)
    return writer.members
  }

  /// The members whose value differs from `original`'s, in order.
  public func changes(since original: Self) -> [JSONValue.Member] {
    zip(members, original.members).compactMap { $0 == $1 ? nil : $0 }
  }
}

/// Collects every field.
private struct FieldWriter: FieldVisitor {
  var members: [JSONValue.Member] = []

  mutating func field<Value: JSONField>(_ name: StaticString, _ value: inout Value) {
    members.append(JSONValue.Member("\(name)", value.json))
  }
}

/// Looks every field up in an object.
private struct FieldReader: FieldVisitor {
  var oddFields: [String] = []
  private let index: MemberIndex
  /// Where the next field probably stands: members come in the order in which fields are visited.
  private var expected = 0

  init(object: JSONSlice) { index = MemberIndex(object) }

  mutating func field<Value: JSONField>(_ name: StaticString, _ value: inout Value) {
    guard let place = index.place(of: name, from: expected) else { return }
    expected = place + 1
    let slice = index.values[place]
    if let read = Value(json: slice) {
      value = read
    } else if slice.kind != .null {
      oddFields.append("\(name)")
    }
  }
}

/// Where the members of an object stand; a repeated name stands once, with its last value.
private struct MemberIndex {
  private(set) var names: [JSONSlice] = []
  private(set) var values: [JSONSlice] = []

  init(_ object: JSONSlice) {
    names.reserveCapacity(24)
    values.reserveCapacity(24)
    object.forEachMember { name, value in
      if let place = names.firstIndex(where: { $0.isSameText(as: name) }) {
        values[place] = value
      } else {
        names.append(name)
        values.append(value)
      }
    }
  }

  /// Where the named member stands, searched from `start` on and then from the front.
  func place(of name: StaticString, from start: Int) -> Int? {
    for place in start..<names.count where names[place].isText(name) { return place }
    for place in 0..<min(start, names.count) where names[place].isText(name) { return place }
    return nil
  }
}
