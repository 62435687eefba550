// The year of days: its cursor, its measures, and the sessions behind a day that the range does not contain.

import TestSupport
import Testing
import TrackerCore

@testable import TrackerTUI

struct YearTests {
  private func trends(columns: Int = 120, rows: Int = 40) -> Dashboard {
    var dashboard = TrackerTUITests.dashboard(sampleHistory(), columns: columns, rows: rows)
    dashboard.press("7")
    return dashboard
  }

  @Test func theCursorBeginsTodayAndGoesByDaysAndWeeks() {
    var dashboard = trends()
    let last = dashboard.rowCount(.yearDays) - 1
    #expect(dashboard.focus == .yearDays && dashboard.window(.yearDays).selected == last)
    dashboard.press(.left)
    #expect(dashboard.window(.yearDays).selected == last - 7)
    dashboard.press(.up)
    #expect(dashboard.window(.yearDays).selected == last - 8)
    dashboard.press(.right, .down)
    #expect(dashboard.window(.yearDays).selected == last)
  }

  @Test func enterListsTheSessionsOfADayWhateverTheRange() throws {
    var dashboard = trends()
    let days = try #require(dashboard.read.numbers.trends?.year.days)
    dashboard.press("t", "d")
    let row = try #require(days.lastIndex { $0.sessionCount > 0 && $0.firstDay < dashboard.today })
    dashboard.select(.yearDays, row: row)
    dashboard.press(.enter)
    #expect(dashboard.place.members?.rows.count == days[row].sessionCount)
    dashboard.press(.enter)
    #expect(dashboard.place.openID == dashboard.place.members?.rows.first?.id)
    #expect(dashboard.detailRow?.id == dashboard.place.openID)
    dashboard.press(.escape, .escape)
    #expect(dashboard.focus == .yearDays && dashboard.window(.yearDays).selected == row)
  }

  @Test func theMeasureGoesRound() {
    var dashboard = trends()
    let measures = (0..<3).map { _ in
      dashboard.press("o")
      return dashboard.chosen.grouping.measure
    }
    #expect(measures == [.sessions, .rating, .hours])
  }

  /// At every width each day on screen is found again where it is drawn, and the cursor never leaves the screen.
  @Test(arguments: [40, 57, 80, 109, 110, 200]) func aPlaceIsADay(columns: Int) {
    let scale = WeekScale(columns: columns)
    #expect(scale.columns <= columns)
    for count in 365...371 {
      for selected in stride(from: 0, to: count, by: 3) {
        var window = ListWindow()
        window.select(count - 1, count: count)
        window.reveal(count: count, height: scale.fitting)
        window.select(selected, count: count)
        window.reveal(count: count, height: scale.fitting)
        let first = window.top / WeekScale.rows
        let week = selected / WeekScale.rows - first
        #expect((0..<scale.weekCount).contains(week))
        let place = WeekScale.origin + week * scale.dayColumns
        #expect(
          scale.index(atColumn: place, row: selected % WeekScale.rows, top: window.top) == selected)
      }
    }
  }

  @Test func onLowScreensOneChartIsSeenAtATime() {
    var dashboard = trends(columns: 40, rows: 12)
    var seen: [[String]] = []
    for _ in 0..<4 {
      seen.append(dashboard.screen.layout.placements.map(\.panel.name))
      dashboard.press(.tab)
    }
    #expect(seen[0].contains("yearDays"))
    #expect(seen.dropFirst() == [["sessionsChart"], ["hoursChart"], ["ratingChart"]])
    #expect(dashboard.focus == .yearDays)
  }
}
