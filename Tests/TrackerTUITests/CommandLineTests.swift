// The command line: every key as a word, completion, rows by number, history.

import Testing
import TrackerCore

@testable import TrackerTUI

struct CommandLineTests {
  @Test func namesAreDifferentAndPlain() {
    let names = LineCommand.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0.allSatisfy { $0.isLowercase || $0 == "-" } })
    #expect(LineCommand.all.allSatisfy { !$0.help.isEmpty })
  }

  @Test(arguments: KeyBinding.all.compactMap(\.name))
  func everyKeyIsAlsoACommand(name: String) {
    #expect(LineCommand.named(name)?.name == name)
  }

  @Test func onlyKeysThatAnswerABoxOrALineHaveNoName() {
    let unnamed = Set(KeyBinding.all.filter { $0.name == nil }.map(\.command))
    #expect(unnamed.isDisjoint(with: KeyBinding.all.filter { $0.name != nil }.map(\.command)))
    let start = dashboard(columns: 200, rows: 50)
    #expect(
      KeyBinding.working(on: start.screen).filter { $0.name == nil }.map(\.command) == [
        .commandLine
      ])
  }

  /// What has to be typed to do what a key does.
  private func line(_ binding: KeyBinding, _ key: Key) throws -> String {
    try #require(binding.name) + (binding.isByKey ? " \(key.label)" : "")
  }

  @Test(arguments: ["2", "j", "G", "t", ",", "p", "?", "e", "x", "o"] as [Key])
  func aCommandDoesWhatItsKeyDoes(key: Key) throws {
    var byKey = dashboard(columns: 200, rows: 50)
    byKey.press("2")
    var byName = byKey
    let binding = try #require(KeyBinding.binding(for: key, on: byKey.screen))
    byKey.press(key)
    run(try line(binding, key), in: &byName)
    #expect(byKey.frame().text == byName.frame().text)
  }

  @Test func aCommandThatHasNothingToDoHereSaysSo() {
    var dashboard = dashboard()
    run("undo", in: &dashboard)
    #expect(status(dashboard) == "undo does nothing here · ? help")
    run("select-tab 9", in: &dashboard)
    #expect(status(dashboard).hasPrefix("select-tab needs one of 1 2"))
    run("xport", in: &dashboard)
    #expect(status(dashboard) == "there is no command xport; export?")
    run("p", in: &dashboard)
    #expect(status(dashboard).hasPrefix("p may be previous"))
    run("  ", in: &dashboard)
    #expect(dashboard.mode == .tab)
  }

  @Test func aNumberGoesToThatRow() {
    var dashboard = dashboard()
    dashboard.press("2")
    run("120", in: &dashboard)
    #expect(dashboard.window(.sessions).selected == 119)
    run("999", in: &dashboard)
    #expect(dashboard.window(.sessions).selected == dashboard.read.overview.rows.count - 1)
    #expect(status(dashboard) == "the last row is 122")
    run("0", in: &dashboard)
    #expect(dashboard.window(.sessions).selected == 0)
  }

  @Test(arguments: HelpTests.places.map(\.name) + ["a search"])
  func everyKeyThatWorksSomewhereIsACommandThere(place: String) throws {
    var start = dashboard(columns: 120, rows: 40)
    for key in HelpTests.places.first(where: { $0.name == place })?.keys ?? [] { start.press(key) }
    if place == "a search" {
      var found = InteractionSearch(pattern: TextPattern("x"))
      found.add(
        InteractionMatch(
          sessionID: sampleDetail().session.id, ordinal: 1, timestamp: nil, rating: nil,
          excerpt: "x"))
      _ = start.update(.searched(found))
    }
    for binding in KeyBinding.working(on: start.screen) where binding.name != nil {
      guard let key = binding.keys.first else { continue }
      var (byKey, byName) = (start, start)
      let effects = byKey.press(key)
      let name = try line(binding, key)
      #expect(run(name, in: &byName) == effects, "\(name)")
      byName.over.entered = byKey.over.entered
      #expect(byKey.frame().text == byName.frame().text, "\(name)")
    }
  }

  @Test(arguments: HelpTests.places.map(\.name))
  func aNumberGoesToThatRowOfEveryList(place: String) throws {
    var dashboard = dashboard(columns: 200, rows: 50)
    for key in HelpTests.places.first(where: { $0.name == place })?.keys ?? [] {
      dashboard.press(key)
    }
    let focus = try #require(dashboard.focus)
    let count = dashboard.rowCount(focus)
    guard count > 0 else {
      run("2", in: &dashboard)
      #expect(status(dashboard) == "there is no list here")
      return
    }
    run("2", in: &dashboard)
    #expect(dashboard.window(focus).selected == min(1, count - 1))
    run("99999", in: &dashboard)
    #expect(dashboard.window(focus).selected == count - 1)
    #expect(status(dashboard) == "the last row is \(countText(count))")
  }

  @Test func wordsAreCompletedAndTheOthersShown() {
    var dashboard = dashboard(columns: 120, rows: 24)
    dashboard.press(":", "s", "e", .tab)
    #expect(status(dashboard).hasPrefix(":search"))
    dashboard.press(.control("u"), "s", "e", .down, .tab)
    #expect(status(dashboard).hasPrefix(":select-tab"))
    dashboard.press(.control("u"), "s", "e", "t", .tab)
    #expect(status(dashboard).hasPrefix(":set "))
    dashboard.press(" ", "t", "h", .tab)
    #expect(status(dashboard).hasPrefix(":set theme"))
    dashboard.press(" ", .down, .tab)
    #expect(status(dashboard).hasPrefix(":set theme dark"))
    dashboard.press(.enter)
    #expect(dashboard.themeName == "dark")
    dashboard.press(":", .up)
    #expect(status(dashboard).hasPrefix(":set theme dark"))
  }

  @Test func listsAreShownAndScrolled() {
    var dashboard = dashboard()
    run("keys", in: &dashboard)
    #expect(dashboard.frame().text.contains(":export FILE"))
    dashboard.press("G")
    #expect(dashboard.frame().text.contains("go to row 120"))
    dashboard.press("q")
    #expect(dashboard.mode == .tab)
    run("skipped", in: &dashboard)
    #expect(dashboard.frame().text.contains("all records can be used"))
    dashboard.press(.escape)
    run("set", in: &dashboard)
    #expect(dashboard.frame().text.contains("theme = auto (default)"))
  }

  @Test func filesAreNamedOnTheLine() throws {
    var dashboard = dashboard()
    guard case .export(let request) = try #require(run("export a b.md", in: &dashboard).first)
    else { return }
    #expect(request.path == "a b.md" && request.content == .text(dashboard.exportTable.markdown))
    run("export a.xls", in: &dashboard)
    #expect(status(dashboard) == "the file's name ends in .json, .csv, .md or .txt")
    run("export", in: &dashboard)
    #expect(dashboard.over.box is Form)
  }

  @Test func tabsAndRangesAreNamed() {
    var dashboard = dashboard()
    run("tab gaps", in: &dashboard)
    #expect(dashboard.tab.name == "Gaps")
    run("tab 3", in: &dashboard)
    #expect(dashboard.tab.name == "Effectiveness")
    run("tab tr", in: &dashboard)
    #expect(dashboard.tab.name == "Trends")
    run("tab", in: &dashboard)
    #expect(status(dashboard).hasPrefix("tab needs a digit or one of overview, sessions"))
    run("tab 8", in: &dashboard)
    #expect(status(dashboard) == "there is no tab 8")
    run("tab nowhere", in: &dashboard)
    #expect(status(dashboard) == "there is no tab nowhere")
    run("range 7d", in: &dashboard)
    #expect(dashboard.chosen.range == .week)
    run("range 2024-11-18..2024-11-21", in: &dashboard)
    #expect(dashboard.chosen.range.label == "2024-11-18..2024-11-21")
    run("range 8", in: &dashboard)
    #expect(status(dashboard).hasPrefix("range must be today, 7d, 30d, 90d, year, all"))
    run("range today..yesterday", in: &dashboard)
    #expect(status(dashboard).hasPrefix("range must be from earlier to later"))
    #expect(dashboard.chosen.range.label == "2024-11-18..2024-11-21")
  }

  @Test func whatFollowsFilterAndSearchIsTaken() {
    var dashboard = dashboard()
    run("filter status:active", in: &dashboard)
    #expect(dashboard.chosen.filter.expression == "status:active")
    #expect(status(dashboard) == "3 sessions with status:active")
    run("filter f:", in: &dashboard)
    #expect(status(dashboard).hasSuffix("no field f"))
    dashboard.press(.escape)
    #expect(dashboard.read.overview.rows.count == 3)
    run("filter", in: &dashboard)
    #expect(status(dashboard).hasPrefix("filter: status:active"))
    dashboard.press(.escape, "F")
    run("search flaky", in: &dashboard)
    #expect(
      dashboard.place.selectedID
        == dashboard.read.overview.rows.first { $0.name.contains("flaky") }?.id)
    #expect(dashboard.mode == .tab)
    dashboard.press("5")
    run("search nothing-like-it", in: &dashboard)
    #expect(status(dashboard) == "no nothing-like-it here")
  }

  @Test(arguments: [
    ("quit now", "quit takes nothing after it, not 'now'"),
    ("clear-filter all", "clear-filter takes nothing after it, not 'all'"),
    ("save file", "save takes nothing after it, not 'file'"),
    ("12 13", "12 takes nothing after it, not '13'"), ("-5", "there is no row -5; the first is 1"),
  ])
  func whatWouldBeDroppedIsRefused(line: String, problem: String) {
    var dashboard = dashboard()
    #expect(run(line, in: &dashboard).isEmpty)
    #expect(status(dashboard) == problem)
    #expect(dashboard.window(.sessions).selected == 0)
    #expect(LineCommand.problem(with: line) == problem)
  }

  @Test func aRowBeyondAllNumbersIsTheLast() {
    var dashboard = dashboard()
    dashboard.press("2")
    run("99999999999999999999999", in: &dashboard)
    #expect(status(dashboard) == "the last row is 122")
  }

  @Test(arguments: [
    ("eff", "rating"), ("n", "interactions"), ("dur", "duration"), ("est", "estimate"),
    ("status", "state"), ("rating", "rating"), ("rat reversed", "rating"),
  ])
  func aFilterWordNamesItsColumn(word: String, column: String) {
    var dashboard = dashboard()
    run("sort \(word)", in: &dashboard)
    #expect(dashboard.sortText(.sessions).hasPrefix(column + " "))
  }
}
