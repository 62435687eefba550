// The whole objects in a text that is no JSON any more: cut short, with merge markers, with garbage between its values.
// What is not whole to the last byte is passed over.

extension JSONReader {
  /// Hands over every whole object, wherever it stands; with `named` only those that a name and a
  /// colon stand before. The search goes on behind an object that `body` takes, else within it: an
  /// object may be only a part of what was one. One of more than `limit` bytes counts as none.
  /// `read` fills the buffer from its start and returns the count, 0 at the end. Rethrows what
  /// `read` and `body` throw.
  public static func forEachWholeObject(
    named: Bool, windowSize: Int = 256 * 1024, atMost limit: Int = 64 << 20,
    dialect: JSONDialect = .python, read: (UnsafeMutableRawBufferPointer) throws -> Int,
    _ body: (JSONElement) throws -> Bool
  ) throws {
    var walk = ElementWalk(
      window: JSONWindow(capacity: windowSize), dialect: dialect, greatestEntry: limit)
    try walk.search(named: named, read, body)
  }
}

extension ElementWalk {
  fileprivate mutating func search(
    named: Bool, _ read: Read, _ body: (JSONElement) throws -> Bool
  ) throws {
    while try find(named ? Ascii.quote : Ascii.openBrace, read) {
      if let element = try wholeEntry(named: named, read), element.value.kind == .object,
        try body(element)
      {
        position = element.endOffset - window.origin
      } else {
        position += 1
      }
    }
  }

  /// The entry at the position; nil when there is none, or not all of it.
  private mutating func wholeEntry(named: Bool, _ read: Read) throws -> JSONElement? {
    do {
      return try entry(inObject: named, depth: 1, read)
    } catch is JSONElementsError {
      return nil
    }
  }

  /// Moves on to the next byte of a kind, the one at the position included; false when there is none.
  private mutating func find(_ byte: UInt8, _ read: Read) throws -> Bool {
    while true {
      while position < window.count {
        if window.start[position] == byte { return true }
        position += 1
      }
      if window.reachedEnd { return false }
      try window.refill(keepingFrom: position, read)
      position = 0
    }
  }
}
