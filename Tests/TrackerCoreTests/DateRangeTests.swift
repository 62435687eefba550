// Which starts a range covers, for every word that a person types.

import TestSupport
import Testing
import TrackerCore

/// A Monday noon in UTC; 13:00 on the local clock, one hour ahead.
private let now = Timestamp("2026-01-05T12:00:00+00:00") ?? Timestamp(microseconds: 0)
private let calendar = LocalCalendar { _ in 3600 }
/// Where the present ends: with the next minute.
private let present = "2026-01-05T12:02:00Z"

private func microseconds(_ text: String?) throws -> Int64? {
  try text.map { try Timestamp.reading($0).microseconds }
}

@Suite struct DateRangeTests {
  @Test(
    arguments: [
      ("today", "2026-01-04T23:00:00Z", present), ("TODAY", "2026-01-04T23:00:00Z", present),
      ("yesterday", "2026-01-03T23:00:00Z", "2026-01-04T23:00:00Z"),
      ("7d", "2025-12-29T23:00:00Z", present), ("1d", "2026-01-04T23:00:00Z", present),
      ("30d", "2025-12-06T23:00:00Z", present), ("90d", "2025-10-07T23:00:00Z", present),
      ("2w", "2025-12-22T23:00:00Z", present), ("36h", "2026-01-04T00:00:00Z", present),
      ("0h", "2026-01-05T12:00:00Z", present), ("year", "2025-12-31T23:00:00Z", present),
      ("last_day", "2026-01-04T12:00:00Z", present),
      ("last_week", "2025-12-29T12:00:00Z", present),
      ("2026-01-03", "2026-01-02T23:00:00Z", "2026-01-03T23:00:00Z"),
      ("2026-01-05", "2026-01-04T23:00:00Z", present),
      ("2025-12", "2025-11-30T23:00:00Z", "2025-12-31T23:00:00Z"),
      ("2024-02", "2024-01-31T23:00:00Z", "2024-02-29T23:00:00Z"),
      ("2026-01", "2025-12-31T23:00:00Z", present),
      ("2025", "2024-12-31T23:00:00Z", "2025-12-31T23:00:00Z"),
      ("2026", "2025-12-31T23:00:00Z", present),
      ("2026-01-05T10:00", "2026-01-05T09:00:00Z", present),
      ("2026-01-05T10:00:00.5Z", "2026-01-05T10:00:00.5Z", present),
      ("2026-01-05t10:00z", "2026-01-05T10:00:00Z", present),
      ("2026-01-05T10:00+05:30", "2026-01-05T04:30:00Z", present),
      ("2026-01-02..2026-01-03", "2026-01-01T23:00:00Z", "2026-01-03T23:00:00Z"),
      ("2025-12..", "2025-11-30T23:00:00Z", present),
      ("2025-12..all", "2025-11-30T23:00:00Z", present),
      ("2025-12..today", "2025-11-30T23:00:00Z", present),
      ("..yesterday", nil, "2026-01-04T23:00:00Z"), ("..2025", nil, "2025-12-31T23:00:00Z"),
      ("2026-01-05T09:00..2026-01-05T10:00", "2026-01-05T08:00:00Z", "2026-01-05T09:01:00Z"),
      ("2026-01-05T09:00..2026-01-05T10:00:00", "2026-01-05T08:00:00Z", "2026-01-05T09:00:01Z"),
      ("30d..7d", "2025-12-06T23:00:00Z", "2025-12-30T23:00:00Z"),
      ("2h..1h", "2026-01-05T10:00:00Z", "2026-01-05T11:00:00.000001Z"),
      ("2026-02", "2026-01-31T23:00:00Z", "2026-02-28T23:00:00Z"),
      ("2026-01..2026-02", "2025-12-31T23:00:00Z", "2026-02-28T23:00:00Z"),
      ("2027-01-01..", "2026-12-31T23:00:00Z", nil),
      ("0001-01-01..0001", "0001-01-01T00:00:00+01:00", "0001-12-31T23:00:00Z"),
    ] as [(String, String?, String?)])
  func aWordCoversWhatItNames(text: String, start: String?, end: String?) throws {
    let bounds = try #require(try DateRange(text).bounds(now: now, calendar: calendar))
    #expect(bounds.lowerBound == (try microseconds(start) ?? .min))
    #expect(bounds.upperBound == (try microseconds(end) ?? .max))
  }

  @Test func allIsNoCondition() throws {
    for text in ["all", "all..", "..all", "All"] {
      #expect(try DateRange(text).bounds(now: now, calendar: calendar) == nil, "\(text)")
    }
    #expect(try DateRange("all") == .all)
  }

  @Test(
    arguments: [
      ("today", "2026-01-03T23:00:00Z", "2026-01-04T23:00:00Z"),
      ("7d", "2025-12-22T23:00:00Z", "2025-12-29T23:00:00Z"),
      ("2w", "2025-12-08T23:00:00Z", "2025-12-22T23:00:00Z"),
      ("36h", "2026-01-02T12:00:00Z", "2026-01-04T00:00:00Z"),
      ("2026-01-03", "2026-01-01T23:00:00Z", "2026-01-02T23:00:00Z"),
      ("2026-01", "2025-11-30T23:00:00Z", "2025-12-31T23:00:00Z"),
      ("2024-03", "2024-01-31T23:00:00Z", "2024-02-29T23:00:00Z"),
      ("year", "2024-12-31T23:00:00Z", "2025-12-31T23:00:00Z"),
      ("2025", "2023-12-31T23:00:00Z", "2024-12-31T23:00:00Z"),
      ("2026-01-02..2026-01-03", "2025-12-30T23:00:00Z", "2026-01-01T23:00:00Z"),
      ("2026-01-04..", "2026-01-01T23:00:00Z", "2026-01-03T23:00:00Z"),
      ("2026-01-05T10:00Z", "2026-01-05T08:00:00Z", "2026-01-05T10:00:00Z"),
    ])
  func theEqualPeriodBeforeEndsWhereARangeBegins(text: String, start: String, end: String) throws {
    let previous = try #require(try DateRange(text).previous(now: now, calendar: calendar))
    #expect(previous.lowerBound == (try microseconds(start)))
    #expect(previous.upperBound == (try microseconds(end)))
  }

  @Test(arguments: ["all", "..today", "2030.."])
  func whatHasNoLengthHasNoPeriodBefore(text: String) throws {
    #expect(try DateRange(text).previous(now: now, calendar: calendar) == nil)
  }

  @Test(arguments: [
    "", "soon", "2026-1-5", "2026-02-30", "2026-13", "0000", "20260105", "05.01.2026", "7", "d",
    "7 d", "-7d", "+7d", "7m", "0d", "1.5h", "٧d", " today", "2026-01-05T", "2026-01-05T25:00",
    "2026-01-05T10", "2026-01-05x10:00", "..", "...", "today..soon", "today..today..today",
    "2026-01...2026-02",
  ])
  func whatCannotBeReadIsNamedWithTheWords(text: String) {
    let error = #expect(throws: TrackerError.self) { try DateRange(text, name: "time_range") }
    #expect(error?.message.hasPrefix("time_range must be today, 7d, ") == true)
    #expect(error?.message.hasSuffix("A..B, not '\(text)'") == true)
    guard !text.contains("..") else { return }
    for name in ["since", "until"] {
      let error = #expect(throws: TrackerError.self) {
        try name == "since"
          ? DateRange(since: text, until: nil) : DateRange(since: nil, until: text)
      }
      #expect(error?.message.hasPrefix("\(name) must be today, ") == true)
      #expect(error?.message.hasSuffix("not '\(text)'") == true)
    }
  }

  @Test func aSpanBeyondAllDataIsEverythingSoFar() throws {
    for text in ["99999999999999999999d", "9223372036854775807h", "10000000w"] {
      let bounds = try #require(try DateRange(text).bounds(now: now, calendar: calendar))
      #expect(bounds.lowerBound <= (try #require(try microseconds("0001-01-02T00:00:00Z"))))
      #expect(try DateRange(text).previous(now: now, calendar: calendar) != nil)
    }
  }

  @Test func aDayOnWhichClocksChangeHasItsOwnLength() throws {
    // Clocks go back by an hour at 01:00 UTC on 2026-10-25.
    let change = try #require(try microseconds("2026-10-25T01:00:00Z"))
    let summer = LocalCalendar { $0.microseconds < change ? 7200 : 3600 }
    let later = try Timestamp.reading("2026-11-01T00:00:00Z")
    let bounds = try #require(try DateRange("2026-10-25").bounds(now: later, calendar: summer))
    #expect(bounds.upperBound - bounds.lowerBound == 25 * 3_600_000_000)
  }

  @Test func labelsAndTitlesSayWhatWasTyped() throws {
    for (text, label, title, phrase) in [
      ("7D", "7d", "last 7 days", "in the last 7 days"),
      ("1w", "1w", "last week", "in the last week"),
      ("36h", "36h", "last 36 hours", "in the last 36 hours"),
      ("Year", "year", "this year", "this year"), ("2026-01", "2026-01", "2026-01", "in 2026-01"),
      ("2026-01-05t10:00", "2026-01-05T10:00", "2026-01-05T10:00", "since 2026-01-05T10:00"),
      ("2026..Today", "2026..today", "2026..today", "in 2026..today"),
    ] {
      let range = try DateRange(text)
      #expect((range.label, range.title, range.phrase) == (label, title, phrase))
      #expect(try DateRange(range.label) == range)
    }
  }
}

@Suite struct ReportRangeTests {
  private func range(
    _ range: String? = nil, since: String? = nil, until: String? = nil, session: String? = nil
  ) throws(TrackerError) -> ReportRange {
    try ReportRange(
      range: range, since: since, until: until, session: session, now: now, calendar: calendar)
  }

  @Test func nothingAskedForIsEverything() throws {
    #expect(try range() == .all)
    #expect(try range("all") == .all)
  }

  @Test func sinceAndUntilAreTheEndsOfARange() throws {
    #expect(try range(since: "2026-01-02", until: "yesterday") == range("2026-01-02..yesterday"))
    #expect(try range(since: "7d") == range("7d.."))
    #expect(try range(since: "7d").bounds == range("7d").bounds)
    #expect(try range(until: "2025-12") == range("..2025-12"))
  }

  @Test func whatContradictsItselfIsRefused() throws {
    let error = #expect(throws: TrackerError.self) { try range(since: "today", until: "yesterday") }
    #expect(error?.message == "until must be no earlier than since; 'yesterday' is before 'today'")
    let other = #expect(throws: TrackerError.self) { try range("today..yesterday") }
    #expect(
      other?.message == "range must be from earlier to later; 'yesterday' is before 'today'")
    #expect(throws: TrackerError.self) { try range("last_day", since: "7d") }
    for name in ["range", "since", "until", "session"] {
      let error = #expect(throws: TrackerError.self) {
        try range(
          name == "range" ? "" : nil, since: name == "since" ? "" : nil,
          until: name == "until" ? "" : nil, session: name == "session" ? "" : nil)
      }
      #expect(error?.message.hasPrefix(name + " must be") == true)
    }
  }

  @Test func onlyWhatIsCoveredStaysAndTheRestIsCounted() throws {
    var history = History()
    for (id, start) in [
      ("a", "2026-01-04T22:59:59Z"), ("b", "2026-01-04T23:00:00Z"), ("c", nil), ("d", "2026-31"),
      ("soon", "2026-01-05T12:01:59Z"), ("later", "2026-01-05T13:00:00Z"), ("far", "9999-01-01"),
    ] {
      var session = Session()
      session.id = SessionID(id)
      session.startTime = start
      history.sessions.append(session)
    }
    func ids(_ range: ReportRange) throws -> [String] {
      try range.covered(of: history, now: now, calendar: calendar).sessions.map(\.id.text)
    }
    #expect(try ids(range("today")) == ["b", "soon"])
    #expect(try ids(range("2026-01-05")) == ["b", "soon"])
    #expect(try ids(range("9999")) == ["far"])
    #expect(try ids(range(session: "a")) == ["a"])
    #expect(try ids(range("today", session: "a")).isEmpty)
    #expect(try range().covered(of: history, now: now, calendar: calendar) == history)
    #expect(throws: TrackerError.sessionNotFound("e")) {
      try range(session: "e").covered(of: history, now: now, calendar: calendar)
    }
    #expect(
      try range("today").covered(of: history, now: now, calendar: calendar).outside.sentence
        == "2 without a date, 2 in the future: not in this range")
    #expect(
      try range("9999").covered(of: history, now: now, calendar: calendar).outside.sentence
        == "2 without a date, 1 in the future: not in this range")
    #expect(
      try range("all").covered(of: history, now: now, calendar: calendar).outside.sentence == nil)
  }
}
