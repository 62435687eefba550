// What the tests of this target share.

import JSON

/// Bytes of a text.
func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// Text of bytes.
func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// A value from JSON text.
func json(_ text: String) throws -> JSONValue { try JSONReader.read(bytes(text)) }

/// Delivers bytes in pieces, as a file or a pipe does.
struct ByteSource {
  private let bytes: [UInt8]
  private var position = 0
  /// The most bytes the next deliveries hold, in turn.
  private let chunks: [Int]
  private var delivery = 0

  init(_ bytes: [UInt8], chunks: [Int] = [.max]) {
    self.bytes = bytes
    self.chunks = chunks
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, chunks[delivery % chunks.count], bytes.count - position)
    delivery += 1
    buffer.copyBytes(from: bytes[position..<(position + count)])
    position += count
    return count
  }
}

/// An element as a walk handed it over, kept beyond the call.
struct Seen: Equatable {
  var name: String?
  var value: JSONValue
  var entryOffset: Int
  var valueOffset: Int
  var endOffset: Int
}

/// What a walk over `bytes` sees, and what it ends with.
func walk(
  _ bytes: [UInt8], windowSize: Int = 64, dialect: JSONDialect = .python, chunks: [Int] = [.max]
) -> (seen: [Seen], result: Result<JSONContainer, any Error>) {
  var source = ByteSource(bytes, chunks: chunks)
  var seen: [Seen] = []
  let result = Result {
    try JSONReader.forEachElement(
      windowSize: windowSize, dialect: dialect, read: { source.read(into: $0) },
      { element in
        seen.append(
          Seen(
            name: element.name?.text, value: element.value.value,
            entryOffset: element.entryOffset, valueOffset: element.valueOffset,
            endOffset: element.endOffset))
      })
  }
  return (seen, result)
}
