/// One element of the top-level container. Valid only during the call that hands it over.
public struct JSONElement {
  /// The name as written (a string slice); nil in an array.
  public let name: JSONSlice?
  /// The value.
  public let value: JSONSlice
  /// Where the entry (its name, or its value in an array) starts, in bytes from the start of the
  /// file.
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
  /// Walks over the elements of the top-level array or object that `read` delivers, validating
  /// every byte of the text.
  /// `read` fills the buffer from its start and returns the count, 0 at the end. A leading byte
  /// order mark is skipped. Memory is the window, however long the text.
  /// Rethrows what `read` and `body` throw; throws `JSONElementsError`.
  @discardableResult
  public static func forEachElement(
    windowSize: Int = 256 * 1024, dialect: JSONDialect = .python,
    read: (UnsafeMutableRawBufferPointer) throws -> Int,
    _ body: (JSONElement) throws -> Void
  ) throws -> JSONContainer {
    var walk = ElementWalk(window: JSONWindow(capacity: windowSize), dialect: dialect)
    return try walk.run(read, body)
  }
}

/// The position of a walk.
struct ElementWalk: ~Copyable {
  typealias Read = (UnsafeMutableRawBufferPointer) throws -> Int

  var window: JSONWindow
  let dialect: JSONDialect
  /// An entry of more bytes counts as cut short.
  var greatestEntry = Int.max
  let notes = MemberNotes()
  /// In bytes from the start of the window.
  var position = 0

  deinit { notes.free() }

  private var scanner: JSONScanner {
    JSONScanner(start: window.start, end: window.end, dialect: dialect)
  }

  private func invalid(_ problem: JSONProblem, offset: Int) -> JSONElementsError {
    .invalid(offset: window.origin + offset, message: problem.rawValue)
  }

  mutating func run(_ read: Read, _ body: (JSONElement) throws -> Void) throws -> JSONContainer {
    try skipByteOrderMark(read)
    guard let opener = try nextByte(read) else { throw invalid(.empty, offset: position) }
    guard opener == Ascii.openBracket || opener == Ascii.openBrace else {
      position += try entry(inObject: false, depth: 0, read).value.bytes.count
      try expectEnd(read)
      throw JSONElementsError.notAContainer
    }
    guard min(dialect.maximumDepth, JSONDialect.greatestDepth) > 0 else {
      throw invalid(.depth, offset: position)
    }
    let inObject = opener == Ascii.openBrace
    let closer = inObject ? Ascii.closeBrace : Ascii.closeBracket
    var container = JSONContainer(
      kind: inObject ? .object : .array, openOffset: window.origin + position, lastElementEnd: nil,
      closeOffset: 0, count: 0)
    position += 1
    var next = try nextByte(read)
    if next != closer {
      while true {
        let element = try entry(
          inObject: inObject, mayClose: container.count == 0, depth: 1, read)
        try body(element)
        container.count += 1
        container.lastElementEnd = element.endOffset
        position = element.endOffset - window.origin
        next = try nextByte(read)
        guard next == Ascii.comma else { break }
        position += 1
        _ = try nextByte(read)
      }
      if next == nil { throw invalid(.cutShort, offset: position) }
      if next != closer {
        throw invalid(inObject ? .commaOrBrace : .commaOrBracket, offset: position)
      }
    }
    container.closeOffset = window.origin + position
    position += 1
    try expectEnd(read)
    return container
  }

  private mutating func skipByteOrderMark(_ read: Read) throws {
    while window.count < 3, !window.reachedEnd { try window.refill(keepingFrom: 0, read) }
    position = JSONBytes.byteOrderMarkLength(window.start, window.end)
  }

  /// Passes blanks; the byte after them, nil at the end of the text.
  private mutating func nextByte(_ read: Read) throws -> UInt8? {
    while true {
      position = JSONBytes.afterBlanks(window.start + position, window.end) - window.start
      if position < window.count { return window.start[position] }
      if window.reachedEnd { return nil }
      try window.refill(keepingFrom: position, read)
      position = 0
    }
  }

  private mutating func expectEnd(_ read: Read) throws {
    if try nextByte(read) != nil { throw invalid(.textAfterValue, offset: position) }
  }

  /// The entry at the position, which stays; it is scanned anew with more bytes when the window
  /// cuts it short.
  mutating func entry(
    inObject: Bool, mayClose: Bool = false, depth: Int, _ read: Read
  ) throws -> JSONElement {
    while true {
      do throws(JSONScanner.Failure) {
        let scanner = scanner
        let start = window.start + position
        let nameEnd = inObject ? try scanner.afterName(start, mayClose: mayClose).end : start
        let value = inObject ? try scanner.afterColon(nameEnd) : start
        notes.clear()
        let end = try scanner.afterValue(
          value, depth: depth, orBracket: mayClose && !inObject, notes: notes)
        // A number may go on beyond the window.
        if end < scanner.end || window.reachedEnd {
          return JSONElement(
            name: inObject ? JSONSlice(from: start, to: nameEnd) : nil,
            value: JSONSlice(from: value, to: end, noted: notes.noted),
            entryOffset: window.origin + position,
            valueOffset: window.origin + (value - window.start))
        }
      } catch {
        guard error.isCutShort, !window.reachedEnd, window.count - position < greatestEntry else {
          throw invalid(error.problem, offset: error.offset)
        }
      }
      try window.refill(keepingFrom: position, read)
      position = 0
    }
  }
}
