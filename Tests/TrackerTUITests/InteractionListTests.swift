// The interactions that a rating's bar counts: all of them, opened where they stand, their texts read as they are seen.

import Testing
import TrackerCore

@testable import TrackerTUI

struct InteractionListTests {
  private func press(_ keys: [Key], columns: Int = 200, rows: Int = 60) -> Dashboard {
    var dashboard = dashboard(columns: columns, rows: rows)
    for key in keys { dashboard.press(key) }
    return dashboard
  }

  /// How many texts each request of these is for.
  private func textsAskedFor(by effects: [Effect]) -> [Int] {
    effects.compactMap { if case .loadTexts(let places) = $0 { places.count } else { nil } }
  }

  @Test func everyBarListsTheInteractionsThatItCounts() throws {
    var dashboard = press(["3"])
    var seen: Set<ListID> = []
    for _ in 0..<8 {
      let focus = try #require(dashboard.focus)
      seen.insert(focus)
      let bars = try #require(dashboard.read.numbers.effectiveness)
      let counts =
        switch focus {
        case .ratings: Array(dashboard.read.overview.effectiveness.countsByRating.reversed())
        case .iterations: bars.byIterations.map(\.tally.count)
        case .models: bars.groups(by: .model).map(\.tally.count)
        case .taskTypes: bars.groups(by: .type).map(\.tally.count)
        default: bars.byDay.map(\.tally.count)
        }
      for (row, count) in counts.enumerated() {
        dashboard.select(focus, row: row)
        dashboard.press(.enter)
        guard count > 0 else {
          #expect(dashboard.place.finds == nil && status(dashboard).hasPrefix("no interactions: "))
          continue
        }
        let list = try #require(dashboard.place.finds?.list)
        #expect(list.rows.count == count, "\(focus) \(row)")
        let times = list.rows.map(\.microseconds)
        #expect(times == times.sorted(by: >))
        dashboard.press(.escape)
        #expect(dashboard.focus == focus && dashboard.window(focus).selected == row)
      }
      dashboard.press(.tab)
    }
    #expect(seen == [.ratings, .iterations, .models, .taskTypes, .ratingDays])
  }

  @Test func otherDimensionsListTheirsToo() throws {
    var dashboard = press(["3", "b"])
    while dashboard.focus != .groups { dashboard.press(.tab) }
    for dimension in Grouping.fronts.compactMap(\.self) {
      while dashboard.chosen.grouping.dimension != dimension { dashboard.press("b") }
      #expect(dashboard.focus == .groups)
      let groups = try #require(dashboard.read.numbers.effectiveness?.groups(by: dimension))
      for (row, group) in groups.enumerated() {
        dashboard.select(.groups, row: row)
        dashboard.press(.enter)
        #expect(
          dashboard.place.finds?.list.rows.count == group.tally.count, "\(dimension) \(group.key)")
        dashboard.press(.escape)
      }
    }
  }

  @Test func onlyTextsInSightAreAskedForAndOnlyOnce() throws {
    var dashboard = dashboard()
    var asked: [InteractionPlace] = []
    func press(_ key: Key) {
      let effects = dashboard.press(key)
      for case .loadTexts(let places) in effects { asked += places }
    }
    press("3")
    #expect(asked.isEmpty)
    press(.enter)
    let height = try #require(dashboard.screen.layout.placement(of: .finds)?.height)
    #expect(asked.count == height + 1)
    #expect(dashboard.frame().text.contains("Prompt \(asked[0].ordinal + 1) of "))
    for _ in 0..<(height + 2) { press("j") }
    press("g")
    #expect(asked.count < 3 * height && Set(asked).count == asked.count)
    press("G")
    let list = try #require(dashboard.place.finds?.list)
    let last = try #require(list.place(of: list.rows[list.rows.count - 1]))
    #expect(asked.contains(last))
    let count = asked.count
    let effects = dashboard.update(.loaded(sampleHistory(), now: sampleNow))
    guard
      case .loadTexts(let again)? = effects.first(where: {
        if case .loadTexts = $0 { true } else { false }
      })
    else {
      Issue.record("texts of changed files are not asked for")
      return
    }
    #expect(again.contains(last) && again.count <= count)
  }

  @Test func aRowOpensItsSessionAtTheInteraction() throws {
    var dashboard = dashboard()
    dashboard.press("3", .enter)
    let id = sampleDetail().session.id
    let list = try #require(dashboard.place.finds?.list)
    let row = try #require(list.rows.firstIndex { list.session(of: $0) == id })
    let place = try #require(list.place(of: list.rows[row]))
    dashboard.select(.finds, row: row)
    dashboard.press(.enter)
    #expect(dashboard.place.openID == id)
    #expect(dashboard.window(.interactions).selected == 12 - 1 - place.ordinal)
    dashboard.press(.escape)
    #expect(dashboard.mode == .finds && dashboard.window(.finds).selected == row)
    dashboard.press(":")
    type("3", into: &dashboard)
    dashboard.press(.enter)
    #expect(dashboard.window(.finds).selected == 2)
  }

  @Test func newDataAndRangesKeepTheSelectedOne() throws {
    var dashboard = dashboard()
    dashboard.press("3", .enter, "j", "j")
    let item = dashboard.item(.finds, row: 2)
    let count = dashboard.rowCount(.finds)
    #expect(
      status(dashboard).hasPrefix(
        "Effectiveness › rated 5 · 3 of \(countText(count)) · sort: when ▼"))
    var history = sampleHistory()
    let id = history.sessions[history.sessions.count - 1].id
    history.add(interactionOf: id, at: sampleNow, rating: 5)
    _ = dashboard.update(.loaded(history, now: sampleNow))
    #expect(dashboard.item(.finds, row: 3) == item && dashboard.window(.finds).selected == 3)
    #expect(dashboard.rowCount(.finds) == count + 1)
    dashboard.press(",")
    #expect(dashboard.chosen.range == .week && dashboard.mode == .finds)
    #expect(dashboard.item(.finds, row: 3) == item)
    #expect(dashboard.rowCount(.finds) == dashboard.read.overview.effectiveness.countsByRating[4])
    dashboard.press("f")
    type("type:none", into: &dashboard)
    dashboard.press(.enter)
    #expect(dashboard.rowCount(.finds) == 0)
    #expect(dashboard.frame().text.contains("none any more"))
  }

  @Test func interactionsWithoutASessionAreListedAndSaySo() {
    var history = sampleHistory()
    history.add(interactionOf: nil, at: sampleNow, rating: 1)
    history.add(interactionOf: "gone", at: sampleNow, rating: 1)
    var dashboard = dashboard(history)
    dashboard.press("0", "3", "j", "j", "j", "j", .enter)
    #expect(dashboard.rowCount(.finds) == dashboard.read.overview.effectiveness.countsByRating[0])
    dashboard.press(.enter)
    #expect(status(dashboard) == "no session gone")
    dashboard.press("j", .enter)
    #expect(status(dashboard) == "this interaction names no session")
  }

  @Test func aHundredThousandInteractionsAreListedAtOnce() throws {
    var history = sampleHistory()
    let ids = history.sessions.map(\.id)
    let start = time("2024-11-01T00:00:00Z")
    for number in 0..<100_000 {
      history.add(
        interactionOf: ids[number * 7 % ids.count],
        at: start.advanced(byMicroseconds: Int64(number * 7919 % 100_000) * 1_000_000),
        rating: 1 + number % 5)
    }
    var dashboard = dashboard(history)
    dashboard.press("0", "3")
    let effects = dashboard.press(.enter)
    #expect(dashboard.rowCount(.finds) == dashboard.read.overview.effectiveness.countsByRating[4])
    #expect(dashboard.rowCount(.finds) > 20_000)
    // What is read is what is seen, however long the list.
    let height = try #require(dashboard.screen.layout.placement(of: .finds)?.height)
    #expect(textsAskedFor(by: effects) == [height + 1])
    let more = try #require(textsAskedFor(by: dashboard.press(.pageDown)).first)
    #expect(1...height ~= more)
    #expect(textsAskedFor(by: dashboard.press("G")) == [height])
  }

  @Test func aSessionIsNotSortedByItsListsLetters() {
    var dashboard = press(["3", "j", "j", .enter, "s", "r"])
    let ratings = dashboard.place.finds?.list.rows.compactMap(\.rating) ?? []
    #expect(Set(ratings) == [3])
    dashboard.press("s", "a")
    let attempts = dashboard.place.finds?.list.rows.compactMap(\.iterations) ?? []
    #expect(attempts == attempts.sorted(by: >) && Set(attempts).count > 1)
    dashboard.press(.escape, .enter)
    #expect(dashboard.sortOrder(.finds) == SortOrder(letter: "w"))
  }
}
