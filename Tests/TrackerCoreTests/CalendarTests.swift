// Days: the civil calendar against counting day by day, and local days where clocks change.

import TestSupport
import Testing
import TrackerCore

@Suite struct CivilDateTests {
  /// The first and the last day of every month of ten thousand years, found by counting days.
  @Test func everyMonthAgreesWithCountingDays() {
    var number = -719_162
    var mistakes = 0
    for year in 1...9999 {
      let isLeapYear = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
      let lengths = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      for (month, length) in zip(1..., lengths) {
        for day in [1, length] {
          let date = CivilDate(daysSince1970: number + day - 1)
          let isSame = date.parts == (year, month, day)
          if !isSame || CivilDate(year: year, month: month, day: day) != date { mistakes += 1 }
        }
        number += length
      }
    }
    #expect(mistakes == 0)
    #expect(number == 2_932_897)
  }

  @Test(
    arguments: [
      (0, 1, 1), (10_000, 1, 1), (2026, 0, 1), (2026, 13, 1), (2026, 1, 0), (2026, 1, 32),
      (2026, 2, 29), (1900, 2, 29), (2026, 6, 31),
    ])
  func aDayThatDoesNotExistIsNil(_ year: Int, _ month: Int, _ day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }

  @Test func weekdaysStartWithMonday() throws {
    #expect(CivilDate(daysSince1970: 0).weekday == 3)
    #expect(CivilDate(year: 2026, month: 1, day: 5)?.weekday == 0)
    #expect(CivilDate(year: 1969, month: 12, day: 28)?.weekday == 6)
    #expect(CivilDate(year: 1, month: 1, day: 1)?.weekday == 0)
  }

  @Test func daysAreOrderedAndWrittenWithFourDigits() throws {
    let early = try #require(CivilDate(year: 33, month: 4, day: 3))
    let late = CivilDate(daysSince1970: 20_458)
    #expect(early < late)
    #expect(!(late < early))
    #expect(early.description == "0033-04-03")
    #expect(late.description == "2026-01-05")
  }

  /// Every year's weeks follow one another: the week after the last is the first of the next year.
  @Test func everyYearHasTheWeeksOfTheIsoCalendar() throws {
    var yearsWith53 = 0
    for year in 1990..<2390 {
      let first = try Timestamp.reading("\(year)-W01-1").microseconds
      let next = try Timestamp.reading("\(year + 1)-W01-1").microseconds
      let week: Int64 = 7 * 86_400_000_000
      let last = Timestamp("\(year)-W53-1")
      #expect((next - first) / week == (last == nil ? 52 : 53))
      #expect(last == nil || last?.microseconds == next - week)
      if last != nil { yearsWith53 += 1 }
    }
    // 71 in any 400 years.
    #expect(yearsWith53 == 71)
  }
}

@Suite struct LocalCalendarTests {
  private static func seconds(_ text: String) -> Int64 {
    (Timestamp(text)?.microseconds ?? 0) / 1_000_000
  }

  /// Clocks that go one hour forward and back again at two instants.
  private static func zone(
    winterHours: Int, forward: String, back: String
  ) -> LocalCalendar {
    let (start, end) = (seconds(forward), seconds(back))
    return LocalCalendar { time in
      let now = time.microseconds / 1_000_000
      return (winterHours + (start <= now && now < end ? 1 : 0)) * 3600
    }
  }

  private static let zones: [(String, LocalCalendar)] = [
    ("UTC", .utc),
    ("Berlin", zone(winterHours: 1, forward: "2026-03-29T01:00Z", back: "2026-10-25T01:00Z")),
    ("New York", zone(winterHours: -5, forward: "2026-03-08T07:00Z", back: "2026-11-01T06:00Z")),
    // South of the equator the clocks go back first.
    ("Auckland", zone(winterHours: 12, forward: "2026-09-26T14:00Z", back: "2027-04-03T14:00Z")),
    // Clocks that change at midnight: a day begins at 1 o'clock, or has its first hour twice.
    ("Santiago", zone(winterHours: -4, forward: "2026-09-06T04:00Z", back: "2027-04-04T03:00Z")),
    ("Havana", zone(winterHours: -5, forward: "2026-03-08T05:00Z", back: "2026-11-01T05:00Z")),
    ("Kathmandu", LocalCalendar { _ in 20_700 }),
  ]

  @Test(arguments: 0..<zones.count)
  func everyInstantLiesInTheDayWhoseBeginningItFollows(_ index: Int) {
    let (name, calendar) = LocalCalendarTests.zones[index]
    for number in 20_454..<21_000 {
      let day = CivilDate(daysSince1970: number)
      let start = calendar.startMicroseconds(of: day)
      let next = calendar.startMicroseconds(of: CivilDate(daysSince1970: number + 1))
      #expect([23, 24, 25].contains((next - start) / 3_600_000_000), "\(name) \(day)")
      #expect(calendar.day(of: Timestamp(microseconds: start)) == day, "\(name) \(day)")
      #expect(calendar.day(of: Timestamp(microseconds: next - 1)) == day, "\(name) \(day)")
    }
  }

  @Test func theSameInstantLiesInDifferentDays() throws {
    let time = try Timestamp.reading("2026-01-05T23:30:15Z")
    let berlin = LocalCalendar { _ in 3600 }
    let honolulu = LocalCalendar { _ in -36_000 }
    #expect(LocalCalendar.utc.day(of: time).description == "2026-01-05")
    #expect(berlin.day(of: time).description == "2026-01-06")
    #expect(berlin.clock(of: time) == (0, 30, 15))
    #expect(honolulu.day(of: time).description == "2026-01-05")
    #expect(honolulu.clock(of: time) == (13, 30, 15))
    let before1970 = Timestamp(microseconds: -1)
    #expect(LocalCalendar.utc.clock(of: before1970) == (23, 59, 59))
    #expect(LocalCalendar.utc.day(of: before1970).description == "1969-12-31")
  }

  @Test func aTimeWithoutOffsetCountsAsUTC() throws {
    let time = try Timestamp.reading("2026-01-05T23:30:15")
    let berlin = LocalCalendar { _ in 3600 }
    #expect(berlin.day(of: time).description == "2026-01-06")
    #expect(berlin.clock(of: time) == (0, 30, 15))
  }
}
