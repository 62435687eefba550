// Every range word against counting local days, on generated ledgers in zones whose days have 23 to 25 hours, or are missing.

import Platform
import TestSupport
import Testing
import TrackerCore

@Suite struct CalendarPropertyTests {
  static let zones = [
    "UTC", "Asia/Shanghai", "America/Los_Angeles", "Asia/Kolkata", "Australia/Lord_Howe",
    "Pacific/Apia", "Europe/Berlin",
  ]
  /// Noons on days when clocks change somewhere, or the day before or after.
  private static let days = [
    "2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25", "2026-11-01",
    "2026-11-02", "2011-12-29", "2011-12-31", "2012-01-01", "2026-01-01", "2024-02-29",
  ]

  /// Words with whether a local day, counted from 1970, is meant on another.
  private static let words: [(String, @Sendable (Int, Int) -> Bool)] = [
    ("today", { $0 == $1 }), ("yesterday", { $0 == $1 - 1 }), ("1d", { $0 == $1 }),
    ("7d", { ($1 - 6...$1).contains($0) }), ("1w", { ($1 - 6...$1).contains($0) }),
    ("30d", { ($1 - 29...$1).contains($0) }), ("90d", { ($1 - 89...$1).contains($0) }),
    ("2w", { ($1 - 13...$1).contains($0) }), ("7d..yesterday", { ($1 - 6...$1 - 1).contains($0) }),
    ("..7d", { $0 <= $1 - 6 }), ("30d..7d", { ($1 - 29...$1 - 6).contains($0) }),
    ("yesterday..", { ($1 - 1...$1).contains($0) }),
    ("year", { day($0).year == day($1).year && $0 <= $1 }),
  ]

  private static func day(_ number: Int) -> (year: Int, month: Int, day: Int) {
    CivilDate(daysSince1970: number).parts
  }

  @Test(arguments: zones)
  func aRangeHasTheSessionsOfItsLocalDays(zone: String) throws {
    let calendar = try TestEnvironment().environment.calendar(ofZone: zone, name: "tz")
    var generator = SeededGenerator(seed: 14)
    for text in CalendarPropertyTests.days {
      let noon = try Timestamp.reading(text + "T12:00:00Z")
      let now = noon.advanced(byMicroseconds: Int64(generator.below(86_400) - 43_200) * 1_000_000)
      let starts = (0..<300).map { _ in
        now.advanced(
          byMicroseconds: -Int64(generator.below(generator.pick([2, 40, 400]) * 86_400)) * 1_000_000
        )
      }
      var history = History()
      for (number, start) in starts.enumerated() {
        var session = Session()
        session.id = SessionID("\(number)")
        session.startTime = start.description
        history.sessions.append(session)
      }
      let today = calendar.day(of: now).daysSince1970
      func covered(_ word: String) throws -> [String] {
        try ReportRange(range: word, now: now, calendar: calendar).covered(
          of: history, now: now, calendar: calendar
        )
        .sessions.map(\.id.text)
      }
      func expected(_ isMeant: (Int) -> Bool) -> [String] {
        starts.indices.filter { isMeant(calendar.day(of: starts[$0]).daysSince1970) }.map(
          String.init)
      }
      for (word, isMeant) in CalendarPropertyTests.words {
        #expect(try covered(word) == expected { isMeant($0, today) }, "\(word) \(now) \(zone)")
        let filtered = history.restricted(
          to: try SessionFilter("start:\(word)"), now: now, calendar: calendar)
        #expect(try covered(word) == filtered.sessions.map(\.id.text), "start:\(word) \(zone)")
      }
      for back in [0, 1, 2, 7, 31] {
        let day = CivilDate(daysSince1970: today - back)
        #expect(try covered(day.description) == expected { $0 == today - back }, "\(day) \(zone)")
        let month = String(day.description.prefix(7))
        let inMonth = { (number: Int) in
          CivilDate(daysSince1970: number).description.hasPrefix(month)
        }
        #expect(try covered(month) == expected(inMonth), "\(month) \(zone)")
      }
      // The days of a range and of the period before it follow one another without a gap.
      for word in ["today", "7d", "30d", "2w", "year", "36h"] {
        let range = try DateRange(word)
        let bounds = try #require(range.bounds(now: now, calendar: calendar))
        let previous = try #require(range.previous(now: now, calendar: calendar))
        #expect(previous.upperBound == bounds.lowerBound, "\(word) \(zone)")
      }
    }
  }
}
