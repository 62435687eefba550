// What is told of parts adds up to what is told of the whole, on every history, however odd.

import TestSupport
import Testing

@testable import TrackerCore

@Suite struct PartAndWholeTests {
  private let engine = StatisticsEngine()
  private let now = Timestamp(microseconds: 1_767_800_000_000_000)

  private func forEachHistory(_ seed: UInt64, _ body: (History) throws -> Void) rethrows {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      var history = History.random(&generator)
      if generator.oneIn(5), let odd = history.sessions.indices.randomElement(using: &generator) {
        history.sessions[odd].humanTimeEstimateMinutes = .nan
        history.sessions[odd].finalEstimateMinutes = nil
      }
      try body(history)
    }
  }

  private func isAbout(_ number: Double, _ other: Double) -> Bool {
    number.isNaN && other.isNaN || number == other
      || abs(number - other) < 1e-6 * max(1, abs(other))
  }

  /// What adds up of some overviews.
  private func sums(_ parts: [Overview]) -> [Double] {
    let numbers: [(Overview) -> Double] = [
      { Double($0.roi.totalSessions) }, { Double($0.roi.completedSessions) },
      { Double($0.activeCount) }, { Double($0.gaps.gaps.count) },
      { Double($0.effectiveness.count) }, { Double($0.effectiveness.ratedCount) },
      { Double($0.issues.total) }, { Double($0.issues.unresolvedCount) }, { $0.roi.aiMinutes },
      { $0.roi.estimatedHumanMinutes }, { $0.roi.gapMinutes }, { $0.roi.oversightHours },
      { Double($0.effectiveness.tokensIn ?? 0) }, { Double($0.effectiveness.tokensOut ?? 0) },
      { $0.roi.savedDollars }, { $0.roi.totalAIDollars }, { $0.roi.savedHoursAfterOversight },
    ]
    return numbers.map { number in parts.reduce(0) { $0 + number($1) } }
  }

  private func expectSums(_ parts: [Overview], _ whole: Overview, _ comment: Comment) {
    #expect(zip(sums(parts), sums([whole])).allSatisfy(isAbout), comment)
  }

  @Test(arguments: [
    "project:shop", "developer=Ada", "client:editor", "in>1000", "model:opus", "type:human_review",
    "outcome:success|partial", "status:completed", "start>2026-01-06", "est>10", "eff>3",
    "issues>0",
    "id:session-1", "start:2026-01-05 -model:haiku",
  ])
  func aFilterAndItsComplementAddUp(expression: String) throws {
    let filter = try SessionFilter(expression)
    try forEachHistory(41) { history in
      let kept = history.restricted(to: filter, now: now, calendar: .utc)
      let ids = Set(kept.sessions.map(\.id))
      let others = history.restricted(
        toSessionsAt: history.sessions.indices.filter { !ids.contains(history.sessions[$0].id) },
        keepsLine: true)
      // What belongs to no session is in no part.
      let whole = history.restricted(
        toSessionsAt: Array(history.sessions.indices), keepsLine: true)
      expectSums([kept, others].map(engine.figures), engine.figures(whole), "\(expression)")
      #expect(engine.figures(whole).gaps == engine.figures(history).gaps)
      if expression.split(separator: " ").count == 1 {
        let negated = history.restricted(
          to: try SessionFilter("-" + expression), now: now, calendar: .utc)
        #expect(negated.sessions.map(\.id) == others.sessions.map(\.id))
        #expect(engine.figures(negated).gaps == engine.figures(others).gaps)
      }
    }
  }

  @Test func aFilterOfAFilterKeepsTheLine() throws {
    try forEachHistory(42) { history in
      let once = history.restricted(
        to: try SessionFilter("model:opus status:completed"), now: now, calendar: .utc)
      let twice = history.restricted(to: try SessionFilter("model:opus"), now: now, calendar: .utc)
        .restricted(to: try SessionFilter("status:completed"), now: now, calendar: .utc)
      #expect(once.sessions.map(\.id) == twice.sessions.map(\.id))
      #expect(engine.figures(once).gaps == engine.figures(twice).gaps)
    }
  }

  @Test func aFilteredMultiplierHasTheGapsThatLedToItsSessions() throws {
    var history = History()
    history.sessions = [
      .made("a", "09:00", "10:00", estimate: 120), .made("b", "10:10", "11:00", estimate: 100),
      .made("c", "11:20", "12:00", estimate: 80),
    ]
    let kept = history.restricted(to: try SessionFilter("id=b"), now: now, calendar: .utc)
    let figures = engine.figures(kept)
    #expect(figures.gaps.gaps.map(\.fromSession) == ["a"])
    #expect(figures.roi.gapMinutes == 10)
    #expect(figures.roi.productivityMultiplier == 100.0 / 60)
    // One session alone, or a range, is cut first.
    #expect(try #require(history.restricted(toSession: "b")).line == nil)
    #expect(engine.figures(try #require(kept.restricted(toSession: "b"))).gaps.gaps.isEmpty)
    let later = kept.restricted(to: 1_767_606_000_000_000..<1_767_700_000_000_000)
    #expect(engine.figures(later).gaps.gaps.isEmpty)
  }

  @Test func pausesNameTheSessionsThatAFilterLeftOut() throws {
    var history = History()
    history.sessions = [.made("a", "09:00", "10:00"), .made("b", "10:10", "11:00")]
    let kept = history.restricted(to: try SessionFilter("id=b"), now: now, calendar: .utc)
    #expect(engine.gapBreakdown(kept, calendar: .utc).rows.map(\.fromName) == ["Session a"])
  }

  @Test(arguments: Dimension.narrowing)
  func narrowingToEachValueLeavesEverySessionOnce(dimension: Dimension) {
    forEachHistory(43) { history in
      let values = Set(
        history.sessionRows.map { ExactText(text: dimension.value(of: $0, .utc)) })
      let parts = values.map { value in
        history.restricted(
          to: SessionFilter.all.narrowed(
            to: dimension, value.text.isEmpty ? Dimension.none : value.text),
          now: now, calendar: .utc)
      }
      #expect(parts.flatMap { $0.sessions.map(\.id) }.count == history.sessions.count)
      #expect(parts.allSatisfy { !$0.sessions.isEmpty })
      #expect(
        parts.reduce(0) { $0 + engine.figures($1).gaps.gaps.count }
          == engine.figures(history).gaps.gaps.count)
    }
  }

  @Test(arguments: Dimension.ofSessions)
  func groupsAddUpToTheWhole(dimension: Dimension) throws {
    let filter = try SessionFilter("-model:opus")
    forEachHistory(44) { history in
      for history in [history, history.restricted(to: filter, now: now, calendar: .utc)] {
        let groups = engine.groups(history, by: dimension, calendar: .utc)
        expectSums(groups.map(\.overview), engine.figures(history), "\(dimension.word)")
        #expect(Set(groups.map { ExactText(text: $0.key) }).count == groups.count)
        for group in groups {
          let ids = engine.sessions(
            of: history, in: .group(dimension, key: group.key), calendar: .utc)
          #expect(ids.count == group.overview.roi.totalSessions)
        }
        let valued = engine.valuedGroups(history, by: dimension, calendar: .utc)
        for group in valued {
          let ids = engine.sessions(
            of: history, in: .valued(dimension, key: group.key), calendar: .utc)
          #expect(ids.count == group.overview.roi.completedSessions)
        }
        #expect(
          valued.reduce(0) { $0 + $1.overview.roi.completedSessions }
            == engine.figures(history).roi.completedSessions)
      }
    }
  }

  @Test(arguments: Dimension.narrowing)
  func aGroupIsWhatNarrowingLeaves(dimension: Dimension) {
    forEachHistory(45) { history in
      for group in engine.groups(history, by: dimension, calendar: .utc) where !group.key.isEmpty {
        let narrowed = history.restricted(
          to: SessionFilter.all.narrowed(to: dimension, group.key), now: now, calendar: .utc)
        expectSums([group.overview], engine.figures(narrowed), "\(dimension.word) \(group.key)")
      }
    }
  }

  @Test func groupsStandInAnOrder() {
    var history = History()
    for (number, names) in [("Grace", "b"), ("Ada", "c"), ("", "c"), ("Ada", "a")].enumerated() {
      var session = Session.made(
        SessionID("\(number)"), "2026-01-\(10 + 7 * number)T10:00:00Z", nil)
      (session.developer, session.project) = names
      history.sessions.append(session)
    }
    history.sessions[3].storedStart = nil
    func keys(_ dimension: Dimension) -> [String] {
      engine.groups(history, by: dimension, calendar: .utc).map(\.key)
    }
    #expect(keys(.developer) == ["Ada", "Grace", ""])
    #expect(keys(.project) == ["c", "a", "b"])
    #expect(keys(.week) == ["2026-01-19", "2026-01-12", "2026-01-05", ""])
  }
}
