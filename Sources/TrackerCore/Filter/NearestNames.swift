// THE RULE by which a name is guessed from one that is none, for every door.

/// The names that a mistyped one probably means, the likeliest first, at most three: those that begin with it, then those
/// that differ in at most a third of its letters. Where there is none, the one that has most in common with it word by word,
/// give or take a mistyped letter: `effectiveness_rating` for `rating`, `human_minutes` for `mins`. Case does not count.
public func nearestNames(to name: String, among names: [String]) -> [String] {
  let typed = Array(name.lowercased().prefix(100))
  let rated = names.enumerated().compactMap { place, known -> (distance: Int, place: Int)? in
    let letters = Array(known.lowercased())
    // The name itself is the nearest, also where others begin with it.
    let distance =
      letters == typed ? -1 : letters.starts(with: typed) ? 0 : editDistance(typed, letters)
    return !typed.isEmpty && distance <= max(1, (typed.count + 1) / 3) ? (distance, place) : nil
  }
  guard rated.isEmpty else { return rated.sorted { $0 < $1 }.prefix(3).map { names[$0.place] } }
  return CommonWords.name(likest: name, among: names.prefix(500)).map { [$0] } ?? []
}

/// The likeliest of them; nil where none comes near.
public func nearestName(to name: String, among names: [String]) -> String? {
  nearestNames(to: name, among: names).first
}

/// What names have in common, word by word.
private enum CommonWords {
  /// The name that has most in common with `wanted`, the first of several; nil when none has anything.
  static func name(likest wanted: String, among names: some Sequence<String>) -> String? {
    let parts = runs(of: wanted)
    let likenesses = names.map { (name: $0, likeness: likeness(parts, runs(of: $0))) }
    let greatest = likenesses.map(\.likeness).max() ?? 0
    return greatest > 0 ? likenesses.first { $0.likeness == greatest }?.name : nil
  }

  /// The letters that some words of one name share with some words of the other.
  private static func likeness(_ wanted: [[UInt8]], _ known: [[UInt8]]) -> Int {
    var greatest = 0
    for a in wanted {
      for b in known where min(a.count, b.count) > greatest {
        let distance = isShort(a, of: b) ? 0 : editDistance(a, b)
        if distance * 3 <= min(a.count, b.count) {
          greatest = max(greatest, min(a.count, b.count) - distance)
        }
      }
    }
    return greatest
  }

  /// Whether the letters of `a` stand in `b` in this order, the first one first: `mins` for `minutes`.
  private static func isShort(_ a: [UInt8], of b: [UInt8]) -> Bool {
    guard a.count >= 3, a.first == b.first else { return false }
    var rest = b[...]
    return a.allSatisfy { letter in
      guard let place = rest.firstIndex(of: letter) else { return false }
      rest = rest[(place + 1)...]
      return true
    }
  }

  /// Every run of neighbouring words of a name, in small letters and joined by `_`: of `iteration_count` these are
  /// `iteration`, `iteration_count` and `count`. A capital within a name begins a word. Long names are cut.
  private static func runs(of name: String) -> [[UInt8]] {
    var words: [[UInt8]] = [[]]
    var wasSmall = false
    for letter in name.utf8.prefix(60) {
      let small = letter | 0x20
      let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(small)
      let isCapital = isLetter && letter != small
      if !isLetter || isCapital && wasSmall { words.append([]) }
      if isLetter { words[words.count - 1].append(small) }
      wasSmall = isLetter && !isCapital
    }
    let parts = words.filter { !$0.isEmpty }.prefix(6)
    return parts.indices.flatMap { first in
      (first..<parts.count).map { Array(parts[first...$0].joined(separator: [UInt8(ascii: "_")])) }
    }
  }
}
