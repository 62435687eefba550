// Bars and sparklines in eighths of a cell, and their ASCII form. Numbers in, characters out.

/// Blocks that grow from the left, one to seven eighths.
private let partBlocks: [String] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
/// Blocks that grow from below, one to eight eighths.
private let levelBlocks: [String] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
private let levelSigns: [String] = ["_", ".", ",", ":", "-", "=", "+", "#"]

/// Charts made of characters.
package struct BlockChart: Sendable {
  package var isUTF8: Bool

  package init(isUTF8: Bool) { self.isUTF8 = isUTF8 }

  /// A bar of `round(value ÷ maximum × width × 8)` eighths, at least one when the value is above 0 and never longer
  /// than `width` columns. In ASCII `=` with `-` for a half.
  package func bar(_ value: Double, of maximum: Double, width: Int) -> String {
    let eighths = BlockChart.eighths(value, of: maximum, cells: width)
    let whole = eighths / 8
    guard isUTF8 else {
      let hasHalf = eighths % 8 >= 4 || whole == 0 && eighths > 0
      return String(repeating: "=", count: whole) + (hasHalf ? "-" : "")
    }
    let rest = eighths % 8
    return String(repeating: "█", count: whole) + (rest == 0 ? "" : partBlocks[rest - 1])
  }

  /// A column `rows` cells high, from the top: blanks, a part, whole blocks.
  package func column(_ value: Double, of maximum: Double, rows: Int) -> [String] {
    let eighths = BlockChart.eighths(value, of: maximum, cells: rows)
    return (0..<max(0, rows)).map { row in
      let here = eighths - (rows - 1 - row) * 8
      return here <= 0 ? " " : level(here)
    }
  }

  /// A block of so many eighths from below, held within 1…8.
  package func level(_ eighths: Int) -> String {
    (isUTF8 ? levelBlocks : levelSigns)[min(max(eighths, 1), 8) - 1]
  }

  /// Eighths of a cell that a value fills of so many cells; 0 for what is not a positive number.
  static func eighths(_ value: Double, of maximum: Double, cells: Int) -> Int {
    guard value > 0, maximum > 0, value.isFinite, maximum.isFinite, cells > 0 else { return 0 }
    let share = min(1, value / maximum)
    return max(1, Int((share * Double(cells) * 8).rounded()))
  }
}
