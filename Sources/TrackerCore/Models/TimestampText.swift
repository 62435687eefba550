extension Timestamp {
  /// Reads ISO 8601: `YYYY-MM-DD`, `YYYYMMDD` or an ISO week, any one separator character, `HH[:MM[:SS[.fff…]]]` with or
  /// without colons, offset `Z`, `±HH[:MM[:SS[.fff…]]]`, perhaps after a blank. Nil for anything else (lower-case z, 24:00,
  /// second 60, impossible dates). More than six digits of fraction are cut. A date alone is midnight without an offset.
  public init?(_ text: String) {
    var copy = text
    let parsed = copy.withUTF8 { bytes -> Timestamp? in
      if let plain = Timestamp(described: UnsafeRawBufferPointer(bytes)) { return plain }
      guard bytes.contains(UInt8(ascii: "Z")) else { return Timestamp.parse(bytes) }
      // Every Z means +00:00, wherever it stands.
      let spelledOut = bytes.flatMap { $0 == UInt8(ascii: "Z") ? Array("+00:00".utf8) : [$0] }
      return spelledOut.withUnsafeBufferPointer { Timestamp.parse($0) }
    }
    guard let parsed else { return nil }
    self = parsed
  }

  private static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    var cursor = Cursor(bytes: bytes[...])
    guard let date = cursor.date() else { return nil }
    let dayMicroseconds = Int64(date.daysSince1970) * microsecondsPerDay
    if cursor.isAtEnd {
      return Timestamp(microseconds: dayMicroseconds, utcOffsetMicroseconds: nil)
    }
    guard cursor.skipCharacter(), let clock = cursor.clock() else { return nil }
    let local = dayMicroseconds + clock
    if cursor.isAtEnd { return Timestamp(microseconds: local, utcOffsetMicroseconds: nil) }
    // `date` and git set a blank before the offset.
    _ = cursor.eat(" ")
    guard let sign = cursor.sign(), let offset = cursor.clock(), cursor.isAtEnd else { return nil }
    return Timestamp(microseconds: local - sign * offset, utcOffsetMicroseconds: sign * offset)
  }

  private struct Cursor {
    var bytes: Slice<UnsafeBufferPointer<UInt8>>

    var isAtEnd: Bool { bytes.isEmpty }

    mutating func eat(_ character: Unicode.Scalar) -> Bool {
      guard let first = bytes.first, UInt32(first) == character.value else { return false }
      bytes = bytes.dropFirst()
      return true
    }

    /// One character, however many bytes it has.
    mutating func skipCharacter() -> Bool {
      guard !bytes.isEmpty else { return false }
      bytes = bytes.dropFirst()
      while let next = bytes.first, next & 0xC0 == 0x80 { bytes = bytes.dropFirst() }
      return true
    }

    mutating func digits(_ count: Int) -> Int? {
      guard bytes.count >= count else { return nil }
      var value = 0
      for byte in bytes.prefix(count) {
        guard byte.isDigit else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      bytes = bytes.dropFirst(count)
      return value
    }

    mutating func date() -> CivilDate? {
      guard let year = digits(4), year >= 1 else { return nil }
      let dashed = eat("-")
      if eat("W") { return week(year: year, dashed: dashed) }
      guard let month = digits(2), eat("-") == dashed, let day = digits(2) else { return nil }
      return CivilDate(year: year, month: month, day: day)
    }

    mutating func week(year: Int, dashed: Bool) -> CivilDate? {
      guard let week = digits(2), (1...53).contains(week) else { return nil }
      var day = 1
      if dashed ? eat("-") : bytes.first?.isDigit ?? false {
        guard let number = digits(1), (1...7).contains(number) else { return nil }
        day = number
      }
      guard let january4 = CivilDate(year: year, month: 1, day: 4) else { return nil }
      let firstMonday = january4.daysSince1970 - january4.weekday
      if week == 53 {
        // A year has a 53rd week when its 28 December still lies in it.
        guard let december28 = CivilDate(year: year, month: 12, day: 28),
          (december28.daysSince1970 - firstMonday) / 7 == 52
        else { return nil }
      }
      let date = CivilDate(daysSince1970: firstMonday + (week - 1) * 7 + day - 1)
      return (1...9999).contains(date.parts.year) ? date : nil
    }

    mutating func sign() -> Int64? {
      if eat("+") { return 1 }
      if eat("-") { return -1 }
      return nil
    }

    /// Microseconds of `HH[:MM[:SS[.fff…]]]`; nil when out of range.
    mutating func clock() -> Int64? {
      guard let hour = digits(2), hour < 24 else { return nil }
      var seconds = Int64(hour) * 3600
      let colons = bytes.first == UInt8(ascii: ":")
      guard colons || bytes.first?.isDigit ?? false else {
        return seconds * 1_000_000
      }
      if colons { _ = eat(":") }
      guard let minute = digits(2), minute < 60 else { return nil }
      seconds += Int64(minute) * 60
      let hasSeconds = colons ? eat(":") : bytes.first?.isDigit ?? false
      guard hasSeconds else { return seconds * 1_000_000 }
      guard let second = digits(2), second < 60 else { return nil }
      seconds += Int64(second)
      guard eat(".") || eat(",") else { return seconds * 1_000_000 }
      let fraction = bytes.prefix { $0.isDigit }
      guard !fraction.isEmpty else { return nil }
      bytes = bytes.dropFirst(fraction.count)
      let digits = (Array(fraction.prefix(6)) + repeatElement(0x30, count: 6)).prefix(6)
      return digits.reduce(seconds) { $0 * 10 + Int64($1 - 0x30) }
    }
  }
}
