internal import Platform

/// `.ai_sessions.yaml`, in which a repository names its project: only as much YAML as that needs.
enum ProjectFile {
  static let name = ".ai_sessions.yaml"

  /// What the file says behind `project:` at the beginning of a line, plain or in quotes; nil when there is no such line,
  /// or no text on it.
  static func project(in bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self).withoutByteOrderMark
    for line in text.unicodeScalars.split(whereSeparator: { $0 == "\n" || $0 == "\r" }) {
      guard
        let value = ["project", "\"project\"", "'project'"].lazy
          .compactMap({ value(of: $0, in: line) }).first
      else { continue }
      return value.isEmpty ? nil : value
    }
    return nil
  }

  private typealias Line = Substring.UnicodeScalarView

  /// The value of a key; nil when the line is another's, empty when it says nothing that is text.
  private static func value(of key: String, in line: Line) -> String? {
    guard line.starts(with: key.unicodeScalars) else { return nil }
    let rest = line.dropFirst(key.unicodeScalars.count).drop(while: isBlank)
    guard rest.first == ":", rest.dropFirst().first.map(isBlank) ?? true else { return nil }
    let value = rest.dropFirst().drop(while: isBlank)
    switch value.first {
    case "\"": return quoted(value.dropFirst())
    case "'": return singleQuoted(value.dropFirst())
    // A list, a map, a text of several lines, an alias, an anchor, a tag.
    case "[", "{", "|", ">", "*", "&", "!": return ""
    default: return plain(value)
    }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

  /// A text without quotes ends at a comment.
  private static func plain(_ value: Line) -> String {
    var text = String.UnicodeScalarView()
    for scalar in value {
      if scalar == "#", text.last.map(isBlank) ?? true { break }
      text.append(scalar)
    }
    let plain = String(text).trimmingBlanks
    return ["~", "null", "Null", "NULL"].contains(plain) ? "" : plain
  }

  /// `''` is one quote.
  private static func singleQuoted(_ value: Line) -> String {
    var text = String.UnicodeScalarView()
    var rest = value
    while let scalar = rest.popFirst() {
      if scalar == "'", rest.popFirst() != "'" { return String(text) }
      text.append(scalar)
    }
    return ""
  }

  /// A backslash takes the next character as it is, but for the usual white space.
  private static func quoted(_ value: Line) -> String {
    var text = String.UnicodeScalarView()
    var rest = value
    while let scalar = rest.popFirst() {
      if scalar == "\"" { return String(text) }
      guard scalar == "\\" else {
        text.append(scalar)
        continue
      }
      switch rest.popFirst() {
      case "n", "t", "r": text.append(" ")
      case "x": rest.appendHexadecimal(2, to: &text)
      case "u": rest.appendHexadecimal(4, to: &text)
      case "U": rest.appendHexadecimal(8, to: &text)
      case let escaped?: text.append(escaped)
      case nil: break
      }
    }
    return ""
  }
}

extension Substring.UnicodeScalarView {
  /// Takes so many digits and appends the character of that number.
  fileprivate mutating func appendHexadecimal(
    _ count: Int, to text: inout String.UnicodeScalarView
  ) {
    let digits = String(prefix(count))
    removeFirst(Swift.min(count, self.count))
    text.append(Unicode.Scalar(hexadecimal: digits) ?? "\u{FFFD}")
  }
}
