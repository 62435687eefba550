// What the members of records can hold: texts, numbers, truth values, lists, and any JSON.
// Nothing is converted: a number in quotes is no number.

extension String {
  /// Whether both are spelled with the same bytes: canonically equivalent texts need not be.
  public func hasSameBytes(as other: String) -> Bool {
    utf8.withContiguousStorageIfAvailable { mine in
      other.utf8.withContiguousStorageIfAvailable { theirs in
        guard mine.count == theirs.count else { return false }
        guard let first = mine.baseAddress, let second = theirs.baseAddress else { return true }
        return JSONBytes.areEqual(first, second, count: mine.count)
      }
    }.flatMap { $0 } ?? utf8.elementsEqual(other.utf8)
  }
}

extension String: JSONField {
  public init?(json: JSONSlice) {
    guard let text = json.text else { return nil }
    self = text
  }
  public var json: JSONValue { .string(self) }
}

extension Double: JSONField {
  /// Any number, with or without a fraction.
  public init?(json: JSONSlice) {
    guard let double = json.double else { return nil }
    self = double
  }
  /// A number in Python's spelling: `60.0`.
  public var json: JSONValue { .number(self) }
}

extension Int: JSONField {
  /// A whole number: `4`, `4.0`.
  public init?(json: JSONSlice) {
    guard let integer = json.integer else { return nil }
    self = integer
  }
  /// A number without fraction.
  public var json: JSONValue { .number(self) }
}

extension Bool: JSONField {
  public init?(json: JSONSlice) {
    guard let bool = json.bool else { return nil }
    self = bool
  }
  public var json: JSONValue { .bool(self) }
}

extension JSONValue: JSONField {
  public init?(json: JSONSlice) { self = json.value }
  public var json: JSONValue { self }
}

extension Optional: JSONField where Wrapped: JSONField {
  /// `null`, or what the wrapped type reads.
  @inlinable
  public init?(json: JSONSlice) {
    if json.kind == .null {
      self = .none
    } else if let wrapped = Wrapped(json: json) {
      self = .some(wrapped)
    } else {
      return nil
    }
  }
  /// `null` for nil.
  @inlinable
  public var json: JSONValue { self?.json ?? .null }
}

extension Array: JSONField where Element: JSONField {
  /// An array whose elements are all of the element type.
  @inlinable
  public init?(json: JSONSlice) {
    guard json.kind == .array else { return nil }
    self = []
    var isOdd = false
    json.forEachElement { slice in
      if let element = Element(json: slice) { append(element) } else { isOdd = true }
    }
    if isOdd { return nil }
  }
  @inlinable
  public var json: JSONValue { .array(map(\.json)) }
}
