// Bars and columns around zero: one scale, one line, and nothing but an outlier is cut.

import TestSupport
import Testing
import TrackerCore

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

  // MARK: As they are drawn

  private func painter(_ capabilities: Capabilities, columns: Int, rows: Int) -> Painter {
    Painter(size: ScreenSize(columns: columns, rows: rows), capabilities: capabilities)
  }

  private func lines(_ painter: Painter) -> [[String]] {
    painter.canvas.cells.map { $0.map(\.text) }
  }

  @Test(arguments: 0..<200)
  func barsOfOneBlockShareOneScaleAndOneZeroWhateverPartIsInSight(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let bars = (0..<(2 + generator.below(9))).map { index in
      let value = Double(generator.below(2000) - 700) / 10
      return BarRow(label: "row \(index)", value: value, numbers: hoursText(value), role: .gain)
    }
    let columns = 40 + generator.below(120)
    for (capabilities, chart) in [(sampleCapabilities, chart), (asciiCapabilities, ascii)] {
      var whole = painter(capabilities, columns: columns, rows: bars.count)
      whole.barList(
        bars, ListWindow(), isFocused: false, labelColumns: 16, numberColumns: 12)
      let rows = lines(whole)
      let lineColumns = rows.map { $0.firstIndex(of: chart.zeroLine) }
      #expect(Set(lineColumns).count == 1)
      #expect((lineColumns[0] == nil) == !bars.contains { $0.value < 0 })
      // A part of the list draws the same rows.
      var part = painter(capabilities, columns: columns, rows: bars.count - 1)
      part.barList(bars, ListWindow(), isFocused: false, labelColumns: 16, numberColumns: 12)
      #expect(lines(part) == Array(rows.prefix(bars.count - 1)))
      for (row, bar) in zip(rows, bars) {
        let number = chart.isUTF8 ? bar.numbers : bar.numbers.replacing("−", with: "-")
        #expect(row.joined().hasSuffix(" " + number + " "))
      }
    }
  }

  @Test func aLedgerWithoutLossesDrawsAsWithoutALine() {
    let bars = [("a", 90.0), ("b", 2.0), ("c", 0.0)].map {
      BarRow(label: $0, value: $1, numbers: "", role: .gain)
    }
    var drawn = painter(sampleCapabilities, columns: 40, rows: 3)
    drawn.bars(bars, row: 0, labelColumns: 10, numberColumns: 10)
    let text = lines(drawn).map { $0.joined().dropFirst(10).filter { $0 != " " } }
    #expect(text == [String(repeating: "█", count: 20), "▌", ""])
  }

  @Test(arguments: [true, false])
  func aDayThatIsCutHasItsNumberBesideItsFootOrInTheNote(isAtTheEnd: Bool) {
    let values = isAtTheEnd ? [3, -2, 1, -60.9] : [3, -60.9, -3, -2.9]
    let list = ChartList(
      scale: ChartScale(origin: 8, count: 4, columns: 30), shown: 0..<4, selected: 0,
      isFocused: false)
    let scale = LossScale.days(values, rows: 6)
    var drawn = painter(sampleCapabilities, columns: isAtTheEnd ? 40 : 31, rows: 6)
    let isSaid = drawn.lossChart(values, of: list, on: scale, row: 0, text: hoursText)
    let text = lines(drawn).map { $0.joined() }
    #expect(isSaid == isAtTheEnd)
    #expect(text[5].contains("↓ −60.9h") == isAtTheEnd)
    #expect(text.contains { $0.hasPrefix("      0 ──") })
    #expect(text[0].hasPrefix("   3.0h"))
  }
}
