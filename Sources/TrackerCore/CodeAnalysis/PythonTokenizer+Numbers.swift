// Number literals and what must not follow them.
// It refuses to know their value.

extension PythonTokenizer {
  /// Cuts a number that starts here with a digit or with a point before a digit.
  mutating func cutNumber() throws(Failure) {
    let start = at
    if bytes[at] == UInt8(ascii: "0") {
      switch bytes[at + 1] | 0x20 {
      case UInt8(ascii: "x"): try cutDigits("hexadecimal", below: 16)
      case UInt8(ascii: "o"): try cutDigits("octal", below: 8)
      case UInt8(ascii: "b"): try cutDigits("binary", below: 2)
      default: try cutDecimal()
      }
    } else {
      try cutDecimal()
    }
    append(.number, from: start)
  }

  /// The digit's value; 255 when the byte is no digit.
  private func digit(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: 255
    }
  }

  private mutating func cutDigits(_ kind: String, below base: UInt8) throws(Failure) {
    at += 2
    repeat {
      if bytes[at] == UInt8(ascii: "_") { at += 1 }
      guard digit(bytes[at]) < base else { throw wrongDigit(kind) }
      while digit(bytes[at]) < base { at += 1 }
    } while bytes[at] == UInt8(ascii: "_")
    if digit(bytes[at]) < 10 { throw wrongDigit(kind) }
    try checkEnd(of: kind)
  }

  private func wrongDigit(_ kind: String) -> Failure {
    guard digit(bytes[at]) < 10 else { return fail("invalid \(kind) literal") }
    return fail("invalid digit '\(digit(bytes[at]))' in \(kind) literal")
  }

  private mutating func cutDecimal() throws(Failure) {
    let start = at
    if bytes[at] != UInt8(ascii: ".") { try skipDecimalDigits() }
    let hasLeadingZero =
      bytes[start] == UInt8(ascii: "0")
      && bytes[start..<at].contains { $0 != UInt8(ascii: "0") && $0 != UInt8(ascii: "_") }
    var isInteger = true
    if bytes[at] == UInt8(ascii: ".") {
      isInteger = false
      at += 1
      if digit(bytes[at]) < 10 { try skipDecimalDigits() }
    }
    if bytes[at] | 0x20 == UInt8(ascii: "e") {
      let isSigned = bytes[at + 1] == UInt8(ascii: "+") || bytes[at + 1] == UInt8(ascii: "-")
      if digit(bytes[at + (isSigned ? 2 : 1)]) < 10 {
        isInteger = false
        at += isSigned ? 2 : 1
        try skipDecimalDigits()
      } else if isSigned {
        throw fail("invalid decimal literal")
      }
    }
    if bytes[at] | 0x20 == UInt8(ascii: "j") {
      at += 1
      return try checkEnd(of: "imaginary")
    }
    guard !(isInteger && hasLeadingZero) else {
      throw fail(
        "leading zeros in decimal integer literals are not permitted; "
          + "use an 0o prefix for octal integers")
    }
    try checkEnd(of: "decimal")
  }

  private mutating func skipDecimalDigits() throws(Failure) {
    while true {
      while digit(bytes[at]) < 10 { at += 1 }
      guard bytes[at] == UInt8(ascii: "_") else { return }
      at += 1
      guard digit(bytes[at]) < 10 else { throw fail("invalid decimal literal") }
    }
  }

  /// A number may touch a keyword that can follow it, but no other name.
  private func checkEnd(of kind: String) throws(Failure) {
    guard Self.continuesName(bytes[at]), bytes[at] < 0x80 else { return }
    for keyword: StaticString in ["and", "else", "for", "if", "in", "is", "or", "not"] {
      let matches = keyword.withUTF8Buffer { letters in
        letters.indices.allSatisfy { at + $0 < bytes.count && bytes[at + $0] == letters[$0] }
      }
      if matches { return }
    }
    throw fail("invalid \(kind) literal")
  }
}
