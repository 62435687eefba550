// Which sessions a report covers for what a person typed.

import Testing
import TrackerCore

@Suite struct ReportRangeTests {
  /// A Monday noon in UTC; 13:00 on the local clock, one hour ahead.
  private let now = Timestamp("2026-01-05T12:00:00+00:00") ?? Timestamp(microseconds: 0)
  private let calendar = LocalCalendar { _ in 3600 }

  private func range(
    _ range: String? = nil, since: String? = nil, until: String? = nil, session: String? = nil
  ) throws(TrackerError) -> ReportRange {
    try ReportRange(
      range: range, since: since, until: until, session: session, now: now, calendar: calendar)
  }

  private func microseconds(_ text: String) throws -> Int64 {
    try #require(Timestamp(text)).microseconds
  }

  @Test func nothingAskedForIsEverything() throws {
    #expect(try range() == .all)
    #expect(try range("", since: "", until: "", session: "") == .all)
    #expect(try range("all") == .all)
  }

  @Test(arguments: [
    ("2026-01-05", "2026-01-04T23:00:00Z"), ("today", "2026-01-04T23:00:00Z"),
    ("yesterday", "2026-01-03T23:00:00Z"), ("12h", "2026-01-05T00:00:00Z"),
    ("7d", "2025-12-29T12:00:00Z"), ("0h", "2026-01-05T12:00:00Z"),
    ("0001-01-01", "0001-01-01T00:00:00+01:00"),
  ])
  func sinceBeginsWithWhatItNames(text: String, start: String) throws {
    let bounds = try #require(try range(since: text).bounds)
    #expect(bounds.lowerBound == (try microseconds(start)))
    #expect(bounds.upperBound == .max)
  }

  @Test(arguments: [
    ("2026-01-05", "2026-01-05T22:59:59.999999Z"), ("today", "2026-01-05T22:59:59.999999Z"),
    ("yesterday", "2026-01-04T22:59:59.999999Z"), ("12h", "2026-01-05T00:00:00Z"),
    ("9999-12-31", "9999-12-31T22:59:59.999999Z"),
  ])
  func untilEndsWithWhatItNamesInclusive(text: String, last: String) throws {
    let bounds = try #require(try range(until: text).bounds)
    #expect(bounds.lowerBound == .min)
    #expect(bounds.upperBound - 1 == (try microseconds(last)))
  }

  @Test func oneDayIsARangeOfItsOwn() throws {
    let bounds = try #require(try range(since: "yesterday", until: "yesterday").bounds)
    #expect(bounds.upperBound - bounds.lowerBound == 86_400_000_000)
  }

  @Test func aDayOnWhichClocksChangeHasItsOwnLength() throws {
    // Clocks go back by an hour at 01:00 UTC on 2026-10-25.
    let change = try microseconds("2026-10-25T01:00:00Z")
    let summer = LocalCalendar { $0.microseconds < change ? 7200 : 3600 }
    let later = try #require(Timestamp("2026-11-01T00:00:00Z"))
    let range = try ReportRange(
      since: "2026-10-25", until: "2026-10-25", now: later, calendar: summer)
    let bounds = try #require(range.bounds)
    #expect(bounds.upperBound - bounds.lowerBound == 25 * 3_600_000_000)
  }

  @Test func aSpanBeyondAllDataIsEverythingSoFar() throws {
    for text in ["99999999999999999999d", "9223372036854775807h", "10000000d"] {
      let bounds = try #require(try range(since: text).bounds)
      #expect(bounds.lowerBound <= (try microseconds("0001-01-01T00:00:00Z")))
    }
  }

  @Test(arguments: [
    "soon", "2026-1-5", "2026-02-30", "20260105", "05.01.2026", "7", "d", "7 d", "-7d", "+7d", "7w",
    "1.5h", "٧d", "2026-01-05T10:00:00", "TODAY", " today",
  ])
  func whatCannotBeReadIsNamed(text: String) throws {
    let error = #expect(throws: TrackerError.self) { try range(since: text) }
    #expect(error?.message.hasPrefix("since must be a date") == true)
    #expect(error?.message.hasSuffix("not '\(text)'") == true)
    let other = #expect(throws: TrackerError.self) { try range(until: text) }
    #expect(other?.message.hasPrefix("until must be a date") == true)
  }

  @Test func anEndBeforeTheBeginningIsRefused() throws {
    let error = #expect(throws: TrackerError.self) { try range(since: "today", until: "yesterday") }
    #expect(error?.message == "until must be no earlier than since; 'yesterday' is before 'today'")
  }

  @Test func aWordAndADateExcludeOneAnother() throws {
    #expect(throws: TrackerError.self) { try range("last_day", since: "7d") }
    let error = #expect(throws: TrackerError.self) { try range("month") }
    #expect(error?.message == "range must be one of last_day, last_week, all, not 'month'")
  }

  @Test func theLastWeekIsSevenDaysBackFromNow() throws {
    let bounds = try #require(try range("last_week").bounds)
    #expect(bounds.contains(now.microseconds))
    #expect(bounds.lowerBound == now.microseconds - 7 * 86_400_000_000)
  }

  @Test func onlyWhatIsCoveredStays() throws {
    var history = History()
    for (id, start) in [("a", "2026-01-04T22:59:59Z"), ("b", "2026-01-04T23:00:00Z"), ("c", nil)] {
      var session = Session()
      session.id = SessionID(id)
      session.startTime = start
      history.sessions.append(session)
    }
    let today = try range(since: "today")
    #expect(try today.covered(of: history).sessions.map(\.id) == ["b"])
    #expect(try range(session: "a").covered(of: history).sessions.map(\.id) == ["a"])
    #expect(try range(since: "today", session: "a").covered(of: history).sessions.isEmpty)
    #expect(try range().covered(of: history) == history)
    #expect(throws: TrackerError.sessionNotFound("d")) {
      try range(session: "d").covered(of: history)
    }
  }
}
