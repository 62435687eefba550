// The interactions that a bar counts: as many as it says, each at its place among its session's records, texts and records
// read from there.

import TestSupport
import Testing

@testable import TrackerCore

@Suite final class InteractionListTests {
  let world: TestEnvironment
  let service: SessionService
  let engine = StatisticsEngine()

  init() throws {
    world = try TestEnvironment()
    service = world.service()
  }

  /// Records of some sessions in any order; some without a session, some whose rating is none, some that are no objects.
  private func storeByChance(_ generator: inout SeededGenerator) throws {
    let records = (0..<generator.below(60)).map { number in
      if generator.oneIn(12) { return generator.pick(["5", "null", "[{}]"]) }
      let id = generator.pick([#""a""#, #""b""#, #""\u0061""#, #""gone""#, "null", "7"])
      let rating = generator.pick(["1", "2", "5", "3", "null", "\"x\"", "9"])
      let tools = generator.pick(["[]", #"["edit"]"#, #"["edit", "grep"]"#])
      let time = "2024-11-\(10 + generator.below(12))T10:00:00Z"
      return #"{"session_id": \#(id), "prompt": "number \#(number)", "timestamp": "\#(time)", "#
        + #""effectiveness_rating": \#(rating), "iteration_count": \#(generator.below(6)), "#
        + #""tools_used": \#(tools)}"#
    }
    try world.store("[" + records.joined(separator: ",\n") + "]", as: "interactions.json")
    let sessions = ["a", "b", "c"].map {
      #""\#($0)": {"status": "active", "model_name": "\#(generator.pick(["m", "n", ""]))", "#
        + #""start_time": "2024-11-1\#(generator.below(9))T09:00:00Z"}"#
    }
    try world.store("{" + sessions.joined(separator: ",") + "}", as: "sessions.json")
  }

  @Test func aBarListsAsManyAsItCounts() throws {
    var generator = SeededGenerator(seed: 31)
    for _ in 0..<40 {
      try storeByChance(&generator)
      let all = try service.history(withFacts: true)
      for bounds in [nil, Timestamp("2024-11-14T00:00:00Z").map { $0.microseconds..<Int64.max }] {
        let history = all.restricted(to: bounds)
        let count = { (choice: SessionChoice) in
          self.engine.interactions(of: history, in: choice, calendar: .utc).rows.count
        }
        let ratings = history.interactions.all.countsByRating
        #expect((1...5).map { count(.rating($0)) } == ratings)
        for dimension in Dimension.all {
          for group in engine.ratings(history, by: dimension, calendar: .utc) {
            #expect(count(.group(dimension, key: group.key)) == group.tally.count)
          }
        }
        let breakdown = engine.effectivenessBreakdown(
          history, by: [.week],
          days: TrendDays(first: nil, last: try #require(CivilDate("2024-11-22"))),
          calendar: .utc)
        #expect((1...4).map { count(.iterations($0)) } == breakdown.byIterations.map(\.tally.count))
        for day in breakdown.byDay {
          let next = CivilDate(daysSince1970: day.firstDay.daysSince1970 + 1)
          #expect(count(.days(from: day.firstDay, before: next)) == day.tally.count)
        }
      }
    }
  }

  @Test func everyRowIsTheRecordAtItsPlace() throws {
    var generator = SeededGenerator(seed: 32)
    for _ in 0..<40 {
      try storeByChance(&generator)
      var places = RecordPlaces()
      let history = try service.history(noting: &places)
      for rating in 1...5 {
        let list = engine.interactions(of: history, in: .rating(rating), calendar: .utc)
        #expect(
          zip(list.rows, list.rows.dropFirst()).allSatisfy { $0.microseconds >= $1.microseconds })
        let wanted = list.rows.compactMap { list.place(of: $0) }
        let texts = try service.promptBeginnings(of: wanted, at: places)
        let stored = try service.document(of: .listed(wanted))
        var expected: [String] = []
        for row in list.rows {
          guard let place = list.place(of: row) else { continue }
          let records = try service.storage.loadInteractions(of: place.session)
          guard records.indices.contains(place.ordinal) else {
            Issue.record("no record \(place)")
            continue
          }
          let record = records[place.ordinal]
          #expect(record.effectivenessRating == rating && row.rating == rating)
          #expect(record.timestamp.flatMap(Timestamp.init) == row.time)
          #expect(texts[place] == record.prompt)
          expected.append(record.prompt)
        }
        let text = String(decoding: stored, as: UTF8.self)
        let order = expected.map { "\"prompt\": \"\($0)\"" }
        var rest = text[...]
        for prompt in order {
          guard let found = rest.firstRange(of: prompt) else {
            Issue.record("\(prompt) is not exported in its place")
            break
          }
          rest = rest[found.upperBound...]
        }
      }
    }
  }

  @Test func textsOfAnotherVersionAreNotRead() throws {
    var generator = SeededGenerator(seed: 33)
    try storeByChance(&generator)
    var places = RecordPlaces()
    _ = try service.history(noting: &places)
    try world.store(#"[{"session_id": "a", "prompt": "other"}]"#, as: "interactions.json")
    let wanted = [InteractionPlace(session: "a", ordinal: 0)]
    #expect(try service.promptBeginnings(of: wanted, at: places).isEmpty)
    _ = try service.history(noting: &places)
    #expect(try service.promptBeginnings(of: wanted, at: places) == [wanted[0]: "other"])
  }

  @Test func onlyTheBeginningOfALongTextIsRead() throws {
    let prompt = String(repeating: "é", count: 5000)
    try world.store(#"[{"session_id": "a", "prompt": "\#(prompt)"}]"#, as: "interactions.json")
    var places = RecordPlaces()
    _ = try service.history(noting: &places)
    let wanted = [InteractionPlace(session: "a", ordinal: 0)]
    let texts = try service.promptBeginnings(of: wanted, at: places)
    #expect(texts[wanted[0]]?.count == 400)
  }

  @Test func whatASearchFoundIsListedNewestFirst() {
    let times = ["2024-11-10T10:00:00Z", nil, "2024-11-12T10:00:00Z"]
    let matches = times.enumerated().map { number, time in
      InteractionMatch(
        sessionID: number == 1 ? "b" : "a", ordinal: number, timestamp: time, rating: number,
        iterations: number == 2 ? 300 : nil, excerpt: "")
    }
    let list = InteractionList(matches)
    #expect(list.rows.compactMap { list.place(of: $0)?.ordinal } == [2, 0, 1])
    #expect(list.rows.map(\.rating) == [2, nil, 1])
    #expect(list.rows.map(\.iterations) == [255, nil, nil])
    #expect(list.session(of: list.rows[2]) == "b")
  }
}
