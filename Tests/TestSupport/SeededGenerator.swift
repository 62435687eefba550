// Random input that is the same in every run: numbers, texts and JSON values from a seed.
// It refuses to use the system's randomness.

package import JSON

/// SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators",
/// 2014): one seed, one sequence.
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// Every seed is as good as any other.
  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// A number from 0 up to, not including, `bound`.
  package mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

  /// True once in `count` times.
  package mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }

  /// One of `choices`, which must not be empty.
  package mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
    choices[below(choices.count)]
  }
}

// MARK: JSON

extension SeededGenerator {
  /// Characters that writers and readers of JSON treat differently, and two spellings of one `é`.
  private static let scalars: [Unicode.Scalar] = [
    "a", "b", "z", "0", " ", "/", "~", "\"", "\\", "{", "}", "[", "]", ",", ":", "\n", "\r", "\t",
    "\u{0}", "\u{8}", "\u{C}", "\u{1F}", "\u{7F}", "\u{80}", "\u{E9}", "e", "\u{301}", "\u{7FF}",
    "\u{800}", "\u{2028}", "\u{D7FF}", "\u{E000}", "\u{FEFF}", "\u{FFFD}", "\u{FFFF}",
    "\u{10000}", "\u{1F600}", "\u{10FFFF}",
  ]

  /// A text of up to `maximumLength` characters, every other one plain.
  package mutating func text(maximumLength: Int = 12) -> String {
    let isPlain = oneIn(2)
    var text = String.UnicodeScalarView()
    for _ in 0..<below(maximumLength + 1) {
      text.append(isPlain ? pick(["a", "b", "c", " ", "_"]) : pick(Self.scalars))
    }
    return String(text)
  }

  /// An integer, a decimal, a double of any size, or one that is not finite.
  package mutating func double() -> Double {
    switch below(6) {
    case 0: Double(below(2_000) - 1_000)
    case 1: Double(below(2_000_000) - 1_000_000) / 1_000
    case 2: Double(sign: .plus, exponent: 53, significand: 1 + Double(below(1 << 20)) / 1e6)
    case 3:
      pick([
        0, -0.0, 1e-5, 1e-4, 1e15, 1e16, Double.leastNonzeroMagnitude, .greatestFiniteMagnitude,
      ])
    case 4: pick([Double.nan, .infinity, -.infinity])
    default: Double(bitPattern: next())
    }
  }

  /// A value nested at most `depth` deep; the names of an object differ.
  package mutating func json(depth: Int = 3) -> JSONValue {
    switch below(depth > 0 ? 9 : 5) {
    case 0: return pick([JSONValue.null, true, false])
    case 1: return .number(Int(truncatingIfNeeded: next()) >> below(64))
    case 2: return .number(double())
    case 3, 4: return .string(text())
    case 5, 6: return .array((0..<below(5)).map { _ in json(depth: depth - 1) })
    default: return .object(members(depth: depth - 1))
    }
  }

  /// Up to 40, mostly fewer than 5 members whose names differ in their bytes.
  package mutating func members(depth: Int = 2) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    for _ in 0..<below(oneIn(20) ? 41 : 5) {
      let name = text()
      if members.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) { continue }
      members.append(JSONValue.Member(name, json(depth: depth)))
    }
    return members
  }

  /// `bytes` with up to three bytes dropped, added or changed, or cut off.
  package mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
    let odd =
      Array("{}[]\",:\\/ \n\t0123456789-+.eEtrufalsnINy\0".utf8) + [
        0x1F, 0x7F, 0x80, 0xA0, 0xBF, 0xC0, 0xC3, 0xE0, 0xED, 0xEF, 0xBB, 0xF0, 0xF4, 0xFF,
      ]
    var bytes = bytes
    for _ in 0..<(1 + below(3)) {
      let place = below(bytes.count + 1)
      switch below(4) {
      case 0: bytes.insert(pick(odd), at: place)
      case 1 where place < bytes.count: bytes[place] = pick(odd)
      case 2 where place < bytes.count: bytes.remove(at: place)
      case 3 where oneIn(3): bytes.removeSubrange(place...)
      default: continue
      }
    }
    return bytes
  }
}
