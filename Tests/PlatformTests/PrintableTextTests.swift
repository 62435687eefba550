// What a terminal is never given.

import Platform
import Testing

@Suite struct PrintableTextTests {
  @Test(arguments: [
    "\u{0}", "\u{7}", "\u{1B}", "\r", "\u{7F}", "\u{85}", "\u{9B}", "\u{AD}", "\u{61C}", "\u{180E}",
    "\u{200B}",
    "\u{200E}", "\u{200F}", "\u{2028}", "\u{2029}", "\u{202A}", "\u{202E}", "\u{2060}", "\u{2064}",
    "\u{2066}", "\u{2069}", "\u{206F}", "\u{3164}", "\u{FEFF}", "\u{FFA0}", "\u{FFF9}", "\u{1D173}",
    "\u{E0001}", "\u{E0041}", "\u{E007F}", "\u{E0100}",
  ])
  func hiddenCharactersAreSeen(_ character: String) {
    #expect(("a" + character + "b").printable == "a\u{FFFD}b")
    #expect(("a" + character + "b").printableLines == "a\u{FFFD}b")
  }

  @Test(arguments: [
    "", "plain ~", "Ünï日本", "مرحبا", "👩‍👩‍👧 ❤️ 🇪🇺", "می‌خواهم", "e\u{301}", "\u{FFFD}", "\u{A0}", "½ → “”",
  ])
  func whatPeopleWriteStays(_ text: String) {
    #expect(text.printable == text)
    #expect(text.printableLines == text)
  }

  @Test func onlyTextOfSeveralLinesKeepsItsBreaks() {
    #expect("a\n\tb\r\n".printableLines == "a\n\tb\u{FFFD}\n")
    #expect("a\n\tb".printable == "a\u{FFFD}\u{FFFD}b")
  }
}
