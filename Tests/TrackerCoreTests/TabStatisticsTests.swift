// What the tabs show agrees with the report, on every history: sums of groups, steps and rows are its totals.

import TestSupport
import Testing

@testable import TrackerCore

@Suite struct TabStatisticsTests {
  private let engine = StatisticsEngine()
  private let days = TrendDays(first: nil, last: CivilDate(daysSince1970: 20_462))

  private func forEachHistory(_ seed: UInt64, _ body: (History) throws -> Void) rethrows {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<60 {
      let history = History.random(&generator)
      try body(history)
      let ids = Set(history.sessions.prefix(4).map(\.id))
      var part = history
      part.sessions.removeAll { !ids.contains($0.id) }
      part.interactions = history.interactions.restricted(to: ids)
      part.facts = history.facts.restricted(to: ids)
      try body(part)
    }
  }

  private func sum(_ groups: [RatingGroup]) -> InteractionTally {
    groups.reduce(into: InteractionTally()) { $0.add($1.tally) }
  }

  @Test(arguments: Dimension.all)
  func groupsOfRatingsAddUp(dimension: Dimension) {
    forEachHistory(11) { history in
      let groups = engine.ratings(history, by: dimension, calendar: .utc)
      #expect(Set(groups.map { Array($0.key.utf8) }).count == groups.count)
      #expect(groups.allSatisfy { $0.tally.count > 0 })
      for group in groups {
        let ids = engine.sessions(
          of: history, in: .group(dimension, key: group.key), calendar: .utc)
        #expect(group.sessionCount == ids.count, "\(dimension.word) \(group.key)")
      }
      let all = history.interactions.all
      if dimension == .tool {
        #expect(sum(groups).count >= all.count)
      } else {
        #expect(sum(groups) == all)
      }
    }
  }

  @Test func ratingsByAttemptsAddUp() {
    forEachHistory(12) { history in
      let breakdown = engine.effectivenessBreakdown(
        history, by: [.tool], days: days, calendar: .utc)
      let all = history.interactions.all
      let byIterations = sum(breakdown.byIterations)
      #expect(byIterations.countsByRating == all.countsByRating)
      #expect(byIterations.ratingSum == all.ratingSum)
      #expect((all.medianRating == nil) == (all.ratedCount == 0))
    }
  }

  @Test func issuesOfDaysAddUpToThoseWithATime() {
    forEachHistory(19) { history in
      let timed = history.issues.filter { $0.timestamp.flatMap(Timestamp.init) != nil }
      let byDay = engine.issuesPerDay(history, days: days, calendar: .utc)
      #expect(byDay.reduce(0) { $0 + $1.count } == timed.count)
      #expect(byDay.isEmpty == timed.isEmpty)
      #expect(byDay.allSatisfy { $0.count > 0 || $0.worst == nil })
      if let last = byDay.last { #expect(last.day == days.last) }
    }
  }

  @Test func theWorstIssueNamesTheDay() {
    var history = History()
    for (time, severity) in [
      ("2024-11-20T10:00:00Z", "medium"), ("2024-11-20T11:00:00Z", "critical"),
      ("2024-11-20T12:00:00Z", "odd"), ("2024-11-22T12:00:00Z", "odd"), ("", "high"),
      ("2031-01-01T00:00:00Z", "low"),
    ] {
      var issue = Issue()
      issue.timestamp = time
      issue.severity = severity
      history.issues.append(issue)
    }
    let last = Timestamp("2024-11-22T00:00:00Z").map(LocalCalendar.utc.day(of:))
    let axis = TrendDays(first: nil, last: last ?? CivilDate(daysSince1970: 0))
    let byDay = engine.issuesPerDay(history, days: axis, calendar: .utc)
    #expect(byDay.map(\.day.description) == ["2024-11-20", "2024-11-21", "2024-11-22"])
    #expect(byDay.map(\.count) == [3, 0, 2])
    #expect(byDay.map(\.worst) == [.critical, nil, .low])
  }

  @Test(arguments: TrendBucket.allCases)
  func stepsOverTimeAddUp(bucket: TrendBucket) {
    forEachHistory(14) { history in
      let overview = engine.overview(history, calendar: .utc)
      let points = engine.trends(history, by: bucket, days: days, calendar: .utc)
      let timed = history.sessions.filter { $0.start != nil }
      #expect(points.reduce(0) { $0 + $1.sessionCount } == timed.count)
      #expect(zip(points, points.dropFirst()).allSatisfy { $0.firstDay < $1.firstDay })
      let valued = timed.filter { $0.isCompleted && $0.taskType != "human_review" }
      let minutes = valued.reduce(0) { $0 + engine.calculateSessionDurationMinutes($1) }
      #expect(abs(points.reduce(0) { $0 + $1.aiMinutes } - minutes) < 1e-6)
      if timed.count == history.sessions.count {
        #expect(abs(overview.roi.aiMinutes - minutes) < 1e-6)
      }
      // A step lists as many sessions as it counts.
      for (index, point) in points.enumerated() where point.sessionCount > 0 {
        let next = index + 1 < points.count ? points[index + 1].firstDay : nil
        let ids = engine.sessions(
          of: history, in: .days(from: point.firstDay, before: next), calendar: .utc)
        #expect(ids.count == point.sessionCount)
      }
    }
  }

  @Test func gapsAndIssuesAreThoseOfTheReport() {
    forEachHistory(15) { history in
      let overview = engine.overview(history, calendar: .utc)
      let gaps = engine.gapBreakdown(history, calendar: .utc)
      #expect(gaps.rows.count == overview.gaps.gaps.count)
      #expect(gaps.byHour.reduce(0) { $0 + $1.count } == overview.gaps.gaps.count)
      #expect(
        gaps.rows.first?.gap.durationMinutes == overview.gaps.gaps.map(\.durationMinutes).max())
      #expect(gaps.friction.compactMap(\.indicator) == overview.gaps.frictionIndicators)
      for measure in gaps.friction {
        if let value = measure.value, value > measure.limit * (1 + 1e-12) {
          #expect(measure.indicator != nil)
        }
      }
      let issues = engine.issueBreakdown(history, onlyUnresolved: false)
      #expect(issues.rows.count == overview.issues.total)
      for counts in [issues.bySeverity, issues.byType] {
        #expect(counts.reduce(0) { $0 + $1.count } == overview.issues.total)
      }
      let open = engine.issueBreakdown(history, onlyUnresolved: true)
      #expect(open.rows.count == overview.issues.unresolvedCount)
      #expect(open.bySeverity == issues.bySeverity)
      #expect(Set(issues.rows.map(\.number)) == Set(0..<overview.issues.total))
    }
  }

  @Test func groupsListTheSessionsTheyCount() {
    forEachHistory(16) { history in
      for dimension in Dimension.ofSessions {
        for group in engine.ratings(history, by: dimension, calendar: .utc) {
          let ids = engine.sessions(
            of: history, in: .group(dimension, key: group.key), calendar: .utc)
          let tally = history.interactions.restricted(to: ids).all
          // Interactions of sessions that are not there belong to the group without a name.
          #expect(group.key.isEmpty ? tally.count <= group.tally.count : tally == group.tally)
        }
      }
      for rating in 1...5 {
        let ids = engine.sessions(of: history, in: .rating(rating), calendar: .utc)
        let known = history.interactions.restricted(to: history.sessions.map(\.id)).all
        #expect(
          history.interactions.restricted(to: ids).all.countsByRating[rating - 1]
            == known.countsByRating[rating - 1])
      }
    }
  }

  @Test func theTimelineHasEveryRatingOfItsDays() {
    var history = History()
    for (text, rating) in [
      ("2024-11-22T00:00:00Z", 5), ("2024-11-22T00:29:59.999999+00:00", 4),
      ("2024-11-22T23:59:59Z", 1), ("2024-11-21T12:30:00", 3), ("2024-11-20T12:30:00Z", 2),
      ("2024-11-23T00:00:00Z", 2), ("2024-11-22T10:00:00Z", 0),
    ] { history.add(interactionOf: "a", at: Timestamp(text), rating: rating) }
    history.add(interactionOf: "a", at: nil, rating: 5)
    let days = engine.timeline(
      history, lastDay: CivilDate(year: 2024, month: 11, day: 22) ?? self.days.last, dayCount: 2,
      calendar: .utc)
    #expect(days.map(\.day.description) == ["2024-11-22", "2024-11-21"])
    #expect(days[0].cells[0].average == 4.5)
    #expect(days[0].cells[47].average == 1)
    #expect(days[1].cells[25].average == 3)
    #expect(days.flatMap(\.cells).reduce(0) { $0 + $1.count } == 4)
    #expect(days[0].cells(halfHours: 2).count == 24)
    #expect(days[0].cells(halfHours: 2)[0].count == 2)
  }

  /// Clocks go back an hour on 3 November: that day has 25 hours.
  @Test func aDayOnWhichClocksChangeKeepsItsLocalHours() {
    let change: Int64 = 1_730_613_600_000_000
    let calendar = LocalCalendar { $0.microseconds < change ? -14_400 : -18_000 }
    var history = History()
    for text in ["2024-11-03T05:30:00Z", "2024-11-03T06:30:00Z", "2024-11-04T04:30:00Z"] {
      history.add(interactionOf: "a", at: Timestamp(text), rating: 3)
    }
    let days = engine.timeline(
      history, lastDay: CivilDate(year: 2024, month: 11, day: 3) ?? self.days.last, dayCount: 1,
      calendar: calendar)
    #expect(days[0].cells.enumerated().filter { $0.element.count > 0 }.map(\.offset) == [3, 47])
    #expect(days[0].cells[3].count == 2)
  }

  @Test(arguments: [
    (TrendBucket.day, "2024-11-21"), (.week, "2024-11-18"), (.month, "2024-11-01"),
  ])
  func stepsBeginWhereTheyShould(bucket: TrendBucket, first: String) {
    let day = CivilDate(year: 2024, month: 11, day: 21)
    #expect(day.map(bucket.firstDay(of:))?.description == first)
  }

  /// A year that was mistyped neither fills the memory nor counts as work of today.
  @Test func impossibleYearsKeepTheAxisShort() {
    var history = History()
    for start in ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2024-11-22T10:00:00Z"] {
      var session = Session()
      session.id = SessionID(start)
      session.startTime = start
      history.sessions.append(session)
    }
    for bucket in TrendBucket.allCases {
      let points = engine.trends(history, by: bucket, days: days, calendar: .utc)
      #expect(points.count <= StatisticsEngine.maximumDays + 1)
      #expect(points.last?.sessionCount == 0)
    }
  }

  @Test func manyDifferentListsOfToolsAreHeldTogether() {
    var facts = InteractionFacts()
    for number in 0..<10_500 {
      facts.add(session: "a", time: nil, rating: 3, tools: ["tool \(number)"])
    }
    #expect(facts.toolSets.count == 10_001)
    var history = History()
    history.facts = facts
    let groups = engine.ratings(history, by: .tool, calendar: .utc)
    #expect(groups.reduce(0) { $0 + $1.tally.count } == 10_500)
    #expect(groups.first?.key == InteractionFacts.otherTools)
  }
}

@Suite final class FactReadingTests {
  private let world: TestEnvironment

  init() throws { world = try TestEnvironment() }

  /// Read from the file or added one by one: the same facts.
  @Test func factsAreThoseOfTheRecords() throws {
    var generator = SeededGenerator(seed: 9)
    let times = [
      "2024-11-22T14:02:11Z", "2024-11-22T14:02:11.5+00:00", "2024-11-22T14:02:11.123456Z",
      "2024-11-22T14:02:11.1234567+00:00", "2024-11-22T14:02:11+02:00", "2024-11-22T14:02:11",
      "2024-11-22T24:00:00Z", "2024-11-22T14:02:61Z", "2024-11-22T14:02:11.Z", "2024-11-22",
      "soon", "2024-11-23T00:00:00Z", "2024-11-22T1:02:11Z0000",
    ]
    for _ in 0..<30 {
      var expected = InteractionFacts()
      let records = (0..<generator.below(40)).map { _ in
        let time = generator.pick(times)
        let tools = (0..<generator.below(3)).map { _ in generator.pick(["edit", "grep", "é"]) }
        let rating = generator.below(7)
        let attempts = generator.below(4)
        let id = generator.pick(["a", "b"])
        expected.add(
          session: SessionID(id), time: Timestamp(time), rating: rating, iterations: attempts,
          tools: tools)
        let list = tools.map { "\"\($0)\"" }.joined(separator: ", ")
        return
          #"{"session_id": "\#(id)", "timestamp": "\#(time)", "effectiveness_rating": \#(rating), "iteration_count": \#(attempts), "tools_used": [\#(list)]}"#
      }
      try world.store("[" + records.joined(separator: ",\n") + "]", as: "interactions.json")
      let history = try world.service().history(withFacts: true)
      #expect(history.facts == expected)
      #expect(try world.service().history().facts == InteractionFacts())
      #expect(try world.service().history().interactions == history.interactions)
    }
  }
}
