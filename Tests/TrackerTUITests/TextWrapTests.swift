// Long texts on narrow screens: lines break at blanks, and the tab bar keeps its name beside dates.

import Testing
import TrackerCore

@testable import TrackerTUI

struct TextWrapTests {
  private func page(_ prompt: String) -> TextPage? {
    var dashboard = dashboard(columns: 40, rows: 24)
    dashboard.press("2", .enter)
    var detail = sampleDetail()
    detail.interactions[detail.interactions.count - 1].prompt = prompt
    _ = dashboard.update(.detailLoaded(detail.session.id, detail))
    dashboard.press(.enter)
    return dashboard.place.textPage
  }

  /// The lines of a prompt at 40 columns, of which two are a margin.
  private func lines(_ prompt: String) -> [String] {
    let lines = page(prompt)?.lines.map(\.text) ?? []
    guard let start = lines.firstIndex(of: "Prompt"), let end = lines.firstIndex(of: "Summary")
    else { return [] }
    return Array(lines[(start + 1)..<(end - 1)])
  }

  @Test func aBlankAtTheEdgeEndsTheLine() {
    let full = String(repeating: "x", count: 38)
    #expect(lines(full + " next words") == [full, "next words"])
    #expect(lines("one " + full) == ["one ", full])
  }

  @Test(arguments: 1...60)
  func noLineIsWiderThanTheScreenAndNoWordIsLost(length: Int) {
    let words = (0..<40).map { String(repeating: "ab日", count: 1 + ($0 * length) % 9) }
    let broken = lines(words.joined(separator: " "))
    #expect(broken.allSatisfy { sampleCapabilities.columns($0) <= 38 })
    #expect(
      broken.joined().split(separator: " ").joined() == words.joined())
    #expect(broken.allSatisfy { !$0.hasPrefix(" ") })
  }

  @Test func datesLeaveTheTabItsName() {
    for columns in [40, 59, 60, 80, 120] {
      for digit in "1234567" {
        var dashboard = dashboard(columns: columns, rows: 24)
        dashboard.press("T", .control("u"))
        type("2024-11-18", into: &dashboard)
        dashboard.press(.tab)
        type("2024-11-21", into: &dashboard)
        dashboard.press(.tab, "y", .character(digit))
        let bar = dashboard.frame().text.split(separator: "\n")[0]
        let tab = dashboard.tab
        #expect(bar.contains(tab.name) || bar.contains(tab.shortName), "\(columns): \(bar)")
        #expect(bar.contains("2024-11-18..2024-11-21") || bar.contains("dates"))
      }
    }
  }
}

extension Capabilities {
  fileprivate func columns(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + max(0, columnWidth($1)) }
  }
}
