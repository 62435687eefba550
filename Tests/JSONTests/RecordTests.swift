// Records read from objects and written back, each field named once.

import JSON
import TestSupport
import Testing

private struct Sample: Record, Equatable {
  var name = "unnamed"
  var minutes = 30.0
  var count = 1
  var isOpen = true
  var end: String?
  var rating: Int?
  var tools: [String] = ["none"]
  var grid: [[Int]] = []
  var extra: JSONValue = "nothing"

  mutating func visitFields(_ visitor: inout some FieldVisitor) {
    visitor.field("name", &name)
    visitor.field("minutes", &minutes)
    visitor.field("count", &count)
    visitor.field("is_open", &isOpen)
    visitor.field("end", &end)
    visitor.field("rating", &rating)
    visitor.field("tools", &tools)
    visitor.field("grid", &grid)
    visitor.field("extra", &extra)
  }
}

private struct LongSample: Record, Equatable {
  var name = ""
  var notes = ""
  var files: [String] = []

  mutating func visitFields(_ visitor: inout some FieldVisitor) {
    visitor.field("name", &name)
    visitor.longText("notes", &notes)
    visitor.longList("files", &files)
  }
}

@Suite struct RecordTests {
  @Test func longMembersAreLeftOutWhereTheyAreNotWanted() throws {
    let expected: [(LongMembers, LongSample)] = [
      ([], LongSample(name: "a", notes: "b", files: ["c"])),
      (.texts, LongSample(name: "a", files: ["c"])),
      (.lists, LongSample(name: "a", notes: "b")),
      ([.texts, .lists], LongSample(name: "a")),
    ]
    for (leftOut, sample) in expected {
      try JSONReader.withSlice(of: bytes(#"{"files": ["c"], "notes": "b", "name": "a"}"#)) {
        var odd: [String] = []
        #expect(LongSample(object: $0, without: leftOut, oddFields: &odd) == sample)
        #expect(odd.isEmpty)
      }
    }
  }

  @Test func theTypeOfALongMemberIsCheckedThoughItIsLeftOut() throws {
    try JSONReader.withSlice(of: bytes(#"{"name": "a", "notes": 5, "files": null}"#)) {
      var odd: [String] = []
      let sample = LongSample(object: $0, without: [.texts, .lists], oddFields: &odd)
      #expect(sample == LongSample(name: "a"))
      #expect(odd == ["notes"])
    }
  }

  private func read(_ object: String) throws -> (sample: Sample, odd: [String]) {
    var odd: [String] = []
    let sample = try JSONReader.withSlice(of: bytes(object)) {
      Sample(object: $0, oddFields: &odd)
    }
    var walked: [Sample] = []
    var walkedOdd: [String] = []
    var source = ByteSource(bytes("[\(object)]"))
    try JSONReader.forEachElement(read: { source.read(into: $0) }) {
      walked.append(Sample(object: $0.value, oddFields: &walkedOdd))
    }
    #expect(walked == [sample])
    #expect(walkedOdd == odd)
    return (sample, odd)
  }

  private static let full = """
    {"name": "né\\n", "minutes": 60, "count": 4.0, "is_open": false, "end": "now", "rating": 5,
     "tools": ["a", "b"], "grid": [[1, 2], []], "extra": {"x": null}}
    """

  @Test func everyFieldIsRead() throws {
    let (sample, odd) = try read(Self.full)
    #expect(
      sample
        == Sample(
          name: "né\n", minutes: 60, count: 4, isOpen: false, end: "now", rating: 5,
          tools: ["a", "b"], grid: [[1, 2], []], extra: ["x": nil]))
    #expect(odd.isEmpty)
  }

  @Test func missingMembersLeaveTheDefaults() throws {
    for object in ["{}", "[]", "7", #"{"other": 1, "Name": "x", "nam": "y", "name ": "z"}"#] {
      let (sample, odd) = try read(object)
      #expect(sample == Sample())
      #expect(odd.isEmpty)
    }
  }

  @Test func membersAreFoundInAnyOrder() throws {
    let (sample, odd) = try read(
      #"{"u": 1, "rating": 2, "tools": [], "v": 2, "name": "n", "w": 3, "end": "e"}"#)
    #expect(sample == Sample(name: "n", end: "e", rating: 2, tools: []))
    #expect(odd.isEmpty)
  }

  @Test func ofARepeatedNameTheLastCountsHoweverItIsEscaped() throws {
    let (sample, odd) = try read(
      #"{"name": 1, "\u006eame": "first", "count": "x", "rating": 1, "count": 3, "n\u0061me": "n"}"#
    )
    #expect(sample == Sample(name: "n", count: 3, rating: 1))
    #expect(odd.isEmpty)
  }

  @Test func manyForeignMembersDoNotHideAField() throws {
    let foreign = (0..<300).map { "\"f\($0)\": \($0)" }.joined(separator: ",")
    let (sample, _) = try read("{\"name\": 1, \(foreign), \"count\": 9, \"name\": \"n\"}")
    #expect(sample == Sample(name: "n", count: 9))
  }

  @Test func nullLeavesADefaultOrMeansNil() throws {
    var original = Sample(end: "e", rating: 1)
    original.extra = nil
    let (sample, odd) = try read(
      """
      {"name": null, "minutes": null, "count": null, "is_open": null, "end": null, "rating": null,
       "tools": null, "grid": null, "extra": null}
      """)
    original.end = nil
    original.rating = nil
    #expect(sample == original)
    #expect(odd.isEmpty)
  }

  @Test func aValueOfAnotherTypeLeavesTheDefaultAndIsNamed() throws {
    let (sample, odd) = try read(
      """
      {"name": 1, "minutes": "60", "count": 4.5, "is_open": 0, "end": [], "rating": "5",
       "tools": ["a", null], "grid": [[1], ["2"]], "extra": 1}
      """)
    var expected = Sample()
    expected.extra = 1
    #expect(sample == expected)
    #expect(odd == ["name", "minutes", "count", "is_open", "end", "rating", "tools", "grid"])
  }

  @Test func membersGiveEveryFieldInOrder() {
    #expect(
      JSONValue.object(Sample(minutes: 60).members) == [
        "name": "unnamed", "minutes": 60.0, "count": 1, "is_open": true, "end": nil,
        "rating": nil, "tools": ["none"], "grid": [], "extra": "nothing",
      ])
  }

  @Test func onlyWhatDiffersIsAChange() throws {
    let (original, _) = try read(Self.full)
    #expect(original.changes(since: original).isEmpty)
    var changed = original
    changed.end = nil
    changed.minutes = 61
    changed.name = "ne\u{301}\n"
    #expect(
      changed.changes(since: original) == [
        .init("name", "ne\u{301}\n"), .init("minutes", 61.0), .init("end", nil),
      ])
  }

  @Test func recordsAreWrittenAndReadBack() throws {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<500 {
      let sample = Sample(
        name: generator.text(), minutes: Double(generator.below(100_000)) / 8,
        count: Int(truncatingIfNeeded: generator.next()), isOpen: generator.oneIn(2),
        end: generator.oneIn(2) ? generator.text() : nil,
        rating: generator.oneIn(2) ? generator.below(9) : nil,
        tools: (0..<generator.below(4)).map { _ in generator.text() },
        grid: (0..<generator.below(3)).map { _ in [generator.below(50)] }, extra: generator.json())
      let written = JSONWriter.indented(.object(sample.members))
      let (back, odd) = try read(text(written))
      #expect(back.changes(since: sample).isEmpty)
      #expect(odd.isEmpty)
    }
  }
}
