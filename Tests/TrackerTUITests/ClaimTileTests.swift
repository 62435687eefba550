// The head of the overview: the conservative claim where there is enough for it, else what was logged and that nothing proves
// it; and how any number on screen comes about.

import JSON
import TestSupport
import Testing
import TrackerCore

@testable import TrackerTUI

@Suite struct ClaimTileTests {
  /// Sessions of an hour on so many days up to today, two a day, one of which failed.
  private func worked(days: Int) -> History {
    let today = CivilDate(daysSince1970: LocalCalendar.utc.day(of: sampleNow).daysSince1970)
    return history(
      of: (0..<days).flatMap { back in
        [("success", "07"), ("failed", "09")].map { outcome, hour in
          SampleSession(
            name: "Work \(back) \(hour)", type: "testing", model: "gpt-4o", outcome: outcome,
            start: "\(CivilDate(daysSince1970: today.daysSince1970 - back - 1))T\(hour):00:00Z",
            minutes: 60, estimate: 240, ratings: [4, 5], issues: [])
        }
      })
  }

  private func rows(_ dashboard: Dashboard) -> [String] {
    dashboard.frame().text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func tilesShowTheConservativeClaimAndWhatWasLogged() throws {
    let dashboard = dashboard(worked(days: 20), columns: 120, rows: 40)
    let claims = try #require(dashboard.read.overview.claims)
    let text = rows(dashboard)
    let (mine, logged) = (claims.conservative, claims.asLogged)
    #expect(mine.timesText != logged.timesText)
    #expect(text[2].hasPrefix(" \(mine.timesText) \(logged.timesText) as logged"))
    #expect(text[2].contains("\(mine.savedText) "))
    #expect(text[4].hasPrefix(" Rests on 20 of 40 sessions; 50% of the claimed hours"))
    #expect(text[4].contains("= explains any number"))
    #expect(text.contains { $0.contains(mine.verdictText) })
    #expect(!text.joined().contains("unproven"))
  }

  @Test(arguments: [(40, 12), (80, 24), (120, 40)])
  func withTooFewDaysWhatWasLoggedIsSaidToBeUnproven(columns: Int, rows: Int) throws {
    let dashboard = dashboard(worked(days: 5), columns: columns, rows: rows)
    let claims = try #require(dashboard.read.overview.claims)
    let text = self.rows(dashboard)
    #expect(claims.conservative.bounds == nil)
    #expect(text[1...3].joined().contains(claims.asLogged.timesText))
    #expect(text[1...3].joined().contains("unproven"))
    #expect(text[4].contains(columns < 60 ? "As logged, unproven" : "As logged. Not enough data"))
    let spoken = spokenTiles(dashboard)
    #expect(spoken[0] == "Multiplier \(claims.asLogged.timesText) as logged, unproven.")
  }

  @Test func withoutCompletedSessionsNothingIsClaimed() throws {
    let running = history(of: [
      SampleSession(
        name: "Runs", type: "testing", model: "gpt-4o", outcome: nil, start: "2024-11-22T14:00:00Z",
        minutes: nil, estimate: 60, ratings: [], issues: [])
    ])
    let text = rows(dashboard(running))
    #expect(text[2].hasPrefix(" — "))
    #expect(!text[3].contains("unproven"))
  }

  @Test func aClaimsChangeIsClearOnlyWhereIntervalsAreApart() throws {
    let figure = try #require(FigureGroup.tiles.first)
    let engine = StatisticsEngine()
    func overview(estimate: Double) -> Overview {
      var history = worked(days: 20)
      for index in history.sessions.indices {
        // Other lengths on other days, so that chance has a say.
        history.sessions[index].humanTimeEstimateMinutes = estimate * (index % 8 < 4 ? 0.8 : 1.2)
      }
      return engine.figuresWithClaims(history, calibration: Calibration([]), calendar: .utc)
    }
    let (before, near, far) = (
      overview(estimate: 60), overview(estimate: 66), overview(estimate: 6000)
    )
    #expect(figure.change(to: near, from: before)?.isClear == false)
    #expect(figure.change(to: far, from: before)?.isClear == true)
    var unproven = far
    unproven.claims = nil
    #expect(figure.change(to: unproven, from: before) == nil)
  }

  // MARK: How a number comes about

  @Test func theSelectedTileIsExplainedFirstAndAStepLeadsToTheNext() throws {
    var dashboard = dashboard(worked(days: 20), columns: 120, rows: 40)
    while dashboard.focus != .tiles { dashboard.press(.tab) }
    dashboard.press("l", "l", "=")
    #expect(dashboard.explainedNumbers.first?.asked.id == "conservative.cost_saved")
    #expect(rows(dashboard).contains { $0.contains("conservative.cost_saved  ") })
    dashboard.press("j")
    let second = dashboard.explainedNumbers[1]
    #expect(rows(dashboard).contains { $0.contains(second.asked.id + "  " + second.shown) })
    dashboard.press(.escape)
    #expect(dashboard.over.box == nil)
  }

  @Test func whatIsCopiedIsWhatTheCommandLineSays() throws {
    var dashboard = dashboard(worked(days: 20))
    dashboard.press("=")
    let number = try #require(dashboard.explainedNumbers.first)
    let ledger = ExplainedLedger(
      dashboard.read.covered, ReportRange(.month, now: sampleNow, calendar: .utc), .utc,
      version: "")
    guard case .copy(let text)? = dashboard.press("y").first,
      case .copy(let document)? = dashboard.press("Y").first
    else {
      Issue.record("nothing was copied")
      return
    }
    #expect(text.text == number.lines(ledger).joined(separator: "\n") + "\n")
    let value = try JSONReader.read(Array(document.text.utf8))
    #expect(value["figure"]?.text == number.asked.id)
    #expect(value["interval"] != nil)
  }

  @Test(arguments: Tab.all.map(\.name))
  func everyTabExplainsItsFigures(name: String) throws {
    let tab = try #require(Tab.all.first { $0.name == name })
    #expect(!tab.figures.isEmpty)
    for id in tab.figures { #expect(ExplainedFigure.all.contains { $0.id == id }, "\(id)") }
    var dashboard = dashboard(columns: 120, rows: 40)
    let digit = try #require(Tab.index(named: name)) + 1
    dashboard.press(.character(Character("\(digit)")))
    for list in dashboard.screen.layout.lists where dashboard.rowCount(list) > 0 {
      dashboard.place.chosenFocus = list
      dashboard.press("=")
      #expect(dashboard.over.box is ExplainBox, "\(list)")
      let text = rows(dashboard).joined()
      #expect(dashboard.explainedNumbers.first.map { text.contains($0.asked.id) } == true)
      dashboard.press("=")
    }
  }
}
