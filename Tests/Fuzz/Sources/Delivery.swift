// Bytes delivered bit by bit, as a file or a pipe delivers them, and the windows to read them through.

/// Hands bytes out in random portions.
struct Delivery {
  private let bytes: [UInt8]
  private var position = 0
  private var chance: Chance
  /// The most bytes at a time; 0 for as many as there is room for.
  private let portion: Int

  init(_ bytes: [UInt8], portion: Int, chance: Chance) {
    self.bytes = bytes
    self.portion = portion
    self.chance = chance
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    var count = min(buffer.count, bytes.count - position)
    if portion > 0, count > 1 { count = min(count, 1 + chance.below(portion)) }
    buffer.copyBytes(from: bytes[position..<(position + count)])
    position += count
    return count
  }

  /// Window sizes that cut at different places: tiny ones, some that fit the input, and one larger than all.
  static func windowSizes(for input: [UInt8], _ chance: inout Chance) -> [Int] {
    [1, 2, 3, 8, 17, 1 + chance.below(input.count + 2), 1 + chance.below(100), 1 << 16]
  }
}
