// Intervals on an axis of times: half cells, the value within, 1x where no bar covers it.

import TestSupport
import Testing
import TrackerCore

@testable import TrackerTUI

@Suite struct IntervalBarTests {
  private typealias Interval = (low: Double, value: Double, high: Double)

  /// A bar as it is drawn, without its colours.
  private func row(
    _ interval: Interval, _ axis: ClaimAxis, columns: Int, isUTF8: Bool = true
  ) -> String {
    let bar = IntervalBar(
      interval.value, ends: (interval.low, interval.high), on: axis, columns: columns)
    let chart = BlockChart(isUTF8: isUTF8)
    var cells = [String](repeating: " ", count: columns)
    if let line = bar.line { cells[line] = chart.lineSign }
    if let covered = bar.covered {
      for (cell, sign) in zip(covered, chart.text(bar)) { cells[cell] = String(sign) }
    }
    if let value = bar.value { cells[value] = chart.valueSign }
    return cells.joined()
  }

  private func names(_ axis: ClaimAxis, columns: Int) -> String {
    var cells = [Character](repeating: " ", count: columns)
    for name in axis.names(columns: columns) {
      for (offset, sign) in name.text.enumerated() { cells[name.column + offset] = sign }
    }
    return String(cells)
  }

  private func axis(_ intervals: [Interval]) -> ClaimAxis {
    ClaimAxis(holding: intervals.flatMap { [$0.low, $0.value, $0.high] })
  }

  private let gain: [Interval] = [
    (1.02, 2.489, 6.074), (5.19, 11.61, 25.97), (10.24, 12.35, 14.91),
  ]
  private let loss: [Interval] = [(0.1, 0.4, 1.5), (0.15, 0.6, 2.2), (0.2, 0.6, 1.9)]

  @Test func barsStandInHalvesOfCellsOnALogarithmicScale() {
    let axis = axis(gain)
    #expect(names(axis, columns: 29) == "1x   2x    5x   10x  20x  50x")
    #expect(
      gain.map { row($0, axis, columns: 29) } == [
        "██████┃██████▌               ", "┊           ██████┃█████     ",
        "┊                █┃█         ",
      ])
    #expect(
      names(axis, columns: 57)
        == "1x        2x           5x       10x       20x         50x")
    #expect(
      gain.map { row($0, axis, columns: 57) } == [
        "▐████████████┃████████████▌                              ",
        "┊                       ███████████┃███████████▌         ",
        "┊                                ▐██┃██▌                 ",
      ])
  }

  @Test func theAxisReachesBelowOneForALoss() {
    let axis = axis(loss)
    #expect(names(axis, columns: 57) == "0.1x     0.2x         0.5x       1x        2x          5x")
    #expect(
      loss.map { row($0, axis, columns: 57) } == [
        "████████████████████┃██████████████████▌                 ",
        "      ████████████████████┃██████████████████            ",
        "          ████████████████┃████████████████              ",
      ])
  }

  @Test func inASCIIBracketsEndTheBar() {
    let axis = axis(gain)
    #expect(
      gain.map { row($0, axis, columns: 29, isUTF8: false) } == [
        "[=====|======]               ", ":           [=====|====]     ",
        ":                [|]         ",
      ])
  }

  @Test func aNameThatHasNoRoomIsLeftOutAndOneTimesAlwaysStands() {
    let wide = ClaimAxis(holding: [0.12, 900])
    #expect(names(wide, columns: 29) == "0.1x   1x   5x 20x  100x 500x")
    for columns in 2..<60 {
      #expect(wide.names(columns: columns).contains { $0.text == "1x" }, "\(columns) columns")
    }
    #expect(wide.names(columns: 1).isEmpty)
  }

  @Test func withoutAnIntervalOnlyTheValueAndOneTimesStand() {
    let axis = ClaimAxis(holding: [4])
    let bar = IntervalBar(4, ends: nil, on: axis, columns: 20)
    #expect(bar.covered == nil)
    #expect((bar.line, bar.value) == (0, 17))
    #expect(IntervalBar(.nan, ends: nil, on: axis, columns: 20).value == nil)
    #expect(IntervalBar(.infinity, ends: nil, on: axis, columns: 20).value == 19)
    #expect(IntervalBar(4, ends: (1, 5), on: axis, columns: 0).covered == nil)
  }

  @Test func theRoleSaysTheVerdictOfTheClaim() {
    let roles = Claim.Verdict.allCases.map { Role($0) }
    #expect(roles == [.gain, .loss, .human, .muted])
  }

  @Test func whateverTheNumbersNothingLeavesItsColumns() {
    var random = SeededGenerator(seed: 41)
    for _ in 0..<2000 {
      let numbers = (0..<3).map { _ in
        Double.random(in: 0.001...1, using: &random)
          * ([0.01, 1, 100, 10_000].randomElement(using: &random) ?? 1)
      }.sorted()
      let columns = Int.random(in: 1...150, using: &random)
      let axis = ClaimAxis(holding: Bool.random(using: &random) ? numbers : [numbers[1]])
      let interval = (low: numbers[0], value: numbers[1], high: numbers[2])
      for isUTF8 in [true, false] {
        let row = row(interval, axis, columns: columns, isUTF8: isUTF8)
        #expect(row.count == columns)
        #expect(row.contains(isUTF8 ? "┃" : "|"))
      }
      let bar = IntervalBar(numbers[1], ends: (numbers[0], numbers[2]), on: axis, columns: columns)
      #expect(bar.covered.map { $0.contains(bar.value ?? -1) } == true)
      let names = axis.names(columns: columns)
      for (name, next) in zip(names, names.dropFirst()) {
        #expect(name.column + name.text.count < next.column)
      }
    }
  }
}
