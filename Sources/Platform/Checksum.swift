/// A mark by which a text is known again: FNV-1a with 64 bits. It finds changes that happen, not ones that somebody hides.
package struct Checksum {
  /// Of the bytes so far.
  package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  package init() {}

  /// Goes on with further bytes.
  package mutating func add(_ bytes: UnsafeRawBufferPointer) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }

  /// Sixteen hexadecimal digits.
  package static func text(of bytes: some Sequence<UInt8>) -> String {
    var checksum = Checksum()
    Array(bytes).withUnsafeBytes { checksum.add($0) }
    return checksum.value.hexadecimal(digits: 16)
  }
}
