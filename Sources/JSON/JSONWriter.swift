// Values → bytes; compact, or indented as Python's json.dump(indent=2).
// Nothing is sorted or rounded, and no newline ends the text.

/// Writes values.
public enum JSONWriter {
  /// How characters beyond ASCII are written.
  public enum Text: Sendable {
    /// `\u00e9`, as Python does by default: everything outside U+0020…U+007E.
    case ascii
    /// As UTF-8; only control characters, `"` and `\` are escaped.
    case utf8
  }
  /// One line without blanks: `{"a":1,"b":[2]}`.
  public static func compact(_ value: JSONValue, text: Text = .utf8) -> [UInt8] {
    var output = Output(text: text, indents: false)
    output.write(value, level: 0)
    return output.bytes
  }

  /// Byte for byte what `json.dump(value, indent=2)` writes; no final newline. `level` is the depth
  /// at which the value will stand: every line but the first is indented by that many steps more.
  public static func indented(
    _ value: JSONValue, level: Int = 0, text: Text = .ascii
  ) -> [UInt8] {
    var output = Output(text: text, indents: true)
    output.write(value, level: level)
    return output.bytes
  }

  /// A string in quotes, as a member's name or a value.
  static func quoted(_ string: String, text: Text = .ascii) -> [UInt8] {
    var output = Output(text: text, indents: false)
    output.write(string)
    return output.bytes
  }

  /// The start of a line at `level`.
  static func newline(level: Int) -> [UInt8] {
    [Ascii.newline] + [UInt8](repeating: Ascii.space, count: 2 * max(level, 0))
  }
}

/// Bytes under construction.
private struct Output {
  var bytes: [UInt8] = []
  let text: JSONWriter.Text
  let indents: Bool

  init(text: JSONWriter.Text, indents: Bool) {
    self.text = text
    self.indents = indents
  }

  mutating func write(_ value: JSONValue, level: Int) {
    switch value {
    case .null: bytes += "null".utf8
    case .bool(let value): bytes += (value ? "true" : "false").utf8
    case .number(let number): bytes += number.spelling.utf8
    case .string(let string): write(string)
    case .array(let elements):
      write(elements, between: (Ascii.openBracket, Ascii.closeBracket), level: level) {
        $0.write($1, level: level + 1)
      }
    case .object(let members):
      write(members, between: (Ascii.openBrace, Ascii.closeBrace), level: level) {
        $0.write($1.name)
        $0.bytes.append(Ascii.colon)
        if $0.indents { $0.bytes.append(Ascii.space) }
        $0.write($1.value, level: level + 1)
      }
    }
  }

  private mutating func write<Entry>(
    _ entries: [Entry], between brackets: (UInt8, UInt8), level: Int,
    _ writeEntry: (inout Output, Entry) -> Void
  ) {
    bytes.append(brackets.0)
    var isFirst = true
    for entry in entries {
      if !isFirst { bytes.append(Ascii.comma) }
      isFirst = false
      startLine(level: level + 1)
      writeEntry(&self, entry)
    }
    if !isFirst { startLine(level: level) }
    bytes.append(brackets.1)
  }

  private mutating func startLine(level: Int) {
    guard indents else { return }
    bytes.append(Ascii.newline)
    for _ in 0..<(2 * max(level, 0)) { bytes.append(Ascii.space) }
  }

  mutating func write(_ string: String) {
    bytes.append(Ascii.quote)
    var string = string
    string.withUTF8 { buffer in
      var plainStart = 0
      var index = 0
      while index < buffer.count {
        let length = escapedLength(buffer, at: index)
        if length > 0 {
          bytes += buffer[plainStart..<index]
          writeEscape(buffer[index..<(index + length)])
          plainStart = index + length
        }
        index += max(length, 1)
      }
      bytes += buffer[plainStart...]
    }
    bytes.append(Ascii.quote)
  }

  /// How many bytes from `index` on are one character that needs an escape; 0 when it needs none.
  @inline(__always)
  private func escapedLength(_ buffer: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let byte = buffer[index]
    if byte < 0x20 || byte == Ascii.quote || byte == Ascii.backslash { return 1 }
    if byte < 0x7F || text == .utf8 { return 0 }
    return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }

  /// Escapes one character, given in UTF-8.
  private mutating func writeEscape(_ character: Slice<UnsafeBufferPointer<UInt8>>) {
    switch character.first {
    case Ascii.quote: bytes += "\\\"".utf8
    case Ascii.backslash: bytes += "\\\\".utf8
    case 0x08: bytes += "\\b".utf8
    case 0x09: bytes += "\\t".utf8
    case 0x0A: bytes += "\\n".utf8
    case 0x0C: bytes += "\\f".utf8
    case 0x0D: bytes += "\\r".utf8
    default:
      for unit in String(decoding: character, as: UTF8.self).utf16 {
        bytes += "\\u".utf8
        for shift in [12, 8, 4, 0] { bytes.append(Self.hexadecimalDigit(unit >> shift & 15)) }
      }
    }
  }

  /// Lower case.
  private static func hexadecimalDigit(_ value: UInt16) -> UInt8 {
    let digit = UInt8(truncatingIfNeeded: value)
    return digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
  }
}
