// Answers of the terminal are no keys, however they are cut; what is typed is never lost for long.

import Testing

@testable import TrackerTUI

@Suite struct SequenceReaderTests {
  typealias Outcome = SequenceReader.Outcome

  /// What comes of pieces that come `gap` milliseconds apart, with a pause behind each.
  private func outcomes(_ pieces: [String], gap: Int64 = 10) -> [Outcome] {
    var reader = SequenceReader()
    var time: Int64 = 1_000
    return pieces.flatMap { piece in
      time += gap
      return piece.unicodeScalars.flatMap { reader.take($0.value, at: time) } + reader.pause()
    }
  }

  private func typed(_ text: String) -> [Outcome] { text.unicodeScalars.map { .typed($0.value) } }

  static let answers = [
    "\u{1B}]11;rgb:1e1e/1e1e/1e1e\u{7}", "\u{1B}]11;rgb:1111/1111/1111\u{1B}\\",
    "\u{1B}]52;c;aGVsbG8=\u{7}", "\u{1B}]4;1;rgb:11/66/66\u{9C}", "\u{1B}]lq title\u{1B}\\",
    "\u{1B}_Gi=31;OK?\u{1B}\\", "\u{1B}P>|XTerm(370)\u{1B}\\", "\u{1B}P1+r544e=78\u{1B}\\",
    "\u{1B}^private q\u{1B}\\", "\u{1B}Xstart q\u{1B}\\", "\u{1B}[?62;22c", "\u{1B}[>41;370;0c",
    "\u{1B}[=0c", "\u{1B}[0n", "\u{1B}[12;40R", "\u{1B}[?2026;2$y", "\u{1B}[?1u", "\u{1B}[8;24;80t",
    "\u{1B}[I", "\u{1B}[O", "\u{1B}[<0;10;20M", "\u{1B}[<0;10;20m", "\u{1B}[32;10;20M",
    "\u{1B}[M q!", "\u{1B}[?997;1n", "\u{9D}11;rgb:1/1/1\u{9C}", "\u{9B}?6c", "\u{90}q\u{9C}",
  ]

  /// What comes of a whole answer.
  private func meaning(_ answer: String) -> [Outcome] {
    answer.contains("11;rgb:") ? [.ground(.dark)] : []
  }

  @Test(arguments: answers)
  func anAnswerIsNoKey(_ answer: String) {
    #expect(outcomes([answer, "q"]) == meaning(answer) + typed("q"))
  }

  @Test func theGroundIsToldInEachSpelling() {
    for (color, ground) in [
      ("rgb:1e1e/1e1e/1e1e", Ground.dark), ("rgb:ffff/ffff/ffff", .light), ("rgb:f/f/f", .light),
      ("rgb:00/2b/36", .dark), ("rgb:fd/f6/e3", .light), ("rgba:eeee/eeee/eeee/ffff", .light),
      ("rgb:0000/0000/ffff", .dark), ("rgb:0000/ffff/0000", .light), ("rgb:FFFF/fff/F", .light),
    ] {
      #expect(outcomes(["\u{1B}]11;\(color)\u{7}"]) == [.ground(ground)], "\(color)")
    }
    for color in [
      "", "?", "rgb:", "rgb:1/2", "rgb:1/2/3/4", "rgb:1//3", "rgb:12345/1/1", "rgb:g/g/g", "white",
      "rgba:1/2/3", "rgb:+1/1/1", "hsl:1/1/1",
    ] {
      #expect(outcomes(["\u{1B}]11;\(color)\u{7}", "q"]) == typed("q"), "\(color)")
    }
    // Only an OSC of this number tells it.
    for other in ["]10;", "]110;", "P11;", "_11;"] {
      #expect(outcomes(["\u{1B}\(other)rgb:f/f/f\u{1B}\\"]) == [])
    }
  }

  @Test(arguments: answers)
  func anAnswerIsNoKeyWhereverItIsCut(_ answer: String) {
    let scalars = Array(answer.unicodeScalars)
    for cut in 1..<scalars.count {
      let parts = [scalars[..<cut], scalars[cut...]].map { part in
        String(String.UnicodeScalarView(part))
      }
      // Nobody can tell a lone escape character from the key of that name.
      let expected = (parts[0] == "\u{1B}" ? [Outcome.escape] : []) + meaning(answer)
      #expect(outcomes(parts + ["q"], gap: 100) == expected + typed("q"), "cut at \(cut)")
    }
  }

  @Test(arguments: answers)
  func anAnswerWithoutAnEndSwallowsNothingForLong(_ answer: String) {
    let begun = String(answer.dropLast())
    let result = outcomes([begun, "q"], gap: SequenceReader.patienceMilliseconds + 1)
    #expect(result.last == .typed(0x71))
  }

  @Test(arguments: ["]", "P", "_", "^", "X"])
  func typingOnEndsAStringThatNobodyEnds(_ letter: String) {
    let keys = Array(repeating: "j", count: 60)
    let result = outcomes(["\u{1B}\(letter)"] + keys, gap: 100)
    let swallowed = Int(SequenceReader.stringMilliseconds / 100)
    #expect(result == typed(String(repeating: "j", count: keys.count - swallowed)))
  }

  @Test func aStringWithoutAnEndIsNotReadForEver() {
    let long = String(repeating: "a", count: SequenceReader.mostStringCharacters + 1)
    #expect(outcomes(["\u{1B}]52;c;" + long, "q"], gap: 0).last == .typed(0x71))
    let answer = "\u{1B}]52;c;" + String(repeating: "a", count: 100_000) + "\u{7}"
    #expect(outcomes([answer, "q"], gap: 0) == typed("q"))
  }

  @Test func escapeAloneIsAKey() {
    #expect(outcomes(["\u{1B}"]) == [.escape])
    #expect(outcomes(["\u{1B}\u{1B}"]) == [.escape, .escape])
    #expect(outcomes(["\u{1B}", "q"]) == [.escape] + typed("q"))
    #expect(outcomes(["\u{1B}q"]) == [.escape] + typed("q"))
    #expect(outcomes(["\u{1B}", "]"], gap: 400) == [.escape] + typed("]"))
  }

  @Test func escapeIsAKeyAgainAfterAnAnswerThatDidNotEnd() {
    #expect(outcomes(["\u{1B}]11;rgb:", "\u{1B}"], gap: 600) == [.escape])
  }

  @Test func aControlCharacterEndsWhatWasBegun() {
    #expect(outcomes(["\u{1B}]11;\r"]) == typed("\r"))
    #expect(outcomes(["\u{1B}[1;\u{4}"]) == typed("\u{4}"))
    #expect(outcomes(["\u{1B}]11;\u{1B}[A"]) == [.unnamedKey])
  }

  @Test func aKeyThatWasReadElsewhereEndsWhatWasBegun() {
    var reader = SequenceReader()
    for scalar in "\u{1B}]11;".unicodeScalars { #expect(reader.take(scalar.value, at: 1) == []) }
    #expect(reader.interrupt() == [])
    #expect(reader.take(0x71, at: 2) == [.typed(0x71)])
  }

  @Test(arguments: [
    "\u{1B}[15;5~", "\u{1B}[1;5A", "\u{1B}Oq", "\u{1B}[[A", "\u{1B}[97;5u", "\u{1B}[3^",
  ])
  func aKeyWithoutANameIsOneKey(_ sequence: String) {
    #expect(outcomes([sequence]) == [.unnamedKey])
  }

  @Test func aPasteBeginsAlsoInPieces() {
    #expect(outcomes(["\u{1B}[2", "00~"]) == [.pasteBegins])
  }
}
