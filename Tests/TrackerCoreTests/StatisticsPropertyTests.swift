// What holds for every history, however odd.

import TestSupport
import Testing
import TrackerCore

@Suite struct StatisticsPropertyTests {
  private let engine = StatisticsEngine()

  private func forEachHistory(_ seed: UInt64, _ body: (History, Overview) throws -> Void) rethrows {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<80 {
      let history = History.random(&generator)
      try body(history, engine.overview(history, calendar: .utc))
    }
  }

  @Test func countsAddUp() {
    forEachHistory(1) { history, overview in
      let gaps = overview.gaps
      #expect(gaps.countsByClass.reduce(0, +) == gaps.gaps.count)
      #expect(gaps.gaps.count < max(1, history.sessions.count))
      #expect(overview.rows.count == history.sessions.count)
      let started = history.sessions.count { $0.start != nil }
      #expect(overview.activity.reduce(0) { $0 + $1.sessionCount } == started)
      #expect(overview.issues.byType.reduce(0) { $0 + $1.count } == history.issues.count)
      #expect(overview.issues.bySeverity.reduce(0) { $0 + $1.count } == history.issues.count)
      #expect(overview.roi.completedSessions <= overview.roi.totalSessions)
      #expect(overview.effectiveness.ratedCount <= overview.effectiveness.count)
      let functions = history.sessions.flatMap(\.codeMetrics).flatMap(\.functions)
      let code = engine.calculateCodeMetricsSummary(history.sessions)
      #expect(code.totalFunctions == functions.count)
    }
  }

  @Test func talliesOfSessionsAddUpToTheWhole() {
    forEachHistory(2) { history, _ in
      var sum = InteractionTally()
      for tally in history.interactions.bySession.values { sum.add(tally) }
      let all = history.interactions.all
      let halves = history.interactions.restricted(to: history.interactions.bySession.keys)
      #expect(halves.all == sum)
      #expect(sum.count <= all.count)
      #expect(all.ratedCount <= all.count)
      // Twelve sessions and the rest: two restrictions are as good as one.
      let ids = history.interactions.bySession.keys.sorted { $0.text < $1.text }
      var parts = history.interactions.restricted(to: ids.prefix(12)).all
      parts.add(history.interactions.restricted(to: ids.dropFirst(12)).all)
      #expect(parts == sum)
    }
  }

  @Test func everyNumberIsFinite() {
    forEachHistory(3) { history, overview in
      let roi = overview.roi
      let code = engine.calculateCodeMetricsSummary(history.sessions)
      let numbers = [
        roi.aiMinutes, roi.estimatedHumanMinutes, roi.gapMinutes, roi.humanBaselineDollars,
        roi.subscriptionDollars, roi.oversightDollars, roi.totalAIDollars, roi.savedDollars,
        roi.roiPercentage, roi.productivityMultiplier,
        roi.interactionsPerSession, roi.savedHours, roi.savedHoursAfterOversight,
        overview.gaps.averageMinutes, overview.effectiveness.averageRating ?? 0,
        code.averageComplexity, code.averageDocumentationScore, code.totalEffortScore,
      ]
      #expect(numbers.allSatisfy { $0.isFinite })
      #expect(roi.gapMinutes >= 0)
      #expect(overview.gaps.gaps.allSatisfy { $0.durationMinutes >= 0 })
      #expect(!engine.generateSummaryReport(history).contains("nan"))
    }
  }

  @Test func moneyAddsUp() {
    forEachHistory(4) { history, overview in
      let roi = overview.roi
      #expect(roi.totalAIDollars == roi.subscriptionDollars + roi.oversightDollars)
      #expect(roi.savedDollars == roi.humanBaselineDollars - roi.totalAIDollars)
      // Every session is in one of two halves, and the minutes of both are the minutes of all.
      let odd = engine.calculateROIMetrics(
        sessions: history.sessions.enumerated().filter { $0.offset % 2 == 1 }.map(\.element),
        interactions: InteractionTally(), gaps: SessionGaps())
      let even = engine.calculateROIMetrics(
        sessions: history.sessions.enumerated().filter { $0.offset % 2 == 0 }.map(\.element),
        interactions: InteractionTally(), gaps: SessionGaps())
      #expect(abs(odd.aiMinutes + even.aiMinutes - roi.aiMinutes) < 1e-6)
      #expect(odd.completedSessions + even.completedSessions == roi.completedSessions)
    }
  }

  @Test func theOrderOfTheFileDoesNotChangeTheGaps() {
    forEachHistory(5) { history, overview in
      // Only ties of start may change places with the order of the file.
      let starts = history.sessions.compactMap { $0.start?.microseconds }
      guard Set(starts).count == starts.count else { return }
      let reversed = engine.calculateSessionGaps(history.sessions.reversed())
      #expect(reversed.gaps == overview.gaps.gaps)
      #expect(reversed.frictionIndicators == overview.gaps.frictionIndicators)
    }
  }

  @Test func rowsAreOrdered() {
    forEachHistory(6) { _, overview in
      let keys = overview.rows.map { row in
        (row.state == .active ? 0 : 1, -(row.start?.microseconds ?? -.max))
      }
      #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 <= $1 })
    }
  }
}
