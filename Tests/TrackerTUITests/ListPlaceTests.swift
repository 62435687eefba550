// Lists over lists: what Enter lists, where Esc leads, what is read for rows in sight, how a row is found again.

import TestSupport
import Testing
import TrackerCore

@testable import TrackerTUI

struct ListPlaceTests {
  /// Presses a key and answers nothing.
  private func press(_ dashboard: inout Dashboard, _ keys: Key...) -> [Effect] {
    keys.flatMap { dashboard.update(.key($0)) }
  }

  private func texts(_ effects: [Effect]) -> [InteractionPlace]? {
    effects.lazy.compactMap { if case .loadTexts(let places) = $0 { places } else { nil } }.last
  }

  /// The places of the rows that are at least partly in sight.
  private func inSight(_ dashboard: Dashboard) throws -> [InteractionPlace] {
    let height = try #require(dashboard.screen.layout.placement(of: .finds)?.height)
    let list = try #require(dashboard.place.finds?.list)
    let rows = dashboard.window(.finds).rows(count: list.rows.count, height: height + 1)
    return list.rows[rows].compactMap { list.place(of: $0) }
  }

  /// A search of everything that found an interaction of each of the last sessions.
  private func found(_ dashboard: Dashboard, sessions: Int = 4) -> Event {
    var found = InteractionSearch(pattern: TextPattern("fix"))
    for session in dashboard.read.history.sessions.suffix(sessions) {
      for ordinal in 0..<2 {
        found.add(
          InteractionMatch(
            sessionID: session.id, ordinal: ordinal, timestamp: session.startTime, rating: 3,
            excerpt: "fix \(session.id.text)"))
      }
    }
    return .searched(found)
  }

  @Test func enterListsWhatItsHintSays() {
    var seen: Set<ListID> = []
    for digit in "34567" {
      var start = dashboard(columns: 200, rows: 60)
      start.press(.character(digit))
      for focus in start.screen.layout.placements.compactMap(\.focus) {
        var dashboard = start
        dashboard.place.chosenFocus = focus
        dashboard.showScreen()
        guard
          let row = (0..<dashboard.rowCount(focus)).first(where: { row in
            var opened = dashboard
            opened.select(focus, row: row)
            opened.press(.enter)
            return opened.over.message == nil
          })
        else { continue }
        dashboard.select(focus, row: row)
        let hint = dashboard.hints.first { $0.label == "Enter" }?.text
        dashboard.press(.enter)
        seen.insert(focus)
        switch hint {
        case "interactions": #expect(dashboard.place.finds != nil, "\(focus)")
        case "sessions", "both sessions": #expect(dashboard.place.members != nil, "\(focus)")
        default: #expect(dashboard.place.openID != nil, "\(focus) \(hint ?? "no hint")")
        }
        #expect((hint == "interactions") == (dashboard.place.finds != nil), "\(focus)")
      }
    }
    #expect(seen.isSuperset(of: [.ratings, .models, .worth, .allIssues, .gapRows, .trend]))
  }

  @Test func eachListOverAnotherIsLeftWithOneEscape() {
    var dashboard = dashboard()
    dashboard.press("4", .tab)
    let bar = dashboard.focus
    dashboard.press(.enter)
    let title = dashboard.place.members?.title ?? "none"
    dashboard.press("j")
    _ = dashboard.update(found(dashboard))
    #expect(dashboard.mode == .finds)
    dashboard.press(.escape)
    #expect(dashboard.mode == .tab && dashboard.focus == .members)
    #expect(dashboard.place.members?.title == title && dashboard.window(.members).selected == 1)
    #expect(dashboard.frame().text.contains(title))
    dashboard.press(.escape)
    #expect(dashboard.place.members == nil && dashboard.focus == bar)
  }

  @Test func theNextSessionOfAFindIsTheNextThatWasFound() throws {
    var dashboard = dashboard()
    dashboard.press("4", .enter)
    _ = dashboard.update(found(dashboard))
    let list = try #require(dashboard.place.finds?.list)
    var expected: [SessionID] = []
    for id in list.rows.compactMap(list.session) where expected.last != id { expected.append(id) }
    #expect(expected.count == 4)
    dashboard.press(.enter)
    var opened = [dashboard.place.openID]
    for _ in 0..<3 {
      dashboard.press("J")
      opened.append(dashboard.place.openID)
    }
    #expect(opened == expected)
    dashboard.press("J")
    #expect(status(dashboard) == "last session" && dashboard.place.openID == expected.last)
    dashboard.press("K")
    #expect(dashboard.place.openID == expected[2])
    dashboard.press(.escape)
    #expect(dashboard.mode == .finds)
    let selected = list.rows[dashboard.window(.finds).selected]
    #expect(list.session(of: selected) == expected[2])
  }

  @Test func onlyTheRowsInSightAreWaitedFor() throws {
    var dashboard = dashboard()
    _ = press(&dashboard, "3", .enter)
    #expect(dashboard.awaitsTexts)
    var last: [InteractionPlace]?
    for key in [.pageDown, .pageDown, "j", .pageDown] as [Key] {
      last = texts(press(&dashboard, key)) ?? last
      #expect(dashboard.place.finds?.asked == last)
      #expect(try last == inSight(dashboard))
    }
    // What is on its way already is not asked for once more.
    #expect(texts(press(&dashboard, "p", "p")) == nil)
    _ = press(&dashboard, .enter)
    #expect(dashboard.mode == .detail && !dashboard.awaitsTexts)
    #expect(try texts(press(&dashboard, .escape)) == inSight(dashboard))
    _ = press(&dashboard, .escape)
    #expect(dashboard.place.finds == nil && !dashboard.awaitsTexts)
  }

  @Test func textsThatCouldNotBeReadAreAskedForAgain() throws {
    var dashboard = dashboard()
    let wanted = try #require(texts(press(&dashboard, "3", .enter)))
    let again = dashboard.update(.textsFailed("interactions.json: half written"))
    #expect(texts(again) == wanted)
    #expect(dashboard.frame().text.contains("stale"))
    dashboard.answer(again)
    #expect(!dashboard.awaitsTexts)
    #expect(dashboard.frame().text.contains("Prompt \(wanted[0].ordinal + 1) of "))
  }

  @Test func aTextThatIsNotThereIsNotAskedForAgain() throws {
    var dashboard = dashboard()
    _ = press(&dashboard, "3", .enter)
    let after = dashboard.update(.textsLoaded([:]))
    #expect(texts(after) == nil && !dashboard.awaitsTexts)
    #expect(texts(press(&dashboard, "j")) == nil)
  }

  @Test func aDetailThatCouldNotBeReadIsAskedForAgain() throws {
    var dashboard = dashboard()
    _ = press(&dashboard, "2", .enter)
    let id = try #require(dashboard.place.openID)
    #expect(press(&dashboard, "j").isEmpty)
    #expect(dashboard.update(.detailFailed(id, "no")) == [.loadDetail(id)])
    dashboard.answer([.loadDetail(id)])
    #expect(!dashboard.awaitsDetail)
  }

  @Test func theSessionsOfAFindHaveTheNamesOfNow() {
    var dashboard = dashboard()
    _ = dashboard.update(found(dashboard))
    var history = sampleHistory()
    history.sessions[history.sessions.count - 1].name = "Called otherwise now"
    #expect(!dashboard.frame().text.contains("Called otherwise now"))
    _ = dashboard.update(.loaded(history, now: sampleNow))
    #expect(dashboard.mode == .finds && dashboard.frame().text.contains("Called otherwise now"))
    dashboard.press("s", "n")
    let list = dashboard.place.finds?.list
    let names = dashboard.place.finds.map { finds in
      finds.list.rows.compactMap { finds.name(of: $0) }
    }
    #expect(names?.count == list?.rows.count)
    #expect(names == names?.sorted { $0.lowercased() < $1.lowercased() })
  }

  @Test func eachRowIsFoundAgainByWhatItIsAbout() throws {
    var lists: [(Dashboard, ListID)] = []
    for keys in [["3"], ["4"], ["5"], ["6"], ["7"], ["3", .enter], ["4", .enter]] as [[Key]] {
      var dashboard = dashboard(columns: 200, rows: 60)
      for key in keys { dashboard.press(key) }
      lists += dashboard.screen.layout.placements.compactMap(\.focus).map { (dashboard, $0) }
    }
    var seen: Set<ListID> = []
    for (dashboard, focus) in lists {
      let items = (0..<dashboard.rowCount(focus)).map { dashboard.item(focus, row: $0) }
      for (row, item) in items.enumerated().prefix(60) {
        guard let item else { continue }
        #expect(
          focus.kind.find(dashboard, item) == items.firstIndex { $0 == item }, "\(focus) \(row)")
        seen.insert(focus)
      }
      let nowhere = Item.interaction(InteractionPlace(session: "nowhere", ordinal: 0))
      #expect(focus.kind.find(dashboard, nowhere) == nil)
      #expect(focus.kind.find(dashboard, .choice(.ids([]))) == nil)
    }
    #expect(seen.isSuperset(of: [.finds, .members, .gapRows, .allIssues, .trend, .worth]))
  }

  @Test func listsInOneOrderHaveNone() {
    let dashboard = dashboard()
    for focus in ListKind.all.map(\.id) where focus.kind.sorting == nil {
      #expect(dashboard.sortOrder(focus) == nil)
      #expect(dashboard.sortText(focus) + dashboard.sortWords(focus) == "")
    }
  }

  @Test(arguments: [("2", nil), ("5", "o"), ("6", "o"), ("3", nil)] as [(Character, String?)])
  func theOrderIsTurnedWhereThereIsAnother(tab: Character, key: String?) {
    var dashboard = dashboard(columns: 200, rows: 60)
    if tab == "2" { dashboard.press("2") } else { dashboard.press(.character(tab), .escape) }
    let hint = dashboard.hints.first { $0.text == "order" }
    let hasDetail = dashboard.screen.layout.placement(of: .interactions) != nil
    #expect(hint?.label == (hasDetail ? "o" : key))
  }
}
