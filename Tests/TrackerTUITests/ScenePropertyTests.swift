// What holds in every place, with whatever data, at every size from 1x1 to 300x100.

import TestSupport
import Testing
import TrackerCore

@testable import TrackerTUI

struct ScenePropertyTests {
  /// Where layouts change, on both sides, and the ends.
  static let edges = [
    (1, 1), (39, 11), (39, 12), (40, 11), (40, 12), (40, 100), (59, 13), (60, 14), (79, 23),
    (80, 24), (109, 33), (110, 34), (159, 40), (160, 24), (300, 12), (300, 100),
  ].map { ScreenSize(columns: $0.0, rows: $0.1) }

  @Test(arguments: Scene.all.map(\.name))
  func framesAreWholeSafeAndShowWhereOneIs(name: String) throws {
    let scene = try Scene.named(name)
    var numbers = SeededGenerator(seed: name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
    for data in SceneData.allCases {
      let sampled = (0..<2).map { _ in
        let isLarge = numbers.oneIn(6)
        return ScreenSize(
          columns: 1 + numbers.below(isLarge ? 300 : 130),
          rows: 1 + numbers.below(isLarge ? 100 : 40))
      }
      // Come there at every fifth size; the others follow a change of size.
      let before = try scene.dashboard(data)
      let sizes = ScenePropertyTests.edges + sampled
      // Without sessions there is little that could be too wide.
      for (index, size) in sizes.enumerated() where data != .empty || index % 3 == 0 {
        var dashboard = before
        if index % 5 == 4 {
          dashboard = try scene.dashboard(data, columns: size.columns, rows: size.rows)
        } else {
          _ = dashboard.update(.resized(size))
        }
        // The form that most see at every size, the others in turn.
        let others = [asciiCapabilities, spokenCapabilities]
        for capabilities in [sampleCapabilities] + others.dropFirst(index % 3).prefix(1) {
          if let fault = FrameFault.of(dashboard, capabilities) {
            let canvas = dashboard.frame(capabilities)
            Issue.record("\(data) \(size.columns)x\(size.rows): \(fault)\n\(canvas.text)")
            return
          }
        }
      }
    }
  }

  /// A ledger of any size with any numbers, and names from the hostile list.
  private func madeHistory(_ numbers: inout SeededGenerator) -> History {
    let types = ["testing", "debugging", "human_review", "", hostileNames[0]]
    let samples = (0..<numbers.below(60)).map { index in
      let day = 1 + numbers.below(22)
      let isRunning = numbers.oneIn(7)
      return SampleSession(
        name: numbers.pick(hostileNames) + "\(index)", type: numbers.pick(types),
        model: numbers.pick(["gpt-4o", "", hostileNames[3]]),
        outcome: numbers.pick([nil, "success", "failed"]),
        start:
          "2024-11-\(day < 10 ? "0" : "")\(day)T1\(numbers.below(10)):\(10 + numbers.below(50)):00Z",
        minutes: isRunning ? nil : Double(numbers.below(400)) - 3,
        estimate: Double(numbers.below(500)),
        ratings: (0..<numbers.below(9)).map { _ in numbers.below(8) - 1 },
        issues: (0..<numbers.below(3)).map { _ in numbers.pick(["low", "critical", "dire"]) })
    }
    return history(of: samples)
  }

  /// The numbers in a row, in order: `1,204` is one.
  private func numbers(in row: Substring) -> [Int] {
    row.split { !($0.isNumber && $0.isASCII || $0 == ",") }.compactMap {
      Int(String($0.filter { $0 != "," }))
    }
  }

  /// The first whole number behind each label, of rows that begin with it.
  private func counts(_ labels: [String], _ text: String) -> [Int] {
    let rows = text.split(separator: "\n")
    return labels.compactMap { label in
      rows.first { $0.dropFirst().hasPrefix(label) }.flatMap { row in
        numbers(in: row.dropFirst(1 + label.count)).first
      }
    }
  }

  @Test(arguments: 1...25 as ClosedRange<UInt64>)
  func barsAddUpToTheirTotal(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let history = madeHistory(&generator)
    var dashboard = dashboard(history, columns: 110 + generator.below(190), rows: 40)
    guard !history.sessions.isEmpty else { return }
    dashboard.press("0", "3")
    var text = dashboard.frame().text
    let rated = counts(["5 ★★★★★", "4 ★★★★ ", "3 ★★★  ", "2 ★★   ", "1 ★    "], text)
    let effectiveness = dashboard.read.overview.effectiveness
    if effectiveness.count > 0 {
      #expect(rated.count == 5)
      #expect(rated.reduce(0, +) == effectiveness.ratedCount, "\(text)")
    }
    dashboard.press("5")
    text = dashboard.frame().text
    let issues = dashboard.read.overview.issues
    if issues.total > 0 {
      #expect(text.contains("By severity \(issues.total)"))
      let severities = issues.bySeverity.map(\.count).reduce(0, +)
      #expect(severities == issues.total)
      let known = ["▲▲ critical", "▲  high", "△  medium", "·  low"]
      let unknown = issues.bySeverity.filter { !Severity.known.map(\.rawValue).contains($0.word) }
        .map(\.count).reduce(0, +)
      #expect(counts(known, text).reduce(0, +) + unknown == issues.total, "\(text)")
    }
    dashboard.press("6")
    text = dashboard.frame().text
    let gaps = dashboard.read.overview.gaps.gaps.count
    if gaps > 0 {
      // The limits stand behind the names.
      let classes = ["quick    <5m", "normal   <30m", "extended <2h", "long     ≥2h"]
      #expect(counts(classes, text).reduce(0, +) == gaps, "\(text)")
    }
    dashboard.press("2", "G")
    #expect(status(dashboard).hasPrefix("\(history.sessions.count) of \(history.sessions.count)"))
  }
}
