// What becomes of a TOML text when one table is set in it or taken out of it.

import JSON
import TestSupport
import Testing

@testable import TrackerCore

@Suite struct TOMLEditTests {
  private let table = ["s", "t-1"]
  private let wanted: [JSONValue.Member] = [
    .init("command", "/x"), .init("args", ["server"]), .init("env", ["D": "/d"]),
  ]

  private func set(_ text: String, _ members: [JSONValue.Member]? = nil) throws -> String {
    let bytes = try TOMLEdit.setting(table, to: members ?? wanted, in: Array(text.utf8))
    // What is written once stays as it is.
    #expect(try TOMLEdit.setting(table, to: members ?? wanted, in: bytes) == bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func removed(_ text: String) throws -> String {
    String(decoding: try TOMLEdit.removing(table, from: Array(text.utf8)), as: UTF8.self)
  }

  private let fresh = """
    [s.t-1]
    command = "/x"
    args = ["server"]

    [s.t-1.env]
    D = "/d"

    """

  @Test(arguments: [
    ("", ""), ("a = 1\n", "a = 1\n\n"), ("a = 1", "a = 1\n\n"), ("# c\n\n", "# c\n\n\n"),
    ("\u{FEFF}", "\u{FEFF}"),
    ("[s]\nother = { command = 'o' }\n", "[s]\nother = { command = 'o' }\n\n"),
    ("[s.t-2]\n[s.t-1x]\n", "[s.t-2]\n[s.t-1x]\n\n"),
  ])
  func aMissingTableIsAddedAtTheEnd(text: String, before: String) throws {
    #expect(try set(text) == before + fresh)
    #expect(try set(text).hasSuffix(fresh))
  }

  @Test(arguments: [
    "[s.t-1]\ncommand = '/x'\nargs = [ # c\n  \"ser\\u0076er\",\n]\nenv = { D = \"/d\", E = 'e' }\n",
    " [ s . \"t-1\" ] # c\n command=\"\"\"\n/x\"\"\"\n args=['server']\n env.D = '''/d'''\n",
    "[s.'t-1'.env]\nE = 1\nD = '/d'\n[z]\n[s.\"t\\u002d1\"]\nargs = [\"server\"]\nx = 1\ncommand = \"\\x2fx\"",
  ])
  func whatIsAsWantedStaysToTheByte(text: String) throws {
    #expect(try set(text) == text)
  }

  @Test func onlyWhatDiffersChanges() throws {
    let text = """
      [s.t-1] # ours
        command = '/old' # moved
        enabled = false
        # about args
        args = ["server", "--old"]

      # the next one
      [z]
      command = "z"

      """
    #expect(
      try set(text) == """
        [s.t-1] # ours
          command = "/x" # moved
          enabled = false
          # about args
          args = ["server"]

        [s.t-1.env]
        D = "/d"

        # the next one
        [z]
        command = "z"

        """)
  }

  @Test(arguments: [
    ("env = {}", "env = { D = \"/d\" }"), ("env = { E = 1 }", "env = { E = 1, D = \"/d\" }"),
    ("env = { D = 1, E = 2 }", "env = { D = \"/d\", E = 2 }"),
    ("env.D = 'x'", "env.D = \"/d\""), ("env.E = 'x'", "env.E = 'x'\nenv.D = \"/d\""),
    ("[s.t-1.env]\nE = 1", "[s.t-1.env]\nE = 1\nD = \"/d\""),
    ("[s.t-1.env]", "[s.t-1.env]\nD = \"/d\""),
    ("x = 1", "x = 1\n\n[s.t-1.env]\nD = \"/d\""),
  ])
  func theFolderIsSetInTheFormThatIsThere(form: String, result: String) throws {
    let head = "[s.t-1]\ncommand = \"/x\"\nargs = [\"server\"]\n"
    #expect(try set(head + form + "\n") == head + result + "\n")
    let bare = try set(head + form)
    #expect(bare == head + result || bare == head + result + "\n")
  }

  @Test func missingLinesAreAddedWithTheirNeighboursIndentation() throws {
    #expect(
      try set("[s.t-1]\n\tx = 1\n\n[z]\n", [.init("command", "/x")])
        == "[s.t-1]\n\tx = 1\n\tcommand = \"/x\"\n\n[z]\n")
    #expect(
      try set("[s.t-1]\r\n[z]\r\n", [.init("command", "a\"\\\n\r\t\u{1}\u{7F}é")])
        == "[s.t-1]\r\ncommand = \"a\\\"\\\\\\n\\r\\t\\u0001\\u007Fé\"\r\n[z]\r\n")
    #expect(
      try set("[s.t-1]\nx=1", [.init("command", "/x"), .init("env", ["D": "d"])])
        == "[s.t-1]\nx=1\ncommand = \"/x\"\n\n[s.t-1.env]\nD = \"d\"\n")
  }

  @Test(arguments: [
    ("s = {}", 1, 1, "inline"), ("s.t-1.command = 1", 1, 1, "inline"),
    ("s.o.x = 1", 1, 1, "inline"),
    ("[s]\nt-1 = { command = 'x' }", 2, 1, "inline"), ("[s]\nt-1.command = 'x'", 2, 1, "inline"),
    ("[[s]]", 1, 1, "array of tables"), ("\n[[s.t-1]]", 2, 1, "array of tables"),
    ("[s.t-1]\n[s.t-1]", 2, 1, "again"), ("[s.t-1]\na = 1\na = 2", 3, 1, "again"),
    ("[s.t-1]\ncommand.x = 1", 2, 1, "not a value"), ("[s.t-1]\nenv = 1", 2, 1, "not a table"),
    ("a", 1, 2, "'='"), ("a = ", 1, 5, "a value"), ("a = x", 1, 5, "a value"),
    ("= 1", 1, 1, "a key"),
    ("a = 1 b = 2", 1, 7, "end of the line"), ("[a", 1, 3, "']'"),
    ("[a]]", 1, 4, "end of the line"),
    ("[[a]", 1, 4, "']]'"), ("a = \"x", 1, 5, "no end"), ("a = 'x\n'", 1, 5, "no end"),
    ("a = \"\"\"x", 1, 5, "no end"), ("a = \"\\q\"", 1, 6, "escape"),
    ("a = \"\\uD800\"", 1, 6, "escape"), ("a = \"\\x+5\"", 1, 6, "escape"),
    ("a = \"\\", 1, 6, "no end"), ("a = \"\\ \"", 1, 6, "escape"),
    ("a = [1 2]", 1, 8, "',' or ']'"), ("a = {b = 1 c = 2}", 1, 12, "',' or '}'"),
    ("a = {b = 1,\nc = 2}", 1, 12, "a key"), ("a = 1\rb = 2", 1, 6, "end of the line"),
    ("\ra = 1", 1, 1, "carriage return"), ("{\"json\": 1}", 1, 1, "a key"),
  ])
  func whatCannotBeEditedIsToldWithItsPlace(
    text: String, line: Int, column: Int, words: String
  ) throws {
    let error = #expect(throws: UneditableText.self) { try set(text) }
    let reason = error?.reason ?? ""
    #expect(reason.hasPrefix("line \(line), column \(column): "), "\(reason)")
    #expect(reason.contains(words), "\(reason)")
  }

  @Test func deepNestingAndBrokenEncodingsAreErrorsNotCrashes() throws {
    let deep = "a = " + String(repeating: "[", count: 100_000)
    #expect(throws: UneditableText.self) { try set(deep) }
    let tables = "a = " + String(repeating: "{a=", count: 100_000)
    #expect(throws: UneditableText.self) { try set(tables) }
    #expect(throws: UneditableText.self) {
      try TOMLEdit.removing(table, from: Array("a = '".utf8) + [0xFF] + Array("'".utf8))
    }
  }

  @Test func theTableGoesWithItsSubtablesAndItsBlankLine() throws {
    #expect(try removed("a = 1\n\n" + fresh) == "a = 1\n")
    #expect(try removed(fresh) == "")
    #expect(try removed("a = 1\n\n" + fresh + "\n[z]\n") == "a = 1\n\n[z]\n")
    #expect(
      try removed("[s.t-1]\nx = 1\n# about z\n[z]\n[s.t-1.tools.y]\nmode = 'a'\n")
        == "# about z\n[z]\n")
    #expect(try removed("[s]\nt-1 = { command = 'x' } # c\no = {}\n") == "[s]\no = {}\n")
    #expect(try removed("s.t-1.command = 'x'\ns.o.x = 1") == "s.o.x = 1")
    #expect(try removed("[s]\nx = 1") == "[s]\nx = 1")
    let error = #expect(throws: UneditableText.self) { try removed("s = { t-1 = {} }") }
    #expect(error?.reason.hasPrefix("line 1, column 1: ") == true)
    #expect(try removed("s = { o = {} }") == "s = { o = {} }")
  }

  @Test func noBytesTrapAndWhatIsAddedIsTakenOut() throws {
    var random = SeededGenerator(seed: 5)
    let pieces = [
      "[s.t-1]\n", "[s.t-1.env]\n", "[z]\n", "[[z.y]]\n", "a = 1\n", "command = \"/old\"\n",
      "args = [\n'a',\n]\n",
      "D = 'x'\n", "env = { D = 1 }\n", "# c\n", "\n", "b.c = \"\"\"\n[s]\n\"\"\"\n", "  ", "\"",
      "s", "=", "[",
      "]", "{", "'", "\\", "\r\n", "é",
    ]
    var editedCount = 0
    for _ in 0..<4_000 {
      let isTidy = random.oneIn(2)
      let text = (0..<random.below(12)).map { _ in
        isTidy ? pieces[random.below(12)] : random.pick(pieces)
      }.joined()
      do {
        let edited = try TOMLEdit.setting(table, to: wanted, in: Array(text.utf8))
        #expect(try TOMLEdit.setting(table, to: wanted, in: edited) == edited)
        let rest = try TOMLEdit.removing(table, from: edited)
        #expect(try TOMLEdit.removing(table, from: rest) == rest)
        editedCount += 1
      } catch {
        let numbers = error.reason.split(separator: ":")[0].split { !$0.isNumber }
        #expect(numbers.count == 2 && numbers.allSatisfy { Int($0) ?? 0 >= 1 })
      }
    }
    #expect(editedCount > 300)
  }
}
