// The lists of sessions in groups: folded, walked, filtered, sorted, marked, searched, taken out, read aloud.

import TestSupport
import Testing
import TrackerCore

@testable import TrackerTUI

struct GroupedListTests {
  /// The sample with projects, developers and clients: `shop` has half of them, the newest and one that runs included; one
  /// session names none.
  private func history() -> History {
    var history = sampleHistory()
    let developers = ["mei", "ana", "Ben"]
    let order = dashboard(history).read.overview.rows.map(\.id)
    let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    for index in history.sessions.indices {
      let place = places[history.sessions[index].id] ?? index
      history.sessions[index].project =
        place == 3
        ? nil : place.isMultiple(of: 2) ? "shop" : place % 3 == 0 ? "importer" : "hand book"
      history.sessions[index].developer = developers[index % 3]
    }
    return history
  }

  private func grouped(_ keys: Key..., tab: Key = "2", columns: Int = 120, rows: Int = 40)
    -> Dashboard
  {
    var dashboard = dashboard(history(), columns: columns, rows: rows)
    dashboard.press(tab, "0", "b")
    for key in keys { dashboard.press(key) }
    return dashboard
  }

  private func heads(_ dashboard: Dashboard, _ list: ListID = .sessions) -> [String] {
    (0..<dashboard.rowCount(list)).compactMap { dashboard.group(list, at: $0)?.key }
  }

  private func selectedGroup(_ dashboard: Dashboard) -> String? {
    dashboard.focusedGroup(on: dashboard.screen)?.key
  }

  @Test func theGroupOfTheSelectedSessionIsOpenAndItsHeadSelected() throws {
    var dashboard = dashboard(history())
    dashboard.press("2", "0", "j", "j")
    let id = try #require(dashboard.place.selectedID)
    let project = dashboard.read.history.sessions.first { $0.id == id }?.project ?? ""
    dashboard.press("b")
    #expect(selectedGroup(dashboard) == project)
    #expect(dashboard.place.openGroups == [project])
    #expect(dashboard.place.selectedID == id)
    // Nothing can be done to a group as to a session.
    #expect(!dashboard.screen.canAct)
    #expect(!dashboard.hints.contains { $0.label == "e" })
  }

  @Test(arguments: [Key("1"), "2"])
  func everyWordOfTheListIsGone(tab: Key) {
    var dashboard = dashboard(history())
    dashboard.press(tab, "0")
    let before = dashboard.rowCount(.sessions)
    for dimension in Grouping.ofSessions.dropFirst() {
      dashboard.press("b")
      #expect(dashboard.chosen.grouping.sessions == dimension)
      let groups = dashboard.read.numbers.sessions?.groups ?? []
      let sum = groups.reduce(0) { $0 + $1.group.overview.roi.totalSessions }
      #expect(sum == dashboard.read.overview.rows.count)
    }
    dashboard.press("b")
    #expect(dashboard.chosen.grouping.sessions == nil)
    #expect(dashboard.rowCount(.sessions) == before)
    #expect(dashboard.over.message == "without groups")
  }

  @Test func developersStandByNameAllOthersBySessions() {
    var dashboard = grouped()
    let counts = dashboard.read.numbers.sessions?.groups.map(\.group.overview.roi.totalSessions)
    #expect(counts == counts?.sorted(by: >))
    dashboard.press("b")
    #expect(heads(dashboard) == ["Ben", "ana", "mei"])
  }

  @Test func enterFoldsAndUnfolds() {
    var dashboard = grouped()
    let open = dashboard.rowCount(.sessions)
    #expect(dashboard.hints.first { $0.label == "Enter" }?.text == "fold")
    dashboard.press(.enter)
    #expect(dashboard.rowCount(.sessions) == heads(dashboard).count)
    #expect(dashboard.hints.first { $0.label == "Enter" }?.text == "unfold")
    dashboard.press(.enter)
    #expect(dashboard.rowCount(.sessions) == open)
    dashboard.press("j")
    #expect(dashboard.hints.first { $0.label == "Enter" }?.text == "open")
    dashboard.press(.enter)
    #expect(dashboard.place.openID == dashboard.place.selectedID)
  }

  @Test func foldsAndTheSelectedGroupStayWhenDataAndOrderChange() {
    var dashboard = grouped("J", .enter)
    let group = selectedGroup(dashboard)
    let open = dashboard.place.openGroups
    var more = history()
    more.sessions.removeLast()
    _ = dashboard.update(.loaded(more, now: sampleNow))
    #expect(selectedGroup(dashboard) == group)
    dashboard.press("s", "d")
    #expect(selectedGroup(dashboard) == group)
    dashboard.press("o")
    #expect(selectedGroup(dashboard) == group)
    #expect(dashboard.place.openGroups == open)
    dashboard.press("1", "4", "2")
    #expect(selectedGroup(dashboard) == group)
    #expect(dashboard.place.openGroups == open)
  }

  @Test func sortingSortsWithinGroups() {
    var dashboard = grouped("*", "*", "s", "n")
    let names = dashboard.sessions(.sessions, at: 0).map { $0.shownName.lowercased() }
    #expect(names == names.sorted())
    #expect(names.count > 2)
    dashboard.press("S")
    let turned = dashboard.sessions(.sessions, at: 0).map { $0.shownName.lowercased() }
    #expect(turned == names.sorted(by: >))
  }

  @Test func capitalJAndKGoFromHeadToHead() {
    var dashboard = grouped("j", "j", "K")
    let first = heads(dashboard)
    #expect(selectedGroup(dashboard) == first.first)
    for group in first.dropFirst() {
      dashboard.press("J")
      #expect(selectedGroup(dashboard) == group)
    }
    dashboard.press("J")
    #expect(dashboard.over.message == "last group")
    for group in first.reversed().dropFirst() {
      dashboard.press("K")
      #expect(selectedGroup(dashboard) == group)
    }
    dashboard.press("K")
    #expect(dashboard.over.message == "first group")
  }

  @Test func fKeepsOnlyTheSelectedGroup() {
    for step in 0..<4 {
      var dashboard = grouped()
      for _ in 0..<step { dashboard.press("J") }
      let group = selectedGroup(dashboard) ?? ""
      let count = dashboard.sessions(.sessions, at: dashboard.window(.sessions).selected).count
      dashboard.press("f")
      #expect(dashboard.read.overview.rows.count == count)
      #expect(heads(dashboard) == [group])
      #expect(dashboard.over.prompt == nil)
      // Once more changes nothing.
      let expression = dashboard.chosen.filter.expression
      dashboard.press("f")
      #expect(dashboard.chosen.filter.expression == expression)
      dashboard.press("F")
      #expect(heads(dashboard).count == 4)
    }
    var onSession = grouped("j")
    onSession.press("f")
    #expect(onSession.over.prompt != nil)
  }

  @Test func oOrdersTheGroupsByTheFiguresOneAfterAnother() {
    var dashboard = grouped()
    let usual = heads(dashboard)
    var orders: [String] = []
    for column in ComparedGroup.listed where column.key != Figure.totalSessions.key {
      dashboard.press("o")
      orders.append(dashboard.over.message ?? "")
      let numbers = dashboard.read.numbers.sessions?.groups.compactMap { column.number($0) } ?? []
      #expect(numbers == numbers.sorted(by: >), "\(column.key)")
    }
    #expect(Set(orders).count == orders.count)
    dashboard.press("o")
    #expect(dashboard.over.message == "groups by sessions")
    #expect(heads(dashboard) == usual)
  }

  @Test func aClickOnTheSignFolds() throws {
    var dashboard = grouped("J")
    let area = try #require(dashboard.screen.layout.placement(of: .sessions)?.area)
    let group = heads(dashboard)[0]
    _ = dashboard.update(.mouse(Mouse(.press, column: area.column, row: area.row)))
    #expect(dashboard.place.openGroups?.contains(group) == false)
    #expect(selectedGroup(dashboard) == group)
    // On the name the first click selects, the second one folds.
    let name = Mouse(.press, column: area.column + 5, row: area.row + 1)
    _ = dashboard.update(.mouse(name))
    #expect(selectedGroup(dashboard) == heads(dashboard)[1])
    #expect(dashboard.place.openGroups?.isEmpty == true)
    _ = dashboard.update(.mouse(name))
    #expect(dashboard.place.openGroups == [heads(dashboard)[1]])
  }

  @Test func spaceMarksAllOfAGroup() {
    var dashboard = grouped(" ")
    let first = dashboard.sessions(.sessions, at: 0).map(\.id)
    #expect(dashboard.place.marked == Set(first))
    #expect(selectedGroup(dashboard) == heads(dashboard)[1])
    dashboard.press("K", " ")
    #expect(dashboard.place.marked.isEmpty)
  }

  @Test func aSearchFindsWhatIsFoldedByItsGroup() throws {
    var dashboard = grouped(.enter)
    let last = try #require(heads(dashboard).last)
    let row = dashboard.rowCount(.sessions) - 1
    let name = try #require(dashboard.sessions(.sessions, at: row).first).shownName
    dashboard.press("/")
    for character in name { dashboard.press(.character(character)) }
    dashboard.press(.enter)
    #expect(selectedGroup(dashboard) != nil)
    while selectedGroup(dashboard) != last {
      let before = dashboard.window(.sessions).selected
      dashboard.press("n")
      guard dashboard.window(.sessions).selected > before else { break }
    }
    #expect(selectedGroup(dashboard) == last)
    dashboard.press(.enter, "n")
    #expect(dashboard.detailRow?.shownName == name)
    #expect(selectedGroup(dashboard) == nil)
  }

  @Test func whatIsTakenOutIsOfTheSelectedKind() {
    var dashboard = grouped()
    #expect(dashboard.exportSource.name == "groups")
    #expect(dashboard.exportSource.count == heads(dashboard).count)
    dashboard.press("j")
    #expect(dashboard.exportSource.name == "sessions")
    #expect(dashboard.exportSource.count == dashboard.read.overview.rows.count)
    #expect(dashboard.exportSource.table.csv.contains(dashboard.place.selectedID?.text ?? "?"))
  }

  @Test(arguments: [Key("1"), "2"])
  func aRowIsCopiedAsItIsShown(tab: Key) {
    var dashboard = dashboard(history())
    dashboard.press(tab, "0", "j", "j")
    func copied(_ dashboard: inout Dashboard) -> String {
      for case .copy(let request) in dashboard.press("Y") { return request.text }
      return ""
    }
    #expect(copied(&dashboard).contains(dashboard.place.selectedID?.text ?? "?"))
    dashboard.press("b")
    let group = selectedGroup(dashboard) ?? "?"
    #expect(copied(&dashboard).contains(group))
    dashboard.press("j", "j")
    #expect(copied(&dashboard).contains(dashboard.place.selectedID?.text ?? "?"))
  }

  @Test func sessionsAreWalkedOverTheHeads() {
    var dashboard = grouped("J", .enter, "K", "j", .enter)
    var seen: Set<SessionID> = []
    while let id = dashboard.place.openID, seen.insert(id).inserted { dashboard.press("J") }
    #expect(dashboard.over.message == "last session")
    let groups = dashboard.read.numbers.sessions?.groups.prefix(2) ?? []
    #expect(seen.count == groups.reduce(0) { $0 + $1.group.overview.roi.totalSessions })
    #expect(dashboard.statusParts.contains("\(seen.count) of \(seen.count)"))
  }

  @Test func aLineNamesTheGrouping() {
    var dashboard = dashboard(history())
    dashboard.press("2", "0")
    dashboard.runGrouping("cli")
    #expect(dashboard.chosen.grouping.sessions == .client)
    dashboard.runGrouping("none")
    #expect(dashboard.chosen.grouping.sessions == nil)
    dashboard.runGrouping("tool")
    #expect(dashboard.over.message?.contains("tool") == true)
    #expect(dashboard.chosen.grouping.sessions == nil)
  }

  @Test func aGroupIsReadWithItsFold() {
    var dashboard = grouped()
    let group = heads(dashboard)[0]
    #expect(ListKind.sessions.spoken(dashboard, 0).hasPrefix("\(group), open, sessions "))
    dashboard.press(.enter)
    #expect(ListKind.sessions.spoken(dashboard, 0).hasPrefix("\(group), folded, sessions "))
    #expect(dashboard.frame(spokenCapabilities).text.contains("Sessions by project, groups by"))
  }

  @Test func theStatusSaysWhereOneIs() {
    var dashboard = grouped()
    dashboard.over.message = nil
    let count = dashboard.read.overview.rows.count
    #expect(
      dashboard.statusParts.prefix(4) == [
        "\(heads(dashboard)[0]), 1 of 4 projects", "\(count) sessions", "by project",
        "sort: start ▼",
      ])
    let text = dashboard.frame().text
    #expect(text.contains("as logged; gaps and oversight of the whole time line, per person"))
    #expect(text.contains("Change"))
  }

  @Test func aGroupThatGoesIsSaidAndTheSessionIsSelected() {
    var dashboard = grouped("J")
    let group = selectedGroup(dashboard)
    var fewer = history()
    fewer.sessions.removeAll { $0.project == group }
    _ = dashboard.update(.loaded(fewer, now: sampleNow))
    #expect(dashboard.over.message == "\(group ?? "") is gone")
    #expect(selectedGroup(dashboard) == nil)
    #expect(dashboard.rowCount(.sessions) > dashboard.window(.sessions).selected)
  }

  @Test func bothListsSelectTheSame() {
    var dashboard = grouped("J", .enter, "j", "j")
    let id = dashboard.place.selectedID
    dashboard.press("1")
    let row = dashboard.window(.pastSessions).selected
    #expect(ListKind.pastSessions.session(dashboard, row) == id)
    dashboard.press("j", "2")
    #expect(
      ListKind.sessions.session(dashboard, dashboard.window(.sessions).selected)
        == dashboard.place.selectedID)
  }
}
