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

  // MARK: Properties

  @Test func noBytesTrapAndWhatIsWrittenIsRead() throws {
    var random = SeededGenerator(seed: 3)
    let alphabet = Array("{}[]\",:/*\\\n\r\t aservtckeu01.-é\u{0}\u{FEFF}".utf8)
    var editedCount = 0
    for round in 0..<4_000 {
      var bytes = Array(random.object(depth: 0).utf8)
      if round.isMultiple(of: 4) {
        bytes = (0..<random.below(60)).map { _ in random.pick(alphabet) }
      } else if random.oneIn(2) {
        bytes = random.damaged(bytes)
      }
      do {
        let edited = try JSONCEdit.merging(wanted, into: bytes)
        #expect(try JSONCEdit.merging(wanted, into: edited) == edited)
        editedCount += 1
      } catch {
        #expect(error.offset >= 0 && error.offset <= bytes.count && error.line >= 1)
      }
    }
    #expect(editedCount > 500)
  }

  @Test func editsOfRandomTextsSetWhatIsWantedAndKeepAllElse() throws {
    var random = SeededGenerator(seed: 42)
    for _ in 0..<2_000 {
      let text = random.object(depth: 0)
      let before = try plain(text)
      let after: String
      do {
        after = try merged(text)
      } catch is JSONError {
        // Only when something else stands where an object is wanted.
        let servers = before["servers"]
        let tracker = servers?["tracker"]
        #expect(
          servers.map { $0.members == nil } ?? false || tracker.map { $0.members == nil } ?? false)
        continue
      }
      let value = try plain(after)
      #expect(value["servers"]?["tracker"]?["command"] == "/x")
      #expect(value["servers"]?["tracker"]?["args"] == ["server"])
      // All that was there and is not ours is there still, in its order.
      let kept = (value.members ?? []).filter { $0.name != "servers" }
      #expect(kept == (before.members ?? []).filter { $0.name != "servers" })
      #expect(comments(in: after) == comments(in: text))
      let tracker = before["servers"]?["tracker"]
      if tracker?["command"] == nil, tracker?["args"] == nil {
        // Nothing was replaced, so every byte that was there is there.
        var rest = Array(text.utf8)[...]
        for byte in after.utf8 where byte == rest.first { rest = rest.dropFirst() }
        #expect(rest.isEmpty)
      }
    }
  }

  /// The value without comments and trailing commas, by a reader of its own.
  private func plain(_ text: String) throws -> JSONValue {
    var result = ""
    var heldComma = ""
    var rest = Substring(text)
    while let character = rest.popFirst() {
      if character == "/" {
        let end = rest.first == "/" ? "\n" : "*/"
        while !rest.hasPrefix(end) { rest = rest.dropFirst() }
        rest = rest.dropFirst(end.count)
        continue
      }
      if character.isWhitespace { continue }
      if !"]}".contains(character) { result += heldComma }
      heldComma = character == "," ? "," : ""
      if character == "," { continue }
      result.append(character)
      guard character == "\"" else { continue }
      while let next = rest.popFirst() {
        result.append(next)
        if next == "\\", let escaped = rest.popFirst() { result.append(escaped) }
        if next == "\"" { break }
      }
    }
    return try JSONReader.read(Array(result.utf8), dialect: .strict)
  }

  private func comments(in text: String) -> [String] {
    // The generator writes each comment as /*number*/ or //number and a line end.
    text.split(separator: "/").filter { $0.hasPrefix("*") && $0.hasSuffix("*") }.map(String.init)
  }
}

/// Random texts of JSON with comments.
extension SeededGenerator {
  private mutating func blank() -> String {
    switch below(9) {
    case 0: " "
    case 1: "\n" + String(repeating: " ", count: below(4))
    case 2: "/*\(below(1000))*/"
    case 3: "//\(below(1000))\n"
    case 4: "\n\t"
    default: ""
    }
  }

  private mutating func value(depth: Int) -> String {
    switch below(depth > 3 ? 3 : 6) {
    case 0: "\(below(100))"
    case 1: "\"a\\\"\\u0041é\(below(10))\""
    case 2: ["true", "null", "-1.5e3"][below(3)]
    case 3:
      "[" + blank() + value(depth: depth + 1) + blank() + (below(2) == 0 ? "," : "") + blank() + "]"
    default: object(depth: depth + 1)
    }
  }

  fileprivate mutating func object(depth: Int) -> String {
    let names = depth == 0 ? ["servers", "inputs", "x"] : ["tracker", "command", "args", "y"]
    var text = "{" + blank()
    let count = below(4)
    for index in 0..<count {
      let name = names[below(names.count)]
      let isContainer = ["servers", "tracker"].contains(name) && below(5) > 0
      text += "\"\(name)\"" + blank() + ":" + blank()
      // What is replaced holds no comments here, so that every comment must survive.
      let isReplaced = ["command", "args"].contains(name)
      text += isContainer ? object(depth: depth + 1) : value(depth: isReplaced ? 9 : depth + 1)
      text += blank()
      if index < count - 1 || below(3) == 0 { text += "," + blank() }
    }
    return text + "}"
  }
}
