// How often words occur. Words are the same when their bytes are.

/// A word and how often it occurs.
public struct WordCount: Sendable, Equatable {
  public var word: String
  public var count: Int
}

/// Counts of words in the order in which they were first seen.
struct WordCounts: Sendable, Equatable {
  private(set) var counts: [WordCount] = []
  private var positions: [[UInt8]: Int] = [:]

  mutating func add(_ word: String, times: Int = 1) {
    let position = positions[Array(word.utf8), default: counts.count]
    if position == counts.count {
      positions[Array(word.utf8)] = position
      counts.append(WordCount(word: word, count: 0))
    }
    counts[position].count += times
  }

  /// The most frequent first, equal ones in the order in which they were first seen.
  var byFrequency: [WordCount] {
    counts.enumerated().sorted {
      ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
    }.map(\.element)
  }
}
