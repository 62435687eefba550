// Writes into a part of a canvas. Places count from the part's corner, and nothing leaves it.

internal import TrackerCore

/// A canvas, the part of it that is being drawn, and how text is set.
package struct Painter {
  package private(set) var canvas: Canvas
  package let typesetter: Typesetter
  /// The part, on the screen.
  package private(set) var area: Rect

  package init(size: ScreenSize, capabilities: Capabilities) {
    canvas = Canvas(size: size)
    typesetter = Typesetter(capabilities)
    area = Rect(columns: canvas.size.columns, rows: canvas.size.rows)
  }

  package var columns: Int { area.columns }
  package var rows: Int { area.rows }
  package var isUTF8: Bool { typesetter.capabilities.isUTF8 }
  package var symbols: Symbols { Symbols(isUTF8: isUTF8) }

  /// Draws inside a part of this part; the part is cut where it reaches beyond.
  package mutating func inside(_ part: Rect, _ draw: (inout Painter) -> Void) {
    let outer = area
    let moved = Rect(
      column: outer.column + part.column, row: outer.row + part.row, columns: part.columns,
      rows: part.rows)
    area = moved.intersection(outer)
    // A part that begins left of or above this one would shift what it draws.
    if !area.isEmpty, area.column == moved.column, area.row == moved.row { draw(&self) }
    area = outer
  }

  /// Where text stands in the room it was given.
  package enum Alignment { case left, right }

  /// Writes text into at most `width` columns and returns the column after it (after the room, when aligned right).
  @discardableResult
  package mutating func write(
    _ text: String, column: Int, row: Int = 0, width: Int = .max, _ style: Style = Style(),
    align: Alignment = .left
  ) -> Int {
    guard row >= 0, row < rows, column < columns else { return column }
    let room = min(width, columns - column)
    guard room > 0 else { return column }
    if column >= 0,
      let end = writeASCII(text, column: column, row: row, room: room, style, align: align)
    {
      return end
    }
    // Numbers stand at the right, and half a number would be another number.
    if align == .right, typesetter.columns(of: text, limit: room) > room {
      let end = write(text, column: column, row: row, width: room - 1, style)
      return write(isUTF8 ? "…" : "~", column: end, row: row, style)
    }
    var place = column
    if align == .right { place += max(0, room - typesetter.columns(of: text, limit: room)) }
    let end = column + room
    typesetter.forEachGlyph(in: text) { glyph in
      guard place + glyph.columns <= end else { return false }
      if place >= 0 {
        canvas.put(
          glyph.text, columns: glyph.columns, style: style, column: area.column + place,
          row: area.row + row)
      }
      place += glyph.columns
      return true
    }
    return align == .right ? end : place
  }

  /// Writes what is printable ASCII as far as it has room, which most text is; nil for other text.
  private mutating func writeASCII(
    _ text: String, column: Int, row: Int, room: Int, _ style: Style, align: Alignment
  ) -> Int? {
    let written = text.utf8.withContiguousStorageIfAvailable { bytes -> Int? in
      // One more than has room, since a mark that combines with the last one might follow.
      guard bytes.prefix(room + 1).allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return nil }
      guard align == .left || bytes.count <= room else { return nil }
      let count = min(bytes.count, room)
      let start = align == .right ? column + room - count : column
      canvas.putASCII(
        UnsafeBufferPointer(rebasing: bytes[..<count]), style: style, column: area.column + start,
        row: area.row + row)
      return align == .right ? column + room : column + count
    }
    return written ?? nil
  }

  /// The same for text from data: where it is cut, `…` says so.
  @discardableResult
  package mutating func writeCut(
    _ text: String, column: Int, row: Int = 0, width: Int = .max, _ style: Style = Style()
  ) -> Int {
    let room = min(width, columns - column)
    let sign = isUTF8 ? "…" : "..."
    let signColumns = isUTF8 ? 1 : 3
    // Where the sign would take half of the room, the text is of more use. Most text is shorter than its room in bytes,
    // of which no character has fewer than columns; only in plain ASCII it may have.
    let columnsPerByte = isUTF8 ? 1 : mostASCIIColumnsPerByte
    guard room > signColumns * 2, text.utf8.count * columnsPerByte > room,
      typesetter.columns(of: text, limit: room) > room
    else { return write(text, column: column, row: row, width: width, style) }
    let end = write(text, column: column, row: row, width: room - signColumns, style)
    return write(sign, column: end, row: row, style)
  }

  /// Writes a note where it fits whole, since half a sentence or number would say something else.
  @discardableResult
  package mutating func writeNote(
    _ text: String, column: Int, row: Int = 0, width room: Int = .max, _ style: Style = Style()
  ) -> Int {
    width(of: text) <= min(room, columns - column)
      ? write(text, column: column, row: row, style) : column
  }

  /// Writes one character of one column again and again.
  package mutating func fill(_ sign: String, columns range: Range<Int>, row: Int, _ style: Style) {
    guard row >= 0, row < rows else { return }
    var glyph: Glyph?
    typesetter.forEachGlyph(in: sign) {
      glyph = $0
      return false
    }
    guard let glyph, glyph.columns == 1 else { return }
    for column in range.clamped(to: 0..<columns) {
      canvas.put(
        glyph.text, columns: 1, style: style, column: area.column + column, row: area.row + row)
    }
  }

  /// Columns of a text as it would stand here.
  package func width(of text: String) -> Int { typesetter.columns(of: text, limit: 10_000) }

  /// Blanks a part.
  package mutating func clear(_ part: Rect, _ style: Style = Style()) {
    inside(part) { painter in
      for row in 0..<painter.rows {
        painter.fill(" ", columns: 0..<painter.columns, row: row, style)
      }
    }
  }

  /// Gives rows one style throughout.
  package mutating func restyle(row: Int, count: Int = 1, _ style: Style) {
    let band = Rect(column: area.column, row: area.row + row, columns: columns, rows: count)
    canvas.restyle(band.intersection(area), style)
  }

  /// Changes the styles of cells of a row and leaves what else there is of them.
  package mutating func restyle(
    row: Int, columns range: Range<Int>, _ change: (inout Style) -> Void
  ) {
    guard row >= 0, row < rows else { return }
    for column in range.clamped(to: 0..<columns) {
      let cell = Rect(column: area.column + column, row: area.row + row, columns: 1, rows: 1)
      var style = canvas.cells[cell.row][cell.column].style
      change(&style)
      canvas.restyle(cell, style)
    }
  }

  /// Whether nothing is written on these columns of a row; false where one lies beyond the part.
  package func isBlank(_ range: Range<Int>, row: Int) -> Bool {
    guard (0..<rows).contains(row), range.lowerBound >= 0, range.upperBound <= columns else {
      return false
    }
    return range.allSatisfy { canvas.cells[area.row + row][area.column + $0].text == " " }
  }

  /// Puts the terminal's cursor here, held inside the screen.
  package mutating func setCursor(column: Int, row: Int) {
    guard canvas.size.columns > 0, canvas.size.rows > 0 else { return }
    canvas.cursor = (
      min(max(0, area.column + column), canvas.size.columns - 1),
      min(max(0, area.row + row), canvas.size.rows - 1)
    )
  }
}

extension Painter {
  /// A rule that heads a section: `─ Title note ─── +3 more ─`. The first note that fits stands there, and how many rows
  /// have no room below. A title from data is cut to `titleColumns`, so that it leaves room for a note. The title of the
  /// section that keys go to is underlined where there are several to step through.
  package mutating func rule(
    _ title: String, titleColumns: Int? = nil, notes: [String] = [], noteRole: Role = .muted,
    more: Int = 0, row: Int = 0, isFocused: Bool = false
  ) {
    guard columns > 0, row >= 0, row < rows else { return }
    let style = Style(.faint)
    fill("─", columns: 0..<columns, row: row, style)
    guard !title.isEmpty else { return }
    var place: Int
    if let titleColumns {
      place = write(" ", column: 1, row: row, width: columns - 2, Style(.heading))
      place = writeCut(
        title, column: place, row: row, width: min(titleColumns, columns - 1 - place),
        Style(.heading))
      place = write(" ", column: place, row: row, width: columns - 1 - place, Style(.heading))
    } else {
      place = write(" " + title + " ", column: 1, row: row, width: columns - 2, Style(.heading))
    }
    if isFocused { restyle(row: row, columns: 2..<(place - 1)) { $0.isUnderlined = true } }
    let rest = more > 0 ? " +\(countText(more)) more " : ""
    let end = columns - (rest.isEmpty ? 0 : rest.count + 1)
    if let note = notes.first(where: { !$0.isEmpty && place + width(of: $0) + 2 <= end }) {
      place = write(note + " ", column: place, row: row, Style(noteRole))
    }
    if place <= end { writeNote(rest, column: end, row: row, Style(.muted)) }
  }

  /// A frame of lines around the whole part, with a title, blank inside.
  package mutating func box(_ title: String) {
    guard columns >= 2, rows >= 2 else { return }
    clear(Rect(columns: columns, rows: rows))
    let style = Style(.faint)
    for row in [0, rows - 1] { fill("─", columns: 1..<(columns - 1), row: row, style) }
    for row in 1..<(rows - 1) {
      write("│", column: 0, row: row, style)
      write("│", column: columns - 1, row: row, style)
    }
    for (corner, column, row) in [
      ("┌", 0, 0), ("┐", columns - 1, 0), ("└", 0, rows - 1), ("┘", columns - 1, rows - 1),
    ] { write(corner, column: column, row: row, style) }
    write(" " + title + " ", column: 2, row: 0, width: columns - 4, Style(.heading))
  }

  /// Marks the selected row of a box, and puts the cursor there.
  package mutating func choose(row: Int) {
    inside(Rect(column: 1, row: row, columns: columns - 2, rows: 1)) {
      $0.restyle(row: 0, Style(reversed: true))
      $0.setCursor(column: 0, row: 0)
    }
  }
}
