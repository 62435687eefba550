// Groups of sessions beside those of the period before: their sums, their sessions, the filter that keeps one.

import JSON
import TestSupport
import Testing

@testable import TrackerCore

@Suite struct ComparedGroupTests {
  private let engine = StatisticsEngine()

  private func forEachHistory(_ seed: UInt64, _ body: (History) throws -> Void) rethrows {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<40 { try body(.random(&generator)) }
  }

  @Test(arguments: Dimension.ofSessions)
  func theFiguresThatCanBeAddedAddUpToTheWhole(dimension: Dimension) {
    forEachHistory(31) { history in
      let groups = engine.comparedGroups(history, before: nil, by: dimension, calendar: .utc)
      let whole = engine.overview(history, calendar: .utc)
      for figure in [Figure.totalSessions, .aiHours, .costSaved, .issuesOfGroup] {
        let all = figure.exactCell(whole, now: nil).number ?? 0
        let sum = groups.reduce(0) {
          $0 + (figure.exactCell($1.group.overview, now: nil).number ?? 0)
        }
        #expect(abs(sum - all) <= 1e-6 * max(1, all.magnitude), "\(figure.key)")
      }
      #expect(groups.allSatisfy { $0.before == nil && $0.change == nil })
    }
  }

  @Test(arguments: Dimension.ofSessions)
  func everySessionIsInOneGroupInItsOrder(dimension: Dimension) {
    forEachHistory(32) { history in
      let rows = engine.overview(history, calendar: .utc).rows
      let groups = engine.comparedGroups(history, before: nil, by: dimension, calendar: .utc)
      let places = dimension.places(of: rows, withEach: groups.map(\.key), .utc)
      #expect(places.joined().sorted() == Array(rows.indices))
      for (group, places) in zip(groups, places) {
        #expect(places == places.sorted())
        #expect(places.count == group.group.overview.roi.totalSessions)
        #expect(places.allSatisfy { group.isOf(dimension.value(of: rows[$0], .utc)) })
      }
    }
  }

  @Test func aGroupStandsBesideItselfInThePeriodBefore() {
    var generator = SeededGenerator(seed: 33)
    for _ in 0..<20 {
      let (history, before) = (History.random(&generator), History.random(&generator))
      for dimension in [Dimension.project, .developer, .model, .type] {
        let former = engine.groups(before, by: dimension, calendar: .utc)
        let compared = engine.comparedGroups(
          history, before: before, by: dimension, calendar: .utc)
        #expect(compared.map(\.group) == engine.groups(history, by: dimension, calendar: .utc))
        for group in compared {
          let same = former.first { $0.key.hasSameBytes(as: group.key) }
          #expect(group.before == same?.overview)
          #expect((group.change == nil) == (same.map { _ in group.change } ?? nil == nil))
        }
      }
    }
  }

  @Test func theTermOfAGroupKeepsItsSessions() throws {
    let now = Timestamp(microseconds: 1_800_000_000_000_000)
    try forEachHistory(34) { history in
      for dimension in Dimension.narrowing {
        for group in engine.groups(history, by: dimension, calendar: .utc) {
          let term = try #require(SessionFilter.term(for: group.key, of: dimension))
          let kept = history.restricted(
            to: try SessionFilter(term), now: now, calendar: .utc
          ).sessions.map(\.id)
          let rows = history.sessionRows
          let wanted = rows.filter { group.key.hasSameBytes(as: dimension.value(of: $0, .utc)) }
          // Names that look alike are one to a filter.
          #expect(Set(kept).isSuperset(of: wanted.map(\.id)), "\(term)")
          #expect(
            rows.filter { Set(kept).contains($0.id) }.allSatisfy {
              dimension.value(of: $0, .utc).isEmpty == group.key.isEmpty
            })
        }
      }
    }
  }

  @Test func noTermSaysAQuotationMark() {
    #expect(SessionFilter.term(for: "5\" disk", of: .project) == nil)
    #expect(SessionFilter.term(for: "two words", of: .project) == "project=\"two words\"")
    #expect(SessionFilter.term(for: "a|b", of: .client) == "client=\"a|b\"")
    #expect(SessionFilter.term(for: "", of: .developer) == "developer=(none)")
    #expect(SessionFilter.term(for: "x", of: .week) == nil)
  }
}
