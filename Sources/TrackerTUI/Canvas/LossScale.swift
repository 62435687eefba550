// One scale for bars and columns of which some are losses: where zero lies, where the scale ends, which bar is cut. Numbers
// in, characters out.

/// The scale of a block of bars or columns around zero.
struct LossScale: Equatable {
  /// Where the scale ends: at or below 0, and at or above it.
  let low, high: Double
  /// How many cells lie on the losing side of the line; nil without a loss: then there is no line, either.
  let zero: Int?
  /// All cells, that of the line included.
  let cells: Int

  /// Where an outlier is cut: beyond so many times the next magnitude.
  private static let outlier = 3.0
  /// Where the scale of lying bars, and of days, then ends: at so many times the next magnitude.
  static let endOfBars = 1.25
  static let endOfDays = 1.1

  /// The scale of values over so many cells. What is no number does not count.
  private init(_ values: [Double], cells: Int, end: Double, zero: (Double) -> Int) {
    let values = values.filter(\.isFinite)
    let sizes = values.map(\.magnitude).sorted(by: >)
    var limit = sizes.first ?? 0
    if sizes.count > 1, sizes[1] > 0, sizes[0] > LossScale.outlier * sizes[1] {
      limit = end * sizes[1]
    }
    low = max(-limit, min(0, values.min() ?? 0))
    high = min(limit, max(0, values.max() ?? 0))
    self.cells = cells
    guard low < 0, cells > 0 else {
      self.zero = nil
      return
    }
    // Not as a part of the sum, which may be too large for a number.
    let share = 1 / (1 + high / -low)
    self.zero = min(max(1, zero(share)), max(0, cells - (high > 0 ? 2 : 1)))
  }

  /// Lying bars over so many columns; the line stands in one of them.
  static func bars(_ values: [Double], columns: Int) -> LossScale {
    LossScale(values, cells: columns, end: endOfBars) { Int(($0 * Double(columns)).rounded()) }
  }

  /// Columns of days over so many rows; the line is one of them, the others are shared in proportion.
  static func days(_ values: [Double], rows: Int) -> LossScale {
    LossScale(values, cells: rows, end: endOfDays) { Int(($0 * Double(rows - 1)).rounded()) }
  }

  /// Cells on the side of gains.
  var gainCells: Int { zero.map { cells - $0 - 1 } ?? cells }

  /// Whether a value lies beyond the scale, so that its number has to say how far.
  func cuts(_ value: Double) -> Bool { value < low || value > high }

  /// Halves of a cell that a loss fills, at least one; 0 for what is none, or where there is no room for any.
  fileprivate func halves(_ value: Double) -> Int {
    guard let zero, zero > 0, value < 0, value.isFinite else { return 0 }
    return max(1, Int((min(1, value / low) * Double(zero) * 2).rounded()))
  }
}

/// A bar beside the line of zero.
struct LossBar: Equatable {
  /// Where its text begins.
  var column: Int
  var text: String
  /// The column of the sign that says that the bar is cut, which is drawn reversed; nil for a whole bar.
  var cut: (column: Int, sign: String)?

  static func == (a: LossBar, b: LossBar) -> Bool {
    a.column == b.column && a.text == b.text && a.cut?.column == b.cut?.column
      && a.cut?.sign == b.cut?.sign
  }
}

extension BlockChart {
  /// The line of zero.
  var zeroLine: String { isUTF8 ? "│" : "|" }

  /// The row of zero.
  var zeroRow: String { isUTF8 ? "─" : "-" }

  /// Beside a column that is cut.
  func beyond(_ value: Double) -> String {
    value < 0 ? (isUTF8 ? "↓" : "v") : isUTF8 ? "↑" : "^"
  }

  /// A lying bar: gains in eighths right of the line, losses in halves left of it.
  func bar(_ value: Double, on scale: LossScale) -> LossBar {
    let isCut = value.isFinite && scale.cuts(value)
    guard value < 0, let zero = scale.zero else {
      let text = bar(value, of: scale.high, width: scale.gainCells)
      let column = scale.zero.map { $0 + 1 } ?? 0
      let isShown = isCut && scale.gainCells > 0
      return LossBar(
        column: column, text: text, cut: isShown ? (scale.cells - 1, isUTF8 ? "›" : ">") : nil)
    }
    let halves = scale.halves(value)
    let whole = String(repeating: isUTF8 ? "█" : "=", count: halves / 2)
    let half = halves % 2 == 0 ? "" : isUTF8 ? "▐" : halves == 1 ? "=" : " "
    return LossBar(
      column: zero - (halves + 1) / 2, text: half + whole,
      cut: isCut && zero > 0 ? (0, isUTF8 ? "‹" : "<") : nil)
  }

  /// A standing column from the top, a cell a row, the row of the line blank: gains in eighths above it, losses in halves
  /// below.
  func column(_ value: Double, on scale: LossScale) -> [String] {
    guard let zero = scale.zero else { return column(value, of: scale.high, rows: scale.cells) }
    let gains = column(value, of: scale.high, rows: scale.gainCells)
    let halves = scale.halves(value)
    let losses = (0..<zero).map { row in
      halves >= 2 * row + 2 ? (isUTF8 ? "█" : "#") : halves > 2 * row ? (isUTF8 ? "▀" : "'") : " "
    }
    return gains + [" "] + losses
  }
}
