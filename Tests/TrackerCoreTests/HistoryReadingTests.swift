// What is read of files that other programs wrote: odd records are skipped, counted and named, and stay where they are.

import JSON
import TestSupport
import Testing

@testable import TrackerCore

@Suite final class HistoryReadingTests {
  let world: TestEnvironment
  let service: SessionService

  init() throws {
    world = try TestEnvironment()
    service = world.service()
  }

  private func described(_ history: History) -> [String] {
    history.skipped.map { "\($0.file) \($0.record): \($0.reason)" }
  }

  @Test func interactionsWithoutAUsableRatingAreNamedByTheirPosition() throws {
    try world.store(
      #"""
      [{"session_id": "a", "effectiveness_rating": 5}, {"session_id": "a", "effectiveness_rating": null},
       {"session_id": "a", "effectiveness_rating": 4.5}, 7, {"session_id": "a", "effectiveness_rating": "4"},
       {"session_id": "a", "effectiveness_rating": 4.0}, {"session_id": "a"}, null, [], "text",
       {"session_id": "a", "effectiveness_rating": true}, {"session_id": "a", "effectiveness_rating": 9.7},
       {"session_id": "a", "effectiveness_rating": NaN}, {"session_id": null, "effectiveness_rating": 2}]
      """#, as: "interactions.json")
    let history = try service.history()
    let rating = "effectiveness_rating is not a whole number"
    #expect(
      described(history) == [
        "interactions.json 2: \(rating)", "interactions.json 3: \(rating)",
        "interactions.json 4: not an object", "interactions.json 5: \(rating)",
        "interactions.json 8: not an object", "interactions.json 9: not an object",
        "interactions.json 10: not an object", "interactions.json 13: \(rating)",
      ])
    #expect(history.skippedCount == 8)
    // 5, 4, none, true, 9 of 9.7, and 2 without a session.
    #expect(history.interactions.all.count == 6)
    #expect(history.interactions.all.ratingSum == 5 + 4 + 0 + 1 + 9 + 2)
    #expect(history.interactions.all.countsByRating == [1, 1, 0, 1, 1])
    #expect(history.interactions.bySession["a"]?.count == 5)
    #expect(history.interactions.bySession.count == 1)
    #expect(try service.report().contains("★★★★☆: 1"))
  }

  @Test func sessionsOfTheWrongShapeAreNamedByTheirKey() throws {
    try world.store(
      #"""
      {"number": 7, "list": [{}], "null": null, "good": {"status": "completed"},
       "odd": {"status": "completed", "human_time_estimate_minutes": "60", "start_time": 5, "notes": null,
               "total_interactions": null, "code_metrics": [1]}}
      """#, as: "sessions.json")
    let history = try service.history()
    #expect(history.sessions.map(\.id) == ["good", "odd"])
    #expect(
      described(history)
        == [
          "sessions.json number: not an object", "sessions.json list: not an object",
          "sessions.json null: not an object",
          "sessions.json odd: start_time, human_time_estimate_minutes, code_metrics of another type, left out",
        ])
    let odd = try #require(history.sessions.last)
    #expect(odd.startTime == nil)
    #expect(odd.estimateMinutes == nil)
    #expect(odd.codeMetrics == [])
    #expect(try service.report().contains("Completed sessions: 2"))
  }

  @Test func issuesThatAreNoObjectsAreNamedByTheirPosition() throws {
    try world.store(#"[{"severity": "low"}, 5, {"severity": 5}, []]"#, as: "issues.json")
    let history = try service.history()
    #expect(
      described(history) == ["issues.json 2: not an object", "issues.json 4: not an object"])
    #expect(history.issues.map(\.severity) == ["low", nil])
    #expect(StatisticsEngine().overview(history, calendar: .utc).skippedCount == 2)
  }

  @Test func manySkippedRecordsAreCountedAndTheFirstNamed() throws {
    let text = "[" + [String](repeating: "1", count: 250).joined(separator: ", ") + "]"
    try world.store(text, as: "interactions.json")
    let history = try service.history()
    #expect(history.skippedCount == 250)
    #expect(history.skipped.count == History.maximumSkippedNamed)
    #expect(history.skipped.last?.record == "100")
  }

  @Test func numbersBeyondAllMeasureDoNotOverflow() throws {
    let huge =
      #"{"session_id": "a", "effectiveness_rating": 9223372036854775807, "iteration_count": 9223372036854775807}"#
    let low =
      #"{"session_id": "a", "effectiveness_rating": -9223372036854775808, "iteration_count": -5}"#
    let big = #"{"session_id": "a", "effectiveness_rating": 1e300}"#
    try world.store("[\(huge), \(huge), \(low), \(big)]", as: "interactions.json")
    try world.store(
      #"{"a": {"total_interactions": 1e300, "avg_effectiveness": 1e999, "human_time_estimate_minutes": 1000000000000000000000000000000}}"#,
      as: "sessions.json")
    let history = try service.history()
    #expect(history.interactions.all.count == 3)
    #expect(history.skippedCount == 2)
    #expect(history.sessions.first?.humanTimeEstimateMinutes == 1e30)
    #expect(try service.logInteraction(.made("a")).totalInteractions == 4)
    #expect(try service.report().contains("Total sessions: 1"))
  }

  @Test func idsAreReadHoweverTheyAreEscaped() throws {
    try world.store(
      #"{"caf\u00e9": {"status": "active"}, "\u0061b": {"status": "active"}, "cafe\u0301": {}}"#,
      as: "sessions.json")
    try world.store(
      #"[{"session_id": "café", "effectiveness_rating": 5}, {"session_id": "caf\u00e9", "effectiveness_rating": 4}, {"session_id": "ab", "effectiveness_rating": 1}]"#,
      as: "interactions.json")
    let history = try service.history()
    #expect(history.sessions.map(\.id.text) == ["caf\u{E9}", "ab", "cafe\u{301}"])
    #expect(history.interactions.bySession["caf\u{E9}"]?.ratingSum == 9)
    #expect(history.interactions.bySession["cafe\u{301}"] == nil)
    #expect(try service.detail(of: "caf\u{E9}").interactions.count == 2)
    #expect(try service.logInteraction(.made("ab", rating: 3)).averageEffectiveness == 2)
  }

  @Test func theLastChangeOfAnyFileIsTold() throws {
    #expect(try service.history().changedAt == nil)
    try world.directory.write("{}", to: ".ai_sessions/sessions.json", secondsOld: 500)
    try world.directory.write("[]", to: ".ai_sessions/issues.json", secondsOld: 90)
    let changedAt = try #require(try service.history().changedAt)
    let now = Environment.process.now()
    let age = Double(now.microseconds - changedAt.microseconds) / 1e6
    #expect((89...100).contains(age))
  }

  /// However the sessions follow one another, each gets what is its own.
  @Test func talliesAreThoseOfCountingOneByOne() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<20 {
      var expected = InteractionTallies()
      let records = (0..<generator.below(40)).map { _ in
        let rating = generator.below(7)
        let iterations = generator.below(4)
        let id = generator.pick([#""a""#, #""a""#, #""\u0061""#, #""b""#, "null", "5"])
        let session: SessionID? =
          id == #""b""# ? "b" : id.contains("a") || id.contains("61") ? "a" : nil
        // Counted are whole numbers; the largest are held within what sums can bear.
        let tokens: (text: String, count: Int?) = generator.pick([
          (#", "tokens_in": 1204"#, 1204), (#", "tokens_in": null"#, nil), ("", nil),
          (#", "tokens_in": "7""#, nil), (#", "tokens_in": 1.5"#, nil),
          (#", "tokens_in": 9000000000000000000"#, InteractionTally.mostTokens),
        ])
        expected.add(
          session: session, rating: rating, iterations: max(1, iterations), tokensIn: tokens.count)
        return
          #"{"iteration_count": \#(iterations), "session_id": \#(id), "effectiveness_rating": \#(rating)\#(tokens.text)}"#
      }
      try world.store("[" + records.joined(separator: ",\n") + "]", as: "interactions.json")
      #expect(try service.history().interactions == expected)
    }
  }

  /// 20,000 records of 80 bytes: many windows long, one record across each border.
  @Test func aLongFileIsReadThroughTheWindow() throws {
    var text = "["
    for number in 0..<20_000 {
      text += number == 0 ? "" : ",\n"
      text +=
        #"{"session_id": "s\#(number % 7)", "x": [1, {"y": "]"}], "effectiveness_rating": \#(number % 5 + 1)}"#
    }
    try world.store(text + "]", as: "interactions.json")
    let tallies = try service.history().interactions
    #expect(tallies.all.countsByRating == [4000, 4000, 4000, 4000, 4000])
    #expect(tallies.bySession.count == 7)
  }

  @Test func ofALongSessionOnlyTheLastRecordsAreHeld() throws {
    func list(_ count: Int, _ member: String) -> String {
      let records = (1...count).map { number in
        #"{"session_id": "\#(number % 3 == 0 ? "b" : "a")", "\#(member)": "\#(number)"}"#
      }
      return "[" + records.joined(separator: ",\n") + "]"
    }
    try world.store(#"{"a": {"status": "active"}, "b": {}}"#, as: "sessions.json")
    try world.store(list(100, "prompt"), as: "interactions.json")
    try world.store(list(7, "description"), as: "issues.json")
    var seen = 0
    let latest = try service.latest(
      of: "a", limit: 5,
      interaction: { interaction -> Int? in
        seen += 1
        return Int(interaction.prompt)
      }, issue: { Int($0.description) })
    #expect(latest.session.id == "a")
    #expect(seen == 67)
    #expect(latest.interactions == [94, 95, 97, 98, 100])
    #expect(latest.issues == [1, 2, 4, 5, 7])
    #expect(throws: TrackerError.sessionNotFound("c")) {
      try self.service.latest(of: "c", limit: 5, interaction: { _ in 0 }, issue: { _ in 0 })
    }
  }
}
