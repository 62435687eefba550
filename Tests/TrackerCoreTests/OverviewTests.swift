// What viewers show: rows, days, and the numbers of the statistics at once.

import TestSupport
import Testing
import TrackerCore

@Suite struct OverviewTests {
  private func overview(
    _ sessions: [Session], calendar: LocalCalendar = .utc
  ) -> Overview {
    var history = History()
    history.sessions = sessions
    return StatisticsEngine().overview(history, calendar: calendar)
  }

  @Test func anEmptyHistoryShowsNothing() {
    #expect(overview([]) == Overview())
  }

  @Test func runningSessionsComeFirstThenTheNewest() {
    let overview = overview([
      .made("old", "09:00", "09:10"), .made("no start", nil),
      .made("running", "08:00", status: "active"),
      .made("new", "11:00", "11:10"), .made("tie 1", "10:00"),
      .made("tie 2", "2026-01-05T11:00:00+01:00"),
      .made("abandoned", "12:00", status: "abandoned"),
      .made("newer running", "08:30", status: "active"),
    ])
    #expect(
      overview.rows.map(\.id) == [
        "newer running", "running", "abandoned", "new", "tie 1", "tie 2", "old", "no start",
      ])
    #expect(overview.activeCount == 2)
  }

  @Test func aRowTellsWhatBelongsToItsSession() throws {
    var session = Session.made("a", "10:00", "10:45", estimate: 120, type: "testing")
    session.modelName = "model"
    session.outcome = "success"
    var history = History()
    history.sessions = [session, .made("b", nil, "soon", type: nil, status: nil)]
    for (id, rating) in [("a", 5), ("a", 4), ("c", 1)] {
      history.interactions.add(session: SessionID(id), rating: rating)
    }
    history.issues = [.made("a", "x", "low"), .made("c", "x", "low"), .made("a", nil, nil)]
    history.changedAt = Timestamp(microseconds: 5)
    let overview = StatisticsEngine().overview(history, calendar: .utc)
    #expect(overview.changedAt == history.changedAt)
    let row = try #require(overview.rows.first)
    #expect(row.id == "a")
    #expect(row.name == "Session a")
    #expect(row.taskType == "testing")
    #expect(row.modelName == "model")
    #expect(row.state == .completed)
    #expect(row.outcome == "success")
    #expect(row.start == Timestamp("2026-01-05T10:00:00Z"))
    #expect(row.durationMinutes == 45)
    #expect(row.estimateMinutes == 120)
    #expect(row.interactionCount == 2)
    #expect(row.averageRating == 4.5)
    #expect(row.issueCount == 2)
    let bare = try #require(overview.rows.last)
    #expect(bare.id == "b")
    #expect(bare.taskType == "")
    #expect(bare.state == .other)
    #expect(bare.start == nil)
    #expect(bare.durationMinutes == nil)
    #expect(bare.estimateMinutes == nil)
    #expect(bare.averageRating == nil)
    #expect(bare.interactionCount == 0)
  }

  @Test func theNumbersAreThoseOfTheStatistics() {
    var generator = SeededGenerator(seed: 11)
    let engine = StatisticsEngine()
    for _ in 0..<50 {
      let history = History.random(&generator)
      let overview = engine.overview(history, calendar: .utc)
      let gaps = engine.calculateSessionGaps(history.sessions)
      #expect(overview.gaps == gaps)
      #expect(
        overview.roi
          == engine.calculateROIMetrics(
            sessions: history.sessions, interactions: history.interactions.all, gaps: gaps))
      #expect(overview.issues == engine.calculateIssueSummary(history.issues))
      #expect(overview.effectiveness == engine.calculateEffectivenessDistribution(history))
    }
  }

  @Test func aRunningSessionsMinutesGoOnUntilNow() throws {
    let now = try Timestamp.reading("2026-01-05T12:30:00Z")
    let rows = overview([
      .made("running", "12:00", status: "active"),
      .made("ended twice", "12:10", "12:20", status: "active"),
      .made("done", "10:00", "10:15"), .made("left", "09:00", status: "abandoned"),
      .made("naive", "2026-01-05T08:00:00", status: "active"),
      .made("no start", nil, status: "active"),
    ]).rows
    let minutes = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0.minutes(at: now)) })
    #expect(minutes["running"] == .some(30))
    #expect(minutes["ended twice"] == .some(20))
    #expect(minutes["done"] == .some(15))
    #expect(minutes["left"] == .some(nil))
    #expect(minutes["naive"] == .some(nil))
    #expect(minutes["no start"] == .some(nil))
  }

  // MARK: Days

  private func days(_ sessions: [Session], calendar: LocalCalendar = .utc) -> [String] {
    overview(sessions, calendar: calendar).activity.map { "\($0.day) \($0.sessionCount)" }
  }

  @Test func everyDayFromTheFirstToTheLastIsThere() {
    #expect(
      days([
        .made("a", "2026-02-27T10:00:00Z"), .made("b", "2026-03-02T10:00:00Z"), .made("c", nil),
        .made("d", "2026-02-27T23:59:59Z"),
      ]) == ["2026-02-27 2", "2026-02-28 0", "2026-03-01 0", "2026-03-02 1"])
    #expect(days([.made("a", nil), .made("b", "soon")]) == [])
  }

  @Test func theDayIsTheLocalOneOfTheStart() {
    let sessions: [Session] = [
      .made("a", "2026-01-05T23:30:00Z"), .made("b", "2026-01-05T22:30:00Z"),
      .made("naive", "2026-01-05T23:30:00"),
    ]
    #expect(days(sessions) == ["2026-01-05 3"])
    let berlin = LocalCalendar { _ in 3600 }
    #expect(days(sessions, calendar: berlin) == ["2026-01-05 1", "2026-01-06 2"])
  }

  /// On the last Sunday of March the clocks go from 2 to 3: what was 22:30 UTC is the next day from then on.
  @Test func theDayFollowsClocksThatChange() {
    let change = Timestamp("2026-03-29T01:00Z")?.microseconds ?? 0
    let berlin = LocalCalendar { $0.microseconds < change ? 3600 : 7200 }
    #expect(
      days(
        [.made("a", "2026-03-27T22:30:00Z"), .made("b", "2026-03-29T22:30:00Z")], calendar: berlin)
        == ["2026-03-27 1", "2026-03-28 0", "2026-03-29 0", "2026-03-30 1"])
  }

  @Test func aMistypedYearDoesNotFillTheMemory() {
    let overview = overview([
      .made("typo", "0026-01-05T10:00:00Z"), .made("a", "2026-01-04T10:00:00Z"),
      .made("b", "2026-01-05T10:00:00Z"),
    ])
    #expect(overview.activity.count == 3660)
    #expect(overview.activity.suffix(2).map(\.sessionCount) == [1, 1])
    #expect(overview.activity.last?.day.description == "2026-01-05")
    #expect(overview.rows.count == 3)
  }

  @Test func daysMayAlsoBeCountedBackFromALastOne() throws {
    var history = History()
    history.sessions = [
      .made("a", "2026-01-03T10:00:00Z"), .made("b", "2026-01-05T23:30:00Z"), .made("c", nil),
      .made("later", "2026-01-09T10:00:00Z"),
    ]
    func counted(_ last: String, _ count: Int, _ calendar: LocalCalendar = .utc) throws -> [String]
    {
      let day = try #require(CivilDate(last))
      return StatisticsEngine().sessionsPerDay(
        history, lastDay: day, dayCount: count, calendar: calendar
      ).map { "\($0.day) \($0.sessionCount)" }
    }
    #expect(try counted("2026-01-05", 2) == ["2026-01-04 0", "2026-01-05 1"])
    #expect(try counted("2026-01-05", 7) == ["2026-01-03 1", "2026-01-04 0", "2026-01-05 1"])
    let ahead = LocalCalendar { _ in 3600 }
    #expect(try counted("2026-01-06", 1, ahead) == ["2026-01-06 1"])
    #expect(try counted("2026-01-02", 7) == [])
    #expect(try counted("2026-01-05", 0) == [])
  }

  @Test func aSessionIsAsManyTimesFasterAsTheEstimateIsLonger() throws {
    let now = try Timestamp.reading("2026-01-05T12:30:00Z")
    let rows = overview([
      .made("done", "10:00", "10:15", estimate: 60),
      .made("running", "12:00", estimate: 60, status: "active"),
      .made("just begun", "12:30", estimate: 60, status: "active"),
      .made("no estimate", "10:00", "10:15"), .made("zero", "10:00", "10:15", estimate: 0),
      .made("negative", "10:15", "10:00", estimate: 60),
    ]).rows
    let speeds = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0.timesFaster(at: now)) })
    #expect(speeds["done"] == .some(4))
    #expect(speeds["running"] == .some(2))
    for id in ["just begun", "no estimate", "zero", "negative"] as [SessionID] {
      #expect(speeds[id] == .some(nil), "\(id)")
    }
  }

  @Test(arguments: [(0, 0, 0), (1, 3, 33), (2, 3, 67), (1, 8, 13), (3, 3, 100), (0, 5, 0)])
  func sharesAreWholePercents(_ part: Int, _ whole: Int, _ share: Int) {
    #expect(percent(part, of: whole) == share)
  }
}

@Suite struct EnvironmentTests {
  @Test func theProcessHasItsOwnClockZoneDirectoryAndDisk() throws {
    let environment = Environment.process
    let now = environment.now()
    #expect(now.utcOffsetMicroseconds == 0)
    #expect(now.description > "2026-01-01")
    #expect(environment.currentDirectory.hasPrefix("/"))
    #expect(abs(environment.utcOffsetSeconds(now)) < 86_400)
    let local = now.advanced(byMicroseconds: Int64(environment.utcOffsetSeconds(now)) * 1_000_000)
    #expect(environment.calendar.day(of: now) == LocalCalendar.utc.day(of: local))
  }
}
