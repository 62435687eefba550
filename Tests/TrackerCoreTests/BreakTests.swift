// Gaps by the hour in which they begin and long breaks told apart; issues without words.

import TestSupport
import Testing

@testable import TrackerCore

@Suite struct BreakTests {
  private let engine = StatisticsEngine()

  /// The breaks between sessions of no length at these times.
  private func gaps(_ starts: [String]) -> GapBreakdown {
    var history = History()
    history.sessions = starts.enumerated().map { .made(SessionID("s\($0)"), $1, $1) }
    return engine.gapBreakdown(history, calendar: .utc)
  }

  @Test(arguments: [
    // 2026-01-05 is a Monday.
    ("2026-01-05T18:00:00Z", "2026-01-06T09:00:00Z", "night"),
    ("2026-01-09T18:00:00Z", "2026-01-10T09:00:00Z", "night"),
    ("2026-01-05T23:59:00Z", "2026-01-06T03:59:00Z", "rest"),
    ("2026-01-05T23:59:00Z", "2026-01-06T04:00:00Z", "night"),
    ("2026-01-06T00:30:00Z", "2026-01-06T09:00:00Z", "rest"),
    ("2026-01-05T09:00:00Z", "2026-01-05T12:00:00Z", "rest"),
    ("2026-01-05T18:00:00Z", "2026-01-07T09:00:00Z", "rest"),
    ("2026-01-09T18:00:00Z", "2026-01-12T09:00:00Z", "weekend"),
    ("2026-01-10T10:00:00Z", "2026-01-12T09:00:00Z", "weekend"),
    ("2026-01-09T10:00:00Z", "2026-01-11T09:00:00Z", "weekend"),
    ("2026-01-05T10:00:00Z", "2026-03-01T09:00:00Z", "weekend"),
  ])
  func aLongBreakIsANightAWeekendOrTheRest(_ begin: String, _ end: String, _ kind: String) {
    let breaks = gaps([begin, end]).longBreaks
    #expect(breaks.nightCount == (kind == "night" ? 1 : 0))
    #expect(breaks.weekendCount == (kind == "weekend" ? 1 : 0))
    #expect(breaks.restCount == (kind == "rest" ? 1 : 0))
  }

  @Test func anHourTellsShortGapsAndLongBreaksThatBeganInIt() {
    let breakdown = gaps([
      "2026-01-05T09:00:00Z", "2026-01-05T09:30:00Z", "2026-01-05T11:29:00Z",
      "2026-01-05T13:29:00Z",
    ])
    #expect(breakdown.byHour.map(\.shortCount).enumerated().filter { $1 > 0 }.map(\.offset) == [9])
    #expect(breakdown.byHour[9].shortCount == 2)
    #expect(breakdown.byHour[11].longCount == 1)
    #expect(breakdown.longBreaks.restCount == 1)
  }

  @Test(arguments: 0..<80)
  func hoursKindsAndClassesCountTheSameGaps(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let history = History.random(&generator)
    let breakdown = engine.gapBreakdown(history, calendar: .utc)
    let gaps = engine.calculateSessionGaps(history)
    let breaks = breakdown.longBreaks
    let longCount = gaps.count(of: .longBreak)
    #expect(breaks.nightCount + breaks.weekendCount + breaks.restCount == longCount)
    #expect(breakdown.byHour.reduce(0) { $0 + $1.longCount } == longCount)
    #expect(breakdown.byHour.reduce(0) { $0 + $1.shortCount } == gaps.gaps.count - longCount)
    let lengths = gaps.gaps.map(\.durationMinutes)
    if let median = gaps.medianMinutes {
      #expect(lengths.count { $0 < median } <= lengths.count / 2)
      #expect(lengths.count { $0 > median } <= lengths.count / 2)
    } else {
      #expect(lengths.isEmpty)
    }
  }

  @Test func issuesWithoutAWordAreCountedAsNone() {
    var history = History()
    history.issues = [
      .made("a", "", " "), .made("a", "bug", "high"), .made("a", "\t", "high"),
      .made("a", nil, nil),
    ]
    history.issues[1].resolved = true
    let breakdown = engine.issueBreakdown(history, onlyUnresolved: false)
    #expect(
      breakdown.byType.map { "\($0.word) \($0.count)" } == ["(none) 2", "bug 1", "unknown 1"])
    let words = zip(breakdown.bySeverity, breakdown.openBySeverity).filter { $0.0.count > 0 }
    #expect(
      words.map { "\($0.word) \($0.count) \($1)" } == ["high 2 1", "(none) 1 1", "unknown 1 1"])
  }
}
