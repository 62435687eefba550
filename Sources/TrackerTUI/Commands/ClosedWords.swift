// Words of which one has to be typed: which is meant, and what is said of one that is none.

internal import TrackerCore

extension [String] {
  /// The place of a word, or of the only one that begins so, whatever the case of its letters; nil for what is none.
  func index(meantBy word: String) -> Int? {
    let word = word.lowercased()
    if let exact = firstIndex(of: word) { return exact }
    let beginning = indices.filter { self[$0].hasPrefix(word) }
    return beginning.count == 1 ? beginning[0] : nil
  }
}

/// That a word is none of these: with the nearest, else with all of them.
func noChoice(_ kind: String, _ word: String, in words: [String]) -> String {
  "there is no \(kind) \(word)"
    + (nearestName(to: word, among: words).map { "; \($0)?" }
      ?? "; take one of \(words.joined(separator: ", "))")
}

extension PromptOffers {
  /// The words that begin as a text does, behind what stands before it. Where none does, the nearest, and that it is not known.
  init(closed words: [String], for text: String, kind: String) {
    self.init(words, for: text.lowercased())
    guard list.isEmpty, !text.isEmpty else { return }
    list = nearestNames(to: text, among: words).map {
      Offer(text: $0, label: $0, note: "nearest of \(countText(words.count))")
    }
    (unknown, warning) = (0..<text.count, noChoice(kind, text, in: words))
  }
}
