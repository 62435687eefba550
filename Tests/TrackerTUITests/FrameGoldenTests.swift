// Every screen at every designed size, in UTF-8 and ASCII, as the reader of a diff sees it.

import TestSupport
import Testing
import TrackerCore

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

  @Test(arguments: sizes)
  func hostileDataKeepsItsPlace(size: ScreenSize) throws {
    for (screen, keys) in [("overview", []), ("sessions", ["2"]), ("detail", ["2", .enter])]
      as [(String, [Key])]
    {
      var dashboard = dashboard(hostileHistory(), columns: size.columns, rows: size.rows)
      for key in keys {
        for case .loadDetail(let id) in dashboard.update(.key(key)) {
          _ = dashboard.update(.detailLoaded(id, hostileDetail(of: id)))
        }
      }
      let name = "hostile-\(screen)-\(size.columns)x\(size.rows)"
      try expectGoldens(dashboard, name)
    }
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

  @Test(arguments: ["overview", "sessions", "detail", "range", "help"])
  func everyScreenCanBeReadAloud(screen: String) throws {
    var dashboard = dashboard()
    for key in FrameGoldenTests.keysToScreens.first(where: { $0.name == screen })?.keys ?? [] {
      dashboard.press(key)
    }
    var capabilities = sampleCapabilities
    capabilities.isScreenReader = true
    try expectGolden(dashboard.frame(capabilities).text, "spoken-\(screen)-80x24.txt")
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

  @Test func rolesStandWhereTheyShould() throws {
    let letters = "abcdefghijklmnopqrstuvwxyzABCDEFG"
    let grid = dashboard().frame().cells.map { row in
      String(
        row.map { cell -> Character in
          if cell.style.isReversed { return "#" }
          let index = letters.index(letters.startIndex, offsetBy: Int(cell.style.role.rawValue))
          return cell.style.role == .text ? "." : letters[index]
        })
    }
    try expectGolden(grid.joined(separator: "\n"), "roles-overview-80x24.txt")
  }
}
