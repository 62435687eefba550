// Every new tab at every designed size, in UTF-8 and ASCII, with the sample and with next to nothing.

import TestSupport
import Testing
import TrackerCore

@testable import TrackerTUI

struct TabGoldenTests {
  static let tabs = ["3", "4", "5", "6", "7"].map { (key: $0, name: name(of: $0)) }

  private static func name(of digit: String) -> String {
    Tab.all[(Int(digit) ?? 1) - 1].name.lowercased()
  }

  @Test(arguments: tabs.map(\.key), FrameGoldenTests.sizes)
  func everyTabLooksAsRecorded(digit: String, size: ScreenSize) throws {
    let extent = "\(size.columns)x\(size.rows)"
    let name = TabGoldenTests.name(of: digit)
    for (data, history) in [
      ("", sampleHistory()), ("sparse-", sparseHistory()),
    ] {
      var dashboard = dashboard(history, columns: size.columns, rows: size.rows)
      dashboard.press(.character(Character(digit)))
      try expectGoldens(dashboard, "\(data)\(name)-\(extent)")
    }
  }

  /// One session that runs, with nothing logged: everything is empty but the list.
  private func sparseHistory() -> History {
    history(of: [
      SampleSession(
        name: "First steps", type: "testing", model: "", start: "2024-11-22T14:30:00Z",
        estimate: 0, ratings: [])
    ])
  }

  @Test(arguments: [(59, 30), (79, 20), (100, 30), (160, 24), (300, 100)])
  func sizesBetweenAndBeyondAreSensible(columns: Int, rows: Int) throws {
    for (digit, name) in TabGoldenTests.tabs {
      var dashboard = dashboard(columns: columns, rows: rows)
      dashboard.press(.character(Character(digit)))
      try expectGolden(dashboard.frame().text, "between-\(name)-\(columns)x\(rows).txt")
    }
  }

  @Test(arguments: [(40, 12), (80, 24)])
  func otherRatesLookAsRecorded(columns: Int, rows: Int) throws {
    var dashboard = dashboard(columns: columns, rows: rows)
    dashboard.press("4", "a", .right, .right, "j", .left)
    try expectGoldens(dashboard, "what_if-\(columns)x\(rows)")
    dashboard.press(.escape)
    try expectGolden(dashboard.frame().text, "what_if-closed-\(columns)x\(rows).txt")
  }
}
