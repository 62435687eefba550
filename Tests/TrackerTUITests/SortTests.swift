// Sorting in every list that is a table: keys, heads, box, command line; the selected row stays, data may change.

import Testing
import TrackerCore

@testable import TrackerTUI

struct SortTests {
  private func head(_ dashboard: Dashboard) -> String {
    guard let head = dashboard.screen.layout.placements.first(where: { $0.heads != nil }) else {
      return ""
    }
    let lines = dashboard.frame().text.split(separator: "\n", omittingEmptySubsequences: false)
    return String(lines[head.area.row])
  }

  /// The place on screen of a head's column by its letter.
  private func place(of letter: Character, _ dashboard: Dashboard) -> Mouse? {
    guard let head = dashboard.screen.layout.placements.first(where: { $0.heads != nil }),
      let column = (0..<head.area.columns).first(where: {
        dashboard.letter(of: head, at: $0) == letter
      })
    else { return nil }
    return Mouse(.press, column: head.area.column + column, row: head.area.row)
  }

  private func severities(_ dashboard: Dashboard) -> [Int] {
    dashboard.read.numbers.issues?.rows.compactMap(\.issue.severityRank) ?? []
  }

  static let tables: [(key: Character, focus: ListID, keys: [Key])] = [
    ("2", .sessions, []), ("5", .allIssues, []), ("6", .gapRows, []), ("3", .finds, [.enter]),
  ]

  private func dashboard(with focus: ListID, columns: Int = 120) -> Dashboard {
    var dashboard = TrackerTUITests.dashboard(columns: columns, rows: 40)
    for table in SortTests.tables where table.focus == focus {
      dashboard.press(.character(table.key))
      for key in table.keys { dashboard.press(key) }
    }
    return dashboard
  }

  @Test(arguments: tables.map(\.focus))
  func everyTableIsSortedByEveryColumn(focus: ListID) throws {
    let list = try #require(focus.kind.sorting)
    for title in list.titles {
      var byKey = dashboard(with: focus)
      #expect(byKey.focus == focus)
      byKey.press("j", "j")
      let chosen = byKey.item(focus, row: 2)
      let id = byKey.place.selectedID
      byKey.press("s")
      #expect(byKey.over.box is SortBox)
      byKey.press(.character(title.letter))
      let turned = byKey.sortOrder(focus)?.isReversed
      #expect(byKey.sortOrder(focus)?.letter == title.letter)
      #expect(status(byKey) == "sorted by \(title.title) \(byKey.sortSign(focus))")
      // The selected row is the same thing still.
      let row = byKey.window(focus).selected
      #expect(
        focus == .sessions ? byKey.place.selectedID == id : byKey.item(focus, row: row) == chosen)
      byKey.press("S")
      #expect(byKey.sortOrder(focus)?.isReversed != turned)
      byKey.press(.escape)
      var byLine = dashboard(with: focus)
      byLine.press(":")
      type(
        "sort \(title.title)\(byKey.sortOrder(focus)?.isReversed == true ? " reversed" : "")",
        into: &byLine)
      byLine.press(.enter)
      #expect(byLine.sortOrder(focus) == byKey.sortOrder(focus), "\(title.title)")
      #expect(status(byLine) == "sorted by \(title.title) \(byKey.sortSign(focus))")
    }
  }

  @Test(arguments: tables.map(\.focus))
  func aClickOnAHeadSortsAndIsShown(focus: ListID) throws {
    var dashboard = dashboard(with: focus)
    var clicked = 0
    for title in focus.kind.sorting?.titles ?? [] {
      guard let click = place(of: title.letter, dashboard) else { continue }
      let wasSorted = dashboard.sortOrder(focus) == SortOrder(letter: title.letter)
      _ = dashboard.update(.mouse(click))
      #expect(dashboard.sortOrder(focus)?.letter == title.letter)
      #expect(dashboard.sortOrder(focus)?.isReversed == wasSorted)
      #expect(head(dashboard).contains(dashboard.sortSign(focus)))
      _ = dashboard.update(.mouse(click))
      #expect(dashboard.sortOrder(focus)?.isReversed != wasSorted)
      #expect(head(dashboard).contains(dashboard.sortSign(focus)))
      clicked += 1
    }
    #expect(clicked >= 3)
  }

  @Test func issuesAreSortedByWhatTheyShow() {
    var dashboard = dashboard(with: .allIssues)
    #expect(severities(dashboard) == severities(dashboard).sorted(by: >))
    #expect(
      head(dashboard).contains("Severity ▼") && status(dashboard).contains("sort: severity ▼"))
    dashboard.press("S")
    #expect(severities(dashboard) == severities(dashboard).sorted(by: <))
    #expect(head(dashboard).contains("Severity ▲"))
    dashboard.press("s", "t")
    let types = dashboard.read.numbers.issues?.rows.compactMap(\.issue.issueType) ?? []
    #expect(types == types.sorted())
    dashboard.press("s", "a", "j")
    let resolved = dashboard.read.numbers.issues?.rows.map(\.issue.resolved) ?? []
    #expect(resolved == resolved.filter { !$0 } + resolved.filter { $0 })
    #expect(status(dashboard).contains("sort: status ▲"))
    // Of the same status the newest first.
    let open = dashboard.read.numbers.issues?.rows.filter { !$0.issue.resolved } ?? []
    #expect(zip(open, open.dropFirst()).allSatisfy { !IssueRow.isBefore($1, $0) })
  }

  @Test func gapsAreSortedByWhatTheyShow() {
    var dashboard = dashboard(with: .gapRows)
    #expect(head(dashboard).contains("Gap▼"))
    dashboard.press("s", "b")
    let names = dashboard.read.numbers.gaps?.rows.map { $0.toName.lowercased() } ?? []
    #expect(names == names.sorted())
    #expect(head(dashboard).contains("Before ▲"))
    dashboard.press("s", "c")
    let classes = dashboard.read.numbers.gaps?.rows.compactMap {
      GapClass.allCases.firstIndex(of: $0.gap.classification)
    }
    #expect(classes == classes?.sorted())
    dashboard.press("o")
    #expect(head(dashboard).contains("Gap▼"))
    dashboard.press("o", "j")
    #expect(status(dashboard).contains("sort: ended ▼"))
  }

  @Test func anOrderOutlivesNewData() {
    var dashboard = dashboard(with: .allIssues)
    dashboard.press("s", "w", "g", "j", "j")
    let selected = dashboard.item(.allIssues, row: 2)
    var history = sampleHistory()
    var issue = Issue()
    issue.sessionID = history.sessions[history.sessions.count - 1].id
    issue.severity = "low"
    issue.timestamp = "2024-11-22T14:32:00Z"
    history.issues.append(issue)
    _ = dashboard.update(.loaded(history, now: sampleNow))
    #expect(dashboard.read.numbers.issues?.rows[0].issue == issue)
    #expect(dashboard.item(.allIssues, row: 3) == selected)
    #expect(dashboard.window(.allIssues).selected == 3)
    dashboard.press("6", "s", "a", "5", "6")
    #expect(dashboard.sortOrder(.gapRows) == SortOrder(letter: "a"))
    #expect(dashboard.sortOrder(.allIssues) == SortOrder(letter: "w"))
  }

  @Test func whatWasFoundIsFoundInTheNewOrder() {
    var dashboard = dashboard(with: .sessions)
    dashboard.press("/")
    type("slow query", into: &dashboard)
    dashboard.press(.enter, "s", "d", "n")
    let name = dashboard.read.overview.rows[dashboard.window(.sessions).selected].name
    #expect(name.hasPrefix("Trace slow query"))
  }

  @Test func theSessionsBehindABarAreSortedAsTheSessionsAre() {
    var dashboard = TrackerTUITests.dashboard(columns: 120, rows: 40)
    dashboard.press("4", .enter, "s", "n")
    let names = dashboard.place.members?.rows.map { $0.name.lowercased() } ?? []
    #expect(names.count > 2 && names == names.sorted())
    guard let click = place(of: "d", dashboard) else {
      Issue.record("no head over the sessions behind a bar")
      return
    }
    _ = dashboard.update(.mouse(click))
    #expect(status(dashboard) == "sorted by duration ▼")
  }

  @Test func theLineSaysWhichColumnsThereAre() {
    var dashboard = dashboard(with: .gapRows)
    for (line, answer) in [
      ("sort colour", "the columns are gap, class, after, before, ended"),
      ("sort b", "sorted by before ▲"), ("sort en rev", "the columns are gap, class"),
      ("sort ended reversed", "sorted by ended ▲"), ("tab roi", ""),
      ("sort gap", "sort does nothing here · ? help"),
    ] {
      dashboard.press(":")
      type(line, into: &dashboard)
      dashboard.press(.enter)
      #expect(answer.isEmpty || status(dashboard).hasPrefix(answer), "\(line)")
    }
    dashboard.press("6", ":")
    type("sort ", into: &dashboard)
    dashboard.press(.tab)
    #expect(status(dashboard).hasPrefix(":sort gap"))
    dashboard.press(.control("u"))
    type("sort", into: &dashboard)
    dashboard.press(.enter)
    #expect(dashboard.over.box is SortBox)
    dashboard.press("o")
    #expect(status(dashboard) == "no column has this letter")
  }
}
