// Values compared, looked into and written as literals.

import JSON
import Testing

@Suite struct JSONValueTests {
  private static let object: JSONValue = [
    "text": "t", "whole": 4, "fraction": 4.5, "yes": true, "nothing": nil, "list": [1, "x"],
    "text ": "other",
  ]

  @Test func membersAreFoundByName() {
    #expect(Self.object["text"]?.text == "t")
    #expect(Self.object["list"]?.elements == [1, "x"])
    #expect(Self.object["Text"] == nil)
    #expect(Self.object["list"]?["text"] == nil)
    #expect(Self.object.members?.count == 7)
  }

  @Test func aValueAnswersOnlyToItsOwnType() {
    let values: [JSONValue] = [nil, true, 1, "x", [], [:]]
    #expect(values.map(\.isNull) == [true, false, false, false, false, false])
    #expect(values.map { $0.bool != nil } == [false, true, false, false, false, false])
    #expect(values.map { $0.double != nil } == [false, false, true, false, false, false])
    #expect(values.map { $0.integer != nil } == [false, false, true, false, false, false])
    #expect(values.map { $0.text != nil } == [false, false, false, true, false, false])
    #expect(values.map { $0.elements != nil } == [false, false, false, false, true, false])
    #expect(values.map { $0.members != nil } == [false, false, false, false, false, true])
  }

  @Test func valuesAreEqualWhenTheirBytesAre() {
    let values: [JSONValue] = [
      nil, true, false, 0, 0.0, -0.0, 60, 60.0, "", "é", "e\u{301}", [], [nil], [:], ["a": 1],
      ["a": 1, "b": 2], ["b": 2, "a": 1], ["é": 1], ["e\u{301}": 1],
    ]
    for (i, a) in values.enumerated() {
      for (j, b) in values.enumerated() {
        #expect((a == b) == (i == j))
        #expect((JSONWriter.compact(a) == JSONWriter.compact(b)) == (i == j))
      }
    }
  }

  @Test func aNumberKnowsHowItWasSpelled() throws {
    let spelled: [(String, isInteger: Bool, integer: Int?, double: Double)] = [
      ("60", true, 60, 60), ("60.0", false, 60, 60), ("6e1", false, 60, 60), ("-7", true, -7, -7),
      ("0.5", false, nil, 0.5), ("1e400", false, nil, .infinity),
      ("18446744073709551616", true, nil, 18_446_744_073_709_551_616),
    ]
    for (spelling, isInteger, integer, double) in spelled {
      let number = try #require(try JSONReader.withSlice(of: bytes(spelling)) { $0.number })
      #expect(number.spelling == spelling)
      #expect(number.isIntegerSpelling == isInteger)
      #expect(number.integer == integer)
      #expect(number.double == double)
    }
    #expect(JSONNumber(Double.nan).integer == nil)
    #expect(JSONNumber(Double.nan).double.isNaN)
    #expect(JSONNumber(-Double.infinity).double == -.infinity)
    #expect(JSONNumber(Double.infinity).double == .infinity)
    #expect(JSONNumber(Int.min).integer == .min)
  }
}
