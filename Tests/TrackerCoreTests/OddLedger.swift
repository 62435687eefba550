// Ledgers written oddly, by chance: layouts, marks before the text, repeated keys, records that are none.

import JSON
import TestSupport

/// A ledger of a few sessions.
enum OddLedger {
  static let ids = ["a", "b", "caf\u{E9}", "cafe\u{301}", "s s"]
  static let files = ["sessions.json", "interactions.json", "issues.json"]

  /// Puts one into a world.
  static func store(in world: TestEnvironment, _ generator: inout SeededGenerator) throws {
    let style = OddText(&generator)
    var sessions = ids.prefix(1 + generator.below(ids.count)).map { id in
      JSONValue.Member(id, generator.oneIn(8) ? generator.json(depth: 1) : session(&generator))
    }
    if generator.oneIn(3) { sessions.append(JSONValue.Member("a", session(&generator))) }
    if generator.oneIn(6) { sessions.insert(JSONValue.Member("a", 5), at: 0) }
    let interactions = (0..<generator.below(8)).map { _ in
      record(&generator, "effectiveness_rating")
    }
    let issues = (0..<generator.below(5)).map { _ in record(&generator, "severity") }
    let mark = generator.oneIn(3) ? "\u{FEFF}" : ""
    let end = generator.pick(["", "\n", "\r\n", " "])
    for (name, value) in zip(
      files, [JSONValue.object(sessions), .array(interactions), .array(issues)])
    {
      try world.store(mark + style.text(value, &generator) + end, as: name)
    }
  }

  /// What stands in the files.
  static func texts(_ world: TestEnvironment) throws -> [String] {
    try files.map { try world.stored($0) ?? "" }
  }

  private static func session(_ generator: inout SeededGenerator) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("session_name", generator.pick(["A", "", "caf\u{E9}"])),
      .init("status", generator.pick(["completed", "completed", "abandoned", "active"])),
      .init("human_time_estimate_minutes", generator.pick([60, 45.5, 1e2, nil, "x"])),
      .init("notes", generator.pick(["", nil, "mine"])),
    ]
    if generator.oneIn(3) { members.removeFirst() }
    members += generator.members(depth: 1).map { JSONValue.Member("x-" + $0.name, $0.value) }
    members.shuffle(using: &generator)
    return .object(members)
  }

  private static func record(_ generator: inout SeededGenerator, _ name: String) -> JSONValue {
    if generator.oneIn(8) { return generator.json(depth: 1) }
    var members: [JSONValue.Member] = [
      .init("session_id", .string(generator.pick(ids))),
      .init(name, generator.pick([1, 2, 3, 4, 5, nil, "low"])),
    ]
    members += generator.members(depth: 1).map { JSONValue.Member("x-" + $0.name, $0.value) }
    members.shuffle(using: &generator)
    return .object(members)
  }
}
