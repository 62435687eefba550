// What the tab of the issues says while it has none, and that the keys it names go on.

import Testing
import TrackerCore

@testable import TrackerTUI

@Suite struct NoIssuesTests {
  private func issuesTab(_ change: (inout History) -> Void) -> Dashboard {
    var history = sampleHistory()
    change(&history)
    var dashboard = TrackerTUITests.dashboard(history)
    dashboard.press("5")
    return dashboard
  }

  /// The sample whose issues are all older than a week.
  private func oldIssues() -> Dashboard {
    issuesTab { history in
      let week: Int64 = 7 * 86_400_000_000
      let old = Set(
        history.sessions.filter {
          ($0.start?.microseconds ?? .max) < sampleNow.microseconds - week
        }.map(\.id))
      history.issues = history.issues.filter { old.contains($0.sessionID) }
    }
  }

  @Test func eachReasonHasItsOwnWordsAndKeys() {
    let none = issuesTab { $0.issues = [] }
    #expect(none.noIssuesPage.title == "No issues flagged yet.")
    #expect(none.noIssuesPage.ways.map(\.key) == ["i", "shell"])

    var filtered = oldIssues()
    Scene.press(&filtered, "f text:qqqq Enter", .sample)
    #expect(filtered.noIssuesPage.title == "No issue matches the filter.")
    #expect(filtered.noIssuesPage.ways.map(\.key) == ["F", "f"])
    #expect(filtered.frame().text.contains("clear it: qqqq"))
    Scene.press(&filtered, "F", .sample)
    #expect(!filtered.hasNoIssues)

    var ranged = oldIssues()
    Scene.press(&ranged, "t w Enter", .sample)
    #expect(ranged.hasNoIssues)
    #expect(ranged.noIssuesPage.title == "No issues in the last 7 days.")
    #expect(ranged.noIssuesPage.ways.map(\.key) == ["0", "t"])
    Scene.press(&ranged, "0", .sample)
    #expect(!ranged.hasNoIssues)
  }

  @Test(arguments: [(40, 12), (60, 20), (80, 24), (250, 70)])
  func allWaysAreInSightAtEverySize(columns: Int, rows: Int) {
    var dashboard = issuesTab { $0.issues = [] }
    _ = dashboard.update(.resized(ScreenSize(columns: columns, rows: rows)))
    let text = dashboard.frame().text
    #expect(text.contains("No issues flagged yet."))
    let command = columns < 100 ? "--help" : "--session-id last --type TYPE"
    #expect(text.contains("shell  ai-session-tracker flag " + command))
  }

  @Test func noIssueIsOpenNamesTheKeyThatShowsAll() {
    var dashboard = issuesTab { history in
      for index in history.issues.indices { history.issues[index].resolved = true }
    }
    Scene.press(&dashboard, "b", .sample)
    #expect(dashboard.frame().text.contains("none is open · b shows all"))
  }

  @Test func blankWordsOfAnIssueAreSaid() throws {
    let dashboard = issuesTab { history in
      for index in history.issues.indices where index % 2 == 0 {
        (history.issues[index].severity, history.issues[index].issueType) = (" ", "")
      }
    }
    let rows = try #require(dashboard.read.numbers.issues?.rows)
    #expect(rows.contains { $0.severity == "(none)" && $0.type == "(none)" })
    #expect(dashboard.frame().text.contains("(none)"))
  }
}
