// What has no room says so, in every script and form; what has nothing to show says why; a long text stays quick.

import TestSupport
import Testing
import TrackerCore

@testable import TrackerTUI

struct RoomTests {
  // MARK: Columns

  /// A terminal that has emoji of older blocks wide, as most have.
  private let wideEmoji = Capabilities { scalar in
    scalar.properties.isEmojiPresentation ? 2 : sampleCapabilities.columnWidth(scalar)
  }

  @Test(
    arguments: TypesetterTests.cases.map(\.text) + [
      "नमस्ते का क्षेत्र", "น้ำ ก็ ที่", "✅⌚⭐ done", "👩\u{200D}💻👩\u{200D}💻", "e\u{301}\u{302} →←↓", "각하나",
      "\u{1112}\u{1161}\u{11AB}", "তা কি நி", "«€» Æ ß …",
    ])
  func noTextTakesMoreColumnsThanItsWidestForm(text: String) {
    for capabilities in [sampleCapabilities, asciiCapabilities, wideEmoji] {
      let columns = Typesetter(capabilities).columns(of: text)
      #expect(columns <= WidestColumns.of(text.unicodeScalars))
    }
  }

  @Test(arguments: [
    ("नमस्ते", 4), ("का", 2), ("น้ำ", 2), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("→", 5), ("✅", 2),
    ("👩\u{200D}💻", 2), ("👍🏽", 2), ("🇩🇪", 2), ("a\u{200B}b", 2),
  ])
  func theWidestFormIsNoWiderThanItHasToBe(text: String, columns: Int) {
    #expect(WidestColumns.of(text.unicodeScalars) == columns)
  }

  @Test func theColumnsOfACharacterInASCIIAreThoseOfItsText() {
    for value in UInt32(0x80)...0x1_FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = asciiText(of: scalar)
      guard asciiColumns(of: scalar) != text.utf8.count else { continue }
      Issue.record("U+\(String(value, radix: 16)) is \(text)")
    }
  }

  @Test func noCharacterHasMoreASCIIThanItsBytesAreTakenFor() {
    for value in UInt32(0x80)...0x1_FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let bytes = String(scalar).utf8.count
      guard asciiColumns(of: scalar) > bytes * mostASCIIColumnsPerByte else { continue }
      Issue.record("U+\(String(value, radix: 16))")
    }
  }

  @Test(arguments: [20, 21, 22, 23, 24, 38])
  func aWideCharacterBehindALongWordStaysOnTheScreen(columns: Int) {
    let text = "a " + String(repeating: "x", count: columns - 2) + "→日"
    for line in TextPage.wrapped(text, columns: columns) {
      #expect(Typesetter(asciiCapabilities).columns(of: line) <= columns, "\(line)")
    }
  }

  // MARK: Cut text

  private func lines(_ dashboard: Dashboard, _ capabilities: Capabilities = sampleCapabilities)
    -> [String]
  {
    dashboard.frame(capabilities).text.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  @Test func interactionsThatWereFoundSayWhereTheyAreCut() throws {
    var history = sampleHistory()
    let id = sampleDetail().session.id
    let place = try #require(history.sessions.firstIndex { $0.id == id })
    history.sessions[place].name = String(repeating: "a long name ", count: 8)
    var dashboard = dashboard(history)
    var found = InteractionSearch(pattern: TextPattern("login"))
    let text = "Explain the login flow " + String(repeating: "and its steps ", count: 8)
    found.add(
      InteractionMatch(
        sessionID: id, ordinal: 3, timestamp: "2024-11-22T14:04:00Z", rating: 4, excerpt: text))
    dashboard.answer(dashboard.update(.searched(found)))
    let shown = lines(dashboard)
    let row = try #require(shown.firstIndex { $0.contains("Explain the login flow") })
    for line in shown[(row - 1)...row] {
      #expect(line.hasSuffix("…") && line.count == 80, "\(line)")
    }
  }

  @Test func aWideTitleLeavesRoomForItsNote() throws {
    var history = sampleHistory()
    for index in history.sessions.indices where history.sessions[index].taskType == "testing" {
      history.sessions[index].taskType = String(repeating: "日本語", count: 12)
    }
    var dashboard = dashboard(history, columns: 100)
    dashboard.press("4")
    let types = try #require(dashboard.read.numbers.roi).groups
    let row = try #require(types.firstIndex { $0.key.contains("日本語") })
    dashboard.select(.worth, row: row)
    dashboard.press(.enter)
    let members = try #require(dashboard.place.members)
    #expect(members.title.contains("日本語"))
    let rule = lines(dashboard)[1]
    #expect(rule.contains("… ") && rule.contains("Esc back"), "\(rule)")
  }

  // MARK: Heads

  @Test(arguments: [(40, 12), (80, 24)])
  func theSessionsBehindABarAreSortedByAClickOnTheirHead(columns: Int, rows: Int) throws {
    var dashboard = dashboard(columns: columns, rows: rows)
    dashboard.press("4")
    // On the smallest screen the claims come first.
    if dashboard.focus == nil { dashboard.press(.tab) }
    dashboard.press("g", .enter)
    #expect(dashboard.focus == .members)
    let head = try #require(dashboard.screen.layout.placements.first { $0.heads != nil })
    let titles = lines(dashboard)[head.area.row]
    let title = try #require(titles.firstRange(of: "Session"))
    let column = titles.distance(from: titles.startIndex, to: title.lowerBound)
    _ = dashboard.update(.mouse(Mouse(.press, column: column, row: head.area.row)))
    #expect(dashboard.sortOrder(.sessions)?.letter == "n")
    #expect(lines(dashboard)[head.area.row].contains("Session ▲"))
  }

  // MARK: Keys that are named

  private func issues(_ change: (inout Dashboard) -> Void) -> String {
    var dashboard = dashboard(columns: 120, rows: 40)
    change(&dashboard)
    dashboard.press("5", "g")
    return lines(dashboard).first { $0.contains("─ Selected") } ?? ""
  }

  @Test func theSelectedIssueNamesTheKeyThatResolvesItAsItIsBound() {
    #expect(issues { _ in }.contains("open · v resolves it ─"))
    #expect(issues { $0.chosen.settings.bind("v", to: "quit") }.contains("─ Selected open ─"))
    let other = issues {
      $0.chosen.settings.bind("v", to: "quit")
      $0.chosen.settings.bind("X", to: "resolve-issue")
    }
    #expect(other.contains("open · X resolves it ─"))
    let readOnly = issues { $0.chosen.startOptions.readOnlyReason = "the directory is read-only" }
    #expect(readOnly.contains("─ Selected open ─"))
  }

  // MARK: Nothing to show

  /// A session that runs, with nothing logged, and nothing else.
  private func firstSteps() -> History {
    history(of: [
      SampleSession(
        name: "First steps", type: "testing", model: "", start: "2024-11-22T14:30:00Z",
        estimate: 0, ratings: [])
    ])
  }

  @Test(arguments: [
    ("3", "rated interactions"), ("4", "completed sessions"),
    ("6", "gaps between sessions"),
  ])
  func whatHasNothingToShowSaysWhatWouldBeThere(digit: Character, things: String) {
    var dashboard = dashboard(firstSteps(), columns: 80, rows: 40)
    dashboard.press(.character(digit))
    let month = dashboard.frame().text
    #expect(month.contains("No \(things) in the last 30 days · 0 shows all"))
    dashboard.press("t", "d")
    #expect(dashboard.frame().text.contains("No \(things) today · 0 shows all"))
    dashboard.press("0")
    #expect(dashboard.frame().text.contains("No \(things) yet\n"))
    dashboard.press("f")
    type("type:testing", into: &dashboard)
    dashboard.press(.enter)
    #expect(dashboard.frame().text.contains("No \(things) with this filter · F clears it"))
  }

  @Test(arguments: ["3", "4", "6"] as [Character])
  func whatHasNothingToShowSaysSoInLittleRoom(digit: Character) {
    var dashboard = dashboard(firstSteps(), columns: 40, rows: 24)
    dashboard.press(.character(digit))
    #expect(dashboard.frame().text.contains(" · 0 shows all\n"))
  }

  @Test func aRangeWithoutSessionsSaysSoOverTheTrends() {
    var dashboard = dashboard()
    dashboard.press("7", "f")
    type("type:none", into: &dashboard)
    dashboard.press(.enter)
    #expect(dashboard.frame().text.contains("No sessions with this filter · F clears it"))
  }

  // MARK: Long texts

  @Test func theLinesOfATextFollowScreenAndChoice() throws {
    var dashboard = dashboard(columns: 80, rows: 24)
    dashboard.press("2", .enter)
    var detail = sampleDetail()
    detail.interactions[detail.interactions.count - 1].prompt = String(
      repeating: "words and 日本語 ", count: 40)
    _ = dashboard.update(.detailLoaded(detail.session.id, detail))
    dashboard.press(.enter)
    let wide = try #require(dashboard.place.textPage).lines.count
    _ = dashboard.update(.resized(ScreenSize(columns: 40, rows: 24)))
    let narrow = try #require(dashboard.place.textPage).lines.count
    #expect(narrow > wide)
    #expect(dashboard.rowCount(.textLines) == narrow)
    dashboard.press("w")
    let page = try #require(dashboard.place.textPage)
    #expect(page.lines.map(\.text) == page.parts.map(\.text))
    #expect(dashboard.rowCount(.textLines) == page.parts.count)
    dashboard.press("w")
    #expect(dashboard.place.textPage?.lines.count == narrow)
    dashboard.press("j")
    // A frame for another size than the last one breaks them for its own.
    let frame = render(
      dashboard, size: ScreenSize(columns: 80, rows: 24), capabilities: sampleCapabilities)
    #expect(frame.text.contains("of \(wide)"))
  }
}
