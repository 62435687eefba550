// What git's configuration and the project's file say, in all the spellings that git and YAML take.

import Testing

@testable import TrackerCore

@Suite struct GitConfigTests {
  private func name(_ text: String) -> String? {
    GitConfig.value(of: "name", in: "user", of: Array(text.utf8))
  }

  @Test(
    arguments: [
      ("[user]\n\tname = Ada Lovelace\n", "Ada Lovelace"), ("[user]\nname=Ada", "Ada"),
      ("[USER]\r\n  NaMe = Ada\r\n", "Ada"), ("\u{FEFF}[user]\nname = Ada", "Ada"),
      ("[user] name = Ada", "Ada"), ("[user]\nname = Ada # first\n", "Ada"),
      ("[user]\nname = Ada ; first\n", "Ada"), ("[user]\nname = \"Ada # L; M\"\n", "Ada # L; M"),
      ("[user]\nname = \" Ada \"  \n", " Ada "), ("[user]\nname = A\" d \"a\n", "A d a"),
      ("[user]\nname = A \\\"d\\\" \\\\a\n", "A \"d\" \\a"), ("[user]\nname = A\\tb\n", "A\tb"),
      ("[user]\nname = Ada \\\n  Lovelace\n", "Ada   Lovelace"),
      ("[user]\nname = Ada\\\r\nL\n", "AdaL"), ("[user]\nname = Ada\nname = Bea\n", "Bea"),
      ("[user]\nname = Ada\n[core]\n[user]\nname = Bea\n", "Bea"),
      ("[user]\nname = Ada\n[user \"x\"]\nname = Bea\n", "Ada"),
      ("[user]\nname = Ada\n[user.x]\nname = Bea\n", "Ada"),
      ("[user]\nname = Ada\n[user \"a]b\\\"]\"]\nname = Bea\n", "Ada"),
      ("[user]\nname = Ada\n[users]\nname = Bea\n[author]\nname = Cia", "Ada"),
      ("[user]\nname = Ada\nname\n", "Ada"), ("[user]\nname = Ada\nname = \"Bea\n", "Ada"),
      ("[user]\nname = Ada\nname = \\q\n", "Ada"), ("[user]\nname = Ada\n= x\n!y\n", "Ada"),
      ("[user]\nusername = x\nname-x = y\nname = Ada\n", "Ada"), ("[user]\nname =\n", ""),
      ("[user]\nname = Ada\nname = \"\"\n", ""),
      ("# [core]\n;x\n[user]\n#name = x\nname = Ada", "Ada"),
      ("[include]\npath = /x\n[user]\nname = Ada", "Ada"), ("[user]\nname = 名前\n", "名前"),
    ])
  func aNameIsReadAsGitReadsIt(_ text: String, _ wanted: String) {
    #expect(name(text) == wanted)
  }

  @Test(
    arguments: [
      "", "\n", "[user]", "[user", "[", "name = Ada", "[user]\nname", "[user]\nemail = a@b",
      "[user \"name\"]\nname = Ada", "[user]\n[]\nname = Ada", "[user]\n[core\nname = Ada", "\0\0",
      "[user ]\nname = Ada", "[us er]\nname = Ada", "[user]\nname = \"", "[user]\nname = \\",
    ])
  func whatNamesNobodyNamesNobody(_ text: String) {
    #expect(name(text) == nil)
  }

  @Test func bytesThatAreNotUTF8AreReplaced() {
    let bytes = Array("[user]\nname = J".utf8) + [0xF6] + Array("rg\n".utf8)
    #expect(GitConfig.value(of: "name", in: "user", of: bytes) == "J\u{FFFD}rg")
  }

  @Test(
    arguments: [
      ("project: engine", "engine"), ("# us\n\nproject: engine  # ours\n", "engine"),
      ("---\r\nother: x\r\nproject: The Engine\r\n", "The Engine"), ("project : a#b", "a#b"),
      ("project: \"a \\\"b\\\" # c\" # d", "a \"b\" # c"), ("project: 'it''s' # d", "it's"),
      ("\"project\": x", "x"), ("'project': x", "x"), ("\u{FEFF}project:\tx\t", "x"),
      ("project: \"\\u00e9\\x41\"", "éA"), ("project: \"\\x+5\"", "\u{FFFD}"),
      ("other:\n  project: y\nproject: x", "x"),
      ("project: 42", "42"), ("project:x\nproject: y", "y"), ("projects: x\nproject: y", "y"),
    ])
  func aProjectIsReadAsYAMLReadsIt(_ text: String, _ wanted: String) {
    #expect(ProjectFile.project(in: Array(text.utf8)) == wanted)
  }

  @Test(
    arguments: [
      "", "project", "project:", "project: # x", "project: ''", "project: \"\"", "project: ~",
      "project: null", "project: [a]", "project: {a: b}", "project: |\n  x", "project: \"x",
      "project: 'x", "  project: x", "#project: x", "- project: x", "project:\n  name: x",
      "project: \"\\", "project: \"\\u12",
    ])
  func whatNamesNoProjectNamesNone(_ text: String) {
    #expect(ProjectFile.project(in: Array(text.utf8)) == nil)
  }

  @Test(
    arguments: [
      ("Ada", "Ada"), ("  Ada \n L\t", "Ada   L"), ("A\u{202E}d\u{200B}a\u{1B}[0m\0", "Ada[0m"),
      ("", nil), (" \n", nil), ("\u{200B}", nil), (String(repeating: "é", count: 300), nil),
    ] as [(String, String?)])
  func aNameIsStoredInOneLineWithoutWhatIsHidden(_ text: String, _ wanted: String?) {
    let isLong = text.unicodeScalars.count > 200
    #expect(text.storedName == (isLong ? String(text.prefix(200)) : wanted))
  }
}
