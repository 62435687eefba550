public import JSON

/// A text that mostly is an ISO 8601 time. Any text comes back to the byte.
public struct StoredTime: JSONField, Sendable, Equatable {
  /// Nil when the text cannot be read as a time.
  public let instant: Timestamp?
  /// Nil when `instant` is described by the very same text.
  private let spelling: String?

  /// Takes any text.
  public init(_ text: String) {
    var copy = text
    let described = copy.withUTF8 { Timestamp(described: UnsafeRawBufferPointer($0)) }
    instant = described ?? Timestamp(text)
    spelling = described == nil ? text : nil
  }

  /// The text that `instant` is described by.
  init(instant: Timestamp) {
    self.instant = instant
    spelling = nil
  }

  public init?(json: JSONSlice) {
    if let bytes = json.plainText, let instant = Timestamp(described: bytes) {
      self.init(instant: instant)
    } else {
      guard let text = json.text else { return nil }
      self.init(text)
    }
  }

  /// As it is stored; put together anew where the instant spells it.
  public var text: String { spelling ?? instant?.description ?? "" }
  public var json: JSONValue { .string(text) }
}

extension Timestamp {
  /// Reads exactly what `description` writes, and nothing else: without a copy, every character at its place.
  init?(described bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 19, bytes[10] == UInt8(ascii: "T"), bytes[4] == UInt8(ascii: "-"),
      bytes[7] == UInt8(ascii: "-"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let century = bytes.twoDigits(at: 0), let year = bytes.twoDigits(at: 2),
      let month = bytes.twoDigits(at: 5), let day = bytes.twoDigits(at: 8),
      let date = CivilDate(year: century * 100 + year, month: month, day: day),
      let hour = bytes.twoDigits(at: 11), hour < 24, let minute = bytes.twoDigits(at: 14),
      minute < 60, let second = bytes.twoDigits(at: 17), second < 60
    else { return nil }
    var position = 19
    var fraction = 0
    if bytes.count >= 26, bytes[19] == UInt8(ascii: ".") {
      guard let first = bytes.twoDigits(at: 20), let second = bytes.twoDigits(at: 22),
        let third = bytes.twoDigits(at: 24)
      else { return nil }
      fraction = (first * 100 + second) * 100 + third
      guard fraction > 0 else { return nil }
      position = 26
    }
    let inDay = Int64((hour * 60 + minute) * 60 + second) * 1_000_000 + Int64(fraction)
    let local = Int64(date.daysSince1970) * Timestamp.microsecondsPerDay + inDay
    if bytes.count == position {
      self.init(microseconds: local, utcOffsetMicroseconds: nil)
      return
    }
    guard bytes.count == position + 6, bytes[position + 3] == UInt8(ascii: ":"),
      let hours = bytes.twoDigits(at: position + 1), hours < 24,
      let minutes = bytes.twoDigits(at: position + 4), minutes < 60
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
  /// The number of two decimal digits; nil when there is anything else. The bytes must be there.
  @inline(__always)
  fileprivate func twoDigits(at start: Int) -> Int? {
    let tens = self[start] &- UInt8(ascii: "0")
    let ones = self[start + 1] &- UInt8(ascii: "0")
    return tens < 10 && ones < 10 ? Int(tens &* 10 &+ ones) : nil
  }
}
