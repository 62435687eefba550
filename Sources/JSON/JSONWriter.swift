// Values → bytes; compact, or indented as Python's json.dump(indent=2).

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
  public static func compact(_ value: JSONValue, text: Text = .utf8) -> [UInt8] { fatalError("contract") }
  /// Byte for byte what `json.dump(value, indent=2)` writes; no final newline. `level` is the depth at which the value will
  /// stand: every line but the first is indented by that many steps more.
  public static func indented(_ value: JSONValue, level: Int = 0, text: Text = .ascii) -> [UInt8] { fatalError("contract") }
}
