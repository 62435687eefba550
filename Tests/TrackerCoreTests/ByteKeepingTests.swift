// What we do not understand we keep: over ledgers written oddly, every call leaves all bytes but its own, and the records it
// does touch mean what a naive model says.

import JSON
import TestSupport
import Testing
import TrackerCore

@Suite struct ByteKeepingTests {
  private static let ids = ["a", "b", "caf\u{E9}", "cafe\u{301}", "s s"]

  // MARK: Odd ledgers

  private func session(_ generator: inout SeededGenerator) -> JSONValue {
    var members: [JSONValue.Member] = []
    func add(_ name: String, _ values: [JSONValue], _ generator: inout SeededGenerator) {
      if !generator.oneIn(4) { members.append(JSONValue.Member(name, generator.pick(values))) }
    }
    add("start_time", ["2026-01-05T20:00:00Z", "2026-01-05T10:00:00", nil, 5], &generator)
    add("status", ["active", "completed", "abandoned", nil], &generator)
    add("execution_context", ["foreground", "background"], &generator)
    add("end_time", [nil, "2026-01-05T21:00:00Z", "late"], &generator)
    add("outcome", [nil, "success", "partial", 7], &generator)
    add("notes", ["", nil, "mine", "  "], &generator)
    add("total_interactions", [0, 1, 2.0, 3, "three", nil], &generator)
    add("avg_effectiveness", [0, 4, 4.5, nil], &generator)
    add("code_metrics", [[], [1], ["x"]], &generator)
    members += generator.members(depth: 1).map { JSONValue.Member("x-" + $0.name, $0.value) }
    members.shuffle(using: &generator)
    if generator.oneIn(4) { members.insert(JSONValue.Member("notes", "earlier"), at: 0) }
    return .object(members)
  }

  private func interaction(_ generator: inout SeededGenerator) -> JSONValue {
    if generator.oneIn(8) { return generator.json(depth: 1) }
    var members = [
      JSONValue.Member("session_id", .string(generator.pick(ByteKeepingTests.ids))),
      JSONValue.Member(
        "effectiveness_rating", generator.pick([1, 2, 3, 4, 5, 4.0, 4.5, nil, "4"])),
    ]
    if generator.oneIn(5) { members.removeLast() }
    members += generator.members(depth: 1).map { JSONValue.Member("x-" + $0.name, $0.value) }
    members.shuffle(using: &generator)
    return .object(members)
  }

  private func makeLedger(_ world: TestEnvironment, _ generator: inout SeededGenerator) throws {
    let style = OddText(&generator)
    let count = 1 + generator.below(ByteKeepingTests.ids.count)
    var sessions = ByteKeepingTests.ids.prefix(count).map { id in
      JSONValue.Member(id, generator.oneIn(8) ? generator.json(depth: 1) : session(&generator))
    }
    if generator.oneIn(3) { sessions.append(JSONValue.Member("a", session(&generator))) }
    try world.store(style.text(.object(sessions), &generator) + "\n", as: "sessions.json")
    let interactions = (0..<generator.below(8)).map { _ in interaction(&generator) }
    try world.store(style.text(.array(interactions), &generator), as: "interactions.json")
    try world.store(
      style.text(generator.pick([[], [[:]], [1, nil]]), &generator), as: "issues.json")
  }

  // MARK: The naive model

  /// Sets a member unless it holds an equal number already; how a tree changes when a session is updated.
  private func set(_ name: String, _ value: JSONValue, in session: inout JSONValue) {
    guard case .object(var members) = session else { return }
    if let place = members.firstIndex(where: { $0.name == name }) {
      let old = members[place].value
      if old == value || (old.double != nil && old.double == value.double) { return }
      members[place].value = value
    } else {
      members.append(JSONValue.Member(name, value))
    }
    session = .object(members)
  }

  private func logged(_ session: JSONValue, _ id: String, _ list: JSONValue, rating: Int)
    -> JSONValue
  {
    var ratings = [rating]
    for record in list.elements ?? [] {
      guard record["session_id"]?.text.map({ SessionID($0) == SessionID(id) }) == true else {
        continue
      }
      let stored = record["effectiveness_rating"]
      if stored == nil { ratings.append(0) }
      if let whole = stored?.integer { ratings.append(whole) }
    }
    let mean = Double(ratings.reduce(0, +)) / Double(ratings.count)
    var result = session
    set("total_interactions", .number(ratings.count), in: &result)
    set("avg_effectiveness", .number(mean.rounded(toDecimals: 2)), in: &result)
    return revised(result, since: session)
  }

  /// What changes gets a revision.
  private func revised(_ session: JSONValue, since before: JSONValue) -> JSONValue {
    var result = session
    if text(session) != text(before) {
      set("revision", .number((before["revision"]?.integer ?? 0) + 1), in: &result)
    }
    return result
  }

  private func ended(_ session: JSONValue) -> JSONValue {
    var result = session
    let isCompleted = session["status"] == "completed"
    let hasEnd = session["end_time"]?.text.flatMap(Timestamp.init) != nil
    let old = session["notes"]?.text ?? ""
    let added = old.hasSuffix("done") ? old[...] : (old + " done").drop { $0 == " " }
    let notes = isCompleted ? added : "done"
    set("status", "completed", in: &result)
    if !isCompleted || !hasEnd { set("end_time", "2026-01-05T21:15:18+00:00", in: &result) }
    set("outcome", "failed", in: &result)
    set("notes", .string(String(notes)), in: &result)
    return revised(result, since: session)
  }

  // MARK: The property

  private func text(_ value: JSONValue) -> String {
    String(decoding: JSONWriter.compact(value), as: UTF8.self)
  }

  /// Checks that only the session `id` changed, into `expected`, and that nothing else of the file did.
  private func expectOnly(
    _ id: String, became expected: JSONValue, before: String, after: String
  ) throws {
    let (old, new) = (try FileEntries(before), try FileEntries(after))
    #expect(new.trail == old.trail)
    #expect(new.entries.map(\.lead) == old.entries.map(\.lead))
    let place = old.entries.lastIndex { SessionID($0.name) == SessionID(id) }
    for (index, pair) in zip(old.entries, new.entries).enumerated() where index != place {
      #expect(pair.0 == pair.1)
    }
    guard let place else { return }
    let stored = try JSONReader.read(new.entries[place].value)
    #expect(text(stored) == text(expected))
  }

  /// Checks that one record stands behind all that stood there; returns it.
  private func expectAppended(before: String, after: String) throws -> JSONValue {
    let (old, new) = (try FileEntries(before), try FileEntries(after))
    #expect(Array(new.entries.dropLast()) == old.entries)
    let last = try #require(new.entries.last)
    if !old.entries.isEmpty {
      #expect(new.trail == old.trail)
      #expect(last.lead.starts(with: Array(",\n  ".utf8)))
    }
    return try JSONReader.read(last.value)
  }

  @Test func everyCallChangesOnlyWhatItIsAbout() throws {
    var generator = SeededGenerator(seed: 20_260_105)
    let world = try TestEnvironment()
    var changes = 0
    for _ in 0..<40 {
      try makeLedger(world, &generator)
      for _ in 0..<3 {
        let id = generator.pick(ByteKeepingTests.ids)
        let before = try files(world)
        let stored = try world.json("sessions.json")[id] ?? .null
        guard let members = stored.members, !members.isEmpty else {
          #expect(throws: TrackerError.sessionNotFound(SessionID(id))) {
            try world.service().logInteraction(.made(SessionID(id)))
          }
          #expect(try files(world) == before)
          continue
        }
        changes += 1
        // Work opens what a start closed: another test's business.
        switch stored["auto_closed"] == true ? 3 : generator.below(4) {
        case 0: try checkLog(world, id, stored, before, rating: 1 + generator.below(5))
        case 1: try checkEnd(world, id, stored, before)
        case 2: try checkFlag(world, id, before)
        default: try checkStart(world, before)
        }
      }
    }
    #expect(changes > 50)
  }

  private func files(_ world: TestEnvironment) throws -> [String] {
    try ["sessions.json", "interactions.json", "issues.json"].map { try world.stored($0) ?? "" }
  }

  private func checkLog(
    _ world: TestEnvironment, _ id: String, _ stored: JSONValue, _ before: [String], rating: Int
  ) throws {
    let list = try JSONReader.read(Array(before[1].utf8))
    _ = try world.service().logInteraction(.made(SessionID(id), rating: rating))
    let after = try files(world)
    let record = try expectAppended(before: before[1], after: after[1])
    #expect(record["effectiveness_rating"] == .number(rating))
    let expected = logged(stored, id, list, rating: rating)
    try expectOnly(id, became: expected, before: before[0], after: after[0])
    #expect(after[2] == before[2])
  }

  private func checkEnd(
    _ world: TestEnvironment, _ id: String, _ stored: JSONValue, _ before: [String]
  ) throws {
    let hasEnded =
      stored["status"] == "completed"
      && stored["end_time"]?.text.flatMap(Timestamp.init) != nil
    _ = try world.service().endSession(
      SessionID(id), outcome: Outcome(rawValue: "failed"), notes: "done",
      at: hasEnded ? nil : AskedEnd(nil, name: "--at"), isAgain: true)
    let after = try files(world)
    try expectOnly(id, became: ended(stored), before: before[0], after: after[0])
    #expect(after[1...] == before[1...])
  }

  private func checkFlag(_ world: TestEnvironment, _ id: String, _ before: [String]) throws {
    _ = try world.service().flagIssue(
      session: SessionID(id), issueType: "x", description: "\u{1F}é", severity: .low)
    let after = try files(world)
    #expect(after[..<2] == before[..<2])
    let record = try expectAppended(before: before[2], after: after[2])
    #expect(record["description"] == "\u{1F}é")
  }

  /// A start closes the running foreground sessions and keeps the bytes of all others.
  private func checkStart(_ world: TestEnvironment, _ before: [String]) throws {
    let started = try world.server(9).startSession(.made())
    let after = try files(world)
    #expect(after[1...] == before[1...])
    let (old, new) = (try FileEntries(before[0]), try FileEntries(after[0]))
    #expect(new.trail == old.trail)
    #expect(new.entries.count == old.entries.count + 1)
    #expect(new.entries.last?.name == started.session.id.text)
    for (was, now) in zip(old.entries, new.entries) {
      #expect(now.lead == was.lead)
      if was == now { continue }
      #expect(started.autoClosed.contains(SessionID(was.name)))
      let record = try JSONReader.read(now.value)
      #expect(record["status"] == "completed")
      #expect(record["outcome"] == "partial")
      #expect(record["notes"]?.text?.hasSuffix("]") == true)
    }
    let closed = Set(
      zip(old.entries, new.entries).filter { $0.value != $1.value }.map { SessionID($0.0.name) })
    #expect(closed == Set(started.autoClosed))
  }
}
