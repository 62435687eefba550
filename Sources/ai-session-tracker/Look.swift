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

  /// Whether a blank in it looks the same as a full block in another one. Not when either is bold, which some terminals
  /// draw in another colour than the ground.
  func blankLooksLikeBlock(in block: Look) -> Bool {
    guard !isUnderlined, !isBold, !block.marksBlanks, !block.isBold else { return false }
    return isReversed
      ? foreground == block.foreground && background == nil
      : background != nil && background == block.foreground
  }
}

/// A cell as the terminal is told it.
struct ShownCell {
  var text: String
  var look: Look
}

extension Theme {
  /// Up to so many blanks between two words take the first word's look.
  private static let gapColumns = 8

  /// A row as the terminal is told it, with as few changes of look as show the same. The blocks beside a digit that stands
  /// on their colour are blanks on it: a segment of a bar is one change.
  func shown(_ cells: [Cell]) -> [ShownCell] {
    var row = zip(cells, looks(of: cells)).map { ShownCell(text: $0.text, look: $1) }
    func takeLook(at column: Int, of neighbour: Int) {
      if row[column].text == "█", row[neighbour].look.blankLooksLikeBlock(in: row[column].look) {
        row[column] = ShownCell(text: " ", look: row[neighbour].look)
      }
    }
    for column in row.indices.dropFirst() { takeLook(at: column, of: column - 1) }
    for column in row.indices.dropLast().reversed() { takeLook(at: column, of: column + 1) }
    return row
  }

  /// The looks of a row. A short gap looks the same in the style of either word, so it takes the first one's.
  private func looks(of cells: [Cell]) -> [Look] {
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
