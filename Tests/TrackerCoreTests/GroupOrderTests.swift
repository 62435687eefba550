// Groups by what they brought.

import TestSupport
import Testing

@testable import TrackerCore

@Suite struct GroupOrderTests {
  private let engine = StatisticsEngine()

  @Test(arguments: 0..<40)
  func groupsStandByTheHoursTheySaved(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let history = History.random(&generator)
    for dimension in Dimension.ofSessions where dimension != .week {
      let groups = engine.valuedGroups(
        history, by: dimension, calendar: .utc, orderedBy: { $0.savedHours })
      let hours = groups.map(\.overview.roi.savedHours)
      #expect(hours == hours.sorted(by: >))
      let usual = engine.valuedGroups(history, by: dimension, calendar: .utc)
      #expect(Set(groups.map(\.key)) == Set(usual.map(\.key)))
      let whole = engine.overview(history, calendar: .utc).roi.savedHours
      #expect(abs(hours.reduce(0, +) - whole) < 1e-6)
    }
  }
}
