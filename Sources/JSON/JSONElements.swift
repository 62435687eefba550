// The elements of one big top-level array or object, one at a time through a window.
// It refuses to hold the file: memory is the window, however long the file.

/// One element of the top-level container. Valid only during the call that hands it over.
public struct JSONElement {
  /// The name as written (a string slice); nil in an array.
  public let name: JSONSlice?
  /// The value.
  public let value: JSONSlice
  /// Where the entry (its name, or its value in an array) starts, in bytes from the start of the file.
  public let entryOffset: Int
  /// Where the value starts, in bytes from the start of the file.
  public let valueOffset: Int
  /// Where the value ends (first byte after it), in bytes from the start of the file.
  public var endOffset: Int { valueOffset + value.bytes.count }
}

/// What the walk over a container found out about its frame.
public struct JSONContainer: Sendable, Equatable {
  /// Array or object.
  public enum Kind: Sendable { case array, object }
  /// Array or object.
  public var kind: Kind
  /// Where the opening bracket stands.
  public var openOffset: Int
  /// The end of the last element (first byte after it); nil when empty.
  public var lastElementEnd: Int?
  /// Where the closing bracket stands.
  public var closeOffset: Int
  /// How many elements.
  public var count: Int
}

/// Why a walk ended early.
public enum JSONElementsError: Error {
  /// Not valid JSON from this byte on; the line is not known here.
  case invalid(offset: Int, message: String)
  /// Valid JSON, but its top level is neither array nor object: the kind found.
  case notAContainer
}

extension JSONReader {
  /// Walks over the elements of the top-level array or object that `read` delivers, validating every byte of the text.
  /// `read` fills the buffer from its start and returns the count, 0 at the end. A leading byte order mark is skipped.
  /// Rethrows what `read` and `body` throw; throws `JSONElementsError`.
  @discardableResult
  public static func forEachElement(
    windowSize: Int = 256 * 1024, dialect: JSONDialect = .python,
    read: (UnsafeMutableRawBufferPointer) throws -> Int,
    _ body: (JSONElement) throws -> Void
  ) throws -> JSONContainer { fatalError("contract") }
}
