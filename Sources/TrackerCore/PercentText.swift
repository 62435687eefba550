// Text as addresses carry it.

internal import Platform

extension Substring {
  /// With `%XX` replaced (RFC 3986); nil when an escape is broken or the result is not UTF-8.
  package func percentDecoded(plusIsBlank: Bool = false) -> String? {
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst()?.hexadecimalDigit,
          let low = rest.popFirst()?.hexadecimalDigit
        else { return nil }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsBlank: bytes.append(UInt8(ascii: " "))
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

extension Sequence<UInt8> {
  /// All but the unreserved characters as `%` and two digits (RFC 3986).
  package var percentEncoded: String {
    map { byte in
      byte.isBareKeyByte || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "~")
        ? String(Unicode.Scalar(byte)) : "%" + byte.hexadecimal(digits: 2, uppercase: true)
    }.joined()
  }
}

extension UInt8 {
  fileprivate var hexadecimalDigit: UInt8? {
    Character(Unicode.Scalar(self)).hexDigitValue.map { UInt8($0) }
  }
}
