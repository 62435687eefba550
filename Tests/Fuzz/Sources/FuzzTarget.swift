// What can be fuzzed: a name, a promise, and a check of one input. It refuses to make inputs.

/// Something that takes bytes from outside, and what must hold for all of them.
struct FuzzTarget: Sendable {
  /// As on the command line, and as its corpus folder and its list of words are called.
  let name: String
  /// What holds for every input, in one sentence.
  let promise: String
  /// Throws what was broken. A trap is a finding too.
  let check: @Sendable (_ input: [UInt8]) throws -> Void
}

/// A promise that an input broke.
struct Violation: Error, CustomStringConvertible {
  let description: String
}

/// Throws unless `condition` holds.
func require(_ condition: Bool, _ violation: @autoclosure () -> String) throws(Violation) {
  if !condition { throw Violation(description: violation()) }
}

/// Random numbers that belong to an input or to a seed: the same bytes, the same numbers.
struct Chance: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// Takes the seed from bytes (FNV-1a).
  init(of input: [UInt8]) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in input { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    self.init(seed: hash)
  }

  /// Xorshift64* (S. Vigna, "An experimental exploration of Marsaglia's xorshift generators", 2016).
  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }

  /// A number from 0 up to, not including, `bound`.
  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

  /// One of `choices`, which must not be empty.
  mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[below(choices.count)] }

  /// `bytes` in pieces, as a pipe or a socket may deliver them; some may be empty.
  mutating func pieces(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    let cuts = (0..<below(9)).map { _ in below(bytes.count + 1) }.sorted()
    return zip([0] + cuts, cuts + [bytes.count]).map { bytes[$0..<$1] }
  }
}
