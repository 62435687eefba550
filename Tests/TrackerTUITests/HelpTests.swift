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
    var start = TrackerTUITests.dashboard(columns: columns, rows: 60)
    for key in HelpTests.places.first(where: { $0.name == name })?.keys ?? [] { start.press(key) }
    return start
  }

  @Test(arguments: places.map(\.name))
  func everyKeyInHelpDoesWhatItSays(place: String) throws {
    var seen = 0
    let before = dashboard(at: place)
    for binding in KeyBinding.working(on: before.screen) {
      for key in binding.keys {
        // Another binding may have the same key elsewhere; here this one must be the one that is found.
        let command = try #require(binding.command(for: key))
        #expect(
          KeyBinding.binding(for: key, on: before.screen)?.command(for: key) == command, "\(key)")
        var after = before
        let effects = after.press(key)
        let isDone = HelpTests.isDone(command, before, after, effects)
        #expect(isDone, "\(place): \(key.label)")
        seen += 1
      }
    }
    #expect(seen > 15)
  }

  @Test(arguments: places.map(\.name))
  func helpNamesEveryKeyThatWorks(place: String) {
    var dashboard = dashboard(at: place)
    let usable = KeyBinding.working(on: dashboard.screen)
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
    _ command: Command, _ before: Dashboard, _ after: Dashboard, _ effects: [Effect]
  ) -> Bool {
    let focus = before.focus ?? .sessions
    let (from, to) = (before.window(focus).selected, after.window(focus).selected)
    switch command {
    case .back where before.place.finds != nil: return after.place.finds == nil
    case .back where before.place.members != nil: return after.place.members == nil
    case .back: return after.place.openID == nil && after.place.chosenFocus == nil
    case .open:
      if before.place.openID != nil { return after.place.textPage != nil }
      return focus == .sessions
        ? after.place.openID == before.place.selectedID
        : after.place.members != nil || after.place.finds != nil || after.place.openID != nil
    case .openNeighbour(let step):
      return after.window(.sessions).selected == before.window(.sessions).selected + step
    case .selectTab(let index): return after.place.tabIndex == index
    case .changeTab(let step):
      return after.place.tabIndex == (before.place.tabIndex + step + Tab.all.count) % Tab.all.count
    case .changePane: return after.focus != before.focus
    case .move(.by(let step)):
      return to == min(max(0, from + step), before.rowCount(focus) - 1)
    case .move(.toFirst): return to == 0
    case .move(.toLast): return to == before.rowCount(focus) - 1
    case .move(.byPages(let pages)):
      return pages < 0 ? to == 0 : to > from || from == before.rowCount(focus) - 1
    case .sideways:
      let chart = after.focus ?? .trend
      return chart.kind.isTimeAxis || chart == .gapHours
    case .chooseGrouping: return after.chosen.grouping != before.chosen.grouping
    case .assume: return after.over.box is RatesBox
    case .explain: return after.over.box is ExplainBox
    case .resetAssumptions: return after.assumptions == nil
    case .toggleOrder:
      return after.chosen.isNewestFirst != before.chosen.isNewestFirst
        || after.chosen.sortOrders != before.chosen.sortOrders
        || after.chosen.grouping.measure != before.chosen.grouping.measure
    case .chooseRange: return after.over.box is RangeBox
    case .pickRange(let range): return after.over.box == nil && after.chosen.range == range
    case .changeRange(let step): return after.chosen.range == (step < 0 ? .week : .quarter)
    case .pause: return after.read.isPaused
    case .readAgain: return effects.first == .reload
    case .help: return after.over.box is HelpBox
    case .redraw: return effects == [.redraw]
    case .suspend: return effects == [.suspend]
    case .quit: return effects == [.quit]
    case .act(.end):
      return after.over.box is Form || after.over.message?.contains("has ended already") == true
    case .act(.flag), .act(.undo), .act(.edit), .act(.rate), .export: return after.over.box is Form
    case .act(.delete):
      return after.over.box is Form || after.over.message?.contains("is running") == true
    case .act(.resolve):
      return after.over.box is Form || after.over.message?.contains("issue") == true
    case .copyID, .copyMarkdown:
      return effects.contains { if case .copy = $0 { true } else { false } }
    case .commandLine: return after.over.prompt?.kind.name == "command"
    case .confirmForm, .leaveForm, .changeField: return before.over.box is Form
    case .acceptPrompt, .cancelPrompt: return before.takesText && !after.takesText
    default: return KeyPromise(command, before, after, effects).isKept
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
    #expect(HelpTests.isDone(.pickRange(range), before, after, []))
    #expect(after.chosen.range == range)
  }
}
