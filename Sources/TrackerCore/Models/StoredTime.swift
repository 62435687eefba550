// A time as a record spells it. It refuses to hold a text that the instant spells as well.

internal import JSON

/// A text that mostly is an ISO 8601 time. Any text comes back to the byte.
struct StoredTime: JSONField, Sendable, Equatable {
  /// Nil when the text cannot be read as a time.
  let instant: Timestamp?
  /// Nil when `instant` is described by the very same text.
  private let spelling: String?

  /// Takes any text.
  init(_ text: String) {
    var copy = text
    let described = copy.withUTF8 { Timestamp(described: UnsafeRawBufferPointer($0)) }
    instant = described ?? Timestamp(text)
    spelling = described == nil ? text : nil
  }

  /// A text that `instant` is described by.
  private init(instant: Timestamp) {
    self.instant = instant
    spelling = nil
  }

  init?(json: JSONSlice) {
    if let bytes = json.plainText, let instant = Timestamp(described: bytes) {
      self.init(instant: instant)
    } else {
      guard let text = json.text else { return nil }
      self.init(text)
    }
  }

  /// As it is stored.
  var text: String { spelling ?? instant?.description ?? "" }
  var json: JSONValue { .string(text) }
}

extension Timestamp {
  /// Reads exactly what `description` writes, and nothing else: without a copy, every character at its place.
  init?(described bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 19, bytes[10] == UInt8(ascii: "T"),
      let year = bytes.number(at: 0, digits: 4), bytes[4] == UInt8(ascii: "-"),
      let month = bytes.number(at: 5, digits: 2), bytes[7] == UInt8(ascii: "-"),
      let day = bytes.number(at: 8, digits: 2),
      let date = CivilDate(year: year, month: month, day: day),
      let hour = bytes.number(at: 11, digits: 2), hour < 24, bytes[13] == UInt8(ascii: ":"),
      let minute = bytes.number(at: 14, digits: 2), minute < 60, bytes[16] == UInt8(ascii: ":"),
      let second = bytes.number(at: 17, digits: 2), second < 60
    else { return nil }
    var position = 19
    var fraction = 0
    if bytes.count >= 26, bytes[19] == UInt8(ascii: ".") {
      guard let number = bytes.number(at: 20, digits: 6), number > 0 else { return nil }
      fraction = number
      position = 26
    }
    let inDay = Int64((hour * 60 + minute) * 60 + second) * 1_000_000 + Int64(fraction)
    let local = Int64(date.daysSince1970) * Timestamp.microsecondsPerDay + inDay
    if bytes.count == position {
      self.init(microseconds: local, utcOffsetMicroseconds: nil)
      return
    }
    guard bytes.count == position + 6, bytes[position + 3] == UInt8(ascii: ":"),
      let hours = bytes.number(at: position + 1, digits: 2), hours < 24,
      let minutes = bytes.number(at: position + 4, digits: 2), minutes < 60
    else { return nil }
    let ahead = Int64(hours * 60 + minutes) * 60_000_000
    switch bytes[position] {
    case UInt8(ascii: "+"): self.init(microseconds: local - ahead, utcOffsetMicroseconds: ahead)
    // Minus nothing is described with a plus.
    case UInt8(ascii: "-") where ahead > 0:
      self.init(microseconds: local + ahead, utcOffsetMicroseconds: -ahead)
    default: return nil
    }
  }
}

extension UnsafeRawBufferPointer {
  /// The number of so many decimal digits; nil when there is anything else. The bytes must be there.
  fileprivate func number(at start: Int, digits: Int) -> Int? {
    var value = 0
    for index in start..<(start + digits) {
      let digit = self[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }
}
