/// Writes values. Nothing is sorted or rounded, and no newline ends the text.
public enum JSONWriter {
  /// How characters beyond ASCII are written.
  public enum Text: Sendable {
    /// `\u00e9`, as Python does by default: everything outside U+0020…U+007E.
    case ascii
    /// As UTF-8; only control characters, `"` and `\` are escaped.
    case utf8
  }
  /// Where blanks and line ends stand.
  struct Layout {
    /// The line end and indentation before each entry of what is written; nothing keeps all on one line.
    var line: [UInt8] = []
    /// How much further the entries of each array or object stand in.
    var step: [UInt8] = []
    /// Whether a space stands behind a colon, and behind a comma where no line ends.
    var isSpaced = true

    /// `{"a":1,"b":[2]}`.
    static let compact = Layout(isSpaced: false)
    /// `{"a": 1, "b": [2]}`.
    static let oneLine = Layout()

    /// As `json.dump(indent=2)` writes what stands at this depth.
    static func python(level: Int) -> Layout {
      let indentation = [UInt8](repeating: Ascii.space, count: 2 * max(level, 0))
      return Layout(line: [Ascii.newline] + indentation, step: [Ascii.space, Ascii.space])
    }
  }

  /// One line without blanks: `{"a":1,"b":[2]}`.
  public static func compact(_ value: JSONValue, text: Text = .utf8) -> [UInt8] {
    written(value, .compact, text: text)
  }

  /// Byte for byte what `json.dump(value, indent=2)` writes; no final newline. `level` is the depth
  /// at which the value will stand: every line but the first is indented by that many steps more.
  public static func indented(
    _ value: JSONValue, level: Int = 0, text: Text = .ascii
  ) -> [UInt8] {
    written(value, .python(level: level), text: text)
  }

  /// Appends a text of these bytes, with its quotes, in UTF-8; what is no UTF-8 stays as it is.
  public static func append(text: [UInt8], to bytes: inout [UInt8]) {
    var output = Output(bytes: bytes, text: .utf8, layout: .compact)
    bytes = []
    text.withUnsafeBufferPointer { output.write($0) }
    bytes = output.bytes
  }

  /// A value among others that stand in `layout`.
  static func written(_ value: JSONValue, _ layout: Layout, text: Text = .ascii) -> [UInt8] {
    var output = Output(text: text, layout: layout)
    output.write(value, depth: 0)
    return output.bytes
  }

  /// A member with its name among others that stand in `layout`.
  static func written(_ member: JSONValue.Member, _ layout: Layout, text: Text = .ascii) -> [UInt8]
  {
    var output = Output(text: text, layout: layout)
    output.write(member, depth: 0)
    return output.bytes
  }
}

/// Bytes under construction.
private struct Output {
  var bytes: [UInt8] = []
  let text: JSONWriter.Text
  let layout: JSONWriter.Layout

  mutating func write(_ value: JSONValue, depth: Int) {
    switch value {
    case .null: bytes += "null".utf8
    case .bool(let value): bytes += (value ? "true" : "false").utf8
    case .number(let number): bytes += number.spelling.utf8
    case .string(let string): write(string)
    case .array(let elements):
      write(elements, between: (Ascii.openBracket, Ascii.closeBracket), depth: depth) {
        $0.write($1, depth: depth + 1)
      }
    case .object(let members):
      write(members, between: (Ascii.openBrace, Ascii.closeBrace), depth: depth) {
        $0.write($1, depth: depth + 1)
      }
    }
  }

  mutating func write(_ member: JSONValue.Member, depth: Int) {
    write(member.name)
    bytes.append(Ascii.colon)
    if layout.isSpaced { bytes.append(Ascii.space) }
    write(member.value, depth: depth)
  }

  private mutating func write<Entry>(
    _ entries: [Entry], between brackets: (UInt8, UInt8), depth: Int,
    _ writeEntry: (inout Output, Entry) -> Void
  ) {
    bytes.append(brackets.0)
    var isFirst = true
    for entry in entries {
      if !isFirst { bytes.append(Ascii.comma) }
      if !layout.line.isEmpty {
        startLine(depth: depth + 1)
      } else if !isFirst, layout.isSpaced {
        bytes.append(Ascii.space)
      }
      isFirst = false
      writeEntry(&self, entry)
    }
    if !isFirst, !layout.line.isEmpty { startLine(depth: depth) }
    bytes.append(brackets.1)
  }

  private mutating func startLine(depth: Int) {
    bytes += layout.line
    for _ in 0..<depth { bytes += layout.step }
  }

  mutating func write(_ string: String) {
    var string = string
    string.withUTF8 { write($0) }
  }

  mutating func write(_ buffer: UnsafeBufferPointer<UInt8>) {
    bytes.append(Ascii.quote)
    var plainStart = 0
    var index = 0
    while index < buffer.count {
      let length = Output.escapedLength(buffer, at: index, as: text)
      if length > 0 {
        bytes += buffer[plainStart..<index]
        writeEscape(buffer[index..<(index + length)])
        plainStart = index + length
      }
      index += max(length, 1)
    }
    bytes += buffer[plainStart...]
    bytes.append(Ascii.quote)
  }

  /// How many bytes from `index` on are one character that needs an escape; 0 when it needs none.
  @inline(__always)
  private static func escapedLength(
    _ buffer: UnsafeBufferPointer<UInt8>, at index: Int, as text: JSONWriter.Text
  ) -> Int {
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
