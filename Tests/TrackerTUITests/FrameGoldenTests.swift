// Every screen at every designed size, in UTF-8 and ASCII, as the reader of a diff sees it.

import TestSupport
import Testing

@testable import TrackerTUI

struct FrameGoldenTests {
  static let sizes = [(40, 12), (60, 18), (80, 24), (120, 40), (200, 60)]
    .map { ScreenSize(columns: $0.0, rows: $0.1) }

  static let keysToScreens: [(name: String, keys: [Key])] = [
    ("overview", []), ("sessions", ["2"]), ("detail", ["2", .enter]),
    ("range", ["t"]), ("help", ["?"]),
  ]

  @Test(arguments: keysToScreens.map(\.name), sizes)
  func everyScreenLooksAsRecorded(screen: String, size: ScreenSize) throws {
    var dashboard = dashboard(columns: size.columns, rows: size.rows)
    let keys = FrameGoldenTests.keysToScreens.first { $0.name == screen }?.keys ?? []
    for key in keys { dashboard.press(key) }
    let name = "\(screen)-\(size.columns)x\(size.rows)"
    try expectGolden(dashboard.frame().text, name + ".txt")
    try expectGolden(dashboard.frame(asciiCapabilities).text, name + ".ascii.txt")
  }
}
