// Whole objects found in what is no JSON any more, whatever size the window has.

import JSON
import Testing

@Suite struct JSONSalvageTests {
  /// The spellings of the objects that are found; with names, as `name=object`.
  private func found(
    in text: String, named: Bool = false, window: Int = 256 * 1024, limit: Int = 1 << 20,
    taking isTaken: (String) -> Bool = { _ in true }
  ) throws -> [String] {
    let bytes = Array(text.utf8)
    var position = 0
    var found: [String] = []
    try JSONReader.forEachWholeObject(
      named: named, windowSize: window, atMost: limit,
      read: { buffer in
        let count = min(buffer.count, bytes.count - position)
        buffer.copyBytes(from: bytes[position..<(position + count)])
        position += count
        return count
      }
    ) { element in
      let object = String(decoding: element.value.bytes, as: UTF8.self)
      #expect(Array(element.value.bytes) == Array(bytes[element.valueOffset..<element.endOffset]))
      guard isTaken(object) else { return false }
      found.append((element.name?.text.map { "\($0)=" } ?? "") + object)
      return true
    }
    return found
  }

  static let texts: [(String, [String])] = [
    ("", []), ("[", []), ("{", []), ("[{}", ["{}"]), (#"[{"a": 1}, {"b": [{"#, [#"{"a": 1}"#]),
    (
      #"[{"a": 1}"# + "\n<<<<<<< x\n" + #", {"b": {}}"# + "\n=======\n",
      [#"{"a": 1}"#, #"{"b": {}}"#]
    ),
    (#"[{"a": "{\"b\": 1}"#, []), (#"{"a": "x} {"b": 2}"#, [#"{"b": 2}"#]),
    (#"{"a": {"c": 3}, x {"b": 2}"#, [#"{"c": 3}"#, #"{"b": 2}"#]),
    ("{\"a\": \"x\n{\"b\": 2}", [#"{"b": 2}"#]), ("\0\u{7F}{}{}}{", ["{}", "{}"]),
  ]

  @Test(arguments: texts, [1, 2, 7, 1024])
  func wholeObjectsAreFoundWhereverTheyStand(_ text: (String, [String]), _ window: Int) throws {
    #expect(try found(in: text.0, window: window) == text.1)
  }

  @Test(
    arguments: [
      (#"{"a": {"x": 1}, "b": {"y": 2}}"#, [#"a={"x": 1}"#, #"b={"y": 2}"#]),
      (#"{"a": {"x": 1}, "b": {"y": 2"#, [#"a={"x": 1}"#]), (#"{"a" {"x": 1}, "b" : {}"#, ["b={}"]),
      (#"{"a": "b", "c": {}, {"x": 1}"#, ["c={}"]),
      (#"{"a": {"b": {"c": 1}, "d": {"#, [#"b={"c": 1}"#]),
    ] as [(String, [String])], [1, 5, 1024])
  func withNamesOnlyMembersAreFound(_ text: (String, [String]), _ window: Int) throws {
    #expect(try found(in: text.0, named: true, window: window) == text.1)
  }

  @Test func withinAnObjectThatIsNotTakenTheSearchGoesOn() throws {
    let text = #"{"list": [{"id": 1}, {"id": 2}], "more": {"id": 3}}"#
    #expect(
      try found(in: text) { !$0.contains("list") } == [#"{"id": 1}"#, #"{"id": 2}"#, #"{"id": 3}"#])
  }

  /// What never ends would else be held in memory, however long the file.
  @Test func anObjectBeyondTheLimitIsNone() throws {
    let long = #"{"a": ""# + String(repeating: "x", count: 5000) + #""}"#
    #expect(try found(in: long + " {}", window: 64, limit: 1000) == ["{}"])
    #expect(try found(in: long + " {}", window: 64, limit: 10_000) == [long, "{}"])
  }

  @Test func ofEveryBeginningOfAListTheWholeRecordsAreFound() throws {
    let records = [#"{"a": "x\n} {", "b": [1, {"c": null}]}"#, "{}", #"{"d": "é🚀\\"}"#]
    let text = "[\n  " + records.joined(separator: ",\n  ") + "\n]\n"
    let isRecord = { (object: String) in records.contains(object) }
    var ends: [Int] = []
    for record in records {
      let start = ends.last.map { $0 + 4 } ?? 4
      ends.append(start + record.utf8.count)
    }
    for count in 0...text.utf8.count {
      let bytes = Array(text.utf8.prefix(count))
      let cut = String(decoding: bytes, as: UTF8.self)
      let whole = ends.count { $0 <= count }
      guard cut.utf8.count == count else { continue }
      #expect(try found(in: cut, window: 3, taking: isRecord) == Array(records[..<whole]))
    }
  }
}
