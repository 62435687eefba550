// What runs, as cards over the list: which rows, what they say, what keys do there, what ticks.

import TestSupport
import Testing
import TrackerCore

@testable import TrackerTUI

struct NowTests {
  private func lines(_ dashboard: Dashboard, _ capabilities: Capabilities = sampleCapabilities)
    -> [String]
  {
    dashboard.frame(capabilities).text.split(separator: "\n").map(String.init)
  }

  /// So many running and stale sessions and one that has ended.
  private func history(running: Int, stale: Int) -> History {
    var history = History()
    for number in 0..<(running + stale + 1) {
      var session = Session()
      session.id = SessionID("id_\(number)")
      session.name = "Work \(number)"
      session.status = number < running + stale ? "active" : "completed"
      let day = number < running ? "2024-11-22T14:" : "2024-11-0\(1 + (number - running) % 9)T10:"
      session.startTime = day + (number < 10 ? "0" : "") + "\(number):00Z"
      session.endTime = number < running + stale ? nil : "2024-11-09T11:00:00Z"
      history.sessions.append(session)
    }
    return history
  }

  @Test func aCardTellsTimeEstimateLastSignRatingAndPrompt() throws {
    let card = try #require(
      lines(dashboard(columns: 120, rows: 40)).first { $0.hasPrefix("▶  Fix login redirect") })
    #expect(card.contains("██████████▍·········  31m of 1.0h 14:31 "))
    #expect(card.contains("★ "))
    #expect(card.hasSuffix("…"))
  }

  @Test func beyondTheEstimateALineStandsWhereItWas() throws {
    var history = sampleHistory()
    let place = try #require(history.sessions.firstIndex { $0.name.hasPrefix("Add retry") })
    history.sessions[place].humanTimeEstimateMinutes = 40
    let dashboard = dashboard(history, columns: 120, rows: 40)
    let row = try #require(lines(dashboard).firstIndex { $0.contains("Add retry") })
    #expect(lines(dashboard)[row].contains("███████████████┃████   53m of 40m"))
    let cells = dashboard.frame().cells[row]
    #expect(cells[34].style.role == .warn && cells[60].style.role == .warn)
    #expect(lines(dashboard, asciiCapabilities)[row].contains("===============|====   53m of 40m"))
  }

  @Test func withoutEstimateOrInteractionThatIsSaid() {
    for columns in [40, 80, 120, 200] {
      let card = lines(dashboard(history(running: 1, stale: 0), columns: columns, rows: 30))
        .first { $0.hasPrefix("▶") }
      #expect(card?.contains("33m, no estimate") == true)
      #expect(card?.contains("█") == false)
      #expect(card?.hasSuffix("—  no interaction yet") == (columns >= 80))
    }
  }

  @Test func atMostFiveAreShownAndTheOthersCounted() {
    for (running, stale) in [(0, 0), (0, 2), (1, 0), (5, 1), (8, 4)] {
      let dashboard = dashboard(history(running: running, stale: stale), columns: 120, rows: 40)
      let shown = lines(dashboard)
      #expect(shown.count { $0.hasPrefix("▶") } == min(5, running))
      #expect(shown.contains { $0.contains("+3 more running") } == (running == 8))
      #expect(shown.contains { $0.hasPrefix("◌  stale \(stale) silent") } == (stale > 0))
      #expect(shown.contains { $0.contains(" Now ") } == (running + stale > 0))
      #expect(dashboard.rowCount(.pastSessions) == dashboard.read.overview.rows.count - running)
    }
  }

  @Test func theStaleRowSaysSinceWhenAndWhichKeyEndsThem() {
    let history = history(running: 1, stale: 4)
    let row = { (columns: Int, rows: Int) in
      self.lines(dashboard(history, columns: columns, rows: rows))
        .first { $0.contains("stale 4") }
    }
    let text = "◌  stale 4 silent beyond 4h · the oldest since 01 Nov 10:01 · E ends them"
    #expect(row(80, 24) == text)
    #expect(row(120, 40) == text + " where they fell silent")
    #expect(row(40, 12) == "◌ stale 4 · E ends them")
  }

  @Test func tabGoesRoundThePanesAndUnderlinesTheirHeads() {
    var dashboard = dashboard(columns: 120, rows: 40)
    for pane in [ListID.pastSessions, .tiles, .now, .pastSessions] {
      #expect(dashboard.focus == pane)
      let underlined = dashboard.frame().cells.map { row in
        row.filter(\.style.isUnderlined).map(\.text).joined()
      }.filter { !$0.isEmpty }
      #expect(
        underlined.first?.hasPrefix(
          pane == .tiles ? "Multiplier" : pane == .now ? "Now" : "Sessions") == true)
      dashboard.press(.tab)
    }
    dashboard.press(.backTab)
    #expect(dashboard.focus == .pastSessions)
  }

  @Test func enterOnANumberOpensItsTab() {
    for (index, name) in ["ROI", "ROI", "ROI", "Effectiveness", "Sessions", "Issues"].enumerated() {
      var dashboard = dashboard(columns: 120, rows: 40)
      dashboard.press(.tab)
      for _ in 0..<index { dashboard.press(.right) }
      #expect(dashboard.screen.actionID == nil)
      dashboard.press(.enter)
      #expect(dashboard.tabName == name)
    }
  }

  @Test func enterOpensARunningSessionAndEEndsIt() {
    var dashboard = dashboard()
    dashboard.press(.tab, .tab, "j")
    let second = dashboard.read.presence.running[1]
    var ending = dashboard
    ending.press("e")
    #expect((ending.over.box as? Form)?.purpose.session?.id == second.id)
    dashboard.press(.enter)
    #expect(dashboard.place.openID == second.id)
    dashboard.press(.escape)
    #expect(dashboard.place.openID == nil && dashboard.tabName == "Overview")
  }

  @Test func enterOnTheStaleRowListsThemAll() {
    var dashboard = dashboard(history(running: 1, stale: 3))
    dashboard.press("w", .tab, .tab, "G", .enter)
    #expect(dashboard.tabName == "Sessions")
    #expect(dashboard.chosen.filter.expression == "status:stale")
    #expect(dashboard.read.overview.rows.count == 3)
    dashboard.press("1", "F")
    #expect(dashboard.read.presence.stale.count == 3)
  }

  @Test func whatRunsIsShownInEveryRangeAndCanBeOpened() {
    var history = history(running: 2, stale: 0)
    history.sessions[0].startTime = "2024-11-10T10:00:00Z"
    history.add(interactionOf: "id_0", at: time("2024-11-22T13:00:00Z"), rating: 4)
    var dashboard = dashboard(history)
    dashboard.press(",", ",")
    #expect(dashboard.read.overview.rows.map(\.id) == ["id_1"])
    #expect(dashboard.read.presence.running.map(\.id) == ["id_1", "id_0"])
    dashboard.press(.tab, .tab, "j", .enter)
    #expect(dashboard.place.openID == "id_0")
    #expect(dashboard.frame().text.contains("Work 0"))
  }

  @Test func onlyElapsedTimesAndBarsTickAndOnlyWhileOnScreen() {
    for columns in [40, 80, 120, 200] {
      var dashboard = dashboard(columns: columns, rows: 40)
      #expect(dashboard.wantsTicks)
      let before = dashboard.frame().cells
      _ = dashboard.update(.tick(sampleNow.advanced(byMicroseconds: 60_000_000)))
      var changed = 0
      for (row, cells) in dashboard.frame().cells.enumerated() where cells != before[row] {
        #expect(cells[0].text == "▶")
        changed += zip(cells, before[row]).count { $0 != $1 }
      }
      #expect((1...12).contains(changed))
      dashboard.press("4")
      #expect(!dashboard.wantsTicks)
    }
    #expect(!dashboard(history(running: 0, stale: 2)).wantsTicks)
  }

  @Test func theSelectedSessionIsTheSameInBothLists() {
    var dashboard = dashboard()
    dashboard.press("j", "j", "j")
    let id = dashboard.place.selectedID
    #expect(id == dashboard.read.pastRows[3].id)
    dashboard.press("2")
    #expect(dashboard.read.overview.rows[dashboard.window(.sessions).selected].id == id)
    dashboard.press("j", "1")
    #expect(dashboard.window(.pastSessions).selected == 4)
    dashboard.press(" ")
    #expect(dashboard.place.marked == [dashboard.read.pastRows[4].id])
  }

  /// Whatever there is: the list keeps a place, its selected row, and what is on screen counts all that runs.
  @Test func rowsAreCountedAtAnySize() {
    var numbers = SeededGenerator(seed: 31)
    for _ in 0..<60 {
      let (running, stale) = (numbers.below(9), numbers.below(4))
      let size = (40 + numbers.below(160), 12 + numbers.below(40))
      let dashboard = dashboard(
        history(running: running, stale: stale), columns: size.0, rows: size.1)
      let list = dashboard.screen.layout.placement(of: .pastSessions)
      #expect((list?.area.rows ?? 0) >= 2, "\(size) \(running) \(stale)")
      let rows = dashboard.nowRows.count
      #expect(rows == min(5, running) + (running > 5 ? 1 : 0) + (stale > 0 ? 1 : 0))
      #expect((dashboard.screen.layout.placement(of: .now) == nil) == (rows == 0))
    }
  }

  @Test func readAloudTheyAreSentencesWithThePrompt() {
    let text = spokenText(dashboard(), columns: 300, capabilities: spokenCapabilities)
    #expect(text.contains("Now: 3 running."))
    #expect(text.contains("Fix login redirect: 31m of 1.0h estimated; last sign 14:31, rated "))
    #expect(text.contains("Last prompt: "))
    let other = spokenText(
      dashboard(history(running: 0, stale: 2)), columns: 300, capabilities: spokenCapabilities)
    #expect(
      other.contains(
        "Stale: 2, silent beyond 4 hours, the oldest since 01 Nov 10:00. "
          + "E ends them where they fell silent."))
  }
}
