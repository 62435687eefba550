// What a screen reader hears: place, filter, order and position; on paper every chart and list of a tab.

import Testing
import TrackerCore

@testable import TrackerTUI

struct SpokenTests {
  private func paper(_ tab: Int, _ change: (inout Dashboard) -> Void = { _ in }) -> [String] {
    var dashboard = dashboard()
    dashboard.press(.character(Character("\(tab)")))
    change(&dashboard)
    return spokenText(dashboard, columns: 300, capabilities: spokenCapabilities)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func theListTellsFilterOrderAndPosition() throws {
    var dashboard = dashboard()
    dashboard.startFilter(try SessionFilter("type:testing"))
    dashboard.press("0", "2", "j", "F", "f")
    type("status:active", into: &dashboard)
    dashboard.press(.enter, "j")
    let text = dashboard.frame(spokenCapabilities).text
    #expect(text.contains("filter: status:active"))
    #expect(text.contains("Sessions, sorted by start, descending, running first:"))
    #expect(text.hasSuffix(" of 3, filter: status:active. Press ? for help."))
  }

  @Test(arguments: [
    (3, ["5 stars: ", "1 star: ", "1 try: ", "By model:", "By task type:", "Mean rating by day"]),
    (4, ["By task type: hours saved:", "Hours saved"]),
    (5, ["Issues flagged a day", "All issues, sorted by severity, descending:"]),
    (6, ["From ", "When gaps begin", "Gaps one by one, sorted by gap, descending:"]),
    (7, ["Sessions, AI hours and mean rating by day", "o'clock"]),
    (1, ["Sessions a day, empty days left out:", "Sessions, sorted by"]),
  ])
  func paperHasEveryChart(tab: Int, parts: [String]) {
    let lines = paper(tab)
    for part in parts { #expect(lines.contains { $0.contains(part) }, "\(part)") }
    #expect(!lines.contains { $0.contains("Tab for the next") || $0.contains("Press ?") })
    #expect(!lines.contains { $0.contains("—") })
  }

  @Test func paperHasEveryRowHoweverFewRowsTheScreenHas() throws {
    let sessions = paper(2)
    var dashboard = dashboard(columns: 40, rows: 12)
    #expect(sessions.count == dashboard.read.overview.rows.count + 2)
    dashboard.press("6")
    let gaps = try #require(dashboard.read.numbers.gaps)
    let lines = paper(6)
    #expect(lines.count { $0.contains(", after ") } == gaps.rows.count)
    #expect(lines.count { $0.hasPrefix("From ") } == gaps.byHour.count { $0.count > 0 })
  }

  @Test func daysOnPaperAddUp() {
    let dashboard = dashboard()
    let lines = paper(1)
    let start = lines.firstIndex { $0.hasPrefix("Sessions a day") } ?? 0
    let days = lines[(start + 1)...].prefix { $0.hasSuffix("session") || $0.hasSuffix("sessions") }
    let sum = days.compactMap { $0.split(separator: " ").dropLast().last.flatMap { Int($0) } }
      .reduce(0, +)
    #expect(sum == dashboard.read.overview.rows.count)
  }

  @Test func theTimelineOfWeeksIsReadByDay() {
    let lines = paper(7) { $0.press("b") }
    #expect(lines.contains("Mean rating by day and hour, empty days left out:"))
    #expect(lines.contains { $0.contains("from ") && $0.contains("o'clock") })
  }

  @Test(arguments: 1...7, SceneData.allCases)
  func linesFitAndHaveNoControlCharacters(tab: Int, data: SceneData) {
    var dashboard = dashboard(data.history, columns: 60, rows: 12)
    dashboard.press(.character(Character("\(tab)")))
    let painter = Painter(
      size: ScreenSize(columns: 60, rows: 1), capabilities: sampleCapabilities)
    let lines = spokenText(dashboard, columns: 60, capabilities: spokenCapabilities)
      .split(separator: "\n")
    #expect(!lines.isEmpty)
    for line in lines {
      #expect(painter.width(of: String(line)) <= 60)
      #expect(
        line.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) })
    }
  }

  @Test func whatWasNotRatedIsSaidInWords() {
    var history = History()
    var session = Session()
    session.id = "a"
    session.name = "Alone"
    session.status = "active"
    session.startTime = "2024-11-22T14:00:00Z"
    history.sessions = [session]
    var dashboard = dashboard(history)
    dashboard.press("2")
    let text = spokenText(dashboard, columns: 200, capabilities: spokenCapabilities)
    #expect(text.contains("Alone, running"))
    #expect(text.contains("not rated"))
    #expect(!text.contains("—"))
  }

  @Test func aWordWiderThanTheScreenIsGoneOnWith() {
    let painter = Painter(
      size: ScreenSize(columns: 10, rows: 1), capabilities: sampleCapabilities)
    #expect(wrapped("ab abcdefghijklm no", painter) == ["ab", "abcdefghij", "klm no"])
  }
}
