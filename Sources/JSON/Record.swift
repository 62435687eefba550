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
  /// Visits one member whose text may be long and is of use only where one record is looked at.
  /// Whoever reads many records leaves it out.
  mutating func longText<Value: JSONField>(_ name: StaticString, _ value: inout Value)
  /// The same of a list.
  mutating func longList<Value: JSONField>(_ name: StaticString, _ value: inout [Value])
}

extension FieldVisitor {
  /// A field like any other.
  @inlinable
  public mutating func longText<Value: JSONField>(_ name: StaticString, _ value: inout Value) {
    field(name, &value)
  }

  /// A field like any other.
  @inlinable
  public mutating func longList<Value: JSONField>(_ name: StaticString, _ value: inout [Value]) {
    field(name, &value)
  }
}

/// Members of which whoever reads many records can do without.
public struct LongMembers: OptionSet, Sendable {
  public let rawValue: Int
  /// What `FieldVisitor.longText` visits.
  public static let texts = LongMembers(rawValue: 1)
  /// What `FieldVisitor.longList` visits.
  public static let lists = LongMembers(rawValue: 2)

  public init(rawValue: Int) { self.rawValue = rawValue }
}

/// A struct stored as one JSON object. Its defaults are what a missing member means.
public protocol Record {
  /// All fields at their defaults.
  init()
  /// Names every field once, in the order in which a new record is written.
  mutating func visitFields(_ visitor: inout some FieldVisitor)
}

extension Record {
  /// Reads the members this record knows. A missing member, `null` for a field that has no null, or
  /// one of another type leaves the field's default. `oddFields` tells the names whose value had
  /// another type (not `null`, not missing).
  @inlinable
  public init(object: JSONSlice, oddFields: inout [String]) {
    self.init()
    var ordered = OrderedFieldReader(object: object)
    visitFields(&ordered)
    if ordered.hasReadEveryMember {
      oddFields += ordered.oddFields
      return
    }
    self.init()
    var reader = FieldReader(object: object)
    visitFields(&reader)
    oddFields += reader.oddFields
  }

  /// The same, whatever has another type.
  @inlinable
  public init(object: JSONSlice) {
    var oddFields: [String] = []
    self.init(object: object, oddFields: &oddFields)
  }

  /// The same without some of the long members: those keep their defaults, only their type is checked.
  @inlinable
  public init(object: JSONSlice, without leftOut: LongMembers, oddFields: inout [String]) {
    self.init()
    var reader = FieldReader(object: object, leftOut: leftOut)
    visitFields(&reader)
    oddFields += reader.oddFields
  }

  /// Every field as a member, in order: how a new record is stored.
  @inlinable
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

// The generic bodies are inlinable: a record's own module compiles them for its fields.

/// Collects every field.
@usableFromInline
struct FieldWriter: FieldVisitor {
  @usableFromInline var members: [JSONValue.Member] = []

  @usableFromInline
  init() {}

  @inlinable
  mutating func field<Value: JSONField>(_ name: StaticString, _ value: inout Value) {
    members.append(JSONValue.Member(name.description, value.json))
  }
}

/// Reads an object whose members stand in the order of the fields, as they mostly do, in one pass and without an index.
/// Of an object with other members, or in another order, it leaves some unread: then what it read means nothing.
@usableFromInline
struct OrderedFieldReader: FieldVisitor {
  @usableFromInline var oddFields: [String] = []
  private var cursor: JSONCursor?
  private var next: MemberPlace?

  @usableFromInline
  init(object: JSONSlice) {
    // Where the members are noted already, looking them up costs less than walking over them again.
    guard object.noted.isEmpty else { return }
    cursor = JSONCursor(inside: object, opener: Ascii.openBrace)
    next = cursor?.nextMember()
  }

  /// Whether no member was left: none is unknown, out of order or repeated.
  @usableFromInline
  var hasReadEveryMember: Bool { cursor != nil && next == nil }

  @inlinable
  mutating func field<Value: JSONField>(_ name: StaticString, _ value: inout Value) {
    guard let slice = take(name) else { return }
    if let read = Value(json: slice) {
      value = read
    } else if slice.kind != .null {
      oddFields.append(name.description)
    }
  }

  /// The next member's value if it has this name, passing it.
  @usableFromInline
  mutating func take(_ name: StaticString) -> JSONSlice? {
    guard let place = next, name.withUTF8Buffer({ place.isNamed($0) }) else { return nil }
    next = cursor?.nextMember()
    return place.value
  }
}

/// Looks every field up in an object.
@usableFromInline
struct FieldReader: FieldVisitor {
  @usableFromInline var oddFields: [String] = []
  private let noted: UnsafeBufferPointer<MemberPlace>
  /// In place of `noted` when that is missing or has a repeated name.
  private let collected: [MemberPlace]
  /// Where the next field probably stands: members come in the order in which fields are visited.
  private var expected = 0
  @usableFromInline let leftOut: LongMembers

  @usableFromInline
  init(object: JSONSlice, leftOut: LongMembers = []) {
    self.leftOut = leftOut
    noted = object.noted
    collected = object.namesAreNotedOnce ? [] : object.uniqueMembers
  }

  @inlinable
  mutating func field<Value: JSONField>(_ name: StaticString, _ value: inout Value) {
    guard let slice = self.value(of: name) else { return }
    if let read = Value(json: slice) {
      value = read
    } else if slice.kind != .null {
      oddFields.append(name.description)
    }
  }

  @inlinable
  mutating func longText<Value: JSONField>(_ name: StaticString, _ value: inout Value) {
    guard leftOut.contains(.texts) else { return field(name, &value) }
    check(name, is: .string)
  }

  @inlinable
  mutating func longList<Value: JSONField>(_ name: StaticString, _ value: inout [Value]) {
    guard leftOut.contains(.lists) else { return field(name, &value) }
    check(name, is: .array)
  }

  @usableFromInline
  mutating func check(_ name: StaticString, is kind: JSONSlice.Kind) {
    guard let slice = self.value(of: name), slice.kind != kind, slice.kind != .null else { return }
    oddFields.append(name.description)
  }

  /// The value of the named member; nil when there is none.
  @usableFromInline
  mutating func value(of name: StaticString) -> JSONSlice? {
    if collected.isEmpty { return find(name, in: noted) }
    return collected.withUnsafeBufferPointer { find(name, in: $0) }
  }

  /// Searches from where the member probably stands, and then from the front.
  private mutating func find(
    _ name: StaticString, in places: UnsafeBufferPointer<MemberPlace>
  ) -> JSONSlice? {
    name.withUTF8Buffer { wanted in
      for offset in places.indices {
        let sum = expected + offset
        let index = sum < places.count ? sum : sum - places.count
        guard places[index].isNamed(wanted) else { continue }
        expected = index + 1
        return places[index].value
      }
      return nil
    }
  }
}

/// A record that stands inside another record.
public protocol NestedRecord: Record, JSONField {}

extension NestedRecord {
  public init?(json: JSONSlice) {
    guard json.kind == .object else { return nil }
    self.init(object: json)
  }
  public var json: JSONValue { .object(members) }
}
