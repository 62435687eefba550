/// A text of JSON with comments and trailing commas, as editors keep their settings, and the same as JSON: what JSON lacks
/// is overwritten with spaces, so that every other byte keeps its place and its line.
struct CommentedJSON {
  struct Comment {
    /// Of a line comment without the line's end.
    var range: Range<Int>
    var isOfLine: Bool
  }

  /// The text with spaces for comments (but for their line ends) and for trailing commas. What is broken stays.
  private(set) var plain: [UInt8]
  /// In order.
  private(set) var comments: [Comment] = []
  /// Where commas stand with a closing bracket behind them, in order.
  private(set) var trailingCommas: [Int] = []

  init(_ text: [UInt8]) {
    plain = text
    // The last byte that is neither blank nor part of a comment; before there is one, no comma ends a list either.
    var last = Ascii.comma
    var commaAfterValue: Int?
    var position = SplicedText(text).markLength
    while position < text.count {
      let byte = text[position]
      if byte == UInt8(ascii: "/"), let kind = text[(position + 1)...].first,
        kind == byte || kind == UInt8(ascii: "*")
      {
        let isOfLine = kind == byte
        // Where a comment has no end, reading ends.
        guard let end = CommentedJSON.commentEnd(text, position + 2, isOfLine) else { return }
        comments.append(Comment(range: position..<end, isOfLine: isOfLine))
        for place in position..<end where !Ascii.isBlank(text[place]) {
          plain[place] = Ascii.space
        }
        position = end
        continue
      }
      if byte == Ascii.closeBrace || byte == Ascii.closeBracket, let comma = commaAfterValue {
        trailingCommas.append(comma)
        plain[comma] = Ascii.space
      }
      if !Ascii.isBlank(byte) {
        let isAfterValue = !"{[,:".utf8.contains(last)
        commaAfterValue = byte == Ascii.comma && isAfterValue ? position : nil
        last = byte
      }
      position = byte == Ascii.quote ? CommentedJSON.stringEnd(text, position) : position + 1
    }
  }

  private static func commentEnd(_ text: [UInt8], _ start: Int, _ isOfLine: Bool) -> Int? {
    var position = start
    while position < text.count {
      switch text[position] {
      case 0x0A where isOfLine, 0x0D where isOfLine: return position
      case UInt8(ascii: "*") where !isOfLine && text[(position + 1)...].first == UInt8(ascii: "/"):
        return position + 2
      default: position += 1
      }
    }
    return isOfLine ? position : nil
  }

  private static func stringEnd(_ text: [UInt8], _ opening: Int) -> Int {
    var position = opening + 1
    while position < text.count, text[position] != Ascii.quote {
      position += text[position] == Ascii.backslash ? 2 : 1
    }
    return position + 1
  }

  /// Where the comma stands behind a value that ends at `end`; nil when there is none.
  func comma(after end: Int) -> Int? {
    let next = plain[end...].firstIndex { !Ascii.isBlank($0) } ?? plain.count
    if next < plain.count, plain[next] == Ascii.comma { return next }
    return trailingCommas.first { $0 >= end && $0 < next }
  }

  /// Where the comments end that follow `offset` on its line, and whether the last goes on to the line's end.
  func endOfComments(after offset: Int) -> (offset: Int, isOfLine: Bool) {
    var end = (offset: offset, isOfLine: false)
    for comment in comments.drop(while: { $0.range.lowerBound < offset }) {
      // A trailing comma is no blank: what is behind it is not reached.
      let gap = end.offset..<comment.range.lowerBound
      guard plain[gap].allSatisfy({ $0 == Ascii.space || $0 == 0x09 }) else { break }
      end = (comment.range.upperBound, comment.isOfLine)
    }
    return end
  }

  /// Where the last comment between two offsets ends, or the first offset.
  func endOfComments(between start: Int, and end: Int) -> (offset: Int, isOfLine: Bool) {
    let last = comments.last { $0.range.lowerBound >= start && $0.range.lowerBound < end }
    return last.map { ($0.range.upperBound, $0.isOfLine) } ?? (start, false)
  }
}
