import TrackerTUI

/// How a cell looks on a terminal: a colour and attributes.
struct Look: Equatable {
  /// Numbers in the terminal's palette; nil for the terminal's own.
  var foreground: Int?
  var background: Int?
  var isBold = false
  var isUnderlined = false
  var isReversed = false

  /// Whether a blank shows something of it.
  var marksBlanks: Bool { isUnderlined || isReversed || background != nil }
}

extension Theme {
  /// Up to so many blanks between two words take the first word's look.
  private static let gapColumns = 8

  /// The looks of a row. A short gap looks the same in the style of either word, so it takes the first one's: the terminal
  /// is told one change less.
  func looks(of cells: [Cell]) -> [Look] {
    var looks: [Look] = []
    looks.reserveCapacity(cells.count)
    var style: Style?
    var look = Look()
    for (column, cell) in cells.enumerated() {
      if cell.style != style {
        let wanted = self.look(of: cell.style)
        if look.marksBlanks || wanted.marksBlanks || !isGap(cells[column...]) {
          style = cell.style
          look = wanted
        }
      }
      var shown = look
      if !cell.style.isReversed, cell.isBlock { shown.isReversed = false }
      looks.append(shown)
    }
    return looks
  }

  private func isGap(_ cells: ArraySlice<Cell>) -> Bool {
    cells.first?.text == " " && cells.prefix(Theme.gapColumns).contains { $0.text != " " }
  }

  private func look(of style: Style) -> Look {
    let paint = paint(style)
    return Look(
      foreground: paint.foreground, background: paint.background, isBold: paint.isBold,
      isUnderlined: style.isUnderlined, isReversed: paint.isReversed)
  }
}
