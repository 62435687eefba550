// TOML's four kinds of strings, read and written.

internal import Platform

extension TOMLScanner {
  /// The string that begins here, in whichever quotes.
  mutating func string() throws(UneditableText) -> String {
    let start = at
    for quotes in ["\"\"\"", "'''"] where eat(quotes) {
      if !eat("\n") { _ = eat("\r\n") }
      return try text(until: quotes, isBasic: quotes.first == "\"", start: start)
    }
    let isBasic = next == UInt8(ascii: "\"")
    at += 1
    return try text(until: isBasic ? "\"" : "'", isBasic: isBasic, start: start)
  }

  private mutating func text(
    until quotes: String, isBasic: Bool, start: Int
  ) throws(UneditableText) -> String {
    let spansLines = quotes.utf8.count == 3
    var result: [UInt8] = []
    while let byte = next {
      if eat(quotes) {
        // Up to two quotes may stand before the closing ones.
        while spansLines, let quote = quotes.utf8.first, next == quote {
          result.append(quote)
          at += 1
        }
        guard let text = String(validating: result, as: UTF8.self) else {
          throw error("bytes that are not UTF-8 in a string", at: start)
        }
        return text
      }
      if byte == 0x0A, !spansLines { break }
      at += 1
      if byte == UInt8(ascii: "\\"), isBasic {
        result += try escape(spansLines: spansLines)
      } else {
        result.append(byte)
      }
    }
    throw error("this string has no end", at: start)
  }

  /// What the escape means whose backslash has been passed.
  private mutating func escape(spansLines: Bool) throws(UneditableText) -> [UInt8] {
    let start = at - 1
    guard let byte = next else { throw error("this string has no end", at: start) }
    at += 1
    switch Unicode.Scalar(byte) {
    case "\"", "\\": return [byte]
    case "b": return [0x08]
    case "t": return [0x09]
    case "n": return [0x0A]
    case "f": return [0x0C]
    case "r": return [0x0D]
    case "e": return [0x1B]
    case "x": return try scalar(digitCount: 2, start: start)
    case "u": return try scalar(digitCount: 4, start: start)
    case "U": return try scalar(digitCount: 8, start: start)
    case " ", "\t", "\n", "\r":
      // A backslash at the end of a line joins it with the next.
      guard spansLines else { throw error("unknown escape in a string", at: start) }
      while let blank = next, [0x20, 0x09, 0x0A, 0x0D].contains(blank) { at += 1 }
      return []
    default: throw error("unknown escape in a string", at: start)
    }
  }

  private mutating func scalar(digitCount: Int, start: Int) throws(UneditableText) -> [UInt8] {
    let digits = bytes[at...].prefix(digitCount)
    guard digits.count == digitCount,
      let scalar = Unicode.Scalar(hexadecimal: String(decoding: digits, as: UTF8.self))
    else { throw error("unknown escape in a string", at: start) }
    at += digitCount
    return Array(String(scalar).utf8)
  }
}

/// How TOML is written here: basic strings, bare keys where they can be.
enum TOMLSpelling {
  private static let escapes: [Unicode.Scalar: String] = [
    "\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t",
  ]

  static func string(_ text: String) -> String {
    let escaped = text.escaped { scalar in
      guard escapes[scalar] == nil, scalar.isHidden else { return escapes[scalar] }
      let (letter, count) = scalar.value > 0xFFFF ? ("U", 8) : ("u", 4)
      return "\\\(letter)\(scalar.value.hexadecimal(digits: count, uppercase: true))"
    }
    return "\"\(escaped)\""
  }

  static func key(_ path: [String]) -> String {
    path.map { part in
      !part.isEmpty && part.utf8.allSatisfy(\.isBareKeyByte) ? part : string(part)
    }.joined(separator: ".")
  }
}
