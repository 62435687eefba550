// Sets and removes members in a text of JSON with comments: every byte that is not about them stays, comments, order,
// indentation, line ends and byte order mark included.

/// Edits of JSON with comments.
public enum JSONCEdit {
  /// `text` with the members of `object` set. A member that is an object on both sides is merged in the same way; any
  /// other that differs gets the new value; a missing one is added after the last. A text without a value gets one.
  /// When everything is as wanted already, the very same bytes come back.
  ///
  /// Throws when the text is not JSON with comments, or when something else stands where `object` has an object.
  public static func merging(
    _ object: [JSONValue.Member], into text: [UInt8]
  ) throws(JSONError) -> [UInt8] {
    try JSONCText.reading(text) { source throws(JSONError) in
      var editor = JSONCEditor(source)
      try editor.merge(object, into: source.root, name: "the whole text")
      return editor.text.result
    } ?? fresh(object, after: text)
  }

  /// `text` with the value at `path`, which is there, replaced as a whole; the very same bytes when nothing is there.
  public static func setting(
    _ path: [String], to value: JSONValue, in text: [UInt8]
  ) throws(JSONError) -> [UInt8] {
    try JSONCText.reading(text) { source in
      source.member(at: path).map { object, index in
        var editor = JSONCEditor(source)
        editor.replace(index, of: object, by: value)
        return editor.text.result
      }
    } ?? text
  }

  /// `text` without the member at `path` (names from the outside in); the very same bytes when there is none. It is the
  /// inverse of adding that member behind others. An object that becomes empty stays. Throws when the name stands there more
  /// than 16 times.
  public static func removing(
    _ path: [String], from text: [UInt8]
  ) throws(JSONError) -> [UInt8] {
    var text = text
    // A name may stand there twice.
    for _ in 0..<16 {
      let shorter = try JSONCText.reading(text) { source in
        source.member(at: path).map { object, index in source.removing(index, of: object) }
      }
      guard let shorter else { return text }
      text = shorter
    }
    throw JSONError("\"\(path.last ?? "")\" stands here too often", at: 0, in: text)
  }

  /// The value at `path`, without its comments; nil when there is none.
  public static func value(
    at path: [String], in text: [UInt8]
  ) throws(JSONError) -> JSONValue? {
    try JSONCText.reading(text) { source in
      source.member(at: path).map { object, index in object.values[index].value }
    }
  }

  /// What is written at `path`, comments included, of each member of that name; nil when there is none.
  public static func bytes(at path: [String], in text: [UInt8]) throws(JSONError) -> [UInt8]? {
    try JSONCText.reading(text) { source in
      source.member(at: path).map { object, _ in
        object.values.indices.filter { object.names[$0].text == path.last }
          .flatMap { text[object.range(of: object.values[$0])] }
      }
    }
  }

  private static func fresh(_ object: [JSONValue.Member], after text: [UInt8]) -> [UInt8] {
    let former = SplicedText(text)
    var result = former.isBlank ? Array(text.prefix(former.markLength)) : text
    if !former.isBlank, result.last != Ascii.newline { result.append(Ascii.newline) }
    return result + JSONWriter.indented(.object(object), text: .utf8) + [Ascii.newline]
  }
}

/// A text that was read; valid during the call that hands it over.
private struct JSONCText {
  let text: SplicedText
  let comments: CommentedJSON
  let root: JSONSlice
  let start: BytePointer

  /// Reads a text, before which a byte order mark may stand; nil when there are only blanks and comments.
  static func reading<Result>(
    _ bytes: [UInt8], _ body: (JSONCText) throws(JSONError) -> Result?
  ) throws(JSONError) -> Result? {
    let comments = CommentedJSON(bytes)
    guard !SplicedText(comments.plain).isBlank else { return nil }
    return try comments.plain.withUnsafeBufferPointer { buffer throws(JSONError) in
      let root = try JSONReader.root(of: buffer, dialect: .commented)
      guard let start = buffer.baseAddress else { return nil }
      return try body(
        JSONCText(text: SplicedText(bytes), comments: comments, root: root, start: start))
    }
  }

  func entries(of container: JSONSlice) -> JSONEntries {
    JSONEntries(container, offsetsFrom: start)
  }

  /// The object in which the member at `path` stands, and its place there.
  func member(at path: [String]) -> (object: JSONEntries, index: Int)? {
    var found: (object: JSONEntries, index: Int)?
    for name in path {
      let container = found.map { $0.object.values[$0.index] } ?? root
      let object = entries(of: container)
      guard let index = object.lastIndex(named: name) else { return nil }
      found = (object, index)
    }
    return found
  }

  /// Where a member begins and where it ends.
  func range(_ index: Int, of object: JSONEntries) -> Range<Int> {
    let start = object.range(of: object.names[index]).lowerBound
    return start..<object.range(of: object.values[index]).upperBound
  }

  // MARK: Removal

  /// The text without one member and what goes with it; all comments stay.
  func removing(_ index: Int, of object: JSONEntries) -> [UInt8] {
    var text = text
    let member = range(index, of: object)
    let comma = comments.comma(after: member.upperBound)
    let previousComma =
      index > 0 ? comments.comma(after: range(index - 1, of: object).upperBound) : nil
    let gap = comments.endOfComments(
      between: previousComma.map { $0 + 1 } ?? object.inside.lowerBound, and: member.lowerBound)
    var end = member.upperBound
    if let comma = comma ?? previousComma {
      if comma == end { end += 1 } else { text.remove(comma..<comma + 1) }
    }
    var start = gap.offset
    if gap.isOfLine, !endsLine(at: end) { start = afterLineEnd(start) }
    if object.names.count == 1, start == object.inside.lowerBound {
      let rest = text.bytes[end..<object.inside.upperBound]
      if rest.allSatisfy(Ascii.isBlank) { end = rest.endIndex }
    }
    text.remove(start..<end)
    return text.result
  }

  /// Whether nothing but blanks follows on the line.
  private func endsLine(at offset: Int) -> Bool {
    let next = text.bytes[offset...].first { $0 != Ascii.space && $0 != 0x09 }
    return next == nil || next == 0x0A || next == 0x0D
  }

  private func afterLineEnd(_ offset: Int) -> Int {
    guard offset < text.bytes.count else { return offset }
    return offset + (text.bytes[offset...].starts(with: [0x0D, 0x0A]) ? 2 : 1)
  }
}

/// Collects the changes of one edit.
private struct JSONCEditor {
  private let source: JSONCText
  private(set) var text: SplicedText
  private let lineEnd: String
  private let indentationStep: String

  init(_ source: JSONCText) {
    let text = source.text
    self.source = source
    self.text = text
    lineEnd = text.lineEnd
    // What the first member shows that stands on a line of its own.
    let object = source.entries(of: source.root)
    let first = object.names.first.map { object.range(of: $0).lowerBound }
    let step = first.map { text.isFirstInLine($0) ? text.indentation(at: $0) : "" } ?? ""
    indentationStep = step.isEmpty ? "  " : step
  }

  mutating func merge(
    _ wanted: [JSONValue.Member], into value: JSONSlice, name: String
  ) throws(JSONError) {
    let object = source.entries(of: value)
    guard value.kind == .object else {
      throw JSONError(
        "\(name) is not an object", at: object.inside.lowerBound - 1, in: text.bytes)
    }
    var missing: [JSONValue.Member] = []
    for member in wanted {
      guard let index = object.lastIndex(named: member.name) else {
        missing.append(member)
        continue
      }
      if case .object(let inner) = member.value {
        try merge(inner, into: object.values[index], name: "\"\(member.name)\"")
      } else if object.values[index].value != member.value {
        replace(index, of: object, by: member.value)
      }
    }
    if !missing.isEmpty { add(missing, to: object) }
  }

  mutating func replace(_ index: Int, of object: JSONEntries, by value: JSONValue) {
    let range = object.range(of: object.values[index])
    let indent = text.indentation(at: source.range(index, of: object).lowerBound)
    let isOneLine = !text.bytes[range].contains(Ascii.newline)
    text.replace(range, by: isOneLine ? value.oneLine : block(value, indentedBy: indent))
  }

  private mutating func add(_ members: [JSONValue.Member], to object: JSONEntries) {
    guard !object.names.isEmpty else { return fill(object, with: members) }
    let last = source.range(object.names.count - 1, of: object)
    let comma = source.comments.comma(after: last.upperBound)
    let end = comma.map { $0 + 1 } ?? last.upperBound
    let anchor = source.comments.endOfComments(after: end)
    if comma == nil { text.insert(",", at: end) }
    let hasOwnLine = text.isFirstInLine(last.lowerBound)
    let indent = hasOwnLine ? text.indentation(at: last.lowerBound) : inside(object)
    let added =
      hasOwnLine || anchor.isOfLine
      ? lineEnd + indent + lines(members, indentedBy: indent) : " " + members.oneLine
    text.insert(added + (comma == nil ? "" : ","), at: anchor.offset)
  }

  /// Members for an object that has none: after its comments, if it has any, before its bracket.
  private mutating func fill(_ object: JSONEntries, with members: [JSONValue.Member]) {
    let blanks = text.bytes[object.inside].reversed().prefix(while: Ascii.isBlank).count
    let gap = (object.inside.upperBound - blanks)..<object.inside.upperBound
    let indent = inside(object)
    let added = lineEnd + indent + lines(members, indentedBy: indent)
    if text.bytes[gap].contains(Ascii.newline) {
      text.insert(added, at: gap.lowerBound)
    } else {
      text.replace(gap, by: added + lineEnd + text.indentation(at: object.inside.lowerBound - 1))
    }
  }

  /// The indentation of an object's members.
  private func inside(_ object: JSONEntries) -> String {
    text.indentation(at: object.inside.lowerBound - 1) + indentationStep
  }

  private func lines(_ members: [JSONValue.Member], indentedBy indent: String) -> String {
    members.map { "\(JSONValue.string($0.name).oneLine): \(block($0.value, indentedBy: indent))" }
      .joined(separator: "," + lineEnd + indent)
  }

  /// A value over several lines in this text's own style.
  private func block(_ value: JSONValue, indentedBy indent: String) -> String {
    String(decoding: JSONWriter.indented(value, text: .utf8), as: UTF8.self)
      .split(separator: "\n").enumerated().map { number, line in
        let depth = line.prefix { $0 == " " }.utf8.count / 2
        let text = String(repeating: indentationStep, count: depth) + line.drop { $0 == " " }
        return number == 0 ? text : indent + text
      }.joined(separator: lineEnd)
  }
}

extension SplicedText {
  fileprivate func isFirstInLine(_ offset: Int) -> Bool {
    bytes[lineStart(of: offset)..<offset].allSatisfy { $0 == Ascii.space || $0 == 0x09 }
  }
}

extension JSONValue {
  /// `{"a": 1, "b": [1, 2]}`.
  fileprivate var oneLine: String {
    switch self {
    case .array(let elements): "[" + elements.map(\.oneLine).joined(separator: ", ") + "]"
    case .object(let members): "{" + members.oneLine + "}"
    default: String(decoding: JSONWriter.compact(self), as: UTF8.self)
    }
  }
}

extension [JSONValue.Member] {
  /// `"a": 1, "b": [1, 2]`.
  fileprivate var oneLine: String {
    map { "\(JSONValue.string($0.name).oneLine): \($0.value.oneLine)" }.joined(separator: ", ")
  }
}
