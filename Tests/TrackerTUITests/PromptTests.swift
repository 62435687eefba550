// Typing a line: what each key makes of the text, what it looks like in a narrow place, and how a prompt ends.

import TestSupport
import Testing
import TrackerCore

@testable import TrackerTUI

struct TextFieldTests {
  private func field(_ text: String, _ keys: Key...) -> TextField {
    var field = TextField(text)
    for key in keys {
      let isTaken = field.edit(key)
      #expect(isTaken, "\(key)")
    }
    return field
  }

  /// The text with a bar where the cursor is.
  private func shown(_ field: TextField) -> String {
    let text = Array(field.text)
    return String(text[..<field.cursor]) + "|" + String(text[field.cursor...])
  }

  @Test(
    arguments: [
      ([.left, "x"], "one twx|o"), ([.home, "x"], "x|one two"),
      ([.control("a"), .delete], "|ne two"),
      ([.home, .right, .right, .control("k")], "on|"), ([.left, .control("u")], "|o"),
      ([.control("w")], "one |"), ([.control("w"), .control("w")], "|"), ([.backspace], "one tw|"),
      ([.home, .end, "!"], "one two!|"), ([.control("a"), .control("e"), " "], "one two |"),
      ([.home, .left, .backspace, .control("w"), .control("u")], "|one two"),
      ([.right, .delete, .control("k")], "one two|"),
    ] as [([Key], String)])
  func keysEditTheText(keys: [Key], result: String) {
    var field = TextField("one two")
    for key in keys {
      let isTaken = field.edit(key)
      #expect(isTaken)
    }
    #expect(shown(field) == result)
  }

  @Test func wideAndCombiningCharactersAreOne() {
    #expect(shown(field("日本e\u{301}", .left)) == "日本|e\u{301}")
    #expect(shown(field("日本e\u{301}", .backspace)) == "日本|")
    #expect(shown(field("日本e\u{301}", .left, .left, .delete)) == "日|e\u{301}")
    #expect(shown(field("e", "\u{301}", .backspace)) == "|")
    #expect(field("a👩‍👩‍👧b", .left, .backspace).text == "ab")
  }

  @Test(arguments: [.up, .enter, .escape, .tab, .pageDown, .control("x"), .function(2)] as [Key])
  func otherKeysMeanNothingHere(key: Key) {
    var field = TextField("one")
    let isTaken = field.edit(key)
    #expect(!isTaken)
    #expect(field.text == "one")
  }

  @Test(arguments: [
    ("a\r\nb\nc\td", "a b c d"), ("line\n", "line"), ("a\u{1B}[31mb\u{7}\u{9B}c", "a[31mbc"),
    ("a\u{202E}b\u{2066}c\u{200B}d\u{FEFF}", "abcd"), ("a\u{2028}b\u{85}c", "a b c"),
  ])
  func pastedTextBecomesOneSafeLine(pasted: String, line: String) {
    var field = TextField()
    field.insert(pasted)
    #expect(field.text == line)
  }

  @Test func aHugePasteIsCut() {
    var field = TextField("ab")
    field.insert(String(repeating: "x", count: 100_000))
    #expect(field.text.count == TextField.mostCharacters)
    _ = field.edit("y")
    #expect(field.text.count == TextField.mostCharacters)
  }

  /// The row and where the cursor stands.
  private func drawn(_ field: TextField, width: Int, ascii: Bool = false) -> (String, Int) {
    var painter = Painter(
      size: ScreenSize(columns: 14, rows: 1),
      capabilities: ascii ? asciiCapabilities : sampleCapabilities)
    field.draw(column: 2, width: width, &painter)
    return (painter.canvas.text, painter.canvas.cursor?.column ?? -1)
  }

  @Test func whatDoesNotFitScrolls() {
    #expect(drawn(TextField("short"), width: 8) == ("  short", 7))
    #expect(drawn(TextField("seven77"), width: 8) == ("  seven77", 9))
    #expect(drawn(TextField("abcdefghij"), width: 8) == ("  ‹efghij", 9))
    #expect(drawn(field("abcdefghij", .home), width: 8) == ("  abcdefg›", 2))
    #expect(drawn(field("abcdefghijkl", .left, .left), width: 8) == ("  ‹ijkl", 5))
    #expect(drawn(TextField("日本語日本"), width: 8) == ("  ‹語日本", 9))
    #expect(drawn(field("abcdefghij", .home), width: 8, ascii: true) == ("  abcdefg>", 2))
  }

  @Test func theCursorStaysInsideWhateverTheWidth() {
    var numbers = SeededGenerator(seed: 7)
    for _ in 0..<2000 {
      var field = TextField()
      let keys: [Key] = [
        "a", "日", "e", "\u{301}", " ", .left, .right, .home, .end, .backspace, "漢",
      ]
      for _ in 0..<Int.random(in: 0..<40, using: &numbers) {
        _ = field.edit(keys.randomElement(using: &numbers) ?? "a")
      }
      let width = Int.random(in: 1...12, using: &numbers)
      let cursor = drawn(field, width: width).1
      #expect((2..<2 + width).contains(cursor), "\(shown(field)) in \(width)")
      // The character at the cursor is the one that would be deleted.
      let rest = Array(field.text)[field.cursor...]
      guard width > 5, let next = rest.first, next == "日" || next == "漢" || next == "a" else {
        continue
      }
      let row = Array(drawn(field, width: width).0)
      let columns = row.reduce(into: [Character]()) {
        $0.append($1)
        if let base = $1.unicodeScalars.first, "日漢".unicodeScalars.contains(base) {
          $0.append(" ")
        }
      }
      #expect(
        columns.indices.contains(cursor) && columns[cursor] == next,
        "\(shown(field)) in \(width): \(String(row))")
    }
  }
}

struct PromptTests {
  static let echo = PromptKind(
    name: "echo", label: "echo: ", hint: "say", changed: { $0.over.message = "changed to \($1)" },
    entered: {
      $0.over.message = "entered \($1)"
      return [.redraw]
    }, cancelled: { $0.over.message = "cancelled" },
    note: { _, text in
      text.isEmpty ? nil : PromptNote(text: "\(text.count) of 40", isWarning: text.count > 3)
    }, offers: { PromptOffers(["alpha", "beta"], for: $1) },
    refusal: { _, text in text == "beta!" ? "too loud" : nil })

  /// Opens the prompt and shows it, as an event does.
  private func ask(_ text: String = "", in dashboard: inout Dashboard) {
    dashboard.ask(PromptTests.echo, text: text)
    dashboard.showScreen()
  }

  private func asking() -> Dashboard {
    var dashboard = dashboard()
    ask(in: &dashboard)
    return dashboard
  }

  private func bottom(_ dashboard: Dashboard) -> [String] {
    dashboard.frame().text.split(separator: "\n", omittingEmptySubsequences: false).suffix(2)
      .map(String.init)
  }

  @Test func keysAreTextWhileALineIsTyped() {
    var dashboard = asking()
    dashboard.press("q", "2", " ", "?", "j")
    #expect(dashboard.takesText)
    #expect(dashboard.tab.name == "Overview")
    #expect(bottom(dashboard)[0].hasPrefix(" echo: q2 ?j  "))
    #expect(bottom(dashboard)[0].hasSuffix("5 of 40"))
    #expect(bottom(dashboard)[1] == " ↑ ↓ history Enter say Esc cancel")
    #expect(dashboard.frame().cursor.map { [$0.column, $0.row] } == [12, 22])
    #expect(dashboard.press(.enter) == [.redraw])
    #expect(bottom(dashboard)[0] == " entered q2 ?j")
    #expect(!dashboard.takesText)
  }

  @Test(arguments: [.escape, .control("c"), .backspace] as [Key])
  func aPromptIsLeftWithoutItsText(key: Key) {
    var dashboard = asking()
    #expect(dashboard.press(key).isEmpty)
    #expect(!dashboard.takesText)
    #expect(bottom(dashboard)[0] == " cancelled")
  }

  @Test func pastedTextGoesIntoThePromptOnly() {
    var dashboard = dashboard()
    #expect(dashboard.update(.paste("q")).isEmpty)
    #expect(!dashboard.takesText)
    ask(in: &dashboard)
    _ = dashboard.update(.paste("two\nlines\u{1B}\n"))
    #expect(dashboard.over.prompt?.field.text == "two lines")
  }

  @Test func earlierEntriesComeBack() {
    var dashboard = dashboard()
    for word in ["one", "two", "one"] {
      ask(word, in: &dashboard)
      dashboard.press(.enter)
    }
    ask("dra", in: &dashboard)
    dashboard.press("f", .up)
    #expect(dashboard.over.prompt?.field.text == "one")
    dashboard.press(.up, .up)
    #expect(dashboard.over.prompt?.field.text == "two")
    dashboard.press(.down, .down, .down)
    #expect(dashboard.over.prompt?.field.text == "draf")
  }

  @Test func tabCompletes() {
    var dashboard = asking()
    #expect(bottom(dashboard)[1] == " Tab take ↓ ↑ choose Enter say Esc cancel")
    dashboard.press(.down, .down, .tab)
    #expect(dashboard.over.prompt?.field.text == "beta")
    dashboard.press(.tab, "x", .tab)
    #expect(dashboard.over.prompt?.field.text == "betax")
    dashboard.press(.control("u"), "a")
    #expect(bottom(dashboard)[0].hasPrefix(" echo: alpha "))
    #expect(dashboard.over.prompt?.field.text == "a")
    dashboard.press(.tab)
    #expect(dashboard.over.prompt?.field.text == "alpha")
  }

  @Test func whatIsRefusedStaysToBeMended() {
    var dashboard = asking()
    ask("beta!", in: &dashboard)
    #expect(dashboard.press(.enter).isEmpty)
    #expect(dashboard.over.prompt?.field.text == "beta!")
    dashboard.press(.backspace)
    #expect(dashboard.press(.enter) == [.redraw])
  }

  @Test func offersStandOverTheirWordAndAreReadAloud() {
    var dashboard = asking()
    let rows = dashboard.frame().text.split(separator: "\n").map(String.init)
    #expect(rows[19].contains("│ alpha ") && rows[20].contains("│ beta "))
    #expect(rows[18].dropFirst(7).first == "┌")
    dashboard.press(.down)
    var capabilities = sampleCapabilities
    capabilities.isScreenReader = true
    #expect(dashboard.frame(capabilities).text.contains("Tab takes 2 of 2: beta"))
  }

  @Test func aFilterIsTakenFromOffersKeptUnderANameAndFound() throws {
    var dashboard = dashboard(columns: 120, rows: 40)
    dashboard.press("f", "t", "y", .tab)
    #expect(dashboard.over.prompt?.field.text == "type:")
    let first = try #require(dashboard.over.prompt?.offers.list.first)
    dashboard.press(.tab, .enter)
    #expect(dashboard.chosen.filter.expression == first.text)
    #expect(first.amount == countText(dashboard.read.overview.rows.count, "session"))
    func run(_ line: String) {
      dashboard.press(":")
      _ = dashboard.update(.paste(line))
      dashboard.press(.enter)
    }
    run("filter save mine")
    #expect(dashboard.over.message == "@mine is \(first.text) · :save writes it")
    dashboard.press("F", "f", "@", .tab, .enter)
    #expect(dashboard.chosen.filter.expression == "@mine")
    #expect(first.amount == countText(dashboard.read.overview.rows.count, "session"))
    let text = dashboard.chosen.settings.saving(over: "# mine\n")
    #expect(text == "# mine\nfilter mine \(first.text)\n")
    #expect(Settings.reading(text).settings.filters == dashboard.chosen.settings.filters)
    run("filter forget @mine")
    #expect(dashboard.chosen.settings.saving(over: text) == "# mine\n")
    run("filter save no name")
    #expect(dashboard.over.message == "a filter's name is letters, digits, - and _, not 'no name'")
  }

  @Test func whatIsNotKnownIsSaidWhileItIsTyped() {
    var dashboard = dashboard()
    dashboard.press("f")
    _ = dashboard.update(.paste("projct:shop"))
    #expect(bottom(dashboard)[0].hasSuffix("no field projct"))
    #expect(dashboard.press(.enter).isEmpty)
    #expect(dashboard.takesText)
    dashboard.press(.tab, .control("u"))
    _ = dashboard.update(.paste("type:debuging"))
    #expect(bottom(dashboard)[0].hasSuffix("type:debuging is not known"))
    dashboard.press(.enter)
    #expect(dashboard.chosen.filter.expression == "type:debuging")
    #expect(dashboard.read.overview.rows.isEmpty)
  }

  @Test func keysThatAreNoTextSayThatTheyDoNothing() {
    var dashboard = asking()
    #expect(dashboard.press(.function(5)).isEmpty)
    #expect(dashboard.takesText)
    #expect(dashboard.press(.control("l")) == [.redraw])
    #expect(dashboard.press(.control("z")) == [.suspend])
    #expect(dashboard.takesText)
  }

  @Test func aClickLeavesAPrompt() {
    var dashboard = asking()
    _ = dashboard.update(.mouse(Mouse(.press, column: 3, row: 18)))
    #expect(!dashboard.takesText)
  }

  @Test func aPromptHasRoomOnTheSmallestScreenAndIsReadAloud() {
    var dashboard = dashboard(columns: 40, rows: 12)
    ask(String(repeating: "abcdefghi ", count: 9), in: &dashboard)
    let last = dashboard.frame().text.split(separator: "\n").last.map(String.init) ?? ""
    #expect(last.hasPrefix(" echo: ‹"))
    #expect(last.hasSuffix("90 of 40"))
    var capabilities = sampleCapabilities
    capabilities.isScreenReader = true
    let spoken = dashboard.frame(capabilities)
    #expect(spoken.text.contains("echo: "))
    #expect(spoken.cursor?.row == 11)
  }
}
