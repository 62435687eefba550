/// A date and time in whole microseconds, with or without an offset from UTC.
///
/// Reads what Python's `datetime.fromisoformat` reads after every `Z` became `+00:00` (reference behaviour, durations).
public struct Timestamp: Sendable, Hashable {
  /// Microseconds since 1970-01-01T00:00:00: in UTC when the offset is known, else on the unknown zone's own clock.
  public var microseconds: Int64
  /// How far its clock is ahead of UTC, in microseconds; nil when the text named no offset.
  public var utcOffsetMicroseconds: Int64?

  /// A time with a known offset (by default UTC), or on an unknown zone's clock when the offset is nil.
  public init(microseconds: Int64, utcOffsetMicroseconds: Int64? = 0) {
    self.microseconds = microseconds
    self.utcOffsetMicroseconds = utcOffsetMicroseconds
  }

  /// Minutes from `start` to this; nil when exactly one of the two lacks an offset, so that they cannot be compared.
  public func minutes(since start: Timestamp) -> Double? {
    guard (utcOffsetMicroseconds == nil) == (start.utcOffsetMicroseconds == nil) else { return nil }
    return Double(microseconds - start.microseconds) / 1e6 / 60
  }

  /// This time moved by whole microseconds; its offset stays. Held within the years 1 to 9999.
  public func advanced(byMicroseconds delta: Int64) -> Timestamp {
    let (sum, overflow) = microseconds.addingReportingOverflow(delta)
    let limit = delta > 0 ? Timestamp.latestMicroseconds : Timestamp.earliestMicroseconds
    let moved =
      overflow ? limit : min(max(sum, Timestamp.earliestMicroseconds), Timestamp.latestMicroseconds)
    return Timestamp(microseconds: moved, utcOffsetMicroseconds: utcOffsetMicroseconds)
  }

  static let earliestMicroseconds: Int64 = -62_135_596_800_000_000
  static let latestMicroseconds: Int64 = 253_402_300_799_999_999
  static let microsecondsPerMinute: Int64 = 60_000_000
  /// A day without a change of the clocks.
  public static let microsecondsPerDay: Int64 = 86_400_000_000
}

extension Timestamp: CustomStringConvertible {
  /// `YYYY-MM-DDTHH:MM:SS[.ffffff][+HH:MM[:SS[.ffffff]]]`, the fraction left out when it is 0, the time in its own offset.
  public var description: String {
    let local = microseconds + (utcOffsetMicroseconds ?? 0)
    let days = local.floorDividing(by: Timestamp.microsecondsPerDay)
    let inDay = local - days * Timestamp.microsecondsPerDay
    let date = CivilDate(daysSince1970: Int(days))
    var text = "\(date)T" + Timestamp.clock(inDay)
    guard let offset = utcOffsetMicroseconds else { return text }
    text += offset < 0 ? "-" : "+"
    let clock = Timestamp.clock(abs(offset))
    text += abs(offset) % 60_000_000 == 0 ? String(clock.prefix(5)) : clock
    return text
  }

  private static func clock(_ microseconds: Int64) -> String {
    let seconds = microseconds / 1_000_000
    let fraction = microseconds % 1_000_000
    let text =
      "\(padded(Int(seconds / 3600))):\(padded(Int(seconds / 60 % 60))):\(padded(Int(seconds % 60)))"
    return fraction == 0 ? text : text + "." + padded(Int(fraction), digits: 6)
  }
}

extension Int64 {
  package func floorDividing(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}

/// A number with leading zeros.
package func padded(_ number: Int, digits: Int = 2) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
}

/// A day of the Gregorian calendar.
public struct CivilDate: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Days since 1970-01-01.
  public let daysSince1970: Int

  /// The day so many days after 1970-01-01.
  public init(daysSince1970: Int) { self.daysSince1970 = daysSince1970 }

  /// The day with these numbers; nil when there is none. Years 1 to 9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      day >= 1, day <= CivilDate.days(inMonth: month, ofYear: year)
    else { return nil }
    // Days from civil: the year starts in March so that the leap day is its last.
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    daysSince1970 = era * 146_097 + dayOfEra - 719_468
  }

  /// Year, month (1–12) and day (1–31).
  public var parts: (year: Int, month: Int, day: Int) {
    let z = daysSince1970 + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// Day of the week: 0 Monday … 6 Sunday.
  public var weekday: Int { ((daysSince1970 + 3) % 7 + 7) % 7 }

  /// `YYYY-MM-DD`.
  public var description: String {
    let (year, month, day) = parts
    return "\(padded(year, digits: 4))-\(padded(month))-\(padded(day))"
  }

  public static func < (a: CivilDate, b: CivilDate) -> Bool { a.daysSince1970 < b.daysSince1970 }

  static func days(inMonth month: Int, ofYear year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
