// What becomes of a text with comments when a member is taken out of it.

import JSON
import Testing
import TrackerCore

@Suite struct JSONCRemovalTests {
  private func removed(_ text: String) throws -> String {
    String(decoding: try JSONCEdit.removing(["a"], from: Array(text.utf8)), as: UTF8.self)
  }

  @Test(arguments: [
    ("{\"a\": 1}", "{}"), ("{\n  \"a\": 1\n}\n", "{}\n"), ("{\"a\": 1,}", "{}"),
    ("{\"b\": 2, \"a\": 1}", "{\"b\": 2}"), ("{\"b\": 2, \"a\": 1,}", "{\"b\": 2,}"),
    ("{\"a\": 1, \"b\": 2}", "{ \"b\": 2}"), ("{\n  \"a\": 1,\n  \"b\": 2\n}", "{\n  \"b\": 2\n}"),
    ("{\n  \"b\": 2,\n  \"a\": 1\n}", "{\n  \"b\": 2\n}"),
    ("{\n  \"b\": 2,\n  \"a\": 1,\n  \"c\": 3\n}", "{\n  \"b\": 2,\n  \"c\": 3\n}"),
    ("{\"b\": 2, // c\n  \"a\": 1\n}", "{\"b\": 2 // c\n}"),
    ("{\"b\": 2, // c\n  \"a\": 1 }", "{\"b\": 2 // c\n }"),
    ("{\"b\": 2, // c\n  \"a\": 1, \"d\": 3}", "{\"b\": 2, // c\n \"d\": 3}"),
    ("{ /* c */ \"a\": 1 /* d */ , \"b\": 2}", "{ /* c */ /* d */  \"b\": 2}"),
    ("{ // c\n  \"a\": 1\n}", "{ // c\n}"), ("{\"a\": 1 // mine\n}", "{ // mine\n}"),
    ("{\"b\": 2 /* c */ , \"a\": 1}", "{\"b\": 2 /* c */ }"), ("{\"a\": 1, \"a\": 2}", "{}"),
    ("{\r\n\t\"b\": 2,\r\n\t\"a\": 1\r\n}", "{\r\n\t\"b\": 2\r\n}"),
    ("{\"b\": {\"a\": 1}}", "{\"b\": {\"a\": 1}}"), ("[{\"a\": 1}]", "[{\"a\": 1}]"),
    ("", ""), ("// \"a\"", "// \"a\""),
  ])
  func aMemberGoesAndEveryCommentStays(text: String, result: String) throws {
    #expect(try removed(text) == result)
  }

  @Test func aValueIsFoundByItsPath() throws {
    let text = Array("{\"a\": {\"b\": [1, /* c */ {\"d\": null,},]}, \"e\": 2}".utf8)
    #expect(try JSONCEdit.value(at: ["a", "b"], in: text) == [1, ["d": nil]])
    #expect(try JSONCEdit.value(at: ["a", "x"], in: text) == nil)
    #expect(try JSONCEdit.value(at: ["e", "x"], in: text) == nil)
    #expect(try JSONCEdit.value(at: ["a"], in: []) == nil)
    #expect(throws: JSONError.self) { try JSONCEdit.value(at: ["a"], in: Array("{".utf8)) }
  }
}
