// The promise of the help: every key it names works, and does what it says.

import Testing
import TrackerCore

@testable import TrackerTUI

/// What help promises, key by key.
struct HelpTests {
  /// The places that have a help, as keys from the overview at a size where all of them exist.
  static let places: [(name: String, keys: [Key])] = [
    ("overview", []), ("sessions", ["2", .tab]), ("detail", ["2", "j", .enter, "j"]),
    ("effectiveness", ["3", .tab]), ("roi", ["4"]), ("issues", ["5"]), ("gaps", ["6", .tab]),
    ("behind a bar", ["4", .enter]), ("interactions of a bar", ["3", .enter]),
  ]

  private func dashboard(at name: String, columns: Int = 200) -> Dashboard {
    var start = TrackerTUITests.dashboard(columns: columns, rows: 40)
    for key in HelpTests.places.first(where: { $0.name == name })?.keys ?? [] { start.press(key) }
    return start
  }

  @Test(arguments: places.map(\.name))
  func everyKeyInHelpDoesWhatItSays(place: String) {
    var seen = 0
    let before = dashboard(at: place)
    for binding in KeyBinding.working(in: before) {
      for key in binding.keys {
        // Another binding may have the same key elsewhere; here this one must be the one that is found.
        #expect(KeyBinding.binding(for: key, in: before)?.command == binding.command, "\(key)")
        var after = before
        let effects = after.press(key)
        let isDone = HelpTests.isDone(binding.command, key, before, after, effects)
        #expect(isDone, "\(place): \(key.label)")
        seen += 1
      }
    }
    #expect(seen > 15)
  }

  @Test(arguments: places.map(\.name))
  func helpNamesEveryKeyThatWorks(place: String) {
    var dashboard = dashboard(at: place)
    let usable = KeyBinding.working(in: dashboard)
    dashboard.press("?")
    let help = dashboard.frame().text
    for binding in usable where !binding.label.isEmpty {
      #expect(help.contains(binding.label), "\(binding.label)")
    }
    // What has no label of its own is named by the binding before it.
    for (binding, before) in zip(KeyBinding.all.dropFirst(), KeyBinding.all)
    where binding.label.isEmpty {
      #expect(!before.help.isEmpty || before.label.isEmpty)
    }
  }

  /// Whether a command's promise was kept.
  static func isDone(
    _ command: Command, _ key: Key, _ before: Dashboard, _ after: Dashboard, _ effects: [Effect]
  ) -> Bool {
    let focus = before.focus ?? .sessions
    let (from, to) = (before.window(focus).selected, after.window(focus).selected)
    switch command {
    case .back where before.finds != nil: return after.finds == nil
    case .back where before.members != nil: return after.members == nil
    case .back: return after.openID == nil && after.chosenFocus == nil
    case .open:
      if before.openID != nil { return after.textPage != nil }
      return focus == .sessions
        ? after.openID == before.selectedID
        : after.members != nil || after.finds != nil || after.openID != nil
    case .nextSession:
      return after.window(.sessions).selected == before.window(.sessions).selected + 1
    case .previousSession:
      return after.window(.sessions).selected == before.window(.sessions).selected - 1
    case .selectTab: return key == .character(Character(String(after.tabIndex + 1)))
    case .previousTab:
      return after.tabIndex == (before.tabIndex + Tab.all.count - 1) % Tab.all.count
    case .nextTab: return after.tabIndex == (before.tabIndex + 1) % Tab.all.count
    case .nextPane, .previousPane: return after.focus != before.focus
    case .moveDown: return to == min(from + 1, before.rowCount(focus) - 1)
    case .moveUp: return to == max(0, from - 1)
    case .first: return to == 0
    case .last: return to == before.rowCount(focus) - 1
    case .halfPageDown, .pageDown: return to > from || from == before.rowCount(focus) - 1
    case .halfPageUp, .pageUp: return to == 0
    case .moveLeft, .moveRight:
      let chart = after.focus ?? .trend
      return chart.isTimeAxis || chart == .gapHours
    case .chooseGrouping: return after.grouping != before.grouping
    case .assume: return after.place == .assumptionsPopup
    case .resetAssumptions: return after.assumptions == nil
    case .toggleOrder:
      return after.isNewestFirst != before.isNewestFirst || after.sortOrders != before.sortOrders
    case .chooseRange: return after.place == .rangePopup
    case .pickRange: return after.popup == nil && after.range.isPicked(by: key)
    case .shorterRange: return after.range == .week
    case .longerRange: return after.range == .quarter
    case .allRange: return after.range == .all
    case .pause: return after.isPaused
    case .readAgain: return effects.first == .reload
    case .help: return after.place == .helpPopup
    case .redraw: return effects == [.redraw]
    case .suspend: return effects == [.suspend]
    case .quit: return effects == [.quit]
    case .endSession:
      return after.place == .form || after.message?.contains("has ended already") == true
    case .flagIssue, .undo, .export, .editSession, .rateInteraction: return after.place == .form
    case .deleteSession:
      return after.place == .form || after.message?.contains("is running") == true
    case .resolveIssue: return after.place == .form || after.message?.contains("issue") == true
    case .copyID, .copyMarkdown:
      return effects.contains { if case .copy = $0 { true } else { false } }
    case .commandLine: return after.prompt?.kind.name == "command"
    case .confirmForm, .leaveForm, .nextField, .previousField: return before.place == .form
    case .acceptPrompt, .cancelPrompt: return before.takesText && !after.takesText
    default: return KeyPromise(command, key, before, after, effects).isKept
    }
  }

  @Test(arguments: DateRange.picked)
  func everyRangeIsPickedByItsLetter(letter: Character, range: DateRange) {
    let before = {
      var dashboard = dashboard(at: "overview")
      dashboard.press("t")
      return dashboard
    }()
    var after = before
    after.press(.character(letter))
    #expect(HelpTests.isDone(.pickRange, .character(letter), before, after, []))
    #expect(after.range == range)
  }
}
