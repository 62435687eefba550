// One value inside checked JSON bytes, looked at without decoding the rest.
// It refuses to check: only a reader that has validated the bytes makes one. It must not outlive its bytes.

/// A view of one JSON value in bytes that a reader has already validated. Valid only during the call that hands it over.
public struct JSONSlice {
  /// The value's own bytes, without surrounding blanks.
  public let bytes: UnsafeRawBufferPointer

  /// The kinds of JSON value.
  public enum Kind: Sendable { case null, bool, number, string, array, object }
  /// What kind of value this is, from its first byte.
  public var kind: Kind { fatalError("contract") }
  /// The unescaped text; nil when this is not a string. Lone surrogates become U+FFFD.
  public var text: String? { fatalError("contract") }
  /// The number; nil when this is not a number.
  public var number: JSONNumber? { fatalError("contract") }
  /// A double, read without allocating where the spelling is short; nil when this is not a number.
  public var double: Double? { fatalError("contract") }
  /// A whole number; nil when this is not a number, not whole or beyond `Int`. Fast for one-digit spellings.
  public var integer: Int? { fatalError("contract") }
  /// True or false; nil when this is neither.
  public var bool: Bool? { fatalError("contract") }
  /// The whole value as a tree.
  public var value: JSONValue { fatalError("contract") }
  /// The value of the named member (the last one of that name); nil when this is not an object or has none.
  public subscript(name: StaticString) -> JSONSlice? { fatalError("contract") }
  /// Calls `body` with each element; nothing when this is not an array.
  public func forEachElement(_ body: (JSONSlice) throws -> Void) rethrows { fatalError("contract") }
  /// Calls `body` with each member as written (repeated names come repeatedly); nothing when this is not an object.
  public func forEachMember(_ body: (_ name: JSONSlice, _ value: JSONSlice) throws -> Void) rethrows { fatalError("contract") }
}
