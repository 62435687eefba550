// What a tab groups, counts or lists by: `b` goes on to the next, `:by` names one.

internal import TrackerCore

/// The choices of a tab, each under a word.
struct TabGrouping: Sendable {
  /// In the order in which `b` goes through them.
  let words: [String]
  /// Which one holds now.
  let chosen: @Sendable (Dashboard) -> Int
  /// Chooses one and says what is shown then.
  let choose: @Sendable (inout Dashboard, Int) -> String

  /// Choices that are kept at a place of the dashboard's grouping.
  init<Value: Equatable & Sendable>(
    _ values: [Value], word: (Value) -> String,
    at place: any WritableKeyPath<Grouping, Value> & Sendable,
    choose: @escaping @Sendable (inout Dashboard, Value) -> String
  ) {
    words = values.map(word)
    chosen = { values.firstIndex(of: $0.chosen.grouping[keyPath: place]) ?? 0 }
    self.choose = { dashboard, index in
      dashboard.chosen.grouping[keyPath: place] = values[index]
      return choose(&dashboard, values[index])
    }
  }
}

extension Dashboard {
  /// Whether the tab on screen can be grouped otherwise.
  var canGroup: Bool { place.members == nil && tab.grouping != nil }

  /// The next choice of what is shown.
  mutating func chooseGrouping() {
    guard let grouping = tab.grouping else { return }
    group(grouping, by: (grouping.chosen(self) + 1) % grouping.words.count)
  }

  /// `:by WORD`; without a word says which one holds.
  mutating func runGrouping(_ word: String) {
    guard screen.hasGrouping, let grouping = tab.grouping else {
      over.message = "by does nothing here · ? help"
      return
    }
    let words = grouping.words
    if word.isEmpty {
      over.message =
        "by \(words[grouping.chosen(self)]) · one of \(words.joined(separator: ", "))"
    } else if let index = words.index(meantBy: word) {
      group(grouping, by: index)
    } else {
      over.message = noChoice("grouping", word, in: words)
    }
  }

  private mutating func group(_ grouping: TabGrouping, by index: Int) {
    let text = grouping.choose(&self, index)
    computeNumbers()
    over.message = text
  }
}
