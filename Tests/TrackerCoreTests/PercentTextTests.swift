// Text as addresses carry it, taken apart.

import Testing

@testable import TrackerCore

struct PercentTextTests {
  @Test(arguments: [("", ""), ("a+b", "a+b"), ("%41%c3%A9%2f%25", "Aé/%"), ("%2541", "%41")])
  func anEscapeIsTwoHexadecimalDigits(text: String, decoded: String) {
    #expect(text[...].percentDecoded() == decoded)
  }

  @Test func aPlusIsABlankOnlyInAQuery() {
    #expect("a+b%2B".dropFirst().percentDecoded(plusIsBlank: true) == " b+")
  }

  @Test(arguments: ["%", "%4", "%zz", "%+5", "%-1", "% 5", "%4%31", "%ff", "%c3", "%\u{FF15}1"])
  func anythingElseIsNoText(text: String) {
    #expect(text[...].percentDecoded() == nil)
  }
}
