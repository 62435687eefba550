// Every place at many sizes, none of them chosen: what goldens of each size would show.

import TestSupport
import Testing
import TrackerCore

@testable import TrackerTUI

struct FrameRuleTests {
  private func size(_ numbers: inout SeededGenerator) -> ScreenSize {
    ScreenSize(columns: 40 + numbers.below(211), rows: 12 + numbers.below(59))
  }

  @Test(arguments: Scene.all.map(\.name))
  func screensOfAnySizeKeepTheirRules(name: String) throws {
    let scene = try Scene.named(name)
    var numbers = SeededGenerator(seed: name.utf8.reduce(11) { $0 &* 31 &+ UInt64($1) })
    for (data, rounds) in [(SceneData.sample, 4), (.long, 6), (.hostile, 4)] {
      for round in 0..<rounds {
        let size = round == 0 ? Dashboard.smallestSize : size(&numbers)
        let dashboard = try scene.dashboard(data, columns: size.columns, rows: size.rows)
        var faults = FrameRule.broken(dashboard, hasOwnNumbers: data == .long)
        let capabilities = numbers.oneIn(2) ? sampleCapabilities : asciiCapabilities
        if let fault = FrameFault.of(dashboard, capabilities) { faults.append(fault) }
        for fault in faults {
          Issue.record("\(data) \(size.columns)x\(size.rows): \(fault)\n\(dashboard.frame().text)")
        }
      }
    }
  }

  /// The same keys come to the same frame, cell by cell.
  @Test(arguments: Scene.all.map(\.name))
  func theSamePlaceLooksTheSame(name: String) throws {
    let scene = try Scene.named(name)
    var numbers = SeededGenerator(seed: name.utf8.reduce(13) { $0 &* 31 &+ UInt64($1) })
    for data in [SceneData.sample, .hostile] {
      let size = size(&numbers)
      let first = try scene.dashboard(data, columns: size.columns, rows: size.rows)
      let again = try scene.dashboard(data, columns: size.columns, rows: size.rows)
      for capabilities in [sampleCapabilities, asciiCapabilities, spokenCapabilities] {
        let (frame, other) = (first.frame(capabilities), again.frame(capabilities))
        #expect(frame.cells == other.cells)
        #expect(
          frame.cursor.map { [$0.column, $0.row] } == other.cursor.map { [$0.column, $0.row] })
      }
    }
  }
}
