// What makes a screen easy to look at: cut text says so, charts say something, no room is wasted, the most useful keys
// come first, what changed stands out.

import Testing
import TrackerCore

@testable import TrackerTUI

struct LooksTests {
  // MARK: Cut text

  private func cut(
    _ text: String, _ width: Int, _ capabilities: Capabilities = sampleCapabilities
  ) -> String {
    var painter = Painter(
      size: ScreenSize(columns: 20, rows: 1), capabilities: capabilities)
    painter.writeCut(text, column: 0, width: width)
    return painter.canvas.text
  }

  @Test(arguments: [
    ("abcdefgh", 8, "abcdefgh"), ("abcdefghi", 8, "abcdefg…"), ("日本語の話", 10, "日本語の話"),
    ("日本語の話", 9, "日本語の…"), ("日本語の話", 8, "日本語…"), ("naïve café", 6, "naïve…"),
    ("abc", 2, "ab"), ("", 5, ""), ("long enough", .max, "long enough"),
  ])
  func cutTextEndsInASign(text: String, width: Int, shown: String) {
    #expect(cut(text, width) == shown)
  }

  @Test(arguments: [
    ("abcdefghi", 8, "abcde..."), ("…", 3, "..."), ("abcdefg", 6, "abcdef"),
    ("→→→→→", 16, "RightRightRig..."), ("→→→", 15, "RightRightRight"), ("←€←", 10, "LeftEUR..."),
  ])
  func cutTextEndsInDotsWhereThereIsOnlyASCII(text: String, width: Int, shown: String) {
    #expect(cut(text, width, asciiCapabilities) == shown)
  }

  @Test func cutTextFillsTheLastColumnOfTheScreenAndNoMore() {
    #expect(cut("長い名前長い名前長い名前", .max) == "長い名前長い名前長…")
    #expect(cut("a長い名前長い名前長い名前", .max) == "a長い名前長い名前長…")
  }

  // MARK: Charts

  @Test func theUsualRangesEndTodayHoweverOldTheHistory() {
    var dashboard = dashboard(oldHistory())
    #expect(dashboard.lastShownDay.description == "2024-09-19")
    dashboard.press("t", "q")
    #expect(dashboard.lastShownDay.description == "2024-11-22")
  }

  private func chart(_ texts: [String?], columns: Int, rows: Int) -> String {
    var painter = Painter(
      size: ScreenSize(columns: columns, rows: rows), capabilities: sampleCapabilities)
    let bars = zip([2.0, 4, 1], texts).map { ChartColumn(value: $0, role: .gain, text: $1) }
    painter.chart(
      bars, scale: ChartScale(origin: 2, count: 3, columns: columns), maximum: 4,
      rows: 0..<rows, labels: ("4", "0"))
    return painter.canvas.text
  }

  @Test func columnsCarryTheirValuesWhereAllHaveRoom() {
    #expect(
      chart(["2.0", "4.0", "1.0"], columns: 14, rows: 5) == """
              4.0
        4     ███
          2.0 ███
          ███ ███ 1.0
        0 ███ ███ ███
        """)
    #expect(chart(["2.0", "4.0", "1.0"], columns: 11, rows: 5).contains("2.0") == false)
    #expect(chart(["2.0", "4.0", "1.0"], columns: 14, rows: 4).contains("2.0") == false)
    #expect(chart([nil, nil, nil], columns: 14, rows: 5).contains("2") == false)
  }

  @Test func theDigitsOfSharesStandInTheirBarAndDoNotBreakIt() throws {
    var painter = Painter(
      size: ScreenSize(columns: 9, rows: 1), capabilities: sampleCapabilities)
    painter.shares([0, 0, 3, 0, 6], column: 0, row: 0, width: 9)
    #expect(painter.canvas.text == "█3▉██5███")
    for (column, role) in [(1, Role.rating3), (5, .rating5)] {
      #expect(painter.canvas.cells[0][column].style == Style(role, reversed: true))
    }
    // Plain ASCII has no solid bar that a digit could break.
    var ascii = Painter(size: ScreenSize(columns: 9, rows: 1), capabilities: asciiCapabilities)
    ascii.shares([0, 0, 3, 0, 6], column: 0, row: 0, width: 9)
    #expect(ascii.canvas.text == "=3|==5===")
    #expect(!ascii.canvas.cells[0][1].style.isReversed)
  }

  // MARK: Room

  @Test func theSelectedIssueIsShownWholeWhereTheListLeavesRoom() {
    var history = sampleHistory()
    let text = "It said that the tests pass. " + String(repeating: "They did not. ", count: 12)
    for index in history.issues.indices where history.issues[index].severity == "critical" {
      history.issues[index].description = text + "The end."
      history.issues[index].resolved = true
      history.issues[index].resolutionNotes = "Asked again with the log."
    }
    var dashboard = dashboard(history, columns: 120, rows: 40)
    dashboard.press("5")
    let whole = dashboard.frame().text
    #expect(whole.contains("─ Selected resolved · v reopens it ─"))
    #expect(whole.contains("The end."))
    #expect(whole.contains(" Notes    Asked again with the log."))
    dashboard.press("j", "j")
    #expect(dashboard.frame().text.contains("─ Selected open · v resolves it ─"))
    // A list that needs a low screen has it.
    _ = dashboard.update(.resized(ScreenSize(columns: 120, rows: 24)))
    #expect(dashboard.frame().text.contains("Selected"))
    _ = dashboard.update(.resized(ScreenSize(columns: 120, rows: 16)))
    #expect(!dashboard.frame().text.contains("Selected"))
  }

  @Test func whatBelongsToASessionStandsAtTheRightOfItsInteractions() throws {
    var dashboard = dashboard(columns: 120, rows: 60)
    dashboard.press("2", .enter)
    let text = dashboard.frame().text
    let places = try ["Reported", "Tools 15 calls", "Files 3 · +96 ~31 −0", "Code 4"].map {
      try #require(text.firstRange(of: " ─ " + $0), "\($0)").lowerBound
    }
    #expect(places == places.sorted())
    // What is empty is left out.
    #expect(!text.contains("─ Issues") && !text.contains("─ Tokens"))
  }

  @Test func onANarrowScreenTabBringsAListInThePlaceOfTheInteractions() {
    var dashboard = dashboard(columns: 80, rows: 24)
    dashboard.press("2", .enter)
    #expect(!dashboard.frame().text.contains("─ Code"))
    dashboard.press(.tab)
    #expect(dashboard.focus == .functions)
    #expect(dashboard.frame().text.contains("─ Code 4 functions"))
    #expect(!dashboard.frame().text.contains("─ Interactions"))
    dashboard.press(.tab)
    #expect(dashboard.focus == .title)
    dashboard.press(.enter)
    #expect(dashboard.frame().text.contains("Id\n fix_login_redirect_20241122_140211"))
    dashboard.press(.escape, .tab)
    #expect(dashboard.focus == .interactions)
  }

  @Test func theRestOfASelectedTextIsMarkedInTheFirstColumn() throws {
    for (capabilities, sign) in [(sampleCapabilities, "▌"), (asciiCapabilities, "|")] {
      var dashboard = dashboard(columns: 80, rows: 24)
      dashboard.press("2", .enter)
      let list = try #require(dashboard.screen.layout.placement(of: .interactions))
      let shown = list.shownRows(dashboard.window(.interactions), count: 12)
      let selected = try #require(shown.first).lines
      let cells = dashboard.frame(capabilities).cells
      for line in list.area.row..<list.area.endRow {
        let isFurther = selected.dropFirst().contains(line - list.area.row)
        #expect((cells[line][0].text == sign) == isFurther)
      }
    }
  }

  @Test func allTextsAreWholeOnDemand() {
    var dashboard = dashboard(columns: 40, rows: 24)
    dashboard.press("2", .enter)
    let before = dashboard.frame().text
    dashboard.press("w")
    #expect(dashboard.chosen.view.isWhole && dashboard.frame().text != before)
    dashboard.press("w")
    #expect(!dashboard.chosen.view.isWhole)
  }

  @Test func whoseWorkItWasHasAColumnWhereASessionSaysIt() {
    func heads(_ change: (inout History) -> Void) -> Set<String> {
      var history = sampleHistory()
      change(&history)
      var dashboard = dashboard(history, columns: 250)
      dashboard.press("0")
      return Set(dashboard.heads(of: .sessions, columns: 250).map(\.title))
    }
    let usual = heads { _ in }
    let told = heads {
      $0.sessions[0].project = "shop"
      $0.sessions[1].developer = "Ada"
    }
    #expect(told.subtracting(usual) == ["Project", "Dev"])
    let counted = heads {
      $0.add(interactionOf: $0.sessions[0].id, at: sampleNow, rating: 5, tokensOut: 1_200_000)
    }
    #expect(counted.subtracting(usual) == ["Tokens"])
  }

  @Test func aVeryWideScreenGivesTextsTheRoomThatNamesDoNotNeed() {
    func widths(_ room: Int) -> [String: Int] {
      Dictionary(
        SessionColumn.usual(
          room, of: room, unfilled: ["Dev", "Client", "Tokens"], longest: ["Project": 30]
        ).map { ($0.column.title, $0.width) },
        uniquingKeysWith: { first, _ in first })
    }
    #expect(widths(160)["Type"] == 21)
    #expect(widths(160)["Session"] == 46)
    #expect(widths(200)["Type"] == 22 && widths(200)["Project"] == 22)
    #expect(widths(240)["Session"] == 125)
  }

  @Test func theListHasItsColumnsByTheWidthOfTheScreen() {
    func heads(_ columns: Int, pane: Bool = false) -> String {
      let room = pane ? columns * 2 / 3 : columns
      return SessionColumn.usual(
        room, of: columns, unfilled: [], longest: ["Project": 8, "Dev": 3, "Client": 6]
      ).map { $0.column.choiceTitle }.dropFirst(2).joined(separator: " ").lowercased()
    }
    func order(_ text: String) -> Set<Substring> { Set(text.split(separator: " ")) }
    let most = "project dev client type model start dur est times tokens int eff stars iss"
    for (from, to, titles) in [
      (40, 59, "dur eff"), (60, 79, "start dur int eff stars"),
      (80, 109, "type start dur int eff stars"),
      (110, 159, "project type model start dur est int eff stars iss"), (160, 300, most),
    ] {
      for columns in from...to { #expect(heads(columns) == titles, "\(columns)") }
    }
    // What a pane takes costs client and times first.
    let beside = order(heads(200, pane: true))
    #expect(beside.isSubset(of: order(most)) && !beside.contains("client"))
    for columns in 160...260 {
      let shown = order(heads(columns, pane: true))
      let dropped = order(most).subtracting(shown)
      #expect(dropped.isEmpty || dropped.contains("client"))
      #expect(dropped.count < 2 || dropped.contains("times"))
    }
  }

  @Test func theNameHasRoomAndTheRowEndsBlank() {
    for columns in 40...320 {
      for room in [columns, columns * 2 / 3] where room >= 40 {
        let shown = SessionColumn.usual(
          room, of: columns, unfilled: [], longest: ["Project": 40, "Dev": 40, "Client": 40])
        #expect(shown.reduce(0) { $0 + $1.width } == room - 1)
        #expect(shown.first { $0.column.rank == 1 }?.width ?? 0 >= 16, "\(columns) \(room)")
      }
    }
  }

  @Test func theBoxOfColumnsSaysWhatAColumnNeeds() {
    var dashboard = dashboard(columns: 80)
    dashboard.press("2", "c")
    let text = dashboard.frame().text
    #expect(text.contains("[x] Model    needs 110"))
    #expect(text.contains("[x] Times    needs 160"))
    #expect(text.contains("[x] Project  no values"))
    #expect(!text.contains("Type     needs"))
    dashboard.press(.escape)
    _ = dashboard.run(line: "columns type model est")
    #expect(dashboard.over.message == "columns: type model est")
    _ = dashboard.run(line: "columns auto")
    #expect(
      dashboard.over.message
        == "columns: type start dur int eff stars, "
        + "model needs 110, est needs 110, times needs 160, iss needs 110")
    _ = dashboard.run(line: "columns type client")
    #expect(dashboard.over.message == "columns: type, client no values")
  }

  @Test(arguments: [
    "→ €", "«quoted…»", "日本語 naïve →", "ß…", "plain words", "😀 ok", "🇩🇪🇫🇷 x",
    "नमस्ते का क्षेत्र", "น้ำ", "नमस्तेकाक्षेत्र", "✅⌚ 👩\u{200D}💻",
  ])
  func linesOfATextHaveRoomInPlainASCIIToo(word: String) {
    let text = String(repeating: word + " ", count: 40)
    for columns in [20, 38, 78] {
      let lines = TextPage.wrapped(text, columns: columns)
      // Only blanks where a line ends are left out.
      #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
      #expect(!lines.contains { $0.hasPrefix(" ") })
      for line in lines {
        for capabilities in [sampleCapabilities, asciiCapabilities] {
          #expect(Typesetter(capabilities).columns(of: line) <= columns)
        }
      }
    }
  }

  // MARK: Keys

  private func hints(_ dashboard: Dashboard) -> String {
    let lines = dashboard.frame().text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.last.map { String($0.dropFirst()) } ?? ""
  }

  @Test(
    arguments: [
      (["1"], "1-7 tabs Tab pane Enter open t range f filter = explain ? help q quit e end"),
      (
        ["2"],
        "Enter open / search f filter s sort b by t range e end i issue y copy ? help"
      ),
      (
        ["2", .enter],
        "Esc back J K next/prev session Enter whole text Tab pane w wrap i issue ? help"
      ),
      (["3"], "← → move b by Tab pane Enter interactions t range f filter = explain ? help"),
      (["4"], "= explain a assumptions b by Tab pane Enter sessions t range f filter ? help"),
      (["5"], "Enter session v resolve f filter s sort / search b by t range ? help q quit"),
      (["6"], "Enter both sessions s sort t range Tab pane ← → move f filter ? help q quit"),
      (
        ["7"],
        "← → week b by o measure Tab pane Enter sessions t range f filter ? help q quit"
      ),
      (["t"], "Esc back d w m q y 0 pick Enter take c dates"),
      (["4", "a"], "Esc back ← → change r reset"),
    ] as [([Key], String)])
  func theMostUsefulKeysOfAPlaceComeFirst(keys: [Key], line: String) {
    var dashboard = dashboard()
    for key in keys { dashboard.press(key) }
    #expect(hints(dashboard) == line)
  }

  @Test(arguments: [40, 60, 80, 100], ["1", "2", "3", "4", "5", "6", "7"])
  func theKeyForHelpIsAmongTheHintsOfEveryScreen(columns: Int, digit: String) {
    var dashboard = dashboard(columns: columns, rows: 24)
    dashboard.press(.character(Character(digit)))
    #expect(hints(dashboard).contains("? help"))
    dashboard.press(.enter)
    #expect(hints(dashboard).contains("? help"))
  }

  @Test func keysThatMayNotChangeAnythingAreNoHints() {
    var dashboard = dashboard(columns: 200)
    dashboard.press("5")
    #expect(hints(dashboard).contains("v resolve"))
    dashboard.chosen.startOptions.readOnlyReason = "the directory is read-only"
    for hint in ["v resolve", "e end", "i issue"] { #expect(!hints(dashboard).contains(hint)) }
    #expect(hints(dashboard).contains("y copy"))
    // They still say why.
    dashboard.press("e")
    #expect(status(dashboard).contains("read-only"))
  }

  // MARK: Changes

  /// The titles at the head of the overview that are bold.
  private func stressedTitles(_ dashboard: Dashboard) -> [String] {
    dashboard.frame().runs(inRow: 1).filter(\.style.isBold).flatMap {
      $0.text.split(separator: " ").map(String.init)
    }
  }

  @Test func numbersAtTheHeadThatChangedAreStressedForAMoment() {
    var dashboard = dashboard()
    #expect(stressedTitles(dashboard).isEmpty)
    var history = sampleHistory()
    let running = sampleDetail().session.id
    var issue = history.issues[0]
    issue.sessionID = running
    history.issues.append(issue)
    _ = dashboard.update(.loaded(history, now: sampleNow))
    #expect(stressedTitles(dashboard) == ["Issues"])
    history.interactions.add(session: sampleDetail().session.id, rating: 1)
    for _ in 0..<300 {
      history.interactions.add(session: sampleDetail().session.id, rating: 1)
    }
    _ = dashboard.update(.loaded(history, now: sampleNow))
    #expect(stressedTitles(dashboard) == ["Rating"])
    _ = dashboard.update(.calmed)
    #expect(stressedTitles(dashboard).isEmpty)
  }

  // MARK: Colours

  @Test func sentencesHaveTheTerminalsOwnColour() throws {
    var dashboard = dashboard(columns: 200, rows: 60)
    for digit in ["1", "6"] {
      dashboard.press(.character(Character(digit)))
      let canvas = dashboard.frame()
      let sign = try #require(
        canvas.cells.first { row in row.contains { $0.text == "!" } }, "friction of tab \(digit)")
      let column = try #require(sign.firstIndex { $0.text == "!" })
      #expect(sign[column].style.role == .warn)
      #expect(sign[column + 2].style.role == .text)
    }
  }
}

/// Nothing of the last two months.
func oldHistory() -> History {
  var old = sampleHistory()
  old.sessions.removeAll { ($0.startTime ?? "") > "2024-09-20" }
  let left = Set(old.sessions.map(\.id))
  old.issues.removeAll { !left.contains($0.sessionID) }
  return old
}
