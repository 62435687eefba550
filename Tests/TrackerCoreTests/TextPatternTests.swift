// What a search overlooks, and what it does not.

import Testing

@testable import TrackerCore

struct TextPatternTests {
  @Test(arguments: [
    ("login", "Fix LOGIN redirect", true), ("Login", "Fix login", false),
    ("Login", "Fix Login", true), ("naive", "Parse naïve CSV", true),
    ("naïve", "parse NAIVE csv", true), ("cafe", "cafe\u{301}", true), ("E", "é", false),
    ("E", "É", true), ("abc１", "ＡＢＣ1", true), ("本語", "日本語", true), ("語本", "日本語", false),
    ("が", "か\u{3099}", false), ("два", "ДВА слова", true), ("αθηνα", "Αθήνα", true),
    ("a b", "a\u{3000}b", true), ("a b", "a\nb", true), ("", "anything", false), ("x", "", false),
    ("Việt", "viet", false), ("viet", "Việt Nam", true), ("straße", "STRASSE", false),
    ("ab", "aab", true), ("aab", "aaab", true), ("z", "0123456789abcdefghijklmnopqrstuvwxyz", true),
    ("yz!", "0123456789abcdefghijklmnopqrstuvwxyz", false), ("🙂", "so 🙂 so", true),
    (".*", "any", false), ("[", "a[b", true),
  ])
  func aPatternOccursOrNot(pattern: String, text: String, occurs: Bool) {
    #expect(TextPattern(pattern).occurs(in: text) == occurs)
  }

  @Test func occurrencesAreGivenInPieces() {
    let cells = Array("Fix login, LOGIN").map(String.init)
    #expect(TextPattern("login").occurrences(in: cells) == [4..<9, 11..<16])
    #expect(TextPattern("Login").occurrences(in: cells).isEmpty)
    // A wide character fills two cells, the second one empty.
    #expect(TextPattern("本e").occurrences(in: ["日", "", "本", "", "e\u{301}"]) == [2..<5])
    #expect(TextPattern("aa").occurrences(in: ["a", "a", "a", "a", "a"]) == [0..<2, 2..<4])
    #expect(TextPattern("").occurrences(in: cells).isEmpty)
  }

  @Test func plainAndFoldedTextAgree() {
    var state: UInt64 = 42
    func next(_ bound: UInt64) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % Int(bound)
    }
    let letters = ["a", "B", "b", "A", " ", "c"]
    for _ in 0..<3000 {
      let text = (0..<next(50)).map { _ in letters[next(6)] }.joined()
      let pattern = (0...next(3)).map { _ in letters[next(6)] }.joined()
      let keeps = pattern.contains { $0.isUppercase }
      let wanted = (keeps ? text : text.lowercased()).contains(pattern)
      #expect(TextPattern(pattern).occurs(in: text) == wanted, "'\(pattern)' in '\(text)'")
      // The same with a character that makes the text take the other way.
      #expect(TextPattern(pattern).occurs(in: text + "語") == wanted)
    }
  }

  @Test func bytesThatAreNoTextAreNoTrap() {
    let bytes: [UInt8] = [0x61, 0xE3, 0x80, 0xFF, 0xC2, 0x62, 0xF0, 0x9F, 0xC0]
    bytes.withUnsafeBytes {
      #expect(TextPattern("b").occurs(in: $0))
      #expect(!TextPattern("c").occurs(in: $0))
    }
  }
}
