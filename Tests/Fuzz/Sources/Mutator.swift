// Inputs from a seed: corpus files damaged in a random way. It refuses to learn; the build with
// coverage feedback does.

/// Makes inputs; the same seed and number, the same input.
struct Mutator {
  /// What is damaged: the first inputs are these themselves.
  let corpus: [[UInt8]]
  /// What means something to the target and is put in.
  let words: [[UInt8]]
  let seed: UInt64

  /// No input grows beyond this.
  private static let maximumBytes = 8 * 1024

  func input(_ number: Int) -> [UInt8] {
    if number < corpus.count { return corpus[number] }
    var chance = Chance(seed: seed &* 1_000_003 &+ UInt64(number))
    var input = chance.pick(corpus + [[]])
    for _ in 0...chance.below(6) { damage(&input, &chance) }
    return Array(input.prefix(Mutator.maximumBytes))
  }

  private func damage(_ input: inout [UInt8], _ chance: inout Chance) {
    let place = chance.below(input.count + 1)
    let end = min(input.count, place + 1 + chance.below(1 << chance.below(8)))
    switch chance.below(9) {
    case 0 where place < input.count: input[place] ^= 1 << UInt8(chance.below(8))
    case 1 where place < input.count: input[place] = UInt8(chance.below(256))
    case 2: input.insert(UInt8(chance.below(256)), at: place)
    case 3: input.removeSubrange(place..<end)
    case 4: input.insert(contentsOf: input[place..<end], at: place)
    case 5: input.insert(contentsOf: chance.pick(words + [[0x30]]), at: place)
    case 6: input.replaceSubrange(place..<end, with: chance.pick(words + [[0x22]]))
    case 7:
      let other = chance.pick(corpus + [[]])
      input.replaceSubrange(place..., with: other[chance.below(other.count + 1)...])
    case 8 where chance.below(4) == 0: input.removeSubrange(place...)
    default: return
    }
  }
}
