// By what a record is known wherever copies of it lie, and which copy is the newer one.

internal import JSON
internal import Platform

/// The first 128 bits of the SHA-256 of a JSON array (UTF-8, no spaces) of what a record is, as a UUID of version 8: the same
/// for every copy, without a registry, and easy to make again in any language.
struct RecordKey: Hashable, Comparable {
  private let high: UInt64
  private let low: UInt64

  fileprivate init(ofText bytes: [UInt8]) {
    let (high, low) = SHA256.first128Bits(of: bytes)
    self.high = high & ~0xF000 | 0x8000
    self.low = low & ~(0b11 << 62) | 0b10 << 62
  }

  static func < (a: RecordKey, b: RecordKey) -> Bool { (a.high, a.low) < (b.high, b.low) }

  /// Appends five groups of hexadecimal digits. Texts sort as keys do.
  func append(to output: inout [UInt8]) {
    output.append(hexadecimal: high >> 32, digits: 8)
    output.append(0x2D)
    output.append(hexadecimal: high >> 16 & 0xFFFF, digits: 4)
    output.append(0x2D)
    output.append(hexadecimal: high & 0xFFFF, digits: 4)
    output.append(0x2D)
    output.append(hexadecimal: low >> 48, digits: 4)
    output.append(0x2D)
    output.append(hexadecimal: low & 0xFFFF_FFFF_FFFF, digits: 12)
  }

  /// Of a session, by its id and its start as stored; one of which only the id is known has no start.
  static func session(_ id: SessionID, start: JSONSlice?) -> RecordKey {
    var parts = KeyParts()
    parts.add("session")
    parts.add(id.text)
    parts.add(start)
    return parts.key
  }

  /// Of the n-th record, from 1, in one file that is of this kind, belongs to a session and says all the same in some members.
  static func record(
    _ kind: StaticString, of session: RecordKey, _ members: [JSONSlice?], twin: Int = 1
  ) -> RecordKey {
    var parts = KeyParts()
    parts.add("\(kind)")
    parts.add(session)
    for member in members { parts.add(member) }
    if twin > 1 { parts.add(twin) }
    return parts.key
  }
}

/// The array that a key is made of.
private struct KeyParts {
  private var bytes: [UInt8] = [0x5B]

  private mutating func separate() { if bytes.count > 1 { bytes.append(0x2C) } }

  mutating func add(_ text: String) {
    separate()
    bytes += JSONWriter.compact(.string(text))
  }

  mutating func add(_ key: RecordKey) {
    separate()
    bytes.append(0x22)
    key.append(to: &bytes)
    bytes.append(0x22)
  }

  mutating func add(_ number: Int) {
    separate()
    bytes += "\(number)".utf8
  }

  /// A text as stored; all else counts as an empty one.
  mutating func add(_ text: JSONSlice?) {
    separate()
    guard let plain = text?.plainText else {
      return JSONWriter.append(text: text?.bytesWithSurrogates ?? [], to: &bytes)
    }
    bytes.append(0x22)
    bytes += plain
    bytes.append(0x22)
  }

  var key: RecordKey { RecordKey(ofText: bytes + [0x5D]) }
}

/// A number that is the same for records that say the same, however their members are ordered and laid out: the checksums of
/// each name and value, added up. It only breaks ties.
struct RecordDigest {
  private var checksum = Checksum()
  var value: UInt64 { checksum.value }

  init() {}

  init(_ record: JSONSlice, _ further: String = "") {
    add(record)
    add(further)
  }

  private mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { checksum.add(UnsafeRawBufferPointer($0)) }
  }

  private mutating func add(_ slice: JSONSlice) {
    switch slice.kind {
    case .object:
      var sum: UInt64 = 0
      slice.forEachMember { name, value in
        var member = RecordDigest()
        member.add(name)
        member.add(value)
        sum &+= member.value
      }
      add("{")
      withUnsafeBytes(of: sum.littleEndian) { checksum.add($0) }
    case .array:
      add("[")
      slice.forEachElement { add($0) }
      add("]")
    case .string:
      add("\"")
      if let plain = slice.plainText { checksum.add(plain) } else { add(slice.text ?? "") }
      add("\"")
    case .number, .bool, .null:
      checksum.add(slice.bytes)
      add(",")
    }
  }
}

extension [UInt8] {
  /// Appends the last so many hexadecimal digits.
  fileprivate mutating func append(hexadecimal number: UInt64, digits: Int) {
    for place in (0..<digits).reversed() {
      let digit = UInt8(truncatingIfNeeded: number >> UInt64(4 * place)) & 0xF
      append(digit < 10 ? 0x30 + digit : 0x57 + digit)
    }
  }

  /// Appends a number of exactly so many digits; less than 0 counts as 0, more as the greatest.
  fileprivate mutating func append(_ number: Int64, digits: Int) {
    var rest = Swift.max(0, number)
    let start = count
    for _ in 0..<digits { append(0x30) }
    var place = start + digits
    while rest > 0, place > start {
      place -= 1
      self[place] = 0x30 + UInt8(rest % 10)
      rest /= 10
    }
    if rest > 0 { for place in start..<(start + digits) { self[place] = 0x39 } }
  }
}

/// Which of two copies is the newer one: a text of fixed width of `v`, digits and `a`–`f`, so that `>` means the same in every
/// database and collation.
struct RecordVersion: Comparable {
  /// How often this program changed the record.
  var revision: Int32 = 0
  /// Of a session whether it is completed, of an issue whether it is resolved; nil for other records.
  var isDone: Bool?
  /// Of a session its end in microseconds since 1970 and its interactions; nil for other records.
  var progress: (endMicroseconds: Int64, interactions: Int64)?
  var digest: UInt64
  /// Whether texts stand in the row: they win over a copy without.
  var hasTexts = true

  func append(to output: inout [UInt8]) {
    output.append(UInt8(ascii: "v"))
    output.append(Int64(revision), digits: 6)
    if let isDone { output.append(isDone ? 0x31 : 0x30) }
    if let progress {
      output.append(progress.endMicroseconds, digits: 20)
      output.append(progress.interactions, digits: 10)
    }
    output.append(hexadecimal: digest, digits: 16)
    output.append(hasTexts ? 0x31 : 0x30)
  }

  /// The same for a row with or without texts.
  func marked(hasTexts: Bool) -> RecordVersion {
    var version = self
    version.hasTexts = hasTexts
    return version
  }

  /// As it stands in a row.
  var text: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  static func < (a: RecordVersion, b: RecordVersion) -> Bool { a.text < b.text }
  static func == (a: RecordVersion, b: RecordVersion) -> Bool { a.text == b.text }
}
