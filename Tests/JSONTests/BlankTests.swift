// Blanks between tokens, of every kind and number: they change nothing, wherever a word of eight bytes begins.

import JSON
import TestSupport
import Testing

@Suite struct BlankTests {
  private func blanks(_ generator: inout SeededGenerator) -> String {
    let count = generator.pick([0, 0, 1, 1, 2, 7, 8, 9, 16, 23, 40])
    if generator.oneIn(2) { return "\n" + String(repeating: " ", count: count) }
    return String(
      (0..<count).map { _ in generator.pick([" ", " ", "\n", "\t", "\r"]) as Character })
  }

  @Test func theyChangeNothing() throws {
    var generator = SeededGenerator(seed: 31)
    for _ in 0..<400 {
      var text = ""
      var depth = 0
      for character in #"{"a": [1, {"b": "x y"}, []], "c": {"d": null, "e": [true]}}"# {
        if character == " ", depth == 0 { continue }
        if character == "\"" { depth = 1 - depth }
        let isToken = depth == 0 && "{}[],:".contains(character)
        if isToken { text += blanks(&generator) }
        text.append(character)
        if isToken { text += blanks(&generator) }
      }
      let expected = try JSONReader.read(
        bytes(#"{"a":[1,{"b":"x y"},[]],"c":{"d":null,"e":[true]}}"#))
      #expect(try JSONReader.read(bytes(text)) == expected)
      var source = ByteSource(bytes(text))
      var walked: [JSONValue] = []
      try JSONReader.forEachElement(windowSize: 64, read: { source.read(into: $0) }) {
        walked.append($0.value.value)
      }
      #expect(walked == [expected["a"], expected["c"]])
    }
  }

  /// What ends a plain run of text is found wherever it stands.
  @Test(arguments: ["\"", "\\", "\u{1F}", "\u{7F}", "\u{80}", "\u{A2}", "\u{10FFFF}"])
  func aSpecialCharacterIsFoundAtEveryPlace(_ special: String) throws {
    for before in 0..<40 {
      let text = String(repeating: "a", count: before) + special + String(repeating: "b", count: 17)
      let written = JSONWriter.compact(.string(text))
      #expect(try JSONReader.read(written) == .string(text))
      if special == "\u{1F}" {
        let raw = bytes("\"" + text + "\"")
        let error = #expect(throws: JSONError.self) { try JSONReader.read(raw) }
        #expect(error?.offset == before + 1)
      }
    }
  }
}
