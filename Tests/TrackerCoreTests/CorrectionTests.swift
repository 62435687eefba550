// Ratings that are corrected: found by number, kept, counted anew, and revisions that count changes.

import JSON
import TestSupport
import Testing
import TrackerCore

@Suite final class CorrectionTests {
  let world: TestEnvironment
  init() throws { world = try TestEnvironment() }

  private func logged(_ ratings: [Int], by service: SessionService) throws -> SessionID {
    let id = try service.startSession(.made()).session.id
    let other = try world.service().startSession(.made("other", context: .background)).session.id
    for rating in ratings {
      _ = try service.logInteraction(.made(id, rating: rating))
      _ = try service.logInteraction(.made(other, rating: 1))
    }
    return id
  }

  @Test(arguments: [
    (-1, 2, [5, 4, 2]), (3, 2, [5, 4, 2]), (1, 2, [2, 4, 3]), (2, 5, [5, 5, 3]),
  ])
  func aRatingIsCorrectedAndTheFormerOneKept(
    _ number: Int, _ rating: Int, _ expected: [Int]
  ) throws {
    let service = world.server(7)
    let id = try logged([5, 4, 3], by: service)
    world.pass(minutes: 5)
    let corrected = try service.correctInteraction(number, of: id, rating: rating)
    let index = number == -1 ? 2 : number - 1
    #expect(corrected.correction?.number == index + 1)
    #expect(corrected.correction?.formerRating == [5, 4, 3][index])
    #expect(corrected.totalInteractions == 3)
    let mean = Double(expected.reduce(0, +)) / 3
    #expect((corrected.averageEffectiveness - mean).magnitude < 0.005)
    #expect(
      try world.member("avg_effectiveness", of: id) == .number(corrected.averageEffectiveness))
    let records = try #require(try world.json("interactions.json").elements)
      .filter { $0["session_id"] == id.json }
    #expect(records.map { $0["effectiveness_rating"] } == expected.map { .number($0) })
    #expect(records[index]["previous_ratings"] == [.number([5, 4, 3][index])])
    #expect(records[index]["revision"] == 1)
    #expect(records[index]["timestamp"] == "2026-01-05T21:15:18+00:00")
    // What is remembered counts like what is read.
    let next = try service.logInteraction(.made(id, rating: 1))
    let anew = try world.service().logInteraction(.made(id, rating: 1))
    let sum = Double(expected.reduce(0, +))
    #expect((next.averageEffectiveness - (sum + 1) / 4).magnitude < 0.005)
    #expect((anew.averageEffectiveness - (sum + 2) / 5).magnitude < 0.005)
  }

  @Test func everyCorrectionIsKeptInOrderAndTheSameRatingChangesNothing() throws {
    let service = world.server(7)
    let id = try logged([5], by: service)
    for rating in [3, 4, 4] { _ = try service.correctInteraction(-1, of: id, rating: rating) }
    let record = try #require(try world.json("interactions.json").elements?.first)
    #expect(record["previous_ratings"] == [5, 3] && record["revision"] == 2)
    let before = try (world.stored("sessions.json"), world.stored("interactions.json"))
    _ = try service.correctInteraction(1, of: id, rating: 4)
    #expect(try world.stored("sessions.json") == before.0)
    #expect(try world.stored("interactions.json") == before.1)
  }

  @Test func formerRatingsThatAreOddStay() throws {
    try world.store(
      #"[{"session_id": "a", "effectiveness_rating": 4, "previous_ratings": [1, "x", 2.5]}]"#,
      as: "interactions.json")
    try world.store(#"{"a": {"status": "active"}}"#, as: "sessions.json")
    _ = try world.service().correctInteraction(-1, of: "a", rating: 2)
    let record = try #require(try world.json("interactions.json").elements?.first)
    #expect(record["previous_ratings"] == [1, "x", 2.5, 4])
  }

  @Test(arguments: [0, 4, -2, 1_000_000, .max, .min])
  func aNumberThatTheSessionDoesNotHaveIsRefused(_ number: Int) throws {
    let id = try logged([5, 4, 3], by: world.server(7))
    let before = try world.stored("interactions.json")
    #expect(
      throws: TrackerError.invalidParameter(
        name: "corrects_interaction",
        mustBe: "-1 for the last interaction or a number from 1 to 3, not \(number)")
    ) { try world.server(7).correctInteraction(number, of: id, rating: 2) }
    #expect(try world.stored("interactions.json") == before)
    let empty = try world.server(7).startSession(.made("empty")).session.id
    #expect(throws: TrackerError.self) {
      try world.server(7).correctInteraction(-1, of: empty, rating: 2)
    }
  }

  /// A correction is no work: it neither opens a session again nor moves its end.
  @Test func aCorrectionIsNoSignOfLife() throws {
    let server = world.server(7)
    let id = try logged([5], by: server)
    _ = try server.startSession(.made("next"))
    world.pass(minutes: 10)
    _ = try server.correctInteraction(-1, of: id, rating: 1)
    #expect(try world.member("status", of: id) == "completed")
    #expect(try world.member("end_time", of: id) == "2026-01-05T21:15:18+00:00")
  }

  /// Layouts of other programs: every other byte stays.
  @Test(
    arguments: [
      "[{R1},{R2},{R3}]", "[\n    {R1},\n    {R2},\n    {R3}\n]",
      "[\r\n  {R1},\r\n  {R2},{R3}\r\n]",
      "[\n  {R1},\n  {R2},\n  7,\n  {R3}\n]\n",
    ], [(1, "R1"), (2, "R3"), (-1, "R3")])
  func aRecordIsFoundInAnyLayout(_ layout: String, _ wanted: (Int, String)) throws {
    func text(_ change: (String) -> String = { $0 }) -> String {
      ["R1": "a", "R2": "b", "R3": "a"].reduce(layout) { text, record in
        let plain = """
          "prompt": "\(record.key)", "session_id": "\(record.value)", "effectiveness_rating": 5
          """
        return text.replacing(record.key, with: record.key == wanted.1 ? change(plain) : plain)
      }
    }
    try world.store(text(), as: "interactions.json")
    try world.store(#"{"a": {"status": "active"}}"#, as: "sessions.json")
    _ = try world.service().correctInteraction(wanted.0, of: "a", rating: 2)
    let stored = try #require(try world.stored("interactions.json"))
    let blanks: Set<Character> = [" ", "\n", "\r\n"]
    #expect(
      stored.filter { !blanks.contains($0) }
        == text { $0.dropLast() + #"2, "previous_ratings": [5], "revision": 1"# }.filter {
          !blanks.contains($0)
        })
  }

  @Test func everyChangeOfARecordCountsItsRevision() throws {
    let server = world.server(7)
    let id = try server.startSession(.made()).session.id
    #expect(try world.member("revision", of: id) == nil)
    _ = try server.logInteraction(.made(id))
    _ = try server.logInteraction(.made(id))
    #expect(try world.member("revision", of: id) == 2)
    _ = try server.endSession(
      id, outcome: Outcome(rawValue: "success"), lastExchange: .made(""))
    #expect(try world.member("revision", of: id) == 3)
    #expect(
      try world.json("interactions.json").elements?.allSatisfy { $0["revision"] == nil } == true)
    let issue = try server.flagIssue(
      session: id, issueType: "x", description: "", severity: .low
    ).issue
    #expect(try world.json("issues.json").elements?.first?["revision"] == nil)
    _ = try server.resolveIssue(ShownIssue(issue), isResolved: true, notes: "")
    #expect(try world.json("issues.json").elements?.first?["revision"] == 1)
  }
}
