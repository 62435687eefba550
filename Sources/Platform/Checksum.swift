/// A mark by which a text is known again: FNV-1a with 64 bits. It finds changes that happen, not ones that somebody hides.
package enum Checksum {
  /// Sixteen hexadecimal digits.
  package static func text(of bytes: some Sequence<UInt8>) -> String {
    bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
      .hexadecimal(digits: 16)
  }
}
