// Edits of an object's bytes: what changes, and that nothing else does.

import JSON
import TestSupport
import Testing

@Suite struct JSONEditTests {
  private func set(_ members: [JSONValue.Member], _ object: String, level: Int = 0) -> String {
    text(JSONEdit.setting(members, in: bytes(object), level: level))
  }

  private func append(_ element: JSONValue, _ name: String, _ object: String) -> String {
    text(JSONEdit.appending(element, toArray: name, in: bytes(object), level: 1))
  }

  @Test func anExistingMemberIsReplacedInPlace() {
    #expect(
      set([.init("status", "done")], "{\r\n\t\"status\" :  \"active\" ,\r\n\t\"n\":1 }")
        == "{\r\n\t\"status\" :  \"done\" ,\r\n\t\"n\":1 }")
    #expect(
      set([.init("b", 2), .init("a", "é")], #"{"a":[1, {"b": 0}],"b":null}"#)
        == #"{"a":"\u00e9","b":2}"#)
  }

  @Test func aNewValueIsIndentedForItsLevel() {
    #expect(
      set([.init("list", [1, [:]])], "{\n    \"list\": []\n  }", level: 1)
        == "{\n    \"list\": [\n      1,\n      {}\n    ]\n  }")
  }

  @Test func missingMembersAreAddedAtTheEndInPythonsLayout() {
    #expect(
      set([.init("b", 2), .init("a", 0), .init("c", [3])], "{\n    \"a\": 1\n  }", level: 1)
        == "{\n    \"a\": 0,\n    \"b\": 2,\n    \"c\": [\n      3\n    ]\n  }")
    #expect(
      set([.init("é", 2.0)], "{\t\"a\":1,\r\n\t\"b\":2\r\n}")
        == "{\t\"a\":1,\r\n\t\"b\":2,\n  \"\\u00e9\": 2.0\r\n}")
  }

  @Test func anObjectOnOneLineStaysOnIt() {
    #expect(
      set([.init("b", 2), .init("c", nil)], "{\"a\":1 }") == "{\"a\":1, \"b\": 2, \"c\": null }")
    #expect(set([.init("b", 2)], "{\"a\":[\n1]}") == "{\"a\":[\n1], \"b\": 2}")
  }

  @Test func anEmptyObjectIsFilledInPythonsLayout() {
    for empty in ["{}", "{ }", "{\r\n}"] {
      #expect(
        set([.init("a", 1), .init("b", [])], empty, level: 1)
          == "{\n    \"a\": 1,\n    \"b\": []\n  }")
      #expect(set([], empty) == empty)
    }
  }

  @Test(
    arguments: [
      (#"{"a": 1, "b": {"a": 2}}"#, #"{"b": {"a": 2}}"#), (#"{"b" : 2 , "a":1 }"#, #"{"b" : 2 }"#),
      (
        "{\n  \"b\": 1,\n  \"a\": {\n    \"x\": 1\n  },\n  \"c\": 2\n}",
        "{\n  \"b\": 1,\n  \"c\": 2\n}"
      ),
      ("{ \"a\": 1 }", "{}"), (#"{"a":1,"\u0061":2,"b":0,"a":3}"#, #"{"b":0}"#),
      (#"{"b": "a"}"#, #"{"b": "a"}"#), ("{ }", "{ }"),
    ] as [(String, String)])
  func aMemberIsTakenOutWithItsComma(_ object: String, _ rest: String) {
    #expect(text(JSONEdit.removing("a", from: bytes(object))) == rest)
  }

  @Test func addingAMemberAndTakingItOutLeavesEveryByte() throws {
    var generator = SeededGenerator(seed: 31)
    for _ in 0..<200 {
      let members = generator.members().filter { $0.name != "owner" }
      guard !members.isEmpty else { continue }
      let object =
        generator.oneIn(2)
        ? JSONWriter.compact(.object(members)) : JSONWriter.indented(.object(members))
      let owned = JSONEdit.setting([.init("owner", ["host": "x"])], in: object, level: 0)
      #expect(owned != object)
      #expect(JSONEdit.removing("owner", from: owned) == object)
    }
  }

  @Test func theLastOfARepeatedNameIsReplacedHoweverItIsEscaped() {
    #expect(
      set([.init("status", 9)], #"{"status": 1, "st\u0061tus": 2, "x": {"status": 3}}"#)
        == #"{"status": 1, "st\u0061tus": 9, "x": {"status": 3}}"#)
  }

  @Test func ofMembersGivenTwiceTheLastCounts() {
    #expect(set([.init("a", 1), .init("a", 2)], "{\n}") == "{\n  \"a\": 2\n}")
  }

  @Test func anElementIsAppendedAfterTheLastOne() {
    #expect(
      append(["f": 1], "m", "{\n    \"m\": [\n      1\n    ]\n  }")
        == "{\n    \"m\": [\n      1,\n      {\n        \"f\": 1\n      }\n    ]\n  }")
    #expect(append(2, "m", "{\"m\":[1 ],\n\"b\":2}") == "{\"m\":[1, 2 ],\n\"b\":2}")
    #expect(
      append(2, "m", #"{"m": 1, "\u006d":[{"m": 1}]}"#) == #"{"m": 1, "\u006d":[{"m": 1}, 2]}"#)
  }

  @Test func anEmptyArrayIsFilledInPythonsLayout() {
    #expect(
      append(1, "m", "{\n    \"m\": [ ]\n  }") == "{\n    \"m\": [\n      1\n    ]\n  }")
  }

  @Test(arguments: ["null", "1", "{}", "\"[1]\""])
  func whatIsNoArrayBecomesOne(value: String) {
    #expect(
      append(1, "m", "{\n    \"m\": \(value)\n  }") == "{\n    \"m\": [\n      1\n    ]\n  }")
    #expect(
      append(1, "x", "{\n    \"m\": \(value)\n  }")
        == "{\n    \"m\": \(value),\n    \"x\": [\n      1\n    ]\n  }")
  }

  @Test func onlyOneValidObjectCanBeEdited() async {
    await #expect(processExitsWith: .failure) {
      _ = JSONEdit.setting([.init("a", 1)], in: Array("{\"a\": }".utf8), level: 0)
    }
    await #expect(processExitsWith: .failure) {
      _ = JSONEdit.appending(1, toArray: "a", in: Array("[1]".utf8), level: 0)
    }
    await #expect(processExitsWith: .failure) {
      _ = JSONEdit.setting([], in: Array("{} ".utf8), level: 0)
    }
  }

  @Test func editsGiveTheExpectedTreeAndKeepEveryOtherByte() throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<1_500 {
      let members = generator.members(depth: 2)
      let object = generator.oddlyWritten(members)
      let old = try #require(try JSONReader.read(object).members)
      let name = generator.oneIn(3) ? generator.text() : generator.pick(old.map(\.name) + ["new"])
      let value = generator.json(depth: 1)
      let level = generator.below(3)

      let set = JSONEdit.setting([.init(name, value)], in: object, level: level)
      #expect(try JSONReader.read(set).members == setting(name, value, in: old))
      try expectOneChange(from: object, to: set, at: name, level: level)

      let appended = JSONEdit.appending(value, toArray: name, in: object, level: level)
      let array = old.last { $0.name.utf8.elementsEqual(name.utf8) }?.value.elements ?? []
      #expect(
        try JSONReader.read(appended).members == setting(name, .array(array + [value]), in: old))
      try expectOneChange(from: object, to: appended, at: name, level: level)
    }
  }

  @Test func pythonsLayoutIsKept() throws {
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<500 {
      let old = generator.members()
      let new = generator.members()
      let level = generator.below(3)
      let written = JSONWriter.indented(.object(old), level: level)
      let expected = new.reduce(old) { setting($1.name, $1.value, in: $0) }
      #expect(
        JSONEdit.setting(new, in: written, level: level)
          == JSONWriter.indented(.object(expected), level: level))
    }
  }

  private func setting(
    _ name: String, _ value: JSONValue, in members: [JSONValue.Member]
  ) -> [JSONValue.Member] {
    var members = members
    if let place = members.firstIndex(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
      members[place].value = value
    } else {
      members.append(.init(name, value))
    }
    return members
  }

  /// Nothing before the edited value and nothing after it differs.
  private func expectOneChange(
    from old: [UInt8], to new: [UInt8], at name: String, level: Int
  ) throws {
    let (kept, dropped) = try JSONReader.withSlice(of: old) { root in
      let start = try #require(root.bytes.baseAddress)
      var edited: Range<Int>?
      var last: Range<Int>?
      root.forEachMember { memberName, value in
        let offset = (value.bytes.baseAddress ?? start) - start
        last = offset..<(offset + value.bytes.count)
        if memberName.text?.utf8.elementsEqual(name.utf8) == true { edited = last }
      }
      guard let last else { return (1, old.count - 2) }
      let changed = edited ?? last.upperBound..<last.upperBound
      return (changed.lowerBound, changed.count)
    }
    #expect(new.starts(with: old[..<kept]))
    let rest = old[(kept + dropped)...]
    #expect(new.suffix(rest.count).elementsEqual(rest))
  }
}

extension SeededGenerator {
  /// An object as no tidy writer leaves it: odd blanks, escaped letters in names, names repeated.
  fileprivate mutating func oddlyWritten(_ members: [JSONValue.Member]) -> [UInt8] {
    var result = bytes("{") + blanks()
    var written: [JSONValue.Member] = []
    for member in members {
      written.append(member)
      if oneIn(4) { written.append(.init(pick(written).name, json(depth: 1))) }
    }
    for (place, member) in written.enumerated() {
      if place > 0 { result += bytes(",") + blanks() }
      let value =
        oneIn(2) ? JSONWriter.compact(member.value) : JSONWriter.indented(member.value, level: 1)
      result += oddlyEscaped(member.name) + blanks() + bytes(":") + blanks() + value + blanks()
    }
    return result + bytes("}")
  }

  private mutating func blanks() -> [UInt8] {
    (0..<pick([0, 0, 1, 2])).flatMap { _ in bytes(pick([" ", "\n", "\r\n", "\t"])) }
  }

  private mutating func oddlyEscaped(_ name: String) -> [UInt8] {
    guard oneIn(2), name.allSatisfy({ $0.isASCII && $0.isLetter }) else {
      return JSONWriter.compact(.string(name), text: pick([.ascii, .utf8]))
    }
    let escaped = name.utf8.map { "\\u00\($0 < 16 ? "0" : "")\(String($0, radix: 16))" }
    return bytes("\"\(escaped.joined())\"")
  }
}
