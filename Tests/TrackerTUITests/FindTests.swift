// Finding in the dashboard: search, filter, sort, dates, marks, columns, whole texts, as keys do it and a user sees it.

import Testing
import TrackerCore

@testable import TrackerTUI

struct FindTests {
  private func selectedName(_ dashboard: Dashboard) -> String {
    dashboard.read.overview.rows.first { $0.id == dashboard.place.selectedID }?.name ?? "none"
  }

  private func names(_ dashboard: Dashboard, _ count: Int = 3) -> [String] {
    dashboard.read.overview.rows.prefix(count).map(\.name)
  }

  @Test func searchGoesAlongAsItIsTypedAndWrapsWithANotice() {
    var dashboard = dashboard()
    dashboard.press("2", "/")
    type("NAIVE", into: &dashboard)
    #expect(selectedName(dashboard) == "Fix login redirect")
    #expect(status(dashboard).contains("no NAIVE here"))
    for _ in 0..<5 { dashboard.press(.backspace) }
    type("naive", into: &dashboard)
    #expect(selectedName(dashboard) == "Parse naïve CSV exports")
    #expect(status(dashboard).contains("1 of 1"))
    dashboard.press(.enter, "n")
    #expect(status(dashboard) == "1 of 1, on from the top")
    dashboard.press("/")
    type("fix", into: &dashboard)
    dashboard.press(.enter)
    let found = selectedName(dashboard)
    dashboard.press("n", "N")
    #expect(selectedName(dashboard) == found)
  }

  @Test func escapeLeavesTheSearchWhereItBegan() {
    var dashboard = dashboard()
    dashboard.press("2", "j", "/")
    type("csv", into: &dashboard)
    #expect(selectedName(dashboard) == "Parse naïve CSV exports")
    dashboard.press(.escape)
    #expect(selectedName(dashboard) == "Add retry policy to uploader")
    #expect(dashboard.over.search == nil)
  }

  @Test func whatIsFoundIsUnderlined() {
    var dashboard = dashboard()
    dashboard.press("2", "/")
    type("csv", into: &dashboard)
    dashboard.press(.enter)
    let canvas = dashboard.frame()
    let underlined = canvas.cells.flatMap { row in row.filter(\.style.isUnderlined).map(\.text) }
    #expect(underlined.joined() == "CSV")
  }

  @Test func promptsAndSummariesAreSearchedInADetail() {
    var dashboard = dashboard(columns: 120, rows: 40)
    dashboard.press("2", .enter, "/")
    type("middleware", into: &dashboard)
    dashboard.press(.enter)
    #expect(dashboard.focus == .interactions)
    #expect(status(dashboard) == "1 of 3")
  }

  @Test func aFilterAppliesAsItIsTypedAndAllNumbersFollow() throws {
    var dashboard = dashboard()
    dashboard.press("f")
    type("type:testing", into: &dashboard)
    let history = sampleHistory().restricted(
      to: DateRange.month.bounds(now: dashboard.now, calendar: .utc))
    let wanted = history.restricted(
      to: try SessionFilter("type:testing"), now: sampleNow, calendar: .utc)
    #expect(dashboard.read.overview.rows.count == wanted.sessions.count)
    #expect(dashboard.read.overview.roi == StatisticsEngine().overview(wanted, calendar: .utc).roi)
    dashboard.press(.enter, "2")
    #expect(status(dashboard).contains("filter: type:testing"))
    dashboard.press("F")
    #expect(dashboard.read.overview.rows.count == history.sessions.count)
    dashboard.press("f")
    type("eff<2", into: &dashboard)
    dashboard.press(.escape)
    #expect(dashboard.chosen.filter.isEmpty)
    #expect(dashboard.read.overview.rows.count == history.sessions.count)
  }

  @Test func anUnknownFieldIsNamedWithTheNearest() {
    var dashboard = dashboard(columns: 120, rows: 40)
    dashboard.press("f")
    type("tpye:x", into: &dashboard)
    #expect(status(dashboard).hasSuffix("no field tpye"))
    // What is no field is no word to look for either.
    #expect(!dashboard.read.overview.rows.isEmpty)
    dashboard.press(.control("u"))
    type("mod", into: &dashboard)
    dashboard.press(.tab)
    #expect(dashboard.over.prompt?.field.text == "model:")
  }

  @Test func aFilterThatFitsNothingSaysHowToClearIt() {
    var dashboard = dashboard()
    dashboard.press("2", "f")
    type("qqqq", into: &dashboard)
    dashboard.press(.enter)
    #expect(dashboard.frame().text.contains("No sessions with this filter · F clears it"))
  }

  @Test func sortingKeepsTheSelectedSessionAndTurnsRound() {
    var dashboard = dashboard()
    dashboard.press("2", "j", "s", "r")
    #expect(selectedName(dashboard) == "Add retry policy to uploader")
    let best = dashboard.read.overview.rows.compactMap(\.averageRating)
    #expect(best == best.sorted(by: >))
    #expect(dashboard.frame().text.contains("Eff▼"))
    dashboard.press("S")
    #expect(dashboard.frame().text.contains("Eff▲"))
    let worst = dashboard.read.overview.rows.compactMap(\.averageRating)
    #expect(worst == worst.sorted())
    dashboard.press("s", "n")
    #expect(names(dashboard, 1) == ["Add retry policy to uploader"])
    // Newest first is the usual order again, running ones first.
    dashboard.press("s", "s")
    #expect(
      names(dashboard) == TrackerTUITests.dashboard().read.overview.rows.prefix(3).map(\.name))
  }

  @Test func tiesAreSortedByStartThenByID() {
    var history = History()
    for index in 0..<40 {
      var session = Session()
      session.id = SessionID("s\((index * 7) % 40)")
      session.startTime = "2024-11-22T10:00:0\(index % 4)+00:00"
      history.sessions.append(session)
      for _ in 0..<(index % 3) { history.add(interactionOf: session.id, at: nil, rating: 3) }
    }
    var rows = history.sessionRows
    guard let column = SessionRow.sortColumns.first(where: { $0.letter == "i" }) else {
      Issue.record("no column for interactions")
      return
    }
    rows = column.sorted(
      rows, isDescending: column.isDescending, now: sampleNow, isBefore: SessionRow.isBefore)
    for (a, b) in zip(rows, rows.dropFirst()) {
      let isOrdered =
        a.interactionCount > b.interactionCount
        || a.interactionCount == b.interactionCount && !SessionRow.isBefore(b, a)
      #expect(isOrdered)
    }
  }

  @Test func aClickOnAHeadSorts() {
    var dashboard = dashboard()
    dashboard.press("2")
    let head = dashboard.screen.layout.placements.first { $0.heads != nil }
    guard let head,
      let column = (0..<80).first(where: { dashboard.letter(of: head, at: $0) == "d" })
    else {
      Issue.record("no column for the duration")
      return
    }
    _ = dashboard.update(.mouse(Mouse(.press, column: column, row: head.area.row)))
    #expect(status(dashboard) == "sorted by duration ▼")
    _ = dashboard.update(.mouse(Mouse(.press, column: column, row: head.area.row)))
    #expect(status(dashboard) == "sorted by duration ▲")
  }

  @Test func datesOfOnesOwnAreValidated() {
    var dashboard = dashboard()
    dashboard.press("T", .control("u"))
    type("2024-11-20", into: &dashboard)
    dashboard.press(.tab)
    type("2024-11-10", into: &dashboard)
    dashboard.press(.tab, "y")
    #expect(dashboard.form?.problem?.contains("no earlier than") == true)
    dashboard.press(.backTab, .control("u"))
    type("2024-11-21", into: &dashboard)
    dashboard.press(.tab, "y")
    #expect(dashboard.over.box == nil)
    #expect(dashboard.chosen.range.label == "2024-11-20..2024-11-21")
    #expect(dashboard.read.overview.rows.count == 5)
    dashboard.press("0")
    #expect(dashboard.chosen.range == .all)
  }

  @Test func columnsAreLeftOutAndScrolled() {
    var dashboard = dashboard(columns: 60)
    // Behind project, developer and client.
    dashboard.press("2", "c", .down, .down, .down, " ", .escape)
    let hidden = dashboard.chosen.view.hiddenColumns
    #expect(hidden == SessionColumn.usuallyHidden.union(["Type"]))
    #expect(!dashboard.frame().text.contains("debugging"))
    dashboard.press("l", "l", "l", "l", "l", "l", "l", "l", "l", "l", "l", "l")
    #expect(dashboard.frame().text.contains("Iss"))
    #expect(dashboard.frame().text.contains("Session"))
    dashboard.press("h")
    #expect(dashboard.chosen.view.firstColumn > 0)
  }

  @Test func theWholeTextOpensScrollsAndIsSearched() throws {
    var dashboard = dashboard()
    dashboard.press("2", .enter, .enter)
    #expect(dashboard.mode == .textPage)
    #expect(dashboard.frame().text.contains("Use the stored state token"))
    dashboard.press("/")
    type("regression", into: &dashboard)
    dashboard.press(.enter)
    #expect(status(dashboard).hasPrefix("1 of 1"))
    let effects = dashboard.press("P")
    guard case .page(let text)? = effects.first else {
      Issue.record("no text for the pager")
      return
    }
    #expect(text.contains("Switched redirect target"))
    dashboard.press(.escape)
    #expect(dashboard.mode == .detail)
  }

  @Test func theWholeTextOfAnIssueOpensToo() throws {
    var detail = sampleDetail()
    var issue = Issue()
    issue.sessionID = detail.session.id
    issue.severity = "high"
    issue.issueType = "hallucination"
    issue.description = "Invented a key.\n" + String(repeating: "It went on and on. ", count: 40)
    issue.resolutionNotes = "Asked for the manual."
    issue.resolved = true
    detail.issues = [Issue(), issue]
    var dashboard = dashboard()
    dashboard.press("2", .enter)
    _ = dashboard.update(.detailLoaded(detail.session.id, detail))
    dashboard.press(.tab, "j", .enter)
    #expect(status(dashboard).contains("Issue 2 of 2"))
    let text = dashboard.frame().text
    #expect(text.contains("high · hallucination · resolved"))
    #expect(text.contains("Invented a key."))
    dashboard.press("G")
    #expect(dashboard.frame().text.contains("Asked for the manual."))
    dashboard.press(.escape)
    #expect(dashboard.mode == .detail)
    #expect(dashboard.focus == .issues)
    #expect(dashboard.window(.issues).selected == 1)
  }

  @Test func aKeyWithoutANameSaysThatItDoesNothing() {
    var dashboard = dashboard()
    dashboard.press(.unnamed)
    #expect(status(dashboard) == "This key does nothing here · ? help")
  }

  @Test func aFindOpensItsSessionAtTheInteraction() {
    var dashboard = dashboard()
    dashboard.press("/", "/")
    type("login", into: &dashboard)
    let effects = dashboard.press(.enter)
    #expect(effects == [.searchInteractions(TextPattern("login"))])
    var found = InteractionSearch(pattern: TextPattern("login"))
    let id = sampleDetail().session.id
    found.add(
      InteractionMatch(
        sessionID: id, ordinal: 3, timestamp: "2024-11-22T14:04:00Z", rating: 4,
        excerpt: "Explain the login flow"))
    dashboard.answer(dashboard.update(.searched(found)))
    #expect(dashboard.mode == .finds)
    #expect(dashboard.frame().text.contains("Explain the login flow"))
    // The search is over, so the status no longer says that it goes on.
    #expect(!status(dashboard).contains("searching"))
    dashboard.press(.enter)
    #expect(dashboard.place.openID == id)
    #expect(dashboard.window(.interactions).selected == 12 - 1 - 3)
    dashboard.press(.escape)
    #expect(dashboard.mode == .finds)
    dashboard.press(.escape)
    #expect(dashboard.mode == .tab)
    _ = dashboard.update(.searched(nil))
    #expect(status(dashboard) == "search stopped")
  }

  @Test func whatChangedIsStressedForAMoment() {
    var dashboard = dashboard()
    dashboard.press("2")
    var history = sampleHistory()
    history.interactions.add(session: sampleDetail().session.id, rating: 1)
    let effects = dashboard.update(.loaded(history, now: sampleNow))
    #expect(effects.contains(.calmLater(milliseconds: 2000)))
    #expect(dashboard.read.changed.rows == [sampleDetail().session.id])
    #expect(dashboard.update(.loaded(history, now: sampleNow)).isEmpty)
    #expect(dashboard.read.changed.rows.isEmpty)
    _ = dashboard.update(.calmed)
    #expect(!dashboard.read.changed.isShown)
  }
}
