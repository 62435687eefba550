// The records of a list, read from the end of their file: what was stored last is found at the same cost however long the
// history.

internal import JSON
internal import Platform

extension JSONFile {
  /// Hands over the records of a list from the last one back, each with its place in the file, as long as `body` returns
  /// true. Finds those that are laid out as this program and the reference do it, each begun on a line of its own behind two
  /// blanks; nil stands for what is laid out otherwise.
  func forEachRecordFromTheEnd(_ body: (JSONSlice?, Range<Int>) -> Bool) throws {
    guard let reader = try files.open(path, links: .refuse) else { return }
    try forEachRecord(fromTheEndOf: reader, body)
    guard try reader.identity().hasSameBytes(as: reader.opened) else {
      throw SystemError.overtaken(path)
    }
  }

  private func forEachRecord(
    fromTheEndOf reader: FileReader, _ body: (JSONSlice?, Range<Int>) -> Bool
  ) throws {
    var end = try reader.identity().size
    var length = JSONFile.tailBytes
    while end > 0 {
      let start = max(0, end - length)
      let bytes = try reader.bytes(in: start..<end)
      var recordEnd = bytes.count
      while let newline = bytes[..<recordEnd].lastRecordLine {
        guard try goesOn(after: bytes[newline..<recordEnd], at: start, body) else { return }
        recordEnd = newline
      }
      if recordEnd < bytes.count {
        (end, length) = (start + recordEnd, JSONFile.tailBytes)
      } else {
        // One record is longer than this, or there is none.
        guard start > 0, length < JSONFile.longestTailBytes else { return }
        length *= 4
      }
    }
  }

  private static let tailBytes = 64 << 10
  private static let longestTailBytes = 4 << 20

  /// Hands over the one record in a text, which begins with a line break and two blanks and ends with a comma or the list's
  /// end. Indices of the text count from `offset` in the file.
  private func goesOn(
    after text: ArraySlice<UInt8>, at offset: Int, _ body: (JSONSlice?, Range<Int>) -> Bool
  ) throws -> Bool {
    let start = text.startIndex + 3
    guard let end = text.lastIndex(of: UInt8(ascii: "}")), end > start else {
      return body(nil, 0..<0)
    }
    do {
      return try JSONReader.withSlice(of: Array(text[start...end])) {
        body($0, (offset + start)..<(offset + end + 1))
      }
    } catch is JSONError {
      return body(nil, 0..<0)
    }
  }
}

extension ArraySlice<UInt8> {
  /// Where the last line break is that a record stands behind. No text in JSON holds a line break.
  fileprivate var lastRecordLine: Int? {
    var index = endIndex - 4
    while index >= startIndex {
      if self[index] == 0x0A, self[index + 1] == 0x20, self[index + 2] == 0x20,
        self[index + 3] == 0x7B
      {
        return index
      }
      index -= 1
    }
    return nil
  }
}
