/// Cuts a stream of bytes at newlines, however they are cut on their way. A line that never ends is not kept.
package struct LineSplitter {
  /// A line, or the news that one was thrown away.
  package enum Piece: Equatable {
    /// Without its newline.
    case line([UInt8])
    /// The line being read has become too long; its rest will be skipped.
    case oversized
  }

  /// Longer lines are refused: sixteen times the largest message anybody sends.
  package static let maximumLineBytes = 64 * 1024 * 1024

  private let limit: Int
  private var pending: [UInt8] = []
  private var isSkipping = false

  package init(limit: Int = LineSplitter.maximumLineBytes) { self.limit = limit }

  /// Takes the next bytes; returns what they complete.
  package mutating func split(_ bytes: ArraySlice<UInt8>) -> [Piece] {
    var pieces: [Piece] = []
    var rest = bytes
    while let end = rest.firstIndex(of: 0x0A) {
      take(rest[..<end], &pieces)
      if !isSkipping { pieces.append(.line(pending)) }
      pending = []
      isSkipping = false
      rest = rest[(end + 1)...]
    }
    take(rest, &pieces)
    return pieces
  }

  private mutating func take(_ part: ArraySlice<UInt8>, _ pieces: inout [Piece]) {
    if isSkipping { return }
    if pending.count + part.count > limit {
      pieces.append(.oversized)
      pending = []
      isSkipping = true
    } else {
      pending += part
    }
  }

  /// The line that the end of the stream left without a newline; nil when there is none.
  package mutating func takeRest() -> [UInt8]? {
    defer { pending = [] }
    return pending.isEmpty ? nil : pending
  }
}
