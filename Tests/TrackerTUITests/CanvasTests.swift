// The grid stays whole whatever is put into it, and hands out what a terminal needs.

import Testing

@testable import TrackerTUI

struct CanvasTests {
  private func canvas(_ columns: Int, _ rows: Int = 1) -> Canvas {
    Canvas(size: ScreenSize(columns: columns, rows: rows))
  }

  @Test func aWideCharacterFillsTwoCells() {
    var canvas = canvas(4)
    canvas.put("日", columns: 2, style: Style(.gain), column: 1, row: 0)
    #expect(canvas.cells[0].map(\.text) == [" ", "日", "", " "])
    #expect(canvas.cells[0].map(\.columns) == [1, 2, 0, 1])
  }

  @Test func aWideCharacterNeverStartsInTheLastColumn() {
    var canvas = canvas(3)
    canvas.put("日", columns: 2, style: Style(), column: 2, row: 0)
    #expect(canvas.text == "")
  }

  @Test(arguments: [(1, " x "), (2, "  x")])
  func overwritingHalfAWideCharacterBlanksTheOtherHalf(column: Int, text: String) {
    var canvas = canvas(3)
    canvas.put("日", columns: 2, style: Style(), column: 1, row: 0)
    canvas.put("x", columns: 1, style: Style(), column: column, row: 0)
    #expect(canvas.cells[0].map(\.text).joined() == text)
    #expect(canvas.cells[0].allSatisfy { $0.columns == 1 })
  }

  @Test func aWideCharacterOverTwoWideOnesBlanksTheirOuterHalves() {
    var canvas = canvas(4)
    canvas.put("日", columns: 2, style: Style(), column: 0, row: 0)
    canvas.put("本", columns: 2, style: Style(), column: 2, row: 0)
    canvas.put("語", columns: 2, style: Style(), column: 1, row: 0)
    #expect(canvas.cells[0].map(\.text) == [" ", "語", "", " "])
    #expect(canvas.cells[0].map(\.columns) == [1, 2, 0, 1])
  }

  @Test(arguments: [(-1, 0), (3, 0), (0, -1), (0, 1)])
  func nothingIsDrawnOutside(column: Int, row: Int) {
    var canvas = canvas(3)
    canvas.put("x", columns: 1, style: Style(), column: column, row: row)
    canvas.restyle(Rect(column: column, row: row, columns: 9, rows: 9), Style(.loss))
    #expect(canvas.text == "")
    #expect(canvas.cells[0].count == 3)
  }

  @Test func runsJoinCellsOfOneStyleAndFillTheRow() {
    var canvas = canvas(6)
    for (column, letter) in ["a", "b", "c"].enumerated() {
      let style = Style(column < 2 ? .loss : .gain)
      canvas.put(letter, columns: 1, style: style, column: column, row: 0)
    }
    canvas.put("日", columns: 2, style: Style(.gain), column: 3, row: 0)
    #expect(
      canvas.runs(inRow: 0) == [
        Run(column: 0, text: "ab", style: Style(.loss), columns: 2),
        Run(column: 2, text: "c日", style: Style(.gain), columns: 3),
        Run(column: 5, text: " ", style: Style(), columns: 1),
      ])
    #expect(canvas.runs(inRow: 7).isEmpty)
  }

  @Test func textHasNoBlanksAtTheEndsOfRows() {
    var canvas = canvas(5, 3)
    canvas.put("x", columns: 1, style: Style(), column: 1, row: 0)
    canvas.put("y", columns: 1, style: Style(), column: 0, row: 2)
    #expect(canvas.text == " x\n\ny")
  }

  @Test(arguments: [(0, 0), (1, 0), (0, 1)])
  func aCanvasWithoutCellsTakesEverythingSilently(columns: Int, rows: Int) {
    var painter = Painter(
      size: ScreenSize(columns: columns, rows: rows), capabilities: sampleCapabilities)
    painter.write("text", column: 0)
    painter.box("title")
    painter.setCursor(column: 3, row: 3)
    #expect(painter.canvas.cursor == nil)
  }
}

struct PainterTests {
  private func painted(_ columns: Int, _ draw: (inout Painter) -> Void) -> String {
    var painter = Painter(
      size: ScreenSize(columns: columns, rows: 3), capabilities: sampleCapabilities)
    draw(&painter)
    return painter.canvas.text
  }

  @Test func textIsCutAtTheEndOfItsPart() {
    let text = painted(10) { painter in
      painter.inside(Rect(column: 2, row: 1, columns: 4, rows: 1)) {
        $0.write("abcdef", column: 1)
        $0.write("below", column: 0, row: 1)
      }
    }
    #expect(text == "\n   abc\n")
  }

  @Test func halfOfAWideCharacterIsNotDrawn() {
    #expect(painted(10) { $0.write("日本語", column: 0, width: 5) } == "日本\n\n")
  }

  @Test func numbersStandAtTheRightEndOfTheirRoom() {
    #expect(painted(10) { $0.write("42", column: 1, width: 6, align: .right) } == "     42\n\n")
    #expect(painted(10) { $0.write("123456789", column: 1, width: 3, align: .right) } == " 12…\n\n")
  }

  @Test func aRuleTakesTheFirstNoteThatFits() {
    let notes = ["a long note", "short"]
    #expect(painted(24) { $0.rule("Title", notes: notes) } == "─ Title a long note ────\n\n")
    #expect(painted(16) { $0.rule("Title", notes: notes) } == "─ Title short ──\n\n")
    #expect(painted(10) { $0.rule("Title", notes: notes) } == "─ Title ──\n\n")
  }

  @Test func columnsFillTheWidthWithOneBlankBetween() {
    for width in 0..<60 {
      let columns = Rect(columns: width, rows: 1).columns(3)
      #expect(columns.count == 3)
      for (left, right) in zip(columns, columns.dropFirst()) {
        #expect(right.column == left.endColumn + 1)
      }
      if width >= 5 { #expect(columns[2].endColumn == width) }
    }
  }
}
