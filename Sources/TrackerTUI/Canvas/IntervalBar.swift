// What a number may be, as a bar on an axis: a claim's multiplier on one of times, with the names of its marks.

internal import TrackerCore

/// Where the ends of an interval, its value and the line of no gain stand.
struct IntervalBar: Equatable {
  /// What the bar covers, in halves of cells from the left; nil without an interval.
  let halves: ClosedRange<Int>?
  /// The cells of the value and of the line; nil for what does not stand on the axis.
  let value, line: Int?
  let columns: Int

  /// Each as its share of the axis, 0…1. Without both ends there is no bar.
  init(_ value: Double?, low: Double?, high: Double?, line: Double?, columns: Int) {
    let half = { (share: Double?) in
      share.flatMap { columns > 0 ? IntervalBar.half(of: $0, columns: columns) : nil }
    }
    self.columns = max(0, columns)
    self.value = half(value).map { $0 / 2 }
    self.line = half(line).map { $0 / 2 }
    if let low = half(low), let high = half(high), low <= high {
      halves = low...high
    } else {
      halves = nil
    }
  }

  init(_ value: Double, ends: (low: Double, high: Double)?, on axis: ClaimAxis, columns: Int) {
    self.init(
      axis.share(of: value), low: ends.flatMap { axis.share(of: $0.low) },
      high: ends.flatMap { axis.share(of: $0.high) }, line: axis.share(of: 1), columns: columns)
  }

  /// Of the money that an assumption moves, which of a loss may be less at its high end; where some is lost, the line is at no
  /// dollar.
  init(_ row: Sensitivity.Row, of sensitivity: Sensitivity, columns: Int) {
    self.init(
      sensitivity.share(of: sensitivity.base), low: sensitivity.share(of: min(row.low, row.high)),
      high: sensitivity.share(of: max(row.low, row.high)), line: sensitivity.share(of: 0),
      columns: columns)
  }

  init(_ claim: Claim, on axis: ClaimAxis, columns: Int) {
    let value = claim.shownMultiplier ?? .nan
    self.init(
      value, ends: claim.bounds.map { (value * $0.low, value * $0.high) }, on: axis,
      columns: columns)
  }

  /// The cells that the bar covers, at least by half.
  var covered: ClosedRange<Int>? { halves.map { ($0.lowerBound / 2)...($0.upperBound / 2) } }

  /// The half of a cell in which a share stands.
  fileprivate static func half(of share: Double, columns: Int) -> Int {
    Int((share * Double(2 * columns - 1) + 0.5).rounded(.down))
  }
}

extension ClaimAxis {
  /// The names of its marks and where they begin: 1x first, from the left what leaves a blank on both sides.
  func names(columns: Int) -> [(text: String, column: Int)] {
    var names: [(text: String, column: Int)] = []
    for mark in [1] + marks.filter({ $0 != 1 }) {
      let text = mark.plainText + "x"
      guard text.count <= columns, let share = share(of: mark) else { continue }
      let half = IntervalBar.half(of: share, columns: columns)
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
  var lineSign: String { isUTF8 ? "┊" : ":" }
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
  /// Draws a bar into a row; it covers the line of no gain.
  mutating func interval(_ bar: IntervalBar, _ role: Role, column: Int, row: Int) {
    let chart = BlockChart(isUTF8: isUTF8)
    if let line = bar.line { write(chart.lineSign, column: column + line, row: row, Style(.faint)) }
    if let covered = bar.covered {
      write(chart.text(bar), column: column + covered.lowerBound, row: row, Style(role))
    }
    if let value = bar.value {
      write(chart.valueSign, column: column + value, row: row, Style(role))
    }
  }

  /// Draws a claim's interval into columns of a row.
  mutating func intervalBar(_ claim: Claim, on axis: ClaimAxis, column: Int, columns: Int, row: Int)
  {
    let bar = IntervalBar(claim, on: axis, columns: columns)
    interval(bar, Role(claim.verdict), column: column, row: row)
  }

  /// Draws the names of an axis above bars.
  mutating func axisLine(_ axis: ClaimAxis, column: Int, columns: Int, row: Int) {
    for name in axis.names(columns: columns) {
      write(name.text, column: column + name.column, row: row, Style(.muted))
    }
  }
}
