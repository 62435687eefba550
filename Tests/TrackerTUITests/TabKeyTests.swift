// What keys and mouse do in the tabs: bars open what stands behind them, cursors stay on their dates, rates are tried out.

import Testing
import TrackerCore

@testable import TrackerTUI

struct TabKeyTests {
  /// The sample with one more session today.
  private func grown() -> History {
    var history = sampleHistory()
    var session = Session()
    session.id = "new"
    session.name = "New work"
    session.taskType = "analysis"
    session.modelName = "gpt-4o"
    session.status = "completed"
    session.startTime = "2024-11-22T10:30:00Z"
    session.endTime = "2024-11-22T11:00:00Z"
    session.humanTimeEstimateMinutes = 90
    history.sessions.append(session)
    history.add(interactionOf: "new", at: time("2024-11-22T10:40:00Z"), rating: 5)
    return history
  }

  @Test func aBarListsItsSessionsAndEscapeReturnsToIt() {
    var dashboard = dashboard()
    dashboard.press("4", "j")
    let type = dashboard.read.numbers.roi?.groups[1]
    dashboard.press(.enter)
    let rows = dashboard.place.members?.rows ?? []
    #expect(rows.count == type?.overview.roi.completedSessions)
    guard rows.count > 2 else { return }
    #expect(rows.allSatisfy { $0.taskType == type?.key })
    #expect(status(dashboard).contains("1 of \(rows.count)"))
    dashboard.press("j", .enter)
    #expect(dashboard.place.openID == rows[1].id)
    dashboard.press("J")
    #expect(dashboard.place.openID == rows[2].id)
    dashboard.press(.escape)
    #expect(dashboard.place.members != nil)
    #expect(dashboard.window(.members).selected == 2)
    dashboard.press(.escape)
    #expect(dashboard.place.members == nil)
    #expect(dashboard.focus == .worth)
    #expect(dashboard.window(.worth).selected == 1)
  }

  @Test func everyKindOfBarListsWhatItCounts() {
    var dashboard = dashboard(columns: 200, rows: 60)
    dashboard.press("4", .enter)
    let type = dashboard.read.numbers.roi?.groups[0]
    #expect(dashboard.place.members?.rows.count == type?.overview.roi.completedSessions)
    dashboard.press("6", .enter)
    #expect(dashboard.place.members?.rows.count == 2)
    dashboard.press("7", .enter)
    #expect(
      dashboard.place.members?.rows.count
        == dashboard.read.numbers.trends?.points.last?.sessionCount)
  }

  @Test func aDimensionIsPutInFrontOfTheUsualOnes() {
    var dashboard = dashboard(columns: 120, rows: 60)
    dashboard.press("3")
    /// The rules of groups from top to bottom.
    func titles() -> [String] {
      dashboard.frame().text.matches(of: /─ By (?!attempts)([a-z ]+?) share/).map { String($0.1) }
    }
    #expect(titles() == ["model", "task type"])
    var fronts: [String] = []
    for _ in Grouping.fronts.dropFirst() {
      dashboard.press("b")
      fronts.append(titles()[0])
      #expect(Set(titles()).count == titles().count)
      #expect(Set(titles()).isSuperset(of: ["model", "task type"]))
      #expect(status(dashboard) == "by " + titles()[0])
    }
    #expect(
      fronts == [
        "developer", "client", "outcome", "week", "context", "tool", "project", "model",
        "task type",
      ])
    dashboard.press("b")
    #expect(titles() == ["model", "task type"])
  }

  @Test func theCursorOfATimeAxisStaysOnItsDate() {
    var dashboard = dashboard(columns: 120, rows: 40)
    dashboard.press("7", .tab)
    #expect(status(dashboard).hasPrefix("Fri 22 Nov: 4 sessions"))
    dashboard.press(.left, "h", .left)
    #expect(status(dashboard).hasPrefix("Tue 19 Nov"))
    let column = dashboard.frame().cursor?.column
    _ = dashboard.update(.loaded(grown(), now: sampleNow))
    #expect(status(dashboard).hasPrefix("Tue 19 Nov"))
    #expect(dashboard.frame().cursor?.column == column)
    _ = dashboard.update(.loaded(grown(), now: time("2024-11-24T12:00:00Z")))
    #expect(status(dashboard).hasPrefix("Tue 19 Nov"))
    dashboard.press("b")
    #expect(dashboard.chosen.grouping.bucket == .week)
    dashboard.press("b", "b")
    #expect(dashboard.chosen.grouping.bucket == .day)
  }

  @Test func aCursorThatWasNeverMovedStaysAtTheEnd() {
    var dashboard = dashboard()
    dashboard.press("7", .tab)
    _ = dashboard.update(.loaded(grown(), now: time("2024-11-24T12:00:00Z")))
    #expect(status(dashboard).hasPrefix("Sun 24 Nov: 0 sessions"))
    dashboard.press("j")
    #expect(status(dashboard).hasPrefix("Sat 23 Nov"))
    dashboard.press("k", "k")
    #expect(status(dashboard).hasPrefix("Sun 24 Nov"))
    dashboard.press("G")
    #expect(status(dashboard).hasPrefix("Sat 26 Oct"))
  }

  @Test func aSelectedIssueStaysSelectedByWhatItIs() {
    var dashboard = dashboard()
    dashboard.press("5", "j", "j", "j")
    let issue = dashboard.read.numbers.issues?.rows[3].issue
    var history = grown()
    var worse = Issue()
    worse.sessionID = "new"
    worse.severity = "critical"
    worse.timestamp = "2024-11-22T10:45:00Z"
    history.issues.append(worse)
    _ = dashboard.update(.loaded(history, now: sampleNow))
    #expect(dashboard.window(.allIssues).selected == 4)
    #expect(dashboard.read.numbers.issues?.rows[4].issue == issue)
    history.issues.removeAll { $0 == issue }
    _ = dashboard.update(.loaded(history, now: sampleNow))
    #expect(status(dashboard) == "the issue is gone")
    #expect(dashboard.window(.allIssues).selected == 4)
  }

  @Test func anIssueOpensItsSession() {
    var dashboard = dashboard()
    dashboard.press("5", "j")
    let id = dashboard.read.numbers.issues?.rows[1].issue.sessionID
    dashboard.press(.enter)
    #expect(dashboard.place.openID == id)
    dashboard.press(.escape)
    #expect(dashboard.tab.name == "Issues")
    #expect(dashboard.window(.allIssues).selected == 1)
  }

  @Test func issuesAndGapsAreListedInTwoOrders() {
    var dashboard = dashboard()
    dashboard.press("5", "o")
    let times = dashboard.read.numbers.issues?.rows.compactMap { $0.time?.microseconds } ?? []
    #expect(times == times.sorted(by: >))
    let all = dashboard.read.numbers.issues?.rows.count ?? 0
    dashboard.press("b")
    let open = dashboard.read.numbers.issues?.rows ?? []
    #expect(open.allSatisfy { !$0.issue.resolved })
    #expect(open.count == dashboard.read.overview.issues.unresolvedCount)
    #expect(open.count < all)
    dashboard.press("6", "o")
    let starts = dashboard.read.numbers.gaps?.rows.map { $0.gap.toStart.microseconds } ?? []
    #expect(starts == starts.sorted(by: >))
  }

  @Test(arguments: ["3", "4", "5", "6", "7"] as [Character])
  func aCopiedRowIsTheOneOnScreen(digit: Character) {
    var dashboard = dashboard(columns: 120, rows: 40)
    dashboard.press(.character(digit))
    let focus = dashboard.focus ?? .sessions
    let count = dashboard.rowCount(focus)
    #expect(dashboard.exportTable.rows.count == count)
    if focus != .trend { dashboard.press("j") } else { dashboard.press("g", "j", "k") }
    let selected = dashboard.window(focus).selected
    let table = dashboard.exportTable
    #expect(table.rows.allSatisfy { $0.count == table.columns.count })
    let effects = dashboard.press("Y")
    guard case .copy(let request) = effects.first else {
      Issue.record("nothing was copied")
      return
    }
    let line = table.markdown.split(separator: "\n")[2 + selected]
    #expect(request.text.split(separator: "\n").last == line)
  }

  @Test func anIssueOfTheListIsResolvedAsTheOneItIs() throws {
    var dashboard = dashboard()
    dashboard.press("5", "j", "j")
    let rows = try #require(dashboard.read.numbers.issues?.rows)
    #expect(dashboard.selectedIssue?.issue == rows[2].issue)
    dashboard.press("v")
    #expect(dashboard.over.box is Form)
  }

  @Test func otherRatesChangeOnlyTheROITab() {
    var dashboard = dashboard()
    dashboard.press("4")
    let before = dashboard.read.numbers.roi?.roi
    #expect(before == dashboard.read.overview.roi)
    dashboard.press("a", .right, .right)
    #expect(dashboard.read.numbers.roi?.config.humanHourlyRateDollars == 140)
    #expect(dashboard.frame().text.contains("$140/h"))
    dashboard.press("j", "l", "j", "h", .escape)
    let config = dashboard.read.numbers.roi?.config
    #expect(config?.aiMonthlyCostDollars == 50)
    #expect(config.map { ($0.oversightRatio * 100).rounded() } == 15)
    #expect(dashboard.frame().text.contains("what-if"))
    #expect(dashboard.read.overview.roi == before)
    dashboard.press("a", "r", "q")
    #expect(dashboard.read.numbers.roi?.roi == before)
    #expect(!dashboard.frame().text.contains("what-if"))
    dashboard.press("a", .left, .right)
    #expect(dashboard.assumptions == nil)
  }

  @Test func ratesStayWithinTheirLimits() {
    var dashboard = dashboard()
    dashboard.press("4", "a")
    for _ in 0..<60 { dashboard.press(.left) }
    #expect(dashboard.read.numbers.roi?.config.humanHourlyRateDollars == 0)
    dashboard.press("j", "j")
    for _ in 0..<60 { dashboard.press(.right) }
    #expect(dashboard.read.numbers.roi?.config.oversightRatio == 1)
  }

  @Test func clicksMoveCursorsAndOpenBars() throws {
    var dashboard = dashboard(columns: 120, rows: 40)
    dashboard.press("7")
    let chart = try #require(dashboard.screen.layout.placement(of: .trend))
    let scale = try #require(chart.chart)
    let column = chart.area.column + scale.column(of: 2)
    let click = Event.mouse(Mouse(.press, column: column, row: chart.area.row + 3))
    _ = dashboard.update(click)
    #expect(dashboard.window(.trend).selected == 2)
    _ = dashboard.update(click)
    #expect(dashboard.place.members != nil)
    dashboard.press("4", "a")
    let area = RatesBox().list(dashboard).area
    _ = dashboard.update(.mouse(Mouse(.press, column: area.column + 4, row: area.row + 4)))
    #expect((dashboard.over.box as? RatesBox)?.selected == 2)
    _ = dashboard.update(.mouse(Mouse(.press, column: 0, row: 0)))
    #expect(dashboard.over.box == nil)
  }

  @Test func tabReachesEverySectionOfALowScreen() {
    for (digit, titles) in [
      ("3", ["Distribution", "By model", "By task type", "By attempts", "Mean rating by day"]),
      ("4", ["Time", "By task type", "Money", "Hours saved per"]),
      ("5", ["By severity", "Issues", "By type"]),
      ("6", ["Gaps", "Gaps one by one", "When gaps begin", "Friction"]),
    ] as [(Character, [String])] {
      var dashboard = dashboard(columns: 40, rows: 12)
      dashboard.press(.character(digit))
      var seen: Set<String> = []
      for _ in 0..<14 {
        let text = dashboard.frame().text
        seen.formUnion(titles.filter { text.contains("─ " + $0) })
        dashboard.press(.tab)
      }
      #expect(seen == Set(titles), "\(digit)")
    }
  }

  @Test func numbersOfATabAreThoseOfTheEngine() {
    var dashboard = dashboard()
    dashboard.press("7", "t", "w")
    let bounds = time("2024-11-16T00:00:00Z").microseconds..<Int64.max
    let week = sampleHistory().restricted(to: bounds)
    let days = TrendDays(
      first: CivilDate(year: 2024, month: 11, day: 16),
      last: LocalCalendar.utc.day(of: sampleNow))
    #expect(
      dashboard.read.numbers.trends?.points
        == StatisticsEngine().trends(week, by: .day, days: days, calendar: .utc))
    #expect(dashboard.read.numbers.effectiveness == nil)
  }
}
