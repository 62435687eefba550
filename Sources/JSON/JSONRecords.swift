/// Reads many records of one kind one after another, each a text of its own: members are noted, and names that come again are
/// known again.
public struct JSONRecords: ~Copyable {
  private let notes = MemberNotes()
  private let dialect: JSONDialect

  public init(dialect: JSONDialect = .python) { self.dialect = dialect }

  deinit { notes.free() }

  /// Checks the first `count` bytes and hands the value to `body`. Throws `JSONElementsError` and what `body` throws.
  public func withSlice<Result>(
    of bytes: [UInt8], count: Int, _ body: (JSONSlice) throws -> Result
  ) throws -> Result {
    try bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress, count > 0, count <= buffer.count else {
        throw JSONElementsError.invalid(offset: 0, message: JSONProblem.empty.rawValue)
      }
      let scanner = JSONScanner(start: start, end: start + count, dialect: dialect)
      notes.clear()
      let end: BytePointer
      do throws(JSONScanner.Failure) {
        end = try scanner.afterValue(start, depth: 0, notes: notes)
      } catch {
        throw JSONElementsError.invalid(offset: error.offset, message: error.problem.rawValue)
      }
      guard end == start + count else {
        throw JSONElementsError.invalid(
          offset: end - start, message: JSONProblem.textAfterValue.rawValue)
      }
      return try body(JSONSlice(from: start, to: end, noted: notes.noted))
    }
  }
}

extension JSONSlice {
  /// Appends the value without blanks between its parts; texts stay spelled as they are.
  public func appendCompact(to output: inout [UInt8]) {
    var copied = 0
    var index = 0
    var isInText = false
    while index < bytes.count {
      switch bytes[index] {
      case Ascii.quote: isInText.toggle()
      case Ascii.backslash where isInText: index += 1
      case let byte where !isInText && Ascii.isBlank(byte):
        output += bytes[copied..<index]
        copied = index + 1
      default: break
      }
      index += 1
    }
    output += bytes[copied...]
  }
}
