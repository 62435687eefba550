// What sessions are worth, on the ROI tab: a gain, a loss, too little to tell; other estimates tried out.

import TestSupport
import Testing
import TrackerCore

@testable import TrackerTUI

struct ClaimsPanelTests {
  /// Two sessions of an hour on each day, estimated at about so many minutes.
  private static func ledger(days: Int, estimate: Double) -> History {
    history(
      of: (0..<days * 2).map { index in
        let day = 1 + index / 2
        return SampleSession(
          name: "Task \(index)", type: index % 3 == 0 ? "debugging" : "testing", model: "gpt-4",
          outcome: index % 7 == 6 ? "failed" : "success",
          start: "2024-11-\(day < 10 ? "0" : "")\(day)T\(index % 2 == 0 ? "09" : "14"):00:00Z",
          minutes: 60, estimate: estimate * (1 + Double(index % 5) / 10), ratings: [4])
      })
  }

  private func shown(
    _ history: History, columns: Int = 120, rows: Int = 40
  ) -> Dashboard {
    var dashboard = TrackerTUITests.dashboard(history, columns: columns, rows: rows)
    dashboard.press("4")
    return dashboard
  }

  private func rows(_ dashboard: Dashboard) -> [String] {
    dashboard.frame().text.split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
  }

  private static let gain = ledger(days: 15, estimate: 400)
  private static let loss = ledger(days: 15, estimate: 8)
  private static let few = ledger(days: 5, estimate: 400)

  @Test func gainLossAndTooLittleLookAsRecorded() throws {
    let sheets = [
      ("a gain", rows(shown(ClaimsPanelTests.gain))[1...8]),
      ("too little", rows(shown(ClaimsPanelTests.few))[1...8]),
      ("too little, 80x24", rows(shown(ClaimsPanelTests.few, columns: 80, rows: 24))[1...8]),
      ("a loss", rows(shown(ClaimsPanelTests.loss))[1...37]),
      ("a loss, 80x24", rows(shown(ClaimsPanelTests.loss, columns: 80, rows: 24))[1...21]),
    ]
    try expectGolden(
      sheets.map { "=== \($0)\n" + $1.joined(separator: "\n") }.joined(separator: "\n"),
      "roi-verdicts.txt")
    try expectGolden(
      rows(shown(sampleHistory(), columns: 200, rows: 60))[1...57].joined(separator: "\n"),
      "roi-200x60.txt")
  }

  @Test func theVerdictIsASentenceInItsRole() throws {
    let wanted: [(History, Claim.Verdict, String, Role)] = [
      (ClaimsPanelTests.gain, .gain, "A gain until estimates are", .gain),
      (ClaimsPanelTests.loss, .loss, "A loss. No gain even if", .loss),
      (sampleHistory(), .undecided, "Neither gain nor loss can be told apart", .human),
      (ClaimsPanelTests.few, .notEnoughData, "Not enough data: fewer than 8 days (5)", .muted),
    ]
    for (history, verdict, sentence, role) in wanted {
      for (columns, lines) in [(80, 24), (120, 40), (200, 60)] {
        let dashboard = shown(history, columns: columns, rows: lines)
        #expect(dashboard.read.numbers.roi?.claims.verdict == verdict)
        let row = try #require(rows(dashboard).firstIndex { $0.contains(sentence) })
        #expect(dashboard.frame().cells[row][2].style.role == role, "\(sentence) \(columns)")
      }
    }
  }

  @Test func whatMattersIsShownFromFortyRowsAndWhatIsDoubtfulOnWideScreens() {
    for (columns, lines) in [(80, 24), (80, 39), (120, 40), (179, 60), (180, 40), (200, 60)] {
      let text = shown(sampleHistory(), columns: columns, rows: lines).frame().text
      #expect(text.contains("What it is worth"))
      #expect(text.contains("What matters most") == (lines >= 40), "\(columns)x\(lines)")
      #expect(
        text.contains("What is doubtful") == (lines >= 40 && columns >= 180), "\(columns)x\(lines)")
    }
  }

  @Test func everySectionIsReachedByTab() {
    var dashboard = shown(sampleHistory(), columns: 40, rows: 12)
    var seen = ""
    for _ in 0..<8 {
      seen += dashboard.frame().text
      dashboard.press(.tab)
    }
    for title in ["What it is worth", "Time as", "By task type", "Money as", "Hours saved per"] {
      #expect(seen.contains("─ " + title), "\(title)")
    }
  }

  @Test func otherEstimatesAreTriedOutInAllClaimsAndNeverKept() throws {
    var dashboard = shown(sampleHistory())
    let before = try #require(dashboard.read.numbers.roi)
    dashboard.press("a", "j", "j", "j", .left, .left)
    #expect(dashboard.frame().text.contains("Estimates    ← 90% →"))
    dashboard.press(.escape)
    let after = try #require(dashboard.read.numbers.roi)
    var config = Config()
    config.estimateScale = 0.9
    let engine = StatisticsEngine(config: config)
    var figures = engine.overview(dashboard.read.covered, calendar: .utc, at: sampleNow)
    figures.rows = []
    let claims = engine.claims(
      dashboard.read.covered, of: figures,
      calibration: Calibration(dashboard.read.history.sessions), calendar: .utc)
    #expect(after.claims == claims)
    #expect(after.claims.quality == before.claims.quality)
    #expect(after.claims.asLogged.humanHours < before.claims.asLogged.humanHours)
    let sums = [before, after].map { numbers in
      numbers.points.reduce(0) { $0 + $1.estimatedHumanMinutes }
    }
    #expect((sums[1] - sums[0] * 0.9).magnitude < 1e-6)
    let text = dashboard.frame().text
    #expect(text.contains("estimates at 90%") && text.contains("sessions × 90%"))
    #expect(!text.contains(":save keeps"))
    #expect(dashboard.frame(spokenCapabilities).text.contains("What-if:"))
    guard case .saveSettings(let settings)? = run("save", in: &dashboard).first else {
      Issue.record("nothing is saved")
      return
    }
    #expect(settings.saving(over: "").isEmpty)
    dashboard.press("a", .right, .escape)
    #expect(dashboard.frame().text.contains(":save keeps the rates"))
    dashboard.press("a", "r", .escape)
    #expect(dashboard.read.numbers.roi?.claims == before.claims)
  }

  @Test func estimatesStayWithinTheirRange() {
    var dashboard = shown(sampleHistory())
    dashboard.press("a", "j", "j", "j")
    for _ in 0..<60 { dashboard.press(.left) }
    #expect(dashboard.read.numbers.roi?.config.estimateScale == 0.05)
    for _ in 0..<60 { dashboard.press(.right) }
    #expect(dashboard.read.numbers.roi?.config.estimateScale == 2)
    #expect(dashboard.assumedOverview.roi.rates?.hasSuffix("estimates at 200%") == true)
  }

  @Test func theHelpSaysWhereFiguresAreExplained() {
    var dashboard = shown(sampleHistory())
    dashboard.press("?")
    #expect(dashboard.frame().text.contains("docs/METHODOLOGY.md"))
    dashboard.press(.escape, "2", "?")
    #expect(!dashboard.frame().text.contains("METHODOLOGY"))
  }
}
