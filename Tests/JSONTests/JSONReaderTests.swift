// Whole texts: what is JSON, what it says, and where it breaks.

import TestSupport
import Testing

@testable import JSON

@Suite struct JSONReaderTests {
  private static let valid: [(String, JSONValue)] = [
    ("null", nil),
    (" true\n", true),
    ("false", false),
    ("\t\"\" \r\n", ""),
    ("[]", []),
    ("{ }", [:]),
    ("[1, [2, {}], \"x\"]", [1, [2, [:]], "x"]),
    ("{\"a\": {\"b\": [null]}, \"c\": -0.5}", ["a": ["b": [nil]], "c": -0.5]),
    ("\u{FEFF}[1]", [1]),
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
    (#""\u00e9\u20AC\ud83d\uDE00\u0000""#, "é€😀\0"),
    ("\"é€😀\u{7F}\"", "é€😀\u{7F}"),
    ("[NaN, Infinity, -Infinity]", [.number(.nan), .number(.infinity), .number(-.infinity)]),
  ]

  @Test(arguments: valid)
  func aTextIsRead(text: String, value: JSONValue) throws {
    #expect(try json(text) == value)
  }

  @Test(arguments: [
    (#""\ud800""#, "\u{FFFD}"),
    (#""\udc00\ud800x""#, "\u{FFFD}\u{FFFD}x"),
    (#""\ud800\ud83d\ude00""#, "\u{FFFD}😀"),
    (#""\ud83dA""#, "\u{FFFD}A"),
    (#""\ud83d\u0041""#, "\u{FFFD}A"),
    (#""\ud83d\n""#, "\u{FFFD}\n"),
    (#""\ud83d\u12""#, nil),
  ])
  func aLoneSurrogateIsTheReplacementCharacter(text: String, expected: String?) {
    #expect((try? json(text))?.text == expected)
  }

  @Test func aRepeatedNameKeepsItsFirstPlaceAndItsLastValue() throws {
    #expect(try json(#"{"a": 1, "b": 2, "\u0061": 3}"#) == ["a": 3, "b": 2])
  }

  @Test func aRepeatedNameIsFoundAmongMany() throws {
    let names = (0..<100).map { "name\($0 % 60)" }
    let text = names.enumerated().map { "\"\($1)\": \($0)" }.joined(separator: ",")
    let members = try #require(try json("{\(text)}").members)
    #expect(members.map(\.name) == (0..<60).map { "name\($0)" })
    #expect(members.map(\.value.integer) == (0..<60).map { $0 < 40 ? $0 + 60 : $0 })
  }

  @Test func namesOfTheSameLettersInOtherBytesStayTwoNames() throws {
    let members = try #require(try json("{\"e\u{301}\": 1, \"\u{E9}\": 2}").members)
    #expect(members.count == 2)
  }

  @Test(arguments: [
    "0", "-0", "1234567890123456789012345678901234567890", "1.50", "1E+5", "-2e-07",
  ])
  func aNumberKeepsItsSpelling(spelling: String) throws {
    #expect(try text(JSONWriter.compact(json(spelling))) == spelling)
  }

  @Test(arguments: [
    ("", 1, 1, "no value: the text is empty"),
    (" \n ", 2, 2, "no value: the text is empty"),
    ("[1", 1, 3, "the text ends too early"),
    ("[1,", 1, 4, "the text ends too early"),
    ("{\"a\"", 1, 5, "the text ends too early"),
    ("-", 1, 2, "the text ends too early"),
    ("1.", 1, 3, "the text ends too early"),
    ("tru", 1, 4, "the text ends too early"),
    ("[]\n x", 2, 2, "text after the value"),
    ("1 2", 1, 3, "text after the value"),
    ("nul!", 1, 1, "expected a value"),
    ("[x]", 1, 2, "expected a value or ']'"),
    ("[1,]", 1, 4, "expected a value"),
    ("{\"a\": }", 1, 7, "expected a value"),
    ("{a: 1}", 1, 2, "expected a name in quotes or '}'"),
    ("{\"a\": 1,\n}", 2, 1, "expected a name in quotes"),
    ("{\"a\" 1}", 1, 6, "expected ':'"),
    ("{\"a\": 1 \"b\": 2}", 1, 9, "expected ',' or '}'"),
    ("[1 2]", 1, 4, "expected ',' or ']'"),
    ("[1}", 1, 3, "expected ',' or ']'"),
    ("[\n\"ab", 2, 1, "unterminated string"),
    ("\"a\\", 1, 1, "unterminated string"),
    ("\"a\\u12", 1, 1, "unterminated string"),
    ("\"a\nb\"", 1, 3, "control character in a string"),
    ("\"a\u{1F}\"", 1, 3, "control character in a string"),
    ("\"\\x\"", 1, 2, "unknown escape in a string"),
    ("\"\\u12g4\"", 1, 2, "expected four hexadecimal digits after \\u"),
    ("01", 1, 1, "number with a leading zero"),
    ("[-012]", 1, 3, "number with a leading zero"),
    ("1.e5", 1, 3, "expected a digit"),
    ("1e+x", 1, 4, "expected a digit"),
    ("-a", 1, 2, "expected a digit"),
    ("+1", 1, 1, "expected a value"),
    ("-NaN", 1, 2, "expected a digit"),
  ])
  func whatIsNotJSONIsRefusedByLineAndColumn(
    text: String, line: Int, column: Int, message: String
  ) {
    let error = #expect(throws: JSONError.self) { try json(text) }
    #expect(error?.description == "line \(line), column \(column): \(message)")
  }

  @Test(arguments: [
    [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3, 0x28], [0xE0, 0x9F, 0xBF], [0xE2, 0x28, 0xA1],
    [0xE2, 0x82, 0x28], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x28, 0x80],
    [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF],
  ])
  func bytesThatAreNoUTF8AreRefused(odd: [UInt8]) {
    let error = #expect(throws: JSONError.self) {
      try JSONReader.read(bytes("\"aé") + odd + bytes("\""))
    }
    #expect(error?.message == "bytes that are not UTF-8 in a string")
    #expect(error?.offset == 4)
  }

  @Test func everyByteIsJudgedWhereverItStandsInAString() {
    let plain = bytes("\"ABCDEFGHIJKLMNOPQRSTUVWXYZ\"")
    for byte in UInt8.min...UInt8.max {
      let isPlain = (0x20..<0x80).contains(byte) && byte != 0x22 && byte != 0x5C
      for place in 1...18 {
        var string = plain
        string[place] = byte
        let value = Result { () throws(JSONError) in try JSONReader.read(string) }
        switch value {
        case .success(let value): #expect(isPlain && value.text == text(Array(string[1...26])))
        case .failure(let error): #expect(!isPlain && [place, place + 1].contains(error.offset))
        }
      }
    }
  }

  @Test(arguments: [
    "\u{80}", "\u{7FF}", "\u{800}", "\u{FFF}", "\u{1000}", "\u{D7FF}", "\u{E000}", "\u{FFFF}",
    "\u{10000}", "\u{3FFFF}", "\u{40000}", "\u{FFFFF}", "\u{100000}", "\u{10FFFF}",
  ])
  func theFirstAndLastCharactersOfEachLengthAreRead(character: String) throws {
    #expect(try json("\"a\(character)\(character)b\"") == .string("a\(character)\(character)b"))
  }

  @Test func everyTruncationIsAnErrorWithinTheText() throws {
    let whole = bytes(
      #"{"a": [1, -2.5e+3, true], "é": "x\n\ud83d\ude00€", "b": {"c": null, "d": []}}"#)
    _ = try JSONReader.read(whole)
    for count in whole.indices {
      let error = #expect(throws: JSONError.self) {
        try JSONReader.read(Array(whole[..<count]))
      }
      #expect((0...count).contains(error?.offset ?? -1))
      #expect(error?.line == 1)
      #expect(error?.column == (error?.offset ?? -1) + 1)
    }
  }

  @Test func nestingIsBoundedWithoutACrash() throws {
    func nested(_ count: Int) -> [UInt8] {
      [UInt8](repeating: UInt8(ascii: "["), count: count)
        + [UInt8](repeating: UInt8(ascii: "]"), count: count)
    }
    _ = try JSONReader.read(nested(512))
    let error = #expect(throws: JSONError.self) { try JSONReader.read(nested(513)) }
    #expect(error?.message == "nested too deeply")
    #expect(error?.offset == 512)
    let endless = JSONDialect(acceptsNonFinite: true, maximumDepth: .max)
    let deep = try JSONReader.read(nested(JSONDialect.greatestDepth), dialect: endless)
    #expect(JSONWriter.compact(deep) == nested(JSONDialect.greatestDepth))
    let objects = [[UInt8]](repeating: bytes("{\"a\":"), count: 200_000).joined()
    for endless in [[UInt8](repeating: UInt8(ascii: "["), count: 200_000), Array(objects)] {
      #expect(throws: JSONError.self) { try JSONReader.read(endless) }
    }
    let flat = JSONDialect(acceptsNonFinite: true, maximumDepth: 0)
    #expect(try JSONReader.read(bytes("1"), dialect: flat) == 1)
    #expect(throws: JSONError.self) { try JSONReader.read(bytes("[]"), dialect: flat) }
  }

  @Test(arguments: ["NaN", "[Infinity]", "-Infinity"])
  func messagesHoldOnlyFiniteNumbers(text: String) {
    let error = #expect(throws: JSONError.self) {
      try JSONReader.read(bytes(text), dialect: .strict)
    }
    #expect(error?.message == "NaN and Infinity are not accepted here")
  }

  @Test func damagedTextsAreReadOrRefusedNeverFatal() {
    var generator = SeededGenerator(seed: 1)
    var refused = 0
    for _ in 0..<3_000 {
      let whole = JSONWriter.indented(generator.json(), text: generator.pick([.ascii, .utf8]))
      let damaged = generator.damaged(whole)
      do {
        let value = try JSONReader.read(damaged)
        #expect(throws: Never.self) { try JSONReader.read(JSONWriter.compact(value)) }
      } catch {
        refused += 1
        #expect((0...damaged.count).contains(error.offset))
      }
    }
    #expect((500..<2_900).contains(refused))
  }

  @Test func aSliceOfTheRootIsHandedOverAndErrorsPass() throws {
    struct Odd: Error {}
    let count = try JSONReader.withSlice(of: bytes(" [1, 2] ")) { $0.bytes.count }
    #expect(count == 6)
    #expect(throws: Odd.self) { try JSONReader.withSlice(of: [0x31]) { _ in throw Odd() } }
    #expect(throws: JSONError.self) { try JSONReader.withSlice(of: [0x5B]) { _ in } }
  }
}
