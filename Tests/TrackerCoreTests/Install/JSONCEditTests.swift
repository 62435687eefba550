// What becomes of a text with comments when members are set in it.

import JSON
import TestSupport
import Testing
import TrackerCore

@Suite struct JSONCEditTests {
  private let wanted: [JSONValue.Member] = [
    .init("servers", ["tracker": ["type": "stdio", "command": "/x", "args": ["server"]]])
  ]

  private func merged(_ text: String, _ members: [JSONValue.Member]? = nil) throws -> String {
    let bytes = try JSONCEdit.merging(members ?? wanted, into: Array(text.utf8))
    // What is written once stays as it is.
    #expect(try JSONCEdit.merging(members ?? wanted, into: bytes) == bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private let fresh = """
    {
      "servers": {
        "tracker": {
          "type": "stdio",
          "command": "/x",
          "args": [
            "server"
          ]
        }
      }
    }

    """

  @Test func anEmptyTextGetsAValue() throws {
    #expect(try merged("") == fresh)
    #expect(try merged(" \r\n\t") == fresh)
    #expect(try merged("\u{FEFF}") == "\u{FEFF}" + fresh)
    #expect(try merged("// mine") == "// mine\n" + fresh)
    #expect(try merged("/* mine */\n") == "/* mine */\n" + fresh)
  }

  @Test func whatIsAsWantedStaysToTheByte() throws {
    let text = """
      {"servers":{/*c*/"other":1,"tracker":{"args":["server",],"x":2,"command":"\\u002fx","type":"stdio"},},} //
      """
    #expect(try merged(text) == text)
  }

  @Test func commentsOrderAndTrailingCommasSurvive() throws {
    let text = """
      // Servers of this project.
      {
        "inputs": [ /* none */ ],
        "servers": {
          // The other one.
          "other": { "command": "o", }, // keep me here
          // "third": {}
        },
      }

      """
    #expect(
      try merged(text) == """
        // Servers of this project.
        {
          "inputs": [ /* none */ ],
          "servers": {
            // The other one.
            "other": { "command": "o", }, // keep me here
            "tracker": {
              "type": "stdio",
              "command": "/x",
              "args": [
                "server"
              ]
            },
            // "third": {}
          },
        }

        """)
  }

  @Test func onlyOurOwnMembersChange() throws {
    let text = """
      {
        "servers": {
          "tracker": {
            "command": "/old", // moved
            "args": ["server", "--old"],
            "env": { "KEEP": "me" },
            "timeout": 5
          }
        }
      }
      """
    #expect(
      try merged(text) == """
        {
          "servers": {
            "tracker": {
              "command": "/x", // moved
              "args": ["server"],
              "env": { "KEEP": "me" },
              "timeout": 5,
              "type": "stdio"
            }
          }
        }
        """)
  }

  @Test func nestedObjectsAreMergedNotReplaced() throws {
    let members: [JSONValue.Member] = [.init("env", ["DIR": "/d", "LEVEL": 2])]
    #expect(
      try merged(#"{"env": {"KEEP": "me", "DIR": "/old"}}"#, members)
        == #"{"env": {"KEEP": "me", "DIR": "/d", "LEVEL": 2}}"#)
    #expect(try merged(#"{ "a": 1 }"#, members) == #"{ "a": 1, "env": {"DIR": "/d", "LEVEL": 2} }"#)
  }

  @Test func windowsLineEndsTabsAndTheByteOrderMarkAreKept() throws {
    let text = "\u{FEFF}{\r\n\t\"servers\": {\r\n\t\t\"o\": {}\r\n\t}\r\n}\r\n"
    #expect(
      try merged(text)
        == "\u{FEFF}{\r\n\t\"servers\": {\r\n\t\t\"o\": {},\r\n\t\t\"tracker\": {\r\n"
        + "\t\t\t\"type\": \"stdio\",\r\n\t\t\t\"command\": \"/x\",\r\n\t\t\t\"args\": [\r\n"
        + "\t\t\t\t\"server\"\r\n\t\t\t]\r\n\t\t}\r\n\t}\r\n}\r\n")
  }

  @Test(arguments: [
    ("{}", "{\n  \"a\": 1\n}"), ("{ }", "{\n  \"a\": 1\n}"), ("{\n}", "{\n  \"a\": 1\n}"),
    ("{\n  // c\n}", "{\n  // c\n  \"a\": 1\n}"), ("{ /* c */ }", "{ /* c */\n  \"a\": 1\n}"),
    ("{\"b\":2}", "{\"b\":2, \"a\": 1}"), ("{\"b\":2,}", "{\"b\":2, \"a\": 1,}"),
    ("{\"b\":2 // c\n}", "{\"b\":2, // c\n  \"a\": 1\n}"),
    ("{\n    \"b\": 2\n}", "{\n    \"b\": 2,\n    \"a\": 1\n}"),
    ("{\n  \"b\": 2 /* c */ /* d */ // e\n}", "{\n  \"b\": 2, /* c */ /* d */ // e\n  \"a\": 1\n}"),
    ("{\n  \"b\": 2 }", "{\n  \"b\": 2,\n  \"a\": 1 }"),
    ("{\n  \"b\": 2\n  , // c\n}", "{\n  \"b\": 2\n  , // c\n  \"a\": 1,\n}"),
    ("{\"a\": 0, \"a\": 0}", "{\"a\": 0, \"a\": 1}"), ("{\"\\u0061\": [\n]}", "{\"\\u0061\": 1}"),
    ("{\"a\": null}", "{\"a\": 1}"), ("{\"a\": {\"x\": 1}}", "{\"a\": 1}"),
  ])
  func aMemberIsSetInTheStyleAroundIt(text: String, result: String) throws {
    #expect(try merged(text, [.init("a", 1)]) == result)
  }

  @Test(arguments: [
    ("{", 1, 2), ("{\"a\" 1}", 1, 6), ("{\"a\": 1 \"b\": 2}", 1, 9), ("{\"a\": tru}", 1, 10),
    ("{a: 1}", 1, 2), ("{}\n x", 2, 2), ("{\n  /* no end", 2, 3), ("{\"a\": \"x", 1, 7),
    ("[1,2", 1, 5), ("{\"a\": 01}", 1, 7), ("/", 1, 1), ("{,}", 1, 2), ("[,]", 1, 2),
    ("[1]", 1, 1), ("7", 1, 1), ("{\n \"servers\": []}", 2, 13),
    ("{\"servers\": {\"tracker\": \"x\"}}", 1, 25), ("\u{FEFF}x", 1, 4),
  ])
  func whatCannotBeEditedIsToldWithItsPlace(text: String, line: Int, column: Int) throws {
    let error = #expect(throws: JSONError.self) { try merged(text) }
    #expect(error?.line == line)
    #expect(error?.column == column)
  }

  @Test func brokenEncodingsAreRefusedInTextsAndKeptInComments() throws {
    #expect(throws: JSONError.self) {
      try JSONCEdit.merging(
        [.init("a", 1)], into: Array("{\"b\": \"".utf8) + [0xFF] + Array("\"}".utf8))
    }
    let comment = Array("{ /* ".utf8) + [0xE9] + Array(" */ \"a\": 1}".utf8)
    #expect(try JSONCEdit.merging([.init("a", 1)], into: comment) == comment)
  }

  @Test func deepNestingIsAnErrorNotACrash() throws {
    #expect(throws: JSONError.self) { try merged(String(repeating: "[", count: 100_000)) }
    #expect(throws: JSONError.self) { try merged(String(repeating: "{\"a\":", count: 100_000)) }
  }
}
