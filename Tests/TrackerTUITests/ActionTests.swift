// Forms: what opens them, what they ask for, what confirms them, and what comes of it.

import Testing
import TrackerCore

@testable import TrackerTUI

struct ActionTests {
  /// A change of a record, as the data's side reports it.
  private func change() throws -> RecordChange {
    try #require(ActionTests.changes.first)
  }

  /// Made by a ledger, since nothing else can make one.
  private static let changes: [RecordChange] = {
    do {
      let world = try TestWorld()
      return [try world.flag()]
    } catch {
      return []
    }
  }()

  // MARK: Ending

  @Test func endingAsksForAnOutcomeAndTakesY() throws {
    var dashboard = dashboard()
    dashboard.press("2", "e")
    #expect(dashboard.frame().text.contains("─ End session ─"))
    #expect(dashboard.frame().text.contains("Fix login redirect"))
    #expect(dashboard.press("y").isEmpty)
    #expect(dashboard.frame().text.contains("choose an outcome first"))
    dashboard.press("p", .tab, .tab)
    type("redirect fixed, yes", into: &dashboard)
    dashboard.press(.enter)
    let effects = dashboard.press("y")
    guard case .act(.end(let session, let outcome, let notes, _)) = try #require(effects.first)
    else {
      Testing.Issue.record("no action: \(effects)")
      return
    }
    #expect(session.name == "Fix login redirect")
    #expect(outcome.rawValue == "partial")
    #expect(notes == "redirect fixed, yes")
  }

  // MARK: The rule of forms

  @Test func enterGoesOnAndDoesItOnTheButton() throws {
    var dashboard = dashboard()
    dashboard.press("2", "e", "p", .enter, .enter)
    #expect(dashboard.form?.isInText == true)
    #expect(dashboard.frame().text.contains("[ Enter end it ]"))
    #expect(dashboard.press("y").isEmpty && dashboard.form?.value("Notes") == "y")
    #expect(dashboard.press(.enter).isEmpty && dashboard.form?.isOnConfirm == true)
    guard case .act(.end) = try #require(dashboard.press(.enter).first) else {
      Testing.Issue.record("the button does nothing")
      return
    }
  }

  @Test func yDoesItFromEverywhereButATextAndTheButtonSaysSo() throws {
    for steps in 0..<5 {
      var dashboard = dashboard()
      dashboard.press("2", "e", "s")
      for _ in 0..<steps { dashboard.press(.tab) }
      let form = try #require(dashboard.form)
      let key = form.isInText || form.isOnConfirm ? "Enter" : "y"
      #expect(dashboard.frame().text.contains("[ \(key) end it ]"), "\(steps)")
      #expect(dashboard.press("y").isEmpty == form.isInText, "\(steps)")
    }
  }

  @Test func aMissingChoiceIsSaidAndGetsTheFocus() {
    var dashboard = dashboard()
    dashboard.press("2", "e", .enter, .enter, .enter)
    #expect(dashboard.press(.enter).isEmpty)
    #expect(
      status(dashboard) == "choose an outcome first: s success, p partial, f failed")
    #expect(dashboard.form?.focus == 0)
  }

  @Test func whatDestroysSomethingHasItsFocusOnLeaving() {
    var dashboard = dashboard()
    dashboard.press("2", "G", "D")
    #expect(dashboard.form?.isOnLeave == true)
    #expect(dashboard.press(.enter).isEmpty && dashboard.form == nil)
    _ = dashboard.update(
      .exported(dashboard.exportRequest(.json, path: "out.json"), .exists))
    #expect(dashboard.press(.enter).isEmpty && dashboard.form == nil)
  }

  // MARK: What was typed

  @Test func whatWasTypedIsKeptOnceAndDroppedByTheNextEscape() {
    var dashboard = dashboard()
    dashboard.press("2", "e", "p", .tab, .tab)
    type("half a thought", into: &dashboard)
    dashboard.press(.escape)
    #expect(dashboard.form == nil)
    #expect(
      status(dashboard)
        == "form closed, 1 field kept: e opens it again as it was · Esc once more drops it")
    dashboard.press("j", "k", "e")
    #expect(dashboard.form?.value("Notes") == "half a thought")
    #expect(dashboard.form?.value("Outcome") == "partial" && dashboard.form?.focus == 2)
    dashboard.press(.escape, .escape, "e")
    #expect(dashboard.form?.value("Notes") == "" && dashboard.form?.focus == 0)
    dashboard.press("s", .escape)
    #expect(dashboard.over.kept == nil, "nothing was typed in a text")
  }

  @Test func whatIsKeptBelongsToItsRecordAndItsForm() {
    var dashboard = dashboard()
    dashboard.press("2", "i", "h", .tab)
    type("logic", into: &dashboard)
    dashboard.press(.escape, "e")
    #expect(dashboard.form?.purpose is EndForm && dashboard.form?.focus == 0)
    dashboard.press(.escape, "j", "i")
    #expect(dashboard.form?.value("Type") == "")
    dashboard.press(.escape, "k", "i")
    #expect(dashboard.form?.value("Type") == "logic")
  }

  /// What is confirmed is what was shown, whatever happens in the session meanwhile.
  @Test func anEndIsAskedForAsItIsShown() throws {
    var dashboard = dashboard()
    dashboard.press("2", "e", "s")
    #expect(dashboard.frame().text.contains("(•) now, 14:33            31m"))
    dashboard.press(.tab, "l")
    #expect(dashboard.frame().text.contains("(•) last sign, 14:31"))
    guard case .act(.end(_, _, _, let asked)) = try #require(dashboard.press("y").first)
    else { return }
    #expect(asked?.time != nil)
  }

  @Test(arguments: ["e", "i", "u"] as [Key])
  func aHeldKeyConfirmsNothing(key: Key) throws {
    var dashboard = dashboard()
    _ = dashboard.update(
      .acted(.undo(try change()), .done(try change())))
    dashboard.press("2")
    var effects: [Effect] = []
    for _ in 0..<200 { effects += dashboard.press(key) }
    #expect(!effects.contains { if case .act = $0 { true } else { false } })
    #expect(dashboard.over.box is Form)
  }

  @Test func escapeLeavesAndNothingIsDone() {
    var dashboard = dashboard()
    #expect(dashboard.press("2", "e", "s", .escape).isEmpty)
    #expect(dashboard.mode == .tab)
    dashboard.press("i", .tab)
    #expect(dashboard.press(.control("c")).isEmpty)
    #expect(dashboard.mode == .tab)
  }

  @Test func aConfirmedFormIsConfirmedOnce() {
    var dashboard = dashboard()
    dashboard.press("2", "e", "s", "y")
    #expect(dashboard.frame().text.contains("waiting for the lock"))
    #expect(dashboard.press("y").isEmpty)
    #expect(dashboard.press(.escape) == [.cancelAction])
    #expect(dashboard.mode == .tab)
  }

  @Test func anEndedSessionIsNotEndedAgain() {
    var dashboard = dashboard()
    dashboard.press("2", "G", "e")
    #expect(dashboard.mode == .tab)
    #expect(status(dashboard).hasSuffix("has ended already"))
  }

  @Test func whatIsDoneCanBeUndone() throws {
    let change = try change()
    var dashboard = dashboard()
    dashboard.press("u")
    #expect(status(dashboard) == "u does nothing here · ? help")
    dashboard.press("2", "e", "s")
    let effects = dashboard.press("y")
    guard case .act(let request) = try #require(effects.first) else { return }
    _ = dashboard.update(.acted(request, .done(change)))
    #expect(status(dashboard) == "ended Fix login redirect, success · u undoes it")
    dashboard.press("u")
    #expect(dashboard.frame().text.contains("ended Fix login redirect, success"))
    #expect(dashboard.press("y") == [.act(.undo(change))])
    _ = dashboard.update(.acted(.undo(change), .done(nil)))
    #expect(status(dashboard) == "undone: ended Fix login redirect, success")
    dashboard.press("u")
    #expect(status(dashboard) == "u does nothing here · ? help")
  }

  @Test func aSessionThatWasChangedMeanwhileIsShownAnew() throws {
    var dashboard = dashboard()
    dashboard.press("2", "e", "s", .tab, .tab)
    type("kept", into: &dashboard)
    dashboard.press(.tab)
    guard case .act(let request) = try #require(dashboard.press("y").first) else { return }
    _ = dashboard.update(.acted(request, .changedMeanwhile))
    #expect(status(dashboard) == "changed meanwhile — look again")
    var changed = sampleHistory()
    changed.sessions[changed.sessions.count - 1].name = "Renamed by another"
    _ = dashboard.update(.loaded(changed, now: sampleNow))
    let frame = dashboard.frame().text
    #expect(frame.contains("│ Renamed by another") && frame.contains("kept"))
    #expect(frame.contains("changed meanwhile — look again"))
    guard case .act(.end(let session, _, let notes, _)) = try #require(dashboard.press("y").first)
    else { return }
    #expect(session.name == "Renamed by another" && notes == "kept")
    changed.sessions.removeLast()
    _ = dashboard.update(.acted(request, .changedMeanwhile))
    _ = dashboard.update(.loaded(changed, now: sampleNow))
    #expect(dashboard.mode == .tab)
    #expect(status(dashboard) == "Renamed by another is gone")
  }

  @Test func whatRefusedIsSaidInTheForm() throws {
    var dashboard = dashboard()
    dashboard.press("2", "e", "s")
    guard case .act(let request) = try #require(dashboard.press("y").first) else { return }
    let reason = "The session data at /d is locked by python3 (process 7)"
    _ = dashboard.update(.acted(request, .refused(reason)))
    #expect(status(dashboard) == reason)
    #expect(dashboard.form?.problem == reason)
    #expect(dashboard.press("y") == [.act(request)])
    dashboard.press(.escape)
    _ = dashboard.update(.acted(request, .refused(reason)))
    #expect(dashboard.mode == .tab)
  }

  // MARK: Issues

  @Test func anIssueIsFlaggedWithAllThatItNeeds() throws {
    var dashboard = dashboard()
    dashboard.press("2", "i", "y")
    #expect(dashboard.frame().text.contains("choose a severity first"))
    dashboard.press("h", .tab, "y", .tab, .tab)
    #expect(dashboard.press("y").isEmpty)
    #expect(dashboard.frame().text.contains("say what went wrong"))
    type("\u{3000}\u{A0}", into: &dashboard)
    #expect(dashboard.press(.down, "y").isEmpty, "blanks of any kind say nothing")
    #expect(dashboard.frame().text.contains("say what went wrong"))
    dashboard.press(.backspace, .backspace)
    type("日本 broke it", into: &dashboard)
    dashboard.press(.down)
    #expect(
      dashboard.press("y") == [
        .act(
          .flag(
            dashboard.read.overview.rows[0].id, issueType: "y", description: "日本 broke it",
            severity: .high))
      ])
  }

  @Test func anIssueIsResolvedWhereItIsSelected() throws {
    var dashboard = dashboard(columns: 120, rows: 40)
    dashboard.press("2", "j", .enter)
    dashboard.press("v")
    #expect(dashboard.mode == .detail && status(dashboard).contains("select an issue"))
    for _ in 0..<3 where dashboard.focus != .issues { dashboard.press(.tab) }
    dashboard.press("v")
    #expect(dashboard.frame().text.contains("─ Resolve issue ─"))
    type("rewritten", into: &dashboard)
    dashboard.press(.tab)
    guard
      case .act(.resolve(let shown, true, "rewritten")) = try #require(
        dashboard.press("y").first)
    else {
      Testing.Issue.record("no resolving")
      return
    }
    #expect(shown.issue.severity == "high")
  }

  // MARK: Where nothing may be changed

  @Test func readOnlyKeysSayWhyAndDoNothing() {
    var options = StartOptions()
    options.readOnlyReason = "--read-only"
    var dashboard = dashboard()
    dashboard.begin(options, .unusable("no place"))
    for key: Key in ["e", "i"] {
      #expect(dashboard.press(key).isEmpty)
      #expect(status(dashboard) == "read-only: --read-only")
    }
    #expect(dashboard.frame().text.split(separator: "\n")[0].hasSuffix("read-only"))
  }

  @Test func nothingIsChangedWhileTheDataIsStale() {
    var dashboard = dashboard()
    _ = dashboard.update(.loadFailed("half written"))
    dashboard.press("e")
    #expect(dashboard.mode == .tab && status(dashboard).contains("stale: half written"))
  }

  // MARK: Mouse and paste

  @Test func buttonsWordsAndFieldsAreClicked() throws {
    var dashboard = dashboard()
    dashboard.press("2", "e")
    func click(_ text: String) throws -> [Effect] {
      let lines = dashboard.frame().text.split(separator: "\n", omittingEmptySubsequences: false)
      let row = try #require(lines.firstIndex { $0.contains(text) })
      let cells = dashboard.frame().cells[row]
      let wanted = text.map(String.init)
      let column = try #require(
        cells.indices.first { start in
          start + wanted.count <= cells.count
            && wanted.indices.allSatisfy { cells[start + $0].text == wanted[$0] }
        })
      return dashboard.update(.mouse(Mouse(.press, column: column, row: row)))
    }
    #expect(try click("partial").isEmpty)
    #expect(dashboard.form?.value("Outcome") == "partial")
    #expect(try click("Notes").isEmpty)
    #expect(dashboard.form?.isInText == true)
    _ = dashboard.update(.paste("one\ntwo y"))
    #expect(dashboard.form?.value("Notes") == "one two y")
    _ = dashboard.update(.mouse(Mouse(.press, column: 0, row: 0)))
    #expect(dashboard.over.box is Form)
    guard case .act(.end) = try #require(try click("Enter end it").first) else {
      Testing.Issue.record("the button does nothing")
      return
    }
    dashboard.press(.escape)
    dashboard.press("e")
    #expect(try click("leave it running").isEmpty)
    #expect(dashboard.mode == .tab)
  }
}
