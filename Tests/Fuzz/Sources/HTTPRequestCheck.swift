// Bytes of a connection taken for requests.

import TrackerREST

enum HTTPRequestCheck {
  private static let mostBytes = HTTPParsing.maximumHeadBytes + HTTPParsing.maximumBodyBytes

  @Sendable static func check(_ input: [UInt8]) throws {
    var chance = Chance(of: input)
    let whole = try served([input[...]])
    for _ in 0..<4 {
      let pieces = chance.pieces(of: input)
      try require(try served(pieces) == whole, "pieces of \(pieces.map(\.count)) matter")
    }
    if input.count <= 400 {
      let single = input.indices.map { input[$0...$0] }
      try require(try served(single) == whole, "single bytes give other requests")
    }
    try checkFirst(input, &chance)
  }

  /// What the first request comes to must not depend on what stands around it.
  private static func checkFirst(_ input: [UInt8], _ chance: inout Chance) throws {
    let parsing = HTTPParsing(input[...])
    let shifted = HTTPParsing(([0x47, 0x45, 0x54] + input)[3...])
    try require(shifted == parsing, "what stands before the request matters")
    if case .incomplete = parsing { return }
    let more = input + (0..<(1 + chance.below(40))).map { _ in UInt8(chance.below(256)) }
    try require(HTTPParsing(more[...]) == parsing, "what follows the request matters")
  }

  /// What a connection makes of the pieces, asking again as soon as there are enough bytes.
  private static func served(_ pieces: [ArraySlice<UInt8>]) throws -> [HTTPParsing] {
    var outcomes: [HTTPParsing] = []
    var input: [UInt8] = []
    var needed = 1
    for piece in pieces {
      input += piece
      while input.count >= needed {
        let parsing = HTTPParsing(input[...])
        try checkCaps(parsing, of: input)
        switch parsing {
        case .incomplete(let count): needed = count
        case .bad: return outcomes + [parsing]
        case .request(_, let consumed):
          outcomes.append(parsing)
          input.removeFirst(consumed)
          needed = 1
        }
      }
    }
    return outcomes
  }

  private static func checkCaps(_ parsing: HTTPParsing, of input: [UInt8]) throws {
    switch parsing {
    case .bad: return
    case .incomplete(let needed):
      try require(
        input.count < needed && needed <= mostBytes, "\(needed) bytes wanted at \(input.count)")
    case .request(let request, let consumed):
      try require((1...input.count).contains(consumed), "\(consumed) of \(input.count) bytes taken")
      try require(
        request.body.count <= HTTPParsing.maximumBodyBytes
          && consumed - request.body.count <= HTTPParsing.maximumHeadBytes,
        "a request is larger than its caps")
    }
  }
}
