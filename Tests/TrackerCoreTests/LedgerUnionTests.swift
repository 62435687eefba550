// The union of copies that have diverged: whichever way they are put together, the same rows come out.

import JSON
import Platform
import TestSupport
import Testing

@testable import TrackerCore

struct LedgerUnionTests {
  private let world: TestEnvironment

  init() throws { world = try TestEnvironment() }

  /// A copy of a ledger as it might be somewhere else: records missing, edited, ended, doubled, in another order.
  private func store(_ copy: String, seed: UInt64) throws {
    var shared = SeededGenerator(seed: seed / 10)
    var own = SeededGenerator(seed: seed)
    var sessions: [JSONValue.Member] = []
    var interactions: [JSONValue] = []
    var issues: [JSONValue] = []
    for number in 0..<8 {
      let start = "2026-01-0\(1 + shared.below(3))T0\(shared.below(9)):00:00+00:00"
      let count = shared.below(4)
      if own.oneIn(5) { continue }
      let isDone = own.oneIn(2)
      var members: [JSONValue.Member] = [
        .init("session_name", .string("Task \(number)")), .init("start_time", .string(start)),
        .init("status", .string(isDone ? "completed" : "active")),
        .init("total_interactions", .number(JSONNumber(own.below(9)))),
        .init(
          "code_metrics",
          .array(
            (0..<own.below(3)).map { _ in .object([.init("file_path", .string("f\(own.below(4))"))])
            })),
      ]
      if isDone { members.append(.init("end_time", .string("2026-01-05T0\(own.below(9)):00:00Z"))) }
      if own.oneIn(3) { members.append(.init("revision", .number(JSONNumber(own.below(3))))) }
      sessions.append(.init("s\(number)", .object(members.shuffled(using: &own))))
      for place in 0..<count where !own.oneIn(4) {
        let record = JSONValue.object([
          .init("session_id", .string(own.oneIn(9) ? "gone" : "s\(number)")),
          .init("timestamp", .string(start)), .init("prompt", .string("p\(place / 2)")),
          .init("response_summary", .string("r")),
          .init("effectiveness_rating", .number(JSONNumber(1 + own.below(5)))),
        ])
        interactions.append(record)
        issues.append(
          .object([
            .init("session_id", .string("s\(number)")), .init("timestamp", .string(start)),
            .init("resolved", .bool(own.oneIn(2))), .init("description", .string("d\(place)")),
          ]))
      }
    }
    sessions.shuffle(using: &own)
    interactions.shuffle(using: &own)
    for (name, value) in [
      ("sessions", JSONValue.object(sessions)), ("interactions", .array(interactions)),
      ("issues", .array(issues)),
    ] {
      try world.directory.write(
        String(decoding: JSONWriter.indented(value), as: UTF8.self), to: "\(copy)/\(name).json")
    }
  }

  private func rows(_ copies: [String], _ form: ExportForm = .jsonl, since: Int64? = nil) throws
    -> String
  {
    let export = try DatabaseExport(
      of: copies.map {
        UnionSource(
          name: "same",
          StorageManager(environment: world.environment, directory: world.directory.path + "/" + $0)
        )
      }, config: Config(), withTexts: true, since: since)
    var bytes: [UInt8] = []
    try export.write(form) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: 1..<41 as Range<UInt64>)
  func orderAndRepetitionMakeNoDifference(seed: UInt64) throws {
    for (place, copy) in ["a", "b", "c"].enumerated() {
      try RealFileSystem().createDirectory(world.directory.path + "/" + copy)
      try store(copy, seed: 10 * seed + UInt64(place))
    }
    let expected = try rows(["a", "b", "c"])
    #expect(!expected.isEmpty)
    for order in [["c", "b", "a"], ["b", "a", "c"], ["a", "c", "b"], ["b", "c", "b", "a", "a"]] {
      #expect(try rows(order) == expected)
    }
    #expect(try rows(["a", "a"]) == rows(["a"]))
  }

  @Test func whatIsWrittenIsTheSameEveryTimeAndInTheOrderOfKeys() throws {
    try RealFileSystem().createDirectory(world.directory.path + "/a")
    try store("a", seed: 7)
    let text = try rows(["a"], .sql)
    #expect(try rows(["a"], .sql) == text)
    let keys = text.split(separator: "\n").compactMap { line in
      line.hasPrefix("('") ? line.dropFirst(2).prefix(36) : nil
    }
    #expect(keys.count > 8)
    let sessions = keys.prefix { _ in true }.prefix(try #require(text.sessionCount))
    #expect(Array(sessions) == sessions.sorted())
  }

  @Test func anInteractionBelongsToTheSessionThatAnotherCopyHolds() throws {
    for copy in ["a", "b"] {
      try RealFileSystem().createDirectory(world.directory.path + "/" + copy)
    }
    try world.directory.write(
      #"{"s": {"start_time": "2026-01-05T09:00:00Z"}}"#, to: "a/sessions.json")
    try world.directory.write(
      #"[{"session_id": "s", "timestamp": "2026-01-05T09:10:00Z", "prompt": "p"}]"#,
      to: "b/interactions.json")
    let lines = try rows(["b", "a"]).split(separator: "\n")
    #expect(lines.count == 2)
    let key = lines[0].firstIndex(of: "-").map { lines[0][$0...].prefix(28) }
    #expect(lines[1].contains(try #require(key)))
  }

  @Test func sinceKeepsSessionsThatWereLastSeenSinceThen() throws {
    try RealFileSystem().createDirectory(world.directory.path + "/a")
    try world.directory.write(
      """
      {"old": {"start_time": "2026-01-01T09:00:00Z", "end_time": "2026-01-01T10:00:00Z"},
       "long": {"start_time": "2026-01-01T09:00:00Z", "end_time": "2026-01-03T10:00:00Z"},
       "running": {"start_time": "2026-01-01T09:00:00Z"}}
      """, to: "a/sessions.json")
    try world.directory.write(
      """
      [{"session_id": "old", "timestamp": "2026-01-01T09:30:00Z"},
       {"session_id": "running", "timestamp": "2026-01-02T09:30:00Z"}]
      """, to: "a/interactions.json")
    let bound = try #require(Timestamp("2026-01-02T00:00:00Z")).microseconds
    let text = try rows(["a"], since: bound)
    #expect(!text.contains(#""old""#))
    for id in ["long", "running"] { #expect(text.contains("\"\(id)\"")) }
    #expect(text.split(separator: "\n").count == 3)
  }
}

extension String {
  /// How many rows the first statement of a table has.
  fileprivate var sessionCount: Int? {
    split(separator: "INSERT INTO ai_session ").last?.split(separator: "ON CONFLICT").first?
      .split(separator: "\n").count { $0.hasPrefix("('") }
  }
}
