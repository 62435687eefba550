/// A text that is edited in single places: every byte outside them stays.
public struct SplicedText {
  /// The text as it is.
  public let bytes: [UInt8]
  private var splices: [(range: Range<Int>, bytes: [UInt8])] = []

  /// U+FEFF in UTF-8.
  public static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// A text in which nothing changes yet.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Puts bytes in the place of others. Places must not overlap; of what is put at one place the first stands first.
  public mutating func replace(_ range: Range<Int>, by bytes: [UInt8]) {
    splices.append((range, bytes))
  }

  /// Puts a text in the place of bytes.
  public mutating func replace(_ range: Range<Int>, by text: String) {
    replace(range, by: Array(text.utf8))
  }

  /// Puts bytes between others.
  public mutating func insert(_ bytes: [UInt8], at offset: Int) {
    replace(offset..<offset, by: bytes)
  }

  /// Puts a text between bytes.
  public mutating func insert(_ text: String, at offset: Int) {
    insert(Array(text.utf8), at: offset)
  }

  /// Takes bytes out.
  public mutating func remove(_ range: Range<Int>) { replace(range, by: []) }

  /// The text with all changes.
  public var result: [UInt8] {
    var result: [UInt8] = []
    var copied = 0
    for splice in splices.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result += bytes[copied..<splice.range.lowerBound]
      result += splice.bytes
      copied = splice.range.upperBound
    }
    return result + bytes[copied...]
  }

  // MARK: Lines

  /// How many bytes a byte order mark takes.
  public var markLength: Int { bytes.starts(with: SplicedText.byteOrderMark) ? 3 : 0 }

  /// Whether there are only blanks behind the byte order mark.
  public var isBlank: Bool { bytes.dropFirst(markLength).allSatisfy(Ascii.isBlank) }

  /// How lines end: as the first one does.
  public var lineEnd: String {
    let newline = bytes.firstIndex(of: Ascii.newline) ?? 0
    return newline > 0 && bytes[newline - 1] == 0x0D ? "\r\n" : "\n"
  }

  /// Where the line begins in which `offset` is.
  public func lineStart(of offset: Int) -> Int {
    bytes[..<offset].lastIndex(of: Ascii.newline).map { $0 + 1 } ?? min(markLength, offset)
  }

  /// The spaces and tabs with which that line begins.
  public func indentation(at offset: Int) -> String {
    let blanks = bytes[lineStart(of: offset)...].prefix { $0 == Ascii.space || $0 == 0x09 }
    return String(decoding: blanks, as: UTF8.self)
  }
}
