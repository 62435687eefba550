/// A part of a text in reused memory that slides over it and never shrinks: `count` bytes, the first of which stands at
/// `origin` in the text.
struct JSONWindow: ~Copyable {
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0
  private(set) var origin = 0
  /// Whether the window's last byte is the text's last.
  private(set) var reachedEnd = false

  init(capacity: Int) {
    self.capacity = max(capacity, 1)
    memory = .allocate(capacity: self.capacity)
  }

  deinit { memory.deallocate() }

  var start: BytePointer { BytePointer(memory) }
  var end: BytePointer { BytePointer(memory + count) }

  /// Drops what stands before `position`, doubles when nothing does, and reads until full or at the
  /// end of the text.
  mutating func refill(
    keepingFrom position: Int, _ read: (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws {
    let kept = count - position
    if position == 0, count == capacity {
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
      larger.update(from: memory, count: count)
      memory.deallocate()
      memory = larger
      capacity *= 2
    } else {
      memory.update(from: memory + position, count: kept)
    }
    count = kept
    origin += position
    while count < capacity {
      let free = UnsafeMutableRawBufferPointer(start: memory + count, count: capacity - count)
      let added = try read(free)
      precondition(
        (0...free.count).contains(added), "read told more bytes than it was given room for")
      guard added > 0 else {
        reachedEnd = true
        return
      }
      count += added
    }
  }
}
