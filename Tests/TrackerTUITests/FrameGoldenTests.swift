// The first screens at every designed size, in UTF-8 and ASCII, as the reader of a diff sees them. All other places stand in
// `SceneGoldenTests`; no screen is recorded twice.

import TestSupport
import Testing
import TrackerCore

@testable import TrackerTUI

struct FrameGoldenTests {
  static let sizes = [(40, 12), (60, 18), (80, 24), (120, 40), (200, 60)]
    .map { ScreenSize(columns: $0.0, rows: $0.1) }

  static let keysToScreens: [(name: String, keys: [Key])] = [
    ("overview", []), ("sessions", ["2"]), ("detail", ["2", .enter]),
  ]

  @Test(arguments: keysToScreens.map(\.name), sizes)
  func everyScreenLooksAsRecorded(screen: String, size: ScreenSize) throws {
    var dashboard = dashboard(columns: size.columns, rows: size.rows)
    let keys = FrameGoldenTests.keysToScreens.first { $0.name == screen }?.keys ?? []
    for key in keys { dashboard.press(key) }
    let name = "\(screen)-\(size.columns)x\(size.rows)"
    try expectGoldens(dashboard, name)
  }

  @Test(arguments: sizes)
  func anEmptyLedgerSaysWhatToDo(size: ScreenSize) throws {
    var dashboard = dashboard(History(), columns: size.columns, rows: size.rows)
    let name = "empty-\(size.columns)x\(size.rows)"
    try expectGoldens(dashboard, name)
    dashboard.press("?")
    #expect(dashboard.frame().text.contains("q quit"))
  }

  @Test(arguments: [(36, 10), (39, 24), (80, 11), (1, 1), (12, 2)])
  func aScreenThatIsTooSmallSaysHowLargeItMustBe(columns: Int, rows: Int) throws {
    let canvas = dashboard(columns: columns, rows: rows).frame()
    try expectGolden(canvas.text, "tiny-\(columns)x\(rows).txt")
  }

  @Test func aRangeWithoutSessionsSaysHowToSeeAll() throws {
    var old = sampleHistory()
    old.sessions.removeAll { ($0.startTime ?? "") > "2024-11-22" }
    var dashboard = dashboard(old)
    dashboard.press("t", "d")
    dashboard.press(.control("l"))
    try expectGolden(dashboard.frame().text, "no_sessions_in_range-80x24.txt")
  }

  @Test(arguments: [
    (40, 50), (59, 30), (79, 20), (100, 30), (110, 14), (159, 45), (160, 24), (300, 100),
  ])
  func sizesBetweenAndBeyondAreSensible(columns: Int, rows: Int) throws {
    var dashboard = dashboard(columns: columns, rows: rows)
    try expectGolden(dashboard.frame().text, "between-overview-\(columns)x\(rows).txt")
    dashboard.press("2")
    try expectGolden(dashboard.frame().text, "between-sessions-\(columns)x\(rows).txt")
    dashboard.press(.enter)
    try expectGolden(dashboard.frame().text, "between-detail-\(columns)x\(rows).txt")
  }
}
