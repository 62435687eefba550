// Rows of different heights: moved through, clicked, laid out.

import TestSupport
import Testing
import TrackerCore

@testable import TrackerTUI

struct RowHeightTests {
  /// A list and its part of the screen, made of a seed.
  private struct Place {
    var count: Int
    var room: Int
    var heights: RowHeights

    init(_ random: inout SeededGenerator) {
      count = 1 + random.below(30)
      room = 1 + random.below(20)
      let usual = (0..<count).map { _ in 1 + random.below(4) }
      let whole = usual.map { $0 + random.below(12) }
      heights = RowHeights(fewestLines: 1 + random.below(2)) { row, isSelected in
        usual.indices.contains(row) ? (isSelected ? whole[row] : usual[row]) : 1
      }
    }
  }

  @Test func theSelectedRowIsAlwaysInSightWholeAsFarAsItFits() {
    var random = SeededGenerator(seed: 61)
    for _ in 0..<3000 {
      let place = Place(&random)
      var window = ListWindow()
      for _ in 0..<6 {
        switch random.below(3) {
        case 0: window.select(random.below(place.count + 4) - 2, count: place.count)
        case 1: window.follow(to: random.below(place.count), count: place.count)
        default:
          let isBack = random.oneIn(2)
          let page = window.page(
            isBack: isBack, count: place.count, room: place.room, place.heights)
          window.select(window.selected + (isBack ? -page : page), count: place.count)
        }
        window.reveal(count: place.count, room: place.room, place.heights)
        let shown = window.shown(count: place.count, room: place.room, place.heights)
        let height = place.heights.lines(window.selected, true)
        let row = shown.first { $0.index == window.selected }
        // A window of one line may have no room for two.
        if place.room >= place.heights.fewestLines {
          #expect(row?.lines.count == min(height, place.room))
        }
        // Rows lie below one another without a gap, and none is out of the room.
        #expect(shown.first.map { $0.lines.lowerBound == 0 } ?? true)
        #expect(
          zip(shown, shown.dropFirst()).allSatisfy { $0.lines.upperBound == $1.lines.lowerBound })
        #expect(shown.allSatisfy { $0.lines.upperBound <= place.room && !$0.lines.isEmpty })
        // No room is lost below the last row while there are rows above.
        if window.top > 0, let last = shown.last, last.index == place.count - 1 {
          let above = place.heights.lines(window.top - 1, false)
          #expect(last.lines.upperBound + above > place.room)
        }
        let again = window
        window.reveal(count: place.count, room: place.room, place.heights)
        #expect(window == again)
      }
    }
  }

  @Test func pagesLeadThroughTheWholeListAndBack() {
    var random = SeededGenerator(seed: 62)
    for _ in 0..<500 {
      let place = Place(&random)
      var window = ListWindow()
      for isBack in [false, true] {
        for _ in 0..<place.count {
          let page = window.page(
            isBack: isBack, count: place.count, room: place.room, place.heights)
          window.select(window.selected + (isBack ? -page : page), count: place.count)
        }
        #expect(window.selected == (isBack ? 0 : place.count - 1))
      }
    }
  }

  @Test(arguments: [(40, 12), (80, 24), (120, 40), (200, 60), (90, 14)])
  func aClickHitsTheRowThatIsThereAndNoKeyLosesIt(columns: Int, rows: Int) throws {
    var random = SeededGenerator(seed: UInt64(columns))
    var dashboard = dashboard(columns: columns, rows: rows)
    dashboard.press("2", .enter)
    var detail = sampleDetail()
    for index in detail.interactions.indices {
      detail.interactions[index].prompt = String(
        repeating: random.pick(["words ", "日本語", "x"]), count: random.below(120))
    }
    _ = dashboard.update(.detailLoaded(detail.session.id, detail))
    let keys: [Key] = [
      "j", "k", "g", "G", .pageDown, .pageUp, .control("d"), .control("u"), "w", "o",
    ]
    for _ in 0..<150 {
      dashboard.press(random.pick(keys))
      let list = try #require(dashboard.screen.layout.placement(of: .interactions))
      let window = dashboard.window(.interactions)
      let shown = list.shownRows(window, count: 12)
      #expect(shown.contains { $0.index == window.selected })
      let cursor = try #require(dashboard.frame().cursor)
      #expect(
        shown.contains {
          $0.index == window.selected && list.area.row + $0.lines.lowerBound == cursor.row
        })
      let row = random.pick(shown)
      guard row.index != window.selected else { continue }
      _ = dashboard.update(
        .mouse(
          Mouse(
            .press, column: list.area.column + 3,
            row: list.area.row + row.lines.lowerBound + random.below(row.lines.count))))
      #expect(dashboard.window(.interactions).selected == row.index)
    }
  }

  @Test func textIsWrappedWithWideCharactersWholeAndNothingLost() {
    var random = SeededGenerator(seed: 63)
    for _ in 0..<2000 {
      let text = (0..<random.below(20)).map { _ in
        random.pick(["word", "日本語", "a", "longer-than-any-line-here", "\n", "é", "\t"])
      }.joined(separator: random.oneIn(3) ? "" : " ")
      let columns = 4 + random.below(20)
      let limit = 1 + random.below(6)
      let lines = FlowedText.lines(text, columns: columns, limit: limit)
      #expect((1...limit).contains(lines.count))
      for line in lines.dropLast(lines.last?.hasSuffix("…") == true ? 1 : 0) {
        #expect(WidestColumns.of(line.trimmedEnd.unicodeScalars) <= columns, "\(line)")
      }
      let whole = FlowedText.lines(text, columns: columns, limit: 1000)
      let letters = { (text: String) in text.filter { !$0.isWhitespace } }
      #expect(letters(whole.joined()) == letters(text))
    }
  }

  @Test func itemsThatHaveNoRoomAreCounted() {
    let tools = (1...9).map { "tool_\($0) \($0)" }
    #expect(FlowedText.lines(ofItems: tools, columns: 200, limit: 2).count == 1)
    let lines = FlowedText.lines(ofItems: tools, columns: 24, limit: 2)
    #expect(lines == ["tool_1 1 · tool_2 2", "tool_3 3 · +6 more"])
    #expect(FlowedText.lines(ofItems: [], columns: 24, limit: 2).isEmpty)
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
