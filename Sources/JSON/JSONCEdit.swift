/// Sets and removes members in a text of JSON with comments: every byte that is not about them stays, comments, order,
/// indentation, line ends and byte order mark included.
public enum JSONCEdit {
  /// `text` with the members of `object` set. A member that is an object on both sides is merged in the same way; any
  /// other that differs gets the new value; a missing one is added after the last. A text without a value gets one.
  /// When everything is as wanted already, the very same bytes come back.
  ///
  /// Throws when the text is not JSON with comments, or when something else stands where `object` has an object.
  public static func merging(
    _ object: [JSONValue.Member], into text: [UInt8]
  ) throws(JSONError) -> [UInt8] {
    try JSONCEditor.reading(text) { editor throws(JSONError) in
      try editor.merge(object, into: editor.root, name: "the whole text")
      return editor.text.result
    } ?? fresh(object, after: text)
  }

  /// `text` with the value at `path`, which is there, replaced as a whole; the very same bytes when nothing is there.
  public static func setting(
    _ path: [String], to value: JSONValue, in text: [UInt8]
  ) throws(JSONError) -> [UInt8] {
    try JSONCEditor.reading(text) { editor in
      guard let (object, index) = editor.member(at: path) else { return nil }
      editor.replace(object.all[index], by: value)
      return editor.text.result
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
      let shorter = try JSONCEditor.reading(text) { editor -> [UInt8]? in
        guard let (object, index) = editor.member(at: path) else { return nil }
        editor.remove(index, of: object)
        return editor.text.result
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
    try JSONCEditor.reading(text) { editor in
      editor.member(at: path).map { object, index in object.all[index].value.value }
    }
  }

  /// What is written at `path`, comments included, of each member of that name; nil when there is none.
  public static func bytes(at path: [String], in text: [UInt8]) throws(JSONError) -> [UInt8]? {
    try JSONCEditor.reading(text) { editor in
      editor.member(at: path).map { object, _ in
        object.all.filter { $0.name?.decodedText == path.last }.flatMap { text[$0.valueRange] }
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

/// A text that was read, and what is to change in it; valid during the call that hands it over.
private struct JSONCEditor {
  let root: JSONEntries
  private let comments: CommentedJSON
  private(set) var text: SplicedText
  private let lineEnd: String
  private let indentationStep: String

  /// Reads a text, before which a byte order mark may stand; nil when there are only blanks and comments.
  static func reading<Result>(
    _ bytes: [UInt8], _ body: (inout JSONCEditor) throws(JSONError) -> Result?
  ) throws(JSONError) -> Result? {
    let comments = CommentedJSON(bytes)
    guard !SplicedText(comments.plain).isBlank else { return nil }
    return try comments.plain.withUnsafeBufferPointer { buffer throws(JSONError) in
      let root = try JSONReader.root(of: buffer, dialect: .commented)
      guard let start = buffer.baseAddress else { return nil }
      var editor = JSONCEditor(JSONEntries(of: root, from: start), comments, SplicedText(bytes))
      return try body(&editor)
    }
  }

  private init(_ root: JSONEntries, _ comments: CommentedJSON, _ text: SplicedText) {
    self.root = root
    self.comments = comments
    self.text = text
    lineEnd = text.lineEnd
    // What the first member shows that stands on a line of its own.
    let first = root.all.first { $0.name != nil }?.entryOffset
    let step = first.map { text.isFirstInLine($0) ? text.indentation(at: $0) : "" } ?? ""
    indentationStep = step.isEmpty ? "  " : step
  }

  /// The object in which the member at `path` stands, and its place there.
  func member(at path: [String]) -> (object: JSONEntries, index: Int)? {
    var found: (object: JSONEntries, index: Int)?
    for name in path {
      let object = found.map { $0.object.entries(of: $0.object.all[$0.index]) } ?? root
      guard let index = object.lastIndex(named: name) else { return nil }
      found = (object, index)
    }
    return found
  }

  // MARK: Removal

  /// Takes out one member and what goes with it; all comments stay.
  mutating func remove(_ index: Int, of object: JSONEntries) {
    let member = object.all[index].range
    let comma = comments.comma(after: member.upperBound)
    let previousComma = index > 0 ? comments.comma(after: object.all[index - 1].endOffset) : nil
    let gap = comments.endOfComments(
      between: previousComma.map { $0 + 1 } ?? object.inside.lowerBound, and: member.lowerBound)
    var end = member.upperBound
    if let comma = comma ?? previousComma {
      if comma == end { end += 1 } else { text.remove(comma..<comma + 1) }
    }
    var start = gap.offset
    if gap.isOfLine, !text.endsLine(at: end) {
      start += text.bytes[start...].starts(with: [0x0D, 0x0A]) ? 2 : 1
    }
    if object.all.count == 1, start == object.inside.lowerBound {
      let rest = text.bytes[end..<object.inside.upperBound]
      if rest.allSatisfy(Ascii.isBlank) { end = rest.endIndex }
    }
    text.remove(start..<end)
  }

  // MARK: Setting

  mutating func merge(
    _ wanted: [JSONValue.Member], into object: JSONEntries, name: String
  ) throws(JSONError) {
    guard object.container.kind == .object else {
      throw JSONError(
        "\(name) is not an object", at: object.inside.lowerBound - 1, in: text.bytes)
    }
    var missing: [JSONValue.Member] = []
    for member in wanted {
      guard let present = object.last(named: member.name) else {
        missing.append(member)
        continue
      }
      if case .object(let inner) = member.value {
        try merge(inner, into: object.entries(of: present), name: "\"\(member.name)\"")
      } else if present.value.value != member.value {
        replace(present, by: member.value)
      }
    }
    if !missing.isEmpty { add(missing, to: object) }
  }

  mutating func replace(_ member: JSONElement, by value: JSONValue) {
    let isOneLine = !text.bytes[member.valueRange].contains(Ascii.newline)
    let layout = isOneLine ? .oneLine : lines(text.indentation(at: member.entryOffset))
    text.replace(member.valueRange, by: JSONWriter.written(value, layout, text: .utf8))
  }

  /// Puts members behind the last one and the comments on its line.
  private mutating func add(_ members: [JSONValue.Member], to object: JSONEntries) {
    let indentation = text.indentation(at: object.inside.lowerBound - 1)
    guard let last = object.all.last else {
      return fill(object, with: written(members, lines(indentation + indentationStep)), indentation)
    }
    let comma = comments.comma(after: last.endOffset)
    let end = comma.map { $0 + 1 } ?? last.endOffset
    let anchor = comments.endOfComments(after: end)
    if comma == nil { text.insert(",", at: end) }
    let layout: JSONWriter.Layout =
      if text.isFirstInLine(last.entryOffset) {
        lines(text.indentation(at: last.entryOffset))
      } else {
        anchor.isOfLine ? lines(indentation + indentationStep) : .oneLine
      }
    text.insert(
      written(members, layout) + (comma == nil ? [] : [Ascii.comma]), at: anchor.offset)
  }

  /// Puts members into an object that has none: after its comments, if it has any, before its bracket.
  private mutating func fill(_ object: JSONEntries, with added: [UInt8], _ indentation: String) {
    let blanks = text.bytes[object.inside].reversed().prefix(while: Ascii.isBlank).count
    let gap = (object.inside.upperBound - blanks)..<object.inside.upperBound
    if text.bytes[gap].contains(Ascii.newline) {
      text.insert(added, at: gap.lowerBound)
    } else {
      text.replace(gap, by: added + (lineEnd + indentation).utf8)
    }
  }

  /// Members on lines that begin with this indentation, in this text's own style.
  private func lines(_ indentation: String) -> JSONWriter.Layout {
    .init(line: Array((lineEnd + indentation).utf8), step: Array(indentationStep.utf8))
  }

  private func written(_ members: [JSONValue.Member], _ layout: JSONWriter.Layout) -> [UInt8] {
    let entries = members.map { JSONWriter.written($0, layout, text: .utf8) }
    let gap = layout.line.isEmpty ? [Ascii.space] : layout.line
    return gap + entries.joined(separator: [Ascii.comma] + gap)
  }
}

extension SplicedText {
  fileprivate func isFirstInLine(_ offset: Int) -> Bool {
    bytes[lineStart(of: offset)..<offset].allSatisfy { $0 == Ascii.space || $0 == 0x09 }
  }

  /// Whether nothing but blanks follows on the line.
  fileprivate func endsLine(at offset: Int) -> Bool {
    let next = bytes[offset...].first { $0 != Ascii.space && $0 != 0x09 }
    return next == nil || next == 0x0A || next == 0x0D
  }
}
