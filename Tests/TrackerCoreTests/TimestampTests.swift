// Times as text: what is read, what is refused, what is written.

import TestSupport
import Testing
import TrackerCore

@Suite struct TimestampTests {
  private static let day: Int64 = 86_400_000_000
  /// 2026-01-05T00:00:00Z: 20,458 days after 1970-01-01.
  private static let monday: Int64 = 20_458 * day
  private static let hour: Int64 = 3_600_000_000
  private static let minute: Int64 = 60_000_000
  private static let second: Int64 = 1_000_000

  /// A text, its microseconds since 1970 and its offset.
  struct Reading: CustomTestStringConvertible {
    var text: String
    var microseconds: Int64
    var offset: Int64?
    var testDescription: String { text }

    init(_ text: String, _ microseconds: Int64, offset: Int64? = nil) {
      (self.text, self.microseconds, self.offset) = (text, microseconds, offset)
    }
  }

  static let readings: [Reading] = [
    // Dates alone are midnight on an unknown zone's clock.
    Reading("2026-01-05", monday),
    Reading("20260105", monday),
    Reading("1970-01-01", 0),
    Reading("1969-12-31", -day),
    Reading("2024-02-29", 19_782 * day),
    Reading("0001-01-01", -719_162 * day),
    Reading("9999-12-31", 2_932_896 * day),
    // Weeks: Monday is day 1, and the default.
    Reading("2026-W02-1", monday),
    Reading("2026W021", monday),
    Reading("2026-W02", monday),
    Reading("2026W02", monday),
    Reading("2026-W02-7", monday + 6 * day),
    Reading("2026-W01-1", monday - 7 * day),
    Reading("2020-W53-5", 18_628 * day),
    // Any one character stands between date and time.
    Reading("2026-01-05T21:15:18", monday + 21 * hour + 15 * minute + 18 * second),
    Reading("2026-01-05 21:15:18", monday + 21 * hour + 15 * minute + 18 * second),
    Reading("2026-01-05t21:15:18", monday + 21 * hour + 15 * minute + 18 * second),
    Reading("2026-01-05_21:15:18", monday + 21 * hour + 15 * minute + 18 * second),
    Reading("2026-01-05é21:15:18", monday + 21 * hour + 15 * minute + 18 * second),
    Reading("2026-01-05日21:15:18", monday + 21 * hour + 15 * minute + 18 * second),
    Reading("2026-01-05+21:15", monday + 21 * hour + 15 * minute),
    Reading("2026-W02-1T21:15:18", monday + 21 * hour + 15 * minute + 18 * second),
    // Times, with colons and without.
    Reading("2026-01-05T21", monday + 21 * hour),
    Reading("2026-01-05T21:15", monday + 21 * hour + 15 * minute),
    Reading("2026-01-05T2115", monday + 21 * hour + 15 * minute),
    Reading("2026-01-05T211518", monday + 21 * hour + 15 * minute + 18 * second),
    Reading("20260105T211518", monday + 21 * hour + 15 * minute + 18 * second),
    Reading("2026-01-05T00:00:00", monday),
    Reading("2026-01-05T23:59:59", monday + day - second),
    // A fraction has any number of digits and is cut, not rounded.
    Reading("2026-01-05T00:00:00.1", monday + 100_000),
    Reading("2026-01-05T00:00:00,123456", monday + 123_456),
    Reading("2026-01-05T00:00:00.1234567", monday + 123_456),
    Reading("2026-01-05T00:00:00.9999999999", monday + 999_999),
    Reading("2026-01-05T000000.044", monday + 44_000),
    // Offsets.
    Reading("2026-01-05T00:00:00Z", monday, offset: 0),
    Reading("2026-01-05T00Z", monday, offset: 0),
    Reading("2026-01-05T00:00:00.5Z", monday + 500_000, offset: 0),
    Reading("2026-01-05T00:00:00+00:00", monday, offset: 0),
    Reading("2026-01-05T00:00:00-00:00", monday, offset: 0),
    Reading("2026-01-05T00:00:00+02", monday - 2 * hour, offset: 2 * hour),
    Reading(
      "2026-01-05T00:00:00+0530", monday - 5 * hour - 30 * minute, offset: 5 * hour + 30 * minute),
    Reading("2026-01-05T00:00:00-08:00", monday + 8 * hour, offset: -8 * hour),
    Reading(
      "2026-01-05T00:00-03:30:15", monday + 3 * hour + 30 * minute + 15 * second,
      offset: -(3 * hour + 30 * minute + 15 * second)),
    Reading("2026-01-05T00:00+00:00:00.25", monday - 250_000, offset: 250_000),
    Reading("2026-01-05T00:00:00+23:59", monday - day + minute, offset: day - minute),
    Reading(
      "2026-01-05 21:15:18 +0100", monday + 20 * hour + 15 * minute + 18 * second, offset: hour),
    Reading("0001-01-01T00:00:00+14:00", -719_162 * day - 14 * hour, offset: 14 * hour),
  ]

  @Test(arguments: readings)
  func whatPythonReadsIsRead(_ reading: Reading) throws {
    let time = try #require(Timestamp(reading.text))
    #expect(time.microseconds == reading.microseconds)
    #expect(time.utcOffsetMicroseconds == reading.offset)
  }

  @Test(
    arguments: [
      "", " ", "now", "2026", "2026-01", "202601", "2026-1-5", "2026-01-5", "26-01-05",
      "2026/01/05", "2026-0105", "202601-05", "+2026-01-05", " 2026-01-05", "0000-01-01",
      "2026-00-01", "2026-13-01", "2026-01-00", "2026-01-32", "2026-04-31", "2026-02-29",
      "2100-02-29", "2026-W00-1", "2026-W54-1", "2025-W53-1", "2026-W02-0", "2026-W02-8",
      "9999-W52-7", "2026-w02-1", "2026-01-05T", "2026-01-05T2", "2026-01-05T2:15",
      "2026-01-05T24:00", "2026-01-05T24", "2026-01-05T21:60", "2026-01-05T21:15:60",
      "2026-01-05T21:15:18.", "2026-01-05T21:15:18,", "2026-01-05T21:15:18.x",
      "2026-01-05T21:1518", "2026-01-05T2115:18", "2026-01-05T21:15:",
      "2026-01-05T21:15:18z", "2026-01-05T21:15:18ZZ", "2026-01-05T21:15:18Z+01:00",
      "2026-01-05T21:15:18+", "2026-01-05T21:15:18+1", "2026-01-05T21:15:18+24:00",
      "2026-01-05T21:15:18+01:00x", "2026-01-05T21:15:18 ", "2026-01-05TT21:15:18",
      "２０２６-01-05", "2026-01-05T21:15:18\n",
    ])
  func whatPythonRefusesIsRefused(_ text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test(
    arguments: [
      ("2026-01-05T21:15:18Z", "2026-01-05T21:15:18+00:00"),
      ("2026-01-05T21:15:18.044Z", "2026-01-05T21:15:18.044000+00:00"),
      ("2026-01-05T21:15:18.000000-08:00", "2026-01-05T21:15:18-08:00"),
      ("20260105T21", "2026-01-05T21:00:00"),
      ("0001-01-01", "0001-01-01T00:00:00"),
      ("0001-01-01T00:00+14:00", "0001-01-01T00:00:00+14:00"),
      ("9999-12-31T23:59:59.999999-12:00", "9999-12-31T23:59:59.999999-12:00"),
      ("1969-12-31T23:59:59.999999+00:00", "1969-12-31T23:59:59.999999+00:00"),
      ("2026-01-05T00:00-03:30:15", "2026-01-05T00:00:00-03:30:15"),
      ("2026-01-05T00:00+00:00:00.25", "2026-01-05T00:00:00+00:00:00.250000"),
    ])
  func aTimeIsWrittenInItsOwnOffset(_ text: String, _ canonical: String) throws {
    #expect(try Timestamp.reading(text).description == canonical)
  }

  @Test func whatIsWrittenReadsBackTheSame() throws {
    var generator = SeededGenerator(seed: 7)
    for round in 0..<2_000 {
      // A day away from both ends, so that the local date stays within the years 1 to 9999.
      let microseconds = Int64.random(
        in: -62_135_510_400_000_000...253_402_214_400_000_000, using: &generator)
      let whole = round % 3 == 0 ? microseconds / 1_000_000 * 1_000_000 : microseconds
      let offset: Int64? =
        switch round % 4 {
        case 0: nil
        case 1: Int64.random(in: -1439...1439, using: &generator) * 60_000_000
        case 2: Int64.random(in: -86_399...86_399, using: &generator) * 1_000_000
        default: Int64.random(in: -86_399_999_999...86_399_999_999, using: &generator)
        }
      let time = Timestamp(microseconds: whole, utcOffsetMicroseconds: offset)
      #expect(Timestamp(time.description) == time, "\(time)")
    }
  }

  @Test func minutesAreWholeMicrosecondsDivided() throws {
    let start = try Timestamp.reading("2026-01-05T21:15:18+00:00")
    #expect(try Timestamp.reading("2026-01-05T23:45:18.6+01:00").minutes(since: start) == 90.01)
    #expect(try Timestamp.reading("2026-01-05T21:00:18Z").minutes(since: start) == -15)
    let unknown = try Timestamp.reading("2026-01-05T21:20:18")
    #expect(unknown.minutes(since: start) == nil)
    #expect(start.minutes(since: unknown) == nil)
    #expect(try Timestamp.reading("2026-01-05T22:20:18").minutes(since: unknown) == 60)
  }

  @Test func aMovedTimeStaysWithinTheCalendar() throws {
    let time = try Timestamp.reading("2026-01-05T21:15:18+02:00")
    #expect(
      time.advanced(byMicroseconds: 90_500_000).description == "2026-01-05T21:16:48.500000+02:00")
    #expect(
      time.advanced(byMicroseconds: -90_500_000).description == "2026-01-05T21:13:47.500000+02:00")
    let latest = Timestamp(microseconds: 253_402_300_799_999_999)
    #expect(latest.advanced(byMicroseconds: 1) == latest)
    #expect(latest.advanced(byMicroseconds: .max) == latest)
    #expect(latest.description == "9999-12-31T23:59:59.999999+00:00")
    let earliest = Timestamp(microseconds: -62_135_596_800_000_000)
    #expect(earliest.advanced(byMicroseconds: .min) == earliest)
    #expect(earliest.description == "0001-01-01T00:00:00+00:00")
  }
}
