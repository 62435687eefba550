// Every key in every place: what is bound there does something that is seen, asked for or said; what is not says so and
// changes nothing.

import Testing
import TrackerCore

@testable import TrackerTUI

struct SceneKeyTests {
  /// Whether a key left anything behind: on the screen, in what is asked for, in words.
  private func isNoticed(
    _ before: Dashboard, _ cells: [[Cell]], _ after: Dashboard, _ effects: [Effect]
  ) -> Bool {
    !effects.isEmpty || after.over.message != nil || after.mode != before.mode
      || after.frame().cells != cells
  }

  /// Whether a form says already what is wrong, or waits, or a prompt says why it does not take its text.
  private func isToldAlready(_ command: Command, _ before: Dashboard) -> Bool {
    let form = before.form
    switch command {
    case .confirmForm: return form?.isWaiting == true || form?.problem != nil
    case .takeField:
      return form?.isWaiting == true || form?.isOnConfirm == true && form?.problem != nil
    case .acceptPrompt:
      return before.over.prompt.map { $0.kind.refusal(before, $0.field.text) != nil } ?? false
    default: return false
    }
  }

  /// Keys that may find nothing left to do, at an end or where all is as they want it.
  private static func mayRest(_ command: Command) -> Bool {
    switch command {
    case .move, .sideways, .scroll, .selectTab, .selectPage, .changePane, .toggleWrap, .changeField,
      .changeOffer, .takeOffer, .resetAssumptions, .toggleASCII, .nextColors,
      .toggleMouse, .mark,
      .markAll, .openNeighbour,
      .pickRange(.all), .changeRange:
      true
    default: false
    }
  }

  @Test(arguments: Scene.all.map(\.name), [SceneData.sample, .empty])
  func everyKeyDoesSomethingOrSaysThatItDoesNothing(name: String, data: SceneData) throws {
    for (columns, rows) in data == .empty ? [(80, 24)] : [(40, 12), (160, 40)] {
      let before = try Scene.named(name).dashboard(data, columns: columns, rows: rows)
      let cells = before.frame().cells
      for key in KeyScriptTests.keys {
        var after = before
        let effects = Scene.press(&after, key, data)
        let said = "\(name), \(data), \(columns)x\(rows): \(key.label)"
        guard let binding = KeyBinding.binding(for: key, on: before.screen) else {
          if before.takesText {
            #expect(after.takesText || after.mode != before.mode, "\(said)")
            #expect(after.place.tabIndex == before.place.tabIndex, "\(said)")
            #expect(!effects.contains(.quit), "\(said)")
          } else if after.over.message != nil {
            #expect(after.over.message == "\(key.label) does nothing here · ? help", "\(said)")
            #expect(effects.isEmpty, "\(said)")
          } else {
            // A form's choices take letters without a binding.
            #expect(before.form != nil && after.form != nil, "\(said)")
          }
          continue
        }
        #expect(
          after.over.message?.contains("does nothing") != true, "\(said) is \(binding.command)")
        #expect(
          SceneKeyTests.mayRest(binding.command)
            || isToldAlready(binding.command, before)
            || isNoticed(before, cells, after, effects),
          "\(said) is \(binding.command)")
      }
    }
  }

  @Test(arguments: Scene.all.map(\.name))
  func everyEventLaysTheScreenOutOnceAndForGood(name: String) throws {
    let before = try Scene.named(name).dashboard(.sample, columns: 100, rows: 30)
    let clicks = stride(from: 0, to: 30, by: 2).flatMap { row in
      stride(from: 0, to: 100, by: 9).map { Mouse(.press, column: $0, row: row) }
    }
    let size = ScreenSize(columns: 60, rows: 20)
    let others: [Event] = [.resized(size), .loaded(SceneData.sample.history, now: sampleNow)]
    for event in KeyScriptTests.keys.map(Event.key) + clicks.map(Event.mouse) + others {
      var after = before
      _ = after.update(event)
      #expect(after.screen.layout.number == before.screen.layout.number + 1, "\(event)")
      var again = after
      again.showScreen()
      #expect(again.place.windows == after.place.windows && again.focus == after.focus, "\(event)")
      let areas = again.screen.layout.placements.map(\.area)
      #expect(areas == after.screen.layout.placements.map(\.area), "\(event)")
      let working = KeyBinding.working(on: again.screen).map(\.command)
      #expect(working == KeyBinding.working(on: after.screen).map(\.command), "\(event)")
    }
  }

  @Test(arguments: Scene.all.map(\.name))
  func escapeAlwaysLeadsOut(name: String) throws {
    for data in SceneData.allCases {
      var dashboard = try Scene.named(name).dashboard(data)
      for _ in 0..<8 where ![.tab, .noSessions].contains(dashboard.mode) {
        Scene.press(&dashboard, .escape, data)
      }
      #expect([.tab, .noSessions].contains(dashboard.mode), "\(data)")
      #expect(Scene.press(&dashboard, "q", data) == [.quit], "\(data)")
    }
  }

  @Test(arguments: Scene.all.map(\.name))
  func hintsNameKeysThatWorkThere(name: String) throws {
    for data in SceneData.allCases {
      for (columns, rows) in data == .sample ? [(80, 24), (200, 60)] : [(200, 60)] {
        let dashboard = try Scene.named(name).dashboard(data, columns: columns, rows: rows)
        let lines = dashboard.frame().text.split(
          separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(lines.last)
        let said = "\(data), \(columns)x\(rows): \(line)"
        let shown = shownHints(line, of: dashboard.hints)
        #expect(shown.rest.isEmpty, "\(said)")
        #expect(!shown.hints.isEmpty, "\(said)")
        #expect(Set(shown.hints.map(\.label)).count == shown.hints.count, "\(said)")
        // What is left out is what has no room.
        #expect(columns < 200 || shown.hints.first == dashboard.hints.first, "\(said)")
        let working = KeyBinding.working(on: dashboard.screen)
        for hint in shown.hints {
          let binding = try #require(
            working.first { $0.hintLabel == hint.label && $0.hint != nil }, "\(said)")
          let key = try #require(binding.keys.first)
          let found = KeyBinding.binding(for: key, on: dashboard.screen)
          #expect(found?.command == binding.command, "\(hint.label) in \(said)")
        }
      }
    }
  }
}
