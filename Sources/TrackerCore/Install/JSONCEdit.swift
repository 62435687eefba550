// Sets members in a text of JSON with comments by splicing: every byte that is not about them stays, comments, order,
// indentation, line ends and byte order mark included. It refuses to replace an object or to guess at broken text.

public import JSON

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
    let source = try JSONCText(text)
    guard let root = source.root else { return fresh(object, after: text) }
    var editor = JSONCEditor(source)
    try editor.merge(object, into: root, name: "the whole text")
    return editor.result
  }

  /// `text` with the value at `path`, which is there, replaced as a whole; the very same bytes when nothing is there.
  public static func setting(
    _ path: [String], to value: JSONValue, in text: [UInt8]
  ) throws(JSONError) -> [UInt8] {
    let source = try JSONCText(text)
    guard let member = source.owner(of: path)?.member else { return text }
    var editor = JSONCEditor(source)
    editor.replace(member, by: value)
    return editor.result
  }

  private static func fresh(_ object: [JSONValue.Member], after text: [UInt8]) -> [UInt8] {
    let mark = text.starts(with: JSONCText.byteOrderMark) ? JSONCText.byteOrderMark : []
    let isBlank = text.dropFirst(mark.count).allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    var result = isBlank ? mark : text
    if !isBlank, result.last != UInt8(ascii: "\n") { result += Array("\n".utf8) }
    return result + JSONWriter.indented(.object(object), text: .utf8) + Array("\n".utf8)
  }
}

/// Collects the splices of one edit.
private struct JSONCEditor {
  private struct Splice {
    var range: Range<Int>
    var bytes: [UInt8]
  }

  private let source: JSONCText
  private var splices: [Splice] = []
  private let lineEnd: String
  private let indentation: String

  init(_ source: JSONCText) {
    self.source = source
    let newline = source.bytes.firstIndex(of: 0x0A)
    let isWindows = newline.map { $0 > 0 && source.bytes[$0 - 1] == 0x0D } ?? false
    lineEnd = isWindows ? "\r\n" : "\n"
    indentation = JSONCEditor.indentationStep(of: source) ?? "  "
  }

  /// The text with all splices made.
  var result: [UInt8] {
    var result: [UInt8] = []
    var from = 0
    for splice in splices.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result += source.bytes[from..<splice.range.lowerBound] + splice.bytes
      from = splice.range.upperBound
    }
    return result + source.bytes[from...]
  }

  mutating func merge(
    _ wanted: [JSONValue.Member], into node: JSONCNode, name: String
  ) throws(JSONError) {
    guard case .object(let object) = node.content else {
      throw JSONCScanner(bytes: source.bytes, at: node.range.lowerBound)
        .error("\(name) is not an object")
    }
    var missing: [JSONValue.Member] = []
    for member in wanted {
      guard let present = object[member.name] else {
        missing.append(member)
        continue
      }
      if case .object(let inner) = member.value {
        try merge(inner, into: present.value, name: "\"\(member.name)\"")
      } else if try source.value(of: present.value) != member.value {
        replace(present, by: member.value)
      }
    }
    if !missing.isEmpty { try add(missing, to: object, at: node.range) }
  }

  mutating func replace(_ member: JSONCObject.Member, by value: JSONValue) {
    let isOneLine = !source.bytes[member.value.range].contains(0x0A)
    let text =
      isOneLine ? value.oneLine : block(value, indentedBy: lineIndentation(at: member.nameStart))
    splices.append(Splice(range: member.value.range, bytes: Array(text.utf8)))
  }

  private mutating func add(
    _ members: [JSONValue.Member], to object: JSONCObject, at range: Range<Int>
  ) throws(JSONError) {
    guard let last = object.members.last else { return try fill(range, with: members) }
    let anchor = try sameLineEnd(after: object.trailingCommaEnd ?? last.value.range.upperBound)
    let hasOwnLine = isFirstInLine(last.nameStart)
    let indent = hasOwnLine ? lineIndentation(at: last.nameStart) : inside(range)
    let trailing = object.trailingCommaEnd == nil ? "" : ","
    let text: String
    if hasOwnLine || anchor.isAfterLineComment {
      text = lineEnd + indent + lines(members, indentedBy: indent) + trailing
    } else {
      text = " " + members.oneLine + trailing
    }
    if object.trailingCommaEnd == nil {
      let end = last.value.range.upperBound
      if anchor.offset == end {
        splices.append(Splice(range: end..<end, bytes: Array(",".utf8) + Array(text.utf8)))
        return
      }
      splices.append(Splice(range: end..<end, bytes: Array(",".utf8)))
    }
    splices.append(Splice(range: anchor.offset..<anchor.offset, bytes: Array(text.utf8)))
  }

  /// Members for an object that has none: after its comments, if it has any, before its bracket.
  private mutating func fill(
    _ range: Range<Int>, with members: [JSONValue.Member]
  ) throws(JSONError) {
    let close = range.upperBound - 1
    var start = close
    while start > range.lowerBound + 1, [0x20, 0x09, 0x0A, 0x0D].contains(source.bytes[start - 1]) {
      start -= 1
    }
    let indent = inside(range)
    var text = lineEnd + indent + lines(members, indentedBy: indent)
    let hasLineEnd = source.bytes[start..<close].contains(0x0A)
    if !hasLineEnd { text += lineEnd + lineIndentation(at: range.lowerBound) }
    splices.append(
      Splice(range: hasLineEnd ? start..<start : start..<close, bytes: Array(text.utf8)))
  }

  private struct Anchor {
    var offset: Int
    var isAfterLineComment = false
  }

  /// Where what follows `offset` on its line ends, as far as it is comments.
  private func sameLineEnd(after offset: Int) throws(JSONError) -> Anchor {
    var anchor = Anchor(offset: offset)
    var scanner = JSONCScanner(bytes: source.bytes, at: offset)
    while true {
      while !scanner.isAtEnd, [0x20, 0x09].contains(source.bytes[scanner.at]) { scanner.at += 1 }
      guard !scanner.isAtEnd, source.bytes[scanner.at] == UInt8(ascii: "/") else { return anchor }
      anchor.isAfterLineComment = source.bytes[scanner.at + 1] == UInt8(ascii: "/")
      try scanner.skipComment()
      anchor.offset = scanner.at
    }
  }

  /// The indentation of members of the object at `range`.
  private func inside(_ range: Range<Int>) -> String {
    lineIndentation(at: range.lowerBound) + indentation
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
        let text = String(repeating: indentation, count: depth) + line.drop { $0 == " " }
        return number == 0 ? text : indent + text
      }.joined(separator: lineEnd)
  }

  private func lineIndentation(at offset: Int) -> String {
    JSONCEditor.lineIndentation(of: source, at: offset)
  }

  private func isFirstInLine(_ offset: Int) -> Bool {
    JSONCEditor.isFirstInLine(source, offset)
  }

  private static func lineStart(_ source: JSONCText, _ offset: Int) -> Int {
    let newline = source.bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 }
    return newline ?? (source.bytes.starts(with: JSONCText.byteOrderMark) ? 3 : 0)
  }

  private static func isFirstInLine(_ source: JSONCText, _ offset: Int) -> Bool {
    source.bytes[lineStart(source, offset)..<offset].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  private static func lineIndentation(of source: JSONCText, at offset: Int) -> String {
    let line = source.bytes[lineStart(source, offset)..<offset]
    return String(decoding: line.prefix { $0 == 0x20 || $0 == 0x09 }, as: UTF8.self)
  }

  /// What the first indented member shows; nil when none stands on a line of its own.
  private static func indentationStep(of source: JSONCText) -> String? {
    guard case .object(let object)? = source.root?.content, let first = object.members.first,
      isFirstInLine(source, first.nameStart)
    else { return nil }
    let step = lineIndentation(of: source, at: first.nameStart)
    return step.isEmpty ? nil : step
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
