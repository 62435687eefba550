// Bytes written, and that reading them gives the value back.

import JSON
import TestSupport
import Testing

@Suite struct JSONWriterTests {
  @Test func anObjectIsLaidOutAsPythonDoes() {
    let value: JSONValue = [
      "id": "a", "minutes": 60.0, "count": 2, "end": nil, "ok": true, "no": false,
      "metrics": [], "nested": ["empty": [:], "list": [1, [2]]],
    ]
    let expected = """
      {
        "id": "a",
        "minutes": 60.0,
        "count": 2,
        "end": null,
        "ok": true,
        "no": false,
        "metrics": [],
        "nested": {
          "empty": {},
          "list": [
            1,
            [
              2
            ]
          ]
        }
      }
      """
    #expect(text(JSONWriter.indented(value)) == expected)
  }

  @Test func aLevelIndentsEveryLineButTheFirst() {
    let value: JSONValue = ["a": [1]]
    #expect(
      text(JSONWriter.indented(value, level: 2)) == "{\n      \"a\": [\n        1\n      ]\n    }")
    #expect(JSONWriter.indented(value, level: -3) == JSONWriter.indented(value, level: -2))
  }

  @Test func compactIsOneLineWithoutBlanks() {
    let value: JSONValue = ["a": 1, "b": [2, "x y"], "c": [:], "é": "€"]
    #expect(text(JSONWriter.compact(value)) == #"{"a":1,"b":[2,"x y"],"c":{},"é":"€"}"#)
    #expect(
      text(JSONWriter.compact(value, text: .ascii))
        == #"{"a":1,"b":[2,"x y"],"c":{},"\u00e9":"\u20ac"}"#)
  }

  @Test(arguments: [
    ("\"\\/", #""\"\\/""#, #""\"\\/""#),
    ("\n\r\t\u{8}\u{C}", #""\n\r\t\b\f""#, #""\n\r\t\b\f""#),
    ("\0\u{1F} ~\u{7F}", #""\u0000\u001f ~\u007f""#, "\"\\u0000\\u001f ~\u{7F}\""),
    ("é€", #""\u00e9\u20ac""#, "\"é€\""),
    ("😀\u{10FFFF}", #""\ud83d\ude00\udbff\udfff""#, "\"😀\u{10FFFF}\""),
    ("a\u{80}b\u{2028}", #""a\u0080b\u2028""#, "\"a\u{80}b\u{2028}\""),
    ("", "\"\"", "\"\""),
  ])
  func charactersAreEscapedAsPythonDoes(string: String, ascii: String, utf8: String) {
    #expect(text(JSONWriter.indented(.string(string))) == ascii)
    #expect(text(JSONWriter.compact(.string(string))) == utf8)
  }

  @Test func whatIsWrittenIsReadBack() throws {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<1_500 {
      let value = generator.json()
      for style in [JSONWriter.Text.ascii, .utf8] {
        #expect(try JSONReader.read(JSONWriter.compact(value, text: style)) == value)
        let level = generator.below(3)
        let indented = JSONWriter.indented(value, level: level, text: style)
        #expect(try JSONReader.read(indented) == value)
        if case .ascii = style { #expect(indented.allSatisfy { $0 < 0x7F }) }
      }
    }
  }

  @Test(arguments: [
    (60, "60.0"), (0, "0.0"), (-0.0, "-0.0"), (0.1, "0.1"), (1e-4, "0.0001"), (1e-5, "1e-05"),
    (1.5e-7, "1.5e-07"), (1e15, "1000000000000000.0"),
    (9_007_199_254_740_992, "9007199254740992.0"),
    (9_007_199_254_740_994, "9007199254740994.0"), (9_999_999_999_999_998, "9999999999999998.0"),
    (1e16, "1e+16"), (1.2345e22, "1.2345e+22"), (.leastNonzeroMagnitude, "5e-324"),
    (-1e300, "-1e+300"),
    (1.7976931348623157e308, "1.7976931348623157e+308"), (Double.nan, "NaN"),
    (Double.infinity, "Infinity"), (-Double.infinity, "-Infinity"),
  ])
  func aDoubleIsSpelledAsPythonDoes(value: Double, spelling: String) {
    #expect(JSONNumber(value).spelling == spelling)
    let back = JSONNumber(value).double
    #expect(back == value || (back.isNaN && value.isNaN))
  }

  @Test func aDoubleIsReadBackAsItself() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<5_000 {
      let value = generator.double()
      let written = JSONWriter.compact(.number(value))
      let back = try JSONReader.withSlice(of: written) { try #require($0.double) }
      #expect(back.isNaN ? value.isNaN : back.bitPattern == value.bitPattern)
    }
  }
}
