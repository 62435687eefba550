import Glibc

/// `value` with exactly so many decimals, as printf `%.nf`: correctly rounded from the exact binary value, ties to even;
/// `nan` whatever its sign.
package func decimalText(_ value: Double, decimals: Int) -> String {
  // The C library shows the sign of a NaN, which `inf - inf` sets on some machines.
  if value.isNaN { return "nan" }
  // The largest double has 309 digits before the point.
  var buffer = [CChar](repeating: 0, count: 330 + decimals)
  let count = withVaList([Int32(decimals), value]) {
    vsnprintf(&buffer, buffer.count, "%.*f", $0)
  }
  return String(decoding: buffer.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

extension UnsignedInteger {
  /// So many hexadecimal digits at least.
  package func hexadecimal(digits: Int, uppercase: Bool = false) -> String {
    let text = String(self, radix: 16, uppercase: uppercase)
    return String(repeating: "0", count: Swift.max(0, digits - text.utf8.count)) + text
  }
}

extension Unicode.Scalar {
  /// The character of a number in hexadecimal digits; nil for any other text.
  package init?(hexadecimal digits: String) {
    guard digits.allSatisfy(\.isHexDigit), let value = UInt32(digits, radix: 16) else { return nil }
    self.init(value)
  }
}
