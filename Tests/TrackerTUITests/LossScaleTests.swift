// Bars and columns around zero: one scale, one line, and nothing but an outlier is cut.

import TestSupport
import Testing

@testable import TrackerTUI

@Suite struct LossScaleTests {
  private let chart = BlockChart(isUTF8: true)
  private let ascii = BlockChart(isUTF8: false)

  /// A row as it is drawn.
  private func row(_ value: Double, _ scale: LossScale, _ chart: BlockChart) -> String {
    let bar = chart.bar(value, on: scale)
    var cells = [String](repeating: " ", count: scale.cells)
    for (offset, sign) in bar.text.enumerated() { cells[bar.column + offset] = String(sign) }
    if let zero = scale.zero { cells[zero] = chart.zeroLine }
    if let cut = bar.cut { cells[cut.column] = cut.sign }
    return cells.joined()
  }

  @Test func lossesLieLeftOfTheLineInHalvesAndGainsRightOfItInEighths() {
    let values = [68.2, 111.4, 113.6, -45.7]
    let scale = LossScale.bars(values, columns: 57)
    #expect(scale.zero == 16)
    #expect(
      row(-45.7, scale, chart) == String(repeating: "█", count: 16) + "│"
        + String(repeating: " ", count: 40))
    #expect(chart.bar(111.4, on: scale).text == String(repeating: "█", count: 39) + "▎")
    #expect(chart.bar(-1, on: scale).text == "▐")
    #expect(row(-1, scale, ascii).hasPrefix(String(repeating: " ", count: 15) + "=|"))
  }

  @Test func withoutALossThereIsNoLine() {
    let scale = LossScale.bars([4, 2, 0], columns: 8)
    #expect(scale.zero == nil)
    #expect([4, 2, 0].map { row($0, scale, chart) } == ["████████", "████    ", "        "])
  }

  @Test func anOutlierIsCutAndEveryOtherBarKeepsItsLength() {
    let values = [13.5, 5.0, 4.5, 2.2, 0.3, -3.0, -65.5]
    let scale = LossScale.bars(values, columns: 55)
    #expect(scale.low == -16.875)
    #expect(scale.high == 13.5)
    #expect(scale.zero == 31)
    #expect(values.filter(scale.cuts) == [-65.5])
    #expect(
      row(-65.5, scale, chart) == "‹" + String(repeating: "█", count: 30) + "│"
        + String(repeating: " ", count: 23))
    #expect(chart.bar(-3, on: scale).text == "▐█████")
    #expect(row(-65.5, scale, ascii).hasPrefix("<====="))
    let gains = LossScale.bars([100, 10, 5], columns: 10)
    #expect(row(100, gains, chart) == "█████████›")
    #expect(gains.high == 12.5)
  }

  @Test func threeTimesTheNextIsNoOutlierYet() {
    #expect(LossScale.bars([30, 10], columns: 8).high == 30)
    #expect(LossScale.bars([30.1, 10], columns: 8).high == 12.5)
    #expect(LossScale.bars([30, 0, 0], columns: 8).high == 30)
    #expect(LossScale.days([30.1, 10], rows: 8).high == 11)
  }

  @Test func rowsOfDaysAreSharedInProportionAndLossesHangFromTheLine() {
    let scale = LossScale.days([9.1, -9.6, -60.9, 4], rows: 5)
    #expect(scale.zero == 2)
    #expect(chart.column(9.1, on: scale) == ["█", "█", " ", " ", " "])
    #expect(chart.column(-60.9, on: scale) == [" ", " ", " ", "█", "█"])
    #expect(chart.column(-0.1, on: scale) == [" ", " ", " ", "▀", " "])
    #expect(ascii.column(-7.5, on: scale) == [" ", " ", " ", "#", "'"])
  }

  @Test(arguments: 0..<300)
  func everyBarKeepsToItsSideAndLongerOnesAreNotShorter(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let values = (0..<(1 + generator.below(8))).map { _ in generator.double() }
    let cells = 1 + generator.below(60)
    for scale in [LossScale.bars(values, columns: cells), .days(values, rows: cells)] {
      let hasLoss = values.contains { $0 < 0 && $0.isFinite }
      #expect((scale.zero == nil) == !hasLoss)
      for chart in [chart, ascii] {
        for value in values {
          let bar = chart.bar(value, on: scale)
          let end = bar.column + bar.text.count
          #expect(bar.column >= 0 && end <= cells)
          if let zero = scale.zero, !bar.text.isEmpty {
            #expect(value < 0 ? end == zero : bar.column == zero + 1)
          }
          #expect(chart.column(value, on: scale).count == cells)
          if let cut = bar.cut { #expect((0..<cells).contains(cut.column)) }
        }
        let losses = values.filter { $0 < 0 && $0.isFinite }.sorted()
        let lengths = losses.map { chart.bar($0, on: scale).text.count }
        #expect(lengths == lengths.sorted(by: >))
      }
      #expect(Set(values.filter { $0.isFinite && scale.cuts($0) }).count <= 1)
    }
  }
}
