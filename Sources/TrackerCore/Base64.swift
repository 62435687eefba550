// Bytes as text that terminals and links take.

/// RFC 4648, with padding.
package enum Base64 {
  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// Groups of three bytes as four digits, the last one filled up with `=`.
  package static func encoding(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    var group: [UInt8] = []
    for byte in bytes {
      group.append(byte)
      if group.count == 3 {
        append(group, to: &text)
        group.removeAll(keepingCapacity: true)
      }
    }
    if !group.isEmpty { append(group, to: &text) }
    return String(decoding: text, as: UTF8.self)
  }

  private static func append(_ group: [UInt8], to text: inout [UInt8]) {
    var number = 0
    for index in 0..<3 { number = number << 8 | (index < group.count ? Int(group[index]) : 0) }
    for index in 0..<4 {
      let digit = digits[number >> (18 - 6 * index) & 63]
      text.append(index <= group.count ? digit : UInt8(ascii: "="))
    }
  }
}
