// What text from data looks like, and that nothing of it can reach the terminal as a command.

import Testing

@testable import TrackerTUI

struct TypesetterTests {
  private func set(_ text: String, _ capabilities: Capabilities = sampleCapabilities) -> (
    String, Int
  ) {
    var result = ""
    var columns = 0
    Typesetter(capabilities).forEachGlyph(in: text) {
      result += $0.text
      columns += $0.columns
      return true
    }
    return (result, columns)
  }

  static let cases: [(text: String, shown: String, columns: Int)] = [
    ("plain", "plain", 5),
    ("\u{1B}[31mred\u{1B}[0m", "[31mred[0m", 10),
    ("\u{1B}]0;title\u{07}x", "]0;titlex", 9),
    ("a\tb\nc\r\nd", "a b c d", 7),
    ("\u{9B}31m\u{85}\u{7F}x", "31mx", 4),
    ("\u{202E}evil\u{202C}\u{2066}x\u{2069}", "evilx", 5),
    ("zero\u{200B}\u{FEFF}\u{AD}width", "zerowidth", 9),
    ("tag\u{E0041}\u{3164}\u{FFF9}\u{180E}s", "tags", 4),
    ("e\u{301}", "e\u{301}", 1),
    ("\u{301}x", "x", 1),
    ("a\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}b", "a\u{300}\u{301}\u{302}\u{303}b", 2),
    ("日本", "日本", 4),
    ("❤\u{FE0F}!", "❤!", 2),
    ("👩\u{200D}💻 x", "👩 x", 4),
    ("👨\u{200D}👩\u{200D}👧\u{200D}👦.", "👨.", 3),
    ("👍🏽ok", "👍ok", 4),
    ("🇩🇪🇫🇷 ok", "DEFR ok", 7),
    ("\u{1112}\u{1161}\u{11AB}글", "한글", 4),
    ("line\u{2028}separator", "line separator", 14),
    ("\u{FFFE}\u{10FFFF}", "??", 2),
  ]

  @Test(arguments: cases)
  func textIsMadeSafe(text: String, shown: String, columns: Int) {
    let capabilities = Capabilities { scalar in
      scalar.value >= 0xFFFE && scalar.value <= 0xFFFF || scalar.value >= 0x10_0000
        ? -1 : sampleCapabilities.columnWidth(scalar)
    }
    let result = set(text, capabilities)
    #expect(result.0.unicodeScalars.elementsEqual(shown.unicodeScalars))
    #expect(result.1 == columns)
  }

  @Test(arguments: [
    ("naïve Ærø ß", "naive AEro ss"), ("Việt Łódź Ōsaka", "Viet Lodz Osaka"), ("日本 ok", "???? ok"),
    ("e\u{301}te\u{301}", "ete"), ("★★☆ · — …", "**. . - ..."), ("Ω≤≥×", "?<=>=x"),
    ("👩\u{200D}💻!", "??!"),
    ("\u{1B}[1mbold", "[1mbold"), ("“quoted” ‘text’", "\"quoted\" 'text'"),
  ])
  func asciiTerminalsGetLettersWithoutAccents(text: String, shown: String) {
    let result = set(text, asciiCapabilities)
    #expect(result.0 == shown)
    #expect(result.1 == shown.utf8.count)
  }

  @Test func onlyWhatIsAskedForIsLookedAt() {
    var count = 0
    Typesetter(sampleCapabilities).forEachGlyph(in: String(repeating: "x", count: 1_000_000)) { _ in
      count += 1
      return count < 10
    }
    #expect(count == 10)
  }
}

struct BlockChartTests {
  private let chart = BlockChart(isUTF8: true)
  private let ascii = BlockChart(isUTF8: false)

  @Test(arguments: [
    (0.0, 10.0, ""), (10, 10, "████"), (5, 10, "██"), (0.001, 10, "▏"), (3.4, 10, "█▍"),
    (20, 10, "████"), (-3, 10, ""), (.nan, 10, ""), (.infinity, 10, ""), (3, 0, ""), (3, .nan, ""),
  ])
  func aBarIsRoundedToEighths(value: Double, maximum: Double, bar: String) {
    #expect(chart.bar(value, of: maximum, width: 4) == bar)
  }

  @Test(arguments: [(0.0, ""), (10, "===="), (5, "=="), (6.3, "==-"), (0.001, "-"), (5.5, "==")])
  func anASCIIBarHasHalves(value: Double, bar: String) {
    #expect(ascii.bar(value, of: 10, width: 4) == bar)
  }

  @Test func columnsGrowFromBelow() {
    #expect(chart.column(9, of: 9, rows: 3) == ["█", "█", "█"])
    #expect(chart.column(4, of: 9, rows: 3) == [" ", "▃", "█"])
    #expect(chart.column(0.01, of: 9, rows: 2) == [" ", "▁"])
    #expect(chart.column(0, of: 9, rows: 2) == [" ", " "])
    #expect(ascii.column(4, of: 9, rows: 3) == [" ", ",", "#"])
    #expect(chart.column(1, of: 1, rows: 0).isEmpty)
  }

  @Test func aBarIsNeverLongerThanItsRoom() {
    for width in -1...20 {
      for value in stride(from: 0.0, through: 12, by: 0.37) {
        #expect(chart.bar(value, of: 10, width: width).count <= max(0, width))
        #expect(ascii.bar(value, of: 10, width: width).count <= max(0, width))
      }
    }
  }
}
