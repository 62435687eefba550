// The walk over one big container: what it sees, where, and what it refuses.

import TestSupport
import Testing

@testable import JSON

@Suite struct JSONElementsTests {
  @Test func theElementsOfAnArrayComeInOrderWithTheirPlaces() throws {
    let (seen, result) = walk(bytes("\n [1, \"ab\" ,[2]\n]\n"))
    #expect(
      seen == [
        Seen(name: nil, value: 1, entryOffset: 3, valueOffset: 3, endOffset: 4),
        Seen(name: nil, value: "ab", entryOffset: 6, valueOffset: 6, endOffset: 10),
        Seen(name: nil, value: [2], entryOffset: 12, valueOffset: 12, endOffset: 15),
      ])
    let container = try result.get()
    #expect(container.kind == .array)
    #expect(container.openOffset == 2)
    #expect(container.lastElementEnd == 15)
    #expect(container.closeOffset == 16)
    #expect(container.count == 3)
  }

  @Test func theMembersOfAnObjectComeWithTheirNames() throws {
    let (seen, result) = walk(bytes("\u{FEFF}{\"a\" : 1, \"\\u0061\":{}}"))
    #expect(
      seen == [
        Seen(name: "a", value: 1, entryOffset: 4, valueOffset: 10, endOffset: 11),
        Seen(name: "a", value: [:], entryOffset: 13, valueOffset: 22, endOffset: 24),
      ])
    let container = try result.get()
    #expect(container.kind == .object)
    #expect(container.openOffset == 3)
    #expect(container.closeOffset == 24)
    #expect(container.count == 2)
  }

  @Test(arguments: ["[]", "{}", " { \n } "])
  func anEmptyContainerHasNoLastElement(text: String) throws {
    let (seen, result) = walk(bytes(text))
    #expect(seen.isEmpty)
    let container = try result.get()
    #expect(container.lastElementEnd == nil)
    #expect(container.count == 0)
    #expect(bytes(text)[container.closeOffset] == bytes(text)[container.openOffset] + 2)
  }

  @Test(arguments: ["1", "null", "\"[]\"", " -1.5e3 ", "\u{FEFF}true"])
  func aTextWithoutContainerIsToldApartFromBrokenOne(text: String) {
    for size in 1...8 {
      #expect { try walk(bytes(text), windowSize: size).result.get() } throws: {
        if case JSONElementsError.notAContainer = $0 { true } else { false }
      }
    }
  }

  /// What both readers say of `text`: the elements, or the place and message of the error.
  private func agrees(_ text: [UInt8], windowSize: Int, chunks: [Int]) {
    let (seen, result) = walk(text, windowSize: windowSize, chunks: chunks)
    let tree = Result { () throws(JSONError) in try JSONReader.read(text) }
    switch (tree, result) {
    case (.success(.array(let elements)), .success(let container)):
      #expect(seen.map(\.value) == elements)
      #expect(container.count == elements.count)
    case (.success(.object(let members)), .success(let container)):
      #expect(container.count == seen.count)
      for member in members {
        let last = seen.last { $0.name?.utf8.elementsEqual(member.name.utf8) ?? false }
        #expect(last?.value == member.value)
      }
    case (.success, .failure(JSONElementsError.notAContainer)):
      break
    case (.failure(let error), .failure(JSONElementsError.invalid(let offset, let message))):
      #expect(offset == error.offset)
      #expect(message == error.message)
    default:
      Issue.record("\(JSONTests.text(text)): \(tree) but \(result)")
    }
    #expect(seen == walk(text, windowSize: 1 << 20).seen)
    for element in seen {
      let value = Array(text[element.valueOffset..<element.endOffset])
      #expect((try? JSONReader.read(value)) == element.value)
      #expect(element.entryOffset <= element.valueOffset)
    }
  }

  @Test func everyWindowSizeAndEveryDeliveryGivesTheSame() {
    var generator = SeededGenerator(seed: 6)
    for round in 0..<150 {
      let value = generator.json(depth: 3)
      var text = JSONWriter.indented(
        generator.oneIn(5) ? value : [value, value], text: generator.pick([.ascii, .utf8]))
      if generator.oneIn(4) { text = bytes("\u{FEFF}") + text }
      if !round.isMultiple(of: 3) { text = generator.damaged(text) }
      for size in 1...(generator.oneIn(10) ? text.count + 2 : 24) {
        agrees(text, windowSize: size, chunks: [.max])
      }
      let chunks = (0..<5).map { _ in 1 + generator.below(9) }
      agrees(text, windowSize: 1 + generator.below(64), chunks: chunks)
    }
  }

  @Test func everyTruncationIsAnError() {
    let whole = bytes(#"{"a": [1, -2.5e+3, true], "é": "x\n\ud83d\ude00€", "b": {"c": null}}"#)
    for count in whole.indices {
      for size in [1, 7, 4096] { agrees(Array(whole[..<count]), windowSize: size, chunks: [3, 1]) }
    }
  }

  @Test(arguments: ["[1] x", "[1]]", "{} {}", "[1]\n\0", "[1]\u{FEFF}"])
  func whatFollowsTheContainerIsChecked(text: String) {
    agrees(bytes(text), windowSize: 2, chunks: [1])
    #expect(throws: JSONElementsError.self) { try walk(bytes(text)).result.get() }
  }

  @Test func nestingIsBoundedAsInTrees() {
    func nested(_ count: Int) -> [UInt8] {
      [UInt8](repeating: UInt8(ascii: "["), count: count)
        + [UInt8](repeating: UInt8(ascii: "]"), count: count)
    }
    for count in [1, 511, 512, 513, 20_000] {
      agrees(nested(count), windowSize: 64, chunks: [.max])
    }
    let flat = JSONDialect(acceptsNonFinite: true, maximumDepth: 0)
    #expect(throws: JSONElementsError.self) { try walk(nested(1), dialect: flat).result.get() }
    #expect(throws: JSONElementsError.self) {
      try walk(bytes("[NaN]"), dialect: .strict).result.get()
    }
  }

  @Test func anElementLargerThanTheWindowIsSeenWhole() throws {
    let long = String(repeating: "é\n", count: 5_000)
    let value: JSONValue = ["short", .string(long), [.string(long), 1]]
    for size in [1, 100, 4_096] {
      let (seen, result) = walk(JSONWriter.indented(value), windowSize: size)
      #expect(seen.map(\.value) == value.elements)
      #expect(try result.get().count == 3)
    }
  }

  @Test func theWindowStaysSmallHoweverLongTheText() throws {
    let record = bytes(#"{"session_id": "abc", "rating": 4}"#)
    let text = bytes("[") + [[UInt8]](repeating: record, count: 2_000).joined(by: ",") + bytes("]")
    var source = ByteSource(text)
    var largest = 0
    var sum = 0
    try JSONReader.forEachElement(
      windowSize: 128,
      read: {
        largest = max(largest, $0.count)
        return source.read(into: $0)
      },
      { sum += $0.value["rating"]?.integer ?? 0 })
    #expect(largest == 128)
    #expect(sum == 8_000)
  }

  @Test func whatReadAndBodyThrowPasses() {
    struct Odd: Error {}
    #expect(throws: Odd.self) {
      try JSONReader.forEachElement(read: { _ in throw Odd() }, { _ in })
    }
    var source = ByteSource(bytes("[1, 2]"))
    #expect(throws: Odd.self) {
      try JSONReader.forEachElement(read: { source.read(into: $0) }, { _ in throw Odd() })
    }
  }

  @Test func anElementsMembersAreFoundWhateverTheirNumber() throws {
    for count in [0, 1, 63, 64, 65, 200] {
      let names = (0..<count).map { "\"name\($0)\": \($0)" } + [#""l\u0061st": -1, "last": 7"#]
      let (seen, _) = walk(bytes("[{\(names.joined(separator: ","))}]"))
      #expect(seen.first?.value["last"] == 7)
      var source = ByteSource(bytes("[{\(names.joined(separator: ","))}]"))
      try JSONReader.forEachElement(read: { source.read(into: $0) }) { element in
        #expect(element.value["last"]?.integer == 7)
        #expect(element.value["name0"]?.integer == (count > 0 ? 0 : nil))
        #expect(element.value["name63"]?.integer == (count > 63 ? 63 : nil))
        #expect(element.value["name"] == nil)
        var members = 0
        element.value.forEachMember { _, _ in members += 1 }
        #expect(members == count + 2)
      }
    }
  }
}

extension JSONElementsTests {
  /// Records whose members stand as in the one before, but for a blank, a name, an escape, a comma or a colon here and there.
  private func resembling(_ generator: inout SeededGenerator) -> [UInt8] {
    let records = (0..<6).map { _ in
      let members = ["a", "session_id", "tags"].map { name in
        let name = generator.oneIn(8) ? generator.pick(["b", "", "\\u0061", "ä", "a\\\""]) : name
        let colon = generator.oneIn(9) ? generator.pick([":  ", " :", ":\n ", "", "::"]) : ": "
        let value = generator.pick(["1", "\"x\"", "[1, 2]", "{\"a\": {\"a\": 2}}", "null"])
        return "\"\(name)\"" + colon + value
      }
      let lead = generator.oneIn(9) ? generator.pick(["", "  ", ",", "\t"]) : "\n  "
      return "{" + lead + members.joined(separator: "," + lead) + "\n}"
    }
    return bytes("[\(records.joined(separator: ", "))]")
  }

  @Test func aRecordIsReadAsIfItWereTheFirst() throws {
    var generator = SeededGenerator(seed: 12)
    for _ in 0..<2_000 {
      let text = resembling(&generator)
      agrees(text, windowSize: generator.pick([1, 7, 64, 4096]), chunks: [.max])
      var source = ByteSource(text)
      _ = try? JSONReader.forEachElement(read: { source.read(into: $0) }) { element in
        var members: [JSONValue.Member] = []
        element.value.forEachMember { members.append(.init($0.text ?? "?", $1.value)) }
        var single: [JSONValue.Member] = []
        var alone = ByteSource([0x5B] + Array(element.value.bytes) + [0x5D])
        try JSONReader.forEachElement(read: { alone.read(into: $0) }) { element in
          element.value.forEachMember { single.append(.init($0.text ?? "?", $1.value)) }
        }
        #expect(members == single)
      }
    }
  }
}

extension Array<[UInt8]> {
  fileprivate func joined(by separator: String) -> [UInt8] {
    [UInt8](joined(separator: Array<UInt8>(separator.utf8)))
  }
}
