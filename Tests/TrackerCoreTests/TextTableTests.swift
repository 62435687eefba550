// Tables on a terminal of any width, and values between tabs.

import TestSupport
import Testing

@testable import TrackerCore

struct TextTableTests {
  private struct Row {
    var id: String
    var text: String
    var count: Int
  }

  private let columns: [Column<Row>] = [
    .text("id", "id", "") { $0.id }, .text("text", "text", "") { $0.text },
    .count("count", "count", "") { $0.count },
  ]
  private let time = TimeText(calendar: .utc, now: Timestamp(microseconds: 0))

  /// Ideographs take two columns.
  private func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x3000 ? 2 : 1) }
  }

  private func lines(
    _ rows: [Row], _ room: Int, importance: [String] = [], least: [String: Int] = [:]
  ) -> [String] {
    TextTable(
      columns, rows, time: time, importance: importance, least: least, fitting: room, width: width
    ).lines
  }

  @Test func cellsStandUnderTheirHeads() {
    let rows = [Row(id: "a", text: "one\ttwo", count: 7), Row(id: "b", text: "", count: 12)]
    #expect(lines(rows, 80) == ["Id  Text     Count", "a   one two      7", "b               12"])
  }

  @Test func whatMattersLeastIsDroppedFirst() {
    let rows = [Row(id: "identity", text: "something long", count: 7)]
    let order = ["id", "count", "text"]
    #expect(lines(rows, 20, importance: order) == ["Id        Count", "identity      7"])
    #expect(lines(rows, 9, importance: order) == ["Id", "identity"])
    #expect(lines(rows, 25) == ["Id        Text      Count", "identity  somethi…      7"])
  }

  @Test func whatMayBeNarrowGivesWayBeforeMoreImportantColumns() {
    let rows = [Row(id: "identity of it", text: "something", count: 7)]
    func lines(_ room: Int) -> [String] {
      self.lines(rows, room, importance: ["count", "text", "id"], least: ["id": 4, "text": 5])
    }
    #expect(lines(32)[1] == "identity of it  something      7")
    #expect(lines(.max) == lines(32))
    #expect(lines(26)[1] == "identit…  something      7")
    #expect(lines(19)[1] == "ide…  somet…      7")
    #expect(lines(11)[1] == "ide…  some…")
  }

  @Test(arguments: UInt64(0)..<60)
  func noLineIsWiderThanTheTerminal(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let rows = (0..<generator.below(6)).map { _ in
      Row(
        id: generator.text(maximumLength: 40), text: generator.text(maximumLength: 90) + "日本",
        count: generator.below(10_000))
    }
    let room = 1 + generator.below(100)
    let importance = generator.oneIn(2) ? ["id", "count", "text"] : []
    let least = generator.oneIn(2) ? ["id": 1 + generator.below(30), "text": 5] : [:]
    let lines = lines(rows, room, importance: importance, least: least)
    #expect(lines.count == rows.count + 1)
    #expect(lines.allSatisfy { width($0) <= room }, "\(room): \(lines)")
    #expect(!lines.contains { $0.contains("\n") || $0.contains("\t") })
  }

  @Test(arguments: UInt64(0)..<60)
  func valuesBetweenTabsComeBack(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let rows = (0..<5).map { _ in
      Row(id: generator.text(), text: generator.text(maximumLength: 40), count: 1)
    }
    let lines = Table(columns, rows).tsv.utf8.split(
      separator: 0x0A, omittingEmptySubsequences: false)
    #expect(lines.count == 7, "a line each, and nothing behind the last")
    for (row, line) in zip(rows, lines.dropFirst()) {
      let cells = line.split(separator: 0x09, omittingEmptySubsequences: false)
      #expect(cells.map { plain(Array($0)) } == [Array(row.id.utf8), Array(row.text.utf8), [0x31]])
    }
  }

  /// What an escaped cell says.
  private func plain(_ cell: [UInt8]) -> [UInt8] {
    var plain: [UInt8] = []
    var isEscaped = false
    for byte in cell {
      if isEscaped {
        plain.append([0x74: 0x09, 0x6E: 0x0A, 0x72: 0x0D][byte] ?? byte)
        isEscaped = false
      } else if byte == 0x5C {
        isEscaped = true
      } else {
        plain.append(byte)
      }
    }
    return plain
  }
}
