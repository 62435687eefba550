// Boxes over a screen: what they hide is told, what is wrong is said whole, the help is searched.

import Testing
import TrackerCore

@testable import TrackerTUI

struct BoxTests {
  @Test(arguments: [["2", "s"], ["2", "c"], ["?"]] as [[Key]])
  func aBoxTellsHowMuchIsHidden(keys: [Key]) throws {
    var dashboard = dashboard(columns: 40, rows: 12)
    for key in keys { dashboard.press(key) }
    let edge = try #require(
      dashboard.frame().text.split(separator: "\n").last { $0.contains("┘") })
    #expect(edge.contains("↓ ") && edge.contains(" more "))
    dashboard.press("G")
    let after = dashboard.frame().text
    #expect(after.contains("↑ ") && after.contains(" more "))
    #expect(dashboard.frame(asciiCapabilities).text.contains("Up "))
  }

  @Test func theHiddenAndTheShownAddUp() throws {
    var dashboard = dashboard(columns: 40, rows: 12)
    dashboard.press("2", "s", "g")
    let text = dashboard.frame().text
    let letters = SessionRow.sortTitles.filter { text.contains("│  \($0.letter)  \($0.title)") }
    let hidden = SessionRow.sortTitles.count - letters.count
    #expect(hidden > 0)
    #expect(text.contains("↓ \(hidden) more"))
  }

  @Test func aBoxThatShowsAllTellsNothing() {
    var dashboard = dashboard(columns: 80, rows: 24)
    dashboard.press("s")
    #expect(!dashboard.frame().text.contains(" more "))
  }

  @Test func datesAreNamedAsTheFormNamesThem() {
    var dashboard = dashboard()
    dashboard.press("T", .control("u"))
    type("2025-04-01", into: &dashboard)
    dashboard.press(.tab)
    type("2025-03-01", into: &dashboard)
    dashboard.press(.tab, "y")
    let text = dashboard.frame().text
    #expect(text.contains("To must be no earlier than From"))
    #expect(!text.contains("since"))
  }

  @Test(arguments: [(40, 12), (60, 18), (80, 24)])
  func aLongProblemIsWrapped(columns: Int, rows: Int) throws {
    var dashboard = dashboard(columns: columns, rows: rows)
    dashboard.press("T", .control("u"))
    type("garbage", into: &dashboard)
    dashboard.press(.tab, .tab, "y")
    let form = try #require(dashboard.form)
    let problem = try #require(form.problem)
    let area = FormLayout(form, size: dashboard.size).area
    let text = dashboard.frame().cells[area.row..<area.endRow].map { row in
      row[area.column..<area.endColumn].map(\.text).joined()
    }.joined(separator: "\n")
    let shown = text.split { " │\n".contains($0) }.joined(separator: " ")
    if columns == 40 {
      #expect(shown.contains(problem.split(separator: " ").prefix(8).joined(separator: " ")))
    } else {
      #expect(shown.contains(problem), "\(text)")
    }
    // The fields and the buttons are still there.
    #expect(text.contains("From") && text.contains("Esc"))
  }

  @Test func theHelpIsSearched() {
    var dashboard = dashboard(columns: 80, rows: 14)
    dashboard.press("?", "/")
    type("mark", into: &dashboard)
    #expect(status(dashboard).hasPrefix("/mark"))
    dashboard.press(.enter)
    #expect(dashboard.over.box is HelpBox)
    #expect(dashboard.frame().text.contains("mark all"))
    #expect(status(dashboard).contains("of "))
    let isMarked = dashboard.frame().cells.joined().contains { $0.style.isUnderlined }
    #expect(isMarked)
    dashboard.press("n")
    #expect(status(dashboard).contains("of "))
    dashboard.press("/")
    type("zebra", into: &dashboard)
    dashboard.press(.enter)
    #expect(status(dashboard) == "no zebra in this help")
    dashboard.press(.escape)
    #expect(dashboard.mode == .tab)
  }
}
