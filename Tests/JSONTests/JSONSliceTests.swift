// One value looked at without decoding the rest.

import JSON
import TestSupport
import Testing

@Suite struct JSONSliceTests {
  /// Looks at the one value of a text.
  private func look<Result>(
    at text: String, _ body: (JSONSlice) throws -> Result
  ) throws -> Result {
    try JSONReader.withSlice(of: bytes(text), body)
  }

  @Test(arguments: [
    ("null", JSONSlice.Kind.null), ("true", .bool), ("false", .bool), ("-1", .number),
    ("NaN", .number), ("Infinity", .number), ("\"\"", .string), ("[]", .array), ("{}", .object),
  ])
  func theKindIsKnown(text: String, kind: JSONSlice.Kind) throws {
    #expect(try look(at: text) { $0.kind } == kind)
  }

  @Test func aSpellingIsComparedByteForByte() throws {
    try look(at: #""caf\u00e9, as long as a word and more""#) { slice in
      #expect(slice.isSpelled(Array(#""caf\u00e9, as long as a word and more""#.utf8)))
      #expect(!slice.isSpelled(Array(#""café, as long as a word and more""#.utf8)))
      #expect(!slice.isSpelled(Array(#""caf\u00e9, as long as a word and morf""#.utf8)))
      #expect(!slice.isSpelled([]))
    }
  }

  @Test(arguments: ["null", "true", "1", "\"1\"", "[1]", "{\"a\": 1}"])
  func aValueAnswersOnlyToItsOwnType(text: String) throws {
    try look(at: text) { slice in
      #expect((slice.text != nil) == (slice.kind == .string))
      #expect((slice.number != nil) == (slice.kind == .number))
      #expect((slice.double != nil) == (slice.kind == .number))
      #expect((slice.integer != nil) == (slice.kind == .number))
      #expect((slice.bool != nil) == (slice.kind == .bool))
      #expect((slice["a"] != nil) == (slice.kind == .object))
      var elements = 0
      slice.forEachElement { _ in elements += 1 }
      #expect(elements == (slice.kind == .array ? 1 : 0))
      var members = 0
      slice.forEachMember { _, _ in members += 1 }
      #expect(members == (slice.kind == .object ? 1 : 0))
    }
  }

  @Test(arguments: [
    ("0", 0), ("7", 7), ("-0", 0), ("-12", -12), ("4.0", 4), ("4e0", 4), ("4.5", nil),
    ("123456789012345678", 123_456_789_012_345_678), ("9223372036854775807", .max),
    ("-9223372036854775808", .min), ("9223372036854775808", nil), ("1e400", nil), ("NaN", nil),
    ("-Infinity", nil), ("1e3", 1000),
  ])
  func aWholeNumberIsRead(text: String, integer: Int?) throws {
    #expect(try look(at: text) { $0.integer } == integer)
    #expect(try json(text).integer == integer)
  }

  @Test(arguments: [
    ("0", 0.0), ("-0", -0.0), ("-0.0", -0.0), ("1.5", 1.5), ("-3.25", -3.25), ("0.1", 0.1),
    ("123456789.123456", 123_456_789.123456), ("999999999999999", 999_999_999_999_999),
    ("9007199254740993", 9_007_199_254_740_992), ("0.30000000000000004", 0.30000000000000004),
    ("1e5", 1e5), ("2.5E-3", 0.0025), ("1e400", .infinity), ("-1e400", -.infinity),
    ("1e-400", 0), ("Infinity", .infinity), ("-Infinity", -.infinity),
    ("179769313486231570000000000000000000000", 1.7976931348623157e38),
  ])
  func aDoubleIsRead(text: String, double: Double) throws {
    #expect(try look(at: text) { $0.double?.bitPattern } == double.bitPattern)
    #expect(try json(text).double?.bitPattern == double.bitPattern)
  }

  @Test func decimalsOfEveryLengthAreRoundedCorrectly() throws {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<10_000 {
      let digits = (0..<(1 + generator.below(19))).map { _ in "\(generator.below(10))" }
      let point = generator.below(digits.count)
      let whole = "\(1 + generator.below(9))" + digits[..<point].joined()
      let spelling = whole + "." + digits[point...].joined()
      #expect(try look(at: spelling) { $0.double } == Double(spelling))
      #expect(try look(at: "-" + whole) { $0.double } == Double("-" + whole))
    }
  }

  @Test func membersAreFoundByName() throws {
    try look(at: #" { "a":1 , "b" : {"a": 2}, "long name, longer": [3], "c": "" } "#) { slice in
      #expect(slice["a"]?.integer == 1)
      #expect(slice["b"]?["a"]?.integer == 2)
      #expect(slice["long name, longer"]?.value == [3])
      #expect(slice["c"]?.text == "")
      #expect(slice["d"] == nil)
      #expect(slice["long name, longes"] == nil)
      #expect(slice[""] == nil)
    }
  }

  @Test func aNameIsFoundHoweverItIsEscapedAndTheLastOneWins() throws {
    let object = #"{"st\u0061tus": 1, "status": 2, "stat\u0075s": 3, "a\n": 4, "": 5, "é": 6}"#
    try look(at: object) { slice in
      #expect(slice["status"]?.integer == 3)
      #expect(slice["a\n"]?.integer == 4)
      #expect(slice["a\\n"] == nil)
      #expect(slice[""]?.integer == 5)
      #expect(slice["é"]?.integer == 6)
      #expect(slice["e\u{301}"] == nil)
    }
  }

  @Test func membersAndElementsComeAsWritten() throws {
    var members: [String] = []
    try look(at: #"{"a": 1, "\u0061": [1, 2], "b": {"c": "}"}}"#) {
      $0.forEachMember { members.append("\($0.text ?? "") \(text(JSONWriter.compact($1.value)))") }
    }
    #expect(members == ["a 1", "a [1,2]", #"b {"c":"}"}"#])
    var elements: [Int] = []
    try look(at: #"[1, "],[" , [2, [3]], {"x": "\\\""} , null]"#) {
      $0.forEachElement { elements.append($0.bytes.count) }
    }
    #expect(elements == [1, 5, 8, 13, 4])
  }

  @Test func whatABodyThrowsPasses() throws {
    struct Odd: Error {}
    try look(at: "[1]") { slice in
      _ = #expect(throws: Odd.self) { try slice.forEachElement { _ in throw Odd() } }
    }
    try look(at: "{\"a\": 1}") { slice in
      _ = #expect(throws: Odd.self) { try slice.forEachMember { _, _ in throw Odd() } }
    }
  }

  @Test func slicesTellTheSameAsTrees() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<1_000 {
      let value = generator.json()
      let written = JSONWriter.indented(value, text: generator.pick([.ascii, .utf8]))
      try JSONReader.withSlice(of: written) { slice in
        #expect(slice.value == value)
        #expect(slice.text == value.text)
        #expect(slice.integer == value.integer)
        var elements: [JSONValue] = []
        slice.forEachElement { elements.append($0.value) }
        #expect(elements == value.elements ?? [])
        var members: [JSONValue.Member] = []
        slice.forEachMember { members.append(JSONValue.Member($0.text ?? "", $1.value)) }
        #expect(members == value.members ?? [])
      }
    }
  }
}
