// Every key in every place: it does what help says, or says that it does nothing and changes nothing.

import Testing
import TrackerCore

@testable import TrackerTUI

struct KeyScriptTests {
  /// Every key of the manual, and some of none.
  static let keys: [Key] = {
    let characters = "jkgGhl1234567[]JKEACt,.0/nNfFsSeivuyYxprboacz+-wm*?:q TZ@é"
    let controls = "dulz".map { Key.control($0) }
    return characters.map { Key.character($0) } + controls + [
      .down, .up, .left, .right, .home, .end, .pageDown, .pageUp, .tab, .backTab, .enter, .escape,
      .function(1), .function(7), .backspace, .delete,
    ]
  }()

  /// Keys from the overview to a place.
  static let places: [(name: String, columns: Int, keys: [Key])] =
    (1...7).map { ("tab \($0)", 80, [.character(Character(String($0)))]) } + [
      ("small overview", 40, []), ("wide sessions", 200, ["2"]),
      ("pane", 200, ["2", .tab]), ("marked", 80, ["2", " ", " ", "j"]),
      ("searched", 80, ["2", "/", "f", "i", "x", .enter]),
      ("filtered", 80, ["2", "f", "e", "f", "f", ">", "4", .enter]),
      ("sorted", 80, ["2", "s", "r"]), ("detail", 120, ["2", .enter, "j"]),
      ("empty detail", 80, ["2", "j", .enter]), ("text", 80, ["2", .enter, "j", .enter]),
      ("cut text", 80, ["2", .enter, .enter, "w"]), ("range", 80, ["t"]), ("sort", 80, ["2", "s"]),
      ("columns", 80, ["2", "c"]), ("help", 80, ["?"]), ("prompt", 80, ["/", "a"]),
      ("dates", 80, ["T"]), ("nothing", 80, ["f", "q", "q", "q", .enter]),
    ]

  private func dashboard(at name: String) -> Dashboard {
    guard let place = KeyScriptTests.places.first(where: { $0.name == name }) else {
      return TrackerTUITests.dashboard()
    }
    var dashboard = TrackerTUITests.dashboard(columns: place.columns, rows: 24)
    for key in place.keys { dashboard.press(key) }
    return dashboard
  }

  /// The frame without its status.
  private func body(_ dashboard: Dashboard) -> [String] {
    let lines = dashboard.frame().text.split(separator: "\n", omittingEmptySubsequences: false)
    let status = dashboard.screen.layout.status.row
    return lines.enumerated().filter { $0.offset != status }.map { String($0.element) }
  }

  @Test(arguments: places.map(\.name))
  func everyKeyDoesWhatHelpSaysOrSaysThatItDoesNothing(place: String) {
    let before = dashboard(at: place)
    let bodyBefore = body(before)
    for key in KeyScriptTests.keys {
      let binding = KeyBinding.binding(for: key, on: before.screen)
      var after = before
      let effects = after.press(key)
      if before.takesText {
        // What is typed goes nowhere else.
        #expect(
          after.place.tabIndex == before.place.tabIndex && !effects.contains(.quit), "\(key.label)")
        continue
      }
      guard let command = binding?.command(for: key) else {
        #expect(after.over.message == "\(key.label) does nothing here · ? help", "\(key.label)")
        #expect(effects.isEmpty, "\(key.label)")
        #expect(body(after) == bodyBefore, "\(key.label)")
        continue
      }
      #expect(
        KeyPromise(command, before, after, effects).isKeptHere,
        "\(place): \(key.label) is \(command)")
      #expect(after.over.message?.contains("does nothing") != true, "\(key.label)")
    }
  }

  @Test func everyPlaceIsTheOneItIsCalled() {
    let wanted: [String: ScreenMode] = [
      "tab 2": .tab, "detail": .detail, "text": .textPage, "cut text": .textPage,
      "range": .box(RangeBox.name), "sort": .box(SortBox.name),
      "columns": .box(ColumnsBox.name), "help": .box(HelpBox.name),
      "prompt": .prompt, "dates": .box(Form.name), "nothing": .tab,
    ]
    for (name, mode) in wanted { #expect(dashboard(at: name).mode == mode, "\(name)") }
    #expect(dashboard(at: "searched").over.search?.rows.isEmpty == false)
    #expect(
      dashboard(at: "filtered").read.overview.rows.count
        < dashboard(at: "tab 2").read.overview.rows.count)
    #expect(dashboard(at: "marked").place.marked.count == 2)
  }
}
