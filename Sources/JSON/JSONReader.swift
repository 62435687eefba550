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
}

/// Which JSON is accepted.
public struct JSONDialect: Sendable {
  /// Whether `NaN`, `Infinity` and `-Infinity` are numbers.
  public var acceptsNonFinite: Bool
  /// Whether there may be comments, and commas behind the last entry. Only readers of whole texts know them.
  public var acceptsComments = false
  /// How deep arrays and objects may nest; deeper is an error, never a crash. More than
  /// `greatestDepth` counts as that.
  public var maximumDepth: Int
  /// What the stack of any thread bears: values are checked, built, compared and freed by
  /// recursion.
  public static let greatestDepth = 1000

  /// What Python's json module reads (files).
  public static let python = JSONDialect(acceptsNonFinite: true, maximumDepth: 512)
  /// RFC 8259 (messages).
  public static let strict = JSONDialect(acceptsNonFinite: false, maximumDepth: 512)
  /// What editors read (their settings).
  public static let commented = JSONDialect(
    acceptsNonFinite: false, acceptsComments: true, maximumDepth: 100)
}

/// Reads whole texts: what is not JSON to the last byte gives no value.
public enum JSONReader {
  /// The one value in `bytes`. A leading byte order mark is skipped; anything after the value is an
  /// error.
  public static func read(
    _ bytes: [UInt8], dialect: JSONDialect = .python
  ) throws(JSONError) -> JSONValue {
    try dialect.plain(bytes).withUnsafeBufferPointer { buffer throws(JSONError) in
      try root(of: buffer, dialect: dialect).value
    }
  }

  /// Checks `bytes` and hands the root to `body` undecoded. Throws `JSONError` and what `body`
  /// throws.
  public static func withSlice<Result>(
    of bytes: [UInt8], dialect: JSONDialect = .python, _ body: (JSONSlice) throws -> Result
  ) throws -> Result {
    try dialect.plain(bytes).withUnsafeBufferPointer { buffer in
      try body(root(of: buffer, dialect: dialect))
    }
  }

  /// Checks the whole of `buffer`, in which comments are overwritten already.
  static func root(
    of buffer: UnsafeBufferPointer<UInt8>, dialect: JSONDialect
  ) throws(JSONError) -> JSONSlice {
    guard let start = buffer.baseAddress else {
      throw JSONError(offset: 0, line: 1, column: 1, message: JSONProblem.empty.rawValue)
    }
    let scanner = JSONScanner(start: start, end: start + buffer.count, dialect: dialect)
    do {
      return try scanner.root()
    } catch {
      let problem = dialect.problem(error, in: buffer)
      throw JSONError(problem.rawValue, at: error.offset, in: buffer)
    }
  }
}

extension JSONDialect {
  fileprivate func plain(_ bytes: [UInt8]) -> [UInt8] {
    acceptsComments ? CommentedJSON(bytes).plain : bytes
  }

  /// What is wrong in a text with comments: at a slash it is about a comment.
  fileprivate func problem(
    _ failure: JSONScanner.Failure, in buffer: UnsafeBufferPointer<UInt8>
  ) -> JSONProblem {
    let rest = buffer[failure.offset...]
    guard acceptsComments, rest.first == UInt8(ascii: "/") else { return failure.problem }
    return rest.dropFirst().first == UInt8(ascii: "*") ? .unterminatedComment : .valueOrComment
  }
}

extension JSONError {
  /// Counts the lines up to `offset`, a place in `bytes`.
  public init(_ message: String, at offset: Int, in bytes: some BidirectionalCollection<UInt8>) {
    let before = bytes.prefix(offset)
    self.init(
      offset: offset, line: before.count { $0 == Ascii.newline } + 1,
      column: before.reversed().prefix { $0 != Ascii.newline }.count + 1, message: message)
  }
}
