// What holds in every form, and forms about several sessions, tables of ends, offered words.

import TestSupport
import Testing
import TrackerCore

@testable import TrackerTUI

struct FormTests {
  private func requests(_ effects: [Effect]) -> [ActionRequest] {
    effects.compactMap { if case .act(let request) = $0 { request } else { nil } }
  }

  // MARK: Every form

  private static let scenes = Scene.all.filter { $0.mode == .box(Form.name) }.map(\.name)

  @Test func everyFormOfAnActionIsAScene() throws {
    let shown = try FormTests.scenes.compactMap {
      try Scene.named($0).dashboard(.sample).form.map { type(of: $0.purpose) }
    }
    for form in ActionForms.all { #expect(shown.contains { $0 == form }, "\(form)") }
  }

  /// No larger than 74x19, or the whole of a small screen; each field and button reached by Tab, and left.
  @Test(arguments: scenes)
  func everyFormHasRoomAndEveryFieldIsReachedAndLeft(name: String) throws {
    var numbers = SeededGenerator(seed: name.utf8.reduce(11) { $0 &* 31 &+ UInt64($1) })
    let sizes =
      [(40, 12), (59, 15), (60, 16), (80, 24), (200, 60)]
      + (0..<6).map { _ in (40 + numbers.below(120), 12 + numbers.below(40)) }
    for data in [SceneData.sample, .hostile] {
      for (columns, rows) in sizes {
        var dashboard = try Scene.named(name).dashboard(data, columns: columns, rows: rows)
        guard var form = dashboard.form, !form.isWaiting else { continue }
        let area = FormLayout(form, size: dashboard.size).area
        if columns < 60 {
          #expect(area.columns == columns, "\(columns)x\(rows)")
        } else {
          #expect(area.columns <= 74, "\(columns)x\(rows)")
        }
        #expect(area.rows <= 19 && area.row + area.rows < rows, "\(columns)x\(rows)")
        var reached: Set<Int> = []
        for _ in 0..<100 where reached.count < form.fields.count + 2 {
          reached.insert(form.focus)
          let layout = FormLayout(form, size: dashboard.size)
          #expect(
            form.focus >= form.fields.count
              || layout.targets.contains { $0.target.field == form.focus },
            "\(columns)x\(rows): field \(form.focus) is not on screen")
          // A list is left at its end, offers where none is chosen.
          dashboard.press(.tab)
          form = try #require(dashboard.form)
        }
        #expect(reached == Set(0..<(form.fields.count + 2)), "\(columns)x\(rows)")
        dashboard.press(.escape)
        #expect(dashboard.form == nil)
      }
    }
  }

  // MARK: Ends

  /// The sample a day later, on the newest session that has fallen silent.
  private func onStale(columns: Int = 80, rows: Int = 24) -> Dashboard {
    var dashboard = dashboard(columns: columns, rows: rows)
    _ = dashboard.update(.tick(sampleNow.advanced(byMicroseconds: 86_400_000_000)))
    dashboard.press("2", "e")
    return dashboard
  }

  @Test func theEndsStandBelowOneAnotherWithWhatEachWouldMake() throws {
    let dashboard = onStale()
    let text = dashboard.frame().text
    #expect(text.contains("End at                        lasts  multiplier   cost saved"))
    #expect(text.contains("    ( ) now, "))
    #expect(text.contains("    (•) last sign, "))
    #expect(text.contains("    ( ) 4h cap, "))
    #expect(status(dashboard) == "no outcome chosen yet")
  }

  @Test func anEndThatTurnsAGainIntoALossSaysWhy() throws {
    var dashboard = dashboard()
    _ = dashboard.update(.tick(sampleNow.advanced(byMicroseconds: 20 * 86_400_000_000)))
    dashboard.press("2", "f")
    for letter in "name:login" { dashboard.press(.character(letter)) }
    dashboard.press(.enter, "e")
    let table = try #require(dashboard.form?.fields[1].table)
    #expect(table.rows.first?.isLoss == true)
    #expect(table.remark?.hasPrefix("Silent since ") == true)
    let row = try #require(
      dashboard.frame().cells.first { $0.map(\.text).joined().contains("( ) now, ") })
    #expect(row.contains { $0.style.role == .loss })
  }

  @Test func onASmallScreenOnlyTheChosenEndSaysWhatItWouldMake() throws {
    var dashboard = onStale(columns: 40, rows: 12)
    dashboard.press("s")
    let text = dashboard.frame().text
    #expect(text.hasPrefix("┌─ End session ─"))
    #expect(text.contains("Outcome  (•) success ← →"))
    #expect(text.contains("End at   (•) last sign of life"))
    #expect(!text.contains("4h cap"))
    #expect(text.hasSuffix(" 1 of 3 fields · Enter next · u undoes"))
  }

  @Test func aMissingChoiceIsSaidBesideIt() {
    var dashboard = dashboard()
    dashboard.press("2", "e", "y")
    #expect(dashboard.frame().text.contains("( ) failed         ◂ choose"))
    dashboard.press("s")
    #expect(!dashboard.frame().text.contains("◂ choose"))
  }

  // MARK: Marks

  @Test func everyActionIsAboutTheMarkedSessions() throws {
    var dashboard = dashboard()
    dashboard.press("2", " ", " ", " ", "e")
    #expect(dashboard.frame().text.contains("─ End 3 marked sessions ─"))
    dashboard.press("s")
    guard case .several(let ends) = try #require(requests(dashboard.press("y")).first) else {
      Testing.Issue.record("not several")
      return
    }
    #expect(ends.count == 3)
    let all = ActionRequest.several(ends)
    _ = dashboard.update(.acted(all, .done(try TestWorld().flag())))
    #expect(status(dashboard) == "ended 3 sessions, success · u undoes it")
    #expect(dashboard.over.undoSteps.count == 1)
    dashboard.press("i")
    #expect(dashboard.form?.title == "Flag an issue in 3 marked sessions")
    dashboard.press(.escape, "M")
    #expect(dashboard.form?.title == "Edit 3 marked sessions")
    #expect(dashboard.form?.fields.contains { $0.label == "Name" } == false)
    dashboard.press(.escape, "D")
    #expect(dashboard.form == nil && status(dashboard).contains("is running: end it first"))
  }

  @Test func severalAreDeletedAtOnceAndOneThatIsGoneMeanwhileIsSaid() throws {
    var dashboard = dashboard()
    dashboard.press("2", "G", " ", "k", " ", "D")
    #expect(dashboard.form?.title == "Delete 2 marked sessions")
    #expect(dashboard.form?.isOnLeave == true)
    let request = try #require(requests(dashboard.press("y")).first)
    #expect(request.all.count == 2)
    let reason = "nothing was changed, because of a: The record was changed meanwhile"
    _ = dashboard.update(.acted(request, .refused(reason)))
    #expect(status(dashboard) == reason && dashboard.form?.isWaiting == false)
    var history = sampleHistory()
    history.sessions.removeAll { $0.id == dashboard.form?.purpose.sessions[0].id }
    _ = dashboard.update(.loaded(history, now: sampleNow))
    #expect(dashboard.form?.purpose.sessions.count == 1)
  }

  @Test func openIssuesOfTheMarkedSessionsAreResolvedTogether() throws {
    var dashboard = dashboard()
    dashboard.press("2", "*", "v")
    let open = sampleHistory().issues.count { issue in
      !issue.resolved && dashboard.markedRows.contains { $0.id == issue.sessionID }
    }
    #expect(open > 1 && dashboard.form?.confirm == "resolve \(open)")
    dashboard.press(.tab)
    #expect(requests(dashboard.press("y")).first?.all.count == open)
  }

  @Test func whatDiffersIsEmptyAndWhatIsTypedGoesToAll() throws {
    var dashboard = dashboard()
    dashboard.press("2", " ", " ", "M")
    let place = try #require(dashboard.form?.fields.firstIndex { $0.label == "Estimate" })
    #expect(dashboard.form?.fields[place].value == "")
    while dashboard.form?.focus != place { dashboard.press(.tab) }
    dashboard.press("2", "h")
    #expect(dashboard.form?.fields[place].was == "was different")
    #expect(status(dashboard) == "1 change: estimate")
    while dashboard.form?.isOnConfirm == false { dashboard.press(.tab) }
    #expect(dashboard.frame().text.contains("[ Enter save 1 change ]"))
    let all = try #require(requests(dashboard.press(.enter)).first).all
    #expect(all.count == 2)
    for case .edit(_, let edit) in all { #expect(edit.texts == ["estimate": "2h"]) }
  }

  // MARK: Offers

  @Test func typesAreOfferedByUseAndTabTakesOne() throws {
    var dashboard = dashboard()
    dashboard.press("2", "i", "h", .tab)
    let offers = try #require(dashboard.form?.fields[1].offers)
    #expect(offers.all.map(\.word) == sampleHistory().issueTypes.map(\.word))
    #expect(status(dashboard).hasSuffix("used so far · a new word is allowed"))
    let wanted = offers.all[1].word
    dashboard.press(.down, .down, .tab)
    #expect(dashboard.form?.value("Type") == wanted && dashboard.form?.focus == 1)
    dashboard.press(.control("u"), .character(offers.all[0].word.first!))
    #expect(status(dashboard).contains(" with \(offers.all[0].word.first!) · a new word"))
    dashboard.press(.tab)
    #expect(dashboard.form?.value("Type") == offers.all[0].word)
    dashboard.press(.tab)
    #expect(dashboard.form?.focus == 2)
    dashboard.press(.backTab, .control("u"), "q", "q", .tab)
    #expect(dashboard.form?.value("Type") == "qq" && dashboard.form?.focus == 2)
  }
}

extension FormLayout.Target {
  fileprivate var field: Int? {
    switch self {
    case .field(let index), .word(let index, _), .nextWord(let index), .check(let index, _): index
    case .confirm, .leave: nil
    }
  }
}
