// Against the period before: how long it is, how sure a change is, and where the parts lie.

import TestSupport
import Testing

@testable import TrackerCore

@Suite struct ComparisonTests {
  private let engine = StatisticsEngine()

  private func now(_ text: String = "2026-11-30T14:33:00Z") throws -> Timestamp {
    try #require(Timestamp(text))
  }

  private func bounds(_ first: String, _ end: String?, _ calendar: LocalCalendar) throws
    -> Range<Int64>
  {
    let day = { (text: String) in
      calendar.startMicroseconds(of: try #require(CivilDate(text)))
    }
    return try day(first)..<(end.map { try day($0) } ?? .max)
  }

  @Test(arguments: [
    ("2026-11-01", nil, "2026-10-02", 30), ("2026-11-30", nil, "2026-11-29", 1),
    ("2026-11-24", nil, "2026-11-17", 7), ("2026-10-01", "2026-11-01", "2026-08-31", 31),
    ("2026-01-01", nil, "2025-02-01", 334),
  ])
  func thePeriodBeforeIsAsManyDays(first: String, end: String?, before: String, days: Int) throws {
    // Clocks are turned back on 25 October.
    let calendar = LocalCalendar { $0.microseconds < 1_792_890_000_000_000 ? 7200 : 3600 }
    let bounds = try bounds(first, end, calendar)
    let period = try #require(calendar.periodBefore(bounds, now: try now()))
    let expected = calendar.startMicroseconds(of: try #require(CivilDate(before)))
    #expect(period.bounds == expected..<bounds.lowerBound)
    #expect(period.days == days)
  }

  @Test func aSpanBackFromNowIsHeldAgainstTheSameSpan() throws {
    let now = try now()
    let start = now.microseconds - 36 * 3_600_000_000
    let period = try #require(LocalCalendar.utc.periodBefore(start..<Int64.max, now: now))
    #expect(period.bounds == (start - 36 * 3_600_000_000)..<start)
    #expect(period.days == nil)
  }

  @Test func withoutABeginningNothingIsBefore() throws {
    let now = try now()
    #expect(LocalCalendar.utc.periodBefore(Int64.min..<5, now: now) == nil)
    let tomorrow = now.microseconds + Timestamp.microsecondsPerDay
    #expect(LocalCalendar.utc.periodBefore(tomorrow..<Int64.max, now: now) == nil)
    let history = History()
    let all = engine.comparison(of: history, in: history, bounds: nil, now: now, calendar: .utc)
    #expect(all.boundsBefore == nil)
    #expect(Previous(all, of: Overview()) == nil)
  }

  /// So many interactions of each rating from 1 on.
  private func rated(_ counts: [Int]) -> Overview {
    var tally = InteractionTally()
    for (rating, count) in zip(1..., counts) {
      for _ in 0..<count { tally.add(rating: rating) }
    }
    return Overview(effectiveness: tally)
  }

  @Test func aMeanIsClearlyAnotherBeyondTwiceItsError() throws {
    let before = rated([0, 0, 20, 20, 0])
    let change = { (counts: [Int]) in
      try #require(Figure.averageEffectiveness.change(to: rated(counts), from: before))
    }
    #expect(try change([0, 0, 16, 24, 0]) == Change(difference: 0.1, isClear: false))
    #expect(try change([0, 0, 10, 30, 0]) == Change(difference: 0.25, isClear: true))
    #expect(try change([0, 0, 0, 0, 1]).isClear == false)
    #expect(Figure.averageEffectiveness.change(to: rated([]), from: before) == nil)
    #expect(Figure.averageEffectiveness.change(to: before, from: nil) == nil)
  }

  @Test func countsAreClearAndClaimsAreNot() throws {
    var (before, after) = (Overview(), Overview())
    (before.roi.totalSessions, after.roi.totalSessions) = (39, 58)
    (before.roi.completedSessions, after.roi.completedSessions) = (30, 50)
    (before.roi.savedDollars, after.roi.savedDollars) = (100, -50.5)
    #expect(
      Figure.totalSessions.change(to: after, from: before) == Change(difference: 19, isClear: true))
    #expect(
      Figure.costSaved.change(to: after, from: before)
        == Change(difference: -150.5, isClear: false))
    before.roi.completedSessions = 0
    #expect(Figure.costSaved.change(to: after, from: before) == nil)
  }

  @Test(arguments: [(30, 4, 0), (7, 1, 1), (1, 0, 0), (9, 2, 3), (90, 12, 0), (8, 1, 0), (2, 1, 6)])
  func partsAreWholeDaysBackFromToday(days: Int, ofPart: Int, first: Int) throws {
    let now = try now()
    let today = LocalCalendar.utc.day(of: now).daysSince1970
    var history = History()
    history.sessions = (-3..<days).map { back in
      .made(SessionID("s\(back)"), "\(CivilDate(daysSince1970: today - back))T12:00:00Z")
    }
    let start = CivilDate(daysSince1970: today - days + 1)
    let bounds = LocalCalendar.utc.startMicroseconds(of: start)..<Int64.max
    let comparison = engine.comparison(
      of: history, in: history, bounds: bounds, now: now, calendar: .utc, hasParts: true)
    #expect(comparison.daysOfPart == ofPart)
    #expect(comparison.parts.firstIndex { $0 != nil } == first)
    let counts = Figure.totalSessions.parts(of: comparison).compactMap { $0 }
    // What is to come is in none.
    #expect(counts.reduce(0, +) == Double(days))
    if ofPart > 0 { #expect(counts.dropFirst().allSatisfy { $0 == Double(ofPart) }) }
    if ofPart == 0 { #expect(counts == [0, 0, 0, 0, 1, 0, 0, 0]) }
  }

  @Test func partsAddUpToWhatHasAStart() throws {
    let now = try now("9999-12-31T23:59:59Z")
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<60 {
      let history = History.random(&generator)
      let comparison = engine.comparison(
        of: history, in: history, bounds: nil, now: now, calendar: .utc, hasParts: true)
      for figure in [Figure.totalSessions, .completedSessions] {
        let sum = figure.parts(of: comparison).compactMap { $0 }.reduce(0, +)
        var dated = history
        dated.sessions.removeAll { $0.start == nil }
        #expect(sum == figure.number(engine.figures(dated)))
      }
    }
  }

  @Test func theReportTellsWhatWasBefore() throws {
    let now = try now("2026-01-06T12:00:00Z")
    var history = History()
    history.sessions = [
      .made("a", "2026-01-05T10:00:00Z", "2026-01-05T11:00:00Z", estimate: 120),
      .made("b", "2026-01-06T10:00:00Z", "2026-01-06T11:00:00Z", estimate: 60),
    ]
    let today = try bounds("2026-01-06", nil, .utc)
    let covered = history.restricted(to: today)
    let comparison = engine.comparison(
      of: covered, in: history, bounds: today, now: now, calendar: .utc)
    #expect(
      engine.figures(covered).previousReport(comparison, .utc) == """
        📈 CHANGE against 2026-01-05
          • Multiplier: 1.0x, before 2.0x: −1.0, could be chance
          • Time saved: 0.0h, before 1.0h: −1.0h, could be chance
          • Cost saved: $104, before $234: −$130, could be chance
          • Rating: —, before —
          • Sessions: 1, before 1: no change
          • Issues: 0, before 0: no change
        """)
  }
}
