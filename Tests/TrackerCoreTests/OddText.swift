// JSON as people and other programs write it: odd blanks, line ends, escapes, spellings, repeated names.

import JSON
import TestSupport

/// Writes values oddly, and remembers one way to end a line for the whole file.
struct OddText {
  private let lineEnd: String

  init(_ generator: inout SeededGenerator) { lineEnd = generator.pick(["\n", "\r\n", " ", ""]) }

  private func blanks(_ generator: inout SeededGenerator) -> String {
    generator.pick(["", "", " ", "\t", lineEnd, lineEnd + "   ", "  "])
  }

  /// The text with some plain letters escaped.
  private func quoted(_ text: String, _ generator: inout SeededGenerator) -> String {
    let plain = String(decoding: JSONWriter.compact(.string(text), text: .utf8), as: UTF8.self)
    guard generator.oneIn(3) else { return plain }
    return plain.replacing("a", "\\u0061").replacing("s", "\\u0073")
  }

  func text(_ value: JSONValue, _ generator: inout SeededGenerator) -> String {
    switch value {
    case .string(let text): return quoted(text, &generator)
    case .array(let elements):
      return enclosed(("[", "]"), elements.map { text($0, &generator) }, &generator)
    case .object(let members):
      let entries = members.map { member in
        quoted(member.name, &generator) + blanks(&generator) + ":" + blanks(&generator)
          + text(member.value, &generator)
      }
      return enclosed(("{", "}"), entries, &generator)
    case .number(let number):
      guard let whole = number.integer, abs(whole) < 1000, generator.oneIn(3) else {
        return number.spelling
      }
      return generator.pick(["\(whole).0", "\(whole)e0", "\(whole).00E+0", "\(whole)"])
    case .bool, .null: return String(decoding: JSONWriter.compact(value), as: UTF8.self)
    }
  }

  private func enclosed(
    _ brackets: (String, String), _ entries: [String], _ generator: inout SeededGenerator
  ) -> String {
    var text = brackets.0 + blanks(&generator)
    for (index, entry) in entries.enumerated() {
      if index > 0 { text += "," + blanks(&generator) }
      text += entry + blanks(&generator)
    }
    return text + brackets.1
  }
}

/// The entries of a file, each with its own bytes and what stands before it; and what stands after the last.
struct FileEntries {
  struct Entry: Equatable {
    /// From the end of the entry before to the start of the value: brackets, commas, blanks, the key.
    var lead: [UInt8]
    /// Empty in a list.
    var name: String
    var value: [UInt8]
  }
  var entries: [Entry] = []
  var trail: [UInt8] = []

  init(_ text: String) throws {
    let bytes = Array(text.utf8)
    var position = 0
    var offset = 0
    try JSONReader.forEachElement(read: { buffer in
      let count = min(buffer.count, bytes.count - offset)
      buffer.copyBytes(from: bytes[offset..<offset + count])
      offset += count
      return count
    }) { element in
      entries.append(
        Entry(
          lead: Array(bytes[position..<element.valueOffset]), name: element.name?.text ?? "",
          value: Array(element.value.bytes)))
      position = element.endOffset
    }
    trail = Array(bytes[position...])
  }
}
