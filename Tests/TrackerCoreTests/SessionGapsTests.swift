// Pauses between sessions, their classes, and the sentences about friction.

import Testing
import TrackerCore

@Suite struct SessionGapsTests {
  private let engine = StatisticsEngine()

  private func gaps(_ sessions: Session...) -> SessionGaps { engine.calculateSessionGaps(sessions) }

  @Test(
    arguments: [
      ("11:00:00", 0, .quick), ("11:04:57.6", 5, .quick), ("11:04:59.999999", 5, .quick),
      ("11:05:00", 5, .normal), ("11:29:59.999999", 30, .normal), ("11:30:00", 30, .extended),
      ("12:59:59.999999", 120, .extended), ("13:00:00", 120, .longBreak),
      ("23:00:00", 720, .longBreak),
    ] as [(String, Double, GapClass)])
  func theClassIsThatOfTheUnroundedMinutes(
    _ next: String, _ rounded: Double, _ gapClass: GapClass
  ) throws {
    let gaps = gaps(.made("a", "10:00", "11:00"), .made("b", "2026-01-05T\(next)+00:00"))
    let gap = try #require(gaps.gaps.first)
    #expect(gap.classification == gapClass)
    #expect(gap.durationMinutes == rounded)
    #expect(gaps.count(of: gapClass) == 1)
    #expect(gaps.countsByClass.reduce(0, +) == 1)
  }

  @Test func aGapTellsItsSessionsAndTimes() throws {
    let gaps = gaps(
      .made("a", "2026-01-05T10:00:00+02:00", "2026-01-05T11:00:00+02:00"), .made("b", "09:20"))
    let gap = try #require(gaps.gaps.first)
    #expect(gap.fromSession == "a")
    #expect(gap.toSession == "b")
    #expect(gap.fromEnd.description == "2026-01-05T11:00:00+02:00")
    #expect(gap.toStart.description == "2026-01-05T09:20:00+00:00")
    #expect(gap.durationMinutes == 20)
  }

  @Test func neighboursAreThoseInOrderOfStart() {
    let gaps = gaps(
      .made("late", "12:00", "12:30"), .made("early", "10:00", "10:10"),
      .made("middle", "11:00", "11:50"))
    #expect(gaps.gaps.map(\.fromSession) == ["early", "middle"])
    #expect(gaps.gaps.map(\.durationMinutes) == [50, 10])
    #expect(gaps.averageMinutes == 30)
  }

  @Test func anOverlapIsNoGapAndOnlyTheNextStartIsCompared() {
    let gaps = gaps(
      .made("long", "10:00", "14:00"), .made("within", "11:00", "11:30"),
      .made("later", "12:00", "12:15"))
    #expect(gaps.gaps.map(\.fromSession) == ["within"])
    #expect(gaps.gaps.map(\.durationMinutes) == [30])
  }

  @Test func sessionsThatStartTogetherKeepTheOrderOfTheFile() {
    let gaps = gaps(
      .made("second", "10:00", "10:00"), .made("first", "10:00", "10:30"),
      .made("last", "10:30", "10:40"))
    #expect(gaps.gaps.map(\.fromSession) == ["second", "first"])
    #expect(gaps.gaps.map(\.durationMinutes) == [0, 0])
  }

  @Test func aSessionWithoutEndFollowsButIsNotFollowed() {
    let gaps = gaps(
      .made("a", "10:00", "10:10"), .made("running", "10:20", nil, status: "active"),
      .made("c", "10:50", "11:00"))
    #expect(gaps.gaps.map(\.toSession) == ["running"])
  }

  @Test func aSessionWithUnreadableTimesIsPassedOver() {
    let gaps = gaps(
      .made("a", "10:00", "10:10"), .made("odd start", "soon", "10:30"),
      .made("no start", nil, "10:30"), .made("odd end", "10:15", "later"),
      .made("empty end", "10:20", ""), .made("z", "11:00", "11:10"))
    #expect(gaps.gaps.map(\.toSession) == ["empty end"])
    #expect(gaps.incomparableSessions == [])
  }

  @Test func timesWithoutOffsetAreComparedWithOneAnother() {
    let gaps = gaps(
      .made("a", "2026-01-05T10:00:00", "2026-01-05T10:10:00"), .made("b", "2026-01-05T10:40:00"))
    #expect(gaps.gaps.map(\.durationMinutes) == [30])
    #expect(gaps.incomparableSessions == [])
  }

  @Test func timesWithoutOffsetAmongOthersAreLeftOutAndNamed() {
    let gaps = gaps(
      .made("a", "10:00", "10:10"), .made("naive", "2026-01-05T10:20:00", "2026-01-05T10:30:00"),
      .made("naive end", "10:40", "2026-01-05T10:50:00"), .made("d", "11:00", "11:10"))
    #expect(gaps.gaps.map(\.durationMinutes) == [30])
    #expect(gaps.gaps.map(\.toSession) == ["naive end"])
    #expect(gaps.incomparableSessions == ["naive"])
  }

  @Test func withoutGapsTheAverageIsZero() {
    #expect(gaps() == SessionGaps())
    #expect(gaps(.made("a", "10:00", "10:10")) == SessionGaps())
  }
}

@Suite struct FrictionTests {
  /// The sentences about sessions of no length with these pauses between them, in tenths of minutes.
  private func sentences(_ tenths: Int...) -> [String] {
    var time = Timestamp(microseconds: 1_767_571_200_000_000)
    var sessions = [Session.made("0", time.description, time.description)]
    for tenth in tenths {
      time = time.advanced(byMicroseconds: Int64(tenth) * 6_000_000)
      sessions.append(.made(SessionID("\(sessions.count)"), time.description, time.description))
    }
    return StatisticsEngine().calculateSessionGaps(sessions).frictionIndicators
  }

  private let trend = "Gaps increasing over time - possible adoption decline"

  @Test func shortEvenPausesSayNothing() {
    #expect(sentences() == [])
    #expect(sentences(100) == [])
    #expect(sentences(100, 100, 100) == [])
  }

  @Test func moreThanThreeLongBreaksOfTenAreFriction() {
    let long = 1200
    #expect(sentences(long, long, long, 0, 0, 0, 0, 0, 0, 0) == [])
    #expect(
      sentences(long, long, long, long, 0, 0, 0, 0, 0, 0)
        == ["High long-break ratio (40%) - potential tool friction"])
    #expect(
      sentences(long, 0, 0) == ["High long-break ratio (33%) - potential tool friction"])
  }

  @Test func anAverageAboveAnHourIsFriction() {
    #expect(sentences(600) == [])
    #expect(sentences(601) == ["High average gap (60min) - users may be avoiding tool"])
    #expect(sentences(615) == ["High average gap (62min) - users may be avoiding tool"])
    #expect(sentences(625) == ["High average gap (62min) - users may be avoiding tool"])
  }

  /// Added plainly, these three come to a hair more than three hours.
  @Test func theAverageIsThatOfTheCompensatedSum() {
    #expect([64.9, 64.2, 50.9].reduce(0, +) / 3 > 60)
    #expect(sentences(649, 642, 509) == [])
  }

  @Test func aSecondHalfMoreThanHalfAsLongAgainIsATrend() {
    #expect(sentences(100, 150) == [])
    #expect(sentences(100, 400) == [], "two gaps are no trend")
    #expect(sentences(100, 150, 150) == [])
    #expect(sentences(100, 150, 151) == [trend])
    #expect(sentences(100, 100, 150, 150) == [])
    #expect(sentences(100, 100, 150, 151) == [trend])
    // The middle one of five belongs to the second half.
    #expect(sentences(100, 100, 100, 175, 180) == [trend])
    #expect(sentences(150, 151, 100, 100, 100) == [])
    #expect(sentences(0, 0, 1) == [trend])
    #expect(sentences(0, 0, 0) == [])
  }

  @Test func allThreeComeInOrder() {
    #expect(
      sentences(10, 1300, 1500) == [
        "High long-break ratio (67%) - potential tool friction",
        "High average gap (94min) - users may be avoiding tool", trend,
      ])
  }
}
