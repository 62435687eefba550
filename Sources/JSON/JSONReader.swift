// Bytes → values; an error names line and column.

/// Why bytes are not JSON.
public struct JSONError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Where the text breaks, in bytes from the start.
  public var offset: Int
  /// Line, from 1.
  public var line: Int
  /// Column in bytes, from 1.
  public var column: Int
  /// What is wrong there, e.g. `expected ',' or '}'`.
  public var message: String
  /// `line 3, column 14: expected ',' or '}'`.
  public var description: String { "line \(line), column \(column): \(message)" }

  /// Makes an error.
  public init(offset: Int, line: Int, column: Int, message: String) {
    self.offset = offset
    self.line = line
    self.column = column
    self.message = message
  }
}

/// Which JSON is accepted.
public struct JSONDialect: Sendable {
  /// Whether `NaN`, `Infinity` and `-Infinity` are numbers.
  public var acceptsNonFinite: Bool
  /// How deep arrays and objects may nest; deeper is an error, never a crash.
  public var maximumDepth: Int
  /// What Python's json module reads (files).
  public static let python = JSONDialect(acceptsNonFinite: true, maximumDepth: 512)
  /// RFC 8259 (messages).
  public static let strict = JSONDialect(acceptsNonFinite: false, maximumDepth: 512)
}

/// Reads whole texts.
public enum JSONReader {
  /// The one value in `bytes`. A leading byte order mark is skipped; anything after the value is an error.
  public static func read(_ bytes: [UInt8], dialect: JSONDialect = .python) throws(JSONError) -> JSONValue { fatalError("contract") }
  /// Checks `bytes` and hands the root to `body` undecoded.
  public static func withSlice<Result>(of bytes: [UInt8], dialect: JSONDialect = .python, _ body: (JSONSlice) throws -> Result) throws -> Result { fatalError("contract") }
}
