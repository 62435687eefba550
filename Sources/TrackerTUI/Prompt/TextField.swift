// A line of text that is being typed, without line breaks and controls: characters before and after the cursor.

internal import TrackerCore

/// A line of text with a cursor. A character with its combining marks is one, however wide.
package struct TextField: Hashable, Sendable {
  /// What stands before the cursor.
  private var before: String
  /// What stands after it.
  private var after = ""

  /// More characters are not taken.
  package static let mostCharacters = 4000

  /// A field with a text, the cursor behind it.
  package init(_ text: String = "") {
    before = String(text.oneLine.prefix(TextField.mostCharacters))
  }

  package var text: String { before + after }
  package var isEmpty: Bool { before.isEmpty && after.isEmpty }
  /// How many characters stand before the cursor.
  package var cursor: Int { before.count }

  /// Puts text in at the cursor: line breaks become blanks, what cannot be seen is left out.
  package mutating func insert(_ text: String) {
    let room = TextField.mostCharacters - before.count - after.count
    guard room > 0 else { return }
    var line = text.oneLine
    // A mark has to stand on something.
    while before.isEmpty, let first = line.unicodeScalars.first, first.properties.isGraphemeExtend {
      line.unicodeScalars.removeFirst()
    }
    before += line.prefix(room)
  }

  /// Does what a key does in a line of text; false when it means nothing here.
  package mutating func edit(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .left: if let last = before.popLast() { after.insert(last, at: after.startIndex) }
    case .right: if !after.isEmpty { before.append(after.removeFirst()) }
    case .home, .control("a"): (before, after) = ("", text)
    case .end, .control("e"): (before, after) = (text, "")
    case .backspace: _ = before.popLast()
    case .delete: if !after.isEmpty { after.removeFirst() }
    case .control("w"): deleteWord()
    case .control("u"): before = ""
    case .control("k"): after = ""
    default: return false
    }
    return true
  }

  /// Deletes back to the beginning of a word.
  private mutating func deleteWord() {
    while before.last == " " { before.removeLast() }
    while let last = before.last, last != " " { before.removeLast() }
  }
}

extension TextField {
  /// Draws the text in `width` columns and puts the terminal's cursor into it. What does not fit scrolls by half the
  /// width, and a sign at either end says that there is more.
  package func draw(
    column: Int, row: Int = 0, width: Int, _ painter: inout Painter, hasCursor: Bool = true
  ) {
    let width = min(width, painter.columns - column)
    guard width > 0 else { return }
    let left = glyphs(of: before, painter.typesetter)
    let right = glyphs(of: after, painter.typesetter)
    let cursor = left.reduce(0) { $0 + $1.columns }
    let total = cursor + right.reduce(0) { $0 + $1.columns }
    // Behind the last character the cursor needs a column of its own.
    let needed = max(total, cursor + (right.first?.columns ?? 1))
    var wanted = 0
    if needed > width, width > 2 {
      // Either end may need a sign.
      let room = width - (right.isEmpty ? 1 : 2) - (right.first?.columns ?? 1)
      while cursor - wanted > max(0, room) { wanted += max(1, width / 2) }
      wanted = min(wanted, cursor)
    }
    let signs = Style(.muted)
    var place = column
    if wanted > 0 { place = painter.write("‹", column: column, row: row, signs) }
    let end = column + width - (needed - wanted > column + width - place ? 1 : 0)
    var hidden = 0
    var cursorPlace = place
    for (index, glyph) in (left + right).enumerated() {
      if hidden < wanted, index < left.count {
        hidden += glyph.columns
        continue
      }
      if index <= left.count { cursorPlace = place }
      guard place + glyph.columns <= end else { break }
      place = painter.write(glyph.text, column: place, row: row)
    }
    if right.isEmpty { cursorPlace = place }
    if end < column + width { painter.write("›", column: end, row: row, signs) }
    if hasCursor { painter.setCursor(column: min(cursorPlace, column + width - 1), row: row) }
  }

  private func glyphs(of text: String, _ typesetter: Typesetter) -> [Glyph] {
    var glyphs: [Glyph] = []
    typesetter.forEachGlyph(in: text) {
      glyphs.append($0)
      return true
    }
    return glyphs
  }
}
