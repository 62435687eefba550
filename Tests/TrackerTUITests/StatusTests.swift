// The status row: the filter and what was skipped are named wherever their numbers are shown.

import Testing

@testable import TrackerCore
@testable import TrackerTUI

struct StatusTests {
  /// The status row of a tab, also where it is the last one, after what the key said has gone.
  private func status(_ tab: Int, of dashboard: inout Dashboard) -> String {
    dashboard.press("0", .character(Character("\(tab + 1)")))
    dashboard.over.message = nil
    let lines = dashboard.frame().text.split(separator: "\n", omittingEmptySubsequences: false)
    return String(lines[dashboard.screen.layout.status.row].dropFirst())
  }

  private static let sizes = [(40, 12), (60, 18), (80, 24), (120, 40), (200, 60)]

  @Test(arguments: 0..<Tab.all.count, sizes)
  func everyTabNamesTheFilter(tab: Int, size: (Int, Int)) throws {
    var dashboard = dashboard(columns: size.0, rows: size.1)
    dashboard.startFilter(try SessionFilter("status:active"))
    let shown = status(tab, of: &dashboard)
    #expect(shown.contains("filter: status:active"), "\(shown)")
  }

  @Test func aLongFilterIsCutAndNothingElseStandsInItsPlace() throws {
    var dashboard = dashboard(columns: 40, rows: 12)
    let long = "-name:" + String(repeating: "x", count: 60)
    dashboard.startFilter(try SessionFilter(long))
    for tab in Tab.all.indices {
      let shown = status(tab, of: &dashboard)
      #expect(shown.hasPrefix("filter: -name:xxx") && shown.hasSuffix("… · ? help"))
    }
  }

  @Test func sessionsBehindABarNameTheFilter() throws {
    var dashboard = dashboard()
    dashboard.startFilter(try SessionFilter("type:testing"))
    dashboard.press("0", "4", .enter)
    #expect(dashboard.place.members != nil)
    dashboard.press("j", "k")
    #expect(TrackerTUITests.status(dashboard).contains("filter: type:testing"))
  }

  @Test func anOpenSessionIsNotFiltered() throws {
    var dashboard = dashboard()
    dashboard.startFilter(try SessionFilter("type:testing"))
    dashboard.press("0", "2", .enter, "j")
    #expect(dashboard.place.openID != nil)
    #expect(!TrackerTUITests.status(dashboard).contains("filter"))
  }

  @Test func aTabTellsHowManySessionsTheFilterKeepsAndHowToClearIt() throws {
    for tab in Tab.all.indices {
      var dashboard = dashboard()
      dashboard.startFilter(try SessionFilter("type:testing"))
      let shown = status(tab, of: &dashboard)
      let kept = dashboard.read.overview.rows.count
      let all = dashboard.read.history.sessions.count
      #expect(
        shown.hasPrefix("\(kept) of \(all) sessions · filter: type:testing · F clears it"),
        "\(shown)")
      dashboard.press("F")
      #expect(!status(tab, of: &dashboard).contains("clears it"))
    }
  }

  @Test func theFirstRowShowsTheFilterAndOpensItAndTheRange() throws {
    for columns in [60, 80, 120, 200] {
      var dashboard = dashboard(columns: columns)
      dashboard.startFilter(try SessionFilter("type:testing"))
      dashboard.press("0")
      let cells = dashboard.frame().cells[0]
      let sign = try #require(cells.firstIndex { $0.style.isReversed && $0.style.role == .hintKey })
      #expect(cells[sign].text == "f")
      var clicked = dashboard
      _ = clicked.update(.mouse(Mouse(.press, column: sign, row: 0)))
      #expect(clicked.over.prompt?.kind.name == PromptKind.filter.name)
      _ = dashboard.update(.mouse(Mouse(.press, column: sign + 2, row: 0)))
      #expect(dashboard.over.box is RangeBox)
    }
    #expect(!dashboard().frame().cells[0].contains { $0.style.role == .hintKey })
  }

  @Test func theStatusNamesTheKeyForHelpWhereNoHintsDo() {
    for tab in Tab.all.indices {
      var low = dashboard(columns: 40, rows: 12)
      let (shown, first) = (status(tab, of: &low), low.statusParts[0])
      #expect(shown.hasSuffix(" · ? help") == (first.count <= 30), "\(shown)")
      var usual = dashboard()
      #expect(!status(tab, of: &usual).contains("? help"))
    }
  }

  private func withSkipped(columns: Int, rows: Int) -> Dashboard {
    var history = sampleHistory()
    history.skip(SkippedRecord(file: "sessions.json", record: "s1", reason: "no object"))
    history.skip(SkippedRecord(file: "issues.json", record: "4", reason: "no session"))
    return dashboard(history, columns: columns, rows: rows)
  }

  @Test(arguments: 0..<Tab.all.count)
  func everyTabTellsWhatWasSkipped(tab: Int) {
    for (columns, rows) in [(80, 24), (120, 40), (200, 60)] {
      var dashboard = withSkipped(columns: columns, rows: rows)
      let shown = status(tab, of: &dashboard)
      #expect(shown.contains("2 records skipped · :skipped"), "\(columns): \(shown)")
    }
  }

  @Test func skippedRecordsAreListed() {
    var dashboard = withSkipped(columns: 80, rows: 24)
    dashboard.press(":")
    type("skipped", into: &dashboard)
    dashboard.press(.enter)
    let text = dashboard.frame().text
    #expect(text.contains("2 records skipped"))
    #expect(text.contains("sessions.json s1: no object"))
    #expect(text.contains("issues.json 4: no session"))
  }

  @Test func theFilterComesBeforeWhatWasSkipped() throws {
    var dashboard = withSkipped(columns: 40, rows: 12)
    dashboard.startFilter(try SessionFilter("status:active"))
    let shown = status(2, of: &dashboard)
    #expect(shown.contains("filter: status:active") && !shown.contains("skipped"))
  }

  @Test func anUnknownFieldIsNamedAndFiltersNothing() {
    var dashboard = dashboard()
    let count = dashboard.read.overview.rows.count
    dashboard.press("2", "f")
    type("tpye:", into: &dashboard)
    #expect(TrackerTUITests.status(dashboard).hasSuffix("no field tpye"))
    dashboard.press(.enter)
    #expect(TrackerTUITests.status(dashboard).hasSuffix("no field tpye"))
    #expect(dashboard.frame().text.contains("type: "))
    #expect(dashboard.read.overview.rows.count == count)
  }
}
