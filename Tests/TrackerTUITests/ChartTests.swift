// Charts and shares: parts stand side by side and fill what they have.

import TestSupport
import Testing

@testable import TrackerTUI

struct ChartTests {
  /// However many ratings of which kind: the parts of a bar fill it, and each part that is wide enough has its digit.
  @Test func theSharesOfABarFillItsWidth() {
    var numbers = SeededGenerator(seed: 5)
    for _ in 0..<300 {
      let counts = (0..<5).map { _ in Int.random(in: 0...40, using: &numbers) }
      let width = Int.random(in: 1...60, using: &numbers)
      var painter = Painter(
        size: ScreenSize(columns: width + 2, rows: 1), capabilities: sampleCapabilities)
      painter.shares(counts, column: 1, row: 0, width: width)
      let cells = painter.canvas.cells[0]
      let filled = cells.count { $0.text != " " }
      #expect(filled == (counts.allSatisfy { $0 == 0 } ? 0 : width), "\(counts) in \(width)")
      for (index, count) in counts.enumerated()
      where count * width > 2 * counts.reduce(0, +) {
        #expect(cells.contains { $0.text == "\(index + 1)" }, "\(counts) in \(width)")
      }
    }
  }

  @Test(arguments: [(3, 60), (30, 51), (30, 32), (30, 200), (24, 40), (400, 70), (1, 5), (9, 0)])
  func theColumnsOfAChartStandSideBySide(count: Int, room: Int) {
    let scale = ChartScale(origin: 5, count: count, columns: 5 + room)
    let shown = min(count, scale.fitting)
    for index in 0..<shown {
      let column = scale.column(of: index)
      #expect(scale.barColumns >= 1)
      #expect(column + scale.barColumns <= scale.column(of: index + 1))
      for offset in 0..<scale.barColumns {
        #expect(scale.index(atColumn: column + offset) == index)
      }
    }
    #expect(room == 0 || scale.column(of: shown) <= 5 + room)
    #expect(scale.index(atColumn: 4) == -1)
  }

  @Test(arguments: [40, 60, 80, 90, 101, 120, 200, 250])
  func hoursBelowBothChartsOfGapsNeverTouch(columns: Int) throws {
    let dashboard = try Scene.named("gaps").dashboard(.sample, columns: columns, rows: 40)
    let lines = dashboard.frame().text.split(separator: "\n").map(String.init)
    let rules = lines.filter { $0.hasPrefix("─ When ") }
    #expect(rules.count == 2)
    let axis = try #require(lines.first { $0.hasPrefix("     00") })
    let hours = axis.split(separator: " ").map(String.init)
    #expect(hours.allSatisfy { $0.count == 2 })
    let wanted = (0..<24).filter { columns >= 101 || $0 % (columns < 60 ? 6 : 3) == 0 }
    #expect(hours == wanted.map { $0 < 10 ? "0\($0)" : "\($0)" })
    // The mean length of no hour is told.
    #expect(!lines.contains { $0.contains("mean") })
  }
}
