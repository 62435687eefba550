// Labels of a list stay apart, numbers do not run together, and half a number is never shown.

import Testing
import TrackerCore

@testable import TrackerTUI

@Suite struct ShortLabelTests {
  private let typesetter = Typesetter(sampleCapabilities)

  private func short(_ labels: [String], _ columns: Int) -> [String] {
    let short = ShortLabels(labels, columns: columns, typesetter)
    return labels.map { short[$0] }
  }

  @Test func aLabelThatStandsAloneIsCutAtItsEnd() {
    #expect(
      short(["architecture_planning", "testing"], 12) == ["architectur…", "testing"])
  }

  @Test func labelsThatBeginAlikeShowWhereTheyDiffer() {
    #expect(
      short(["claude-sonnet-4-20250514", "claude-sonnet-4-20250929", "gpt-4o"], 14)
        == ["claude-son…514", "claude-son…929", "gpt-4o"])
    #expect(
      short(["日本語ドキュメントの更新一", "日本語ドキュメントの更新二"], 10) == ["日本語…一", "日本語…二"])
  }

  @Test(arguments: 6...40)
  func differentLabelsStayDifferent(_ columns: Int) {
    let labels = [
      "model", "model-with-a-long-name", "model-with-a-long-name-a", "model-with-a-long-name-b",
      "model-with-a-long-name-b-and-more", "model-with-a-long-name-b-and-less", "other",
    ]
    let shown = short(labels, columns)
    #expect(Set(shown).count == labels.count, "\(shown)")
    #expect(shown.allSatisfy { typesetter.columns(of: $0) <= columns }, "\(shown)")
  }

  @Test func theBarGivesWayToLabelsThatNeedTheRoom() {
    let labels = ["claude-opus-4-1-thinking-high", "claude-opus-4-1-thinking-low"]
    #expect(ShortLabels.columns(for: labels, wanted: 20, most: 40, typesetter) == 27)
    #expect(ShortLabels.columns(for: labels, wanted: 20, most: 22, typesetter) == 22)
    #expect(ShortLabels.columns(for: ["one", "two"], wanted: 20, most: 40, typesetter) == 20)
  }

  @Test func numbersSideBySideHaveABlankBetweenThem() {
    #expect(
      numberTexts([["4.0", "26,180"], ["—", "9"]], wanted: [0, 6]) == ["4.0 26,180", "  —      9"])
    #expect(numberTexts([["3.0x", "12.5h", "7"]], wanted: [6, 8, 7]) == ["  3.0x   12.5h      7"])
  }

  @Test(arguments: [
    (9_999, 4, "9999"), (10_000, 4, "10k"), (999_999, 4, "999k"), (1_000_000, 4, "1M"),
    (Int.max, 4, "9223P"), (-12_345, 4, "−12k"), (1_234, 3, "1k"),
  ])
  func aCountHasATightForm(count: Int, columns: Int, text: String) {
    #expect(tightCountText(count, columns: columns) == text)
  }

  /// No tab runs two numbers together, however many interactions there are.
  @Test(arguments: [60, 80, 100, 120], "1234567")
  func numbersOfALongHistoryStandApart(_ columns: Int, _ tab: Character) {
    var dashboard = dashboard(longHistory, columns: columns, rows: 50)
    dashboard.press(.character(tab))
    let text = dashboard.frame().text
    #expect(text.contains("13,") || !"3".contains(tab))
    // A point or comma with as many digits behind it as no number here has.
    let glued = text.matches(of: /[.]\d{3}|[.]\d+,\d|,\d{4}/).map(\.output)
    #expect(glued.isEmpty, "\(glued)\n\(text)")
  }
}
