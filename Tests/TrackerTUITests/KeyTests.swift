// What keys do: scripts of keys on the model, and the promise that help and hints make.

import Testing
import TrackerCore

@testable import TrackerTUI

struct KeyTests {
  private func selectedName(_ dashboard: Dashboard) -> String {
    dashboard.read.overview.rows.first { $0.id == dashboard.place.selectedID }?.name ?? "none"
  }

  /// The last two rows of the screen: status, then hints.
  private func bottom(_ dashboard: Dashboard) -> [String] {
    dashboard.frame().text.split(separator: "\n", omittingEmptySubsequences: false).suffix(2)
      .map(String.init)
  }

  @Test func walkingThroughTheList() {
    var dashboard = dashboard()
    dashboard.press("2", "j", "j", .down, "k")
    #expect(selectedName(dashboard) == "日本語ドキュメントの更新")
    dashboard.press("G")
    #expect(dashboard.window(.sessions).selected == dashboard.read.overview.rows.count - 1)
    dashboard.press("j")
    #expect(dashboard.window(.sessions).selected == dashboard.read.overview.rows.count - 1)
    dashboard.press(.home, .control("d"))
    #expect(dashboard.window(.sessions).selected == 10)
    dashboard.press(.pageDown, .control("u"), .pageUp)
    #expect(dashboard.window(.sessions).selected == 0)
  }

  @Test func theWindowMovesNoFurtherThanNeeded() {
    var dashboard = dashboard()
    dashboard.press("2")
    for _ in 0..<19 { dashboard.press("j") }
    #expect(dashboard.window(.sessions).top == 0)
    dashboard.press("j")
    #expect(dashboard.window(.sessions).top == 1)
    dashboard.press("k", "k")
    #expect(dashboard.window(.sessions).top == 1)
  }

  @Test func enterOpensAndEscapeReturnsToTheSameRow() {
    var dashboard = dashboard()
    let effects = dashboard.press("2", "j", .enter)
    #expect(effects == [.loadDetail(dashboard.read.overview.rows[1].id)])
    #expect(dashboard.place.openID == dashboard.read.overview.rows[1].id)
    dashboard.press("J", "J", "K", .escape)
    #expect(dashboard.place.openID == nil)
    #expect(dashboard.window(.sessions).selected == 2)
    dashboard.press(.enter, "q")
    #expect(dashboard.place.openID == nil)
  }

  @Test func steppingBeyondTheListSaysSo() {
    var dashboard = dashboard()
    dashboard.press("2", .enter, "K")
    #expect(bottom(dashboard)[0] == " first session")
    dashboard.press(.escape, "G", .enter, "J")
    #expect(bottom(dashboard)[0] == " last session")
  }

  @Test func quitSuspendRedrawAndReadAgainAreEffects() {
    var dashboard = dashboard()
    #expect(dashboard.press("q") == [.quit])
    #expect(dashboard.press(.control("z")) == [.suspend])
    #expect(dashboard.press(.control("l")) == [.redraw])
    #expect(dashboard.press("r") == [.reload])
    dashboard.press("t")
    #expect(dashboard.press(.control("c")) == [.quit])
  }

  @Test(arguments: [
    ("Z" as Key, "Z"), (.control("q"), "Ctrl-q"), (.function(5), "F5"), (.delete, "Delete"),
  ])
  func anUnboundKeySaysSoUntilTheNextKey(key: Key, label: String) {
    var dashboard = dashboard()
    #expect(dashboard.press(key).isEmpty)
    #expect(bottom(dashboard)[0] == " \(label) does nothing here · ? help")
    dashboard.press("j")
    #expect(bottom(dashboard)[0].hasPrefix(" 122 sessions"))
  }

  @Test func tabsByNumberAndBracket() {
    var dashboard = dashboard()
    dashboard.press("2")
    #expect(dashboard.tab.name == "Sessions")
    dashboard.press("[")
    #expect(dashboard.tab.name == "Overview")
    dashboard.press("[", "]")
    #expect(dashboard.tab.name == "Overview")
    dashboard.press(.enter, "1")
    #expect(dashboard.place.openID == nil)
  }

  @Test func theRangeIsChosenByLetterOrByEnter() {
    var dashboard = dashboard()
    dashboard.press("t", "w")
    #expect(dashboard.chosen.range == .week)
    #expect(dashboard.read.overview.rows.count == 13)
    #expect(bottom(dashboard)[0] == " range: last 7 days, 13 sessions")
    dashboard.press("t", "j", .enter)
    #expect(dashboard.chosen.range == .month)
    dashboard.press("t", "q")
    #expect(dashboard.chosen.range == .quarter)
    dashboard.press("t", .escape)
    #expect(dashboard.chosen.range == .quarter)
    #expect(dashboard.mode == .tab)
  }

  @Test func theRangeGrowsAndShrinks() {
    var dashboard = dashboard()
    dashboard.press(",")
    #expect(dashboard.chosen.range == .week)
    dashboard.press(".", ".")
    #expect(dashboard.chosen.range == .quarter)
    dashboard.press("0")
    #expect(dashboard.chosen.range == .all)
    #expect(dashboard.read.overview.rows.count == sampleHistory().sessions.count)
    dashboard.press(".")
    #expect(bottom(dashboard)[0] == " range: all")
  }

  @Test func aShorterRangeKeepsTheSessionOrSaysThatItIsGone() {
    var dashboard = dashboard()
    dashboard.press("2", "j", "j", "j", ",")
    #expect(selectedName(dashboard) == "Refactor storage layer")
    dashboard.press("G", ",")
    #expect(bottom(dashboard)[0].hasPrefix(" range: today, 4 sessions"))
    #expect(dashboard.read.overview.rows.map(\.id).contains(dashboard.place.selectedID ?? ""))
  }

  @Test func interactionsTurnRoundAndKeepTheSelectedOne() {
    var dashboard = dashboard()
    dashboard.press("2", .enter, "j", "o")
    #expect(dashboard.window(.interactions).selected == 10)
    #expect(dashboard.frame().text.contains("oldest first"))
    dashboard.press("o")
    #expect(dashboard.window(.interactions).selected == 1)
  }

  @Test func panesAreSteppedThrough() {
    var dashboard = dashboard(columns: 200, rows: 60)
    dashboard.press("2")
    #expect(dashboard.focus == .sessions)
    dashboard.press(.tab, "j", "j")
    #expect(dashboard.focus == .interactions)
    #expect(dashboard.window(.interactions).selected == 2)
    #expect(dashboard.window(.sessions).selected == 0)
    dashboard.press(.tab)
    #expect(dashboard.focus == .functions)
    dashboard.press(.tab)
    #expect(dashboard.focus == .sessions)
    dashboard.press(.backTab)
    #expect(dashboard.focus == .functions)
    dashboard.press(.escape)
    #expect(dashboard.focus == .sessions)
  }

  @Test func onANarrowScreenTabGoesOverNumbersAndWhatRunsToTheList() {
    var dashboard = dashboard(columns: 40, rows: 12)
    for start in ["✓", "Multiplier", "▶", "✓"] {
      let frame = dashboard.frame()
      let line = frame.cells[frame.cursor?.row ?? 0].map(\.text).joined()
      #expect(line.drop { $0 == " " }.hasPrefix(start), "\(line)")
      dashboard.press(.tab)
    }
  }

  @Test func helpScrollsWhereItIsLongerThanTheScreen() {
    var dashboard = dashboard(columns: 40, rows: 12)
    dashboard.press("?")
    #expect(!dashboard.frame().text.contains("q quit"))
    dashboard.press("G")
    #expect(dashboard.frame().text.contains("Ctrl-z suspend"))
    dashboard.press("g", "j")
    #expect((dashboard.over.box as? HelpBox)?.top == 1)
    dashboard.press("q")
    #expect(dashboard.over.box == nil)
  }

  @Test func belowTheSmallestSizeOnlyLeavingWorks() {
    var dashboard = dashboard(columns: 36, rows: 10)
    #expect(dashboard.press("j", "2", .enter).isEmpty)
    #expect(dashboard.press("q") == [.quit])
    _ = dashboard.update(.resized(ScreenSize(columns: 80, rows: 24)))
    #expect(dashboard.tab.name == "Overview")
    #expect(dashboard.frame().text.contains("Fix login redirect"))
  }

  @Test func aListStaysWhereItStoodWhileADetailIsOverIt() {
    var dashboard = dashboard()
    dashboard.press("2", "j", "j", .enter, "J", "J")
    _ = dashboard.update(.loaded(sampleHistory(), now: sampleNow))
    dashboard.press(.escape)
    #expect(dashboard.window(.sessions).selected == 4 && dashboard.window(.sessions).top == 0)
    for _ in 0..<10 { dashboard.press(.pageDown) }
    dashboard.press(.enter)
    for _ in 0..<40 { dashboard.press("K") }
    dashboard.press(.escape)
    let (window, height) = (
      dashboard.window(.sessions), dashboard.screen.layout.placement(of: .sessions)?.height
    )
    #expect(window.selected >= window.top && window.selected < window.top + (height ?? 0))
  }

  @Test func nextAndPreviousWalkTheListThatOneCameFrom() throws {
    // A drill, sessions filtered, a list of issues, a search.
    for keys in [["4", .enter], ["5", "j"], ["2", "s", "n"], ["3", .enter]] as [[Key]] {
      var dashboard = dashboard(columns: 120, rows: 40)
      for key in keys { dashboard.press(key) }
      let list = try #require(dashboard.focus)
      dashboard.press(.enter)
      var open = try #require(dashboard.place.openID, "\(list)")
      for _ in 0..<3 {
        dashboard.press("J")
        let next = try #require(dashboard.place.openID)
        #expect(next != open, "\(list)")
        #expect(list.kind.session(dashboard, dashboard.window(list).selected) == next)
        #expect(bottom(dashboard)[0].contains(" · \(dashboard.positionText(list)) · "), "\(list)")
        open = next
      }
      for _ in 0..<200 { dashboard.press("K") }
      #expect(bottom(dashboard)[0].contains("first session"), "\(list)")
      dashboard.press(.escape)
      // Rows of the same session at the beginning are passed over.
      #expect(dashboard.focus == list)
      #expect(
        list.kind.session(dashboard, 0)
          == list.kind.session(dashboard, dashboard.window(list).selected))
    }
  }

  @Test func hintsListOnlyKeysThatWork() {
    let first = dashboard()
    #expect(
      bottom(first)[1]
        == " 1-\(Tab.all.count) tabs Tab pane Enter open t range f filter = explain ? help q quit e end"
    )
    var empty = dashboard(History())
    #expect(bottom(empty)[1] == " 1-\(Tab.all.count) tabs ? help q quit p pause r read again")
    empty.press(.enter)
    #expect(bottom(empty)[0] == " Enter does nothing here · ? help")
  }
}
