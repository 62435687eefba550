// What belongs to words: how often they occur, what else is added up by them. Words are the same when their bytes are.

/// A word and how often it occurs.
public struct WordCount: Sendable, Equatable {
  public var word: String
  public var count: Int
}

/// Counts of words in the order in which they were first seen.
struct WordCounts: Sendable, Equatable {
  private var words = WordGroups<Int>()

  mutating func add(_ word: String, times: Int = 1) { words.change(word, from: 0) { $0 += times } }

  var counts: [WordCount] { words.groups.map { WordCount(word: $0.word, count: $0.value) } }

  /// The most frequent first, equal ones in the order in which they were first seen.
  var byFrequency: [WordCount] {
    counts.enumerated().sorted {
      ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
    }.map(\.element)
  }
}

extension Interaction {
  /// The tools that it used, each with how often, in the order in which they were first used.
  public var toolCounts: [WordCount] {
    toolsUsed.reduce(into: WordCounts()) { $0.add($1) }.counts
  }
}

/// A value for each word, in the order in which the words were first seen.
struct WordGroups<Value> {
  struct Group {
    let word: String
    var value: Value
  }
  private(set) var groups: [Group] = []
  private var places: [ExactText: Int] = [:]

  /// Changes the value of a word; that of a new one is `start` before.
  mutating func change(_ word: String, from start: Value, _ change: (inout Value) -> Void) {
    let place = places[ExactText(text: word), default: groups.count]
    if place == groups.count {
      places[ExactText(text: word)] = place
      groups.append(Group(word: word, value: start))
    }
    change(&groups[place].value)
  }
}

extension WordGroups: Sendable where Value: Sendable {}
extension WordGroups.Group: Sendable where Value: Sendable {}
extension WordGroups: Equatable where Value: Equatable {}
extension WordGroups.Group: Equatable where Value: Equatable {}
