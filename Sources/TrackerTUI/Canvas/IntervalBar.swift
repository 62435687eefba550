// What a claim's multiplier may be, as a bar on an axis of times, and the axis above such bars.

internal import TrackerCore

/// Where the ends of an interval, its value and 1 stand, in halves of cells from the left.
struct IntervalBar: Equatable {
  /// What the bar covers; nil without an interval.
  let halves: ClosedRange<Int>?
  /// The cells of the value and of 1; nil for what is no number.
  let value, one: Int?
  let columns: Int

  /// `ends` that are no numbers make no bar.
  init(_ value: Double, ends: (low: Double, high: Double)?, on axis: ClaimAxis, columns: Int) {
    let half = { (number: Double) in
      columns > 0 ? axis.half(of: number, columns: columns) : nil
    }
    self.columns = max(0, columns)
    self.value = half(value).map { $0 / 2 }
    one = half(1).map { $0 / 2 }
    if let ends, let low = half(ends.low), let high = half(ends.high), low <= high {
      halves = low...high
    } else {
      halves = nil
    }
  }

  init(_ claim: Claim, on axis: ClaimAxis, columns: Int) {
    let value = claim.multiplier(humanHours: claim.humanHours)
    self.init(
      value, ends: claim.bounds.map { (value * $0.low, value * $0.high) }, on: axis,
      columns: columns)
  }

  /// The cells that the bar covers, at least by half.
  var covered: ClosedRange<Int>? { halves.map { ($0.lowerBound / 2)...($0.upperBound / 2) } }
}

extension ClaimAxis {
  /// The half of a cell in which a number stands, held within the columns.
  fileprivate func half(of number: Double, columns: Int) -> Int? {
    share(of: number).map { Int(($0 * Double(2 * columns - 1) + 0.5).rounded(.down)) }
  }

  /// The names of its marks and where they begin: 1x first, from the left what leaves a blank on both sides.
  func names(columns: Int) -> [(text: String, column: Int)] {
    var names: [(text: String, column: Int)] = []
    for mark in [1] + marks.filter({ $0 != 1 }) {
      let text = mark.plainText + "x"
      guard text.count <= columns, let half = half(of: mark, columns: columns) else { continue }
      let column = min(max(0, half / 2 - (text.count - 1) / 2), columns - text.count)
      let isFree = names.allSatisfy {
        column > $0.column + $0.text.count || column + text.count < $0.column
      }
      if isFree { names.append((text, column)) }
    }
    return names.sorted { $0.column < $1.column }
  }
}

extension BlockChart {
  /// What the ends of a bar look like, and its inside.
  func text(_ bar: IntervalBar) -> String {
    guard let halves = bar.halves, let covered = bar.covered else { return "" }
    guard isUTF8 else {
      return covered.count == 1
        ? "=" : "[" + String(repeating: "=", count: covered.count - 2) + "]"
    }
    return covered.map { cell in
      let (left, right) = (halves.contains(2 * cell), halves.contains(2 * cell + 1))
      return left && right ? "█" : left ? "▌" : "▐"
    }.joined()
  }

  /// Where a value stands within its bar.
  var valueSign: String { isUTF8 ? "┃" : "|" }

  /// Where nothing is gained or lost.
  var oneSign: String { isUTF8 ? "┊" : ":" }
}

extension Role {
  /// The role of a claim's bar and of the sentence that judges it.
  init(_ verdict: Claim.Verdict) {
    switch verdict {
    case .gain: self = .gain
    case .loss: self = .loss
    case .undecided: self = .human
    case .notEnoughData: self = .muted
    }
  }
}

extension Painter {
  /// Draws a claim's interval into columns of a row; a bar of its own role covers the line at 1x.
  mutating func intervalBar(_ claim: Claim, on axis: ClaimAxis, column: Int, columns: Int, row: Int)
  {
    let bar = IntervalBar(claim, on: axis, columns: columns)
    let chart = BlockChart(isUTF8: isUTF8)
    let style = Style(Role(claim.verdict))
    if let one = bar.one { write(chart.oneSign, column: column + one, row: row, Style(.faint)) }
    if let covered = bar.covered {
      write(chart.text(bar), column: column + covered.lowerBound, row: row, style)
    }
    if let value = bar.value {
      write(chart.valueSign, column: column + value, row: row, style)
    }
  }

  /// Draws the names of an axis above bars.
  mutating func axisLine(_ axis: ClaimAxis, column: Int, columns: Int, row: Int) {
    for name in axis.names(columns: columns) {
      write(name.text, column: column + name.column, row: row, Style(.muted))
    }
  }
}
