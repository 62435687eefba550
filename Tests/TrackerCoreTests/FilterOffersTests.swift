// What is offered while a filter is typed: fields, values with how many sessions have them, saved filters, and what is not
// known.

import TestSupport
import Testing

@testable import TrackerCore

extension History {
  /// Counted anew.
  fileprivate func offers(
    for text: String, saved: [SavedFilter] = [], bounds: Range<Int64>?, now: Timestamp,
    calendar: LocalCalendar
  ) -> FilterOffers {
    var counts: FilterCounts?
    return offers(
      for: text, saved: saved, bounds: bounds, now: now, calendar: calendar, counts: &counts)
  }
}

struct FilterOffersTests {
  private let now = Timestamp("2024-11-22T14:33:20Z") ?? Timestamp(microseconds: 0)

  /// Sessions with type, model and project, the first one the newest.
  private func history(_ lines: [(String, String, String?)]) -> History {
    var history = History()
    for (place, line) in lines.enumerated() {
      var session = Session()
      session.id = SessionID("s\(place)")
      session.startTime = "2024-11-2\(place % 3)T10:00:00Z"
      (session.taskType, session.modelName, session.project) = (line.0, line.1, line.2)
      history.sessions.append(session)
    }
    return history
  }

  private var shop: History {
    history([
      ("debugging", "claude-sonnet-4", "shop"), ("debugging", "claude-opus-4", "shop"),
      ("debugging", "claude-sonnet-4", "my shop"), ("testing", "gpt-5-codex", nil),
      ("testing", "claude-sonnet-4", " "),
    ])
  }

  private func offers(_ text: String, saved: [SavedFilter] = []) -> FilterOffers {
    shop.offers(for: text, saved: saved, bounds: nil, now: now, calendar: .utc)
  }

  private func lines(_ text: String, saved: [SavedFilter] = []) -> [String] {
    offers(text, saved: saved).offers.map {
      [$0.word, $0.note, $0.amount].filter { !$0.isEmpty }.joined(separator: " · ")
    }
  }

  @Test func anEmptyFilterOffersFieldsWithTheirValues() {
    let offered = lines("")
    #expect(offered.contains("type: · debugging testing · 2"))
    #expect(offered.contains("project: · shop my shop · 2"))
    #expect(offered.count == FilterField.all.count)
  }

  @Test(arguments: [
    ("ty", ["type: · debugging testing · 2"]), ("-ty", ["-type: · debugging testing · 2"]),
    ("type:testing mod", ["model: · claude-sonnet-4 gpt-5-codex · 2"]), ("zebra", []), ("a|b", []),
  ])
  func theBeginningOfAFieldOffersThoseThatBeginSo(text: String, expected: [String]) {
    #expect(lines(text) == expected)
  }

  @Test(arguments: [
    ("model:", ["claude-sonnet-4", "claude-opus-4", "gpt-5-codex"], ["3", "1", "1"]),
    ("type:debugging model:", ["claude-sonnet-4", "claude-opus-4"], ["2", "1"]),
    ("model:opus", ["claude-opus-4"], ["1"]),
    ("-model=gpt", ["gpt-5-codex"], ["1"]), ("model:gpt|clau", ["claude-sonnet-4"], ["3"]),
  ])
  func valuesAreThoseOfSessionsThatTheRestKeeps(
    text: String, values: [String], counts: [String]
  ) {
    let offered = offers(text).offers
    #expect(offered.count >= values.count)
    #expect(zip(offered.map(\.label), values).allSatisfy { $0 == $1 })
    #expect(zip(offered.map(\.amount), counts).allSatisfy { $0.hasPrefix($1 + " session") })
  }

  @Test func aValueWithBlanksIsTakenInQuotationMarks() {
    #expect(offers("project:my").offers.map(\.word) == ["project:\"my shop\""])
    #expect(offers("project:\"my s").offers.map(\.word) == ["project:\"my shop\""])
  }

  @Test(arguments: [
    ("type:debuging", "type:debuging is not known", "type:debugging"),
    ("projct:shop", "no field projct", "project:shop"),
    ("-modle:gpt eff<3", "no field modle", ""), ("status:complet", nil, "status:completed"),
    ("type:deb", nil, "type:debugging"), ("type:planning", nil, "type:planning"),
    ("name:nowhere", nil, ""),
  ])
  func whatIsNotKnownIsNamedWithTheNearest(text: String, sentence: String?, word: String) {
    let offered = offers(text)
    #expect(offered.unknown?.sentence == sentence)
    #expect(offered.offers.first?.word ?? "" == word)
  }

  @Test func savedFiltersAreOfferedAndStandForWhatTheySay() throws {
    let saved = [
      SavedFilter(name: "bugs", expression: "type:debugging"),
      SavedFilter(name: "mine", expression: "@bugs project:shop"),
    ]
    #expect(lines("@m", saved: saved) == ["@mine · @bugs project:shop · 3 sessions"])
    let filter = try SessionFilter("@mine model:opus", saved: saved)
    #expect(shop.rows(meaning: filter, now: now, calendar: .utc).count == 1)
    #expect(throws: FilterProblem.unknownSaved("yours")) {
      try SessionFilter("@yours", saved: saved)
    }
    #expect(throws: FilterProblem.unknownSaved("a")) {
      try SessionFilter("@a", saved: [SavedFilter(name: "a", expression: "@a")])
    }
    #expect(try SessionFilter("@yours").expression == "@yours")
  }

  /// Taking an offer leaves a filter that can be read and means as many sessions as were told.
  @Test(arguments: 1...20) func whatIsOfferedIsWhatIsFound(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let words = ["a", "ab", "abc", "A b", "|", "\"q\"", "é", "", " ", "日本 語", "x:y", "-z", "@s"]
    let history = history(
      (0..<30).map { _ in
        (
          words.randomElement(using: &random) ?? "", words.randomElement(using: &random) ?? "",
          words.randomElement(using: &random)
        )
      })
    let rests = ["", "type:a ", "-model:b ", "a ", "project:\"A b\" "]
    for field in FilterField.all where field.listsValues {
      let rest = rests.randomElement(using: &random) ?? ""
      let offered = history.offers(
        for: "\(rest)\(field.word):", bounds: nil, now: now, calendar: .utc)
      #expect(!offered.offers.isEmpty || field.word == "tool" || field.knownWords.isEmpty)
      for offer in offered.offers {
        let filter = try SessionFilter(rest + offer.word)
        let found = history.rows(meaning: filter, now: now, calendar: .utc).count
        #expect(offer.amount == countText(found, "session"), "\(rest)\(offer.word)")
      }
    }
  }

  /// What was counted for earlier letters changes nothing, wherever one goes on, and in whatever range.
  @Test(arguments: 1...20) func whatIsKeptGivesWhatIsCountedAnew(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let words = ["a", "ab", "abc", "A b", "é", "", "日本 語", "shop"]
    let history = history(
      (0..<20).map { _ in
        (
          words.randomElement(using: &random) ?? "", words.randomElement(using: &random) ?? "",
          words.randomElement(using: &random)
        )
      })
    let saved = [SavedFilter(name: "as", expression: "type:a")]
    let expressions = [
      "type:ab model:a", "model:zebra eff<3", "start:7d type:A", "@as project:\"A b\"",
      "-type:ab status:run", "projct:a type:a", "type:", "\"a type:b", "", "a|b n>1 est",
    ]
    let day = now.microseconds - 2 * 86_400_000_000
    var counts: FilterCounts?
    for _ in 0..<12 {
      let whole = expressions.randomElement(using: &random) ?? ""
      let bounds = random.oneIn(3) ? day..<Int64.max : nil
      let now = random.oneIn(4) ? now.advanced(byMicroseconds: 60_000_000) : now
      for length in 0...whole.count {
        let text = String(whole.prefix(length))
        let kept = history.offers(
          for: text, saved: saved, bounds: bounds, now: now, calendar: .utc, counts: &counts)
        let anew = history.offers(
          for: text, saved: saved, bounds: bounds, now: now, calendar: .utc)
        #expect(kept == anew, "\(text)")
      }
    }
  }
}
