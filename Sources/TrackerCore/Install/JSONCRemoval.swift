// Takes a member out of a text of JSON with comments: every byte that is not about it stays, all comments included.
// It refuses to touch anything when the text cannot be read.

public import JSON

extension JSONCEdit {
  /// `text` without the member at `path` (names from the outside in); the very same bytes when there is none. It is the
  /// inverse of adding that member behind others. An object that becomes empty stays. Throws when the name stands there more
  /// than 16 times.
  public static func removing(
    _ path: [String], from text: [UInt8]
  ) throws(JSONError) -> [UInt8] {
    var text = text
    // A name may stand there twice.
    for _ in 0..<16 {
      guard let shorter = try removingLast(path, from: text) else { return text }
      text = shorter
    }
    throw JSONCScanner(bytes: text, at: 0).error("\"\(path.last ?? "")\" stands here too often")
  }

  /// The value at `path`, without its comments; nil when there is none.
  public static func value(
    at path: [String], in text: [UInt8]
  ) throws(JSONError) -> JSONValue? {
    let source = try JSONCText(text)
    guard let member = source.owner(of: path)?.member else { return nil }
    return try source.value(of: member.value)
  }

  /// What is written at `path`, comments included, of each member of that name; nil when there is none.
  static func bytes(at path: [String], in text: [UInt8]) throws(JSONError) -> [UInt8]? {
    guard let owner = try JSONCText(text).owner(of: path) else { return nil }
    let name = owner.member.name
    return owner.object.members.filter { $0.name == name }.flatMap { text[$0.value.range] }
  }

  private static func removingLast(
    _ path: [String], from text: [UInt8]
  ) throws(JSONError) -> [UInt8]? {
    let source = try JSONCText(text)
    guard let owner = source.owner(of: path) else { return nil }
    var cut = try JSONCCut(source, owner)
    try cut.make()
    var result: [UInt8] = []
    var from = 0
    for range in cut.ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      result += text[from..<range.lowerBound]
      from = range.upperBound
    }
    return result + text[from...]
  }
}

/// A member and where it stands.
struct JSONCOwner {
  var range: Range<Int>
  var object: JSONCObject
  var index: Int
  var member: JSONCObject.Member { object.members[index] }
}

extension JSONCText {
  func owner(of path: [String]) -> JSONCOwner? {
    var node = root
    for (depth, name) in path.enumerated() {
      guard let here = node, case .object(let object) = here.content,
        let index = object.members.lastIndex(where: { $0.name.utf8.elementsEqual(name.utf8) })
      else { return nil }
      if depth == path.count - 1 {
        return JSONCOwner(range: here.range, object: object, index: index)
      }
      node = object.members[index].value
    }
    return nil
  }
}

/// The bytes that go with one member.
private struct JSONCCut {
  private let bytes: [UInt8]
  private let owner: JSONCOwner
  private(set) var ranges: [Range<Int>] = []

  init(_ source: JSONCText, _ owner: JSONCOwner) throws(JSONError) {
    bytes = source.bytes
    self.owner = owner
  }

  mutating func make() throws(JSONError) {
    let members = owner.object.members
    let member = owner.member
    let ownComma = try comma(after: member)
    var previousComma: Int?
    if owner.index > 0 { previousComma = try comma(after: members[owner.index - 1]) }
    let gap = try gapStart(
      from: previousComma.map { $0 + 1 } ?? owner.range.lowerBound + 1, to: member.nameStart)
    var end = member.value.range.upperBound
    if let ownComma {
      if ownComma == end { end += 1 } else { ranges.append(ownComma..<ownComma + 1) }
    } else if let previousComma {
      ranges.append(previousComma..<previousComma + 1)
    }
    var start = gap.offset
    if gap.isAfterLineComment, !endsLine(at: end) { start = afterLineEnd(start) }
    if members.count == 1, start == owner.range.lowerBound + 1 { end = blankEnd(before: end) }
    ranges.append(start..<end)
  }

  /// Where the comma behind a member stands; nil when there is none.
  private func comma(after member: JSONCObject.Member) throws(JSONError) -> Int? {
    var scanner = JSONCScanner(bytes: bytes, at: member.value.range.upperBound)
    try scanner.skipBlanks()
    return !scanner.isAtEnd && bytes[scanner.at] == UInt8(ascii: ",") ? scanner.at : nil
  }

  /// Behind the last comment between two offsets, or the first offset.
  private func gapStart(
    from start: Int, to end: Int
  ) throws(JSONError) -> (offset: Int, isAfterLineComment: Bool) {
    var gap = (offset: start, isAfterLineComment: false)
    var scanner = JSONCScanner(bytes: bytes, at: start)
    while scanner.at < end {
      guard bytes[scanner.at] == UInt8(ascii: "/") else {
        scanner.at += 1
        continue
      }
      let isLineComment = bytes[scanner.at + 1] == UInt8(ascii: "/")
      try scanner.skipComment()
      gap = (scanner.at, isLineComment)
    }
    return gap
  }

  /// Whether nothing but blanks follows on the line.
  private func endsLine(at offset: Int) -> Bool {
    let next = bytes[offset...].first { $0 != 0x20 && $0 != 0x09 }
    return next == nil || next == 0x0A || next == 0x0D
  }

  private func afterLineEnd(_ offset: Int) -> Int {
    guard offset < bytes.count else { return offset }
    let isPair = bytes[offset...].starts(with: [0x0D, 0x0A])
    return offset + (isPair ? 2 : 1)
  }

  /// The offset of the closing bracket when only blanks are before it, else `offset`.
  private func blankEnd(before offset: Int) -> Int {
    let close = owner.range.upperBound - 1
    let isBlank = bytes[offset..<close].allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    return isBlank ? close : offset
  }
}
