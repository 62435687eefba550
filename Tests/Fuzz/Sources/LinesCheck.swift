// Bytes of a pipe cut into lines.

import TrackerMCP

enum LinesCheck {
  @Sendable static func check(_ input: [UInt8]) throws {
    var chance = Chance(of: input)
    let unlimited = split([input[...]], limit: .max)
    var joined: [UInt8] = []
    for case .line(let line) in unlimited.pieces { joined += line + [0x0A] }
    try require(joined + (unlimited.rest ?? []) == input, "bytes were lost or made up")

    let limit = 1 + chance.below(80)
    let whole = split([input[...]], limit: limit)
    for _ in 0..<4 {
      let pieces = chance.pieces(of: input)
      try require(split(pieces, limit: limit) == whole, "pieces of \(pieces.map(\.count)) matter")
      try require(split(pieces, limit: .max) == unlimited, "pieces matter without a limit")
    }
    let single = input.indices.map { input[$0...$0] }
    try require(split(single, limit: limit) == whole, "single bytes give other lines")
    for case .line(let line) in whole.pieces {
      try require(line.count <= limit, "a line is longer than its limit")
    }
  }

  private struct Lines: Equatable {
    var pieces: [LineSplitter.Piece] = []
    var rest: [UInt8]?
  }

  private static func split(_ pieces: [ArraySlice<UInt8>], limit: Int) -> Lines {
    var splitter = LineSplitter(limit: limit)
    var lines = Lines()
    for piece in pieces { lines.pieces += splitter.split(piece) }
    lines.rest = splitter.takeRest()
    return lines
  }
}
