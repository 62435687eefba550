internal import JSON

/// A text that equals another only when spelled with the same bytes.
struct ExactText: Hashable {
  var text: String
  static func == (a: ExactText, b: ExactText) -> Bool { a.text.hasSameBytes(as: b.text) }
  func hash(into hasher: inout Hasher) {
    var copy = text
    copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether these bytes, one at least, stand anywhere in it.
  func holds(_ wanted: [UInt8]) -> Bool {
    guard count >= wanted.count else { return false }
    return (0...(count - wanted.count)).contains { start in
      self[start] == wanted[0] && self[start..<(start + wanted.count)].elementsEqual(wanted)
    }
  }
}

extension String {
  /// Whether these bytes, one at least, stand anywhere in it. The library's search by characters takes ten times as long.
  func holds(_ wanted: [UInt8]) -> Bool {
    var text = self
    return text.withUTF8 { UnsafeRawBufferPointer($0).holds(wanted) }
  }
}
