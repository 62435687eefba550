// The order of a list, and how words name it.

internal import TrackerCore

/// The order chosen for a list.
struct SortOrder: Hashable, Sendable {
  var letter: Character
  var isReversed = false
}

/// A column of any list, for the choice.
struct SortTitle: Hashable, Sendable {
  var letter: Character
  var title: String
  var isDescending: Bool
}

extension SortOrder {
  /// An order by its words, `rating` or `rating reversed`; the word of a filter names its column, too, and a column's name
  /// may be cut short where only one begins so. Nil for what is none.
  init?(words: String, among titles: [SortTitle]) {
    let parts = words.split(separator: " ").map { $0.lowercased() }
    guard let word = parts.first, parts.count == 1 || parts.count == 2 && parts[1] == "reversed"
    else { return nil }
    let beginning = titles.filter { $0.title.hasPrefix(word) }
    let column = FilterField.named(word)?.title
    guard
      let title = titles.first(where: { $0.title == word })
        ?? titles.first(where: { $0.title == column })
        ?? (beginning.count == 1 ? beginning[0] : nil)
    else { return nil }
    self.init(letter: title.letter, isReversed: parts.count > 1)
  }

  /// The words for it.
  func words(among titles: [SortTitle]) -> String {
    let title = titles.first { $0.letter == letter }?.title ?? ""
    return title + (isReversed ? " reversed" : "")
  }
}
