// A year of days: where each session stands, and what is told of all.

import TestSupport
import Testing

@testable import TrackerCore

@Suite struct YearGridTests {
  private let engine = StatisticsEngine()
  /// 2026-01-07 12:00 UTC, a Wednesday.
  private let now = Timestamp(microseconds: 1_767_787_200_000_000)

  private func history(_ sessions: [(start: String?, minutes: Double)]) -> History {
    var history = History()
    for (number, session) in sessions.enumerated() {
      let end = session.start.flatMap(Timestamp.init).map {
        $0.advanced(byMicroseconds: Int64(session.minutes * 60e6)).description
      }
      history.sessions.append(.made(SessionID("s\(number)"), session.start, end))
    }
    return history
  }

  private func grid(_ history: History) -> YearGrid {
    engine.yearGrid(history, now: now, calendar: .utc)
  }

  @Test func theLastOfItsWeeksIsThisOneAndEveryWeekBeginsOnMonday() throws {
    let grid = grid(History())
    #expect(grid.days.count == 52 * 7 + 3)
    #expect(grid.days[0].firstDay.description == "2025-01-06")
    #expect(grid.days[0].firstDay.weekday == 0)
    #expect(grid.day(week: 52, weekday: 2)?.firstDay.description == "2026-01-07")
    #expect(grid.day(week: 52, weekday: 3) == nil)
    #expect(grid.day(week: 0, weekday: 7) == nil)
    #expect(grid.summary(by: .hours).most == nil)
    #expect(grid.summary(by: .hours).shade(of: 3) == 0)
  }

  @Test func whatHasNoDateOrLiesInTheFutureIsInNoneOfTheDays() {
    let grid = grid(
      history([
        (nil, 0), ("2026-01-07T18:00:00Z", 30), ("2031-01-07T18:00:00Z", 30),
        ("2025-01-05T10:00:00Z", 30), ("2025-01-06T10:00:00Z", 30), ("2026-01-07T11:00:00Z", 30),
      ]))
    #expect(
      grid.days.filter { $0.sessionCount > 0 }.map(\.firstDay.description)
        == ["2025-01-06", "2026-01-07"])
    #expect(grid.outside.undatedCount == 1)
    #expect(grid.outside.futureCount == 2)
  }

  @Test func itsSumTopMedianAndShadesAreThoseOfTheDaysWithWork() throws {
    // 1 to 20 hours on 20 days, and one day with a session that took no time.
    var sessions: [(String?, Double)] = (1...20).map {
      ("2025-06-\(padded($0))T00:00:00Z", Double($0) * 60)
    }
    sessions.append(("2025-07-01T00:00:00Z", 0))
    let grid = grid(history(sessions))
    let hours = grid.summary(by: .hours)
    #expect(hours.dayCount == 20)
    #expect(hours.total == 210)
    #expect(hours.most?.value == 20)
    #expect(hours.most?.day.description == "2025-06-20")
    #expect(hours.median == 10.5)
    #expect(hours.percentile95 == 19)
    #expect(hours.shadeBegins == [0, 4.75, 9.5, 14.25])
    #expect([nil, 0.5, 4.75, 9.4, 14.25, 20].map(hours.shade) == [0, 1, 2, 2, 4, 4])
    #expect(grid.summary(by: .sessions).dayCount == 21)
    // 2025-06-01 is a Sunday.
    #expect(grid.hoursByWeekday == [27, 30, 33, 36, 39, 21, 24])
  }

  @Test(arguments: 0..<60)
  func daysAndWeekdaysAddUpToTheWhole(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let history = History.random(&generator)
    let grid = grid(history)
    let inGrid = history.sessions.filter { session in
      session.start.map { $0.microseconds < now.endOfPresent } ?? false
    }
    #expect(grid.days.reduce(0) { $0 + $1.sessionCount } == inGrid.count)
    #expect(
      inGrid.count + grid.outside.undatedCount + grid.outside.futureCount
        == history.sessions.count)
    let hours = grid.days.map(\.aiHours).reduce(0, +)
    #expect(abs(grid.hoursByWeekday.reduce(0, +) - hours) < 1e-6)
    for measure in YearMeasure.allCases {
      let summary = grid.summary(by: measure)
      let values = grid.days.compactMap { $0.value(by: measure) }
      #expect(summary.dayCount == values.count)
      #expect(summary.most?.value == values.max())
      #expect(values.allSatisfy { (1...4).contains(summary.shade(of: $0)) || measure == .rating })
    }
  }

  // MARK: Steps

  @Test func weeksAreThirteenOrThoseOfALongerRangeAndMonthsTwelve() {
    let today = LocalCalendar.utc.day(of: now)
    func count(_ bucket: TrendBucket, first: Int?) -> Int {
      let range = TrendDays(
        first: first.map { CivilDate(daysSince1970: today.daysSince1970 - $0) }, last: today,
        present: now)
      return engine.trends(
        history([("2023-03-01T10:00:00Z", 5)]), by: bucket, days: bucket.axis(of: range),
        calendar: .utc
      ).count
    }
    #expect(count(.day, first: 6) == 7)
    #expect(count(.week, first: 6) == 13)
    #expect(count(.week, first: 7 * 20) == 21)
    #expect(count(.week, first: nil) == 150)
    #expect(count(.month, first: 6) == 12)
    #expect(count(.month, first: nil) == 12)
  }

  @Test(arguments: TrendBucket.allCases)
  func noStepHasASessionToCome(_ bucket: TrendBucket) {
    let history = history([("2026-01-07T11:00:00Z", 5), ("2026-01-08T11:00:00Z", 5)])
    let today = LocalCalendar.utc.day(of: now)
    let points = engine.trends(
      history, by: bucket,
      days: bucket.axis(of: TrendDays(first: today, last: today, present: now)), calendar: .utc)
    #expect(points.reduce(0) { $0 + $1.sessionCount } == 1)
  }
}
