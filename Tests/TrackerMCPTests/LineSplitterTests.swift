// Lines come out the same however their bytes were cut.

import TestSupport
import Testing

@testable import TrackerMCP

@Suite struct LineSplitterTests {
  private func split(_ text: String, at cuts: [Int], limit: Int = 1000) -> ([String], String?) {
    var splitter = LineSplitter(limit: limit)
    let bytes = Array(text.utf8)
    var pieces: [LineSplitter.Piece] = []
    var start = 0
    for end in cuts.sorted() + [bytes.count] {
      pieces += splitter.split(bytes[start..<end])
      start = end
    }
    let lines = pieces.map { piece in
      if case .line(let line) = piece {
        String(decoding: line, as: UTF8.self)
      } else {
        "(oversized)"
      }
    }
    return (lines, splitter.takeRest().map { String(decoding: $0, as: UTF8.self) })
  }

  @Test func anySplitGivesTheSameLines() {
    let text = "one\n\n{\"é\":\"🚀\"}\r\n" + String(repeating: "x", count: 40) + "\nrest"
    let whole = split(text, at: [])
    #expect(whole.0 == ["one", "", "{\"é\":\"🚀\"}\r", String(repeating: "x", count: 40)])
    #expect(whole.1 == "rest")
    var random = SeededGenerator(seed: 7)
    let size = text.utf8.count
    #expect(split(text, at: Array(0...size)) == whole)
    for _ in 1...500 {
      let cuts = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        Int.random(in: 0...size, using: &random)
      }
      #expect(split(text, at: cuts) == whole)
    }
  }

  @Test func aLineThatIsTooLongIsSkippedToItsEnd() {
    let text = "short\n" + String(repeating: "x", count: 25) + "\nafter\n"
    let whole = split(text, at: [], limit: 10)
    #expect(whole.0 == ["short", "(oversized)", "after"])
    for cut in 0...text.utf8.count { #expect(split(text, at: [cut], limit: 10) == whole) }
  }

  @Test func aLineOfExactlyTheLimitIsALine() {
    #expect(split("0123456789\n", at: [], limit: 10).0 == ["0123456789"])
  }

  @Test func anEndlessLineIsToldOnceAndNotKept() {
    var splitter = LineSplitter(limit: 10)
    let chunk = [UInt8](repeating: 0x78, count: 8)[...]
    let pieces = (1...100).flatMap { _ in splitter.split(chunk) }
    #expect(pieces == [.oversized])
    #expect(splitter.takeRest() == nil)
  }
}
