/// A JSON value as a tree: members keep their order, numbers keep their spelling.
///
/// Text compares by its UTF-8 bytes, never by Unicode equivalence: two spellings of `é` differ, as
/// they do in the files.
public enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  /// A lone surrogate escape reads as U+FFFD.
  case string(String)
  case array([JSONValue])
  /// Members in the order written. A repeated name has kept its first place and its last value, as
  /// Python reads it.
  case object([Member])

  /// One name and its value.
  public struct Member: Sendable, Equatable {
    /// The member's name, unescaped.
    public var name: String
    /// The member's value.
    public var value: JSONValue

    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }

    /// Names compare by bytes.
    public static func == (a: Member, b: Member) -> Bool {
      a.name.utf8.elementsEqual(b.name.utf8) && a.value == b.value
    }
  }

  /// The value of the named member; nil when this is not an object or has no such member.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name.utf8.elementsEqual(name.utf8) }?.value
  }

  /// The text; nil when this is not a string.
  public var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The number as a double; nil when this is not a number.
  public var double: Double? {
    if case .number(let number) = self { number.double } else { nil }
  }

  /// The number as an integer (`4` and `4.0`, not `4.5`); nil when this is no number, not whole, or
  /// beyond `Int`.
  public var integer: Int? {
    if case .number(let number) = self { number.integer } else { nil }
  }

  /// The truth value; nil when this is not `true` or `false`.
  public var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The elements; nil when this is not an array.
  public var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The members in order; nil when this is not an object.
  public var members: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// Whether this is `null`.
  public var isNull: Bool {
    if case .null = self { true } else { false }
  }
}

extension JSONValue: Equatable {
  /// Equal when both would be written with the same bytes: `60` is not `60.0`.
  public static func == (a: JSONValue, b: JSONValue) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.bool(let x), .bool(let y)): x == y
    case (.number(let x), .number(let y)): x == y
    case (.string(let x), .string(let y)): x.utf8.elementsEqual(y.utf8)
    case (.array(let x), .array(let y)): x == y
    case (.object(let x), .object(let y)): x == y
    default: false
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  public init(stringLiteral text: String) { self = .string(text) }
  public init(integerLiteral value: Int) { self = .number(JSONNumber(value)) }
  public init(floatLiteral value: Double) { self = .number(JSONNumber(value)) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// An object with its members in the order of the literal.
  public init(dictionaryLiteral members: (String, JSONValue)...) {
    self = .object(members.map { Member($0.0, $0.1) })
  }
  public init(nilLiteral: ()) { self = .null }
}

extension JSONValue {
  /// An integer.
  public static func number(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }
  /// A double; spelled as Python spells it.
  public static func number(_ value: Double) -> JSONValue { .number(JSONNumber(value)) }
}
