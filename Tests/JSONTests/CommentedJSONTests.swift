// Reading JSON with comments: what the dialect takes, and where it says that a text breaks.

import Testing

@testable import JSON

struct CommentedJSONTests {
  private func read(_ text: String) throws -> JSONValue {
    try JSONReader.read(Array(text.utf8), dialect: .commented)
  }

  @Test(arguments: [
    "[1, 2]", "[1, 2,]", "[1, /* c */ 2 /* d */ , // e\n]", "/**/[/*]*/1,2]//", "[1,//\r2\r\n]",
    "\u{FEFF}// é \"\n[1, 2]\n// [", "/* // */ [1, 2 /* \n* / */]",
  ])
  func commentsAndTrailingCommasCountAsBlanks(text: String) throws {
    #expect(try read(text) == [1, 2])
  }

  @Test func whatIsInAStringIsNoComment() throws {
    #expect(try read(#"{"//": "/* \" // */", "\\": ",]",}"#) == ["//": "/* \" // */", "\\": ",]"])
  }

  @Test(arguments: [
    ("[1, 2", 1, 6, "the text ends too early"), ("[,]", 1, 2, "expected a value or ']'"),
    ("[1,,]", 1, 4, "expected a value"), ("{\"a\":,}", 1, 6, "expected a value"),
    ("{,}", 1, 2, "expected a name in quotes or '}'"), ("[1],", 1, 4, "text after the value"),
    ("[/* \n */ x]", 2, 5, "expected a value or ']'"), ("[1 /* ]", 1, 4, "this comment has no end"),
    ("[1 /*/ ]", 1, 4, "this comment has no end"),
    ("[1] / 2", 1, 5, "expected a value or a comment"),
    ("// c\n", 2, 1, "no value: the text is empty"), ("[tru/**/e]", 1, 5, "expected a value"),
    ("[\"/* ]", 1, 2, "unterminated string"),
    ("[NaN]", 1, 2, "NaN and Infinity are not accepted here"),
    ("[1, /* c */, 2]", 1, 12, "expected a value"),
  ])
  func whatBreaksIsToldWithItsPlaceInTheTextAsItIs(
    text: String, line: Int, column: Int, message: String
  ) {
    let error = #expect(throws: JSONError.self) { try read(text) }
    #expect(error?.description == "line \(line), column \(column): \(message)")
  }

  @Test func otherDialectsTakeNeither() {
    for text in ["[1,]", "[1] // c", "/* c */ 1"] {
      #expect(throws: JSONError.self) { try JSONReader.read(Array(text.utf8)) }
      #expect(throws: JSONError.self) { try JSONReader.read(Array(text.utf8), dialect: .strict) }
    }
  }

  @Test func everyOtherByteKeepsItsPlace() {
    let text = "{ // é\r\n \"a\": [1, /* ,\n */ ], }"
    let read = CommentedJSON(Array(text.utf8))
    #expect(String(decoding: read.plain, as: UTF8.self) == "{      \r\n \"a\": [1      \n    ]  }")
    #expect(read.comments.map(\.isOfLine) == [true, false])
    #expect(read.trailingCommas.map { Array(text.utf8)[$0] } == Array(",,".utf8))
  }

  @Test func aTextOfBeginningsOfCommentsIsReadOnce() {
    // With a search for its end from each of them this would take minutes.
    let text = Array(String(repeating: "/* ", count: 1_000_000).utf8)
    #expect(throws: JSONError.self) { try JSONReader.read(text, dialect: .commented) }
  }
}

struct SplicedTextTests {
  @Test func changesAreMadeInTheOrderOfTheirPlaces() {
    var text = SplicedText(Array("abcdef".utf8))
    text.insert("3", at: 6)
    text.replace(2..<4, by: "-")
    text.insert("1", at: 0)
    text.insert("2", at: 0)
    text.remove(4..<5)
    #expect(String(decoding: text.result, as: UTF8.self) == "12ab-f3")
  }

  @Test(arguments: [("a\r\nb\n", "\r\n"), ("a\nb\r\n", "\n"), ("a", "\n"), ("\n", "\n")])
  func linesEndAsTheFirstOne(text: String, end: String) {
    #expect(SplicedText(Array(text.utf8)).lineEnd == end)
  }

  @Test func indentationIsThatOfTheLineBehindAByteOrderMark() {
    let text = SplicedText(Array("\u{FEFF} \ta\n  b".utf8))
    #expect(text.indentation(at: 5) == " \t")
    #expect(text.indentation(at: 9) == "  ")
  }
}
