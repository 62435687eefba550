// What somebody looks for, and where it occurs. Accents and full-width forms never count; case counts from the first
// upper-case letter on. It refuses patterns with a meaning of their own.

/// Text to be found.
public struct TextPattern: Sendable, Hashable {
  /// As it was typed.
  public let text: String
  /// Whether an upper-case letter was typed, so that case counts.
  public let countsCase: Bool
  /// What is compared with folded text.
  let bytes: [UInt8]

  /// Text to look for. It is found as it stands, blanks included.
  public init(_ text: String) {
    self.text = text
    countsCase = text.unicodeScalars.contains { $0.properties.isUppercase }
    var folded: [UInt8] = []
    TextFolding(keepsCase: countsCase).append(text, to: &folded)
    bytes = folded
  }

  /// Whether there is nothing to look for.
  public var isEmpty: Bool { bytes.isEmpty }

  /// Whether the text occurs; never for an empty pattern.
  public func occurs(in text: String) -> Bool {
    var copy = text
    return copy.withUTF8 { occurs(in: UnsafeRawBufferPointer($0)) }
  }

  /// The same for UTF-8 bytes.
  func occurs(in text: UnsafeRawBufferPointer) -> Bool {
    guard !bytes.isEmpty, text.count > 0 else { return false }
    if TextFolding.isASCII(text) { return firstPlace(inASCII: text) != nil }
    var folded: [UInt8] = []
    folded.reserveCapacity(text.count)
    TextFolding(keepsCase: countsCase).append(text, to: &folded)
    return folded.withUnsafeBytes { firstPlace(inFolded: $0, from: 0) != nil }
  }

  /// Where it occurs in a text that is given in pieces (cells of a screen, characters): ranges of pieces, left to right,
  /// none over another.
  public func occurrences(in pieces: some Sequence<String>) -> [Range<Int>] {
    guard !bytes.isEmpty else { return [] }
    var folded: [UInt8] = []
    var owners: [Int] = []
    let folding = TextFolding(keepsCase: countsCase)
    for (index, piece) in pieces.enumerated() {
      folding.append(piece, to: &folded)
      while owners.count < folded.count { owners.append(index) }
    }
    var ranges: [Range<Int>] = []
    var start = 0
    while let place = folded.withUnsafeBytes({ firstPlace(inFolded: $0, from: start) }) {
      start = place + bytes.count
      ranges.append(owners[place]..<(owners[start - 1] + 1))
    }
    return ranges
  }

  private func firstPlace(inFolded text: UnsafeRawBufferPointer, from start: Int) -> Int? {
    bytes.withUnsafeBytes { pattern in
      ByteSearch(first: pattern[0], other: pattern[0]).first(in: text, from: start) { place in
        text.count - place >= pattern.count
          && text[place..<(place + pattern.count)].elementsEqual(pattern)
      }
    }
  }

  /// Plain ASCII is compared where it stands, without a folded copy.
  func firstPlace(inASCII text: UnsafeRawBufferPointer) -> Int? {
    bytes.withUnsafeBytes { pattern in
      let first = pattern[0]
      let isLetter = first >= 0x61 && first <= 0x7A
      let other = isLetter && !countsCase ? first & ~0x20 : first
      return ByteSearch(first: first, other: other).first(in: text, from: 0) { place in
        guard text.count - place >= pattern.count else { return false }
        for index in 1..<max(1, pattern.count) {
          let byte = TextFolding.foldedASCII(text[place + index], keepsCase: countsCase)
          if byte != pattern[index] { return false }
        }
        return true
      }
    }
  }
}

/// Looks for one of two bytes, sixteen at a time.
struct ByteSearch {
  let first: UInt8
  let other: UInt8

  /// The first place from `start` on where one of them stands and `isRight` agrees.
  func first(
    in text: UnsafeRawBufferPointer, from start: Int, where isRight: (Int) -> Bool
  ) -> Int? {
    let (ones, others) = (SIMD16<UInt8>(repeating: first), SIMD16<UInt8>(repeating: other))
    var place = start
    while place + 16 <= text.count {
      let block = text.loadUnaligned(fromByteOffset: place, as: SIMD16<UInt8>.self)
      let hits = (block .== ones) .| (block .== others)
      if any(hits) {
        for lane in 0..<16 where hits[lane] && isRight(place + lane) { return place + lane }
      }
      place += 16
    }
    while place < text.count {
      if text[place] == first || text[place] == other, isRight(place) { return place }
      place += 1
    }
    return nil
  }
}
