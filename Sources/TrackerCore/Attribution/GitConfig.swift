internal import JSON

/// The syntax of git-config(1), read without git; files that one includes are left out.
enum GitConfig {
  /// The value of a variable in the section without a subsection, both in lower case: of several the last, as it is
  /// written there. Nil when there is none; what cannot be understood is passed over.
  static func value(of name: String, in section: String, of bytes: [UInt8]) -> String? {
    var reader = Reader(rest: bytes.dropFirst(SplicedText(bytes).markLength))
    var isWanted = false
    var found: [UInt8]?
    while let byte = reader.next() {
      switch byte {
      case UInt8(ascii: "\n"),
        _ where byte.isBlank:
        continue
      case UInt8(ascii: "["): isWanted = reader.section() == section
      case _ where byte.isLetter:
        let isName = reader.name(from: byte) == name
        if let value = reader.value(), isName, isWanted { found = value }
      default: reader.skipLine()
      }
    }
    return found.map { String(decoding: $0, as: UTF8.self) }
  }

  private struct Reader {
    var rest: ArraySlice<UInt8>

    /// The next byte, one line feed for CR LF; nil at the end.
    mutating func next() -> UInt8? {
      if rest.starts(with: [0x0D, 0x0A]) { rest = rest.dropFirst() }
      return rest.popFirst()
    }

    mutating func skipBlanks() { rest = rest.drop { $0.isBlank } }

    mutating func skipLine() { rest = rest.drop { $0 != UInt8(ascii: "\n") } }

    /// The section whose head has begun, in lower case; nil when it has a subsection or is none.
    mutating func section() -> String? {
      let name = rest.prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
      rest = rest.dropFirst(name.count)
      guard rest.popFirst() == UInt8(ascii: "]") else {
        skipHead()
        return nil
      }
      return String(decoding: name, as: UTF8.self).lowercased()
    }

    /// Passes the rest of a head with a subsection, which may hold a bracket in its quotes.
    private mutating func skipHead() {
      var isQuoted = false
      while let byte = rest.first, byte != UInt8(ascii: "\n") {
        rest = rest.dropFirst(byte == UInt8(ascii: "\\") ? 2 : 1)
        if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
        if byte == UInt8(ascii: "]"), !isQuoted { return }
      }
    }

    /// The variable's name that has begun with this letter, in lower case.
    mutating func name(from first: UInt8) -> String {
      let others = rest.prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
      rest = rest.dropFirst(others.count)
      return String(decoding: [first] + others, as: UTF8.self).lowercased()
    }

    /// The value behind a name, to the end of its last line; nil without `=` and for a wrong escape or quote.
    mutating func value() -> [UInt8]? {
      skipBlanks()
      guard rest.first == UInt8(ascii: "=") else {
        skipLine()
        return nil
      }
      rest = rest.dropFirst()
      var value: [UInt8] = []
      // Blanks before and behind what is not quoted do not belong to the value.
      var length = 0
      var isQuoted = false
      while let byte = next(), byte != UInt8(ascii: "\n") {
        switch byte {
        case UInt8(ascii: "\""):
          isQuoted.toggle()
          length = value.count
        case UInt8(ascii: "#") where !isQuoted, UInt8(ascii: ";") where !isQuoted:
          skipLine()
        case UInt8(ascii: "\\"):
          guard let escaped = escaped() else {
            skipLine()
            return nil
          }
          value += escaped
          if !escaped.isEmpty { length = value.count }
        case _ where byte.isBlank && !isQuoted:
          if !value.isEmpty { value.append(byte) }
        default:
          value.append(byte)
          length = value.count
        }
      }
      return isQuoted ? nil : Array(value.prefix(length))
    }

    /// What stands for the character behind a backslash; empty for the end of a line that goes on in the next.
    private mutating func escaped() -> [UInt8]? {
      switch next() {
      case UInt8(ascii: "\n"): []
      case UInt8(ascii: "n"): [0x0A]
      case UInt8(ascii: "t"): [0x09]
      case UInt8(ascii: "b"): [0x08]
      case UInt8(ascii: "\\"): [UInt8(ascii: "\\")]
      case UInt8(ascii: "\""): [UInt8(ascii: "\"")]
      default: nil
      }
    }
  }
}

extension UInt8 {
  /// White space within a line.
  fileprivate var isBlank: Bool { [0x20, 0x09, 0x0B, 0x0C, 0x0D].contains(self) }
}
