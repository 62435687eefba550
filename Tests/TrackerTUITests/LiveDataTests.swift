// New data while somebody looks: the row stays, broken files change nothing, pauses hold.

import Testing
import TrackerCore

@testable import TrackerTUI

struct LiveDataTests {
  private let later = time("2024-11-22T14:40:00Z")

  private func adding(_ count: Int, to history: History = sampleHistory()) -> History {
    var history = history
    for index in 0..<count {
      var session = Session()
      session.id = SessionID("new_\(index)")
      session.name = "New session \(index)"
      session.status = "active"
      session.startTime = "2024-11-22T14:3\(index):00Z"
      history.sessions.append(session)
    }
    return history
  }

  @Test func theSelectedSessionKeepsItsPlaceOnTheScreen() {
    var dashboard = dashboard()
    dashboard.press("2")
    for _ in 0..<30 { dashboard.press("j") }
    for _ in 0..<5 { dashboard.press("k") }
    let id = dashboard.place.selectedID
    let cursor = dashboard.frame().cursor
    _ = dashboard.update(.loaded(adding(4), now: later))
    #expect(dashboard.place.selectedID == id)
    #expect(dashboard.window(.sessions).selected == 29)
    #expect(dashboard.frame().cursor?.row == cursor?.row)
  }

  @Test func whereTheSessionIsGoneTheNextOneIsSelectedAndSaid() {
    var dashboard = dashboard()
    dashboard.press("2", "j", "j", "j")
    var history = sampleHistory()
    history.sessions.removeAll { $0.name == "Refactor storage layer" }
    _ = dashboard.update(.loaded(history, now: later))
    #expect(dashboard.place.selectedID == dashboard.read.overview.rows[3].id)
    #expect(dashboard.read.overview.rows[3].name == "Chase flaky CI tests")
    #expect(status(dashboard) == "Refactor storage layer is gone")
  }

  @Test func whereTheLastSessionIsGoneTheOneBeforeIsSelected() {
    var dashboard = dashboard()
    dashboard.press("2", "G")
    let before = dashboard.read.overview.rows[dashboard.read.overview.rows.count - 2].id
    var history = sampleHistory()
    history.sessions.removeAll { $0.id == dashboard.place.selectedID ?? "" }
    _ = dashboard.update(.loaded(history, now: later))
    #expect(dashboard.place.selectedID == before)
  }

  @Test func aMessageGoesWhenItWasRead() {
    var dashboard = dashboard()
    let before = status(dashboard)
    dashboard.press("Z")
    #expect(status(dashboard) == "Z does nothing here · ? help")
    _ = dashboard.update(.messageRead)
    #expect(status(dashboard) == before)
  }

  @Test func dataThatCannotBeReadIsNoInvitationToBegin() {
    var dashboard = Dashboard(
      directory: "d", calendar: .utc, now: sampleNow, size: ScreenSize(columns: 80, rows: 24))
    _ = dashboard.update(.loaded(History(), now: sampleNow))
    _ = dashboard.update(.loadFailed("d/sessions.json is not usable: line 1, column 26"))
    let text = render(dashboard, size: dashboard.size, capabilities: sampleCapabilities).text
    #expect(text.contains("The data cannot be read."))
    #expect(text.contains("      d/sessions.json is not usable: line 1, column 26"))
    #expect(text.contains("ai-session-tracker doctor"))
    #expect(!text.contains("No sessions yet"))
  }

  @Test func anOpenSessionThatIsGoneCloses() {
    var dashboard = dashboard()
    dashboard.press("2", .enter)
    var history = sampleHistory()
    history.sessions.removeLast()
    let effects = dashboard.update(.loaded(history, now: later))
    #expect(effects == [.calmLater(milliseconds: 2000)])
    #expect(dashboard.place.openID == nil)
    #expect(status(dashboard) == "the session that was open is gone")
  }

  @Test func aDetailThatCannotBeReadAnyMoreCloses() throws {
    var dashboard = dashboard()
    dashboard.press("2", .enter)
    _ = dashboard.update(.detailLoaded(try #require(dashboard.place.openID), nil))
    #expect(dashboard.place.openID == nil)
    #expect(status(dashboard) == "the session that was open is gone")
  }

  @Test func anOpenSessionIsReadAgainAfterAChange() throws {
    var dashboard = dashboard()
    dashboard.press("2", .enter)
    let id = try #require(dashboard.place.openID)
    #expect(
      dashboard.update(.loaded(adding(1), now: later)) == [
        .loadDetail(id), .calmLater(milliseconds: 2000),
      ])
    // Until then the old detail stays on screen.
    #expect(dashboard.frame().text.contains("Use the stored state token"))
  }

  @Test func aLateAnswerAboutAnotherSessionIsNotShown() {
    var dashboard = dashboard()
    _ = dashboard.update(.key("2"))
    _ = dashboard.update(.key("j"))
    _ = dashboard.update(.key(.enter))
    _ = dashboard.update(.detailLoaded(sampleDetail().session.id, sampleDetail()))
    #expect(!dashboard.frame().text.contains("Use the stored state token"))
    #expect(dashboard.frame().text.contains("Add retry policy to uploader"))
  }

  @Test func aFailedReadingKeepsWhatIsShownAndSaysStale() {
    var dashboard = dashboard()
    let before = dashboard.frame().text.split(separator: "\n").dropFirst().dropLast(2)
    _ = dashboard.update(.loadFailed("sessions.json ends early"))
    let after = dashboard.frame().text.split(separator: "\n").dropFirst().dropLast(2)
    #expect(before.elementsEqual(after))
    #expect(dashboard.frame().text.contains("30d stale"))
    #expect(status(dashboard) == "stale: sessions.json ends early")
    _ = dashboard.update(.loaded(sampleHistory(), now: later))
    #expect(dashboard.frame().text.contains("● live"))
  }

  @Test func aPauseHoldsChangesBackAndCountsThem() {
    var dashboard = dashboard()
    dashboard.press("p")
    for count in 1...3 { _ = dashboard.update(.loaded(adding(count), now: later)) }
    #expect(dashboard.read.overview.rows.count == 122)
    #expect(dashboard.frame().text.contains("30d paused, 3 changes"))
    dashboard.press("p")
    #expect(dashboard.read.overview.rows.count == 125)
    #expect(status(dashboard) == "live, 3 changes applied")
    dashboard.press("p", "p")
    #expect(status(dashboard) == "live")
  }

  @Test func readingAgainAppliesEvenWhilePaused() {
    var dashboard = dashboard()
    dashboard.press("p", "r")
    _ = dashboard.update(.loaded(adding(2), now: later))
    #expect(dashboard.read.overview.rows.count == 124)
    #expect(dashboard.frame().text.contains("30d paused"))
  }

  @Test func withoutSessionsInTheLastMonthAllAreShownUpToTheLast() {
    var old = sampleHistory()
    old.sessions.removeAll { ($0.startTime ?? "") > "2024-10-01" }
    var dashboard = dashboard(old)
    #expect(dashboard.chosen.range == .all)
    #expect(dashboard.read.overview.rows.count == old.sessions.count)
    #expect(dashboard.frame().text.contains("─ Activity a day, up to 30 Sep ─"))
    dashboard.press("t", "m")
    #expect(dashboard.frame().text.contains("none in the last 35 days"))
  }

  @Test func theFirstDataSettlesTheRange() {
    var dashboard = dashboard(History())
    #expect(dashboard.chosen.range == .month)
    var old = sampleHistory()
    old.sessions.removeAll { ($0.startTime ?? "") > "2024-10-01" }
    _ = dashboard.update(.loaded(old, now: later))
    #expect(dashboard.chosen.range == .all)
    _ = dashboard.update(.loaded(sampleHistory(), now: later))
    #expect(dashboard.chosen.range == .all)
  }

  @Test func runningClocksTickAndNewDaysMoveTheRange() {
    var dashboard = dashboard()
    #expect(dashboard.wantsTicks)
    #expect(dashboard.frame().text.contains("31m of 1.0h"))
    _ = dashboard.update(.tick(time("2024-11-22T14:34:20Z")))
    #expect(dashboard.frame().text.contains("32m of 1.0h"))
    let count = dashboard.read.overview.rows.count
    _ = dashboard.update(.tick(time("2024-11-23T00:00:30Z")))
    #expect(dashboard.read.overview.rows.count < count)
    dashboard.press("2")
    #expect(dashboard.frame().text.contains("Fri 14:02"))
  }

  @Test func nothingTicksWhereNoRunningSessionIsOnScreen() {
    var dashboard = dashboard()
    dashboard.press("2", "G")
    #expect(!dashboard.wantsTicks)
    dashboard.press("g", .enter)
    #expect(dashboard.wantsTicks)
    _ = dashboard.update(.resized(ScreenSize(columns: 20, rows: 5)))
    #expect(!dashboard.wantsTicks)
    #expect(!TrackerTUITests.dashboard(History()).wantsTicks)
  }

  @Test func aSessionThatFellSilentNeitherRunsNorTicks() throws {
    var dashboard = dashboard()
    let ids = dashboard.read.presence.running.map(\.id)
    #expect(ids.count == 3)
    let later = time("2024-11-22T18:50:00Z")
    _ = dashboard.update(.tick(later))
    #expect(dashboard.read.presence.running.isEmpty)
    #expect(Set(dashboard.read.presence.stale.map(\.id)) == Set(ids))
    #expect(!dashboard.wantsTicks)
    #expect(dashboard.read.overview.rows.first?.id == ids.first)
    let line = dashboard.frame().text.split(separator: "\n").first { $0.contains("Fix login") }
    #expect(try #require(line).hasPrefix("◌"))
    dashboard.press(.enter)
    #expect(dashboard.frame().text.contains("◌ stale since today 14:"))
    #expect(!dashboard.wantsTicks)
  }

  @Test func everyStateHasASignOfItsOwn() {
    for isUTF8 in [true, false] {
      let signs = SessionCondition.allCases.map { Symbols(isUTF8: isUTF8).condition($0) }
      #expect(Set(signs).count == signs.count)
      #expect(signs.allSatisfy { $0.count == 1 })
    }
    for condition in SessionCondition.allCases {
      let sign = Symbols(isUTF8: true).condition(condition)
      let plain = Symbols(isUTF8: false).condition(condition)
      #expect(sign.unicodeScalars.map { asciiText(of: $0) } == [plain])
    }
  }

  @Test func theOutcomeIsAColumnOnlyWhereItIsChosen() {
    var dashboard = dashboard(columns: 160)
    dashboard.press("2")
    #expect(!dashboard.frame().text.contains("Outcome"))
    dashboard.chosen.view.hiddenColumns.remove("Outcome")
    #expect(dashboard.settingsToSave.value(.columns).contains("outcome"))
    dashboard.showScreen()
    #expect(dashboard.frame().text.contains("Outcome"))
  }

  @Test func theDetailBesideTheListFollowsTheSelection() {
    var dashboard = dashboard(columns: 200, rows: 60)
    #expect(dashboard.press("2") == [.loadDetail(dashboard.read.overview.rows[0].id)])
    #expect(dashboard.press("j") == [.loadDetail(dashboard.read.overview.rows[1].id)])
    #expect(dashboard.press("1", "2").isEmpty)
  }

  @Test func beforeTheFirstReadingTheScreenSaysSo() {
    let dashboard = Dashboard(
      directory: "/data/.ai_sessions", calendar: .utc, now: sampleNow,
      size: ScreenSize(columns: 80, rows: 24))
    #expect(dashboard.frame().text.contains("Reading…"))
    #expect(status(dashboard) == "reading /data/.ai_sessions")
  }

  @Test func numbersAreThoseOfTheEngineOnTheRange() {
    var dashboard = dashboard()
    dashboard.press("t", "w")
    let bounds = time("2024-11-16T00:00:00Z").microseconds..<Int64.max
    let (engine, history) = (StatisticsEngine(), sampleHistory())
    let covered = history.restricted(to: bounds)
    var overview = engine.overview(covered, calendar: .utc)
    overview.claims = engine.claims(
      covered, calibration: Calibration(history.sessions), calendar: .utc)
    #expect(dashboard.read.overview == overview)
  }
}

struct MouseTests {
  private func press(_ column: Int, _ row: Int) -> Event {
    .mouse(Mouse(.press, column: column, row: row))
  }

  @Test func aClickSelectsAndASecondOneOpens() {
    var dashboard = dashboard()
    dashboard.press("2")
    _ = dashboard.update(press(10, 5))
    #expect(dashboard.window(.sessions).selected == 3)
    #expect(dashboard.place.openID == nil)
    let effects = dashboard.update(press(10, 5))
    #expect(effects == [.loadDetail(dashboard.read.overview.rows[3].id)])
    #expect(dashboard.place.openID == dashboard.read.overview.rows[3].id)
  }

  @Test func aClickOnATabOpensIt() {
    var dashboard = dashboard()
    let bar = TabBar(dashboard)
    let column = bar.spans[1].columns.lowerBound + 2
    _ = dashboard.update(press(column, 0))
    #expect(dashboard.tab.name == "Sessions")
    _ = dashboard.update(press(79, 0))
    #expect(dashboard.tab.name == "Sessions")
  }

  @Test func theWheelMovesByThree() {
    var dashboard = dashboard()
    dashboard.press("2")
    _ = dashboard.update(.mouse(Mouse(.wheelDown, column: 4, row: 4)))
    #expect(dashboard.window(.sessions).selected == 3)
    _ = dashboard.update(.mouse(Mouse(.wheelUp, column: 4, row: 4)))
    #expect(dashboard.window(.sessions).selected == 0)
  }

  @Test func aClickInTheRangeBoxPicksAndOneOutsideCloses() {
    var dashboard = dashboard()
    dashboard.press("t")
    let area = RangeBox(counts: [], selected: 0).list(dashboard).area
    _ = dashboard.update(press(area.column + 5, area.row + 3))
    #expect(dashboard.chosen.range == .week)
    dashboard.press("t")
    _ = dashboard.update(press(0, 0))
    #expect(dashboard.over.box == nil)
    #expect(dashboard.chosen.range == .week)
    dashboard.press("?")
    _ = dashboard.update(press(0, 0))
    #expect(dashboard.over.box == nil)
  }

  @Test func aClickInAPaneMovesTheKeysThere() {
    var dashboard = dashboard(columns: 200, rows: 60)
    dashboard.press("2")
    guard let list = dashboard.screen.layout.placement(of: .interactions) else {
      Issue.record("no interactions on screen")
      return
    }
    let second = list.shownRows(dashboard.window(.interactions), count: 12)[1].lines.lowerBound
    _ = dashboard.update(press(list.area.column + 3, list.area.row + second))
    #expect(dashboard.focus == .interactions)
    #expect(dashboard.window(.interactions).selected == 1)
  }

  @Test(arguments: [(60, 18), (80, 24), (120, 40), (200, 60), (40, 12)])
  func aClickOnASummaryOpensTheTabThatSaysMore(columns: Int, rows: Int) throws {
    let expected = [
      ("Multiplier", "ROI"), ("Time saved", "ROI"), ("Sessions ", "Sessions"),
      ("Rating", "Effectiveness"), ("Issues ", "Issues"), ("Effectiveness ", "Effectiveness"),
      ("Gaps ", "Gaps"), ("Activity", "Trends"),
    ]
    let dashboard = dashboard(columns: columns, rows: rows)
    let lines = render(dashboard, size: dashboard.size, capabilities: sampleCapabilities).text
      .split(separator: "\n", omittingEmptySubsequences: false).dropFirst().dropLast(2)
    var clicked = 0
    for (text, tab) in expected {
      guard
        let row = lines.indices.first(where: { lines[$0].contains(text) }),
        let place = lines[row].indices.first(where: { lines[row][$0...].hasPrefix(text) })
      else { continue }
      var other = dashboard
      let column = lines[row].distance(from: lines[row].startIndex, to: place)
      _ = other.update(press(column, row))
      // The list's own rule names sessions, too.
      guard text != "Sessions " || row < 3 else { continue }
      #expect(other.tabName == tab, "a click on \(text)")
      clicked += 1
    }
    #expect(clicked >= (columns < 80 ? 2 : 5))
  }

  @Test(arguments: [60, 61, 66, 72, 80, 100])
  func tabsAreWordsFromSixtyColumnsOn(columns: Int) {
    let dashboard = dashboard(columns: columns, rows: 18)
    let line =
      render(dashboard, size: dashboard.size, capabilities: sampleCapabilities).text
      .split(separator: "\n").first ?? ""
    for tab in Tab.all { #expect(line.contains(tab.shortName), "\(line)") }
    #expect(line.contains("live"))
  }

  @Test(arguments: [(0, 23), (79, 22), (500, 500), (-1, -1), (3, 21)])
  func clicksElsewhereDoNothing(column: Int, row: Int) {
    var dashboard = dashboard(history(of: []), columns: 80, rows: 24)
    #expect(dashboard.update(press(column, row)).isEmpty)
    _ = dashboard.update(.resized(ScreenSize(columns: 3, rows: 3)))
    #expect(dashboard.update(press(column, row)).isEmpty)
  }
}
